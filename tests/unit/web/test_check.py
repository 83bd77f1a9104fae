"""A check in the browser: danger first, help at once, one question a screen, nothing kept unasked."""

import html
import re
from dataclasses import replace
from typing import Any

import pytest
from httpx2 import Response
from tests.unit.web.check_bench import Visitor
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.model.check import NextQuestion
from aftercare.usecases import interview
from aftercare.usecases.interview import Shown
from aftercare.web.check_waiting import KEPT_FOR
from aftercare.web.i18n import translations
from aftercare.web.routes import url_for

NONE = "None of these"


@pytest.fixture
def visitor(inside: Bench) -> Visitor:
    return Visitor(inside)


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


# Danger first


def test_the_danger_list_comes_first_whatever_was_written(visitor: Visitor) -> None:
    assert "any of these, right now?" in visitor.begin(words="I feel low after sex")


def test_an_emergency_is_two_steps_from_the_first_page(visitor: Visitor) -> None:
    visitor.begin()
    page = visitor.do("danger", line="chest")
    assert "The ambulance number" in page
    assert page.index("112") < page.index("Do now") < page.index("Not now")


def test_an_emergency_shows_nothing_else_unfolded(visitor: Visitor) -> None:
    visitor.begin(words="I cried after sex")
    visitor.do("danger", line="chest")
    before, folded = visitor.page.split('<details class="card fold rest', 1)
    assert "What could it be" not in before
    assert "What could it be" in folded


def test_after_a_tapped_line_that_is_no_emergency_the_list_comes_again_without_it(visitor: Visitor) -> None:
    visitor.begin(words="sore after sex")
    page = visitor.do("danger", line="suicide")
    assert "crisis line" in page
    page = visitor.do("read")
    assert "Any other of these" in page
    assert "Thoughts of ending your life" not in page


def test_only_none_of_these_is_a_no(visitor: Visitor) -> None:
    visitor.begin(words="I cried after sex")
    visitor.do("danger", skip="yes")
    visitor.do("enough")
    assert "Not answered" in shown(visitor.page)


# Help at once


def test_who_writes_of_despair_sees_the_number_first_then_words(visitor: Visitor) -> None:
    page = visitor.begin(words="I want to die")
    assert "any of these" not in page
    assert page.index("crisis line") < page.index("It is good that you said that.")
    assert "I want to die" not in page


def test_the_page_about_despair_is_not_blanked_by_the_lock(mine: Mine) -> None:
    page = mine.post("my_check", words="I want to die")
    assert "It is good that you said that." in page
    assert "data-personal" not in page


def test_who_tells_of_violence_sees_help_plainly_and_it_is_not_repeated_above_the_questions(visitor: Visitor) -> None:
    page = visitor.begin(complaint="not_wanted")
    assert "sexual assault service" in page
    page = visitor.do("read")
    assert "any of these" in page
    assert "sexual assault" not in page
    assert "Show the help from before" in page
    assert "sexual assault service" in visitor.do("help_again")


def test_who_caused_harm_reads_of_help_for_both_and_no_blame(visitor: Visitor) -> None:
    page = visitor.begin(words="she said stop and I didn't")
    assert "For the one who was hurt, and for you." in page
    assert "If you hurt someone, or went on after a no" in page
    assert "fault" not in page


def test_help_can_be_rung_from_every_page(visitor: Visitor, inside: Bench) -> None:
    pages = [inside.client.get(url_for("check"), headers=OWN).text]
    visitor.begin(words="deep pain during sex for months")
    visitor.none()
    visitor.through()
    for page in (*pages, *visitor.seen):
        assert "Ring for help" in page or "Who to reach" in page


# Questions


def test_one_question_a_screen_with_why_and_a_number(visitor: Visitor) -> None:
    visitor.begin(words="deep pain during sex for months")
    page = visitor.none()
    assert "Question 1 of at most 12" in page
    assert "Why do you ask?" in page
    assert visitor.page.count("autofocus") == 1
    answers = re.findall(r'name="answer" value="(\w+)"', visitor.page)
    assert answers == ["yes", "no", "unsure"]


def test_back_shows_the_question_before(visitor: Visitor) -> None:
    visitor.begin(words="deep pain during sex for months")
    first = visitor.none()
    visitor.answer("no")
    assert visitor.do("back") == first
    assert "any of these" in visitor.do("back")
    assert "What is it about?" in visitor.do("back")
    assert "deep pain during sex for months" in visitor.page


