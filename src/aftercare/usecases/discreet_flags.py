"""Which flags never show themselves unbidden, and what stays off while one of them stands (SAFETY 4). Pure.

Apart from `discreet`, because what is saved needs it as well as the pages after a save.
"""

from collections.abc import Iterable
from functools import lru_cache

from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Fired
from aftercare.model.measure import Form
from aftercare.model.settings import Settings


@lru_cache(maxsize=2)
def wanted_findings(knowledge: Knowledge) -> frozenset[str]:
    """The findings that the answer to *was it wanted?* gives."""
    return frozenset(
        given.finding
        for measure in knowledge.measures.values()
        if measure.form is Form.WANTED
        for given in measure.gives
    )


def is_discreet(knowledge: Knowledge, flag: Fired) -> bool:
    """Whether a flag waits behind the neutral line."""
    wanted = wanted_findings(knowledge)
    return knowledge.red_flags[flag.rule].discreet or any(fact.finding in wanted for fact in flag.deciding)


def advice_for_two_is_off(knowledge: Knowledge, flags: Iterable[Fired], settings: Settings | None = None) -> bool:
    """Whether advice for two people stays off: something about unwanted sex or a partner stands, put away or not.

    Only the person turns it on again.
    """
    turned_on = settings is not None and settings.advice_for_two
    return not turned_on and any(is_discreet(knowledge, flag) for flag in flags)
