"""Composes the library's pages from causes and topics: the only place that knows what stands on a page, in which order.

Takes knowledge, returns `LibraryPage`. A page's urgent part is the red-flag rules' own words, never a cause's.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from aftercare.knowledge.condition import Cause, Passage, SeeSomeone, Topic
from aftercare.knowledge.evidence import Figure
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Source
from aftercare.library.also_here import shared_sections
from aftercare.library.frequency import how_common
from aftercare.library.wording import named_section
from aftercare.model.assessment import ACTION_ORDER, Action
from aftercare.model.errors import NotThere
from aftercare.model.library import (
    CitedText,
    Comparison,
    HowCommon,
    LibraryPage,
    PageSection,
    SourceLine,
    Urgent,
)
from aftercare.model.translatable import for_translation

WORDS_A_MINUTE = 200
URGENT = (Action.EMERGENCY, Action.SAME_DAY)
SOON = (*URGENT, Action.SELF_CARE)
"""What has its own place on a page, or none: the rest of a rule stands under "when to get help"."""
READ_IN_WORDS = {
    "full": for_translation("read whole"),
    "abstract": for_translation("the abstract was read"),
    "page": for_translation("the page was read"),
    "memory": for_translation("from memory, not checked again"),
}
WHEN_TO_SEE = {
    Action.TWO_WEEKS: for_translation("See a clinician within two weeks"),
    Action.ROUTINE: for_translation("Make an appointment with a clinician"),
    Action.THERAPIST: for_translation("Talk with a therapist or a helpline"),
    Action.SELF_CARE: for_translation("Look after yourself, and look again"),
}


def page_records(knowledge: Knowledge) -> tuple[Cause | Topic, ...]:
    """What every page is made of: topics, then causes, in file order."""
    return (*knowledge.topics.values(), *knowledge.causes.values())


def page_ids(knowledge: Knowledge) -> tuple[str, ...]:
    """The id of every page, in the order of `page_records`."""
    return (*knowledge.topics, *knowledge.causes)


def page_title(knowledge: Knowledge, page_id: str) -> str:
    """What a page is called, in plain words."""
    return page_record(knowledge, page_id).title


def page_record(knowledge: Knowledge, page_id: str) -> Cause | Topic:
    """What one page is made of. NotThere when there is none of this id."""
    record = knowledge.topics.get(page_id) or knowledge.causes.get(page_id)
    if record is None:
        raise NotThere("There is no such page in the library.")
    return record


@lru_cache(maxsize=256)
def library_page(knowledge: Knowledge, page_id: str) -> LibraryPage:
    """One page. NotThere when there is none of this id."""
    record = page_record(knowledge, page_id)
    is_cause = isinstance(record, Cause)
    about_another = isinstance(record, Topic) and record.about_another
    raised = urgent_of(knowledge, record.raised_by, about_another=about_another)
    later = () if about_another else tuple(CitedText(text=one.because) for one in raised if one.action not in SOON)
    sections = (*_sections(record, later), *shared_sections(knowledge, page_id))
    comparisons = _comparisons(knowledge, page_id)
    common = _common(knowledge, record.figure_groups)
    sources = _source_lines(knowledge, _cited(record, sections, comparisons, common))
    return LibraryPage(
        id=record.id,
        title=record.title,
        name=record.name if isinstance(record, Cause) else "",
        also=record.also,
        is_cause=is_cause,
        safety_first=record.safety_first,
        summary=record.summary,
        common=common,
        common_words=record.common,
        urgent=tuple(one for one in raised if one.action in URGENT),
        sections=sections,
        comparisons=comparisons,
        causes=record.causes if isinstance(record, Topic) else (),
        related=record.related,
        sources=sources,
        minutes=_minutes(record.summary, sections, comparisons),
        reviewed=_reviewed(knowledge, record),
    )


def _reviewed(knowledge: Knowledge, record: Cause | Topic) -> str | None:
    """Who reviewed the page, once everything that stands on it has been reviewed; None before."""
    shared = (knowledge.claims, knowledge.home_measures, knowledge.time_windows, knowledge.phrases)
    others = [one.reviewed for section in shared for one in section.values() if record.id in one.pages]
    others += [one.reviewed for one in knowledge.figures.values() if one.group in record.figure_groups]
    others += [knowledge.red_flags[rule].reviewed for rule in record.raised_by]
    return record.reviewed if None not in others else None


def urgent_of(knowledge: Knowledge, rules: Iterable[str], *, about_another: bool = False) -> tuple[Urgent, ...]:
    """What each rule says at each urgency it has, the most urgent first; its name where the page is about another."""
    urgent = []
    for rule in rules:
        flag = knowledge.red_flags[rule]
        places = (knowledge.places[one.service] for one in flag.branches)
        kinds = tuple(dict.fromkeys(kind for place in places for kind in place.lines))
        said: dict[Action, str] = {}
        for branch in flag.branches[:1] if about_another else flag.branches:
            said.setdefault(branch.action, flag.title if about_another else branch.because)
        urgent += [Urgent(rule=rule, action=action, because=text, kinds=kinds) for action, text in said.items()]
    return tuple(sorted(urgent, key=lambda one: ACTION_ORDER.index(one.action)))


def _sections(record: Cause | Topic, later: tuple[CitedText, ...]) -> tuple[PageSection, ...]:
    """`later`: what red flags say that are neither an emergency nor for today."""
    found = [*(_cause_sections(record) if isinstance(record, Cause) else _topic_sections(record))]
    found.append(named_section("see", (*later, *_see(record.see))))
    return tuple(section for section in found if section.texts)


def _cause_sections(cause: Cause) -> Iterator[PageSection]:
    yield named_section("feels", _cited_texts(cause.feels))
    yield PageSection(
        id="course", heading=for_translation("When it comes, how long it stays"), texts=(CitedText(text=cause.course),)
    )
    yield named_section("points_to", _plain(cause.points_to))
    yield PageSection(
        id="points_away", heading=for_translation("What speaks for something else"), texts=_plain(cause.points_away)
    )
    yield PageSection(
        id="helps", heading=for_translation("What helps, and how sure that is"), texts=_cited_texts(cause.helps)
    )
    yield PageSection(
        id="clinician", heading=for_translation("What a clinician may ask or do"), texts=_plain(cause.clinician)
    )


def _topic_sections(topic: Topic) -> Iterator[PageSection]:
    for section in topic.sections:
        yield PageSection(id="own", heading=section.heading, texts=_cited_texts(section.passages))


def _cited_texts(passages: Iterable[Passage]) -> tuple[CitedText, ...]:
    return tuple(
        CitedText(text=one.text, sources=one.sources, sure=one.sure.value if one.sure is not None else "")
        for one in passages
    )


def _plain(texts: Iterable[str]) -> tuple[CitedText, ...]:
    return tuple(CitedText(text=text) for text in texts)


def _see(see: Iterable[SeeSomeone]) -> tuple[CitedText, ...]:
    return tuple(CitedText(text=f"{WHEN_TO_SEE[one.action]}: {one.when}") for one in see)


def _common(knowledge: Knowledge, groups: Iterable[str]) -> tuple[HowCommon, ...]:
    by_group: dict[str, list[Figure]] = {}
    for figure in knowledge.figures.values():
        by_group.setdefault(figure.group, []).append(figure)
    return tuple(how_common(knowledge.figure_groups[group], by_group[group], knowledge.sources) for group in groups)


def _comparisons(knowledge: Knowledge, page_id: str) -> tuple[Comparison, ...]:
    return tuple(
        Comparison(
            claim=claim.id,
            articles=claim.articles,
            studies=claim.text,
            verdict=claim.verdict.value,
            sure=claim.sure.value,
            sources=claim.sources,
        )
        for claim in knowledge.claims.values()
        if page_id in claim.pages
    )


def _cited(
    record: Cause | Topic,
    sections: Iterable[PageSection],
    comparisons: Iterable[Comparison],
    common: Iterable[HowCommon],
) -> Iterator[str]:
    yield from (source for section in sections for text in section.texts for source in text.sources)
    if isinstance(record, Cause):
        yield from record.sources
    yield from (study.source for one in common for study in one.studies)
    yield from (source for one in comparisons for source in one.sources)


def _source_lines(knowledge: Knowledge, cited: Iterable[str]) -> tuple[SourceLine, ...]:
    return tuple(source_line(knowledge.sources[source]) for source in dict.fromkeys(cited))


def source_line(source: Source) -> SourceLine:
    """A source as it stands at the foot of a page."""
    parts = [
        source.authors,
        source.where,
        str(source.year) if source.year else "",
        f"doi {source.doi}" if source.doi else "",
        f"PMID {source.pmid}" if source.pmid else "",
    ]
    return SourceLine(
        id=source.id,
        title=source.title,
        details="; ".join(part for part in parts if part),
        sample=source.sample,
        read=READ_IN_WORDS[source.read],
        address=source.url,
    )


def _minutes(summary: str, sections: Iterable[PageSection], comparisons: Iterable[Comparison]) -> int:
    words = len(summary.split())
    words += sum(len(text.text.split()) for section in sections for text in section.texts)
    words += sum(len(one.articles.split()) + len(one.studies.split()) for one in comparisons)
    return max(1, round(words / WORDS_A_MINUTE))
