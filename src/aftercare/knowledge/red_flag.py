"""The shape of a red flag, and of how a finding follows from others: records that screening reads (SAFETY 2, 3).

A red flag has branches, one for each action it can come to, most urgent first. Records only; nothing is decided here.
"""

from dataclasses import dataclass
from enum import StrEnum

from aftercare.knowledge.rule import Duration, Expression
from aftercare.model.assessment import ACTION_ORDER, Action
from aftercare.model.errors import BadValue


class Needs(StrEnum):
    """What a rule must see to be screened (DESIGN 4: a letter is screened before sealing by the first kind)."""

    ENTRY = "entry"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What applies once a branch's `live_for` is past and the thing is gone."""

    action: Action
    until: Duration
    """Counted back from now; older than that, nothing applies."""
    within: str
    service: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One action a rule can come to, with its whole condition."""

    action: Action
    fires: Expression
    within: str
    """How soon, in words: "now", "today", "within two weeks"."""
    service: str
    """Id of the place to turn to."""
    because: str
    """Begins with the time."""
    live_for: Duration | None = None
    """Facts older than this are past; None: of any age."""
    together: Duration | None = None
    """The signs must lie within this of each other; None: anywhere in the branch's time."""
    opens: bool = True
    """Whether the rule stays open for this branch; not for one that only an excuse or a tapped line leads to."""
    stands: bool = False
    """Stands even if it has passed: saying that it is gone does not end it."""
    after: After | None = None
    do_now: tuple[str, ...] = ()
    """Instead of the rule's own list, when given."""
    do_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """While the rule is open and `when` holds, the level is at least `action`."""

    when: Expression
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of the specification: facts given, and what the rule must come to."""

    it: str
    """A sentence: what a person sees."""
    given: tuple[str, ...]
    """Facts as read by `knowledge.cases`: "chest_pain 2h ago", "no fever", "unsure faint"."""
    gives: str
    """An action (EN ... SC), "open" and its floor ("open SD"), or "none"."""
    birth_year: int | None = None
    organs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One rule."""

    id: str
    title: str
    core: tuple[str, ...]
    """Findings one of which must be present before an unknown makes the rule open."""
    branches: tuple[Branch, ...]
    floor: Action
    """The least level while open; a line of `floors` that holds may raise it."""
    ask: tuple[str, ...]
    do_now: tuple[str, ...]
    needs: Needs
    sources: tuple[str, ...]
    cases: tuple[Case, ...]
    floors: tuple[Floor, ...] = ()
    ask_first: bool = False
    """Among rules of the same urgency its questions come first."""
    window: Duration | None = None
    """Help is usually offered for so long after the event; told from its earliest possible time."""
    discreet: bool = False
    """Never a screen of its own: one neutral line that opens the page on a tap (SAFETY 4)."""
    reviewed: str | None = None

    def __post_init__(self) -> None:
        order = [ACTION_ORDER.index(branch.action) for branch in self.branches]
        if not order or order != sorted(order):
            raise BadValue("Give the branches, most urgent first.", where=self.id)

    @property
    def worst(self) -> Action:
        """The most urgent action it can come to."""
        return self.branches[0].action

    def urgent_findings(self) -> frozenset[str]:
        """The findings that decide an emergency or same-day branch."""
        urgent = (Action.EMERGENCY, Action.SAME_DAY)
        return frozenset(
            name for branch in self.branches if branch.action in urgent for name in branch.fires.findings()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """Present while the person's age lies, or may lie, between these (only the year of birth is kept)."""

    least: int = 0
    most: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Present when a finding was present in enough entries of a kind. A count, never a statistic (SAFETY 2)."""

    finding: str
    of: str
    """`encounter` or `day`."""
    least: int = 1
    last: int | None = None
    """Look at the last so many entries of that kind in which the finding is known."""
    within: Duration | None = None
    """Look at entries of this long."""
    spans: Duration | None = None
    """The first and the last of them lie at least so far apart."""
    most: bool = False
    """And they are more than half of the entries in which the finding is known."""
    share: float | None = None
    """And they are at least this share of them, from 0 to 1."""
    at_most: float | None = None
    """Instead of enough of them: at most this share, from 0 to 1, of at least `known` entries."""
    known: int = 1
    among: str = ""
    """Only entries in which this other finding is present are looked at."""

    def __post_init__(self) -> None:
        if self.share is not None and not 0 < self.share <= 1:
            raise BadValue("A share lies above 0 and goes up to 1.", where=self.finding)
        if self.last is None and self.within is None:
            raise BadValue("A count looks at the last entries or within a time; say which.", where=self.finding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derive:
    """How a finding follows from others: any of these ways makes it present."""

    when: Expression | None = None
    count: tuple[Count, ...] = ()
    every: bool = False
    """All counts must be reached rather than one of them."""
    ages: Ages | None = None
    organ: str | None = None
    """Present when the person has this organ, absent when their organs are known without it."""
    needs: str | None = None
    """Absent when the person's organs are known without this one; never present by it."""
    lacks: str | None = None
    """Present when the person's organs are known without this one."""
