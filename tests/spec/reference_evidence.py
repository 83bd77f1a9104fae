"""The reference pages on what the library rests on: claims, figures, the account of the evidence, sources, measures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from tests.spec.reference_marks import (
    about,
    anchor,
    fact,
    figure_links,
    listed,
    page_links,
    page_of,
    page_target,
    review_state,
    rule_links,
    source_links,
    sure_words,
)

from aftercare.knowledge.evidence import Claim, EvidenceItem, Fate, Figure, HomeMeasure, Phrase, TimeWindow
from aftercare.knowledge.lint import section_names
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Source
from aftercare.library.frequency import frequency, people
from aftercare.library.pages import READ_IN_WORDS
from aftercare.library.wording import VERDICT_IN_WORDS
from aftercare.right_now.steps import read_guides

ABOUT_CLAIMS = """What popular articles say, what the studies say, and how sure that is. The words are our own."""
ABOUT_FIGURES = """Every number that a page may show, with the question that was asked, who was asked, and how many.
Intervals of 95 % are computed with Wilson's formula (Wilson 1927, J Am Stat Assoc 22:209-212), never typed, unless the
study weighted or pooled its answers and printed its own. Where people were picked because they have it, the figure is
never shown as a share of people in general."""
ABOUT_EVIDENCE = """What became of each item of the evidence this library was written from: the claims of three
popular articles (S1, S2, S3), checks of them (C), discrepancies (D), the tables of causes, and the rules. *Shown*: it
stands on a page. *Corrected*: a page says what the studies say instead. *Merged*: it is part of another item. *Left
out*: with the reason. Nothing is dropped in silence."""
ABOUT_SOURCES = """Every study, guideline and page that something here rests on, and how it was read. What is from
memory has not been checked again, and pages that show it say so."""
ABOUT_HOME = """What a person can do at home, until when something is usually offered after sex, and lines that help or
hurt. All of it is shown as not yet reviewed by a clinician."""
SPREAD_IN_WORDS = {
    "": "computed",
    "confidence": "as the study printed it",
    "studies": "between studies, not an interval",
    "printed": "a range the study printed, not an interval",
}
TO = {
    "crying": "To somebody who cries",
    "pain": "To somebody in pain",
    "survivor": "To somebody after sex they did not want",
    "anyone": "What this program never says",
}
FATES = {Fate.SHOWN: "shown", Fate.CORRECTED: "corrected", Fate.MERGED: "merged", Fate.LEFT_OUT: "left out"}
PARTS = {
    "S1": "the article on crying after sex",
    "S2": "the article on post-coital tristesse",
    "S3": "the article on cramps after sex",
    "C": "what the studies say",
    "N": "numbers fit to publish",
    "Q": "sums on the articles' numbers",
    "D": "where articles and studies differ",
    "RF": "red-flag rules",
    "T": "time windows",
    "Y": "leading symptoms",
    "H": "home measures",
    "G": "steps in the moment",
    "V": "lines never to say",
    "P": "screeners and scales",
    "W": "help lines",
}
"""The parts of the evidence, in its order, by how their ids begin."""
PAGES_OF = {
    "causes": "causes.md",
    "topics": "topics.md",
    "claims": "claims.md",
    "figures": "figures.md",
    "sources": "sources.md",
    "home_measures": "home-measures.md",
    "time_windows": "home-measures.md",
    "phrases": "home-measures.md",
    "red_flags": "red-flags.md",
}
"""Which page shows the records of a section."""


def claims_page(knowledge: Knowledge) -> str:
    """All claims, in file order."""
    counted = Counter(claim.verdict for claim in knowledge.claims.values())
    rows = [f"| {words} | {counted[verdict]} |" for verdict, words in VERDICT_IN_WORDS.items() if counted[verdict]]
    return page_of(
        [
            about("Claims", ABOUT_CLAIMS, "claims"),
            "\n".join([f"| {len(knowledge.claims)} claims | |", "| --- | --- |", *rows]),
            *(_claim(knowledge, claim) for claim in knowledge.claims.values()),
        ]
    )


def _claim(knowledge: Knowledge, claim: Claim) -> str:
    lines = [
        f"{anchor(claim.id)}\n\n**{VERDICT_IN_WORDS[claim.verdict]}** `{claim.id}`\n",
        f"- Articles: {claim.articles}" if claim.articles else "- Articles: nothing on it",
        f"- Studies: {claim.text}{sure_words(claim.sure)}{source_links(claim.sources)}",
        f"- Figures: {figure_links(claim.figures)}" if claim.figures else "",
        f"- On: {page_links(knowledge, claim.pages)}",
        f"- Reviewed: {claim.reviewed}" if claim.reviewed else "",
    ]
    return "\n".join(line for line in lines if line)


def figures_page(knowledge: Knowledge) -> str:
    """All figures by group, with their intervals."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in knowledge.figures.values():
        groups[figure.group].append(figure)
    parts = [about("Figures", ABOUT_FIGURES, "figures"), f"{len(knowledge.figures)} figures in {len(groups)} groups."]
    for group, figures in sorted(groups.items()):
        parts.append(f"## {group}")
        asked = knowledge.figure_groups[group]
        parts.append(f"*{asked.question}*" + (" Set beside one another, no range." if asked.compares else ""))
        shown = [
            page for page in (*knowledge.topics.values(), *knowledge.causes.values()) if group in page.figure_groups
        ]
        parts.append(fact("Shown on", page_links(knowledge, (page.id for page in shown))))
        parts.extend(_figure(knowledge, figure) for figure in figures)
    return page_of(parts)


