"""Which columns are searched: how often recorded, what the person asks about, swaps in and out."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.unit.days.journals import catalogue, encounter, journal, measure, options

from aftercare.days.columns import build, offered_columns
from aftercare.model.measure import Kind, Phase, Role
from aftercare.model.settings import Settings

MEASURES = catalogue(
    measure("quarrel", concept="quarrel"),
    measure("touch", Kind.CHOICES, Phase.DURING, options=options("none", "hands", "mouth", "toy")),
    measure("tears", Kind.SCALE, Phase.AFTER, Role.OUTCOME, concept="tears"),
)


def picked(table):
    return {one.id for one in (*table.factors, *table.outcomes)}


def wide_journal(factors, outcomes, kept):
    """A catalogue of many measures, each recorded in as many encounters as `kept` says."""
    measures = catalogue(
        *(measure(f"f{i}") for i in range(factors)),
        *(measure(f"o{i}", phase=Phase.AFTER, role=Role.OUTCOME) for i in range(outcomes)),
    )
    rows = []
    for row in range(60):
        values = {name: True for name in measures if row < kept(int(name[1:]))}
        rows.append(encounter((datetime(2026, 1, 1, 22) + timedelta(days=row)).isoformat(), values))
    return measures, rows


def test_at_most_forty_factors_and_eight_outcomes_the_most_often_recorded_ones():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    table = build(journal(*rows), measures)
    assert [one.id for one in table.factors] == [f"f{i}" for i in range(40)]
    assert [one.id for one in table.outcomes] == [f"o{i}" for i in range(8)]


def test_the_choice_of_columns_does_not_look_at_what_came_of_it():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    other = [replace(row, values={k: not v if k[0] == "o" else v for k, v in row.values.items()}) for row in rows]
    first, second = build(journal(*rows), measures), build(journal(*other), measures)
    assert [one.id for one in first.factors] == [one.id for one in second.factors]
    assert [one.id for one in first.outcomes] == [one.id for one in second.outcomes]


def test_the_main_question_and_named_suspects_are_always_in():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    settings = Settings(main_outcome="o11", suspects=("f48",))
    table = build(journal(*rows, settings=settings), measures)
    assert "o11" in {one.id for one in table.outcomes}
    assert "f48" in {one.id for one in table.factors}
    assert (len(table.factors), len(table.outcomes)) == (40, 8)


def test_what_the_person_swaps_in_takes_the_place_of_what_was_recorded_least():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    table = build(journal(*rows, settings=Settings(swapped_in=("f49", "o10"))), measures)
    assert (len(table.factors), len(table.outcomes)) == (40, 8)
    assert {"f49", "o10"} <= picked(table)
    assert not {"f39", "o7"} & picked(table)


def test_what_the_person_swaps_out_leaves_its_place_to_the_next():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    table = build(journal(*rows, settings=Settings(swapped_out=("f0", "o0"))), measures)
    assert (len(table.factors), len(table.outcomes)) == (40, 8)
    assert not {"f0", "o0"} & picked(table)
    assert {"f40", "o8"} <= picked(table)


def test_however_much_is_swapped_in_there_are_never_more_than_forty_and_eight():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    settings = Settings(main_outcome="o11", suspects=("f49",), swapped_in=tuple(measures.keys() - {"o11", "f49"}))
    table = build(journal(*rows, settings=settings), measures)
    assert (len(table.factors), len(table.outcomes)) == (40, 8)
    assert {"f49", "o11"} <= picked(table)


def test_one_option_can_be_kept_while_the_rest_of_its_question_is_swapped_out():
    one = encounter("2026-01-05T22:00", {"touch": ("hands", "mouth", "toy")})
    settings = Settings(swapped_in=("touch:toy",), swapped_out=("touch",))
    assert picked(build(journal(one, settings=settings), MEASURES)) == {"touch:toy"}


def test_the_main_question_and_its_suspects_stay_even_if_swapped_out():
    one = encounter("2026-01-05T22:00", {"tears": 1, "quarrel": True})
    settings = Settings(main_outcome="tears", suspects=("quarrel",), swapped_out=("tears", "quarrel"))
    assert picked(build(journal(one, settings=settings), MEASURES)) == {"tears", "quarrel"}


def test_swapping_in_what_was_never_recorded_adds_nothing():
    one = encounter("2026-01-05T22:00", {"tears": 1})
    assert picked(build(journal(one, settings=Settings(swapped_in=("quarrel", "gone"))), MEASURES)) == {"tears"}


def test_the_person_sees_all_that_could_be_searched_and_what_is():
    measures, rows = wide_journal(50, 12, lambda number: 60 - number)
    book = journal(*rows, settings=Settings(swapped_in=("f49",), swapped_out=("o0",)))
    listed = {one.id: one for one in offered_columns(book, measures)}
    assert len(listed) == 62
    assert {one.id for one in listed.values() if one.picked} == picked(build(book, measures))
    assert (listed["f49"].recorded, listed["f49"].picked, listed["f49"].is_outcome) == (11, True, False)
    assert (listed["o0"].recorded, listed["o0"].picked, listed["o0"].is_outcome) == (60, False, True)


def test_suspects_nobody_has_noted_yet_do_not_make_suspects_of_everything():
    measures, rows = wide_journal(3, 1, lambda number: 60 if number < 2 else 0)
    asked = Settings(main_outcome="o0", suspects=("f2",))
    assert build(replace(journal(*rows), settings=asked), measures).suspects == ("f2",)
