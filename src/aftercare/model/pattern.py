"""Patterns: what goes in (one person's table) and what comes out (pairs and what may be said of them).

A *pattern* is an association of a factor with an outcome in one person's entries. It says "goes with", never
"causes". Plain values only: the arithmetic is in `aftercare.patterns`, the table is built in `aftercare.days`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from aftercare.model.errors import BadValue
from aftercare.model.spoken import Spoken, SpokenOutcome

Column = tuple[float, ...]
"""One value per row of the table, in time order; NaN where nothing was recorded (absent is never "no")."""


class ColumnKind(StrEnum):
    """How a column's values are to be read."""

    BINARY = "binary"
    """0 or 1."""
    ORDINAL = "ordinal"
    CONTINUOUS = "continuous"
    CYCLE_DAY = "cycle_day"
    """1 is the first day of bleeding. Factors only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something that may go with an outcome.

    A factor kept in daily check-ins has one column per lag in days (`lag_days`); any other has one, lag 0.
    """

    id: str
    kind: ColumnKind
    columns: tuple[Column, ...]
    lag_days: tuple[int, ...] = (0,)
    label: str = ""
    unit: str = ""
    steps: tuple[str, ...] = ()
    """The words of a factor recorded in ordered words, 0 first."""
    spoken: Spoken | None = None
    """How it is said in a sentence; None: by its label."""

    def __post_init__(self) -> None:
        if len(self.columns) != len(self.lag_days) or not self.columns:
            raise BadValue("A factor needs one column for each lag.", where=self.id)
        _check_binary(self.id, self.kind, self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Something felt or seen during, after or the day after."""

    id: str
    kind: ColumnKind
    values: Column
    label: str = ""
    unit: str = ""
    steps: tuple[str, ...] = ()
    """The words of an outcome recorded in ordered words, 0 first."""
    most: float | None = None
    """The top of a scale without unit from 0 on, so that a mean can be told as "5.8 of 10"; None: there is none."""
    happened_above: float | None = None
    """Where a graded outcome counts as having happened in plain counts; None: only its mean is told."""
    during: bool = False
    """Whether it is of the time itself, not of what came after."""
    spoken: SpokenOutcome | None = None
    """How it is said in a sentence; None: by its label."""
    parts: tuple[str, ...] = ()
    """Of an outcome made of others: what it is made of. Where one of them tells the same, it need not be told twice."""

    def __post_init__(self) -> None:
        if self.kind is ColumnKind.CYCLE_DAY:
            raise BadValue("A day of the cycle can be a factor, not an outcome.", where=self.id)
        _check_binary(self.id, self.kind, (self.values,))

    @property
    def is_counted(self) -> bool:
        """Whether plain counts say how often it happened; else they tell its mean."""
        return self.kind is ColumnKind.BINARY or self.happened_above is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All that the search for patterns sees: rows are entries in time order."""

    rows: tuple[str, ...]
    """The id of each entry."""
    factors: tuple[Factor, ...]
    outcomes: tuple[Outcome, ...]
    cycle_length: float | None = None
    """The person's median cycle length in days; None until two cycles are known."""
    main_outcome: str | None = None
    """The person's main question, named before the data: the outcome that matters most (PATTERNS 9b)."""
    suspects: tuple[str, ...] = ()
    """The factors asked about for it; empty: all of them."""
    watched: frozenset[tuple[str, str]] = frozenset()
    """(factor, outcome) that the person wants watched, named before the data (PATTERNS 4.11)."""
    never_paired: frozenset[tuple[str, str]] = frozenset()
    """(factor, outcome) that must not be paired: one concept, or the factor is not earlier than the outcome."""
    by_day: bool = False
    """Whether a row is a day with a check-in, not an encounter. Wording only."""

    def __post_init__(self) -> None:
        kept = len({f.id for f in self.factors}) + len({o.id for o in self.outcomes})
        if kept != len(self.factors) + len(self.outcomes):
            raise BadValue("Two columns of the table share one id; give each its own.")
        lengths = {len(column) for factor in self.factors for column in factor.columns}
        lengths |= {len(outcome.values) for outcome in self.outcomes}
        if lengths - {len(self.rows)}:
            raise BadValue("Every column of the table needs one value per entry.")

    def first(self, count: int, *, cycle_length: float | None) -> "Table":
        """The table as it was after `count` entries, with the cycle length known by then."""
        return replace(
            self,
            rows=self.rows[:count],
            factors=tuple(replace(f, columns=tuple(column[:count] for column in f.columns)) for f in self.factors),
            outcomes=tuple(replace(o, values=o.values[:count]) for o in self.outcomes),
            cycle_length=cycle_length,
        )


def _check_binary(name: str, kind: ColumnKind, columns: tuple[Column, ...]) -> None:
    if kind is ColumnKind.BINARY and any(
        value not in (0.0, 1.0) and not math.isnan(value) for column in columns for value in column
    ):
        raise BadValue("A yes-or-no column holds something other than yes and no.", where=name)


class Tier(StrEnum):
    """How much a pair has to show for itself (PATTERNS 4.7)."""

    HUNCH = "hunch"
    LIKELY = "likely"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """1, 2, 3: a higher tier counts in the lower ones too."""
        return list(Tier).index(self) + 1


class PatternRole(StrEnum):
    """A pair's place among factors that come together (PATTERNS 4.10)."""

    LEAD = "lead"
    """It keeps its evidence when the strongest other factors are taken into account."""
    TRAVELS_WITH = "travels_with"
    """On its own it shows nothing; it comes along with a lead."""
    ENTANGLED = "entangled"
    """Neither it nor its companion keeps its evidence: they cannot be told apart yet."""


class Standing(StrEnum):
    """How a pattern stands against what was shown before. Wording only, never evidence."""

    CURRENT = "current"
    STAYING = "staying"
    """Below its entry threshold by now, but above a quarter of it: it stays on the screen."""
    FADED = "faded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """That a pair was shown before: its highest tier and the threshold it had passed."""

    tier: Tier
    threshold: float

    @property
    def detail(self) -> str:
        """The written form kept in a notice, like "likely 160"."""
        return f"{self.tier.value} {self.threshold:.6g}"

    @classmethod
    def from_detail(cls, detail: str) -> "Shown":
        """Read a notice's detail, or raise BadValue."""
        try:
            tier, threshold = detail.split(" ")
            return cls(tier=Tier(tier), threshold=float(threshold))
        except ValueError:
            raise BadValue("The note of a shown pattern is a tier and a threshold.", where="detail") from None


History = Mapping[tuple[str, str], Shown]
"""(factor, outcome) to what was shown before; kept in the notices."""


class Lack(StrEnum):
    """What a pair has too few of to be tested (PATTERNS 4.1)."""

    WITH = "with"
    WITHOUT = "without"
    FACTOR_VALUES = "factor_values"
    FACTOR_VARIETY = "factor_variety"
    EVENTS = "events"
    NON_EVENTS = "non_events"
    OUTCOME_VALUES = "outcome_values"
    OUTCOME_VARIETY = "outcome_variety"
    BOTH_RECORDED = "both_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How many more entries of a kind would make a pair testable."""

    lack: Lack
    more: int


class Per(StrEnum):
    """What an effect is the difference between."""

    PRESENCE = "presence"
    """With and without the factor."""
    TWO_SD = "two_sd"
    """A high and a low day of a graded factor, two standard deviations of its ranks apart."""
    CYCLE_SWING = "cycle_swing"
    """Half the swing between the highest and the lowest day of the cycle curve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The adjusted difference in the outcome's own units (for yes/no: in probability), PATTERNS 4.8."""

    per: Per
    estimate: float
    """Shrunk towards nothing; this and its 95 % interval are what is shown."""
    low: float
    high: float
    raw: float
    standard_error: float
    always_low: float
    """95 % interval that holds at every look at once."""
    always_high: float
    peak_day: float | None = None
    """For the cycle: the day of the highest outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Where a graded factor was cut for the shown counts: the person's own lower or upper third."""

    at_most: float | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Plain counts of one side."""

    entries: int
    events: int | None
    """How often the outcome happened; None where only a mean makes sense."""
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Plain counts with and without the factor. The evidence never uses the split."""

    with_factor: Group
    without_factor: Group
    split: Split | None = None
    odds_ratio: float | None = None
    """Mantel-Haenszel over runs of 12 entries, for outcomes that happen or not; a secondary number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One factor with one outcome, testable or not."""

    factor: str
    outcome: str
    needs: tuple[Need, ...] = ()
    """Empty when testable."""
    entries: int = 0
    """Rows with both recorded."""
    log_evidence: float = 0.0
    """Natural logarithm of the e-value."""
    log_evidence_given_others: float = 0.0
    """The same, given the outcome's strongest other factors: what decides."""
    log_asked: float = math.inf
    """Natural logarithm of the e-value that *likely* asks of it at present."""
    named: bool = False
    """Of the main question or the watch list: shown sooner, and false a little more often."""
    direction: int = 0
    """+1: more of the factor, higher outcome; 0: none, or a cycle."""
    effect: Effect | None = None
    no_large_link: bool = False
    """A difference of `large` or more is ruled out."""
    large: float = 0.0
    """Half a standard deviation of the outcome, in its units."""
    no_very_large_link: bool = False
    """A difference of `very_large` or more is ruled out: what can be said early on."""
    very_large: float = 0.0
    """0.8 standard deviations of the outcome, in its units."""

    @property
    def key(self) -> tuple[str, str]:
        """(factor, outcome)."""
        return self.factor, self.outcome

    @property
    def testable(self) -> bool:
        """Whether there is enough to say anything at all."""
        return not self.needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pair worth showing, with everything that is shown beside it."""

    pair: Pair
    tier: Tier
    role: PatternRole
    standing: Standing
    companions: tuple[str, ...]
    """The lead it travels with, or the factors it cannot be told apart from."""
    travelling: tuple[str, ...]
    """For a lead: the factors that travel with it."""
    threshold: float
    """The evidence that was asked of its tier; kept with `Shown`."""
    lag_days: int | None
    """For a daily factor: 0 the latest check-in, 1 the day before."""
    counts: Counts | None
    rows_with: tuple[int, ...]
    rows_without: tuple[int, ...]

    @property
    def factor(self) -> str:
        """The factor's id."""
        return self.pair.factor

    @property
    def outcome(self) -> str:
        """The outcome's id."""
        return self.pair.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The answer for one table: every pair, and what may be shown, strongest first."""

    entries: int
    pair_count: int
    """m: factors ever recorded times outcomes ever recorded, testable or not."""
    pairs: tuple[Pair, ...]
    patterns: tuple[Pattern, ...]

    def of(self, *, tier: Tier) -> tuple[Pattern, ...]:
        """The current leads of `tier` or better."""
        return tuple(
            p
            for p in self.patterns
            if p.role is PatternRole.LEAD and p.standing is Standing.CURRENT and p.tier.rank >= tier.rank
        )

    def told_by_a_part(self, pattern: Pattern, outcome: Outcome) -> bool:
        """Whether the same factor leads with a part of this pattern's `outcome`, at the same tier or a higher one."""
        return any(
            other.outcome in outcome.parts and other.factor == pattern.factor for other in self.of(tier=pattern.tier)
        )

    @property
    def no_large_link(self) -> tuple[Pair, ...]:
        """Pairs for which a large link is ruled out."""
        return tuple(pair for pair in self.pairs if pair.no_large_link)

    @property
    def no_very_large_link(self) -> tuple[Pair, ...]:
        """Pairs for which so far only a very large link is ruled out."""
        return tuple(pair for pair in self.pairs if pair.no_very_large_link and not pair.no_large_link)

    @property
    def not_yet(self) -> tuple[Pair, ...]:
        """Pairs that cannot be tested yet."""
        return tuple(pair for pair in self.pairs if not pair.testable)
