"""Patterns in plain words: short sentences with named places, ready to be translated.

Takes a pattern and its table, returns sentences, made of the phrases of `patterns.phrases`. Must never say that one
thing causes another, never give a bare correlation, never call a pair unlinked that was only not tested.
"""

from aftercare.model.first_letter import capital
from aftercare.model.pattern import (
    ColumnKind,
    Counts,
    Effect,
    Factor,
    Lack,
    Need,
    Outcome,
    Pair,
    Pattern,
    PatternRole,
    Per,
    Standing,
    Table,
    Tier,
)
from aftercare.model.review import Sentence
from aftercare.model.spoken import Side
from aftercare.model.translatable import for_translation
from aftercare.patterns import phrases
from aftercare.patterns.numbers import NOTHING, bare, one_in_hundred, size

_ = for_translation
Fields = dict[str, str | int | float | Sentence]

USUAL_NEED = Sentence("Most people need 100 to 250 entries before their journal can tell.")
CAUTION = Sentence("This says what comes together in your entries. It cannot say why.")

_MEANING = {
    Tier.HUNCH: Sentence(
        "A hunch: worth watching. Of all hunches shown, about 7 in 10 hold up; about 6 in 10 where little is linked. "
        "Even where nothing is linked, expect about one in 400 entries."
    ),
    Tier.LIKELY: Sentence("Likely: of 100 such patterns shown, about 95 hold up; about 93 where little is linked."),
    Tier.STRONG: Sentence("Strong: of 100 such patterns shown, about 98 hold up."),
}
_NAMED = {
    Tier.HUNCH: Sentence("What you named before is shown sooner and on less: of such hunches, about 6 in 10 hold up."),
    Tier.LIKELY: Sentence("What you named before is shown sooner and on less: of 100 such, about 85 hold up."),
    Tier.STRONG: Sentence("What you named before is shown sooner and on less: of 100 such, about 97 hold up."),
}
"""Measured on simulated lives with a main question and twelve suspects (docs/patterns-figures.md)."""

_WAS_ONCE = {
    Tier.HUNCH: Sentence("It was a hunch once."),
    Tier.LIKELY: Sentence("It was likely once."),
    Tier.STRONG: Sentence("It was strong once."),
}

_NEEDS = {
    Lack.WITH: (_("Needs 1 more entry {side}."), _("Needs {more} more entries {side}.")),
    Lack.WITHOUT: (_("Needs 1 more entry {without}."), _("Needs {more} more entries {without}.")),
    Lack.FACTOR_VALUES: (
        _("Needs 1 more entry with an answer on {factor}."),
        _("Needs {more} more entries with an answer on {factor}."),
    ),
    Lack.FACTOR_VARIETY: (
        _("Your answers on {factor} were nearly always the same: needs 1 more entry where they differ."),
        _("Your answers on {factor} were nearly always the same: needs {more} more entries where they differ."),
    ),
    Lack.EVENTS: (_("Needs 1 more entry where {happened}."), _("Needs {more} more entries where {happened}.")),
    Lack.NON_EVENTS: (
        _("Needs 1 more entry that says no to {outcome}."),
        _("Needs {more} more entries that say no to {outcome}."),
    ),
    Lack.OUTCOME_VALUES: (
        _("Needs 1 more entry with an answer on {outcome}."),
        _("Needs {more} more entries with an answer on {outcome}."),
    ),
    Lack.OUTCOME_VARIETY: (
        _("Your answers on {outcome} were nearly always the same: needs 1 more entry where they differ."),
        _("Your answers on {outcome} were nearly always the same: needs {more} more entries where they differ."),
    ),
    Lack.BOTH_RECORDED: (
        _("Needs 1 more entry with an answer on both {factor} and {outcome}."),
        _("Needs {more} more entries with an answer on both {factor} and {outcome}."),
    ),
}

