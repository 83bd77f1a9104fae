"""Whether what the library is made of holds together: every id leads somewhere, every statement names a source, every
figure its study, year and sample, every page its specification cases.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from aftercare.knowledge.condition import Cause, PageCase, Passage, Topic
from aftercare.knowledge.evidence import EvidenceItem, Fate, Figure, Sureness
from aftercare.knowledge.lint_texts import reading_grade
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action

SUMMARY_GRADE = 8.0
"""Reading age 13."""
COUNTED = re.compile(
    r"\d\s?%|\bper ?cent\b|\b\d[\d,]* (?:of|out of|in) (?:every )?\d[\d,]*\b|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine) (?:of|out of|in) (?:every )?"
    r"(?:two|three|four|five|ten|twenty|a hundred)\b",
    re.IGNORECASE,
)
"""A share of people: needs a study with year and sample."""
URGENT = (Action.EMERGENCY, Action.SAME_DAY)
RIGHT_NOW = "right_now"
"""The guides of Right now have their own reader, whose tests follow every way through them."""
ELSEWHERE = "elsewhere"
"""The record of `asks` that holds questions no page answers."""
SPREADS = ("confidence", "studies", "printed")
COMES = ("first", "listed", "not_first")
NEVER_ASKED = (1635,)
"""Numbers of people that an article names and no study has (EVIDENCE 1)."""
PICKED = 86
"""People picked for their unusual reactions: their shares are told of them alone (Streicher 2025)."""
ADVICE_AGAINST = re.compile(r"\b(?:not|never|no|nor|don't|nobody|without)\b", re.IGNORECASE)
NOT_AS_ADVICE = (
    re.compile(r"naltrexone", re.IGNORECASE),
    re.compile(r"steroid[^.]*\bscar|\bscar[^.]*steroid", re.IGNORECASE),
)
"""What may be named, never advised."""


def library_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each problem."""
    pages: list[Cause | Topic] = [*knowledge.topics.values(), *knowledge.causes.values()]
    for page in pages:
        yield from _page_problems(knowledge, page)
    yield from _ask_problems(knowledge, pages)
    for figure in knowledge.figures.values():
        yield from _figure_problems(knowledge, figure)
    for group in knowledge.figure_groups:
        if all(figure.group != group for figure in knowledge.figures.values()):
            yield f"figure_groups/{group}: it holds no figure."
    yield from _claim_problems(knowledge)
    yield from _shared_problems(knowledge)
    for symptom in knowledge.symptoms.values():
        yield from _unknown_pages(knowledge, f"symptoms/{symptom.id}", symptom.order)
    for item in knowledge.evidence.values():
        yield from _evidence_problems(knowledge, item)


def _page_problems(knowledge: Knowledge, page: Cause | Topic) -> Iterator[str]:
    where = f"{'causes' if isinstance(page, Cause) else 'topics'}/{page.id}"
    if page.id in knowledge.topics and page.id in knowledge.causes:
        yield f"{where}: a cause and a topic have the same id."
    if (grade := reading_grade(page.summary)) > SUMMARY_GRADE:
        yield f"{where}: the summary reads like grade {grade:.1f}; at most {SUMMARY_GRADE:.0f} (reading age 13)."
    related = (*page.related, *(page.causes if isinstance(page, Topic) else ()))
    yield from _unknown_pages(knowledge, where, related)
    for name, ids, known in (
        ("symptom", page.symptoms, knowledge.symptoms),
        ("body part", page.parts, knowledge.body_parts),
        ("red flag", page.raised_by, knowledge.red_flags),
        ("group of figures", page.figure_groups, knowledge.figure_groups),
    ):
        yield from (f"{where}: there is no {name} {one}." for one in ids if one not in known)
    for see in page.see:
        if see.action in URGENT:
            yield f"{where}: {see.action} belongs to a red flag, not to a page; name the rule in raised_by."
    yield from _passage_problems(knowledge, where, list(_passages(page)))
    for text in _unsourced_texts(page):
        if found := COUNTED.search(text):
            yield f"{where}: “{found[0]}” is a share of people; it belongs into a figure with its study."
        yield from (f"{where}: “{text[:40]}...” {problem}" for problem in advice_problems(text))
    yield from _case_problems(where, page.cases)


