"""What the entries of a journal say of findings, worked out once for as long as an entry is as it is.

Takes entries; returns their facts, as if worked out anew. An entry never changes, an edit makes a new one: what is
remembered is handed out for that very entry alone, and for the same measures. Nothing that depends on the hour is in
it. In this process's memory only, gone with it. Must never be written anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from aftercare.check.facts import GivesByMeasure, facts_of_entry, gives_by_measure, moment_of, with_consequences
from aftercare.check.screeners import facts_of_screener
from aftercare.knowledge.rule import Truth
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.screener import Screener
from aftercare.model.entry import Entry
from aftercare.model.fact import Fact
from aftercare.model.measure import Measure

Kept = TypeVar("Kept")
MOST = 6_000
"""So many entries at most, a few hundred bytes each; then it begins anew."""


@dataclass(frozen=True, slots=True, eq=False)
class EntrySays:
    """One entry, and what it says."""

    entry: Entry
    at: datetime
    """The latest moment it can be about (UTC)."""
    facts: tuple[Fact, ...]
    meant: tuple[Fact, ...]
    """The facts, and what each means for other findings."""
    findings: frozenset[str]
    """Those the facts are about."""
    truths: dict[str, Truth] = field(default_factory=dict)
    """By finding: whether it was so by this entry alone, where that depends on no time."""


@dataclass(slots=True, eq=False)
class Memory:
    """See the module docstring; for one knowledge."""

    findings: Mapping[str, Finding]
    screeners: Mapping[str, Screener]
    gives: GivesByMeasure
    always: GivesByMeasure
    """What counts however old it is."""
    _whole: dict[str, tuple[GivesByMeasure, EntrySays]] = field(default_factory=dict, repr=False)
    _lasting: dict[str, tuple[Entry, tuple[Fact, ...]]] = field(default_factory=dict, repr=False)
    _own: tuple[tuple[Measure, ...], GivesByMeasure] = field(default=((), {}), repr=False)
    _looked: tuple[tuple[Entry, ...], frozenset[int]] = field(default=((), frozenset()), repr=False)

    def gives_with(self, own: tuple[Measure, ...]) -> GivesByMeasure:
        """What values say, with the person's own measures."""
        if not any(measure.gives for measure in own):
            return self.gives
        known, gives = self._own
        if known is not own:
            gives = {**self.gives, **gives_by_measure({measure.id: measure for measure in own})}
            self._own = (own, gives)
        return gives

    def whole(self, entry: Entry, gives: GivesByMeasure) -> EntrySays:
        """All that an entry says: by its values, and by the total where it is a screener."""
        found = self._whole.get(entry.id)
        if found is None or found[0] is not gives or found[1].entry is not entry:
            said = facts_of_entry(entry, gives, self.findings)
            facts = (*said, *facts_of_screener(entry, self.screeners, self.findings))
            meant = tuple(with_consequences(facts, self.findings))
            says = EntrySays(entry, moment_of(entry), facts, meant, frozenset(fact.finding for fact in facts))
            _make_room(self._whole)
            self._whole[entry.id] = found = (gives, says)
        return found[1]

    def lasting(self, entry: Entry) -> tuple[Fact, ...]:
        """What of an old entry counts however old it is, and what that means for other findings."""
        found = self._lasting.get(entry.id)
        if found is None or found[0] is not entry:
            _make_room(self._lasting)
            holds = not self.always.keys().isdisjoint(entry.values)
            facts = facts_of_entry(entry, self.always, self.findings) if holds else ()
            self._lasting[entry.id] = found = (entry, tuple(with_consequences(facts, self.findings)))
        return found[1]

    def worth_a_look(self, entries: tuple[Entry, ...], since: datetime) -> list[Entry]:
        """In their order: the entries from `since` (a local time) on; of the older ones those that were added to, and
        those that hold something that counts however old it is.
        """
        known, old = self._looked
        if known is not entries:
            lasting = self.always.keys()
            old = frozenset(
                place for place, entry in enumerate(entries) if entry.added or not lasting.isdisjoint(entry.values)
            )
            self._looked = (entries, old)
        return [entry for place, entry in enumerate(entries) if entry.at.local >= since or place in old]


def _make_room(remembered: dict[str, Kept]) -> None:
    if len(remembered) >= MOST:
        remembered.clear()
