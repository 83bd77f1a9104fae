"""Screening for the use cases: one entry as it is saved, the whole journal, what to ask next, *Any of these now?*

Takes knowledge, journal, what is told and now; returns values to show. Pure. Looks only at entries inside the rules'
times and counts, so that ten years of entries cost little. What was read in words comes in with what is told; a page
with text that nobody could read shows `danger_list_for_words`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from aftercare.check.counts import count_facts
from aftercare.check.facts import (
    GivesByMeasure,
    derived_facts,
    earliest_moment_of,
    facts_of_entry,
    facts_of_person,
    gives_by_measure,
    settle,
    settle_meant,
    with_consequences,
)
from aftercare.check.remembered import EntrySays, Memory
from aftercare.check.screeners import facts_of_screener
from aftercare.check.triage import bare, closure, names_that_matter, screen
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.red_flag import Needs, RedFlag
from aftercare.knowledge.rule import Expression, KnownFacts, Truth, Window, evaluate
from aftercare.knowledge.schema import DangerLine, Finding
from aftercare.model.assessment import Action, Fired, OpenRule, Screening
from aftercare.model.entry import Entry
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.journal import Journal
from aftercare.model.person import Person

MOST_LINES = 8
"""At most so many lines in *Any of these now?* (DESIGN 5)."""
SEATS = 3
"""So many of each list that is called for are among them, whatever else is."""
MOST_QUESTIONS = 12
"""At most so many questions in one check (DESIGN 7)."""
LETTER_IS_OLD = timedelta(hours=24)
"""A letter older than this is asked "Is it still there?" (SAFETY 4)."""
A_FEW_DAYS = timedelta(days=3)
"""More than any zone and precision can move a local time."""
NOTHING = Screening(fired=(), open=())


@dataclass(frozen=True, slots=True)
class Ready:
    """What screening needs of the knowledge, worked out once."""

    rules: tuple[RedFlag, ...]
    composites: Mapping[str, Expression]
    urgent: frozenset[str]
    matters: Mapping[str, frozenset[str]]
    gives: GivesByMeasure
    horizon: timedelta
    """How far back a dated fact can still decide something."""
    memory: Memory = field(compare=False, repr=False)
    """What entries say, each read once."""

    def known(self, facts: Iterable[Fact]) -> KnownFacts:
        """Index facts for these rules."""
        return KnownFacts.of(facts, self.composites, self.urgent)


@lru_cache(maxsize=4)
def ready(knowledge: Knowledge) -> Ready:
    """Work it out; kept for each knowledge."""
    rules = tuple(knowledge.red_flags.values())
    composites = {
        finding.id: finding.derive.when
        for finding in knowledge.findings.values()
        if finding.derive is not None and finding.derive.when is not None
    }
    gives = gives_by_measure(knowledge.measures)
    ever = {
        leaf.finding
        for expression in [*(branch.fires for rule in rules for branch in rule.branches), *composites.values()]
        for leaf in expression.leaves()
        if leaf.time is FactTime.EVER
    }
    always = {
        name: kept for name, given in gives.items() if (kept := tuple(one for one in given if one.finding in ever))
    }
    return Ready(
        rules=rules,
        composites=composites,
        urgent=closure((name for rule in rules for name in rule.urgent_findings()), composites),
        matters=names_that_matter(rules, composites),
        gives=gives,
        horizon=_horizon(knowledge, composites),
        memory=Memory(findings=knowledge.findings, screeners=knowledge.screeners, gives=gives, always=always),
    )


def screen_journal(knowledge: Knowledge, journal: Journal, told: Iterable[Fact], now: datetime) -> Screening:
    """Screen everything the journal holds, as it stands now."""
    at = ready(knowledge)
    facts = journal_facts(knowledge, journal, told, now)
    return screen(at.rules, at.known(facts), now, notices=journal.notices, matters=at.matters)


def screen_entry(
    knowledge: Knowledge, journal: Journal, entry: Entry, told: Iterable[Fact], now: datetime
) -> Screening:
    """Screen one entry as it is saved, with history and person: only what this entry or its answers brought up.

    `told` may hold what was read in notes of any entry. An import opens no screen; what it holds shows in the list
    after the import (SAFETY 2).
    """
    if entry.source is not None:
        return NOTHING
    told = tuple(told)
    about = tuple(fact for fact in told if fact.entry in (None, entry.id))
    held = journal if any(one.id == entry.id for one in journal.entries) else journal.with_entries([entry])
    screening = screen_journal(knowledge, held, told, now)
    kept = (fact for fact in held.answers if fact.entry == entry.id)
    own = _settled(knowledge, (*_facts_of(knowledge, entry, ready(knowledge).gives), *kept, *about), now)
    return Screening(
        fired=tuple(fired for fired in screening.fired if _is_of_entry(fired.deciding, entry, about)),
        open=tuple(rule for rule in screening.open if _cores_of(knowledge, rule, own, now)),
    )


def screen_letter(knowledge: Knowledge, entry: Entry, told: Iterable[Fact], now: datetime) -> Screening:
    """Screen an entry before it is sealed, while the journal is locked: the rules that need this entry only."""
    at = ready(knowledge)
    rules = tuple(rule for rule in at.rules if rule.needs is Needs.ENTRY)
    facts = settle((*_facts_of(knowledge, entry, at.gives), *told), knowledge.findings, now)
    return screen(rules, at.known(facts), now, matters=at.matters)


def screen_facts(knowledge: Knowledge, person: Person | None, told: Iterable[Fact], now: datetime) -> Screening:
    """Screen answers alone, without a journal."""
    at = ready(knowledge)
    derived = derived_facts(person, knowledge.findings, now) if person is not None else ()
    facts = settle((*told, *derived), knowledge.findings, now)
    return screen(at.rules, at.known(facts), now, matters=at.matters)


def journal_facts(knowledge: Knowledge, journal: Journal, told: Iterable[Fact], now: datetime) -> tuple[Fact, ...]:
    """Every fact that can still decide something: entries, person, what was answered, counts."""
    at = ready(knowledge)
    gives = at.memory.gives_with(journal.own_measures)
    since = now.astimezone(UTC) - at.horizon
    surely_old = (since - A_FEW_DAYS).replace(tzinfo=None)
    entries: list[EntrySays] = []
    meant: list[Fact] = []
    for entry in at.memory.worth_a_look(journal.entries, surely_old):
        if entry.at.local >= surely_old or (entry.added and entry.added[-1].recorded >= since):
            entries.append(at.memory.whole(entry, gives))
            meant.extend(entries[-1].meant)
        else:
            meant.extend(at.memory.lasting(entry))
    facts = list(facts_of_person(journal.person, journal.settings, gives, knowledge.findings))
    facts.extend(derived_facts(journal.person, knowledge.findings, now))
    facts.extend(count_facts(entries, knowledge.findings, at.composites, now))
    meant.extend(with_consequences((*facts, *journal.answers, *told), knowledge.findings))
    return settle_meant(meant, knowledge.findings, now)


def next_questions(knowledge: Knowledge, screening: Screening, *, discreet: bool = True) -> tuple[Finding, ...]:
    """What open rules ask, most urgent first, each once, at most twelve.

    `discreet=False` leaves out the rules that wait for the person's own tap (SAFETY 4).
    """
    asked: dict[str, Finding] = {}
    for rule in screening.open:
        if discreet or not knowledge.red_flags[rule.rule].discreet:
            asked.update({name: knowledge.findings[name] for name in rule.ask})
    return tuple(asked.values())[:MOST_QUESTIONS]


def questions_after_save(
    knowledge: Knowledge, entry: Entry, screening: Screening, told: Iterable[Fact], now: datetime
) -> tuple[Finding, ...]:
    """What to ask on the pages after a save: as `next_questions`, without those that only something common raised.

    A mild belly ache raises many; they come once the entry calls for *Any of these now?*. `told` holds this check's
    answers and those kept in the journal.
    """
    at = ready(knowledge)
    about = tuple(fact for fact in told if fact.entry == entry.id)
    if _called_lists(knowledge, at, entry, about):
        return next_questions(knowledge, screening)
    facts = _settled(knowledge, (*_facts_of(knowledge, entry, at.gives), *about), now)
    opened = tuple(
        rule
        for rule in screening.open
        if not all(knowledge.findings[name].common for name in _cores_of(knowledge, rule, facts, now))
    )
    return next_questions(knowledge, Screening(fired=(), open=opened))


def any_of_these(
    knowledge: Knowledge, journal: Journal, entry: Entry, screening: Screening, told: Iterable[Fact]
) -> tuple[DangerLine, ...]:
    """The lines of *Any of these now?* after this save, at most eight; empty when the entry does not call for it.

    The first of each list that is called for have their place, so that pain never takes that of despair; then lines of
    rules that are open, then the others that go with what was logged. Body or mind comes first by the entry.
    Lines already answered for this entry, and those about organs the person does not have, are left out.
    """
    told = tuple(told)
    if entry.source is not None:
        return ()
    at = ready(knowledge)
    called = _called_lists(knowledge, at, entry, told)
    answered = answered_for(entry, (*journal.answers, *told))
    opened = _urgent_names(at, screening)
    lines = [knowledge.danger_lines[name] for name in dict.fromkeys(name for names in called for name in names)]
    fitting = [
        line
        for line in lines
        if _fits(line, journal.person) and not answered & set(line.gives) and not _is_told(knowledge, line, entry, told)
    ]
    fits = [line.id for line in fitting]
    seated = {name for names in called for name in [one for one in names if one in fits][:SEATS]}
    fitting.sort(key=lambda line: (line.id not in seated, opened.isdisjoint(line.gives)))
    chosen = fitting[:MOST_LINES]
    return tuple(line for line in lines if line in chosen)


def answered_for(entry: Entry, answers: Iterable[Fact]) -> frozenset[str]:
    """What was answered about an entry as it is: what was added to it since is asked about anew."""
    since = entry.added[-1].recorded if entry.added else None
    return frozenset(
        fact.finding
        for fact in answers
        if fact.entry == entry.id
        and fact.origin is Origin.ANSWER
        and (since is None or fact.at is None or fact.at >= since)
    )


def none_of_these(lines: Iterable[DangerLine], now: datetime, entry: Entry | None = None) -> tuple[Fact, ...]:
    """The answers that *None of these* gives: a "no" to each line shown."""
    return tuple(answer(name, Status.ABSENT, now, entry) for line in lines for name in line.gives)


def tapped(line: DangerLine, now: datetime, entry: Entry | None = None) -> tuple[Fact, ...]:
    """The answers that a tap on one line gives."""
    return tuple(answer(name, Status.PRESENT, now, entry) for name in line.gives)


def answer(finding: str, status: Status, now: datetime, entry: Entry | None = None) -> Fact:
    """An answer given now."""
    moment = now.astimezone(UTC)
    return Fact(
        finding=finding, status=status, origin=Origin.ANSWER, at=moment, entry=None if entry is None else entry.id
    )


def danger_list_for_words(knowledge: Knowledge, person: Person | None = None) -> tuple[DangerLine, ...]:
    """The static list for text nobody has read: letters with a note, and words in general (SAFETY 2, 4)."""
    return tuple(
        line for line in knowledge.danger_lines.values() if line.listed and (person is None or _fits(line, person))
    )


def is_it_still_there(knowledge: Knowledge, screening: Screening, entry: Entry, now: datetime) -> tuple[Fired, ...]:
    """For a letter over a day old: the flags of which to ask whether it is still there. A "no" is `gone_answer`.

    Despair and violence are not among them: their own questions are asked afresh (SAFETY 4).
    """
    if entry.letter is None or now - entry.recorded <= LETTER_IS_OLD:
        return ()
    return tuple(
        flag
        for flag in screening.fired
        if flag.action in (Action.EMERGENCY, Action.SAME_DAY)
        and not all(knowledge.findings[fact.finding].discreet for fact in flag.deciding)
        and any(fact.entry == entry.id for fact in flag.deciding)
    )


def gone_answer(rule: str, now: datetime) -> Fact:
    """The answer "it is over": what the rule is about is past. Ends no flag that stands even if it has passed."""
    return answer(f"gone_{rule.lower()}", Status.PRESENT, now)


def window_closes(knowledge: Knowledge, flag: Fired, journal: Journal) -> datetime | None:
    """Until when help with a time window is usually offered (UTC), from the earliest the event can have been.

    After it: "Still go: testing and other options", never "too late" (SAFETY 5). None for flags without a window.
    """
    window = knowledge.red_flags[flag.rule].window
    if window is None:
        return None
    entries = {entry.id: entry for entry in journal.entries}
    moments = [
        earliest_moment_of(entries[fact.entry]) if fact.entry in entries and fact.origin is Origin.JOURNAL else fact.at
        for fact in flag.deciding
        if fact.at is not None
    ]
    earliest = min((moment for moment in moments if moment is not None), default=None)
    return None if earliest is None else earliest + window.delta


def excuses(knowledge: Knowledge, rule: str, action: Action | None = None) -> tuple[Finding, ...]:
    """The findings that, answered yes, excuse (part of) a rule, or of what it does for one action: for a quiet line."""
    branches = [one for one in knowledge.red_flags[rule].branches if action in (None, one.action)]
    names = [name for branch in branches for name in branch.fires.excuses()]
    found = (knowledge.findings[name] for name in dict.fromkeys(names))
    return tuple(finding for finding in found if finding.question)


def _facts_of(knowledge: Knowledge, entry: Entry, gives: GivesByMeasure) -> tuple[Fact, ...]:
    """What an entry says: by its values, and by the total where it is a screener."""
    said = facts_of_entry(entry, gives, knowledge.findings)
    return (*said, *facts_of_screener(entry, knowledge.screeners, knowledge.findings))


def _called_lists(knowledge: Knowledge, at: Ready, entry: Entry, told: tuple[Fact, ...]) -> tuple[tuple[str, ...], ...]:
    """The lists of danger lines that the entry calls for, in order; empty when it calls for none."""
    known, window = _known_of(knowledge, at, entry, told)
    triggers = knowledge.danger_triggers.values()
    return tuple(one.lines for one in triggers if evaluate(one.when, known, window).truth is Truth.FIRES)


def _is_told(knowledge: Knowledge, line: DangerLine, entry: Entry, told: tuple[Fact, ...]) -> bool:
    """Whether the entry says it already: such a line is not shown, so that *None of these* can't deny it."""
    known, window = _known_of(knowledge, ready(knowledge), entry, told)
    return any(evaluate(bare(name), known, window).truth is Truth.FIRES for name in line.gives)