def test_a_step_sent_twice_counts_once_and_one_from_further_back_takes_its_place(visitor: Visitor) -> None:
    visitor.begin(words="deep pain during sex for months")
    visitor.none()
    asked = {"k": visitor.hidden("k"), "at": visitor.hidden("at"), "finding": visitor.hidden("finding")}
    second = visitor.answer("no")
    again = visitor.take(visitor.bench.post(url_for("check_step"), do="question", answer="no", **asked))
    assert again == second


def test_at_most_twelve_questions_then_the_result(visitor: Visitor) -> None:
    visitor.begin(words="deep pain during sex for months")
    visitor.none()
    visitor.through("unsure")
    assert sum("Question " in shown(page) for page in visitor.seen) <= 12
    assert "What could it be" in shown(visitor.page)


def test_the_result_comes_early_when_asked_for_and_the_questions_wait(visitor: Visitor) -> None:
    visitor.begin(words="deep pain during sex for months")
    visitor.none()
    assert "What could it be" in visitor.do("enough")
    assert "Question 1 of" in visitor.do("on")


def test_what_words_denied_is_offered_to_be_confirmed_with_the_quote(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    fever = load_knowledge().findings["fever"]
    asked = NextQuestion(finding="fever", text=fever.question, why=fever.why, rule="RF18", confirms=True)
    real = interview.show

    def show_fever(*args: Any, **more: Any) -> Shown:
        was = real(*args, **more)
        return replace(was, assessment=replace(was.assessment, next_question=asked))

    monkeypatch.setattr(interview, "show", show_fever)
    visitor.begin(words="deep pain during sex, no fever")
    page = visitor.none()
    assert "fever" in page.split("You wrote that it is not so:")[1].split("Is that right?")[0]
    assert "No, that's right" in html.unescape(page)


def test_who_told_of_it_is_asked_plainly(visitor: Visitor) -> None:
    visitor.begin(complaint="not_wanted")
    visitor.do("read")
    page = visitor.none()
    assert load_knowledge().findings[visitor.hidden("finding")].discreet
    assert "for you only" not in page


# The result


def test_the_result_says_why_from_where_and_never_a_percentage(visitor: Visitor) -> None:
    visitor.begin(words="Deep pain during sex for months")
    visitor.none()
    page = visitor.through()
    assert "your words" in page
    assert "your answer" in page
    assert "Deep pain" in page
    assert "Not yet reviewed by a clinician." in page
    assert "Made on 22 November 2026" in page
    assert re.search(r"\bfits? (well|partly)\b", page, re.IGNORECASE)
    for cause in re.findall(r'<details class="card cause.*?</ul>', visitor.page, re.DOTALL):
        assert "%" not in cause


def test_every_mark_on_the_result_leads_to_a_source_on_the_page(visitor: Visitor) -> None:
    visitor.begin(words="Deep pain during sex for months")
    visitor.none()
    visitor.through()
    marks, sources = re.findall(r'href="#(s\d+)"', visitor.page), re.findall(r'<li id="(s\d+)"', visitor.page)
    assert marks
    assert set(marks) <= set(sources)


def test_what_cannot_be_read_is_said_and_never_called_self_care(visitor: Visitor) -> None:
    visitor.begin(words="asdf qwer zzzz")
    assert "could not read enough" in visitor.none()
    page = visitor.do("complaint", none="yes")
    assert "I could not read enough to judge" in page
    assert "Chest pain" in page
    assert "Tell it in other words" in page
    assert "At your own pace" not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Fieber und Unterleib tut weh, Tampon noch drin"),
        ("de", "a bit sore after sex"),
        ("en", "Penis hat geknackt beim Sex, blau und dick"),
    ],
)
def test_words_in_another_language_end_with_the_danger_list_and_never_in_self_care(
    inside: Bench, language: str, words: str
) -> None:
    """Nor does the level fall to it when everything that is asked is answered with no."""
    inside.state.device = replace(inside.state.device, language=language)
    visitor = Visitor(inside)
    visitor.begin(words=words)
    visitor.none()
    if 'value="complaint"' in visitor.page:
        visitor.do("complaint", none="yes")
    visitor.through("no")
    told = translations(language).gettext
    listed = [told(line.text) for line in danger_list_for_words(load_knowledge())]
    page = html.unescape(visitor.page)
    assert told("Not enough to judge") in page
    assert all(line in page for line in listed)
    assert told(load_knowledge().levels["D3"].because) not in page


