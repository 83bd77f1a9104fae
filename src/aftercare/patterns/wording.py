"""Patterns in plain words: short sentences with named places, ready to be translated.

Takes a pattern and its table, returns sentences. Labels stand in quotation marks as the person knows them from the
forms. Must never say that one thing causes another, never give a bare correlation, never call a pair unlinked that
was only not tested.
"""

from aftercare.model.pattern import (
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
from aftercare.model.review import Sentence
from aftercare.patterns.numbers import amount, bound, one_in_hundred

USUAL_NEED = Sentence("Most people need 100 to 250 entries before their journal can tell.")
CAUTION = Sentence("This says what comes together in your entries. It cannot say why.")

_MEANING = {
    Tier.HUNCH: Sentence(
        "A hunch: worth watching. Of all hunches people ever see, about 7 in 10 hold up; fewer if little is going "
        "on. Expect 3 or 4 false ones in 400 entries even if nothing is linked."
    ),
    Tier.LIKELY: Sentence(
        "Likely: of 100 such patterns shown, about 95 hold up; 86 to 91 for people for whom little is linked."
    ),
    Tier.STRONG: Sentence("Strong: of 100 such patterns shown, about 98 hold up."),
}

_NEEDS = {
    Lack.WITH: (
        "Needs 1 more entry with “{factor}”.",
        "Needs {more} more entries with “{factor}”.",
    ),
    Lack.WITHOUT: (
        "Needs 1 more entry without “{factor}”.",
        "Needs {more} more entries without “{factor}”.",
    ),
    Lack.FACTOR_VALUES: (
        "Needs 1 more entry that tells “{factor}”.",
        "Needs {more} more entries that tell “{factor}”.",
    ),
    Lack.FACTOR_VARIETY: (
        "“{factor}” was nearly always the same: needs 1 more entry where it differs.",
        "“{factor}” was nearly always the same: needs {more} more entries where it differs.",
    ),
    Lack.EVENTS: (
        "Needs 1 more entry where “{outcome}” happened.",
        "Needs {more} more entries where “{outcome}” happened.",
    ),
    Lack.NON_EVENTS: (
        "Needs 1 more entry where “{outcome}” did not happen.",
        "Needs {more} more entries where “{outcome}” did not happen.",
    ),
    Lack.OUTCOME_VALUES: (
        "Needs 1 more entry that tells “{outcome}”.",
        "Needs {more} more entries that tell “{outcome}”.",
    ),
    Lack.OUTCOME_VARIETY: (
        "“{outcome}” was nearly always the same: needs 1 more entry where it differs.",
        "“{outcome}” was nearly always the same: needs {more} more entries where it differs.",
    ),
    Lack.BOTH_RECORDED: (
        "Needs 1 more entry that tells both “{factor}” and “{outcome}”.",
        "Needs {more} more entries that tell both “{factor}” and “{outcome}”.",
    ),
}


def headline(pattern: Pattern, table: Table) -> Sentence:
    """What was counted, with and without."""
    factor, outcome = _sides(pattern.pair, table)
    if pattern.counts is None:
        return _cycle_headline(pattern.pair, outcome, table)
    having, other = pattern.counts.with_factor, pattern.counts.without_factor
    fields = _names(factor, outcome) | {"times": having.entries, "others": other.entries}
    if having.events is not None and other.events is not None:
        fields |= {"events": having.events, "other_events": other.events}
    else:
        fields |= {"mean": _mean(having, outcome), "other_mean": _mean(other, outcome)}
    split = pattern.counts.split
    if split is None:
        return Sentence(_BINARY[having.events is not None], fields)
    fields["bound"] = bound(_cut(split), factor)
    texts = _EXACTLY if _is_end(split, factor) else _AT_MOST if split.at_most is not None else _AT_LEAST
    return Sentence(texts[having.events is not None], fields)


_BINARY = {
    True: "“{outcome}” came {events} of {times} times with “{factor}”, and {other_events} of {others} times without.",
    False: "“{outcome}” was {mean} on average over {times} times with “{factor}”, and {other_mean} over {others} "
    "times without.",
}
_AT_MOST = {
    True: "“{outcome}” came {events} of {times} times when “{factor}” was {bound} or less, and {other_events} of "
    "{others} other times.",
    False: "“{outcome}” was {mean} on average over {times} times when “{factor}” was {bound} or less, and "
    "{other_mean} over {others} other times.",
}
_AT_LEAST = {
    True: "“{outcome}” came {events} of {times} times when “{factor}” was {bound} or more, and {other_events} of "
    "{others} other times.",
    False: "“{outcome}” was {mean} on average over {times} times when “{factor}” was {bound} or more, and "
    "{other_mean} over {others} other times.",
}
_EXACTLY = {
    True: "“{outcome}” came {events} of {times} times when “{factor}” was {bound}, and {other_events} of {others} "
    "other times.",
    False: "“{outcome}” was {mean} on average over {times} times when “{factor}” was {bound}, and {other_mean} over "
    "{others} other times.",
}


def effect(pattern: Pattern, table: Table) -> Sentence | None:
    """The adjusted difference with its interval; None for a cycle, whose curve tells it."""
    found = pattern.pair.effect
    if found is None or found.per is Per.CYCLE_SWING:
        return None
    factor, outcome = _sides(pattern.pair, table)
    fields = _names(factor, outcome)
    if outcome.kind == "binary":
        fields |= {
            "middle": one_in_hundred(found.estimate),
            "low": one_in_hundred(found.low),
            "high": one_in_hundred(found.high),
        }
    else:
        fields |= {
            "middle": amount(found.estimate, outcome, signed=True),
            "low": amount(found.low, outcome, signed=True),
            "high": amount(found.high, outcome, signed=True),
        }
    texts = _EFFECTS_AGAINST_COUNTS if _counts_differ(pattern) else _EFFECTS
    return Sentence(texts[found.per, outcome.kind == "binary"], fields)


_EFFECTS_AGAINST_COUNTS = {
    (Per.PRESENCE, True): "The plain counts mix good and bad times of life and point the other way. Compared with "
    "entries around the same time, the difference is about {middle} times in 100, probably between {low} and {high}.",
    (Per.PRESENCE, False): "The plain counts mix good and bad times of life and point the other way. Compared with "
    "entries around the same time, the difference is about {middle}, probably between {low} and {high}.",
    (Per.TWO_SD, True): "The plain counts mix good and bad times of life and point the other way. From a low to a high "
    "“{factor}”, compared with entries around the same time, the difference is about {middle} times in 100, probably "
    "between {low} and {high}.",
    (Per.TWO_SD, False): "The plain counts mix good and bad times of life and point the other way. From a low to a "
    "high “{factor}”, compared with entries around the same time, the difference is about {middle}, probably between "
    "{low} and {high}.",
}


_EFFECTS = {
    (Per.PRESENCE, True): "Compared with entries around the same time, the difference is about {middle} times in 100, "
    "probably between {low} and {high}.",
    (Per.PRESENCE, False): "Compared with entries around the same time, the difference is about {middle}, probably "
    "between {low} and {high}.",
    (Per.TWO_SD, True): "From a low to a high “{factor}”, compared with entries around the same time, the difference "
    "is about {middle} times in 100, probably between {low} and {high}.",
    (Per.TWO_SD, False): "From a low to a high “{factor}”, compared with entries around the same time, the difference "
    "is about {middle}, probably between {low} and {high}.",
}


def meaning(tier: Tier) -> Sentence:
    """What a tier has meant in simulated lives with known truth."""
    return _MEANING[tier]


def companions(pattern: Pattern, table: Table) -> tuple[Sentence, ...]:
    """What comes along with it, and what it is probably not."""
    label = {factor.id: factor.label or factor.id for factor in table.factors}
    own = label[pattern.factor]
    others = [{"factor": own, "other": label[other]} for other in pattern.companions]
    if pattern.role is PatternRole.TRAVELS_WITH:
        text = "“{factor}” comes along with “{other}”; on its own it shows nothing."
        return tuple(Sentence(text, fields) for fields in others)
    if pattern.role is PatternRole.ENTANGLED:
        text = "“{factor}” or “{other}”: your entries cannot tell them apart yet. An experiment could."
        return tuple(Sentence(text, fields) for fields in others)
    text = "Probably not “{other}”: it comes along with “{factor}”, and on its own it shows nothing."
    return tuple(Sentence(text, {"factor": own, "other": label[other]}) for other in pattern.travelling)


def standing(pattern: Pattern) -> Sentence | None:
    """How it stands against what was shown before; None when it is simply there."""
    if pattern.standing is Standing.STAYING:
        return Sentence("This pattern has become weaker lately.")
    if pattern.standing is Standing.FADED:
        return Sentence("This pattern has faded: newer entries do not bear it out.")
    return None


def needs(pair: Pair, table: Table) -> tuple[Sentence, ...]:
    """What a pair that cannot be tested yet still needs; empty when it can."""
    factor, outcome = _sides(pair, table)
    return tuple(_need(need, _names(factor, outcome)) for need in pair.needs)


def no_large_link(pair: Pair, table: Table) -> Sentence:
    """That a large difference is ruled out, for a pair where it is. Never "no effect"."""
    assert pair.no_large_link, "only for pairs where a large link is ruled out"
    factor, outcome = _sides(pair, table)
    fields = _names(factor, outcome)
    if outcome.kind == "binary":
        fields |= {"limit": round(100 * pair.large)}
        return Sentence(
            "No large link of “{factor}” with “{outcome}”: any difference is probably smaller than {limit} times "
            "in 100.",
            fields,
        )
    fields |= {"limit": amount(pair.large, outcome)}
    return Sentence(
        "No large link of “{factor}” with “{outcome}”: any difference is probably smaller than {limit}.", fields
    )


def _need(need: Need, fields: dict[str, str | int | float]) -> Sentence:
    one, several = _NEEDS[need.lack]
    return Sentence(one if need.more == 1 else several, fields | {"more": need.more})


def _cycle_headline(pair: Pair, outcome: Outcome, table: Table) -> Sentence:
    fields: dict[str, str | int | float] = {"outcome": outcome.label or outcome.id}
    peak = None if pair.effect is None else pair.effect.peak_day
    if peak is None:
        return Sentence("“{outcome}” goes with the day of the cycle.", fields)
    length = table.cycle_length
    fields["day"] = max(1, round(peak))
    if length is None:
        return Sentence("“{outcome}” goes with the day of the cycle; it is highest around day {day}.", fields)
    fields["lowest"] = max(1, round((peak - 1 + length / 2) % length + 1))
    return Sentence(
        "“{outcome}” goes with the day of the cycle; it is highest around day {day} and lowest around day {lowest}.",
        fields,
    )


def _sides(pair: Pair, table: Table) -> tuple[Factor, Outcome]:
    factor = next(factor for factor in table.factors if factor.id == pair.factor)
    outcome = next(outcome for outcome in table.outcomes if outcome.id == pair.outcome)
    return factor, outcome


def _names(factor: Factor, outcome: Outcome) -> dict[str, str | int | float]:
    return {"factor": factor.label or factor.id, "outcome": outcome.label or outcome.id}


def _mean(group: Group, outcome: Outcome) -> str:
    return amount(group.mean, outcome)


def _counts_differ(pattern: Pattern) -> bool:
    """Whether the plain counts point away from the adjusted difference."""
    counts, found = pattern.counts, pattern.pair.effect
    if counts is None or found is None:
        return False
    plain = counts.with_factor.mean - counts.without_factor.mean
    toward = -1.0 if counts.split is not None and counts.split.at_most is not None else 1.0
    return plain * toward * found.raw < 0


def _is_end(split: Split, factor: Factor) -> bool:
    """Whether the cut is the first or last word of the factor's scale: nothing is less or more."""
    if not factor.steps:
        return split.at_most == 0.0
    return split.at_most == 0.0 or split.at_least == len(factor.steps) - 1


def _cut(split: Split) -> float:
    cut = split.at_most if split.at_most is not None else split.at_least
    assert cut is not None
    return cut
