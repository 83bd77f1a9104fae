"""Sentences about patterns as a person reads them, in the words of the catalogue and of their own measures."""

import re
from dataclasses import replace

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Kind
from aftercare.model.pattern import (
    ColumnKind,
    Counts,
    Effect,
    Factor,
    Group,
    Lack,
    Need,
    Outcome,
    Pair,
    Pattern,
    PatternRole,
    Per,
    Split,
    Standing,
    Table,
    Tier,
)
from aftercare.patterns import phrases, wording

MEASURES = load_knowledge().measures
KINDS = {Kind.YES_NO: ColumnKind.BINARY, Kind.STEPS: ColumnKind.ORDINAL, Kind.SCALE: ColumnKind.ORDINAL}


def factor(name: str, *, nights: bool = True) -> Factor:
    """A factor of the catalogue, or one option of it: "company:alone"."""
    measure = MEASURES[name.partition(":")[0]]
    spoken = measure.spoken
    assert spoken is not None
    option = name.partition(":")[2]
    spoken = spoken.of_option(option) if option else spoken
    assert spoken is not None
    kind = ColumnKind.BINARY if option else KINDS.get(measure.kind, ColumnKind.CONTINUOUS)
    return Factor(
        id=name,
        kind=ColumnKind.CYCLE_DAY if name == "cycle_day" else kind,
        columns=((float("nan"),),),
        unit=measure.unit,
        steps=tuple(step.label for step in measure.options) if measure.kind is Kind.STEPS else (),
        spoken=replace(spoken, nights=spoken.nights and nights),
    )


def outcome(name: str) -> Outcome:
    """An outcome of the catalogue."""
    measure = MEASURES[name]
    steps = tuple(step.label for step in measure.options)
    spoken = None if measure.spoken is None else measure.spoken.outcome
    counted = bool(steps) and measure.option_ids[0] == "none" and (spoken is None or spoken.counted)
    return Outcome(
        id=name,
        kind=KINDS[measure.kind],
        values=(float("nan"),),
        steps=steps,
        most=10.0 if measure.kind is Kind.SCALE else None,
        happened_above=0.0 if counted else None,
        during=measure.phase in ("during", "day"),
        spoken=spoken,
    )


def found(
    one: Factor,
    other: Outcome,
    *,
    having: tuple[int, int | float] = (50, 30),
    rest: tuple[int, int | float] = (99, 15),
    split: Split | None = None,
    direction: int = 1,
    lag_days: int | None = None,
    effect: tuple[float, float, float] = (0.3, 0.12, 0.47),
) -> tuple[Pattern, Table]:
    """A pattern with these counts (or means), and its table."""
    groups = [
        Group(entries=entries, events=int(told), mean=told / entries)
        if other.is_counted
        else Group(entries=entries, events=None, mean=float(told))
        for entries, told in (having, rest)
    ]
    estimate, low, high = effect
    per = Per.PRESENCE if split is None else Per.TWO_SD
    seen = Effect(
        per=per, estimate=estimate, low=low, high=high, raw=estimate, standard_error=0.1, always_low=-1, always_high=1
    )
    pattern = Pattern(
        pair=Pair(factor=one.id, outcome=other.id, direction=direction, effect=seen),
        tier=Tier.LIKELY,
        role=PatternRole.LEAD,
        standing=Standing.CURRENT,
        companions=(),
        travelling=(),
        threshold=160.0,
        lag_days=lag_days,
        counts=Counts(with_factor=groups[0], without_factor=groups[1], split=split),
        rows_with=(),
        rows_without=(),
    )
    return pattern, Table(rows=("e",), factors=(one,), outcomes=(other,))


def lines(pattern: Pattern, table: Table) -> tuple[str, str, str]:
    """Title, counts and effect."""
    return (
        str(wording.title(pattern, table)),
        str(wording.headline(pattern, table)),
        str(wording.effect(pattern, table)),
    )


SHORT_NIGHT = Split(at_most=395.0)


