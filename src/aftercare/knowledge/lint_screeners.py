"""Whether screeners are sound: items that can be stored, bands without gaps, findings, questions, credit."""

from collections.abc import Iterator

from aftercare.knowledge.lint_measures import loinc_check
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.screener import Screener
from aftercare.model.measure import Form, Kind

WHICH = "screener"
"""The measure that says to which screener an entry belongs."""


def screener_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/screeners`."""
    for screener in knowledge.screeners.values():
        for sentence in (
            *_item_problems(knowledge, screener),
            *_sum_problems(knowledge, screener),
            *_safety_problems(knowledge, screener),
            *_credit_problems(screener),
        ):
            yield f"screeners/{screener.id}: {sentence}"
    yield from _whole_problems(knowledge)


def _item_problems(knowledge: Knowledge, screener: Screener) -> Iterator[str]:
    if len(set(screener.measures)) != len(screener.items):
        yield "two of its items are kept in one measure."
    for item in screener.items:
        measure = knowledge.measures.get(item.measure)
        if measure is None:
            yield f"there is no measure {item.measure}."
        elif measure.kind is not Kind.STEPS or measure.form is not Form.SCREENER:
            yield f"{item.measure} is not a measure of steps in the form screener."
        elif tuple(option.label for option in measure.options) != screener.answers:
            yield f"{item.measure} has other answers than the questionnaire."
    for other in knowledge.screeners.values():
        said = {item.measure: item.wording for item in other.items}
        for item in screener.items:
            if said.get(item.measure, item.wording) != item.wording:
                yield f"{item.measure} has other words in {other.id}."


def _sum_problems(knowledge: Knowledge, screener: Screener) -> Iterator[str]:
    starts = [band.least for band in screener.bands]
    if not starts or starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] > screener.highest:
        yield f"its bands begin at 0, rise, and end within {screener.highest}."
    for cut in (screener.positive, *(given.least for given in screener.gives)):
        if cut is not None and cut not in starts[1:]:
            yield f"the cut of {cut} is not where a band begins."
    for given in screener.gives:
        if given.finding not in knowledge.findings:
            yield f"there is no finding {given.finding}."
    for half in screener.halves:
        if not set(half.items) <= set(screener.measures):
            yield f"{half.id} counts items that it does not have."
        if not 0 < half.positive <= len(half.items) * (len(screener.answers) - 1):
            yield f"{half.id} can't reach its cut."
        if half.opens and half.opens not in knowledge.screeners:
            yield f"{half.id} opens {half.opens}, which is not there."


def _safety_problems(knowledge: Knowledge, screener: Screener) -> Iterator[str]:
    for name in screener.interrupts:
        measure = knowledge.measures.get(name)
        gives = () if measure is None else measure.gives
        present = [one for one in gives if one.present is not None and one.present.holds(1)]
        if name not in screener.measures or not present:
            yield f"{name} is to interrupt, so it is one of the items and gives a finding from 1 on."
        if present and not any(one.finding in flag.core for one in present for flag in knowledge.red_flags.values()):
            yield f"{name} is to interrupt, but what it gives opens no red flag."
    if screener.interrupts and not screener.asks_beside:
        yield "what interrupts asks directly too, beside it."
    for name in screener.asks_beside:
        finding = knowledge.findings.get(name)
        if finding is None or not finding.question or not finding.discreet:
            yield f"{name} is asked beside it, so it is a discreet finding with a question."


def _credit_problems(screener: Screener) -> Iterator[str]:
    if not screener.credit or not screener.licence or not screener.sources:
        yield "credit, licence and sources are always told."
    if not screener.lead.endswith("?"):
        yield "its lead ends without a question mark."
    for code in (screener.panel, screener.total):
        if code is not None and (code.system != "loinc" or not loinc_check(code.code)):
            yield f"the LOINC code {code.code} fails its check digit."


def _whole_problems(knowledge: Knowledge) -> Iterator[str]:
    which = knowledge.measures.get(WHICH)
    if set(knowledge.screeners) != (set() if which is None else set(which.option_ids)):
        yield f"measures/{WHICH}: its options are exactly the screeners."
    used = {name for screener in knowledge.screeners.values() for name in screener.measures}
    for measure in knowledge.measures.values():
        if measure.form is Form.SCREENER and measure.id not in used | {WHICH}:
            yield f"measures/{measure.id}: no screener asks it."
