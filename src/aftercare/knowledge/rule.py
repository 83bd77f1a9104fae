"""The rule language of red flags: a small expression over findings, with three values (SAFETY 2).

Takes facts and a time, returns a verdict: fires, open (unknown), or no; with the facts that decided it and the unknown
findings that would. There is no `not`: a rule can only be excused by `unless_answered`, and an unknown excuses nothing.
Must never turn an unknown finding into an absent one, and never read a statistic.

Written form in the data files:

    chest_pain                            a finding
    chest_pain within 24h                 only facts of the last 24 hours (min, h, d)
    hysterectomy ever                     facts of any time
    {any: [a, b]}  {all: [a, b]}  {at_least: {n: 2, of: [a, b, c]}}  {unless_answered: a}
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import attrgetter

from aftercare.model.errors import BadValue
from aftercare.model.fact import Fact, FactTime, Origin, Status

_DURATION = re.compile(r"(\d{1,4})(min|h|d)\Z")
_UNITS = {"min": "minutes", "h": "hours", "d": "days"}
FINDING_ID = re.compile(r"[a-z][a-z0-9_]{1,60}\Z")
DEEPEST = 6
SAME_CHECK = timedelta(hours=1)
"""Answers about one entry given within this belong together; what is added to it later is news they say nothing of."""
_DISTANT_PAST = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time, written like 10min, 72h or 14d."""

    delta: timedelta

    @classmethod
    def from_plain(cls, value: object, where: str) -> "Duration":
        """Read the written form, or raise BadValue."""
        match = _DURATION.match(value) if isinstance(value, str) else None
        if match is None:
            raise BadValue("A length of time is written like 10min, 72h or 14d.", where=where)
        return cls(timedelta(**{_UNITS[match[2]]: int(match[1])}))


class Operator(StrEnum):
    """What a node of an expression does."""

    FINDING = "finding"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"
    UNLESS_ANSWERED = "unless_answered"