_TITLE = {
    False: _("{factor} goes with {end}, for you."),
    True: _("{factor} go with {end}, for you."),
}
_CYCLE_TITLE = {
    False: _("{outcome} goes with the day of your cycle."),
    True: _("{outcome} go with the day of your cycle."),
}
_CYCLE_HIGHEST = {
    False: _("{outcome} goes with the day of your cycle: highest around day {day}."),
    True: _("{outcome} go with the day of your cycle: highest around day {day}."),
}
_CYCLE_SWING = {
    False: _("{outcome} goes with the day of your cycle: highest around day {day}, lowest around day {lowest}."),
    True: _("{outcome} go with the day of your cycle: highest around day {day}, lowest around day {lowest}."),
}
_COUNTED = {
    "times": _("{outcome} after {events} of {times} times {side}, and after {other_events} of {others} {other}."),
    "nights": _("{outcome} after {events} of {times} nights {side}, and after {other_events} of {others} {other}."),
    "during": _("{outcome} {events} of {times} times {side}, and {other_events} of {others} {other}."),
}
_MEAN = {
    ("times", False): _(
        "{outcome} was {mean} on average over {times} times {side}, and {other_mean} over {others} {other}."
    ),
    ("times", True): _(
        "{outcome} were {mean} on average over {times} times {side}, and {other_mean} over {others} {other}."
    ),
    ("nights", False): _(
        "{outcome} was {mean} on average after {times} nights {side}, and {other_mean} after {others} {other}."
    ),
    ("nights", True): _(
        "{outcome} were {mean} on average after {times} nights {side}, and {other_mean} after {others} {other}."
    ),
}
_OTHERS = Sentence("others")
_OTHERS_DURING = Sentence("other times")
_OTHER_TIMES = Sentence("Other times")
_OTHER_NIGHTS = Sentence("Other nights")
_EFFECT_OFTEN = {
    "more": _(
        "Compared with entries around the same time, {happened} about {middle} more times in 100 {side}, probably "
        "{low} to {high} more."
    ),
    "less": _(
        "Compared with entries around the same time, {happened} about {middle} fewer times in 100 {side}, probably "
        "{low} to {high} fewer."
    ),
    "open": _(
        "Compared with entries around the same time, {happened} between {low} fewer and {high} more times in 100 "
        "{side}; the best guess is {middle}."
    ),
}
_EFFECT = {
    ("clear", False): _(
        "Compared with entries around the same time, {outcome} was about {middle} {way} {side}, "
        "probably between {low} and {high}."
    ),
    ("clear", True): _(
        "Compared with entries around the same time, {outcome} were about {middle} {way} {side}, "
        "probably between {low} and {high}."
    ),
    ("open", False): _(
        "Compared with entries around the same time, {outcome} was between {low} {lower} and {high} "
        "{higher} {side}; the best guess is {middle}."
    ),
    ("open", True): _(
        "Compared with entries around the same time, {outcome} were between {low} {lower} and {high} "
        "{higher} {side}; the best guess is {middle}."
    ),
}
_AGAINST_COUNTS = Sentence("The plain counts mix good and bad times of life and point the other way.")
_COMES_ALONG = {
    False: _("{factor} comes along with {other}; on its own it shows nothing."),
    True: _("{factor} come along with {other}; on their own they show nothing."),
}
_PROBABLY_NOT = {
    False: _("Probably not {other}: it comes along with {factor}, and on its own it shows nothing."),
    True: _("Probably not {other}: they come along with {factor}, and on their own they show nothing."),
}
_OR = "{one} or {other}"
_EITHER = _("{factor} or {other}: your entries cannot tell them apart yet. An experiment could.")


def title(pattern: Pattern, table: Table) -> Sentence:
    """The pattern in one line, from the side that its counts show; of a faded one only what it was about."""
    factor, outcome = phrases.sides(pattern.pair, table)
    spoken = phrases.spoken_outcome(outcome)
    if pattern.standing is Standing.FADED:
        name = capital(phrases.spoken_factor(factor).name)
        return Sentence("{factor} and {outcome}: faded.", {"factor": name, "outcome": spoken.name})
    if pattern.counts is None or pattern.pair.direction == 0:
        return Sentence(_CYCLE_TITLE[spoken.plural], {"outcome": capital(spoken.name)})
    side = phrases.ends(factor, pattern.counts.split).counted
    return Sentence(
        _TITLE[side.plural],
        {"factor": _dated(side, pattern), "end": spoken.more if _rises(pattern) else spoken.less},
    )


def _dated(side: Side, pattern: Pattern) -> str | Sentence:
    """A side as a subject, with the day where it was the day before."""
    return Sentence("{side} the day before", {"side": capital(side.name)}) if pattern.lag_days else capital(side.name)


def headline(pattern: Pattern, table: Table) -> Sentence:
    """What was counted, with and without."""
    factor, outcome = phrases.sides(pattern.pair, table)
    spoken, counts = phrases.spoken_outcome(outcome), pattern.counts
    if counts is None:
        return _cycle_headline(pattern.pair, outcome, table)
    having, other = counts.with_factor, counts.without_factor
    fields: Fields = {"times": having.entries, "others": other.entries}
    fields |= {"side": phrases.counted_side(pattern, factor), "other": _other(counts, factor, outcome)}
    unit = "nights" if phrases.is_nights(pattern, factor) else "times"
    if having.events is None or other.events is None:
        fields |= {"mean": phrases.mean(having, outcome), "other_mean": phrases.mean(other, outcome)}
        return Sentence(_MEAN[unit, spoken.plural], fields | {"outcome": capital(spoken.name)})
    fields |= {"events": having.events, "other_events": other.events, "outcome": capital(spoken.happened)}
    return Sentence(_COUNTED["during" if outcome.during and unit == "times" else unit], fields)


