"""What the table of patterns promises whatever is recorded, over the real catalogue and over made-up measures."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.days.journals import catalogue, check_in, encounter, journal, later, measure, options

from aftercare.days.columns import build
from aftercare.days.picking import MOST_FACTORS, MOST_OUTCOMES
from aftercare.days.rows import ORDER
from aftercare.days.waking_day import waking_day
from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Kind, Phase, Role

KNOWLEDGE = load_knowledge()
REAL = KNOWLEDGE.measures
COMPOSITES = tuple(KNOWLEDGE.composites.values())
START = datetime(2026, 1, 1)
PHASES = tuple(ORDER)


def value_of(one):
    """Any value a measure can have."""
    if one.kind is Kind.YES_NO:
        return st.booleans()
    if one.kind is Kind.STEPS:
        return st.integers(0, len(one.options) - 1)
    if one.kind in (Kind.SCALE, Kind.DURATION):
        return st.integers(0, 10)
    if one.kind is Kind.NUMBER:
        return st.integers(int(one.minimum), int(one.maximum))
    if one.kind is Kind.CHOICE:
        return st.sampled_from(one.option_ids)
    return st.lists(st.sampled_from(one.option_ids), min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def made_up_measures(draw):
    """Some measures of any phase, role and concept; few concepts, so that many are shared."""
    made = []
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from([Kind.YES_NO, Kind.SCALE, Kind.STEPS, Kind.CHOICE, Kind.CHOICES]))
        more = {} if kind in (Kind.YES_NO, Kind.SCALE) else {"options": options("none", "one", "two", "three")}
        role = draw(st.sampled_from([Role.FACTOR, Role.OUTCOME, Role.BOTH, Role.NONE]))
        phase, concept = draw(st.sampled_from(PHASES)), draw(st.sampled_from(["", "a", "b", "c"]))
        made.append(measure(f"m{number}", kind, phase, role, concept=concept, **more))
    return catalogue(*made)


@st.composite
def journals(draw, measures):
    """Some days with encounters and check-ins, each recorded at its time or later, some edited, left out, waiting."""
    sexual = [one for one in measures.values() if one.phase not in (Phase.DAY, Phase.PERSON)]
    daily = [one for one in measures.values() if one.phase is Phase.DAY]
    entries, waiting = [], set()
    for day in range(draw(st.integers(1, 8))):
        for make, hour, known in ((check_in, 9, daily), (encounter, 22, sexual)):
            told = draw(st.lists(st.sampled_from(known), max_size=6, unique_by=lambda one: one.id)) if known else []
            when = START + timedelta(days=day, hours=hour + draw(st.integers(-8, 8)))
            made = make(when.isoformat(), {one.id: draw(value_of(one)) for one in told})
            made = replace(made, left_out=draw(st.booleans()) and draw(st.booleans()))
            written = later(made, draw(st.sampled_from([0, 0, 5, 30])))
            made = replace(made, recorded=written, changed=draw(st.none() | st.just(written + timedelta(hours=7))))
            entries.append(made)
            waiting |= {made.id} if draw(st.integers(0, 9)) == 0 else set()
    return journal(*entries, waiting=frozenset(waiting))


def measure_behind(column, measures):
    return measures[column.id.split(":")[0]]


def concepts(column, measures):
    composite = next((one for one in COMPOSITES if one.id == column.id), None)
    names = [part.measure for part in composite.parts] if composite else [measure_behind(column, measures).id]
    return {measures[name].concept or name for name in names}


def phase(column, measures):
    composite = next((one for one in COMPOSITES if one.id == column.id), None)
    return composite.phase if composite else measure_behind(column, measures).phase


def assert_pairs_are_fair(table, measures):
    for factor in table.factors:
        for outcome in table.outcomes:
            if (factor.id, outcome.id) in table.never_paired:
                continue
            assert ORDER[phase(factor, measures)] < ORDER[phase(outcome, measures)], (factor.id, outcome.id)
            assert not concepts(factor, measures) & concepts(outcome, measures), (factor.id, outcome.id)


@given(st.data())
def test_no_factor_comes_after_its_outcome_and_no_concept_meets_itself(data):
    measures = data.draw(made_up_measures())
    assert_pairs_are_fair(build(data.draw(journals(measures)), measures), measures)


def everything_recorded(rows=3):
    """A journal of the real catalogue in which every measure was recorded."""
    entries = []
    for row in range(rows):
        values = {one.id: example(one, row) for one in REAL.values() if one.phase is not Phase.PERSON}
        daily = {name: value for name, value in values.items() if REAL[name].phase is Phase.DAY}
        held = {name: value for name, value in values.items() if name not in daily and name != "wanted"}
        morning = START + timedelta(days=row, hours=9)
        entries.append(check_in(morning.isoformat(), daily))
        entries.append(encounter((morning + timedelta(hours=13)).isoformat(), held))
    return journal(*entries)


def example(one, row):
    if one.kind is Kind.CHOICE:
        return one.option_ids[row % len(one.options)]
    if one.kind is Kind.CHOICES:
        return tuple(option for option in one.option_ids if option != "none")
    if one.kind in (Kind.SITES, Kind.TEXT, Kind.DATE):
        return {one.option_ids[0]: 3} if one.kind is Kind.SITES else "2026-01-01"
    return bool(row % 2) if one.kind is Kind.YES_NO else max(int(one.minimum or 0), row % 2)


def test_in_the_real_catalogue_too_no_pair_is_unfair_and_there_are_at_most_forty_by_eight():
    table = build(everything_recorded(), REAL, COMPOSITES)
    assert_pairs_are_fair(table, REAL)
    assert (len(table.factors), len(table.outcomes)) == (MOST_FACTORS, MOST_OUTCOMES)


def test_each_real_measure_alone_keeps_its_place():
    """The catalogue picks 40 by 8; looking at every measure as the only factor or outcome leaves none out."""
    book = everything_recorded()
    roles = {name: one.role for name, one in REAL.items() if one.phase in ORDER}
    pure = {name: one for name, one in REAL.items() if roles.get(name) in (Role.OUTCOME, Role.BOTH)}
    for name, one in REAL.items():
        if roles.get(name) in (Role.FACTOR, Role.BOTH):
            assert_pairs_are_fair(build(book, {name: one} | pure, COMPOSITES), REAL)


@given(st.data())
def test_only_what_was_written_before_the_encounter_stands_in_its_row(data):
    """Every value of a daily factor comes from a check-in of that day or the day before, written before it began."""
    measures = data.draw(made_up_measures().filter(lambda made: any(m.phase is Phase.DAY for m in made.values())))
    book = data.draw(journals(measures))
    table = build(book, measures)
    by_id = {entry.id: entry for entry in book.entries}
    for factor in table.factors:
        if measure_behind(factor, measures).phase is not Phase.DAY:
            continue
        for lag, column in zip(factor.lag_days, factor.columns, strict=True):
            for row, value in enumerate(column):
                sex = by_id[table.rows[row]]
                assert isnan(value) or possible(book, sex, factor.id.split(":")[0], lag)


def possible(book, sex, name, lag):
    day = waking_day(sex.at)
    days = {day - timedelta(days=1)} if lag else {day, day - timedelta(days=1)}
    return any(
        name in one.values
        and waking_day(one.at) in days
        and max(one.recorded, one.changed or one.recorded) < sex.at.instant()
        and not one.left_out
        and one.id not in book.waiting
        for one in book.check_ins()
    )


@given(st.data())
def test_what_is_left_out_or_waits_leaves_no_trace(data):
    measures = data.draw(made_up_measures())
    book = data.draw(journals(measures))
    without = book.without_entries(e.id for e in book.entries if e.left_out or e.id in book.waiting)
    assert_same(build(book, measures), build(without, measures))


@given(st.data())
def test_what_was_not_recorded_is_missing_in_every_column(data):
    """A row has a number only where the measure was recorded in the entry itself, or in a check-in."""
    measures = data.draw(made_up_measures())
    book = data.draw(journals(measures))
    table = build(book, measures)
    held = {entry.id: entry.values for entry in book.entries}
    for column in (*table.factors, *table.outcomes):
        if measure_behind(column, measures).phase is Phase.DAY:
            continue
        values = column.values if hasattr(column, "values") else column.columns[0]
        recorded = [column.id.split(":")[0] in held[row] for row in table.rows]
        assert [not isnan(value) for value in values] == recorded


def shape(table):
    return (
        [factor.id for factor in table.factors],
        [outcome.id for outcome in table.outcomes],
        table.never_paired,
    )


def assert_same(one, other):
    assert shape(one) == shape(other)
    assert one.rows == other.rows
    for a, b in zip(one.factors, other.factors, strict=True):
        assert repr(a.columns) == repr(b.columns)
    for a, b in zip(one.outcomes, other.outcomes, strict=True):
        assert repr(a.values) == repr(b.values)


@given(st.data(), st.randoms(use_true_random=False))
def test_outcomes_exchanged_between_entries_change_no_factor_and_no_choice(data, chance):
    """The catalogue is picked without looking at what came of anything."""
    measures = data.draw(made_up_measures())
    measures = {n: replace(m, role=Role.OUTCOME if m.role is Role.BOTH else m.role) for n, m in measures.items()}
    book = data.draw(journals(measures))
    sexual = list(book.encounters())
    kept = [e for e in sexual if not e.left_out and e.id not in book.waiting]
    exchanged = {e.id: dict(e.values) for e in kept}
    for name in (n for n, m in measures.items() if m.role is Role.OUTCOME):
        holders = [e for e in kept if name in e.values]
        values = [e.values[name] for e in holders]
        chance.shuffle(values)
        for e, value in zip(holders, values, strict=True):
            exchanged[e.id][name] = value
    other = book.with_entries(replace(e, values=exchanged[e.id]) for e in kept)
    before, after = build(book, measures), build(other, measures)
    assert shape(before) == shape(after)
    for a, b in zip(before.factors, after.factors, strict=True):
        assert repr(a.columns) == repr(b.columns)


@pytest.mark.parametrize("value", [0, 10])
def test_which_value_an_outcome_has_is_the_same_to_the_choice_how_often_is_not(value):
    measures = catalogue(*(measure(f"o{i}", Kind.SCALE, Phase.AFTER, Role.OUTCOME) for i in range(9)))
    rows = []
    for row in range(20):
        told = {f"o{i}": 1 for i in range(8)} | ({"o8": value} if row < 10 else {})
        rows.append(encounter((START + timedelta(days=row, hours=22)).isoformat(), told))
    assert "o8" not in {one.id for one in build(journal(*rows), measures).outcomes}
    more = [replace(e, values={k: v for k, v in e.values.items() if k != "o3" or i < 9}) for i, e in enumerate(rows)]
    assert "o8" in {one.id for one in build(journal(*more), measures).outcomes}


def test_m_counts_each_option_of_a_choice():
    from aftercare.patterns.find import find

    measures = catalogue(
        measure("touch", Kind.CHOICES, Phase.DURING, options=options("none", "hands", "mouth", "toy")),
        measure("quarrel", concept="quarrel"),
        measure("tears", Kind.SCALE, Phase.AFTER, Role.OUTCOME, concept="tears"),
        measure("mood", Kind.SCALE, Phase.LATER, Role.OUTCOME, concept="mood"),
    )
    values = {"touch": ("hands", "mouth", "toy"), "quarrel": True, "tears": 1, "mood": 2}
    found = find(build(journal(encounter("2026-01-05T22:00", values)), measures))
    assert found.pair_count == 4 * 2
    paired = {**measures, "quarrel": replace(measures["quarrel"], concept="mood")}
    assert find(build(journal(encounter("2026-01-05T22:00", values)), paired)).pair_count == 4 * 2 - 1
