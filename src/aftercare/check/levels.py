"""The level and its reasons: red flags that fired, floors of those that are open, else D1 to D4 (SAFETY 2).

Takes knowledge, the screening and what is known; returns reasons, the most urgent first: the first gives the level.
Ranking has no part in it. Must never give self care to a text that could not be read.
"""

from collections.abc import Iterable, Iterator

from aftercare.check.known import KnownFindings
from aftercare.knowledge.detail import Tells
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.rule import Expression, Operator
from aftercare.knowledge.weights import FallbackLevel
from aftercare.model.assessment import ACTION_ORDER, Action, Fired, OpenRule, Screening
from aftercare.model.check import LevelReason
from aftercare.model.first_letter import lowered

UNTIL_ANSWERED = {
    Action.EMERGENCY: "Now, until one thing more is known",
    Action.SAME_DAY: "Today, until one thing more is known",
    Action.TWO_WEEKS: "Within two weeks, unless your answers say otherwise",
    Action.ROUTINE: "In the next weeks, unless your answers say otherwise",
    Action.THERAPIST: "When you are ready",
    Action.SELF_CARE: "At your own pace",
}
BODY, FEELING, NOTHING = "body", "feeling", "nothing"


def level_reasons(
    knowledge: Knowledge, screening: Screening, known: KnownFindings, *, told_something: bool, unread: bool = False
) -> tuple[LevelReason, ...]:
    """All reasons, the most urgent first. `told_something`: anything was answered or could be read.

    `unread`: there were words that nobody could read. What else was told may raise the level, never bring it below D4.
    """
    reasons = [_of_fired(knowledge, flag) for flag in screening.fired]
    best = min((ACTION_ORDER.index(reason.action) for reason in reasons), default=len(ACTION_ORDER))
    reasons += [
        _of_open(knowledge, rule)
        for rule in screening.open
        if _counts(rule.floor) and ACTION_ORDER.index(rule.floor) <= best
    ]
    if not any(_counts(reason.action) for reason in reasons):
        reasons.append(_fallback(knowledge, known, told_something=told_something))
    if unread:
        reasons.extend(_floor_of_unread(knowledge, reasons))
    return tuple(sorted(reasons, key=lambda reason: (ACTION_ORDER.index(reason.action), not reason.fired, reason.rule)))


def _counts(action: Action) -> bool:
    """Self care as a floor says nothing: what was told decides then."""
    return action is not Action.SELF_CARE


def _of_fired(knowledge: Knowledge, flag: Fired) -> LevelReason:
    rule = knowledge.red_flags[flag.rule]
    return LevelReason(
        rule=flag.rule,
        action=flag.action,
        within=flag.within,
        service=flag.service,
        because=flag.because,
        sources=flag.sources,
        fired=True,
        do_now=flag.do_now,
        do_not=flag.do_not,
        discreet=rule.discreet or _all_discreet(knowledge, (fact.finding for fact in flag.deciding)),
        alike=any(fact.alike for fact in flag.deciding),
    )


def _of_open(knowledge: Knowledge, rule: OpenRule) -> LevelReason:
    """Worded by the branch of that urgency; what to do is the rule's own."""
    record = knowledge.red_flags[rule.rule]
    branch = next((one for one in record.branches if one.action is rule.floor), record.branches[0])
    return LevelReason(
        rule=rule.rule,
        action=rule.floor,
        within=branch.within,
        service=branch.service,
        because=until_answered(record.title, rule.floor),
        sources=record.sources,
        fired=False,
        do_now=record.do_now,
        do_not=branch.do_not,
        discreet=record.discreet or _all_discreet(knowledge, record.core),
    )


def until_answered(title: str, floor: Action) -> str:
    """Why the level is what it is while a rule is open. Made for every rule and floor by the translators' catalogue."""
    return f"{UNTIL_ANSWERED[floor]}: {lowered(title)}."


def _all_discreet(knowledge: Knowledge, findings: Iterable[str]) -> bool:
    names = list(findings)
    return bool(names) and all(knowledge.findings[name].discreet for name in names)


def _floor_of_unread(knowledge: Knowledge, reasons: Iterable[LevelReason]) -> Iterator[LevelReason]:
    """D4, where nothing at least as urgent is there."""
    floor = next(one for one in knowledge.levels.values() if one.told == NOTHING)
    best = min(ACTION_ORDER.index(reason.action) for reason in reasons)
    if ACTION_ORDER.index(floor.action) < best:
        yield _of_level(floor)


def _fallback(knowledge: Knowledge, known: KnownFindings, *, told_something: bool) -> LevelReason:
    """D1 to D4: the first that fits. The last one fits whatever was or was not told."""
    told = _told(knowledge, known, told_something=told_something)
    records = tuple(knowledge.levels.values())
    return _of_level(next((one for one in records if _fits(one, told, known)), records[-1]))


def _of_level(chosen: FallbackLevel) -> LevelReason:
    return LevelReason(
        rule=chosen.id,
        action=chosen.action,
        within=chosen.within,
        service=chosen.service,
        because=chosen.because,
        sources=chosen.sources,
        fired=True,
        look_again=chosen.look_again,
    )


def level_asks(knowledge: Knowledge, known: KnownFindings, reasons: Iterable[LevelReason]) -> tuple[str, ...]:
    """What could still raise a level that no red flag gives: the questions of the levels before it that would fit."""
    given = [reason.rule for reason in reasons if reason.rule in knowledge.levels]
    asks: dict[str, None] = {}
    for record in knowledge.levels.values():
        if not given or record.id == given[0]:
            break
        if record.told in _told(knowledge, known, told_something=True):
            asks.update(dict.fromkeys(record.ask))
    return tuple(asks)


def _told(knowledge: Knowledge, known: KnownFindings, *, told_something: bool) -> frozenset[str]:
    kinds = {
        knowledge.findings[name].tells for name in known.lines if name in knowledge.findings and known.is_present(name)
    }
    told = {"anything"} if told_something else {NOTHING}
    if Tells.BODY in kinds:
        told.add(BODY)
    elif Tells.FEELING in kinds:
        told.add(FEELING)
    return frozenset(told)


def _fits(record: FallbackLevel, told: frozenset[str], known: KnownFindings) -> bool:
    return record.told in told and (record.and_also is None or _holds(record.and_also, known))


def _holds(expression: Expression, known: KnownFindings) -> bool:
    """By what is known of any time: these levels are about what keeps coming back."""
    if expression.operator is Operator.FINDING:
        return known.is_present(expression.finding)
    holding = sum(_holds(part, known) for part in expression.parts)
    return (
        holding == len(expression.parts) if expression.operator is Operator.ALL else holding >= max(1, expression.least)
    )
