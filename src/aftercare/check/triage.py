"""Screening: which red flags fire, which are open, and the level they make together (SAFETY 2).

Takes rules, known facts, now and notices; returns a `Screening`. Pure. Adding a present finding can only raise the
outcome. Must never lower a level by tone, score, pattern, or because it was like that last time.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from aftercare.knowledge.red_flag import Branch, RedFlag
from aftercare.knowledge.rule import Anchor, Expression, KnownFacts, Operator, Truth, Verdict, Window, evaluate
from aftercare.model.assessment import ACTION_ORDER, Action, Fired, OpenRule, Screening
from aftercare.model.fact import Origin, Status
from aftercare.model.notice import Notice, NoticeKind

QUIET_FOR = timedelta(weeks=4)
"""A flag comes back only with a new fact or after four weeks (SAFETY 2)."""
GONE = "gone_"
"""An answer about `gone_` and a rule's id says that what the rule is about is over."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one branch comes to."""

    branch: Branch
    verdict: Verdict
    passed: bool = False
    """Its time is past, and `after` applies."""

    @property
    def action(self) -> Action:
        if self.passed:
            assert self.branch.after is not None
            return self.branch.after.action
        return self.branch.action


def screen(
    red_flags: Sequence[RedFlag],
    known: KnownFacts,
    now: datetime,
    *,
    notices: Sequence[Notice] = (),
    matters: Mapping[str, frozenset[str]] | None = None,
) -> Screening:
    """Screen all rules; those that fired most urgent first, open ones by floor, then by what they could be.

    `matters` is `names_that_matter` of the same rules and composites, when it is at hand.
    """
    matters = matters if matters is not None else names_that_matter(red_flags, known.composites)
    present = frozenset(
        name for name, facts in known.by_finding.items() if any(fact.status is Status.PRESENT for fact in facts)
    )
    first = {rule.id for rule in red_flags if rule.ask_first}
    fired: list[Fired] = []
    opened: list[OpenRule] = []
    for rule in red_flags:
        if not present & matters[rule.id]:
            continue
        outcomes = [outcome for branch in rule.branches for outcome in _outcomes(rule, branch, known, now)]
        holds = _most_urgent(outcomes)
        if holds is not None:
            fired.append(quieted(_fired(rule, holds), notices, now))
        open_rule = _open_rule(rule, outcomes, holds, known, now)
        if open_rule is not None:
            opened.append(open_rule)
    return Screening(
        fired=tuple(sorted(fired, key=lambda rule: (ACTION_ORDER.index(rule.action), rule.rule))),
        open=tuple(
            sorted(
                opened,
                key=lambda rule: (
                    ACTION_ORDER.index(rule.floor),
                    ACTION_ORDER.index(rule.could_be),
                    rule.rule not in first,
                    rule.rule,
                ),
            )
        ),
    )


def names_that_matter(
    red_flags: Iterable[RedFlag], composites: Mapping[str, Expression]
) -> Mapping[str, frozenset[str]]:
    """By rule: every finding that could make it fire or open."""
    return {
        rule.id: closure(
            [*rule.core, *(name for branch in rule.branches for name in branch.fires.findings())], composites
        )
        for rule in red_flags
    }


def digest(fired: Fired) -> str:
    """A short mark of the facts that decided a flag, for the notice that it was shown. Tells nothing of the values."""
    parts = sorted(f"{fact.finding} {fact.entry or ''} {fact.at or ''}" for fact in fired.deciding)
    return hashlib.sha256("\n".join([fired.rule, *parts]).encode()).hexdigest()[:16]


def quieted(fired: Fired, notices: Sequence[Notice], now: datetime) -> Fired:
    """Mark a flag the person has dealt with or has seen unchanged within four weeks. Never an emergency."""
    if fired.action is Action.EMERGENCY:
        return fired
    newest = max((fact.at for fact in fired.deciding if fact.at is not None), default=None)
    for notice in notices:
        if notice.subject != fired.rule:
            continue
        until = notice.until or notice.at + QUIET_FOR
        if notice.kind is NoticeKind.FLAG_QUIETED:
            same = newest is None or newest <= notice.at
        elif notice.kind is NoticeKind.FLAG_SHOWN:
            same = notice.detail == digest(fired)
        else:
            continue
        if same and notice.at <= now < until:
            return replace(fired, quieted=True)
    return fired


def _outcomes(rule: RedFlag, branch: Branch, known: KnownFacts, now: datetime) -> list[_Outcome]:
    """The branch within its time; and, where that does not fire, as past."""
    window = _live_window(rule, branch, known, now)
    verdict = _evaluate_together(branch, known, window, _anchor(rule, known, window))
    outcomes = [_Outcome(branch, verdict)]
    if verdict.truth is not Truth.FIRES and branch.after is not None:
        past_window = Window.last(branch.after.until, now)
        past = evaluate(branch.fires, known, past_window, _anchor(rule, known, past_window))
        if past.truth is Truth.FIRES:
            outcomes.append(_Outcome(branch, past, passed=True))
    return outcomes


