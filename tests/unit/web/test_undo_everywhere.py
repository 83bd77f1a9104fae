"""Whatever changes the journal can be taken back until lock, or was asked about first. Complete by construction: a page
that takes a form and is not in the table fails the first test.
"""

import re
from collections.abc import Callable
from enum import Enum, auto

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.model.journal import Journal
from aftercare.model.notice import NoticeKind
from aftercare.web.routes import PAGES, url_for
from aftercare.web.views.taken_back import BACK_TO


class How(Enum):
    """How an action is taken back, or why it need not be."""

    UNDO = auto()
    """The next page says what was done, with Undo."""
    ASKED = auto()
    """It was asked about first, on a page or behind a fold of its own: it can't be undone."""
    OPPOSITE = auto()
    """The same page offers the opposite in one tap."""
    ITSELF = auto()
    """It is the taking back."""
    BY_DESIGN = auto()
    """A draw is a draw: taking it back would bend what comes out. It has a way of its own."""
    NOTHING = auto()
    """It changes nothing in the journal: it leads on, shows, locks, or concerns this device."""


TABLE = {
    "lock": How.NOTHING,
    "exit": How.NOTHING,
    "explain_exit": How.NOTHING,
    "stay": How.NOTHING,
    "pulse": How.NOTHING,
    "guide": How.NOTHING,
    "appearance": How.NOTHING,
    "language": How.NOTHING,
    "reminder": How.NOTHING,
    "apart": How.NOTHING,
    "all_settings": How.ITSELF,
    "form_choice": How.UNDO,
    "unlock": How.NOTHING,
    "start_age": How.NOTHING,
    "start_words": How.NOTHING,
    "start_paper": How.NOTHING,
    "log": How.UNDO,
    "after_save": How.UNDO,
    "quiet": How.NOTHING,
    "check_in": How.UNDO,
    "day_after": How.UNDO,
    "day_after_of": How.NOTHING,
    "timeline": How.NOTHING,
    "entry": How.NOTHING,
    "edit": How.UNDO,
    "leave_out": How.UNDO,
    "delete": How.UNDO,
    "undo": How.ITSELF,
    "person": How.UNDO,
    "settings": How.UNDO,
    "patterns": How.NOTHING,
    "patterns_of": How.NOTHING,
    "quiet_flag": How.UNDO,
    "letter": How.UNDO,
    "sample_timeline": How.NOTHING,
    "sample_entry": How.NOTHING,
    "sample_patterns": How.NOTHING,
    "sample_pattern": How.NOTHING,
    "bring_in": How.NOTHING,
    "bring_in_open": How.NOTHING,
    "bring_in_ask": How.NOTHING,
    "bring_in_look": How.UNDO,
    "bring_in_back": How.UNDO,
    "report": How.NOTHING,
    "take_out": How.NOTHING,
    "seal": How.NOTHING,
    "plain": How.ASKED,
    "backup": How.NOTHING,
    "passphrase": How.ASKED,
    "recovery": How.ASKED,
    "devices": How.OPPOSITE,
    "letters": How.UNDO,
    "letter_look": How.UNDO,
    "forget": How.ASKED,
    "forget_locked": How.ASKED,
    "restore": How.ASKED,
    "recover": How.ASKED,
    "locked_log": How.NOTHING,
    "locked_step": How.NOTHING,
    "own_measures": How.UNDO,
    "own_measure": How.UNDO,
    "keep_begun": How.NOTHING,
    "begun": How.UNDO,
    "ask": How.NOTHING,
    "screeners": How.UNDO,
    "screener": How.NOTHING,
    "screener_help": How.NOTHING,
    "screener_result": How.UNDO,
    "check": How.NOTHING,
    "check_step": How.NOTHING,
    "my_check": How.UNDO,
    "my_check_step": How.UNDO,
    "kept_checks": How.UNDO,
    "write_plan": How.UNDO,
    "remove_plan": How.UNDO,
    "experiments": How.NOTHING,
    "experiment_new": How.NOTHING,
    "experiment_outcome": How.NOTHING,
    "experiment_length": How.NOTHING,
    "experiment_begin": How.OPPOSITE,
    "experiment_act": How.UNDO,
    "experiment_draw": How.BY_DESIGN,
    "sample_experiment": How.NOTHING,
    "sample_result": How.NOTHING,
    "looked_at": How.UNDO,
    "rate_page": How.OPPOSITE,
    "calendar": How.NOTHING,
    "sample_calendar": How.NOTHING,
    "search": How.NOTHING,
    "calendar_day": How.NOTHING,
    "sample_day": How.NOTHING,
    "letterbox": How.UNDO,
    "forget_device": How.ASKED,
}
"""Every page that takes a form."""


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_every_page_that_takes_a_form_says_how_it_is_taken_back() -> None:
    taking = {page.name for page in PAGES if page.post is not None}
    assert taking - TABLE.keys() == set(), "say in TABLE how what it does is taken back"
    assert TABLE.keys() - taking <= {"guide", "letterbox", "forget_device"}, "no such page any more"


def settings(mine: Mine) -> str:
    return mine.post("settings", day_after_card="no", turns_at="6", zone_name="UTC")