def test_an_answer_can_be_changed_and_the_others_stay(visitor: Visitor) -> None:
    visitor.begin(words="Deep pain during sex for months")
    visitor.none()
    finding = visitor.hidden("finding")
    visitor.answer("no")
    visitor.through("no")
    question = load_knowledge().findings[finding].question
    assert question in html.unescape(visitor.do("change", finding=finding))
    visitor.answer("unsure")
    visitor.through("no")
    told = shown(visitor.page.split("Your answers")[1].join(["<main>", "</main>"]))
    assert f"{question} Not sure" in html.unescape(told)


def test_words_can_be_changed_and_what_followed_from_the_old_ones_is_gone(visitor: Visitor) -> None:
    visitor.begin(words="I cried after sex")
    visitor.none()
    visitor.do("enough")
    visitor.do("words")
    visitor.do("told", words="burning when I pee", who="self")
    visitor.do("enough")
    assert "cried" not in shown(visitor.page)
    assert "burning when I pee" in shown(visitor.page)


# Nothing kept without a journal


def test_without_a_journal_it_waits_in_memory_under_a_token_and_nowhere_else(visitor: Visitor, inside: Bench) -> None:
    visitor.begin(words="a word nobody else uses: zibeline")
    token = visitor.hidden("k")
    assert len(token) >= 32
    assert "zibeline" not in visitor.page
    assert token not in str(inside.client.cookies)
    files = [path for path in inside.state.launch.folder.parent.rglob("*") if path.is_file()]
    assert not [path for path in files if b"zibeline" in path.read_bytes()]
    assert inside.client.get(url_for("check_step"), headers=OWN).headers["location"] == url_for("check")


def test_another_token_or_another_browser_finds_nothing(visitor: Visitor, inside: Bench) -> None:
    visitor.begin(words="Deep pain during sex")
    page = inside.post(url_for("check_step"), k="0" * 32, at="0", do="danger", none="yes")
    assert isinstance(page, Response)
    assert "not here any more" in page.text
    held = inside.state.checks
    assert held.take("another browser", visitor.hidden("k"), inside.state.now()) is None


def test_after_ten_minutes_it_is_forgotten(visitor: Visitor, inside: Bench) -> None:
    visitor.begin(words="Deep pain during sex")
    later = inside.state.now() + KEPT_FOR * 1.01
    inside.state.checks.forget_old(inside.state.now() + KEPT_FOR)
    assert inside.state.checks._held
    inside.state.checks.forget_old(later)
    assert not inside.state.checks._held


def test_locked_and_without_a_journal_nothing_can_be_kept(visitor: Visitor) -> None:
    visitor.begin(words="Deep pain during sex")
    visitor.none()
    visitor.through()
    assert "Keep it in my journal" not in visitor.page
    assert "Nothing of this is kept." in visitor.page


def test_an_age_that_is_none_is_said_at_its_field(visitor: Visitor, inside: Bench) -> None:
    answer = inside.post(url_for("check"), words="sore", age="old")
    assert isinstance(answer, Response)
    assert answer.status_code == 422
    assert "whole years" in answer.text
    assert ">sore<" in answer.text


def test_no_page_of_a_check_says_in_title_or_address_what_it_is_about(visitor: Visitor) -> None:
    visitor.begin(words="Deep pain during sex")
    visitor.none()
    visitor.through()
    titles = {re.search(r"<title>(.*?)</title>", page)[1] for page in visitor.seen}
    assert len(titles) == 1
    assert "Check" not in titles.pop()
    for name in ("check", "check_step", "my_check", "my_check_step", "kept_checks", "kept_check"):
        assert re.fullmatch(r"/p/\d+", url_for(name))


@pytest.mark.parametrize("name", ["library", "right_now", "front"])
def test_open_pages_lead_to_a_check(inside: Bench, name: str) -> None:
    assert f'href="{url_for("check")}"' in inside.client.get(url_for(name), headers=OWN).text


def test_somebody_under_18_finds_the_people_who_listen_to_the_young(visitor: Visitor) -> None:
    visitor.begin(words="I cried after sex", age="16")
    visitor.do("danger", none="yes")
    visitor.do("enough")
    assert url_for("young") in visitor.page


def test_nobody_else_is_asked_whether_they_are_young(visitor: Visitor) -> None:
    visitor.begin(words="I cried after sex", age="36")
    visitor.do("danger", none="yes")
    visitor.do("enough")
    assert url_for("young") not in visitor.page
