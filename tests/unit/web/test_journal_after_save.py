"""What comes after a save, in the order that safety asks for, and what never gives itself away."""

import re

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.schema import DangerLine
from aftercare.model.fact import Status
from aftercare.usecases.after_save import after_save, answered_fact
from aftercare.web.after_steps import DANGER, Kind, next_step
from aftercare.web.desk import AfterSaving

CALM = {"tears": "0", "mood_after": "3", "pain": "0"}
CALLS = {"tears": "3", "mood_after": "0", "pain": "5"}


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def heading(html: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html.split("<main", 1)[1], re.DOTALL)
    assert found is not None
    return found[1].strip()


def to_the_end(mine: Mine, page: str) -> str:
    """Skip everything until the last page."""
    for _ in range(20):
        if "It is noted." in page:
            return page
        doing = re.search(r'name="do" value="(\w+)"', page)
        assert doing is not None, shown(page)
        finding = re.search(r'name="finding" value="(\w+)"', page)
        fields = {"finding": finding[1]} if finding else {}
        page = mine.after(doing[1], none="yes", keep="skip", answer="skip", **fields)
    raise AssertionError("it never ends")


def test_after_a_calm_entry_come_plain_counts_and_nothing_else(mine: Mine) -> None:
    page = mine.log(**CALM)
    assert heading(page) == "It is noted."
    assert re.search(r"Tears 0 of 1", shown(page))


def test_it_is_not_asked_whether_it_was_wanted_when_nobody_else_was_there(mine: Mine) -> None:
    assert heading(mine.log(**CALM, company="alone")) == "It is noted."
    assert heading(mine.log(**CALM)) == "It is noted."
    assert heading(mine.log(**CALM, company="one")) == "Was it wanted?"


def test_nothing_is_preset_when_asking_whether_it_was_wanted(mine: Mine) -> None:
    assert " checked" not in mine.log(**CALM, company="one")


