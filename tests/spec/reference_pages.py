"""The reference pages on causes and topics, written from the data."""

from collections.abc import Iterable, Iterator

from tests.spec.reference_marks import (
    about,
    anchor,
    fact,
    listed,
    page_links,
    page_of,
    review_state,
    rule_links,
    source_links,
    sure_words,
)

from aftercare.knowledge.condition import Cause, Passage, Prior, SeeSomeone, Topic
from aftercare.knowledge.load import Knowledge
from aftercare.library.frequency import frequency
from aftercare.library.pages import WHEN_TO_SEE

TABLES = {"E": "Mind and mood", "F": "Womb, vagina, vulva", "M": "Penis, testicles, prostate", "A": "Any body"}
"""By the first letter of a cause's key."""
PRIOR_IN_WORDS = {
    Prior.P1: "one in ten or more",
    Prior.P2: "between one in ten and one in a hundred",
    Prior.P3: "between one in a hundred and one in a thousand",
    Prior.P4: "rarer than one in a thousand",
}
ABOUT_CAUSES = """Each cause says whose body it needs, what speaks for and against it, how it goes, first steps with how
sure they are, when to see whom, which red flags make it urgent, what a clinician asks, and what it rests on. The prior
is the coarse share among people who log the matching symptoms: a starting weight, never shown to a person."""
ABOUT_TOPICS = """Pages about something that is not one cause: a symptom, a stage of life, a talk, an appointment."""


def causes_page(knowledge: Knowledge) -> str:
    """All causes, by table and key."""
    causes = sorted(knowledge.causes.values(), key=lambda cause: (list(TABLES).index(cause.key[0]), cause.key))
    reviewed = sum(cause.reviewed is not None for cause in causes)
    parts = [about("Causes", ABOUT_CAUSES, "causes"), f"{len(causes)} causes; {reviewed} reviewed by a clinician."]
    for letter, name in TABLES.items():
        parts.append(f"## {letter}: {name}")
        parts.extend(_cause(knowledge, cause) for cause in causes if cause.key[0] == letter)
    return page_of(parts)


def topics_page(knowledge: Knowledge) -> str:
    """All topics, in file order."""
    topics = knowledge.topics.values()
    reviewed = sum(topic.reviewed is not None for topic in topics)
    return page_of(
        [
            about("Topics", ABOUT_TOPICS, "topics"),
            f"{len(topics)} topics; {reviewed} reviewed by a clinician.",
            *(_topic(knowledge, topic) for topic in topics),
        ]
    )


def _cause(knowledge: Knowledge, cause: Cause) -> str:
    parts = [
        f"{anchor(cause.id)}\n\n### {cause.key} {cause.name}",
        f"*{cause.title}* (`{cause.id}`; {review_state(cause.reviewed)})",
        cause.summary,
        fact("Whose body", _whose(cause)),
        fact("Where", ", ".join(knowledge.body_parts[part].name for part in cause.parts)),
        fact("Noticed as", ", ".join(knowledge.symptoms[symptom].name for symptom in cause.symptoms)),
        listed("What it can feel like", _passages(cause.feels)),
        listed("For", cause.points_to),
        listed("Against", cause.points_away),
        fact("Course", cause.course),
        listed("First steps, and how sure", _passages(cause.helps)),
        listed("When to see whom", _see(cause.see)),
        fact("Made urgent by", rule_links(knowledge, cause.raised_by)),
        listed("What a clinician may ask or do", cause.clinician),
        fact("Prior", f"{cause.prior.value}, {PRIOR_IN_WORDS[cause.prior]}; {_basis(cause)}"),
        *_common(knowledge, cause),
        fact("Not in the popular articles", "no article names it") if not cause.in_articles else "",
        *_foot(knowledge, cause),
        fact("Sources", source_links(cause.sources).strip()),
    ]
    return page_of(parts).rstrip()


def _whose(cause: Cause) -> str:
    organs = " or ".join(sorted(cause.organs))
    stages = " or ".join(stage.replace("_", " ") for stage in sorted(cause.stages))
    told = [f"people with {organs}" if organs else "", f"only when {stages}" if stages else ""]
    return "; ".join(part for part in told if part) or "everyone"


def _basis(cause: Cause) -> str:
    return "a study stands behind it" if cause.prior_measured else "judgement, no study stands behind it"


def _topic(knowledge: Knowledge, topic: Topic) -> str:
    sections = (listed(section.heading, _passages(section.passages)) for section in topic.sections)
    parts = [
        f"{anchor(topic.id)}\n\n## {topic.title}",
        f"`{topic.id}`; {review_state(topic.reviewed)}" + ("; help comes first" if topic.safety_first else ""),
        topic.summary,
        *_common(knowledge, topic),
        fact("What can be behind it", page_links(knowledge, topic.causes)),
        *sections,
        listed("When to see whom", _see(topic.see)),
        fact("Made urgent by", rule_links(knowledge, topic.raised_by)),
        *_foot(knowledge, topic),
    ]
    return page_of(parts).rstrip()


def _common(knowledge: Knowledge, page: Cause | Topic) -> Iterator[str]:
    figures = [figure for figure in knowledge.figures.values() if figure.group in page.figure_groups]
    yield fact("How common", page.common)
    told = (frequency(figure, knowledge.sources).sentence for figure in figures)
    yield listed(
        "How common, by study",
        (f"{sentence} ([{figure.id}](figures.md#{figure.id}))" for sentence, figure in zip(told, figures, strict=True)),
    )


def _foot(knowledge: Knowledge, page: Cause | Topic) -> Iterator[str]:
    yield fact("Read on", page_links(knowledge, page.related))
    yield fact("Also called", ", ".join(page.also))
    yield fact("Found by", f"{len(page.asks)} questions and {len(page.also)} names in the index")
    yield listed("Cases", (f"{case.it}: {case.comes.replace('_', ' ')}" for case in page.cases))


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    for one in passages:
        yield f"{one.text}{sure_words(one.sure)}{source_links(one.sources)}"


def _see(see: Iterable[SeeSomeone]) -> Iterator[str]:
    yield from (f"{WHEN_TO_SEE[one.action]}: {one.when}" for one in see)
