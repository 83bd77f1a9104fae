"""What stands beside a pattern: which day, which phase of the cycle, the wider range, what is still open.

Takes patterns and their table, returns sentences with named places, ready to be translated. Must never promise a
number of entries, and never call a pair unlinked: only a size is ruled out.
"""

from collections.abc import Iterable, Sequence

from aftercare.model.first_letter import capital
from aftercare.model.pattern import ColumnKind, Effect, Outcome, Pair, Pattern, PatternRole, Per, Standing, Table
from aftercare.model.review import Sentence
from aftercare.model.translatable import for_translation
from aftercare.patterns import phrases, wording
from aftercare.patterns.changes import Change, ChangeKind
from aftercare.patterns.numbers import amount, one_in_hundred, size
from aftercare.patterns.outlook import FARTHEST, Outlook
from aftercare.patterns.scores import USUAL_CYCLE_LENGTH

BLEEDING_DAYS = 5
WEEK = 7
NEAR_TOP = 0.1
"""Of a cycle, to each side: there the curve keeps four fifths of its height (cos 36 degrees)."""

OUTLOOK_NOTE = Sentence(
    "How many more entries, with an answer on both, each of these may need if things go on like this. It is a guess, "
    "and no hunch yet: most of them come to nothing."
)
ALWAYS_NOTE = Sentence(
    "Looking often can fool you. This wider range allows for that: for 95 of 100 journals it holds at every look."
)

CHANGES = {
    ChangeKind.NEW: Sentence("New"),
    ChangeKind.BACK: Sentence("Back"),
    ChangeKind.STRONGER: Sentence("Stronger"),
    ChangeKind.WEAKER: Sentence("Weaker"),
    ChangeKind.FADED: Sentence("Faded"),
}

_LAGS = {
    0: Sentence("This comes from your last check-in before that time."),
    1: Sentence("This comes from your check-in of the day before, not from the last one."),
}
_PHASES = {
    "bleeding": Sentence("the first days of bleeding"),
    "after": Sentence("the days after bleeding"),
    "middle": Sentence("the middle of the cycle"),
    "late": Sentence("the days after the middle"),
    "before": Sentence("the week before bleeding"),
}


def meaning(pattern: Pattern, table: Table) -> Sentence:
    """What a tier has meant is said of patterns that stand for themselves; of the others, what they are instead."""
    if pattern.standing is Standing.FADED:
        return wording.was_once(pattern.tier)
    if pattern.role is PatternRole.TRAVELS_WITH:
        return wording.companions(pattern, table)[0]
    if pattern.role is PatternRole.ENTANGLED:
        return Sentence("It may be this, the other, or both: your entries cannot tell yet.")
    return wording.meaning_of_named(pattern.tier) if pattern.pair.named else wording.meaning(pattern.tier)


def changed(change: Change, table: Table) -> Sentence:
    """What changed, as a line after its label; what is no pattern of its own is told as that."""
    pattern = change.pattern
    if pattern.standing is Standing.FADED:
        return pair_name(pattern.pair, table)
    if pattern.role is not PatternRole.LEAD and pattern.standing is Standing.CURRENT:
        return wording.companions(pattern, table)[0]
    return wording.title(pattern, table)


def lag(pattern: Pattern) -> Sentence | None:
    """Which day's check-in it is about; None for what is asked with the entry itself."""
    return None if pattern.lag_days is None else _LAGS.get(pattern.lag_days)


def phase(pattern: Pattern, table: Table) -> Sentence | None:
    """Around which days of the cycle the curve is highest, and how these days are called; None but for a cycle."""
    found = pattern.pair.effect
    if found is None or found.peak_day is None:
        return None
    length = table.cycle_length or USUAL_CYCLE_LENGTH
    day = max(1, round(found.peak_day))
    first, last = (_on_the_circle(found.peak_day + side * NEAR_TOP * length, length) for side in (-1, 1))
    return Sentence(
        "Highest from about day {first} to day {last}: {phase}.",
        {"first": first, "last": last, "phase": _PHASES[_phase_of(day, length)]},
    )


def swing(pattern: Pattern, table: Table) -> Sentence | None:
    """How far the curve of the cycle goes up and down; None for anything else."""
    found = pattern.pair.effect
    if found is None or found.per is not Per.CYCLE_SWING:
        return None
    _, outcome = phrases.sides(pattern.pair, table)
    return Sentence(
        "Between its lowest and its highest day the curve moves by about {middle}, probably between {low} and {high}.",
        {
            "middle": _sized(2 * found.estimate, outcome),
            "low": _sized(2 * found.low, outcome),
            "high": _sized(2 * found.high, outcome),
        },
    )


def always(pattern: Pattern, table: Table) -> Sentence | None:
    """The difference with the range that holds at every look, for who looks every day; None for a cycle."""
    found = pattern.pair.effect
    if found is None or found.per is Per.CYCLE_SWING or pattern.counts is None:
        return None
    _, outcome = phrases.sides(pattern.pair, table)
    seen = phrases.oriented(pattern, found)
    low, high = _kept_on_scale(seen, outcome)
    if outcome.kind is ColumnKind.BINARY:
        return Sentence(
            "From {low} to {high} times in 100.", {"low": one_in_hundred(low), "high": one_in_hundred(high)}
        )
    return Sentence(
        "From {low} to {high}.",
        {"low": amount(low, outcome, signed=True), "high": amount(high, outcome, signed=True)},
    )


