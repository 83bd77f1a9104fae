"""What the notes of a journal say: free text of entries, and of the person, read for danger (SAFETY 2, 4).

Takes entries, knowledge and now; returns facts, each with the entry it stands in, its time and its quote, for screening
to be told of. A danger read in a note stands until the person answers whether it is so now; an absence is only offered.
What was read is remembered in this process's memory alone, by entry and text; `forget` empties it. Must never write a
text, a quote, or what was read in it to a file, a log, an address or an error.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from threading import Lock, Thread

from aftercare.check.facts import moment_of
from aftercare.check.screening import A_FEW_DAYS
from aftercare.freetext.read import read
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action
from aftercare.model.entry import Entry
from aftercare.model.fact import Fact, FactTime, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Kind, Measure
from aftercare.usecases.read_words import get_ready, read_words

URGENT = (Action.EMERGENCY, Action.SAME_DAY)
REMEMBERED = 4_000
"""So many notes at most: a year of several a day, and a long import."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_Key = tuple[int, str, str, datetime, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRead:
    """What one note says."""

    facts: tuple[Fact, ...] = ()
    """Present and absent, origin words, with entry, time and quote."""
    understood: bool = True
    """False for gibberish and other languages: then nobody has read it."""
    fully: bool = True
    """Both readers have read it; the light one alone reads many notes at once."""

    @property
    def present(self) -> tuple[Fact, ...]:
        """The facts that are present."""
        return tuple(fact for fact in self.facts if fact.status is Status.PRESENT)


NOTHING = NoteRead()
_begun: dict[bool, Knowledge] = {}
_read: "OrderedDict[_Key, NoteRead]" = OrderedDict()
_reading = Lock()


def forget() -> None:
    """Forget all that was read."""
    with _reading:
        _read.clear()


def get_ready_soon(knowledge: Knowledge, *, fully: bool = True) -> None:
    """Build what reading needs, once, beside what is going on: half a second for the light reader, more for both."""
    if _begun.get(fully) is knowledge:
        return
    _begun[fully] = knowledge
    Thread(target=_get_ready, args=(knowledge, fully), daemon=True).start()


def has_words(entry: Entry, own: Iterable[Measure] = (), *, knowledge: Knowledge) -> bool:
    """Whether an entry holds free text."""
    return bool(words_of(entry, _text_measures(knowledge) | _text_ids(own)))


def read_note(knowledge: Knowledge, entry: Entry, own: Iterable[Measure] = ()) -> NoteRead:
    """Read the free text of one entry with both readers. The first time takes a second or two."""
    return _note(knowledge, entry, words_of(entry, _text_measures(knowledge) | _text_ids(own)), fully=True)


def skim_note(knowledge: Knowledge, entry: Entry, own: Iterable[Measure] = ()) -> NoteRead:
    """Read it with the light reader alone, unless both have read it already."""
    return _note(knowledge, entry, words_of(entry, _text_measures(knowledge) | _text_ids(own)), fully=False)


def facts_of_notes(knowledge: Knowledge, journal: Journal, now: datetime) -> tuple[Fact, ...]:
    """What the notes say that can still be urgent, and what the person wrote of themselves.

    Older notes are not looked at: ten years of them cost nothing.
    """
    texts = _text_measures(knowledge) | _text_ids(journal.own_measures)
    since = now.astimezone(UTC) - urgent_for(knowledge)
    surely_old = (since - A_FEW_DAYS).replace(tzinfo=None)
    facts: list[Fact] = []
    for entry in journal.entries:
        if entry.at.local >= surely_old or entry.recorded >= since:
            facts.extend(_note(knowledge, entry, words_of(entry, texts), fully=False).facts)
    for name, dated in journal.person.answers.items():
        if name in texts and isinstance(dated.value, str) and dated.recorded >= since:
            facts.extend(_skim(knowledge, "", dated.value, dated.recorded).facts)
    return tuple(_as_answered(facts, journal.answers))