def test_little_sleep_is_told_in_nights_with_its_bound() -> None:
    told = found(factor("sleep_hours"), outcome("tears"), split=SHORT_NIGHT, direction=-1, effect=(-0.8, -1.0, -0.6))
    assert lines(*told) == (
        "Little sleep goes with tears, for you.",
        "Tears came after 30 of 50 nights with little sleep (6 h 35 min or less), and after 15 of 99 others.",
        (
            "Compared with entries around the same time, tears were about 0.8 steps stronger with little sleep than "
            "with a long sleep, probably between 0.6 and 1.0."
        ),
    )
    assert [str(label) for label in wording.group_labels(*told)] == ["Little sleep", "Other nights"]


def test_where_two_times_share_a_night_they_are_called_times() -> None:
    told = found(factor("sleep_hours", nights=False), outcome("tears"), split=SHORT_NIGHT, direction=-1)
    assert str(wording.headline(*told)) == (
        "Tears came after 30 of 50 times with little sleep (6 h 35 min or less), and after 15 of 99 others."
    )
    assert [str(label) for label in wording.group_labels(*told)] == ["Little sleep", "Other times"]


def test_a_long_sleep_and_a_mood_are_told_by_means() -> None:
    told = found(
        factor("sleep_hours"), outcome("mood_after"), having=(50, 2.9), rest=(99, 2.3), split=Split(at_least=450.0)
    )
    assert lines(*told)[:2] == (
        "A long sleep goes with a better mood afterwards, for you.",
        (
            "Mood afterwards was 2.9 of 4 (about fine) on average after 50 nights with a long sleep (7 h 30 min or "
            "more), and 2.3 of 4 (about so-so) after 99 others."
        ),
    )


def test_a_quarrel_was_there_or_not() -> None:
    told = found(factor("quarrel"), outcome("tears"), having=(19, 13), rest=(87, 19), effect=(0.7, 0.3, 1.2))
    assert lines(*told) == (
        "A quarrel goes with tears, for you.",
        "Tears came after 13 of 19 times with a quarrel, and after 19 of 87 without.",
        (
            "Compared with entries around the same time, tears were about 0.7 steps stronger with a quarrel, probably "
            "between 0.3 and 1.2."
        ),
    )
    assert [str(label) for label in wording.group_labels(*told)] == ["A quarrel", "Without"]


def test_something_that_lowers_an_outcome_says_so() -> None:
    told = found(
        factor("quarrel"),
        outcome("mood_after"),
        having=(19, 1.4),
        rest=(87, 2.7),
        direction=-1,
        effect=(-1.1, -1.5, -0.7),
    )
    title, _, effect = lines(*told)
    assert title == "A quarrel goes with a lower mood afterwards, for you."
    assert effect.endswith("was about 1.1 steps lower with a quarrel, probably between 0.7 and 1.5.")


def test_one_answer_of_several_is_told_against_the_others() -> None:
    told = found(factor("company:alone"), outcome("tears"), having=(20, 5), rest=(70, 6))
    assert lines(*told)[:2] == (
        "Being alone goes with tears, for you.",
        "Tears came after 5 of 20 times alone, and after 6 of 70 not alone.",
    )
    plural = found(factor("substances:poppers"), outcome("headache_after"), having=(20, 5), rest=(70, 6))
    assert lines(*plural)[:2] == (
        "Poppers go with a headache, for you.",
        "A headache came after 5 of 20 times with poppers, and after 6 of 70 without.",
    )


def test_a_score_and_the_words_of_a_scale() -> None:
    told = found(
        factor("depth"),
        outcome("pain"),
        having=(54, 2.0),
        rest=(71, 0.4),
        split=Split(at_least=2),
        effect=(1.6, 1.2, 2),
    )
    assert lines(*told) == (
        "More depth goes with more pain, for you.",
        "Pain was 2.0 of 10 on average over 54 times with more depth (medium or more), and 0.4 of 10 over 71 others.",
        (
            "Compared with entries around the same time, pain was about 1.6 points stronger with more depth than with "
            "less depth, probably between 1.2 and 2.0."
        ),
    )


