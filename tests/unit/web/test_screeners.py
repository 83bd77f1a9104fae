"""Questionnaires in the browser: danger before any score, a score with its meaning, nothing kept unasked."""

from datetime import timedelta

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.model.entry import EntryKind
from aftercare.model.fact import Fact, Origin, Status
from aftercare.web.routes import url_for


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def answers(screener: str, *values: int) -> dict[str, str]:
    names = {
        "phq4": ("gad7_1", "gad7_2", "phq9_1", "phq9_2"),
        "phq9": tuple(f"phq9_{n}" for n in range(1, 10)),
        "gad7": tuple(f"gad7_{n}" for n in range(1, 8)),
    }[screener]
    return {name: str(value) for name, value in zip(names, values, strict=False)}


def fill(mine: Mine, screener: str, *values: int, **more: str) -> str:
    mine.post("screeners", screener=screener)
    return mine.post("screener", **answers(screener, *values), **more)


def test_four_answers_give_a_score_with_its_meaning_and_keep_nothing(mine: Mine) -> None:
    page = shown(fill(mine, "phq4", 1, 1, 1, 2))
    assert "5 of 12" in page
    assert "Mild" in page
    assert "not a diagnosis" in page
    assert "Nobody sees this but you" in page
    assert mine.journal.entries == ()


def test_kept_it_is_an_entry_of_its_own_with_the_answers_as_values(mine: Mine) -> None:
    fill(mine, "phq4", 1, 1, 1, 2)
    assert "Kept in your journal" in shown(mine.post("screener_result", do="keep"))
    assert mine.last.kind is EntryKind.SCREENER
    assert dict(mine.last.values) == {"screener": "phq4", "gad7_1": 1, "gad7_2": 1, "phq9_1": 1, "phq9_2": 2}


def test_keeping_twice_keeps_once(mine: Mine) -> None:
    fill(mine, "phq4", 1, 1, 1, 2)
    mine.post("screener_result", do="keep")
    mine.post("screener_result", do="keep")
    assert len(mine.journal.entries) == 1


def test_given_up_it_leaves_nothing_behind(mine: Mine) -> None:
    fill(mine, "phq4", 1, 1, 1, 2)
    assert "Nothing was kept." in shown(mine.post("screener_result", do="away"))
    assert mine.journal.entries == ()


def test_a_half_of_three_offers_the_longer_one(mine: Mine) -> None:
    page = fill(mine, "phq4", 0, 0, 1, 2)
    assert 'value="phq9"' in page
    assert 'value="gad7"' not in page


def test_a_half_of_two_offers_none(mine: Mine) -> None:
    page = fill(mine, "phq4", 1, 1, 1, 1)
    assert 'name="screener"' not in page


def test_with_a_question_left_open_there_is_no_total_and_nothing_is_filled_in(mine: Mine) -> None:
    page = shown(fill(mine, "phq9", 1, 1, 1, 1))
    assert "there is no total" in page
    assert "4 questions answered" in page
    assert " of 27" not in page


def test_a_form_with_nothing_in_it_says_what_to_do(mine: Mine) -> None:
    mine.post("screeners", screener="phq4")
    answer = mine.send("screener")
    assert answer.status_code == 422
    assert "Answer at least one line" in answer.text


