"""For any entry and any answers the browser's scripts come to what Python comes to, and keep the laws of screening.

SAFETY 7: one more danger never lowers, unknown is not no, order does not matter.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.test_triage import DANGERS
from tests.screening.browser import ID, Browser, Plain, asked, browser, outcome, outcome_there

from aftercare.check.screening import ready
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import ACTION_ORDER
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, When
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.measure import Form, Kind, Measure
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.letter_in import after_letter
from aftercare.usecases.notes import NoteRead
from aftercare.web.after_steps import next_step
from aftercare.web.desk import AfterSaving

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
READY = ready(KNOWLEDGE)
OTHER_ENTRY = "00000000-0000-4000-8000-000000000002"
NAMES = sorted({name for rule in READY.rules for name in READY.matters[rule.id]} & KNOWLEDGE.findings.keys())
GONE = [f"gone_{rule.id.lower()}" for rule in READY.rules if rule.needs.value == "entry"]
ACTIONS = [action.value for action in ACTION_ORDER]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "+05:30", "-12:00"]
AGO = [*(timedelta(hours=hours) for hours in (0, 1, 2, 25, 71, 73, 24 * 8, 24 * 15, 24 * 22, 24 * 100))]
MEASURES = [
    one
    for one in KNOWLEDGE.measures.values()
    if (one.gives or one.kind is Kind.TEXT) and one.form not in (Form.PERSON, Form.SCREENER)
]
SLOWLY = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def values_of(measure: Measure) -> st.SearchStrategy[Any]:
    """Any value the measure takes."""
    if measure.kind is Kind.YES_NO:
        return st.booleans()
    if measure.kind is Kind.STEPS:
        return st.integers(0, len(measure.options) - 1)
    if measure.kind is Kind.CHOICE:
        return st.sampled_from(measure.option_ids)
    if measure.kind is Kind.CHOICES:
        return st.lists(st.sampled_from(measure.option_ids), min_size=1, max_size=3, unique=True).map(tuple)
    if measure.kind is Kind.SITES:
        return st.dictionaries(st.sampled_from(measure.option_ids), st.integers(0, 10), min_size=1, max_size=2)
    if measure.kind is Kind.TEXT:
        return st.sampled_from(["burns a bit", "x"])
    low, high = int(measure.minimum or 0), int(measure.maximum or (10 if measure.kind is Kind.SCALE else 1440))
    return st.integers(low, high)


COMMON = [one for one in MEASURES if one.form is Form.COMMON]
VALUES = st.lists(st.sampled_from([*MEASURES, *COMMON * 4]), max_size=7, unique_by=lambda one: one.id).flatmap(
    lambda chosen: st.fixed_dictionaries({one.id: values_of(one) for one in chosen})
)
MOMENTS = st.builds(
    lambda ago, slip: NOW - ago - timedelta(milliseconds=slip), st.sampled_from(AGO), st.integers(0, 7_200_000)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry left at some time, of any precision, perhaps with something added, perhaps from elsewhere."""
    recorded = draw(MOMENTS)
    precision = draw(st.sampled_from([Precision.INSTANT, Precision.INSTANT, Precision.LOCAL, Precision.DAY]))
    local = (draw(MOMENTS)).replace(tzinfo=None, second=0, microsecond=0)
    if precision is Precision.DAY:
        local = local.replace(hour=0, minute=0)
    zone = draw(st.sampled_from(ZONES)) if precision is Precision.INSTANT else None
    added = [Addition(recorded + timedelta(hours=9), draw(VALUES))] if draw(st.integers(0, 4)) == 0 else []
    return Entry(
        id=ID,
        kind=draw(st.sampled_from([EntryKind.ENCOUNTER, EntryKind.ENCOUNTER, EntryKind.MOMENT, EntryKind.DAY])),
        at=When(local, zone, precision),
        recorded=recorded,
        values=draw(VALUES),
        added=tuple(added),
        note=draw(st.sampled_from([None, None, "a note", "  "])),
    )


FACTS = st.builds(
    Fact,
    finding=st.one_of(st.sampled_from(NAMES), st.sampled_from(GONE)),
    status=st.sampled_from([Status.PRESENT, Status.PRESENT, Status.ABSENT, Status.UNKNOWN]),
    time=st.sampled_from([FactTime.NOW, FactTime.NOW, *FactTime]),
    origin=st.sampled_from([Origin.ANSWER, Origin.ANSWER, *Origin]),
    at=st.one_of(st.none(), MOMENTS, st.just(NOW)),
    entry=st.sampled_from([ID, ID, None, OTHER_ENTRY]),
)
READ = st.builds(
    Fact,
    finding=st.sampled_from(NAMES),
    status=st.sampled_from([Status.PRESENT, Status.PRESENT, Status.ABSENT]),
    time=st.sampled_from([FactTime.NOW, FactTime.THIS_TIME, FactTime.EVER]),
    origin=st.just(Origin.WORDS),
    at=st.one_of(MOMENTS, st.just(NOW)),
    entry=st.just(ID),
    quote=st.sampled_from(["I fainted", "then I fainted again", "it bleeds", "x" * 300]),
    alike=st.booleans(),
)


