"""The page of one pattern: its picture and what stands above the entries, also where the factor is the cycle."""

import math
import re
from dataclasses import replace

import numpy as np

from aftercare.knowledge.load import load_knowledge
from aftercare.model.pattern import ColumnKind, Factor, Outcome, Table
from aftercare.patterns.find import find
from aftercare.web.pattern_cards import PatternPage, page_of

MEASURES = load_knowledge().measures
TIMES = 300


def plain(text: str) -> str:
    return text


def page(factor: Factor, outcome: Outcome, cycle_length: float | None = None) -> PatternPage:
    rows = tuple(f"entry-{row}" for row in range(TIMES))
    table = Table(rows=rows, factors=(factor,), outcomes=(outcome,), cycle_length=cycle_length)
    patterns = find(table)
    return page_of(patterns.patterns[0], patterns, table, plain)


def cramps(values: np.ndarray) -> Outcome:
    spoken = MEASURES["cramps"].spoken
    assert spoken is not None
    return Outcome(
        id="cramps",
        kind=ColumnKind.ORDINAL,
        values=tuple(float(value) for value in values),
        steps=("None", "Mild", "Moderate", "Severe"),
        happened_above=0.0,
        spoken=spoken.outcome,
    )


def cycle_days() -> Factor:
    days = np.arange(TIMES) * 3.0 % 28 + 1
    days[7] = math.nan
    return Factor(
        id="cycle_day", kind=ColumnKind.CYCLE_DAY, columns=(tuple(days),), spoken=MEASURES["cycle_day"].spoken
    )


def swinging() -> np.ndarray:
    days = np.nan_to_num(np.array(cycle_days().columns[0]), nan=1.0)
    noise = np.random.default_rng(4).normal(size=TIMES)
    return np.clip(np.round(1 + 1.2 * np.cos(2 * math.pi * (days - 26) / 28) + 0.6 * noise), 0, 3)


def test_a_pattern_with_the_cycle_is_drawn_over_its_days() -> None:
    shown = page(cycle_days(), cramps(swinging()), 28.0)
    assert shown.title == "Cramps go with the day of your cycle."
    assert shown.picture is not None
    assert shown.picture.count("cycle-dot") == TIMES - 1
    assert "highest around day 26" in shown.picture
    assert shown.card.headline == "Cramps go with the day of your cycle: highest around day 26, lowest around day 12."
    assert shown.table is not None
    assert sum(int(row[1]) for row in shown.table.rows) == TIMES - 1


def test_the_entries_behind_the_cycle_are_one_list_in_order() -> None:
    shown = page(cycle_days(), cramps(swinging()), 28.0)
    assert shown.label_with == "Every time with a day of the cycle"
    assert shown.label_without == ""
    assert shown.rows_with == tuple(f"entry-{row}" for row in range(TIMES) if row != 7)
    assert shown.rows_without == ()
    assert shown.interval is None
    assert re.fullmatch(r"Between its lowest and its highest day the curve moves by about \d.*", shown.effect)
    assert shown.always == ""


def test_a_yes_or_no_outcome_is_drawn_over_the_cycle_too() -> None:
    values = tuple((swinging() > 1).astype(float))
    shown = page(cycle_days(), Outcome(id="own.itch", kind=ColumnKind.BINARY, values=values, label="Itch"))
    assert shown.title == "Itch goes with the day of your cycle."
    assert shown.picture is not None
    assert ">yes<" in shown.picture
    assert "of about 28" in shown.picture


def test_steps_too_long_for_the_picture_are_numbered_and_told_below() -> None:
    long = replace(cramps(swinging()), steps=("None", "A spot or streak", "More than a spot", "Like a period"))
    shown = page(cycle_days(), long, 28.0)
    assert shown.picture is not None
    assert ">3<" in shown.picture
    assert "streak" not in shown.picture
    assert shown.picture_note.endswith(
        "The steps are 0: none; 1: a spot or streak; 2: more than a spot; 3: like a period."
    )


def test_a_side_is_named_in_the_picture_and_bounded_above_its_entries() -> None:
    slept = np.clip(420 + 60 * np.random.default_rng(1).normal(size=TIMES), 60, 700).round(-1)
    noise = np.random.default_rng(2).normal(size=TIMES)
    felt = np.clip(np.round(1 - (slept - 420) / 60 + 0.5 * noise), 0, 3)
    measure = MEASURES["sleep_hours"]
    factor = Factor(
        id="sleep_hours",
        kind=ColumnKind.CONTINUOUS,
        columns=(tuple(slept),),
        unit="minutes",
        spoken=measure.spoken,
    )
    shown = page(factor, cramps(felt))
    assert shown.title == "Little sleep goes with cramps, for you."
    assert shown.picture is not None
    assert ">Little sleep: " in shown.picture
    assert ">Other nights: " in shown.picture
    assert shown.picture_note == "One dot is one time. Filled: cramps."
    assert shown.label_with == "With little sleep (6 h 30 min or less)"
    assert shown.interval is not None
    assert "stronger" in shown.interval
    assert "stronger with little sleep than with a long sleep" in shown.effect


def test_a_long_name_does_not_run_out_of_the_picture() -> None:
    here = np.random.default_rng(3).random(TIMES) < 0.4
    noise = np.random.default_rng(5).normal(size=TIMES)
    label = "A walk around the lake with the dog and music"
    factor = Factor(id="own.walk", kind=ColumnKind.BINARY, columns=(tuple(here.astype(float)),), label=label)
    shown = page(factor, cramps(np.clip(np.round(1 + here * 1.5 + 0.5 * noise), 0, 3)))
    assert shown.picture is not None
    assert ">With it: " in shown.picture
    assert label in shown.title


def test_the_difference_stands_in_the_picture_where_it_belongs_to_the_two_sides() -> None:
    here = np.random.default_rng(3).random(TIMES) < 0.4
    noise = np.random.default_rng(5).normal(size=TIMES)
    factor = Factor(id="own.walk", kind=ColumnKind.BINARY, columns=(tuple(here.astype(float)),), label="Walk")
    pain = Outcome(
        id="pain",
        kind=ColumnKind.ORDINAL,
        values=tuple(np.clip(np.round(3 + here * 2 + noise), 0, 10)),
        spoken=MEASURES["pain"].spoken.outcome,
    )
    shown = page(factor, pain)
    assert shown.picture is not None
    assert "no-difference" in shown.picture
    assert shown.interval is None
    assert shown.always.startswith("From +")
    assert shown.numbers.rows[1][0].startswith("Evidence")


def test_a_change_of_mood_and_a_time_are_drawn_on_their_own_scales() -> None:
    here = np.random.default_rng(3).random(TIMES) < 0.4
    noise = np.random.default_rng(5).normal(size=TIMES)
    factor = Factor(id="own.walk", kind=ColumnKind.BINARY, columns=(tuple(here.astype(float)),), label="Walk")
    change = tuple(np.clip(np.round(here * 2 - 1 + noise), -5, 5))
    drawn = page(factor, Outcome(id="own.change", kind=ColumnKind.CONTINUOUS, values=change, label="Change"))
    assert drawn.picture is not None
    assert drawn.picture.count("dot-filled") == TIMES
    assert ">0<" in drawn.picture
    minutes = tuple(np.clip(np.round(40 + here * 30 + 12 * noise), 0, 200))
    timed = page(
        factor, Outcome(id="own.time", kind=ColumnKind.CONTINUOUS, values=minutes, label="Time", unit="minutes")
    )
    assert timed.picture is not None
    assert timed.picture.count("dot-filled") == TIMES
    assert ">1 h<" in timed.picture
    assert "average" in timed.picture