def _known_of(knowledge: Knowledge, at: Ready, entry: Entry, told: tuple[Fact, ...]) -> tuple[KnownFacts, Window]:
    """What the entry and the answers about it say, at its own time."""
    facts = _facts_of(knowledge, entry, at.gives)
    window = Window(max((fact.at for fact in facts if fact.at is not None), default=entry.recorded))
    return at.known((*facts, *(fact for fact in told if fact.entry == entry.id))), window


def _is_of_entry(deciding: tuple[Fact, ...], entry: Entry, told: tuple[Fact, ...]) -> bool:
    mine = {(fact.finding, fact.at) for fact in told}
    return any(fact.entry == entry.id or (fact.finding, fact.at) in mine for fact in deciding)


def _settled(knowledge: Knowledge, facts: tuple[Fact, ...], now: datetime) -> KnownFacts:
    return ready(knowledge).known(settle(facts, knowledge.findings, now))


def _cores_of(knowledge: Knowledge, opened: OpenRule, known: KnownFacts, now: datetime) -> tuple[str, ...]:
    """The core findings of an open rule that these facts bring up."""
    return tuple(
        name
        for name in knowledge.red_flags[opened.rule].core
        if evaluate(bare(name), known, Window(now)).truth is Truth.FIRES
    )


def _urgent_names(at: Ready, screening: Screening) -> frozenset[str]:
    urgent = (Action.EMERGENCY, Action.SAME_DAY)
    open_ids = {rule.rule for rule in screening.open if rule.could_be in urgent}
    return frozenset(name for rule in open_ids for name in at.matters[rule])


def _fits(line: DangerLine, person: Person) -> bool:
    organs = person.organs
    return not line.organs or organs is None or bool(line.organs & organs)


def _horizon(knowledge: Knowledge, composites: Mapping[str, Expression]) -> timedelta:
    """The longest time any rule, composite or count looks back."""
    lengths = [timedelta(days=1)]
    for rule in knowledge.red_flags.values():
        for branch in rule.branches:
            lengths.extend(one.delta for one in (branch.live_for, branch.after and branch.after.until) if one)
            lengths.extend(leaf.within.delta for leaf in branch.fires.leaves() if leaf.within)
    for expression in composites.values():
        lengths.extend(leaf.within.delta for leaf in expression.leaves() if leaf.within)
    for finding in knowledge.findings.values():
        counts = finding.derive.count if finding.derive else ()
        lengths.extend(count.within.delta for count in counts if count.within)
    return max(lengths) + timedelta(days=1)
