"""What an experiment came to, in sentences: headline, size, what is ruled out, what it can't say.

Takes an experiment, its result and the measure it looked at; returns sentences for page, report and command line.
"Made a difference" is said here and nowhere else, because here chance has drawn the order. "Could not tell" is a result
and says which sizes are ruled out. Must never claim more than the test bears.
"""

from enum import StrEnum
from statistics import quantiles

from aftercare.experiments.analyse import CLEAR, P_CLEAR
from aftercare.model.experiment import EndReason, Experiment, OutcomeKind, TrialResult
from aftercare.model.measure import Kind, Measure
from aftercare.model.review import Sentence
from aftercare.model.spoken import SpokenOutcome
from aftercare.model.translatable import for_translation

OWN_PREFIX = "own."
FEW = 5
"""Fewer notes than this have no spread to tell of."""
_HUNDRED = 100


class Verdict(StrEnum):
    """What it came to."""

    BETTER = "better"
    WORSE = "worse"
    COULD_NOT_TELL = "could_not_tell"
    NOTHING = "nothing"
    """No two rounds that can be compared."""


HEADLINES = {
    Verdict.BETTER: for_translation("It made a difference, for the better."),
    Verdict.WORSE: for_translation("It made a difference, for the worse."),
    Verdict.COULD_NOT_TELL: for_translation("It could not tell."),
    Verdict.NOTHING: for_translation("Too few rounds to compare."),
}


def kind_of(measure: Measure) -> OutcomeKind:
    """How an outcome is counted: a yes or no as such, all else as a score."""
    return OutcomeKind.BINARY if measure.kind is Kind.YES_NO else OutcomeKind.SCORE


def is_clear(experiment: Experiment, result: TrialResult) -> bool:
    """Whether there is an answer: by the end test where every planned round was done, else by the any-time evidence.

    An experiment that ended before its planned end may not use the end test: it was not fixed when to look.
    """
    if experiment.end_reason is EndReason.FINISHED and result.p <= P_CLEAR:
        return True
    return result.evidence_max >= CLEAR


def verdict(experiment: Experiment, result: TrialResult) -> Verdict:
    """The answer in one word."""
    if result.effect is None:
        return Verdict.NOTHING
    if not is_clear(experiment, result) or result.effect == 0:
        return Verdict.COULD_NOT_TELL
    return Verdict.BETTER if result.effect * experiment.better > 0 else Verdict.WORSE


def spoken(measure: Measure) -> SpokenOutcome:
    """How the outcome is said; by its label where it has no words of its own."""
    if measure.spoken is not None and measure.spoken.outcome is not None:
        return measure.spoken.outcome
    label = measure.clear_label
    return SpokenOutcome(
        name=label, more=f"more {label}", less=f"less {label}", happened=f"“{label}” was noted as a yes"
    )


def unit(measure: Measure) -> str:
    """What a difference is counted in."""
    if measure.kind is Kind.YES_NO:
        return for_translation("times in 100")
    if measure.kind is Kind.STEPS:
        return for_translation("steps")
    if measure.kind is Kind.DURATION:
        return for_translation("minutes")
    return measure.unit or for_translation("points")


def shown(measure: Measure, value: float) -> float:
    """A difference in the units it is read in: a probability as times in 100."""
    return value * _HUNDRED if measure.kind is Kind.YES_NO else value


def decimals(measure: Measure) -> int:
    """Digits after the point: no more than rounds can bear."""
    return 0 if measure.kind in (Kind.YES_NO, Kind.DURATION) else 1


def size(measure: Measure, value: float) -> Sentence:
    """How large a difference is, without its sign: "1.7 points"."""
    number = f"{abs(shown(measure, value)):.{decimals(measure)}f}"
    return Sentence("{number} {unit}", {"number": number, "unit": phrase(measure, unit(measure))})


def side(measure: Measure, value: float) -> Sentence:
    """A difference with its direction: "1.7 points milder", "12 fewer times in 100"."""
    words = spoken(measure)
    if measure.kind is Kind.YES_NO:
        text = (
            for_translation("{number} more times in 100")
            if value > 0
            else for_translation("{number} fewer times in 100")
        )
        return Sentence(text, {"number": _number(measure, value)})
    way = Sentence(words.higher) if value > 0 else Sentence(words.lower)
    return Sentence("{size} {way}", {"size": size(measure, value), "way": way})


def main_sentence(measure: Measure, result: TrialResult) -> Sentence | None:
    """The difference by what was drawn; None where there is none to tell."""
    if result.effect is None:
        return None
    words = spoken(measure)
    if not float(f"{abs(shown(measure, result.effect)):.{decimals(measure)}f}"):
        return Sentence(
            "With the change and as usual, {name} came out the same.", {"name": phrase(measure, words.name)}
        )
    told = side(measure, result.effect)
    if measure.kind is Kind.YES_NO:
        return Sentence(
            "On rounds with the change {happened} {difference}.",
            {"happened": phrase(measure, words.happened or words.name), "difference": told},
        )
    one = for_translation("On rounds with the change {name} was {difference}, on average.")
    many = for_translation("On rounds with the change {name} were {difference}, on average.")
    return Sentence(many if words.plural else one, {"name": phrase(measure, words.name), "difference": told})