def _figure(knowledge: Knowledge, figure: Figure) -> str:
    told = frequency(figure, knowledge.sources)
    lines = [
        f"{anchor(figure.id)}\n\n`{figure.id}` {told.sentence}\n",
        f"- Asked: {figure.asked}; of {figure.who}",
        f"- Printed: {_printed(figure)}",
        f"- 95 % interval or range: {told.low:.1f} to {told.high:.1f} % ({SPREAD_IN_WORDS[figure.spread]})",
        f"- Source:{source_links((figure.source, *figure.sources))}",
        "" if figure.measured else "- Not a share of people in general: these people were picked for having it",
        f"- Note: {figure.note}" if figure.note else "",
        f"- Reviewed: {figure.reviewed}" if figure.reviewed else "",
    ]
    return "\n".join(line for line in lines if line)


def _printed(figure: Figure) -> str:
    parts = [
        f"{figure.percent:g} %" if figure.percent is not None else "",
        f"{figure.count:,} people" if figure.count is not None else "",
        f"of {figure.of:,} asked" if figure.of is not None else "no number of people",
        f"from {figure.low:g} to {figure.high:g} %" if figure.low is not None and figure.high is not None else "",
    ]
    if figure.count is None and figure.percent is not None and figure.of is not None:
        parts.append(f"that is about {people(figure):,} people")
    return ", ".join(part for part in parts if part)


def evidence_page(knowledge: Knowledge) -> str:
    """Counts by fate for each part of the evidence, then every item; at the end causes and references by their keys."""
    held: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in knowledge.evidence.values():
        held[_part(item.id)].append(item)
    parts = sorted(held, key=lambda part: list(PARTS).index(part) if part in PARTS else len(PARTS))
    rows = [_fate_row(_part_name(part), held[part]) for part in parts]
    table = [
        f"| part | items | {' | '.join(FATES.values())} |",
        "| --- " * (2 + len(FATES)) + "|",
        *rows,
        _fate_row("**all**", list(knowledge.evidence.values())),
    ]
    sections = (
        "\n".join([f"## {_part_name(part)}", "", *(_item(knowledge, item) for item in held[part])]) for part in parts
    )
    head = about("The evidence", ABOUT_EVIDENCE, "evidence")
    return page_of([head, "\n".join(table), *sections, *_by_key(knowledge)])


def _by_key(knowledge: Knowledge) -> Iterator[str]:
    causes = sorted(knowledge.causes.values(), key=lambda cause: cause.key)
    yield f"## Rows of the tables of causes\n\n{len(causes)} rows, each a page."
    yield ", ".join(f"{cause.key} [{cause.id}](causes.md#{cause.id})" for cause in causes)
    keyed: dict[str, list[str]] = defaultdict(list)
    for source in knowledge.sources.values():
        for key in source.keys:
            keyed[key].append(source.id)
    yield f"## References by key\n\n{len(keyed)} keys, each a source or several."
    yield ", ".join(f"{key}{source_links(sources)}" for key, sources in sorted(keyed.items()))


def _part(item: str) -> str:
    """S1 of S1-07, C of C13, G of G4.1.2."""
    return item.split("-")[0] if "-" in item else item.rstrip("0123456789.")


def _part_name(part: str) -> str:
    return f"{part}: {PARTS[part]}" if part in PARTS else part


def _fate_row(name: str, items: list[EvidenceItem]) -> str:
    counted = Counter(item.fate for item in items)
    return f"| {name} | {len(items)} | {' | '.join(str(counted[fate]) for fate in FATES)} |"


def _item(knowledge: Knowledge, item: EvidenceItem) -> str:
    leads = ", ".join(_target(knowledge, target) for target in item.leads_to)
    told = f"- {anchor(item.id)}**{item.id}** *{FATES[item.fate]}*: {item.says}"
    return told + (f" → {leads}" if leads else "") + (f" ({item.reason})" if item.reason else "")


def _target(knowledge: Knowledge, target: str) -> str:
    section, _, record = target.partition("/")
    page = PAGES_OF.get(section)
    if page is None:
        return f"`{target}`"
    if section in ("causes", "topics"):
        return f"[{record}]({page_target(knowledge, record)})"
    return rule_links(knowledge, [record]) if section == "red_flags" else f"[{record}]({page}#{record})"


