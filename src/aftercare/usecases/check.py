"""A check: what somebody tells, by answers, words and journal, becomes an assessment. Nothing is kept by it.

Takes knowledge, what was told, and now; returns the assessment. Words are read by `read_words`; the journal gives its
own facts where the check is about the person themselves. All three are kept apart and shown with where they came from.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta

from aftercare.check.assess import Told, assess
from aftercare.check.screening import journal_facts
from aftercare.check.subject import subject_of
from aftercare.freetext.age import read_age
from aftercare.knowledge.load import Knowledge
from aftercare.library.index import build_index
from aftercare.model.check import Assessment, Subject, Writer
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.journal import Journal
from aftercare.usecases.notes import facts_of_notes
from aftercare.usecases.read_words import ReadWords, read_words

STANDS_FOR = timedelta(minutes=1)
"""So long an assessment is not made anew where nothing it goes by has changed."""
READ = tuple(one.name for one in fields(Journal) if one.name not in ("version", "open_check", "checks", "safety_plan"))
"""What of a journal a check may go by: all but what it writes itself, and what no check reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One check as it stands: what was told so far. A page, a prompt or a line of a file makes it."""

    words: str = ""
    subject: Subject = field(default_factory=Subject)
    answers: Mapping[str, Status] = field(default_factory=dict)
    """By finding, in the order given; unknown is "not sure" or skipped, and is never taken as no."""
    use_journal: bool = True
    questions_asked: int = 0
    """How many questions of this interview were asked; after twelve no more is."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that one assessment goes by."""

    knowledge: Knowledge
    asked: Asked
    journal: Journal | None
    """The person's own, where it is used."""
    language_read: bool

    def is_same(self, other: "Ground") -> bool:
        """Whether the same comes out at the same time: a check that waits in the journal is not what it goes by."""
        if self.knowledge is not other.knowledge or self.language_read is not other.language_read:
            return False
        if self.journal is None or other.journal is None:
            return self.journal is other.journal and self.asked == other.asked
        looked_at = (getattr(self.journal, name) is getattr(other.journal, name) for name in READ)
        return all(looked_at) and self.asked == other.asked


@dataclass(slots=True)
class LastReading:
    """The words of one check, read once, and what it last came to: kept by whoever holds the check, gone with it."""

    language_read: bool = True
    """False where the pages are in a language in which words are not read: then they never count as understood."""
    _of: tuple[str, Writer] | None = field(default=None, repr=False)
    _read: ReadWords | None = field(default=None, repr=False)
    _came_to: tuple[Ground, datetime, Assessment] | None = field(default=None, repr=False)

    def of(self, asked: Asked, knowledge: Knowledge, now: datetime) -> ReadWords | None:
        """What the words say, read anew only when they or who writes has changed; None without words."""
        told = (asked.words, asked.subject.writer)
        if told != self._of:
            self._of = told
            self._read = read_words(told[0], knowledge, now, writer=told[1]) if told[0].strip() else None
        return self._read if self._read is None or self.language_read else replace(self._read, read=False)

    def assessment(self, ground: Ground, now: datetime) -> Assessment | None:
        """What the same came to less than a minute ago: the page after a step shows what the step found."""
        if self._came_to is None:
            return None
        before, at, assessment = self._came_to
        return assessment if timedelta(0) <= now - at < STANDS_FOR and before.is_same(ground) else None

    def keep(self, ground: Ground, now: datetime, assessment: Assessment) -> None:
        """Remember what it came to, in the place of what it came to before."""
        self._came_to = (ground, now, assessment)


def check(
    knowledge: Knowledge,
    asked: Asked,
    now: datetime,
    *,
    journal: Journal | None = None,
    reading: LastReading | None = None,
) -> Assessment:
    """Assess what was told so far. The journal is the person's own: it says nothing of anybody else.

    `reading` is that of the same check, where it goes from screen to screen: its words are not read again for each.
    """
    own = journal if journal is not None and asked.use_journal and asked.subject.writer is Writer.SELF else None
    reading = reading or LastReading()
    ground = Ground(knowledge, asked, own, reading.language_read)
    assessment = reading.assessment(ground, now)
    if assessment is None:
        assessment = _assess(ground, reading.of(asked, knowledge, now), now)
        reading.keep(ground, now, assessment)
    return assessment


def _assess(ground: Ground, read: ReadWords | None, now: datetime) -> Assessment:
    knowledge, asked, own = ground.knowledge, ground.asked, ground.journal
    unread = read is not None and not read.read
    facts = [*answers_as_facts(knowledge, asked.answers, now), *_said(read, unread=unread)]
    if own is not None:
        facts.extend(journal_facts(knowledge, own, facts_of_notes(knowledge, own, now), now))
    said = merged(asked.subject, Subject(youngest=age, oldest=age)) if (age := _age_told(asked)) else asked.subject
    told = Told(
        subject=said if own is None else merged(said, subject_of(own, now)),
        facts=tuple(facts),
        understood=_is_understood(facts, read),
        unread=unread,
        alike={} if unread else likeness_by_cause(knowledge, read),
        notices=own.notices if own is not None else (),
        questions_asked=asked.questions_asked,
    )
    return assess(knowledge, told, now)


def answers_as_facts(knowledge: Knowledge, answers: Mapping[str, Status], now: datetime) -> tuple[Fact, ...]:
    """The answers of this check, given now."""
    at = now.astimezone(UTC)
    return tuple(
        Fact(
            finding=name,
            status=status,
            time=FactTime.EVER if knowledge.findings[name].time is FactTime.EVER else FactTime.NOW,
            origin=Origin.ANSWER,
            at=at,
        )
        for name, status in answers.items()
    )


def merged(said: Subject, known: Subject) -> Subject:
    """What was said in this check, and where nothing was said what the journal knows."""
    return Subject(
        youngest=said.youngest if said.youngest is not None else known.youngest,
        oldest=said.oldest if said.oldest is not None else known.oldest,
        organs=said.organs if said.organs is not None else known.organs,
        pregnant=said.pregnant,
        writer=said.writer,
    )


def likeness_by_cause(knowledge: Knowledge, read: ReadWords | None) -> dict[str, float]:
    """How like each cause's page the words are, from 0 to 1."""
    if read is None:
        return {}
    pages = build_index(knowledge).pages
    found = ((pages[number].id, min(1.0, fit)) for number, fit in read.scored.pages.items())
    return {page: fit for page, fit in found if page in knowledge.causes}


def _age_told(asked: Asked) -> int | None:
    """The age that people give of themselves in their words; the one they were asked for comes before it."""
    return read_age(asked.words) if asked.subject.writer is Writer.SELF else None


def _said(read: ReadWords | None, *, unread: bool) -> tuple[Fact, ...]:
    """Of words that could not be read, what was found may raise the level; a "no" found in them says nothing."""
    if read is None:
        return ()
    return read.present if unread else read.facts


def _is_understood(facts: Iterable[Fact], read: ReadWords | None) -> bool:
    """False where nothing at all was told, or only words that could not be read: there is nothing to judge by.

    Without words a "yes" or an entry is enough; age and organs alone say nothing of what it is.
    """
    if read is not None:
        return read.read
    return any(
        fact.status is Status.PRESENT and (fact.origin is Origin.ANSWER or fact.entry is not None) for fact in facts
    )