def group_labels(pattern: Pattern, table: Table) -> tuple[Sentence, Sentence]:
    """The two sides of the plain counts, by name: "Little sleep", "Other nights"."""
    factor, _ = phrases.sides(pattern.pair, table)
    counts = pattern.counts
    assert counts is not None, "only for patterns with plain counts"
    side = phrases.ends(factor, counts.split).counted
    if counts.split is None:
        return _just(capital(side.name)), _just(capital(side.others))
    return _just(capital(side.name)), _OTHER_NIGHTS if phrases.is_nights(pattern, factor) else _OTHER_TIMES


def effect(pattern: Pattern, table: Table) -> Sentence | None:
    """The adjusted difference with its interval, from the counted side; None for a cycle, whose curve tells it."""
    found = pattern.pair.effect
    if found is None or found.per is Per.CYCLE_SWING or pattern.counts is None:
        return None
    factor, outcome = phrases.sides(pattern.pair, table)
    seen = phrases.oriented(pattern, found)
    both = phrases.ends(factor, pattern.counts.split)
    side = phrases.told(both.counted, pattern)
    if found.per is Per.TWO_SD:
        side = Sentence("{side} than {opposite}", {"side": side, "opposite": both.opposite.told})
    said = _often(seen, outcome, side) if outcome.kind is ColumnKind.BINARY else _graded(seen, outcome, side)
    if _counts_differ(pattern):
        return Sentence("{caveat} {effect}", {"caveat": _AGAINST_COUNTS, "effect": said})
    return said


def _often(seen: Effect, outcome: Outcome, side: Sentence) -> Sentence:
    """A difference in how often it happened."""
    middle, low, high = (one_in_hundred(abs(end)).removeprefix("+") for end in (seen.estimate, seen.low, seen.high))
    fields: Fields = {"happened": phrases.spoken_outcome(outcome).happened, "side": side}
    if seen.low < 0 < seen.high:
        guess = _guess(middle, "fewer" if seen.estimate < 0 else "more", is_none=middle == "0")
        return Sentence(_EFFECT_OFTEN["open"], fields | {"middle": guess, "low": low, "high": high})
    if seen.high <= 0:
        return Sentence(_EFFECT_OFTEN["less"], fields | _three(middle, high, low))
    return Sentence(_EFFECT_OFTEN["more"], fields | _three(middle, low, high))


def _graded(seen: Effect, outcome: Outcome, side: Sentence) -> Sentence:
    """A difference in the outcome's own units."""
    spoken = phrases.spoken_outcome(outcome)
    low, high = bare(seen.low, outcome), bare(seen.high, outcome)
    # An end that rounds to nothing is told as such: "0.0 milder" would be no side.
    is_open = seen.low < 0 < seen.high and low not in NOTHING and high not in NOTHING
    fields: Fields = {"outcome": spoken.name, "side": side}
    if is_open:
        fields |= {"lower": spoken.lower, "higher": spoken.higher}
        way = spoken.lower if seen.estimate < 0 else spoken.higher
        guess = _guess(size(seen.estimate, outcome), way, is_none=bare(seen.estimate, outcome) in NOTHING)
        return Sentence(_EFFECT["open", spoken.plural], fields | {"middle": guess, "low": low, "high": high})
    falls = seen.high <= 0 or (seen.low < 0 and low not in NOTHING)
    fields |= {"way": spoken.lower if falls else spoken.higher}
    ends = (high, low) if falls else (low, high)
    return Sentence(_EFFECT["clear", spoken.plural], fields | _three(size(seen.estimate, outcome), *ends))


def _guess(number: str, way: str, *, is_none: bool) -> Sentence:
    """A best guess with its direction, in the words of its ends."""
    if is_none:
        return Sentence("no difference")
    return Sentence("{number} {way}", {"number": number, "way": Sentence(way)})


def _three(middle: str, low: str, high: str) -> Fields:
    return {"middle": middle, "low": low, "high": high}


def meaning(tier: Tier) -> Sentence:
    """What a tier has meant in simulated lives with known truth."""
    return _MEANING[tier]


def meaning_of_named(tier: Tier) -> Sentence:
    """What a tier has meant for a pair of the main question or the watch list."""
    return _NAMED[tier]


def was_once(tier: Tier) -> Sentence:
    """What a faded pattern once was."""
    return _WAS_ONCE[tier]


