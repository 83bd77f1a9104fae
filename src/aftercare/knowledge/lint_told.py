"""Whether the told dangers lead somewhere: every finding, rule and page exists, no text stands twice or on both sides.

Whether the findings of a record bring up its rule is screening's, which stands above; the specification tests do that.
"""

from collections.abc import Iterator

from aftercare.knowledge.lexicon import Told
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action

URGENT = (Action.EMERGENCY, Action.SAME_DAY)
TWINS = "_twins"
"""Twins of a rule are called like it: `rf01_twins`."""


def told_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing that is wrong with `data/told`."""
    for record in knowledge.told.values():
        where = f"told/{record.id}"
        yield from _record_problems(knowledge, record, where)
    yield from _doubled(knowledge)
    for rule in sorted({record.rule for record in knowledge.told.values() if record.rule}):
        if f"{rule.lower()}{TWINS}" not in knowledge.told:
            yield f"told: {rule} has no twins; give texts near in words that tell no danger."


def _record_problems(knowledge: Knowledge, record: Told, where: str) -> Iterator[str]:
    if not record.texts:
        yield f"{where}: give texts."
    for finding in record.findings:
        if finding not in knowledge.findings:
            yield f"{where}: there is no finding {finding}."
    for page in record.asks_of:
        if page not in knowledge.asks:
            yield f"{where}: there are no asks of {page}."
    if not record.findings:
        if record.rule or record.action:
            yield f"{where}: twins bring up no rule; leave out rule and action, or give findings."
        return
    if record.asks_of:
        yield f"{where}: only twins take the asks of pages."
    if record.rule not in knowledge.red_flags:
        yield f"{where}: there is no rule “{record.rule}”."
    if record.action not in URGENT:
        yield f"{where}: a danger is EN or SD, not “{record.action}”."


def _doubled(knowledge: Knowledge) -> Iterator[str]:
    """The same text twice: in one record it counts double, for two dangers or a twin too it says two things."""
    owners: dict[str, str] = {}
    for record in knowledge.told.values():
        for text in record.texts:
            plain = " ".join(text.lower().split())
            if plain in owners:
                yield f"told/{record.id}: “{text}” stands in {owners[plain]} too."
            owners.setdefault(plain, record.id)