def test_the_answer_can_be_kept(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    mine.after("wanted", wanted="yes", keep="yes")
    assert mine.last.value("wanted") == "yes"
    assert not mine.last.left_out


def test_an_answer_not_kept_leaves_only_the_general_mark(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    mine.after("wanted", wanted="no", keep="no")
    assert mine.last.value("wanted") is None
    assert mine.last.left_out
    assert mine.journal.answers == ()
    assert heading(mine.get("after_save")) == "Any of these now?"


def test_skipping_says_nothing(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    page = mine.after("wanted", keep="skip")
    assert mine.last.value("wanted") is None
    assert not mine.last.left_out
    assert heading(page) == "It is noted."


def test_keeping_without_an_answer_asks_for_one(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    answer = mine.send("after_save", entry=mine.last.id, do="wanted", keep="yes")
    assert answer.status_code == 422
    assert "Pick one of the three, or skip." in shown(answer.text)


@pytest.mark.parametrize("answer", ["no", "not_sure"])
@pytest.mark.parametrize("keep", ["yes", "no"])
def test_after_no_the_pages_are_those_of_any_entry_but_for_one_neutral_line(mine: Mine, answer: str, keep: str) -> None:
    def pages_after(said: str, **answers: str) -> tuple[str, str]:
        mine.log(**answers, company="one")
        page = mine.after("wanted", wanted=said, keep=keep)
        assert heading(page) == "Any of these now?"
        end = to_the_end(mine, page)
        mine.post("undo")
        return shown(page), shown(end)

    low = {"tears": "0", "mood_after": "0", "pain": "0"}
    plain_list, _ = pages_after("yes", **low)
    other_list, other_end = pages_after(answer, **CALM)
    neutral = "A note for you, when you like "
    assert neutral in other_list
    assert neutral in other_end
    assert set(other_list.replace(neutral, "").split()) <= set(plain_list.split()) | words_of_the_list()
    for word in ("wanted", "consent", "assault", "agreed", "police", "infection"):
        assert word not in (other_list + other_end).lower()


def words_of_the_list() -> set[str]:
    """Every word of the lines that may be asked after any save."""
    return {word for line in load_knowledge().danger_lines.values() for word in line.text.split()}


def test_the_line_opens_the_full_page_on_a_tap_and_not_before(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    mine.after("wanted", wanted="no", keep="no")
    assert "For you only" not in mine.get("home")
    page = mine.post("quiet", entry=mine.last.id)
    assert heading(page) == "For you only"
    assert "Nobody has been told" in shown(page)
    assert "Do now" in shown(page)


def test_home_shows_only_the_neutral_line_after_a_kept_no(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    mine.after("wanted", wanted="no", keep="yes")
    home = shown(mine.get("home"))
    assert "A note for you, when you like" in home
    for word in ("wanted", "assault", "consent", "infection", "pregnan"):
        assert word not in home.lower()


def test_the_danger_list_comes_after_a_save_that_calls_for_it_with_eight_lines_at_most(mine: Mine) -> None:
    page = mine.log(**CALLS)
    assert heading(page) == "Any of these now?"
    assert 1 <= page.count('name="line"') <= 8
    assert "None of these" in page


def test_none_of_these_is_a_no_to_each_line_and_is_not_asked_again(mine: Mine) -> None:
    lines = mine.log(**CALLS).count('name="line"')
    page = mine.after("danger", none="yes")
    assert heading(page) != "Any of these now?"
    assert sum(fact.status is Status.ABSENT for fact in mine.journal.answers) >= lines - 5


def test_a_tick_on_the_list_shows_the_emergency_before_anything_else(mine: Mine) -> None:
    mine.log(**CALLS, company="one")
    mine.after("wanted", keep="skip")
    page = mine.after("danger", line=["chest"])
    text = shown(page)
    assert "Get help now" in text
    assert text.index("Where are you?") < text.index("Do now") < text.index("Not now")
    assert "not yet reviewed by a clinician" in text


def test_an_emergency_ends_the_questions(mine: Mine) -> None:
    mine.log(**CALLS)
    mine.after("danger", line=["chest"])
    page = mine.after("read")
    assert heading(page) == "It is noted."
    assert "This still stands" in shown(page)
    assert "Get help now" in shown(mine.after("again"))


def test_thoughts_of_ending_ones_life_get_a_page_with_nothing_personal_on_it(mine: Mine) -> None:
    """So the lock need not blank it, and nothing is kept unless asked."""
    mine.log(tears="3", mood_after="0", pain="0")
    page = mine.after("danger", line=["suicide"])
    assert heading(page) == "It is good that you said that."
    assert "data-personal" not in page
    assert 'http-equiv="refresh"' not in page
    assert "this program can't call anyone" in shown(page)
    assert mine.journal.answers == ()


def test_ticking_nothing_and_going_on_asks_to_choose(mine: Mine) -> None:
    mine.log(**CALLS)
    answer = mine.send("after_save", entry=mine.last.id, do="danger", ticked="yes")
    assert answer.status_code == 422
    assert "None of these" in shown(answer.text)


def test_the_signs_of_danger_stand_beside_words_that_could_not_be_read(mine: Mine) -> None:
    page = to_the_end(mine, mine.log(**CALM, note="Es war schön, und jetzt zwickt irgendetwas ganz seltsam."))
    assert "Not all of your own words could be read." in shown(page)
    assert "Chest pain" in shown(page)


def test_words_that_were_read_bring_no_list(mine: Mine) -> None:
    page = to_the_end(mine, mine.log(**CALM, note="A quiet evening, we were both tired."))
    assert "could be read" not in shown(page)


def test_an_open_rule_asks_one_question_a_screen_with_its_reason(mine: Mine) -> None:
    page = mine.log(tears="0", mood_after="3", pain="8")
    for _ in range(6):
        if 'name="finding"' in page:
            break
        doing = re.search(r'name="do" value="(\w+)"', page)
        assert doing is not None
        page = mine.after(doing[1], none="yes", keep="skip")
    if "It is noted." in page:
        pytest.fail("a pain of 8 leaves nothing open")
    assert page.count('name="finding"') == 1
    assert "Why do you ask?" in page
    for answer in ("Yes", "No", "Not sure", "Skip"):
        assert answer in shown(page)


def test_the_counts_are_the_persons_own_and_unknown_is_not_no(mine: Mine) -> None:
    mine.log(tears="1", mood_after="3", pain="0")
    mine.log(mood_after="3")
    page = to_the_end(mine, mine.log(tears="0", mood_after="3", pain="0"))
    assert re.search(r"Tears 1 of 2", shown(page))


def test_undo_takes_back_the_save_with_what_was_answered_after_it(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    to_the_end(mine, mine.after("wanted", wanted="no", keep="yes"))
    mine.post("undo")
    assert mine.journal.entries == ()


def test_an_answer_for_another_entry_changes_nothing(mine: Mine) -> None:
    mine.log(**CALM, company="one")
    first = mine.last.id
    mine.log(**CALM, company="one")
    mine.post("after_save", entry=first, do="wanted", wanted="no", keep="yes")
    assert all(entry.value("wanted") is None for entry in mine.journal.entries)


@pytest.mark.parametrize("line", load_knowledge().danger_lines.values(), ids=lambda line: line.id)
def test_no_line_of_the_danger_list_is_passed_over_in_silence(mine: Mine, line: DangerLine) -> None:
    """Whatever is ticked leads to its warning, to a question, or to the neutral line."""
    mine.log(tears="0", mood_after="0", pain="0")
    now = mine.bench.state.now()
    told = tuple(answered_fact(finding, Status.PRESENT, mine.last, now) for finding in line.gives)
    saved = after_save(mine.journal, load_knowledge(), mine.last, told, now)
    progress = AfterSaving(entry=mine.last.id, told=told, passed={DANGER})
    step = next_step(saved, progress, load_knowledge())
    assert step.kind in (Kind.FLAGS, Kind.QUESTION) or step.neutral_line