def own_measure(mine: Mine) -> str:
    return mine.post("own_measures", label="A bath before", kind="yes_no", form="more", phase="before")


def logged(mine: Mine) -> str:
    return mine.log(tears="2", pain="2")


def left_out(mine: Mine) -> str:
    logged(mine)
    return mine.post("leave_out", entry=mine.last.id, do="out")


def deleted(mine: Mine) -> str:
    logged(mine)
    return mine.post("delete", entry=mine.last.id)


def edited(mine: Mine) -> str:
    logged(mine)
    return mine.post("edit", entry=mine.last.id, tears="1", when="now", day="2026-11-22")


def put_away(mine: Mine) -> str:
    mine.post("log", id=mine.form_id(), when="earlier", day="2026-11-21", hour="21:00", tears="2", mood_after="1")
    return mine.post("day_after", entry=mine.last.id, do="away")


def quieted(mine: Mine) -> str:
    for day in range(17, 22):
        mine.post("log", id=mine.form_id(), when="earlier", day=f"2026-11-{day}", hour="20:00", pain="5")
    rule = re.search(r'name="rule" value="(\w+)"', mine.get("home"))
    assert rule is not None
    return mine.post("quiet_flag", rule=rule[1], why="seen_someone")


def plan(mine: Mine) -> str:
    return mine.post("write_plan", warning_signs="I stop eating")


def plan_removed(mine: Mine) -> str:
    plan(mine)
    return mine.post("remove_plan")


DOING: dict[str, Callable[[Mine], str]] = {
    "log": logged,
    "check_in": lambda mine: mine.post("check_in", id=mine.form_id("check_in"), when="now", mood="2"),
    "edit": edited,
    "leave_out": left_out,
    "delete": deleted,
    "day_after": put_away,
    "person": lambda mine: mine.post("person", organs=["vagina"], cycle_length="28"),
    "settings": settings,
    "own_measures": own_measure,
    "quiet_flag": quieted,
    "write_plan": plan,
    "remove_plan": plan_removed,
    "looked_at": lambda mine: mine.post("looked_at", do="ask", outcome="tears"),
    "form_choice": lambda mine: mine.post("form_choice", **{"at.dryness": "hidden"}),
}


def said(journal: Journal) -> tuple[object, ...]:
    """What a person has in it; what the program itself noted on its way, such as the browser's zone, aside."""
    notices = tuple(one for one in journal.notices if one.kind is not NoticeKind.PATTERN_SHOWN)
    return (journal.entries, journal.person, journal.settings, journal.own_measures, notices, journal.safety_plan)


@pytest.mark.parametrize("name", DOING)
def test_what_was_done_is_offered_to_be_taken_back_at_once_and_is_then_as_before(mine: Mine, name: str) -> None:
    page = DOING[name](mine)
    assert TABLE[name] is How.UNDO
    assert f'action="{url_for("undo")}"' in page, shown(page)[:300]
    after = said(mine.journal)
    back = re.search(r'name="back" value="(\w+)"', page)
    answer = mine.post("undo", **({"back": back[1]} if back else {}))
    assert "Taken back." in shown(answer)
    assert said(mine.journal) != after


@pytest.mark.parametrize("name", ["person", "settings", "own_measures", "write_plan", "looked_at", "form_choice"])
def test_taking_back_leads_to_the_page_it_was_done_on_and_leaves_it_as_it_was(mine: Mine, name: str) -> None:
    before = said(mine.journal)
    page = DOING[name](mine)
    back = re.search(r'name="back" value="(\w+)"', page)
    assert back is not None
    mine.post("undo", back=back[1])
    assert said(mine.journal) == before


def test_undo_leads_only_to_pages_there_are() -> None:
    """What is posted there is no way to anywhere else."""
    assert {page.name for page in PAGES if page.get is not None} >= BACK_TO


def test_undo_with_a_made_up_way_back_leads_to_the_timeline(mine: Mine) -> None:
    logged(mine)
    assert mine.send("undo", back="https://elsewhere.example").headers["location"] == url_for("timeline")


def test_what_was_answered_after_a_save_goes_with_it(mine: Mine) -> None:
    """The answers to *any of these now?* are about that entry: taken back with it, none of them stays behind."""
    mine.log(tears="2", pain="6", bleeding_after="1")
    page = mine.get("after_save")
    for _ in range(15):
        question = re.search(r'name="finding" value="(\w+)"', page)
        if question is not None:
            page = mine.after("question", finding=question[1], answer="no", keep="yes")
        elif 'name="do" value="danger"' in page:
            page = mine.after("danger", none="yes")
        elif 'value="read"' in page:
            page = mine.after("read")
    assert mine.journal.answers
    mine.post("undo")
    assert not mine.journal.entries
    assert not mine.journal.answers


def test_a_record_the_program_writes_on_its_way_is_no_step(mine: Mine) -> None:
    """Undo never takes back something else than what the sentence says."""
    mine.log(tears="2")
    mine.vault.put_notices(mine.journal.notices)
    mine.post("undo")
    assert not mine.journal.entries
