"""What a report keeps back unless the person asks for it: whether it was wanted, and everything that tells it.

A warning can give away the answer that raised it, so rules and findings that rest on a private measure, rules that the
data call discreet, and those about the partner are held back together (SAFETY 4, PEERS 5.18).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aftercare.knowledge.red_flag import RedFlag
from aftercare.model.assessment import Fired
from aftercare.model.measure import Measure

ABOUT_THE_PARTNER = frozenset({"RF03", "RF04"})
"""Not wanted, and afraid of or hurt by the partner: a page may be found by the one it speaks of."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Rules and findings that stay off the page."""

    rules: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    """Entries left out."""

    def holds_back(self, fired: Fired) -> bool:
        """Whether this warning stays off: by its rule, or because a private answer or a left-out entry decided it."""
        return fired.rule in self.rules or any(
            fact.finding in self.findings or fact.entry in self.entries for fact in fired.deciding
        )


def withheld(measures: Mapping[str, Measure], rules: Mapping[str, RedFlag]) -> Withheld:
    """Everything private, as rules and findings."""
    told = {gives.finding for measure in measures.values() if measure.private for gives in measure.gives}
    discreet = [rule for rule in rules.values() if rule.discreet or rule.id in ABOUT_THE_PARTNER]
    for rule in discreet:
        told |= {finding for branch in rule.branches for finding in branch.fires.findings()} & set(rule.core)
    return Withheld(rules=ABOUT_THE_PARTNER | {rule.id for rule in discreet}, findings=frozenset(told))