def interval_sentence(measure: Measure, result: TrialResult) -> Sentence:
    """Which differences the rounds fit with; an end that is not known is said to be open."""
    low, high = result.low, result.high
    if low is None and high is None:
        return Sentence("The rounds are too few to say how large it may be.")
    if low is None or high is None:
        known, away = (high, 1) if low is None else (low, -1)
        assert known is not None, "both open was said before"
        if known * away > 0:
            return Sentence(
                "It is probably {known} at most. How far it goes the other way is open.",
                {"known": side(measure, known)},
            )
        return Sentence("It is probably {known} at least. How much more is open.", {"known": side(measure, known)})
    if low > 0 or high < 0:
        near, far = (low, high) if low > 0 else (high, low)
        return Sentence(
            "It is probably between {near} and {far}.", {"near": _number(measure, near), "far": side(measure, far)}
        )
    return Sentence(
        "It may be anything from {low} to {high}, or none at all.",
        {"low": side(measure, low), "high": side(measure, high)},
    )


def ruled_out(measure: Measure, result: TrialResult) -> Sentence:
    """What an answer of "could not tell" does tell: the sizes that are ruled out, at 96 in 100.

    An end on the near side of no difference is not told, else a trial that was stopped early would answer after all.
    """
    low = result.low if result.low is not None and result.low < 0 else None
    high = result.high if result.high is not None and result.high > 0 else None
    if low is not None and high is not None:
        return Sentence(
            "A difference of more than {low}, or of more than {high}, is unlikely. Anything in between is possible, "
            "also none at all.",
            {"low": side(measure, low), "high": side(measure, high)},
        )
    known = low if low is not None else high
    if known is None:
        return Sentence("No size can be called unlikely yet. That takes more rounds.")
    if result.low is None or result.high is None:
        return Sentence(
            "A difference of more than {known} is unlikely. Towards the other side no size can be called unlikely yet.",
            {"known": side(measure, known)},
        )
    return Sentence(
        "A difference of more than {known} is unlikely. Up to there, anything is possible, also none at all.",
        {"known": side(measure, known)},
    )


def chance_sentence(experiment: Experiment, result: TrialResult) -> Sentence:
    """How surprising the result would be without any difference."""
    if experiment.end_reason is EndReason.FINISHED:
        times = round(result.p * _HUNDRED)
        if times < 1:
            return Sentence(
                "If the change made no difference, luck alone would do this in fewer than 1 of 100 experiments."
            )
        return Sentence(
            "If the change made no difference, luck alone would do this in about {times} of 100 experiments.",
            {"times": times},
        )
    if result.evidence_max >= CLEAR:
        return Sentence(
            "If the change made no difference, luck alone would look this clear in at most 5 of 100 experiments, "
            "however often you look."
        )
    return Sentence("It ended before the planned number of rounds, so only very strong evidence could have told.")


def limits(experiment: Experiment) -> tuple[Sentence, ...]:
    """What a result can't say."""
    said = [
        Sentence("It speaks of you and of these rounds. For others, or another time of life, it may be different."),
        Sentence("You knew what was drawn. What one hopes for can be part of what one notes."),
        Sentence("It says whether the change made a difference, not why."),
    ]
    if experiment.end_reason is EndReason.CLEAR_EARLY:
        said.append(Sentence("It stopped as soon as it was clear. The size then tends to look larger than it is."))
    return tuple(said)


def about_in_ten(chance: float) -> int:
    """A chance as times in ten, never more sure than 9 nor less than 0."""
    return min(9, max(0, round(chance * 10)))


def chance_words(chance: float) -> Sentence:
    """A chance as it is said: "about 6 in 10"."""
    times = about_in_ten(chance)
    return Sentence("less than 1 in 10") if times < 1 else Sentence("about {times} in 10", {"times": times})


def spread(measure: Measure, values: tuple[float, ...]) -> Sentence:
    """What a person has noted of an outcome so far, in words."""
    if not values:
        return Sentence("Not noted so far.")
    if measure.kind is Kind.YES_NO:
        return Sentence("Yes {times} of {all} times so far.", {"times": round(sum(values)), "all": len(values)})
    if len(values) < FEW:
        return Sentence("Noted {all} times so far, too few to tell how it varies.", {"all": len(values)})
    low, middle, high = (_told(measure, value) for value in quantiles(values, n=4, method="inclusive"))
    if low == high:
        return Sentence("Noted {all} times, mostly {middle}.", {"all": len(values), "middle": middle})
    return Sentence("Noted {all} times, mostly {low} to {high}.", {"all": len(values), "low": low, "high": high})


def _told(measure: Measure, value: float) -> Sentence:
    """A value as the form calls it."""
    if measure.kind is Kind.STEPS:
        return Sentence("“{word}”", {"word": phrase(measure, measure.options[round(value)].label)})
    if measure.kind is Kind.DURATION:
        return Sentence("{minutes} min", {"minutes": round(value)})
    if measure.kind is Kind.SCALE:
        return Sentence("{number}", {"number": round(value)})
    return Sentence("{number} {unit}" if measure.unit else "{number}", {"number": f"{value:g}", "unit": measure.unit})


def phrase(measure: Measure, text: str) -> Sentence | str:
    """A phrase inside a sentence: the catalogue's is translated, a person's own stands as it was typed."""
    return text if measure.id.startswith(OWN_PREFIX) else Sentence(text)


def _number(measure: Measure, value: float) -> str:
    return f"{abs(shown(measure, value)):.{decimals(measure)}f}"