def _passages(page: Cause | Topic) -> Iterator[Passage]:
    if isinstance(page, Cause):
        yield from (*page.feels, *page.helps)
    else:
        yield from (passage for section in page.sections for passage in section.passages)


def _unsourced_texts(page: Cause | Topic) -> Iterator[str]:
    yield page.summary
    yield page.common
    yield from (see.when for see in page.see)
    if isinstance(page, Cause):
        yield from (page.course, *page.points_to, *page.points_away, *page.clinician)


def _passage_problems(knowledge: Knowledge, where: str, passages: Iterable[Passage]) -> Iterator[str]:
    for passage in passages:
        start = passage.text[:40]
        if not passage.sources:
            yield f"{where}: “{start}...” names no source."
        for source in passage.sources:
            if source not in knowledge.sources:
                yield f"{where}: there is no source {source}."
        if COUNTED.search(passage.text) and not any(_is_counted(knowledge, source) for source in passage.sources):
            yield f"{where}: “{start}...” tells a share of people without a study of known year and sample."
        yield from (f"{where}: “{start}...” {problem}" for problem in advice_problems(passage.text))


def advice_problems(text: str) -> Iterator[str]:
    """What is advised that must not be: each sentence that names it has to say no."""
    for sentence in re.split(r"(?<=[.;])\s", text):
        for pattern in NOT_AS_ADVICE:
            if (found := pattern.search(sentence)) and not ADVICE_AGAINST.search(sentence):
                yield f"reads as if {found[0]} were advised."


def _is_counted(knowledge: Knowledge, source_id: str) -> bool:
    source = knowledge.sources.get(source_id)
    return source is not None and source.year is not None and bool(source.sample)


def _case_problems(where: str, cases: tuple[PageCase, ...]) -> Iterator[str]:
    kinds = {case.comes for case in cases}
    for unknown in sorted(kinds.difference(COMES)):
        yield f"{where}: a case comes {', '.join(COMES)}, not {unknown}."
    if not kinds & {"first", "listed"} or "not_first" not in kinds:
        yield f"{where}: cases are needed on both sides: one that finds the page and one that does not."


def _ask_problems(knowledge: Knowledge, pages: list[Cause | Topic]) -> Iterator[str]:
    """Each ask stands on one page, and none is a case: of whichever page, such a case would test nothing."""
    yield from _unknown_pages(knowledge, "asks", (more for more in knowledge.asks if more != ELSEWHERE))
    asked = Counter(ask for page in pages for ask in {_plainly(ask) for ask in page.asks})
    for more in knowledge.asks.values():
        asked.update({_plainly(ask) for ask in more.asks})
    yield from (f"asks: “{ask}” stands on {times} pages." for ask, times in asked.items() if times > 1)
    for page in pages:
        for case in page.cases:
            if _plainly(case.words) in asked:
                yield f"{page.id}: the words of the case “{case.it}” stand in the index, so it tests nothing."


def _plainly(words: str) -> str:
    return words.lower().strip(" ?.")


