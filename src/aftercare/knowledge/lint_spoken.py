"""Whether every measure that patterns may speak of can be said in a sentence, and its phrases fit into one."""

import re
from collections.abc import Iterator

from aftercare.model.measure import Kind, Measure, Role
from aftercare.model.spoken import Side, Spoken, SpokenOutcome

NONE_OPTION = "none"
CYCLE = "cycle"
NAME_LIMIT = 45
"""Characters of a name: it stands in a title of two lines, and beside a count in a picture."""
_WORD = re.compile(r"(?:[a-z]|[A-Z]{2,}\b)[^.“”\"!?{}]*\Z")
"""Lower-case, or an abbreviation, and no sign that ends or opens a sentence."""


def spoken_problems(measure: Measure) -> Iterator[str]:
    """One sentence for each phrase that is missing or does not fit."""
    spoken = measure.spoken or Spoken()
    if measure.role in (Role.FACTOR, Role.BOTH):
        yield from _factor_problems(measure, spoken)
    if measure.role in (Role.OUTCOME, Role.BOTH):
        yield from _outcome_problems(measure, spoken.outcome)
    elif spoken.outcome is not None:
        yield "it is no outcome, so it is not spoken of as one."
    for option in spoken.options:
        if option not in measure.option_ids:
            yield f"it speaks of an option {option} that it does not have."
    yield from phrase_problems(spoken)


def phrase_problems(spoken: Spoken) -> Iterator[str]:
    """One sentence for each phrase that does not fit into a sentence."""
    for phrase in _phrases(spoken):
        if not _WORD.match(phrase):
            yield f"the phrase “{phrase}” begins lower-case and has no full stop or quotation mark."
    for name in _names(spoken):
        if len(name) > NAME_LIMIT:
            yield f"the name “{name}” is longer than {NAME_LIMIT} characters."


def _factor_problems(measure: Measure, spoken: Spoken) -> Iterator[str]:
    if measure.kind is Kind.YES_NO:
        if spoken.present is None:
            yield "a sentence needs its `present`."
        return
    if not spoken.name:
        yield "a sentence needs its `name`."
    if measure.kind in (Kind.CHOICE, Kind.CHOICES):
        silent = NONE_OPTION if measure.kind is Kind.CHOICES else ""
        for option in measure.option_ids:
            if option != silent and option not in spoken.options:
                yield f"a sentence needs its option {option}."
    elif measure.concept != CYCLE or measure.kind is not Kind.NUMBER:
        for side, told in (("low", spoken.low), ("high", spoken.high)):
            if told is None:
                yield f"a sentence needs its `{side}`."


def _outcome_problems(measure: Measure, outcome: SpokenOutcome | None) -> Iterator[str]:
    if outcome is None:
        yield "a sentence needs its `outcome`."
        return
    from_none = measure.kind is Kind.STEPS and measure.option_ids[0] == NONE_OPTION
    counted = measure.kind is Kind.YES_NO or (from_none and outcome.counted)
    if counted and not outcome.happened:
        yield "it is counted by whether it happened, so its outcome needs `happened`."


def _sides(spoken: Spoken) -> list[Side]:
    sides = (spoken.present, spoken.low, spoken.high, *spoken.options.values())
    return [side for side in sides if side is not None]


def _names(spoken: Spoken) -> list[str]:
    outcome = () if spoken.outcome is None else (spoken.outcome.name, spoken.outcome.more, spoken.outcome.less)
    return [name for name in (spoken.name, *(side.name for side in _sides(spoken)), *outcome) if name]


def _phrases(spoken: Spoken) -> list[str]:
    told = [text for side in _sides(spoken) for text in (side.when, side.absent)]
    if spoken.outcome is not None:
        told += [spoken.outcome.happened, spoken.outcome.higher, spoken.outcome.lower]
    return [*_names(spoken), *(text for text in told if text)]