class Truth(StrEnum):
    """The three values, and what they mean for a rule."""

    FIRES = "fires"
    OPEN = "open"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an expression comes to."""

    truth: Truth
    deciding: tuple[Fact, ...] = ()
    """The facts that made it fire."""
    unknown: tuple[str, ...] = ()
    """The unknown findings that could still make it fire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """One node: a finding with its time, or an operator over parts."""

    operator: Operator
    finding: str = ""
    time: FactTime | None = None
    within: Duration | None = None
    least: int = 0
    parts: tuple["Expression", ...] = ()
    _named: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _excusing: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Gather once what is asked of an expression at each evaluation."""
        own = (self.finding,) if self.finding else ()
        named = tuple(dict.fromkeys((*own, *(name for part in self.parts for name in part.findings()))))
        object.__setattr__(self, "_named", named)
        excusing = named if self.operator is Operator.UNLESS_ANSWERED else ()
        below = tuple(name for part in self.parts for name in part.excuses())
        object.__setattr__(self, "_excusing", excusing or below)

    @classmethod
    def from_plain(cls, value: object, where: str) -> "Expression":
        """Read the written form (module docstring), or raise BadValue naming the place."""
        return _read_expression(value, where, depth=0)

    def findings(self) -> tuple[str, ...]:
        """Every finding named, in order, each once."""
        return self._named

    def leaves(self) -> "tuple[Expression, ...]":
        """Every leaf, in order."""
        if self.operator is Operator.FINDING:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves())

    def excuses(self) -> tuple[str, ...]:
        """The findings an `unless_answered` names: answered present, they excuse."""
        return self._excusing


def _read_expression(value: object, where: str, *, depth: int) -> Expression:
    if depth > DEEPEST:
        raise BadValue("This rule is nested too deeply; name a part as a finding of its own.", where=where)
    if isinstance(value, str):
        return _read_leaf(value, where)
    if not isinstance(value, Mapping) or len(value) != 1:
        raise BadValue("A condition is a finding, or one of all, any, at_least, unless_answered.", where=where)
    ((name, inside),) = value.items()
    here = f"{where}.{name}"
    if name in (Operator.ALL, Operator.ANY):
        return Expression(operator=Operator(name), parts=_read_parts(inside, here, depth))
    if name == Operator.UNLESS_ANSWERED:
        return Expression(operator=Operator.UNLESS_ANSWERED, parts=(_read_leaf(inside, here),))
    if name == Operator.AT_LEAST and isinstance(inside, Mapping) and set(inside) == {"n", "of"}:
        parts = _read_parts(inside["of"], here, depth)
        least = inside["n"]
        if type(least) is not int or not 0 < least <= len(parts):
            raise BadValue("n is a whole number from 1 to the number of conditions.", where=here)
        return Expression(operator=Operator.AT_LEAST, least=least, parts=parts)
    raise BadValue("A condition is a finding, or one of all, any, at_least, unless_answered.", where=where)


def _read_parts(value: object, where: str, depth: int) -> tuple[Expression, ...]:
    if not isinstance(value, list) or not value:
        raise BadValue("Give a list of one or more conditions.", where=where)
    return tuple(_read_expression(part, f"{where}[{i}]", depth=depth + 1) for i, part in enumerate(value))


def _read_leaf(value: object, where: str) -> Expression:
    words = value.split() if isinstance(value, str) else []
    if not words or not FINDING_ID.match(words[0]):
        raise BadValue("A finding is named by its id.", where=where)
    time: FactTime | None = None
    within: Duration | None = None
    rest = words[1:]
    if rest and rest[0] in tuple(FactTime):
        time = FactTime(rest.pop(0))
    if len(rest) == 2 and rest[0] == "within":
        within = Duration.from_plain(rest[1], where)
        rest = []
    if rest:
        raise BadValue("After a finding stand only now, this_time, usually, ever, or within and a time.", where=where)
    return Expression(operator=Operator.FINDING, finding=words[0], time=time, within=within)


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts by finding, newest first, and what the composite findings are made of; built once, asked often."""

    by_finding: Mapping[str, tuple[Fact, ...]]
    composites: Mapping[str, Expression] = field(default_factory=dict)
    urgent: frozenset[str] = frozenset()
    """Findings that decide an emergency or same-day branch: an absence read in words does not count for them."""
    verdicts: "dict[tuple[str, FactTime | None, Window, Anchor | None], Verdict]" = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What findings came to, by time asked, window and anchor, as long as these facts are looked at."""
    _told: dict[str, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def may_tell(self, finding: str) -> bool:
        """Whether any fact could say something of the finding, or an excuse in what it is made of; if not, it is open.

        Nearly all findings of a rule are of this kind, and need not be evaluated.
        """
        known = self._told.get(finding)
        if known is None:
            self._told[finding] = known = finding in self.by_finding or self._made_up(finding)
        return known

    def _made_up(self, finding: str) -> bool:
        composite = self.composites.get(finding)
        if composite is None:
            return False
        return bool(composite.excuses()) or any(self.may_tell(name) for name in composite.findings())

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact],
        composites: Mapping[str, Expression] | None = None,
        urgent: frozenset[str] = frozenset(),
    ) -> "KnownFacts":
        """Index facts by their finding."""
        index: dict[str, list[Fact]] = {}
        for fact in facts:
            index.setdefault(fact.finding, []).append(fact)
        by_finding = {name: _newest_first(found) for name, found in index.items()}
        return cls(by_finding, composites or {}, urgent)

    def asked(self, finding: str, anchor: "Anchor | None") -> bool:
        """Whether the person has been asked this very question about this, whatever the answer."""
        told = self.by_finding.get(finding, ())
        return any(fact.origin is Origin.ANSWER and (anchor is None or anchor.covers(fact)) for fact in told)


@dataclass(frozen=True, slots=True)
class Window:
    """The time a rule looks at: facts from `since` to `until` (UTC); None for since is without limit."""

    until: datetime
    since: datetime | None = None

    @classmethod
    def last(cls, duration: Duration | None, now: datetime) -> "Window":
        """The window that ends now and is `duration` long."""
        return cls(now, None if duration is None else now - duration.delta)

    def holds(self, fact: Fact) -> bool:
        """Whether the fact was so within the window; an undated fact always is."""
        if fact.at is None or self.since is None:
            return True
        return fact.at >= self.since


@dataclass(frozen=True, slots=True)
class Anchor:
    """The moment of what is looked at, and its entry. A "no" or an excuse from before was about something else."""

    at: datetime
    entry: str | None = None

    @classmethod
    def newest(cls, facts: Iterable[Fact]) -> "Anchor | None":
        """The anchor at the newest dated fact; None when none has a date."""
        dated = [fact for fact in facts if fact.at is not None]
        if not dated:
            return None
        newest = max(dated, key=_moment)
        return cls(_moment(newest), newest.entry)

    def covers(self, fact: Fact) -> bool:
        """Whether the fact is about the same thing: as new, of the same entry and check, or of the person as such."""
        if fact.at is None or (fact.origin is Origin.JOURNAL and fact.entry is None):
            return True
        same_entry = fact.entry is not None and fact.entry == self.entry
        return fact.at >= self.at - (SAME_CHECK if same_entry else timedelta(0))

    def denied_by(self, absent: Fact) -> bool:
        """Whether an absence is a "no" about this: what another entry or letter holds says nothing of it (SAFETY 4)."""
        elsewhere = None not in (absent.entry, self.entry) and absent.entry != self.entry
        return self.covers(absent) and not (absent.origin is Origin.JOURNAL and elsewhere)


def evaluate(expression: Expression, known: KnownFacts, window: Window, anchor: Anchor | None = None) -> Verdict:
    """Say whether the expression fires, is open, or is no, given the facts inside the window.

    With an `anchor`, an absence or excuse that came before it leaves the finding unknown.
    """
    if expression.operator is Operator.FINDING:
        return _evaluate_leaf(expression, known, window, anchor)
    if expression.operator is Operator.UNLESS_ANSWERED:
        return _evaluate_excuse(expression.parts[0], known, window, anchor)
    if expression.operator is Operator.ALL:
        return _evaluate_all(expression, known, window, anchor)
    verdicts = [evaluate(part, known, window, anchor) for part in expression.parts]
    return combine(verdicts, least=max(expression.least, 1))


def _evaluate_all(expression: Expression, known: KnownFacts, window: Window, anchor: Anchor | None) -> Verdict:
    """Parts without an excuse first: their newest fact is what an excuse must not come before."""
    plain = [evaluate(part, known, window, anchor) for part in expression.parts if not part.excuses()]
    newest = Anchor.newest(fact for verdict in plain for fact in verdict.deciding)
    if newest is None or (anchor is not None and anchor.at > newest.at):
        newest = anchor
    excusable = [evaluate(part, known, window, newest) for part in expression.parts if part.excuses()]
    verdicts = [*plain, *excusable]
    return combine(verdicts, least=len(verdicts))


def combine(verdicts: Sequence[Verdict], *, least: int) -> Verdict:
    """Fires when at least so many fire; no when so many no longer can."""
    firing = [verdict for verdict in verdicts if verdict.truth is Truth.FIRES]
    opened = [verdict for verdict in verdicts if verdict.truth is Truth.OPEN]
    deciding = tuple(dict.fromkeys(fact for verdict in firing for fact in verdict.deciding))
    if len(firing) >= least:
        return Verdict(Truth.FIRES, deciding)
    if len(firing) + len(opened) < least:
        return Verdict(Truth.NO)
    unknown = tuple(dict.fromkeys(name for verdict in opened for name in verdict.unknown))
    return Verdict(Truth.OPEN, deciding, unknown)


def _evaluate_leaf(leaf: Expression, known: KnownFacts, window: Window, anchor: Anchor | None) -> Verdict:
    if not known.may_tell(leaf.finding):
        return Verdict(Truth.OPEN, unknown=(leaf.finding,))
    looked_at = _window_of(leaf, window)
    asked = (leaf.finding, leaf.time, looked_at, anchor)
    verdict = known.verdicts.get(asked)
    if verdict is None:
        verdict = _own_verdict(leaf, known, looked_at, anchor)
        composite = known.composites.get(leaf.finding)
        if composite is not None and verdict.truth is not Truth.FIRES:
            verdict = _with_its_parts(verdict, evaluate(composite, known, looked_at, anchor))
        known.verdicts[asked] = verdict
    return verdict


def _with_its_parts(own: Verdict, made_up: Verdict) -> Verdict:
    """A composite holds when it was told, or when what it is made of says so; a "no" to either is a "no"."""
    if made_up.truth is Truth.FIRES:
        return made_up
    if Truth.NO in (own.truth, made_up.truth):
        return Verdict(Truth.NO)
    return own


def _window_of(leaf: Expression, window: Window) -> Window:
    if leaf.time is FactTime.EVER:
        return Window(window.until)
    return window if leaf.within is None else Window.last(leaf.within, window.until)


def _own_verdict(leaf: Expression, known: KnownFacts, window: Window, anchor: Anchor | None) -> Verdict:
    matching = [fact for fact in _within(window, known.by_finding.get(leaf.finding, ())) if _time_fits(leaf, fact)]
    present = [fact for fact in matching if fact.status is Status.PRESENT]
    absent = [fact for fact in matching if fact.status is Status.ABSENT and _absence_counts(fact, known.urgent)]
    # What only the journal says ends nothing; left out here, because ten years hold thousands of pairs.
    ending = [no for no in absent if no.origin is not Origin.JOURNAL]
    if standing := tuple(fact for fact in present if not any(_cancels(no, fact) for no in ending)):
        return Verdict(Truth.FIRES, standing)
    if any(anchor is None or anchor.denied_by(no) for no in absent):
        return Verdict(Truth.NO)
    return Verdict(Truth.OPEN, unknown=(leaf.finding,))


def _within(window: Window, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """The facts inside the window; they stand newest first, so the rest need not be looked at."""
    for fact in facts:
        if not window.holds(fact):
            return
        yield fact


def _newest_first(facts: list[Fact]) -> tuple[Fact, ...]:
    """What has no date stands before all; at one time they stay in their order."""
    dated = sorted((fact for fact in facts if fact.at is not None), key=attrgetter("at"), reverse=True)
    return (*(fact for fact in facts if fact.at is None), *dated)


def _time_fits(leaf: Expression, fact: Fact) -> bool:
    """A bare finding is about now or lately: history ("ever") counts only where the rule says ever."""
    if leaf.time is None:
        return fact.time is not FactTime.EVER
    return leaf.time is FactTime.EVER or fact.time is leaf.time


def _absence_counts(fact: Fact, urgent: frozenset[str]) -> bool:
    """A "no" read in words is offered as a question, not believed, where it could hide an emergency (SAFETY 2)."""
    return not (fact.origin is Origin.WORDS and fact.finding in urgent)


_WEIGHT = {Origin.ANSWER: 2, Origin.WORDS: 1, Origin.JOURNAL: 0}


def _cancels(absent: Fact, present: Fact) -> bool:
    """Whether a "no" ends a "yes": the answer to that very question does; else the better source of the same time.

    What was asked about one entry is no answer about another: "none of these now" after the next one ends nothing that
    was told with the one before (SAFETY 2).
    """
    asked_of_it = None in (absent.entry, present.entry) or absent.entry == present.entry
    answered_later = absent.origin is Origin.ANSWER and asked_of_it and _moment(absent) >= _moment(present)
    if answered_later and not (present.origin is Origin.ANSWER and _moment(absent) == _moment(present)):
        return True
    same_time = absent.time is present.time and absent.entry == present.entry and _moment(absent) == _moment(present)
    return same_time and _WEIGHT[absent.origin] > _WEIGHT[present.origin]


def _moment(fact: Fact) -> datetime:
    return fact.at if fact.at is not None else _DISTANT_PAST


def _evaluate_excuse(leaf: Expression, known: KnownFacts, window: Window, anchor: Anchor | None) -> Verdict:
    """Holds unless the person's own answer or entry says the excuse is so; words and unknowns excuse nothing."""
    verdict = _evaluate_leaf(leaf, known, window, anchor)
    said = [
        fact for fact in verdict.deciding if fact.origin is not Origin.WORDS and (anchor is None or anchor.covers(fact))
    ]
    if verdict.truth is Truth.FIRES and said:
        return Verdict(Truth.NO)
    return Verdict(Truth.FIRES)
