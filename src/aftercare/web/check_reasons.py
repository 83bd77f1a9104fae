"""Why the level is what it is, ready for a page: the place, who can be reached, time windows, and what shows itself.

Pure. A reason about despair, violence or unwanted sex shows itself plainly when the person told of it in this check, or
has opened it; where only the journal knows of it, it waits behind a neutral line (SAFETY 4).
"""

from dataclasses import dataclass
from datetime import datetime

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.schema import Service
from aftercare.knowledge.services import services_of_place
from aftercare.model.assessment import Action, Fired
from aftercare.model.check import Assessment, LevelReason
from aftercare.model.fact import Origin, Status
from aftercare.model.journal import Journal
from aftercare.usecases.flag_help import offered_until
from aftercare.usecases.keep_check import reasons_to_show
from aftercare.usecases.screeners import despair_findings
from aftercare.web.flag_pages import CHIPS

URGENT = (Action.EMERGENCY, Action.SAME_DAY)
HARM = "caused_harm"
"""The finding, and the page of the library for who went on against a no, or hurt the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPage:
    """One reason as it is shown; read by the same macros as a flag."""

    flag: LevelReason
    chip: str
    title: str
    place: str
    kinds: tuple[str, ...]
    mind: bool
    """About ending one's life or hurting oneself."""
    services: tuple[Service, ...]
    until: datetime | None
    """Local time until which such help is usually offered, where the journal knows since when."""
    window_hours: int | None
    """For so many hours such help is usually offered, where nothing says since when."""

    @property
    def emergency(self) -> bool:
        """Whether it is one."""
        return self.flag.action is Action.EMERGENCY

    @property
    def urgent(self) -> bool:
        """Whether it is for now or for today."""
        return self.flag.action in URGENT

    @property
    def key(self) -> str:
        """A reason as read: one that has become more urgent is a new one."""
        return f"{self.flag.rule} {self.flag.action.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """All reasons of an assessment, parted by how they show themselves."""

    shown: tuple[ReasonPage, ...]
    """The most urgent first; what is about ending one's life before all of the same urgency."""
    behind_line: bool
    """Something waits behind the neutral line."""

    @property
    def pressing(self) -> tuple[ReasonPage, ...]:
        """What fired and cannot wait."""
        return tuple(one for one in self.shown if one.urgent and one.flag.fired)

    @property
    def first_of_all(self) -> tuple[ReasonPage, ...]:
        """What the person told of despair or violence: help for it comes at once, before any other screen."""
        return tuple(one for one in self.pressing if one.mind or one.flag.discreet)

    @property
    def on_the_way(self) -> tuple[ReasonPage, ...]:
        """What cannot wait and may stand above a question; what was told in confidence does not (SAFETY 4)."""
        private = self.first_of_all
        return tuple(one for one in self.pressing if one not in private)


def reasons_of(
    knowledge: Knowledge,
    assessment: Assessment,
    country: str | None,
    *,
    opened: bool = False,
    journal: Journal | None = None,
) -> Reasons:
    """See the module docstring. The country is never guessed."""
    visible, hidden = [], False
    for reason in reasons_to_show(assessment):
        if reason.discreet and not opened and not told_here(knowledge, assessment, reason):
            hidden = True
        else:
            visible.append(_page(knowledge, assessment, reason, country, journal))
    visible.sort(key=lambda one: not (one.mind and one.urgent))
    return Reasons(shown=tuple(visible), behind_line=hidden)


def told_here(knowledge: Knowledge, assessment: Assessment, reason: LevelReason) -> bool:
    """Whether what makes it discreet was written or answered in this check, rather than only kept in the journal."""
    rule = knowledge.red_flags.get(reason.rule)
    if rule is None:
        return True
    fired = _fired(assessment, reason)
    deciding = fired.deciding if fired is not None and reason.fired else ()
    if any(fact.origin is not Origin.JOURNAL and knowledge.findings[fact.finding].discreet for fact in deciding):
        return True
    return any(
        line.id in rule.core and line.discreet and line.status is Status.PRESENT and line.origins != (Origin.JOURNAL,)
        for line in assessment.findings
    )


def told_of_something_private(assessment: Assessment) -> bool:
    """Whether the person themselves told of despair, violence or unwanted sex in this check."""
    return any(
        line.discreet and line.status is Status.PRESENT and line.origins != (Origin.JOURNAL,)
        for line in assessment.findings
    )


def caused_harm(assessment: Assessment) -> bool:
    """Whether the one who writes told that they went on against a no, or hurt the other."""
    return any(line.id == HARM and line.status is Status.PRESENT for line in assessment.findings)


def _is_despair(knowledge: Knowledge, rule: RedFlag) -> bool:
    return not rule.discreet and not despair_findings(knowledge).isdisjoint(rule.core)


def _fired(assessment: Assessment, reason: LevelReason) -> Fired | None:
    return next((flag for flag in assessment.screening.fired if flag.rule == reason.rule), None)


def _page(
    knowledge: Knowledge, assessment: Assessment, reason: LevelReason, country: str | None, journal: Journal | None
) -> ReasonPage:
    rule = knowledge.red_flags.get(reason.rule)
    place = knowledge.places.get(reason.service)
    flag = _fired(assessment, reason) if reason.fired else None
    until = _until(knowledge, flag, journal)
    window = rule.window if rule is not None and reason.fired else None
    found: tuple[Service, ...] = ()
    if country is not None and place is not None:
        found = services_of_place(knowledge.services, place, country)
    return ReasonPage(
        flag=reason,
        chip=CHIPS[reason.action],
        title="" if rule is None else rule.title,
        place=reason.service if place is None else place.name,
        kinds=() if place is None else place.lines,
        mind=rule is not None and _is_despair(knowledge, rule),
        services=found,
        until=until,
        window_hours=None if until is not None or window is None else int(window.delta.total_seconds() // 3600),
    )


def _until(knowledge: Knowledge, flag: Fired | None, journal: Journal | None) -> datetime | None:
    """Only where the journal says when it was: an answer of now does not tell since when it is so (SAFETY 5)."""
    if flag is None or journal is None or any(fact.origin is not Origin.JOURNAL for fact in flag.deciding):
        return None
    return offered_until(knowledge, flag, journal)