@pytest.mark.parametrize(
    ("split", "told"),
    [
        (Split(at_most=0.0), "times with less alcohol (none), and"),
        (Split(at_least=3.0), "times with more alcohol (5 drinks or more), and"),
        (Split(at_least=1.0), "times with more alcohol (1 or 2 drinks, or more), and"),
        (Split(at_most=2.0), "times with less alcohol (3 or 4 drinks, or less), and"),
    ],
)
def test_bounds_read_as_bounds(split: Split, told: str) -> None:
    assert told in lines(*found(factor("alcohol"), outcome("tears"), split=split))[1]


def test_the_next_day_is_named_and_a_yes_is_counted_in_times_of_a_hundred() -> None:
    told = found(factor("lubricant"), outcome("burning_next_day"), having=(40, 3), rest=(60, 20), direction=-1)
    assert lines(*told)[:2] == (
        "Lubricant goes with less burning when passing urine the next day, for you.",
        "Passing urine burned the next day after 3 of 40 times with lubricant, and after 20 of 60 without.",
    )
    less = found(factor("lubricant"), outcome("tears_next_day"), effect=(-0.29, -0.47, -0.12), having=(50, 1))
    assert lines(*less)[2] == (
        "Compared with entries around the same time, tears came again by the next day about 29 fewer times in 100 "
        "with lubricant, probably 12 to 47 fewer."
    )


def test_a_difference_that_may_be_none_says_both_ends() -> None:
    told = found(factor("quarrel"), outcome("tears_next_day"), effect=(0.1, -0.05, 0.2))
    assert lines(*told)[2].endswith(
        "between 5 fewer and 20 more times in 100 with a quarrel; the best guess is 10 more."
    )
    graded = found(factor("quarrel"), outcome("pain"), having=(19, 3.0), rest=(87, 2.0), effect=(0.4, -0.2, 1.0))
    assert lines(*graded)[2].endswith(
        "pain was between 0.2 milder and 1.0 stronger with a quarrel; the best guess is 0.4 points stronger."
    )


def test_what_happens_during_it_does_not_come_after() -> None:
    told = found(factor("quarrel"), outcome("far_away"), having=(19, 13), rest=(87, 19))
    assert lines(*told)[1] == ("A far-away or frozen feeling came 13 of 19 times with a quarrel, and 19 of 87 without.")
    graded = found(factor("stress"), outcome("far_away"), split=Split(at_least=3.0))
    assert lines(*graded)[1].endswith("times with more stress (a lot or more), and 15 of 99 other times.")


def test_what_was_so_the_day_before_says_the_day_before() -> None:
    told = found(factor("sleep_hours"), outcome("tears"), split=SHORT_NIGHT, direction=-1, lag_days=1)
    assert "of 50 times with little sleep the day before (6 h 35 min or less), and" in lines(*told)[1]


OWN_BATH = Factor(id="own.bath", kind=ColumnKind.BINARY, columns=((0.0,),), label="Warm bath")
OWN_SCREEN = Factor(id="own.screen", kind=ColumnKind.CONTINUOUS, columns=((0.0,),), label="Screen time", unit="minutes")
OWN_ITCH = Outcome(id="own.itch", kind=ColumnKind.BINARY, values=(0.0,), label="Itch")


def test_a_persons_own_measures_are_said_by_their_own_names() -> None:
    assert lines(*found(OWN_BATH, OWN_ITCH, having=(20, 5), rest=(70, 6), effect=(0.2, 0.1, 0.3))) == (
        "Warm bath goes with more Itch, for you.",
        "Itch was noted after 5 of 20 times with Warm bath, and after 6 of 70 without.",
        (
            "Compared with entries around the same time, Itch was noted about 20 more times in 100 with Warm bath, "
            "probably 10 to 30 more."
        ),
    )
    graded = found(OWN_SCREEN, outcome("tears"), split=Split(at_most=30.0), direction=-1)
    assert lines(*graded)[:2] == (
        "Lower Screen time goes with tears, for you.",
        "Tears came after 30 of 50 times when Screen time was 30 min or less, and after 15 of 99 others.",
    )