def test_the_last_question_of_the_phq9_comes_before_the_score(mine: Mine) -> None:
    page = fill(mine, "phq9", 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert "It is good that you said that." in shown(page)
    assert "this program can't call anyone" in shown(page).replace("&#39;", "'")
    assert " of 27" not in page
    assert mine.journal.entries == ()


def test_the_page_that_comes_before_the_score_is_not_blanked_by_the_lock(mine: Mine) -> None:
    page = fill(mine, "phq9", 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert "data-personal" not in page
    assert "http-equiv" not in page
    assert "PHQ" not in page


def test_the_result_cannot_be_reached_past_that_page(mine: Mine) -> None:
    mine.post("screeners", screener="phq9")
    mine.send("screener", phq9_9="3")
    assert "It is good that you said that." in shown(mine.get_following("screener_result"))


def test_after_it_the_direct_questions_are_asked_and_a_yes_makes_it_an_emergency(mine: Mine) -> None:
    page = fill(mine, "phq9", 0, 0, 0, 0, 0, 0, 0, 0, 2)
    assert "Could you act on it tonight" in page
    worse = mine.post("screener_help", **{"beside.could_act_tonight": "yes"})
    assert "Get help now" in shown(worse)
    assert "Could you act on it tonight" not in worse


def test_each_of_the_three_questions_beside_the_phq4_comes_before_the_score(mine: Mine) -> None:
    for question in ("self_harm_done", "suicidal_thoughts", "could_act_tonight"):
        page = shown(fill(mine, "phq4", 0, 0, 0, 0, **{f"beside.{question}": "yes"}))
        assert "It is good that you said that." in page, question
        assert "of 12" not in page


def test_skipping_and_no_go_on_to_the_score(mine: Mine) -> None:
    page = fill(mine, "phq4", 0, 0, 0, 0, **{"beside.self_harm_done": "skip", "beside.suicidal_thoughts": "no"})
    assert "0 of 12" in shown(page)


def test_answers_to_the_three_questions_are_kept_only_when_asked_for(mine: Mine) -> None:
    fill(mine, "phq4", 0, 0, 0, 0, **{"beside.suicidal_thoughts": "yes"})
    mine.get("screener_result")
    mine.post("screener_result", do="keep")
    assert mine.journal.answers == ()


def test_asked_for_they_are_kept_with_their_entry(mine: Mine) -> None:
    fill(mine, "phq4", 0, 0, 0, 0, **{"beside.suicidal_thoughts": "yes"})
    mine.get("screener_result")
    mine.post("screener_result", do="keep", answers="yes")
    (fact,) = mine.journal.answers
    assert (fact.finding, fact.status, fact.entry) == ("suicidal_thoughts", Status.PRESENT, mine.last.id)


def test_a_score_of_twenty_says_be_seen_today_above_itself(mine: Mine) -> None:
    page = shown(fill(mine, "phq9", 3, 3, 3, 3, 3, 3, 2, 0, 0))
    assert page.index("Be seen today") < page.index("20 of 27")


def test_a_score_of_ten_says_within_two_weeks(mine: Mine) -> None:
    assert "Within two weeks" in shown(fill(mine, "gad7", 2, 2, 2, 1, 1, 1, 1))


def test_the_course_shows_every_score_kept(mine: Mine) -> None:
    fill(mine, "gad7", 1, 1, 1, 1, 1, 1, 1)
    mine.post("screener_result", do="keep")
    later = mine.bench.state.now() + timedelta(days=14)
    mine.bench.state.now = lambda: later
    fill(mine, "gad7", 1, 1, 1, 0, 0, 0, 0)
    mine.post("screener_result", do="keep")
    page = mine.get("screeners")
    assert 'class="chart chart-scores"' in page
    assert "\N{MINUS SIGN}4" in page


def wrote_it_down(mine: Mine, ago: timedelta) -> None:
    """An answer that was kept before this unlocking."""
    at = mine.bench.state.now() - ago
    fact = Fact(finding="suicidal_thoughts", status=Status.PRESENT, origin=Origin.ANSWER, at=at)
    mine.vault.put_answers((fact,))


def test_at_the_next_unlocking_one_kind_question_comes_once(mine: Mine) -> None:
    wrote_it_down(mine, timedelta(hours=12))
    assert "How is it now?" in shown(mine.get("home"))
    page = shown(mine.post("screeners", how="lighter"))
    assert "Good that you are here." in page
    assert "How is it now?" not in page


def test_heavier_leads_to_those_who_can_be_reached(mine: Mine) -> None:
    wrote_it_down(mine, timedelta(hours=12))
    page = mine.post("screeners", how="heavier")
    assert "Tell one person now" in shown(page)
    assert "data-personal" not in page


def test_it_does_not_come_in_the_same_unlocking_or_weeks_later(mine: Mine) -> None:
    mine.get("home")
    wrote_it_down(mine, timedelta(hours=-1))
    assert "How is it now?" not in shown(mine.get("home"))
    wrote_it_down(mine, timedelta(days=15))
    assert "How is it now?" not in shown(mine.get("home"))


def test_in_the_timeline_it_stands_with_its_score_and_can_be_deleted_not_changed(mine: Mine) -> None:
    fill(mine, "gad7", 1, 1, 1, 1, 1, 1, 1)
    mine.post("screener_result", do="keep")
    assert "GAD-7: 7 of 21, mild" in shown(mine.get("timeline"))
    page = mine.post("entry", entry=mine.last.id)
    assert "Trouble relaxing" in page
    assert url_for("edit") not in page
    assert mine.send("edit", entry=mine.last.id, gad7_1="3").status_code == 409
    mine.post("delete", entry=mine.last.id)
    assert mine.journal.entries == ()


def test_home_leads_to_them_and_asks_for_nothing(mine: Mine) -> None:
    page = mine.get("home")
    assert f'href="{url_for("screeners")}"' in page
    assert "whenever you like" in shown(page)


def test_pages_of_a_form_nobody_chose_lead_to_the_first(mine: Mine) -> None:
    for name in ("screener", "screener_result"):
        assert "Worry and low mood" in shown(mine.get_following(name))
    assert "Worry and low mood" in shown(mine.post("screener", phq9_1="1"))
    assert mine.send("screeners", screener="other").status_code == 404
