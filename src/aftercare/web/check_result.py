"""The result of a check, ready for a page: causes in their groups with reasons and sources, and what was told.

Pure. Answers, words and journal stay apart, each reason says where it comes from; never a percentage.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import library_page, source_line
from aftercare.model.check import Assessment, FindingLine, Fit, LevelReason, PossibleCause, Reason
from aftercare.model.fact import Origin, Status
from aftercare.model.interview import Interview, StepKind
from aftercare.model.journal import Journal
from aftercare.model.library import CitedText, SourceLine
from aftercare.model.settings import Settings
from aftercare.model.translatable import for_translation
from aftercare.usecases.discreet import advice_for_two_is_off
from aftercare.usecases.interview import journal_lines
from aftercare.usecases.keep_check import is_about_private, private_findings
from aftercare.web.times import Times

_ = for_translation
FIT_TITLES = {
    Fit.DANGEROUS: _("Dangerous and not excluded"),
    Fit.WELL: _("Fits well"),
    Fit.PARTLY: _("Fits partly"),
    Fit.LESS: _("Less likely"),
}
SURE_IN_WORDS = {
    "good": _("well known"),
    "some": _("some evidence"),
    "weak": _("weak evidence"),
    "experience": _("from experience, not measured"),
    "none": _("nobody has tested it"),
}
FIT_TAGS = {Fit.DANGEROUS: "ember", Fit.WELL: "plum", Fit.PARTLY: "", Fit.LESS: "quiet"}
MOST_OPEN = 3
"""Causes that stand open on the page; the others unfold."""
FIRST_STEPS, ASKED, MOST_SETTLES = 3, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One thing that speaks for or against a cause, and where that comes from."""

    text: str
    answered: bool
    in_words: bool
    quotes: tuple[str, ...]
    from_journal: bool
    days: tuple[str, ...]
    """Days of the entries it was read from; empty for what the journal knows of the person."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePage:
    """One cause as it is shown."""

    id: str
    title: str
    name: str
    """The field's term, where it says something else."""
    tag: str
    tone: str
    speaks_for: tuple[ReasonLine, ...]
    speaks_against: tuple[ReasonLine, ...]
    settles: tuple[tuple[str, str], ...]
    """Findings with their questions, whose answers would tell the most."""
    steps: tuple[CitedText, ...]
    see: tuple[CitedText, ...]
    """When to see someone, of the page's own; what red flags say stands above."""
    asked: tuple[CitedText, ...]
    """What a clinician may ask or do."""
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Causes that fit alike."""

    title: str
    causes: tuple[CausePage, ...]
    folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """One answer of this check."""

    finding: str
    text: str
    status: Status
    can_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """What was read out of words or journal."""

    lay: str
    status: Status
    quotes: tuple[str, ...]
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingOf:
    """All that was told, kept apart by where it comes from."""

    words: str
    from_words: tuple[ToldLine, ...]
    answers: tuple[ToldAnswer, ...]
    dangers: tuple[str, ...]
    """Lines of the danger list that were tapped."""
    dangers_denied: bool
    """None of the (other) dangers."""
    from_journal: tuple[ToldLine, ...]
    can_look_again: bool
    """What the journal says was looked through, and can be again."""


ENTRY = attrgetter("entry")
"""Of a fact: the entry it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What turns entries into days."""

    journal: Journal | None
    times: Times
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Where each entry stands in the journal; found once, because a page asks for hundreds of lines."""
    _titles: dict[date, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _told: dict[tuple[str | None, ...], tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The days of entries that were asked for: the causes share their reasons."""

    def days(self, entries: Iterable[str | None]) -> tuple[str, ...]:
        """The days of these entries, the newest first, each once; what is no entry any more is left out."""
        if self.journal is None:
            return ()
        asked = tuple(entries)
        if asked not in self._told:
            self._told[asked] = self._days_of(asked, self.journal)
        return self._told[asked]

    def _days_of(self, entries: tuple[str | None, ...], journal: Journal) -> tuple[str, ...]:
        if not self._places:
            self._places.update({entry.id: place for place, entry in enumerate(journal.entries)})
        places = {self._places[entry] for entry in set(entries) if entry in self._places}
        days = dict.fromkeys(journal.entries[place].at.day for place in sorted(places, reverse=True))
        self._titles.update({day: self.times.title(day) for day in days if day not in self._titles})
        return tuple(map(self._titles.__getitem__, days))


def cause_groups(
    knowledge: Knowledge,
    assessment: Assessment,
    teller: Teller,
    *,
    with_private: bool,
    settings: Settings | None = None,
) -> tuple[Group, ...]:
    """The causes by how they fit. `with_private`: also those about despair, violence or unwanted sex."""
    one_alone = advice_for_two_is_off(knowledge, assessment.screening.fired, settings)
    shown = [one for one in assessment.causes if with_private or not is_about_private(knowledge, one)]
    hidden = frozenset() if with_private else private_findings(knowledge, assessment)
    groups: list[Group] = []
    place = 0
    for fit, title in FIT_TITLES.items():
        pages = []
        for cause in shown:
            if cause.fit is fit:
                page = _cause_page(knowledge, _without(cause, hidden), teller, is_open=place < MOST_OPEN)
                pages.append(_for_one(knowledge, page) if one_alone else page)
                place += 1
        if pages:
            groups.append(Group(title=title, causes=tuple(pages), folded=fit is Fit.LESS and len(groups) > 0))
    return tuple(groups)


def cited(knowledge: Knowledge, reasons: Iterable[LevelReason], groups: Iterable[Group]) -> tuple[SourceLine, ...]:
    """Every source that stands on the page, in the order in which it comes: a title can give a hidden reason away."""
    names = [source for reason in reasons for source in reason.sources]
    for group in groups:
        for cause in group.causes:
            names += [source for line in (*cause.speaks_for, *cause.speaks_against) for source in line.sources]
            names += [source for text in (*cause.steps, *cause.see, *cause.asked) for source in text.sources]
    return tuple(source_line(knowledge.sources[name]) for name in dict.fromkeys(names))


def telling_of(
    knowledge: Knowledge, interview: Interview, assessment: Assessment, teller: Teller, *, with_private: bool
) -> TellingOf:
    """What was told. Without `with_private`, what only the journal knows of despair or violence is left out."""
    hidden = frozenset() if with_private else private_findings(knowledge, assessment)
    lines = [line for line in assessment.findings if line.id not in hidden]
    given = {
        one.finding: one.status for step in interview.steps if step.kind is StepKind.DANGER for one in step.answers
    }
    tapped = [
        line.text
        for line in knowledge.danger_lines.values()
        if all(given.get(name) is Status.PRESENT for name in line.gives)
    ]
    return TellingOf(
        words=interview.words,
        from_words=_read_from(lines, Origin.WORDS, teller),
        answers=tuple(_answers(knowledge, interview)),
        dangers=tuple(tapped),
        dangers_denied=Status.ABSENT in given.values(),
        from_journal=_read_from(lines, Origin.JOURNAL, teller),
        can_look_again=interview.has_seen(StepKind.JOURNAL) or bool(journal_lines(assessment)),
    )


def _without(cause: PossibleCause, hidden: frozenset[str]) -> PossibleCause:
    return replace(
        cause,
        speaks_for=tuple(one for one in cause.speaks_for if one.finding not in hidden),
        speaks_against=tuple(one for one in cause.speaks_against if one.finding not in hidden),
    )


def _cause_page(knowledge: Knowledge, cause: PossibleCause, teller: Teller, *, is_open: bool) -> CausePage:
    page, see = library_page(knowledge, cause.id), knowledge.causes[cause.id].see
    section = {one.id: one.texts for one in page.sections}
    askable = [knowledge.findings[name] for name in cause.settles]
    return CausePage(
        id=cause.id,
        title=cause.title,
        name="" if cause.name == cause.title else cause.name,
        tag=FIT_TITLES[cause.fit],
        tone=FIT_TAGS[cause.fit],
        speaks_for=tuple(_line(one, teller) for one in cause.speaks_for),
        speaks_against=tuple(_line(one, teller) for one in cause.speaks_against),
        settles=tuple((one.id, one.question) for one in askable if one.question and not one.discreet)[:MOST_SETTLES],
        steps=section.get("helps", ())[:FIRST_STEPS],
        see=section.get("see", ())[-len(see) :] if see else (),
        asked=section.get("clinician", ())[:ASKED],
        is_open=is_open,
    )


def _for_one(knowledge: Knowledge, page: CausePage) -> CausePage:
    """Without advice for two people."""
    for_two = {passage.text for passage in knowledge.causes[page.id].helps if passage.for_two}
    return replace(page, steps=tuple(step for step in page.steps if step.text not in for_two))


def _line(reason: Reason, teller: Teller) -> ReasonLine:
    return ReasonLine(
        text=reason.text,
        answered=Origin.ANSWER in reason.origins,
        in_words=Origin.WORDS in reason.origins and bool(reason.finding),
        quotes=reason.quotes,
        from_journal=Origin.JOURNAL in reason.origins,
        days=teller.days(reason.entries),
        sources=reason.sources,
    )


def _read_from(lines: Iterable[FindingLine], origin: Origin, teller: Teller) -> tuple[ToldLine, ...]:
    found = []
    for line in lines:
        facts = [fact for fact in line.facts if fact.origin is origin]
        if facts:
            found.append(
                ToldLine(
                    lay=line.lay,
                    status=facts[-1].status,
                    quotes=tuple(dict.fromkeys(fact.quote for fact in facts if fact.quote)),
                    days=teller.days(map(ENTRY, facts)),
                )
            )
    return tuple(found)


def _answers(knowledge: Knowledge, interview: Interview) -> Iterable[ToldAnswer]:
    """Each question that was asked, and each complaint that was tapped, with what was said."""
    for step in interview.steps:
        if step.kind in (StepKind.QUESTION, StepKind.COMPLAINT):
            for one in step.answers:
                finding = knowledge.findings[one.finding]
                asked = step.kind is StepKind.QUESTION and bool(finding.question)
                yield ToldAnswer(
                    finding=one.finding,
                    text=finding.question if asked else finding.lay,
                    status=one.status,
                    can_change=bool(finding.question),
                )
