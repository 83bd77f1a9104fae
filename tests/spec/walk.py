"""Walks each branch of each red flag from taps to warning: which forms, lines and answers lead there.

Takes the knowledge as shipped and searches it; nothing here knows a rule by name. A walk is played through the real
screening, so what it reports is what a person would get.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice, product

from tests.spec.taps import Tap, put, value_that_gives

from aftercare.check.screening import (
    answer,
    any_of_these,
    danger_list_for_words,
    excuses,
    questions_after_save,
    screen_entry,
    screen_journal,
    tapped,
)
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.red_flag import Branch, Count, RedFlag
from aftercare.knowledge.rule import Expression, Operator
from aftercare.knowledge.schema import DangerLine
from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Value
from aftercare.model.person import ADULT_AGE, Dated, Person

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
RECORDED = NOW - timedelta(hours=1)
MOST_SETS = 400
MOST_ANSWERS = 60


@dataclass
class Walk:
    """How a branch was reached, or what is missing."""

    rule: str
    branch: Branch
    steps: list[str] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    questions: int = 0

    @property
    def reached(self) -> bool:
        return bool(self.steps)


@dataclass(frozen=True)
class Play:
    """One game: the journal, the entry just saved, and how questions are answered."""

    journal: Journal
    entry: Entry
    yes: frozenset[str]
    rest: Status


@dataclass
class Filled:
    """What was filled in before anything is asked."""

    values: dict[str, Value] = field(default_factory=dict)
    person: dict[str, Value] = field(default_factory=dict)
    lines: list[DangerLine] = field(default_factory=list)
    earlier: list[Entry] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    birth_year: int = NOW.year - 30
    kind: EntryKind | None = None
    """A questionnaire is an entry of its own."""

    def put(self, tap: Tap) -> bool:
        """Tap it in its form; False when the form can't hold it with the rest."""
        self.steps.append(str(tap))
        return put(self.person if tap.measure.form is Form.PERSON else self.values, tap)