def _figure_problems(knowledge: Knowledge, figure: Figure) -> Iterator[str]:
    # A review that pools studies may not print how many people one part rests on; then the note has to say so.
    where = f"figures/{figure.id}"
    if figure.group not in knowledge.figure_groups:
        yield f"{where}: there is no group of figures {figure.group}."
    source = knowledge.sources.get(figure.source)
    if source is None:
        yield f"{where}: there is no source {figure.source}."
        return
    if source.year is None:
        yield f"{where}: its study {source.id} has no year."
    yield from (f"{where}: {problem}" for problem in _number_problems(figure))
    has_range = figure.low is not None and figure.high is not None
    pooled = has_range and (figure.spread == "studies" or (figure.spread == "confidence" and bool(figure.note)))
    if figure.of is None and not pooled:
        yield f"{where}: it does not say how many were asked."
    if figure.percent is None and figure.count is None and not has_range:
        yield f"{where}: it has no number."
    if has_range != (figure.spread in SPREADS) or (figure.low is None) != (figure.high is None):
        yield f"{where}: low and high come together, with `spread` {', '.join(SPREADS)}."
    if not figure.measured and (figure.of is None or not figure.note):
        yield f"{where}: where people were picked for having it, say how many they were and note it."


def _number_problems(figure: Figure) -> Iterator[str]:
    if figure.count is not None and not 0 <= figure.count <= (figure.of if figure.of is not None else figure.count):
        yield "it counts more people than were asked, or fewer than none."
    if any(not 0 <= share <= 100 for share in (figure.percent, figure.low, figure.high) if share is not None):
        yield "a share lies between 0 and 100 per cent."
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        yield "low is above high."
    if figure.of in NEVER_ASKED:
        yield f"no study that asked {figure.of:,} people was found."
    if figure.of == PICKED and figure.measured:
        yield f"the {PICKED} were picked for having it; set `measured` to false."


def _claim_problems(knowledge: Knowledge) -> Iterator[str]:
    for claim in knowledge.claims.values():
        where = f"claims/{claim.id}"
        if not claim.sources:
            yield f"{where}: it names no source."
        if not claim.pages:
            yield f"{where}: no page shows it."
        if claim.sure is Sureness.GOOD and claim.sources == ("judgement",):
            yield f"{where}: judgement alone is not good evidence."
        yield from _unknown_pages(knowledge, where, claim.pages)
        yield from (f"{where}: there is no figure {one}." for one in claim.figures if one not in knowledge.figures)
        if COUNTED.search(claim.text) and not any(_is_counted(knowledge, source) for source in claim.sources):
            yield f"{where}: it tells a share of people without a study of known year and sample."
        yield from (f"{where}: {problem}" for problem in advice_problems(claim.text))


def _shared_problems(knowledge: Knowledge) -> Iterator[str]:
    for name in ("home_measures", "time_windows", "phrases"):
        for record in getattr(knowledge, name).values():
            yield from _unknown_pages(knowledge, f"{name}/{record.id}", record.pages)
    for measure in knowledge.home_measures.values():
        if measure.advised:
            for problem in advice_problems(f"{measure.name}: {measure.text}"):
                yield f"home_measures/{measure.id}: {problem}"
        if not measure.sources:
            yield f"home_measures/{measure.id}: it names no source."
    for window in knowledge.time_windows.values():
        if not window.sources:
            yield f"time_windows/{window.id}: it names no source."


def _unknown_pages(knowledge: Knowledge, where: str, ids: Iterable[str]) -> Iterator[str]:
    for page in ids:
        if page not in knowledge.causes and page not in knowledge.topics:
            yield f"{where}: there is no page {page}."


def _evidence_problems(knowledge: Knowledge, item: EvidenceItem) -> Iterator[str]:
    where = f"evidence/{item.id}"
    if item.fate is not Fate.LEFT_OUT and not item.leads_to:
        yield f"{where}: it is {item.fate}, but leads nowhere."
    if item.fate is not Fate.SHOWN and not item.reason:
        yield f"{where}: it is {item.fate} without a reason."
    for target in item.leads_to:
        section, _, record = target.partition("/")
        if section != RIGHT_NOW and record not in _section(knowledge, section):
            yield f"{where}: there is no {target}."


def _section(knowledge: Knowledge, name: str) -> Mapping[str, object]:
    held = getattr(knowledge, name, None)
    return held if isinstance(held, Mapping) else {}