@pytest.fixture(scope="module")
def here() -> Iterator[Browser]:
    with browser() as running:
        yield running


def saved_by(patch: pytest.MonkeyPatch, entry: Entry, told: tuple[Fact, ...], read: tuple[Fact, ...]) -> AfterSave:
    """What Python comes to, when this was read in the note."""
    patch.setattr("aftercare.usecases.letter_in.read_note", lambda *_: NoteRead(facts=read))
    return after_letter(KNOWLEDGE, entry, told, NOW)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOWLY)
@given(
    entry=entries(),
    told=st.lists(FACTS, max_size=6).map(tuple),
    read=st.lists(READ, max_size=3).map(tuple),
    seen=st.booleans(),
    opened=st.booleans(),
)
def test_any_entry_comes_to_the_same_page_in_both_places(
    here: Browser, entry: Entry, told: tuple[Fact, ...], read: tuple[Fact, ...], *, seen: bool, opened: bool
) -> None:
    """Everything found, and the page that is shown of it, at first and once the flags were read."""
    with pytest.MonkeyPatch.context() as patch:
        saved = saved_by(patch, entry, told, read)
    given = asked(entry, told, NOW, read)
    assert outcome_there(here.ask("after", **given)) == outcome(saved)
    keys = [f"{flag.rule} {flag.action.value}" for flag in saved.screening.first_screen] if seen else []
    progress = AfterSaving(entry=entry.id, told=told, seen=set(keys), opened=opened)
    step = next_step(saved, progress, KNOWLEDGE)
    there = here.ask("step", **given, seen=keys, passed=[], opened=opened)
    assert [there["kind"], there["neutralLine"], there["private"]] == [step.kind, step.neutral_line, step.private]
    assert [flag["rule"] for flag in there["flags"]] == [flag.rule for flag in step.flags]
    assert [one["key"] for one in there["quotes"]] == [quote.key for quote in step.quotes]
    assert [line["id"] for line in there["lines"]] == [line.id for line in step.lines]
    assert (there["question"] or {}).get("id") == (step.question.id if step.question else None)


def level(found: Plain) -> int:
    """The most urgent action of what fired and of what is open; the lower the number the more urgent."""
    actions = [flag["action"] for flag in found["fired"]] + [one["floor"] for one in found["open"]]
    return min(map(ACTIONS.index, actions), default=len(ACTIONS))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=SLOWLY)
@given(entry=entries(), told=st.lists(FACTS, max_size=6), danger=st.sampled_from(DANGERS), order=st.randoms())
def test_one_more_danger_never_lowers_and_order_does_not_matter(
    here: Browser, entry: Entry, told: list[Fact], danger: str, order: Any
) -> None:
    """The laws hold for the scripts by themselves."""
    more = Fact(finding=danger, status=Status.PRESENT, origin=Origin.ANSWER, at=NOW, entry=ID)
    before = here.ask("after", **asked(entry, told, NOW))
    after = here.ask("after", **asked(entry, [*told, more], NOW))
    unsure = Fact(finding=danger, status=Status.UNKNOWN, origin=Origin.ANSWER, at=NOW, entry=ID)
    assert level(after) <= level(before)
    assert level(here.ask("after", **asked(entry, [*told, unsure], NOW))) == level(before)
    mixed = order.sample(told, len(told))
    again = here.ask("after", **asked(entry, mixed, NOW))
    assert level(again) == level(before)
    assert [flag["rule"] for flag in again["fired"]] == [flag["rule"] for flag in before["fired"]]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(name=st.sampled_from(sorted({name for rule in READY.rules for name in rule.urgent_findings()})))
def test_not_knowing_is_never_less_urgent_than_a_no(here: Browser, name: str) -> None:
    """An unknown excuses nothing in the browser either."""
    rules = [rule for rule in READY.rules if name in READY.matters[rule.id]]
    told = [Fact(finding=rule.core[0], status=Status.PRESENT, origin=Origin.ANSWER, at=NOW) for rule in rules]
    told = [fact for fact in told if fact.finding != name]
    entry = Entry(
        id=ID, kind=EntryKind.ENCOUNTER, at=When(NOW.replace(tzinfo=None), "UTC", Precision.INSTANT), recorded=NOW,
        values={},
    )  # fmt: skip
    no = Fact(finding=name, status=Status.ABSENT, origin=Origin.ANSWER, at=NOW)
    unknown = here.ask("after", **asked(entry, told, NOW))
    assert level(unknown) <= level(here.ask("after", **asked(entry, [*told, no], NOW)))