def _live_window(rule: RedFlag, branch: Branch, known: KnownFacts, now: datetime) -> Window:
    """The time in which the branch's facts are live; what the person said is over is past."""
    window = Window.last(branch.live_for, now)
    gone_at = None if branch.stands else _gone_at(rule, known)
    if gone_at is None:
        return window
    return Window(now, gone_at if window.since is None else max(gone_at, window.since))


def _anchor(rule: RedFlag, known: KnownFacts, window: Window) -> Anchor | None:
    """The newest core finding: an older "no" or excuse was about something else."""
    return Anchor.newest(fact for name in rule.core for fact in evaluate(bare(name), known, window).deciding)


def _evaluate_together(branch: Branch, known: KnownFacts, window: Window, anchor: Anchor | None) -> Verdict:
    """Where signs must belong to one episode, look at each stretch of that length on its own; the gravest counts."""
    if branch.together is None:
        return evaluate(branch.fires, known, window, anchor)
    names = closure(branch.fires.findings(), known.composites)
    about = replace(known, by_finding={name: known.by_finding[name] for name in names if name in known.by_finding})
    moments = sorted(
        {fact.at for facts in about.by_finding.values() for fact in facts if fact.at is not None and window.holds(fact)}
    )
    verdicts = [
        evaluate(branch.fires, _within_stretch(about, moment, branch.together.delta), window, anchor)
        for moment in moments
    ]
    order = (Truth.FIRES, Truth.OPEN, Truth.NO)
    none_dated = evaluate(branch.fires, known, window, anchor) if not verdicts else None
    return none_dated or min(verdicts, key=lambda verdict: order.index(verdict.truth))


def _within_stretch(known: KnownFacts, start: datetime, length: timedelta) -> KnownFacts:
    """Drop what the journal says of other times; the person's answers stay."""
    return replace(
        known,
        by_finding={
            name: tuple(
                fact
                for fact in facts
                if fact.at is None or fact.origin is Origin.ANSWER or start <= fact.at <= start + length
            )
            for name, facts in known.by_finding.items()
        },
    )


def _gone_at(rule: RedFlag, known: KnownFacts) -> datetime | None:
    said = known.by_finding.get(GONE + rule.id.lower(), ())
    return max((fact.at for fact in said if fact.at is not None and fact.status is Status.PRESENT), default=None)


def _most_urgent(outcomes: list[_Outcome]) -> _Outcome | None:
    firing = [outcome for outcome in outcomes if outcome.verdict.truth is Truth.FIRES]
    return min(firing, key=lambda outcome: ACTION_ORDER.index(outcome.action), default=None)


def _fired(rule: RedFlag, outcome: _Outcome) -> Fired:
    branch = outcome.branch
    after = branch.after if outcome.passed else None
    said = after or branch
    return Fired(
        rule=rule.id,
        action=outcome.action,
        within=said.within,
        service=said.service,
        because=said.because,
        do_now=rule.do_now if after else (branch.do_now or rule.do_now),
        do_not=() if after else branch.do_not,
        sources=rule.sources,
        deciding=outcome.verdict.deciding,
    )


def _open_rule(
    rule: RedFlag, outcomes: list[_Outcome], holds: _Outcome | None, known: KnownFacts, now: datetime
) -> OpenRule | None:
    """The rule as open: a core finding is there, and something unknown could still make it more urgent than it is."""
    reached = len(ACTION_ORDER) if holds is None else ACTION_ORDER.index(holds.action)
    undecided = [
        outcome
        for outcome in outcomes
        if outcome.verdict.truth is Truth.OPEN
        and outcome.branch.opens
        and ACTION_ORDER.index(outcome.action) < reached
        and _has_core(rule, known, _live_window(rule, outcome.branch, known, now))
    ]
    if not undecided:
        return None
    could_be = min((outcome.action for outcome in undecided), key=ACTION_ORDER.index)
    unknown = {name for outcome in undecided for name in outcome.verdict.unknown}
    window = _live_window(rule, undecided[0].branch, known, now)
    anchor = _anchor(rule, known, window)
    ask = tuple(
        name
        for name in rule.ask
        if not known.asked(name, anchor) and closure({name}, known.composites) & closure(unknown, known.composites)
    )
    floor = _floor(rule, known, window)
    floor = max(floor, could_be, key=ACTION_ORDER.index)
    return OpenRule(rule=rule.id, floor=floor, ask=ask, could_be=could_be)


def _has_core(rule: RedFlag, known: KnownFacts, window: Window) -> bool:
    return any(evaluate(bare(name), known, window).truth is Truth.FIRES for name in rule.core)


def _floor(rule: RedFlag, known: KnownFacts, window: Window) -> Action:
    raised = [floor.action for floor in rule.floors if evaluate(floor.when, known, window).truth is Truth.FIRES]
    return min([rule.floor, *raised], key=ACTION_ORDER.index)


def closure(names: Iterable[str], composites: Mapping[str, Expression]) -> frozenset[str]:
    """These findings and all they are made of."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            if name in composites:
                waiting.extend(composites[name].findings())
    return frozenset(found)


@lru_cache(maxsize=4096)
def bare(finding: str) -> Expression:
    """The leaf that names a finding and nothing else."""
    return Expression(operator=Operator.FINDING, finding=finding)