def sources_page(knowledge: Knowledge) -> str:
    """All sources by id, with what rests on each."""
    used = used_by(knowledge)
    counted = Counter(source.read for source in knowledge.sources.values())
    rows = [f"| {words} | {counted[read]} |" for read, words in READ_IN_WORDS.items()]
    return page_of(
        [
            about("Sources", ABOUT_SOURCES, "sources"),
            "\n".join([f"| {len(knowledge.sources)} sources | |", "| --- | --- |", *rows]),
            *(_source(source, used.get(source.id, [])) for source in _by_id(knowledge.sources)),
        ]
    )


def _by_id(sources: Mapping[str, Source]) -> list[Source]:
    return sorted(sources.values(), key=lambda source: source.id)


def _source(source: Source, used: list[str]) -> str:
    lines = [
        f"{anchor(source.id)}\n\n**{source.title}** `{source.id}`\n",
        f"- {'; '.join(part for part in (source.authors, source.where, str(source.year or '')) if part)}",
        f"- DOI {source.doi}" if source.doi else "",
        f"- PMID {source.pmid}" if source.pmid else "",
        f"- {source.url}" if source.url else "",
        f"- Who was asked: {source.sample}" if source.sample else "",
        f"- Read: {READ_IN_WORDS[source.read]}",
        f"- In the evidence: {', '.join(source.keys)}" if source.keys else "",
        f"- Note: {source.note}" if source.note else "",
        f"- Used by: {', '.join(used)}" if used else "- Used by nothing yet",
    ]
    return "\n".join(line for line in lines if line not in ("", "- "))


def used_by(knowledge: Knowledge) -> dict[str, list[str]]:
    """For each source the records, as `section/id`, that name it anywhere in them."""
    used: dict[str, list[str]] = defaultdict(list)
    sections = {name: getattr(knowledge, name) for name in section_names() if name != "sources"}
    for section, records in (sections | {"right_now": read_guides()}).items():
        for record in records.values():
            for source in dict.fromkeys(_named_sources(record)):
                used[source].append(f"{section}/{record.id}")
    return used


def _named_sources(value: object, field: str = "") -> Iterator[str]:
    if isinstance(value, str) and field in ("source", "sources"):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for inner in fields(value):
            yield from _named_sources(getattr(value, inner.name), inner.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _named_sources(item, field)


def home_page(knowledge: Knowledge) -> str:
    """Home measures, time windows, and lines that help or hurt."""
    measures = knowledge.home_measures.values()
    spoken = [listed(title, _phrases(knowledge.phrases.values(), to)) for to, title in TO.items()]
    return page_of(
        [
            about("At home, in time, in words", ABOUT_HOME, "home_measures", "time_windows", "phrases"),
            "## What you can do at home",
            *(_home(knowledge, measure) for measure in measures if measure.advised),
            "## Not advised",
            *(_home(knowledge, measure) for measure in measures if not measure.advised),
            "## What has its time",
            *(_window(knowledge, window) for window in knowledge.time_windows.values()),
            "## What hurts to hear, and what helps",
            *spoken,
        ]
    )


def _home(knowledge: Knowledge, measure: HomeMeasure) -> str:
    lines = [
        f"{anchor(measure.id)}\n\n**{measure.name}** `{measure.id}`; {review_state(measure.reviewed)}\n",
        f"{measure.text}{sure_words(measure.sure)}{source_links(measure.sources)}\n",
        *(f"- Limit: {limit}" for limit in measure.limits),
        f"- On: {page_links(knowledge, measure.pages)}" if measure.pages else "",
    ]
    return "\n".join(line for line in lines if line)


def _window(knowledge: Knowledge, window: TimeWindow) -> str:
    lines = [
        f"{anchor(window.id)}\n\n**{window.need}** `{window.id}`; {_hours(window)}; {review_state(window.reviewed)}\n",
        f"{window.text}{source_links(window.sources)}\n",
        f"- Once that has passed: {window.after}" if window.after else "",
        f"- On: {page_links(knowledge, window.pages)}" if window.pages else "",
    ]
    return "\n".join(line for line in lines if line)


def _hours(window: TimeWindow) -> str:
    start = f"from {window.from_hours} hours after sex" if window.from_hours else "from now"
    return f"{start}, usually until {window.hours} hours" if window.hours is not None else f"{start}; differs by place"


def _phrases(phrases: Iterable[Phrase], to: str) -> Iterator[str]:
    for phrase in phrases:
        if phrase.to == to:
            parts = [
                f"Never: “{phrase.never}”" if phrase.never else "",
                f"Better: “{phrase.better}”" if phrase.better else "",
                phrase.why,
            ]
            yield anchor(phrase.id) + " ".join(part for part in parts if part) + source_links(phrase.sources)