def test_a_name_with_signs_of_its_own_is_told_as_it_is() -> None:
    named = replace(OWN_BATH, label="100 % {sure}")
    told = found(named, OWN_ITCH)
    assert str(wording.title(*told)) == "100 % {sure} goes with more Itch, for you."
    assert [str(label) for label in wording.group_labels(*told)] == ["100 % {sure}", "Without"]


def test_the_cycle_names_its_days() -> None:
    pattern, _ = found(factor("quarrel"), outcome("tears"))
    assert pattern.pair.effect is not None
    swing = replace(pattern.pair.effect, per=Per.CYCLE_SWING, peak_day=26.0)
    pair = replace(pattern.pair, factor="cycle_day", direction=0, effect=swing)
    cycle = replace(pattern, pair=pair, counts=None)
    table = Table(rows=("e",), factors=(factor("cycle_day"),), outcomes=(outcome("tears"),), cycle_length=28.0)
    assert str(wording.title(cycle, table)) == "Tears go with the day of your cycle."
    assert str(wording.headline(cycle, table)) == (
        "Tears go with the day of your cycle: highest around day 26, lowest around day 12."
    )
    assert wording.effect(cycle, table) is None


@pytest.mark.parametrize(
    ("lack", "told"),
    [
        (Lack.WITH, "Needs 3 more entries during a period."),
        (Lack.WITHOUT, "Needs 3 more entries outside a period."),
        (Lack.EVENTS, "Needs 3 more entries where passing urine burned the next day."),
        (Lack.NON_EVENTS, "Needs 3 more entries that say no to burning urine the next day."),
        (Lack.BOTH_RECORDED, "Needs 3 more entries with an answer on both a period and burning urine the next day."),
    ],
)
def test_what_is_missing_is_said_in_the_same_words(lack: Lack, told: str) -> None:
    table = Table(rows=("e",), factors=(factor("period_then"),), outcomes=(outcome("burning_next_day"),))
    pair = Pair(factor="period_then", outcome="burning_next_day", needs=(Need(lack=lack, more=3),))
    assert [str(sentence) for sentence in wording.needs(pair, table)] == [told]


def test_every_factor_and_outcome_of_the_catalogue_makes_whole_sentences() -> None:
    """Each with each: one sentence, a capital, one full stop, nothing left open, no quotation marks, no cause."""
    factors, outcomes = [], []
    for name, measure in MEASURES.items():
        if measure.role in ("factor", "both") and name != "cycle_day":
            assert measure.spoken is not None
            factors += [f"{name}:{option}" for option in measure.spoken.options] or [name]
        if measure.role in ("outcome", "both"):
            outcomes.append(name)
    for one in map(factor, factors):
        split = None if one.kind is ColumnKind.BINARY else Split(at_least=1.0)
        for other in map(outcome, outcomes):
            pattern, table = found(one, other, split=split)
            for text in lines(pattern, table):
                assert re.fullmatch(r"[A-Z1-9][^“”{}]*[^.]\.", text), text
                assert "  " not in text, text
                assert not re.search(r"caus|because|leads? to|due to|correlat|None|for you\..", text), text


def test_the_other_end_of_a_graded_factor_is_never_the_same_as_the_counted_one() -> None:
    for name, measure in MEASURES.items():
        if measure.spoken is not None and measure.spoken.low is not None:
            both = phrases.ends(factor(name), Split(at_most=1.0))
            assert both.counted.name != both.opposite.name


def test_an_end_that_rounds_to_nothing_is_no_side() -> None:
    rises = found(factor("quarrel"), outcome("pain"), having=(19, 3.0), rest=(87, 2.0), effect=(0.4, -0.02, 0.9))
    assert lines(*rises)[2].endswith("0.4 points stronger with a quarrel, probably between 0.0 and 0.9.")
    falls = found(
        factor("quarrel"), outcome("pain"), having=(19, 2.0), rest=(87, 3.0), effect=(-0.4, -0.9, 0.02), direction=-1
    )
    assert lines(*falls)[2].endswith("0.4 points milder with a quarrel, probably between 0.0 and 0.9.")