def companions(pattern: Pattern, table: Table) -> tuple[Sentence, ...]:
    """What comes along with it, and what it is probably not."""
    spoken = {factor.id: phrases.spoken_factor(factor) for factor in table.factors}
    own = spoken[pattern.factor]
    others = [spoken[other] for other in pattern.companions]
    if pattern.role is PatternRole.TRAVELS_WITH:
        text = _COMES_ALONG[own.plural]
        return tuple(Sentence(text, {"factor": capital(own.name), "other": other.name}) for other in others)
    if pattern.role is PatternRole.ENTANGLED:
        any_of: str | Sentence = others[-1].name
        for other in reversed(others[:-1]):
            any_of = Sentence(_OR, {"one": other.name, "other": any_of})
        return (Sentence(_EITHER, {"factor": capital(own.name), "other": any_of}),)
    along = [spoken[other] for other in pattern.travelling]
    return tuple(Sentence(_PROBABLY_NOT[other.plural], {"factor": own.name, "other": other.name}) for other in along)


def standing(pattern: Pattern) -> Sentence | None:
    """How it stands against what was shown before; None when it is simply there."""
    if pattern.standing is Standing.STAYING:
        return Sentence("This pattern has become weaker lately.")
    if pattern.standing is Standing.FADED:
        return Sentence("This pattern has faded: your newer entries no longer show it.")
    return None


def needs(pair: Pair, table: Table) -> tuple[Sentence, ...]:
    """What a pair that cannot be tested yet still needs; empty when it can."""
    factor, outcome = phrases.sides(pair, table)
    spoken, come = phrases.spoken_factor(factor), phrases.spoken_outcome(outcome)
    present = phrases.ends(factor, None).counted
    fields: Fields = {"factor": spoken.name, "side": present.told, "without": present.without}
    fields |= {"outcome": come.name, "happened": come.happened}
    return tuple(_need(need, fields) for need in pair.needs)


def no_large_link(pair: Pair, table: Table) -> Sentence:
    """That a large difference is ruled out, for a pair where it is. Never "no effect"."""
    assert pair.no_large_link, "only for pairs where a large link is ruled out"
    factor, outcome = phrases.sides(pair, table)
    fields: Fields = {
        "factor": phrases.spoken_factor(factor).name,
        "outcome": phrases.spoken_outcome(outcome).name,
    }
    if outcome.kind is ColumnKind.BINARY:
        return Sentence(
            "No large link between {factor} and {outcome}: any difference is probably smaller than {limit} times "
            "in 100.",
            fields | {"limit": round(100 * pair.large)},
        )
    return Sentence(
        "No large link between {factor} and {outcome}: any difference is probably smaller than {limit}.",
        fields | {"limit": size(pair.large, outcome)},
    )


def _need(need: Need, fields: Fields) -> Sentence:
    one, several = _NEEDS[need.lack]
    return Sentence(one if need.more == 1 else several, fields | {"more": need.more})


def _cycle_headline(pair: Pair, outcome: Outcome, table: Table) -> Sentence:
    spoken = phrases.spoken_outcome(outcome)
    fields: Fields = {"outcome": capital(spoken.name)}
    peak = None if pair.effect is None else pair.effect.peak_day
    if peak is None:
        return Sentence(_CYCLE_TITLE[spoken.plural], fields)
    length = table.cycle_length
    fields["day"] = max(1, round(peak))
    if length is None:
        return Sentence(_CYCLE_HIGHEST[spoken.plural], fields)
    fields["lowest"] = max(1, round((peak - 1 + length / 2) % length + 1))
    return Sentence(_CYCLE_SWING[spoken.plural], fields)


def _other(counts: Counts, factor: Factor, outcome: Outcome) -> Sentence:
    """How the times of the other side are told, after their number."""
    if counts.split is None:
        return _just(phrases.ends(factor, None).counted.others)
    return _OTHERS_DURING if outcome.during else _OTHERS


def _just(phrase: str) -> Sentence:
    """A phrase that is not ours to translate: in a place, so that nothing in it is read as one."""
    return Sentence("{phrase}", {"phrase": phrase})


def _rises(pattern: Pattern) -> bool:
    """Whether the outcome is higher on the counted side, by the adjusted difference."""
    counts = pattern.counts
    low = counts is not None and counts.split is not None and counts.split.at_most is not None
    return (pattern.pair.direction > 0) != low


def _counts_differ(pattern: Pattern) -> bool:
    """Whether the plain counts point away from the adjusted difference."""
    counts, found = pattern.counts, pattern.pair.effect
    if counts is None or found is None:
        return False
    plain = counts.with_factor.mean - counts.without_factor.mean
    return plain * phrases.oriented(pattern, found).raw < 0