def words_of(entry: Entry, texts: frozenset[str]) -> str:
    """Its note and what was typed into text questions, the latest of each; empty without any."""
    typed = [value for name, value in entry.all_values().items() if name in texts and isinstance(value, str)]
    return "\n".join(part for part in (entry.note or "", *typed) if part.strip())


@lru_cache(maxsize=2)
def urgent_for(knowledge: Knowledge) -> timedelta:
    """The longest time in which something that happened is, by any rule, still for now or for today."""
    lengths = [timedelta(days=1)]
    for rule in knowledge.red_flags.values():
        for branch in rule.branches:
            past = branch.after if branch.after is not None and branch.after.action in URGENT else None
            lengths.extend(one.delta for one in (branch.live_for, past and past.until) if one)
    return max(lengths)


@lru_cache(maxsize=2)
def state_of_the_writer(knowledge: Knowledge) -> frozenset[str]:
    """Findings about ending one's life or hurting: who writes so is in it while writing, whatever day the entry tells
    of. Not those about what somebody else did, which happened when it happened.
    """
    about: dict[bool, set[str]] = {True: set(), False: set()}
    for rule in knowledge.red_flags.values():
        about[rule.discreet].update(rule.core, *(branch.fires.findings() for branch in rule.branches))
    private = {name for name in about[False] if knowledge.findings[name].discreet}
    return frozenset(private - about[True])


def _get_ready(knowledge: Knowledge, fully: bool) -> None:
    read("", knowledge, _ANY_TIME)
    if fully:
        get_ready(knowledge)


def _note(knowledge: Knowledge, entry: Entry, words: str, *, fully: bool) -> NoteRead:
    if not words:
        return NOTHING
    moment = moment_of(entry)
    key = (id(knowledge), entry.id, words, moment, None if entry.source is not None else entry.recorded)
    with _reading:
        known = _read.get(key)
        if known is not None:
            _read.move_to_end(key)
    if known is None or (fully and not known.fully):
        known = _read_fully(knowledge, words, moment) if fully else _skim(knowledge, entry.id, words, moment)
        known = replace(known, facts=tuple(_dated(knowledge, known.facts, entry)))
        with _reading:
            _read[key] = known
            while len(_read) > REMEMBERED:
                _read.popitem(last=False)
    return known


def _skim(knowledge: Knowledge, entry_id: str, words: str, moment: datetime) -> NoteRead:
    reading = read(words, knowledge, moment)
    facts = tuple(replace(fact, entry=entry_id or None) for fact in reading.facts)
    return NoteRead(facts=facts, understood=reading.read, fully=False)


def _read_fully(knowledge: Knowledge, words: str, moment: datetime) -> NoteRead:
    reading = read_words(words, knowledge, moment)
    return NoteRead(facts=reading.facts, understood=reading.read)


def _dated(knowledge: Knowledge, facts: Iterable[Fact], entry: Entry) -> Iterator[Fact]:
    """With the entry, and despair dated as of writing. An import was written by nobody now."""
    for fact in facts:
        mine = replace(fact, entry=entry.id)
        feels_so = fact.finding in state_of_the_writer(knowledge) and fact.time is not FactTime.EVER
        if entry.source is None and feels_so and fact.at == moment_of(entry):
            mine = replace(mine, at=max(fact.at, entry.recorded))
        yield mine


def _as_answered(facts: Iterable[Fact], answers: Iterable[Fact]) -> Iterator[Fact]:
    """A "no" about a note's own words holds for these words, even where the entry's time is good to the day only."""
    noes: Mapping[tuple[str, str | None], datetime] = {
        (fact.finding, fact.entry): fact.at
        for fact in answers
        if fact.status is Status.ABSENT and fact.entry is not None and fact.at is not None
    }
    for fact in facts:
        said = noes.get((fact.finding, fact.entry))
        yield fact if said is None or fact.at is None else replace(fact, at=min(fact.at, said))


@lru_cache(maxsize=2)
def _text_measures(knowledge: Knowledge) -> frozenset[str]:
    return _text_ids(knowledge.measures.values())


def _text_ids(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset(measure.id for measure in measures if measure.kind is Kind.TEXT)
