"""Home: one card for today by what matters most now, all else reachable below, nothing that counts days or pushes."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.usecases.invented import bring_in
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.model.journal import Journal
from aftercare.model.person import Person
from aftercare.usecases.sample_journal import sample_journal
from aftercare.web import home_cards
from aftercare.web.day_after_card import DayAfterCard
from aftercare.web.experiment_pages import DrawCard
from aftercare.web.home_cards import Card, Waits, cards_in_order, checked_in_today, folded
from aftercare.web.routes import url_for

PUSHING = re.compile(
    r"\bstreak|\bin a row\b|\bday[s]? running\b|\bconsecutive|\bscore of\b|\byour score\b|\bpoints\b|\blevel up|"
    r"\bbadge|\bgoal|\bdon'?t (?:break|miss|forget)|\bkeep it up\b|\bwell done\b|\bgreat job\b|\byou missed\b|"
    r"\byou haven'?t\b|\bcomplete[d]? today\b|\b\d+ days? since\b|\bremember to\b|\b\d ?%|\breward",
    re.IGNORECASE,
)


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def draw(state: str = "next", *, opened: bool = False, about: str = "") -> DrawCard:
    return DrawCard(state=state, done=0, rounds=6, drawn="", care=(), about=about, page="home", opened=opened)


def day_after() -> DayAfterCard:
    return DayAfterCard(
        entry="e", when="Yesterday", ended_in_tears=False, measure=load_knowledge().measures["mood_next_day"]
    )


def test_the_day_after_comes_first_then_the_draw_then_what_was_left_half_done() -> None:
    line = {"form": "log", "id": "1", "day": "Today", "hour": "10:00"}
    everything = Waits(day_after=day_after(), draw=draw(), begun=(line,), letters=(), check="Today, 10:00")
    assert cards_in_order(everything) == (Card.DAY_AFTER, Card.DRAW, Card.BEGUN, Card.CHECK, Card.CHECK_IN)


def test_a_draw_that_only_stands_gives_way_to_what_asks_for_something_and_a_paused_one_to_all() -> None:
    assert cards_in_order(Waits(draw=draw("standing"), check="Today"))[0] is Card.CHECK
    assert cards_in_order(Waits(draw=draw("standing")))[0] is Card.DRAW
    assert cards_in_order(Waits(draw=draw("paused"))) == (Card.CHECK_IN, Card.DRAW)


def test_what_was_just_drawn_is_seen_at_once() -> None:
    assert cards_in_order(Waits(day_after=day_after(), draw=draw("standing", opened=True)))[0] is Card.DRAW


def test_nothing_is_offered_for_today_once_checked_in() -> None:
    assert cards_in_order(Waits(checked_in=True)) == ()


def test_every_card_but_the_check_in_has_a_line_when_it_folds_away() -> None:
    assert set(home_cards.LABELS) == set(Card) - {Card.CHECK_IN}
    assert folded((Card.LETTERS, Card.CHECK, Card.CHECK_IN)) == ((Card.CHECK, "Go on with your check"),)


def test_one_card_stands_at_the_top_and_the_rest_folds_below(mine: Mine) -> None:
    home = mine.get("home")
    assert home.count('class="today"') == 1
    assert "How is today?" in shown(home)
    mine.post("check_in", id=mine.form_id("check_in"), when="now", mood="2")
    home = mine.get("home")
    assert "How is today?" not in shown(home)
    assert f'href="{url_for("check_in")}"><b>' in home


def test_a_check_in_of_the_evening_counts_until_the_day_turns() -> None:
    made = sample_journal(load_knowledge().measures, date(2026, 11, 22))
    latest = max(entry.at.local for entry in made.check_ins())
    assert checked_in_today(made, latest)
    assert not checked_in_today(made, latest + timedelta(days=2))
    assert not checked_in_today(Journal(person=Person(birth_year=1990)), latest)


REACHABLE = ("log", "right_now", "timeline", "patterns", "check_in", "my_check", "calendar", "experiments", "screeners")
MORE = ("safety_plan", "person", "my_settings", "yours")


@pytest.mark.parametrize("full", [False, True])
def test_everything_is_reachable_from_home(mine: Mine, *, full: bool) -> None:
    if full:
        bring_in(sample_journal(load_knowledge().measures, date(2026, 11, 22)), mine.vault, mine.bench.state.now())
    home = mine.get("home")
    for name in (*REACHABLE, *MORE):
        assert f'href="{url_for(name)}"' in home, name


@pytest.mark.parametrize("full", [False, True])
def test_home_never_counts_days_never_scores_and_never_pushes(mine: Mine, *, full: bool) -> None:
    if full:
        bring_in(sample_journal(load_knowledge().measures, date(2026, 11, 22)), mine.vault, mine.bench.state.now())
    for name in ("home", "timeline", "calendar"):
        text = shown(mine.get(name))
        assert not PUSHING.search(text), (name, PUSHING.search(text))


def test_the_words_looked_for_would_be_found() -> None:
    for said in ("A streak of 5", "Seven days in a row!", "Don't break it", "You haven't logged today", "Goal: 80 %"):
        assert PUSHING.search(said), said


def test_a_gap_of_days_or_an_unbroken_row_changes_no_word_of_home(mine: Mine) -> None:
    """Five check-ins on five days, or with days left out between: home says the same."""
    said = set()
    for days in (range(2, 7), range(2, 12, 2)):
        for entry in mine.journal.entries:
            mine.vault.delete(entry.id)
        for back in days:
            day = (datetime(2026, 11, 21, tzinfo=UTC) - timedelta(days=back)).date().isoformat()
            mine.post("check_in", id=mine.form_id("check_in"), when="earlier", day=day, mood="2", energy="2")
        mine.get("home")
        said.add(shown(mine.get("home")))
    assert len(mine.journal.entries) == 5
    assert len(said) == 1


def test_at_most_one_insight_stands_on_home(mine: Mine) -> None:
    for times in range(2):
        if times:
            bring_in(sample_journal(load_knowledge().measures, date(2026, 11, 22)), mine.vault, mine.bench.state.now())
        assert mine.get("home").count("insight") == 1


def test_the_neutral_line_stands_above_the_arcs_and_flags_above_the_insight(mine: Mine) -> None:
    """What is about safety never sinks below what is only interesting (SAFETY 2, 4)."""
    template = Path(home_cards.__file__).parent / "templates/journal/home.html"
    source = template.read_text()
    order = [source.index(part) for part in ("for one in urgent", "how_is_it", "{% if today %}", "if neutral_line")]
    order += [source.index(part) for part in ("card weeks", "for one in cards", "insight", "more-here")]
    assert order == sorted(order)
