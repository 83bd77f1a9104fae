"""What never shows itself unbidden: flags and questions about unwanted sex, violence, fear (SAFETY 4). Pure.

A rule may be discreet in itself. A flag is discreet too when the answer to *was it wanted?* is among the facts that
decide it, and a question when that answer opened its rule: else the page after it would look unlike any other.
"""

from collections.abc import Iterable

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Fired
from aftercare.model.fact import Status
from aftercare.model.measure import Form
from aftercare.usecases.after_save import AfterSave, Told
from aftercare.usecases.discreet_flags import advice_for_two_is_off, is_discreet, wanted_findings

__all__ = [
    "advice_for_two_is_off",
    "discreet_flags",
    "is_discreet",
    "is_discreet_question",
    "is_of_mind",
    "wanted_findings",
]


def discreet_flags(knowledge: Knowledge, flags: Iterable[Fired]) -> tuple[Fired, ...]:
    """Those of the flags that wait behind the neutral line and are not quieted."""
    return tuple(flag for flag in flags if not flag.quieted and is_discreet(knowledge, flag))


def is_of_mind(knowledge: Knowledge, flag: Fired) -> bool:
    """Whether it is about ending one's life or hurting: its page says nothing personal, and stays when the journal
    locks.
    """
    return not knowledge.red_flags[flag.rule].discreet and any(
        knowledge.findings[fact.finding].discreet for fact in flag.deciding
    )


def is_discreet_question(knowledge: Knowledge, question: Finding, saved: AfterSave, told: Told) -> bool:
    """Whether only rules that wait behind the neutral line ask it."""
    wanted = wanted_findings(knowledge) if _not_clearly_wanted(knowledge, saved, told) else frozenset()
    askers = [knowledge.red_flags[rule.rule] for rule in saved.screening.open if question.id in rule.ask]
    return bool(askers) and all(rule.discreet or not wanted.isdisjoint(rule.core) for rule in askers)


def _not_clearly_wanted(knowledge: Knowledge, saved: AfterSave, told: Told) -> bool:
    wanted = wanted_findings(knowledge)
    if any(fact.finding in wanted and fact.status is Status.PRESENT for fact in told):
        return True
    values = saved.entry.all_values()
    return any(
        given.present is not None and given.present.holds(values[name])
        for name, measure in knowledge.measures.items()
        if measure.form is Form.WANTED and name in values
        for given in measure.gives
    )