def _kept_on_scale(seen: Effect, outcome: Outcome) -> tuple[float, float]:
    """A difference in probability is never more than one."""
    if outcome.kind is ColumnKind.BINARY:
        return max(seen.always_low, -1.0), min(seen.always_high, 1.0)
    return seen.always_low, seen.always_high


def pair_name(pair: Pair, table: Table) -> Sentence:
    """A pair as a thing to look at, without a word of what it shows: "Little sleep and tears" is never said of it."""
    factor, outcome = phrases.sides(pair, table)
    return Sentence(
        "{factor} and {outcome}",
        {
            "factor": capital(phrases.spoken_factor(factor).name),
            "outcome": phrases.spoken_outcome(outcome).name,
        },
    )


def further(one: Outlook) -> Sentence:
    """How many more entries, as a range; never a promise."""
    if one.few is None:
        return Sentence("more than {farthest} more entries, perhaps never", {"farthest": FARTHEST})
    if one.many is None:
        return Sentence("at least about {few} more entries, perhaps never", {"few": one.few})
    if one.few == one.many:
        return Sentence("about {few} more entries", {"few": one.few})
    return Sentence("about {few} to {many} more entries", {"few": one.few, "many": one.many})


def until_likely(one: Outlook) -> Sentence:
    """The same for a hunch, as a sentence."""
    return Sentence(
        "To be likely it needs {further}, if it goes on like this. It may also fade.",
        {"further": _further_entries(one)},
    )


def nothing_yet(one: Outlook) -> Sentence:
    """For a pair that is asked about and silent."""
    return Sentence(
        "Nothing to see yet. To be likely it needs {further}, if it goes on like this.",
        {"further": _further_entries(one)},
    )


def _further_entries(one: Outlook) -> Sentence:
    if one.few is None:
        return Sentence("more than {farthest} more entries", {"farthest": FARTHEST})
    if one.many is None:
        return Sentence("at least about {few} more entries", {"few": one.few})
    return further(one)


def apart(patterns: Sequence[Pattern], table: Table) -> Sentence:
    """That some factors of one outcome cannot be told apart yet: "Wine or late nights"."""
    _, outcome = phrases.sides(patterns[0].pair, table)
    names = _names([pattern.factor for pattern in patterns], table)
    either = _either(names[:-1], names[-1]) if len(names) > 1 else names[0]
    return Sentence(
        "{factors}: your entries cannot tell them apart yet. One of them goes with {outcome}, or both do.",
        {"factors": either, "outcome": phrases.spoken_outcome(outcome).name},
    )


def _either(first: Sequence[str], last: str) -> Sentence:
    return Sentence("{first} or {last}", {"first": capital(", ".join(first)), "last": last})


def ruled_out(pairs: Sequence[Pair], table: Table, *, most: int = 99) -> Sentence:
    """For one outcome, what shows no large link, with the size that is ruled out. Never "no effect"."""
    return _ruled_out(
        for_translation("No large link with {factors}. Any difference is probably smaller than {limit}."),
        pairs,
        table,
        most,
    )


def ruled_out_early(pairs: Sequence[Pair], table: Table, *, most: int = 99) -> Sentence:
    """The same for what can be said early on: only a very large difference is ruled out."""
    return _ruled_out(
        for_translation("No very large link with {factors}. Any difference is probably smaller than {limit}."),
        pairs,
        table,
        most,
    )


def _ruled_out(text: str, pairs: Sequence[Pair], table: Table, most: int) -> Sentence:
    _, outcome = phrases.sides(pairs[0], table)
    limit = pairs[0].large if pairs[0].no_large_link else pairs[0].very_large
    names = _names([pair.factor for pair in pairs], table)
    listed: str | Sentence = ", ".join(names)
    if len(names) > most + 1:
        named = ", ".join(names[:most])
        listed = Sentence("{names} and {more} others", {"names": named, "more": len(names) - most})
    return Sentence(text, {"factors": listed, "limit": _sized(limit, outcome)})


def _names(factors: Iterable[str], table: Table) -> list[str]:
    spoken = {factor.id: phrases.spoken_factor(factor).name for factor in table.factors}
    return [spoken[factor] for factor in factors]


def split(pattern: Pattern, table: Table) -> Sentence | None:
    """Where a graded factor was cut for the plain counts; None for one that was there or not."""
    if pattern.counts is None or pattern.counts.split is None:
        return None
    factor, _ = phrases.sides(pattern.pair, table)
    low = pattern.counts.split.at_most is not None
    return Sentence(
        "To count, your answers are parted at about your lowest third: {side}. How sure this is comes from all of them."
        if low
        else "To count, your answers are parted at about your highest third: {side}. How sure this is comes "
        "from all of them.",
        {"side": phrases.counted_side(pattern, factor)},
    )


def _sized(value: float, outcome: Outcome) -> str | Sentence:
    if outcome.kind is ColumnKind.BINARY:
        return Sentence("{times} times in 100", {"times": round(100 * value)})
    return size(value, outcome)


def _on_the_circle(day: float, length: float) -> int:
    return max(1, round((day - 1) % length + 1))


def _phase_of(day: int, length: float) -> str:
    """By what a person counts: days since bleeding began, or days until it comes again."""
    if day <= BLEEDING_DAYS:
        return "bleeding"
    if day > length - WEEK:
        return "before"
    middle = length - 2 * WEEK
    if abs(day - middle) <= 3:
        return "middle"
    return "after" if day < middle else "late"