class Walker:
    """Knows every tap, line and question of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.composites = {
            finding.id: finding.derive.when
            for finding in knowledge.findings.values()
            if finding.derive is not None and finding.derive.when is not None
        }
        self.taps: dict[str, list[Tap]] = {}
        for measure in knowledge.measures.values():
            for given in measure.gives:
                if (value := value_that_gives(measure, given)) is not None and not measure.retired:
                    self.taps.setdefault(given.finding, []).append(Tap(measure, value))
        for found in self.taps.values():
            found.sort(key=lambda tap: list(Form).index(tap.measure.form))
        self.scored = {
            given.finding: (screener, given.least)
            for screener in knowledge.screeners.values()
            for given in screener.gives
        }
        self.lines = {name: line for line in knowledge.danger_lines.values() for name in line.gives}
        self.asked = {name for rule in knowledge.red_flags.values() for name in rule.ask}

    def walk(self, rule: RedFlag, branch: Branch) -> Walk:
        """Try each set of findings that makes the branch fire, small ones first."""
        sets = sorted(islice(self.sets(branch.fires), MOST_SETS), key=self._effort)
        nearest: tuple[str, ...] | None = None
        for goal in sets:
            without = tuple(sorted(name for name in goal if not self.has_way(name)))
            if not without:
                walk = self._first_that_reaches(rule, branch, goal)
                if walk is not None:
                    return walk
                without = (f"nothing leads to {', '.join(sorted(goal))}",)
            if nearest is None or len(without) < len(nearest):
                nearest = without
        return Walk(rule.id, branch, missing=nearest or ("nothing",))

    def _effort(self, goal: frozenset[str]) -> tuple[int, int, list[str]]:
        return (sum(name not in self.taps for name in goal), len(goal), sorted(goal))

    def _first_that_reaches(self, rule: RedFlag, branch: Branch, goal: frozenset[str]) -> Walk | None:
        """Say yes to what makes it fire and to what excuses something graver; skip the rest, or else say no to it."""
        graver = [one for one in rule.branches if one.because != branch.because]
        excused = frozenset(name for one in graver for name in one.fires.excuses())
        for first in self.starts(rule, goal):
            for yes, rest in product((goal, goal | excused), (Status.UNKNOWN, Status.ABSENT)):
                walk = self.play(rule, branch, goal, first, yes=yes, rest=rest)
                if walk.reached:
                    return walk
        return None

    def has_way(self, name: str) -> bool:
        """Whether any tap, line, question, count, age or organ can make the finding present."""
        finding = self.knowledge.findings[name]
        derive = finding.derive
        if name in self.taps or name in self.lines or name in self.scored or (name in self.asked and finding.question):
            return True
        if derive is None:
            return False
        adult = derive.ages is not None and derive.ages.most >= ADULT_AGE
        return bool(adult or derive.organ or derive.lacks or any(self.count_goal(one) for one in derive.count))

    def count_goal(self, count: Count) -> frozenset[str] | None:
        """Findings that one form can tap to make one entry count."""
        for goal in islice(self.sets(Expression.from_plain(count.finding, count.finding)), 20):
            if all(self._tap(name, count.of) for name in goal):
                return goal
        return None

    def starts(self, rule: RedFlag, goal: frozenset[str]) -> Iterator[frozenset[str]]:
        """What is logged or tapped at first; the rest must be asked for, which takes a core finding."""
        direct = [
            name
            for name in sorted(goal)
            if name in self.taps or name in self.lines or name in self.scored or self._counts(name)
        ]
        yield frozenset(direct)
        for name in rule.core:
            if name in self.taps or name in self.lines:
                yield frozenset([*direct, name])
                yield frozenset([name])
                yield frozenset([*direct, name, "pain_4"])

    def _counts(self, name: str) -> bool:
        derive = self.knowledge.findings[name].derive
        return bool(derive and derive.count)

    def play(
        self,
        rule: RedFlag,
        branch: Branch,
        goal: frozenset[str],
        first: frozenset[str],
        *,
        yes: frozenset[str],
        rest: Status,
    ) -> Walk:
        """Play it through the real screening and answer what is asked."""
        walk = Walk(rule.id, branch)
        filled = self._filled(first, goal)
        if filled is None:
            return walk
        day = bool(filled.values) and all(self.knowledge.measures[name].form is Form.CHECK_IN for name in filled.values)
        note = "words" if any(line.listed for line in filled.lines) else None
        kind = filled.kind or (EntryKind.DAY if day else EntryKind.ENCOUNTER)
        entry = _entry(9999, kind, RECORDED, filled.values, note)
        holder = Person(
            birth_year=filled.birth_year,
            answers={name: Dated(value, RECORDED) for name, value in filled.person.items()},
        )
        journal = Journal(person=holder).with_entries([*filled.earlier, entry])
        told: tuple[Fact, ...] = ()
        shown = self._lines_shown(journal, entry)
        for line in filled.lines:
            if line not in shown:
                return walk
            told = (*told, *tapped(line, NOW, entry))
            filled.steps.append(f'line "{line.text}"')
        return self._ask(walk, Play(journal, entry, yes, rest), told, filled.steps)

    def _lines_shown(self, journal: Journal, entry: Entry) -> list[DangerLine]:
        """The lines a person sees: those the save calls for, and with a note the static list."""
        screening = screen_entry(self.knowledge, journal, entry, (), NOW)
        called = any_of_these(self.knowledge, journal, entry, screening, ())
        static = danger_list_for_words(self.knowledge, journal.person) if entry.note else ()
        return [*called, *static]

    def _filled(self, first: frozenset[str], goal: frozenset[str]) -> "Filled | None":
        """Fill in forms so that these findings are there; None when one form can't hold it all."""
        filled = Filled()
        for name in sorted(first):
            tap = self._tap(name, "encounter") or self._tap(name, "day") or self._tap(name, "person")
            if tap is not None:
                if not filled.put(tap):
                    return None
            elif name in self.lines:
                filled.lines.append(self.lines[name])
            elif name in self.scored:
                if not self._fill_in(name, filled):
                    return None
            else:
                counted = self._counted(name)
                if counted is None:
                    return None
                filled.earlier, text = counted
                filled.values.update(filled.earlier.pop().values)
                filled.steps.append(text)
        filled.birth_year, organs = self._who(goal)
        if organs:
            filled.person["organs"] = organs
        for line in filled.lines:
            if not line.listed and not self._call_for(line, filled):
                return None
        return filled

    def _fill_in(self, name: str, filled: "Filled") -> bool:
        """Answer a questionnaire from the top until its total gives this; what is left is "not at all"."""
        screener, least = self.scored[name]
        if filled.values:
            return False
        filled.kind, left = EntryKind.SCREENER, least
        filled.values["screener"] = screener.id
        for item in screener.measures:
            filled.values[item] = min(left, len(screener.answers) - 1)
            left -= min(left, len(screener.answers) - 1)
        filled.steps.append(f"{screener.name} of {least}")
        return True

    def _call_for(self, line: DangerLine, filled: "Filled") -> bool:
        """Log what makes the list come up with this line."""
        trigger = next((one for one in self.knowledge.danger_triggers.values() if line.id in one.lines), None)
        if trigger is None:
            return False
        tap = next((self._tap(name, "encounter") for name in trigger.when.findings()), None)
        return tap is not None and filled.put(tap)

    def _ask(self, walk: Walk, play: "Play", told: tuple[Fact, ...], steps: list[str]) -> Walk:
        for count in range(MOST_ANSWERS):
            screening = screen_entry(self.knowledge, play.journal, play.entry, told, NOW)
            whole = screen_journal(self.knowledge, play.journal, told, NOW)
            fired = next((one for one in (*screening.fired, *whole.fired) if one.rule == walk.rule), None)
            if fired is not None and fired.because == walk.branch.because:
                walk.steps, walk.questions = steps, count
                return walk
            done = {fact.finding for fact in told}
            offered = excuses(self.knowledge, walk.rule) if fired is not None else ()
            asked = questions_after_save(self.knowledge, play.entry, screening, told, NOW)
            questions = [one for one in (*asked, *offered) if one.id not in done]
            if not questions:
                return walk
            wanted = next((one for one in questions if one.id in play.yes), questions[0])
            status = Status.PRESENT if wanted.id in play.yes else play.rest
            if status is not Status.UNKNOWN:
                steps.append(f"{wanted.id}? {'yes' if status is Status.PRESENT else 'no'}")
            told = (*told, answer(wanted.id, status, NOW, play.entry))
        return walk

    @cache  # noqa: B019  one walker for the whole run
    def sets(self, expression: Expression) -> tuple[frozenset[str], ...]:
        """Sets of findings that, present, make the expression fire (excuses left unanswered)."""
        if expression.operator is Operator.UNLESS_ANSWERED:
            return (frozenset(),)
        if expression.operator is Operator.FINDING:
            own = (frozenset([expression.finding]),)
            composite = self.composites.get(expression.finding)
            return own if composite is None else (*own, *self.sets(composite))
        inside = [self.sets(part) for part in expression.parts]
        if expression.operator is Operator.ANY:
            return tuple(dict.fromkeys(one for sets in inside for one in sets))
        return tuple(dict.fromkeys(frozenset().union(*chosen) for chosen in islice(product(*inside), 2_000)))

    def _tap(self, name: str, where: str) -> Tap | None:
        forms = {
            "encounter": (Form.COMMON, Form.MORE, Form.WANTED, Form.DAY_AFTER),
            "day": (Form.CHECK_IN,),
            "person": (Form.PERSON,),
        }[where]
        return next((tap for tap in self.taps.get(name, ()) if tap.measure.form in forms), None)

    def _counted(self, name: str) -> tuple[list[Entry], str] | None:
        derive = self.knowledge.findings[name].derive
        for count in derive.count if derive else ():
            goal = self.count_goal(count)
            if goal is None:
                continue
            values: dict[str, Value] = {}
            taps = [self._tap(one, count.of) for one in sorted(goal)]
            if not all(tap is not None and put(values, tap) for tap in taps):
                continue
            length = count.within.delta if count.within else timedelta(days=30)
            step = (count.spans.delta / (count.least - 1) if count.spans else length / (count.least + 1)) * 1.01
            entries = [
                _entry(number, EntryKind(count.of), RECORDED - step * number, values)
                for number in range(1, count.least)
            ]
            latest = _entry(9999, EntryKind(count.of), RECORDED, values)
            return [*entries, latest], f"{count.least} x {' and '.join(str(tap) for tap in taps)}"
        return None

    def _who(self, goal: frozenset[str]) -> tuple[int, tuple[str, ...]]:
        age, organs = 30, []
        for name in goal:
            derive = self.knowledge.findings[name].derive
            if derive is not None and derive.ages is not None:
                age = max(derive.ages.least + 1, 20)
            if derive is not None and derive.organ is not None:
                organs.append(derive.organ)
        return NOW.year - age, tuple(organs)


def _entry(number: int, kind: EntryKind, at: datetime, values: Mapping[str, Value], note: str | None = None) -> Entry:
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=kind,
        at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
        recorded=at,
        values=values,
        note=note,
    )


def all_walks(knowledge: Knowledge) -> list[Walk]:
    """Every branch of every rule."""
    walker = Walker(knowledge)
    return [walker.walk(rule, branch) for rule in knowledge.red_flags.values() for branch in rule.branches]
