"""The parts of a sentence about a pattern: how a factor's sides and an outcome are said.

Takes a pattern and its table, returns phrases. Those of the catalogue come with the table; a measure without any, like
a person's own, is said by its label, spelt as the person spelt it. Must never tell a graded side without its bound
where it is counted.
"""

from dataclasses import dataclass, replace

from aftercare.model.first_letter import lowered
from aftercare.model.pattern import Effect, Factor, Group, Outcome, Pair, Pattern, Split, Table
from aftercare.model.review import Sentence
from aftercare.model.spoken import Side, Spoken, SpokenOutcome
from aftercare.model.translatable import for_translation
from aftercare.patterns.numbers import amount, bound


@dataclass(frozen=True, slots=True)
class Ends:
    """The side that was counted and the other end of the same factor."""

    counted: Side
    opposite: Side


def sides(pair: Pair, table: Table) -> tuple[Factor, Outcome]:
    """The columns of a pair."""
    factor = next(factor for factor in table.factors if factor.id == pair.factor)
    outcome = next(outcome for outcome in table.outcomes if outcome.id == pair.outcome)
    return factor, outcome


def spoken_outcome(outcome: Outcome) -> SpokenOutcome:
    """How an outcome is said."""
    if outcome.spoken is not None:
        return outcome.spoken
    label = outcome.label or outcome.id
    more, less = ("higher", "lower") if outcome.steps and not outcome.is_counted else ("more", "less")
    return SpokenOutcome(name=label, happened=f"{label} was noted", more=f"{more} {label}", less=f"{less} {label}")


def spoken_factor(factor: Factor) -> Spoken:
    """How a factor is said: as itself, present, low and high."""
    label = factor.label or factor.id
    spoken = factor.spoken or Spoken()
    present = spoken.present or Side(name=label)
    return replace(
        spoken,
        name=spoken.name or present.name,
        plural=spoken.plural or (not spoken.name and present.plural),
        present=present,
        low=spoken.low or Side(name=f"lower {label}"),
        high=spoken.high or Side(name=f"higher {label}"),
    )


def ends(factor: Factor, split: Split | None) -> Ends:
    """The counted side and its opposite; for a yes-or-no factor that it was there, twice."""
    spoken = spoken_factor(factor)
    assert spoken.present is not None
    assert spoken.low is not None
    assert spoken.high is not None
    if split is None:
        return Ends(spoken.present, spoken.present)
    return Ends(spoken.low, spoken.high) if split.at_most is not None else Ends(spoken.high, spoken.low)


def told(side: Side, pattern: Pattern) -> Sentence:
    """How the times of a side are told, with the day where it was the day before."""
    return _dated(Sentence("{side}", {"side": side.told}), pattern)


def _dated(side: Sentence, pattern: Pattern) -> Sentence:
    return Sentence("{side} the day before", {"side": side}) if pattern.lag_days else side


def counted_side(pattern: Pattern, factor: Factor) -> Sentence:
    """How the counted times are told, with the bound of a graded factor."""
    assert pattern.counts is not None, "only for patterns with plain counts"
    split = pattern.counts.split
    side = ends(factor, split).counted
    if split is None:
        return told(side, pattern)
    kind, cut = _bound_kind(split, factor), bound(_cut(split), factor)
    if factor.spoken is not None:
        return Sentence(_BOUNDED[kind], {"side": told(side, pattern), "bound": cut})
    return _dated(Sentence(_LABELLED[kind], {"factor": factor.label or factor.id, "bound": cut}), pattern)


_ = for_translation
_BOUNDED = {
    "less": _("{side} ({bound} or less)"),
    "more": _("{side} ({bound} or more)"),
    "less, of two": _("{side} ({bound}, or less)"),
    "more, of two": _("{side} ({bound}, or more)"),
    "exactly": _("{side} ({bound})"),
}
_LABELLED = {
    "less": _("when {factor} was {bound} or less"),
    "more": _("when {factor} was {bound} or more"),
    "less, of two": _("when {factor} was {bound} or less"),
    "more, of two": _("when {factor} was {bound} or more"),
    "exactly": _("when {factor} was {bound}"),
}


def mean(group: Group, outcome: Outcome) -> str | Sentence:
    """A mean, with the word that stands nearest to it where the answers are words: a bare "2.9 of 4" tells nobody."""
    number = amount(group.mean, outcome)
    if not outcome.steps:
        return number
    word = outcome.steps[min(max(round(group.mean), 0), len(outcome.steps) - 1)]
    named = f"“{word}”" if outcome.spoken is None else lowered(word)
    return Sentence("{number} (about {word})", {"number": number, "word": named})


def oriented(pattern: Pattern, effect: Effect) -> Effect:
    """The effect as seen from the counted side: where little was counted, from much to little."""
    counts = pattern.counts
    if counts is None or counts.split is None or counts.split.at_most is None:
        return effect
    return replace(
        effect,
        estimate=-effect.estimate,
        low=-effect.high,
        high=-effect.low,
        raw=-effect.raw,
        always_low=-effect.always_high,
        always_high=-effect.always_low,
    )


def is_nights(pattern: Pattern, factor: Factor) -> bool:
    """Whether the counted times may be called nights."""
    return factor.spoken is not None and factor.spoken.nights and not pattern.lag_days


def _bound_kind(split: Split, factor: Factor) -> str:
    """Nothing is less than 0, less than the first word of a scale or more than the last."""
    is_last = bool(factor.steps) and split.at_least == len(factor.steps) - 1
    if split.at_most == 0.0 or is_last:
        return "exactly"
    way = "less" if split.at_most is not None else "more"
    return f"{way}, of two" if factor.steps and " or " in factor.steps[round(_cut(split))] else way


def _cut(split: Split) -> float:
    cut = split.at_most if split.at_most is not None else split.at_least
    assert cut is not None
    return cut
