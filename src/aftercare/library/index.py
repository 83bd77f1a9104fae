"""The search index over the library's pages, built once in memory from the knowledge.

Each page is known in two ways: by examples (its names, and the questions people ask about it, each on its own), and by
the language used on it as a whole (these, its summary and its passages). Two terms side by side count as one more term.
Questions whose answer is on no page are kept as a page of their own, `ELSEWHERE`.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from aftercare.knowledge.condition import Cause, Prior
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import library_page, page_records
from aftercare.library.spelling import Speller
from aftercare.library.terms import Phrases, words_of
from aftercare.model.library import HowCommon, LibraryPage

ELSEWHERE = "elsewhere"
"""The record of `asks` that holds questions no page answers."""
NAME, ASK, SUMMARY, BODY = "name", "ask", "summary", "body"
FIELD_WEIGHTS = {NAME: 3.0, ASK: 1.0, SUMMARY: 2.0, BODY: 0.3}
SMOOTHING = 150.0
"""So many words of the language of all pages are mixed into that of each (mu of the Dirichlet prior; Zhai, Lafferty
2004, ACM Trans Inf Syst 22:179-214), so that a word a page happens not to use does not rule it out."""
UNKNOWN_SHARE = 0.35
"""A word the library never uses weighs this share of the rarest known one: people tell of their lives on the way."""
PRIOR_WEIGHTS = {Prior.P1: 1.0, Prior.P2: 0.7, Prior.P3: 0.35, Prior.P4: 0.0}
TOPIC_WEIGHT = 1.0

Terms = tuple[str, ...]
Postings = Mapping[str, tuple[Sequence[int], Sequence[float]]]
"""Term; the numbers that hold it, and how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageEntry:
    """One passage that can be shown as an answer."""

    text: str
    kind: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """See the module docstring. Pages are numbered in order; the number after the last is `ELSEWHERE`."""

    pages: tuple[LibraryPage, ...]
    phrases: Phrases
    speller: Speller
    rarity: Mapping[str, float]
    """Inverse document frequency of each term."""
    unknown: float
    """The weight of a term that is not there."""
    spoken_on: Postings
    """How much more likely each term is on a page than anywhere, as a logarithm before the page's length counts."""
    length_effect: Sequence[float]
    """What each term of a question loses on a page for its length, as a logarithm."""
    examples_with: Postings
    """Weight in an example of length 1."""
    page_of_example: Sequence[int]
    passages: tuple[tuple[PassageEntry, ...], ...]
    priors: tuple[float, ...]
    rules: tuple[frozenset[str], ...]
    """Red-flag rules each page is raised by."""


def with_pairs(terms: Sequence[str]) -> list[str]:
    """The terms, and each two that stand side by side as one more."""
    return [*terms, *(f"{one} {two}" for one, two in pairwise(terms) if one != two)]


@lru_cache(maxsize=2)
def build_index(knowledge: Knowledge) -> Index:
    """Build it; kept for each knowledge."""
    phrases = Phrases.of(knowledge.words.values())
    records = page_records(knowledge)
    pages = tuple(library_page(knowledge, record.id) for record in records)
    texts = [
        _texts(page, (*record.asks, *_more_asks(knowledge, page.id)))
        for page, record in zip(pages, records, strict=True)
    ]
    texts.append({NAME: (), ASK: _more_asks(knowledge, ELSEWHERE), SUMMARY: (), BODY: ()})
    speller = Speller.of(_known_words(phrases, texts))
    fields = [
        {name: [_terms(text, phrases, speller, mend=name == ASK) for text in held] for name, held in one.items()}
        for one in texts
    ]
    rarity = _rarity(fields)
    spoken_on, length_effect = _language(fields)
    examples = [(number, terms) for number, one in enumerate(fields) for terms in (*one[NAME], *one[ASK]) if terms]
    return Index(
        pages=pages,
        phrases=phrases,
        speller=speller,
        rarity=rarity,
        unknown=UNKNOWN_SHARE * log(1 + 2 * len(fields)),
        spoken_on=spoken_on,
        length_effect=length_effect,
        examples_with=_examples_with([terms for _, terms in examples], rarity),
        page_of_example=array("H", [number for number, _ in examples]),
        passages=tuple(tuple(_passages(page, phrases)) for page in pages),
        priors=tuple(PRIOR_WEIGHTS[one.prior] if isinstance(one, Cause) else TOPIC_WEIGHT for one in records),
        rules=tuple(frozenset(one.raised_by) for one in records),
    )


def _more_asks(knowledge: Knowledge, page_id: str) -> tuple[str, ...]:
    more = knowledge.asks.get(page_id)
    return more.asks if more is not None else ()


def _texts(page: LibraryPage, asks: Iterable[str]) -> dict[str, tuple[str, ...]]:
    body = [text.text for section in page.sections for text in section.texts]
    body += [text for one in page.comparisons for text in (one.articles, one.studies)]
    return {
        NAME: (page.title, *((page.name,) if page.name else ()), *page.also),
        ASK: tuple(asks),
        SUMMARY: (page.summary,),
        BODY: tuple(body),
    }


def _known_words(phrases: Phrases, texts: list[dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """Words of the lay words and of our own texts; a word of the questions only when it is not a single slip there."""
    yield from phrases.words
    asked: Counter[str] = Counter()
    for one in texts:
        for name, held in one.items():
            words = [word for text in held for word in words_of(text)]
            if name == ASK:
                asked.update(words)
            else:
                yield from words
    yield from (word for word, times in asked.items() if times > 1)


def _terms(text: str, phrases: Phrases, speller: Speller, *, mend: bool) -> Terms:
    words = words_of(text)
    return tuple(phrases.terms_of_words([speller.mend(word) or word for word in words] if mend else words))


def _rarity(fields: list[dict[str, list[Terms]]]) -> dict[str, float]:
    held_by: Counter[str] = Counter()
    for one in fields:
        held_by.update({term for name in (NAME, ASK, SUMMARY) for terms in one[name] for term in with_pairs(terms)})
    for one in fields:
        for terms in one[BODY]:
            for term in terms:
                held_by.setdefault(term, 1)
    total = len(fields)
    return {term: log(1 + (total - held + 0.5) / (held + 0.5)) for term, held in held_by.items()}


def _language(fields: list[dict[str, list[Terms]]]) -> tuple[Postings, Sequence[float]]:
    """The smoothed language of each page, and what its length takes off."""
    spoken = [_weighted(one) for one in fields]
    lengths = [max(1.0, sum(one.values())) for one in spoken]
    everywhere: dict[str, float] = {}
    for one, length in zip(spoken, lengths, strict=True):
        for term, weight in one.items():
            everywhere[term] = everywhere.get(term, 0.0) + weight / length / len(spoken)
    numbers: dict[str, array[int]] = {}
    gains: dict[str, array[float]] = {}
    for number, one in enumerate(spoken):
        for term, weight in one.items():
            numbers.setdefault(term, array("H")).append(number)
            gains.setdefault(term, array("f")).append(log(1 + weight / (SMOOTHING * everywhere[term])))
    postings = {term: (held_by, gains[term]) for term, held_by in numbers.items()}
    return postings, array("f", [log(SMOOTHING / (SMOOTHING + length)) for length in lengths])


def _weighted(fields: dict[str, list[Terms]]) -> dict[str, float]:
    spoken: dict[str, float] = {}
    for name, weight in FIELD_WEIGHTS.items():
        for terms in fields[name]:
            for term in _counted(terms, name):
                spoken[term] = spoken.get(term, 0.0) + weight
    return spoken


def _counted(terms: Terms, name: str) -> Sequence[str]:
    return terms if name == BODY else with_pairs(terms)


def _examples_with(examples: list[Terms], rarity: Mapping[str, float]) -> Postings:
    numbers: dict[str, array[int]] = {}
    weights: dict[str, array[float]] = {}
    for number, terms in enumerate(examples):
        held = {term: rarity[term] for term in with_pairs(terms)}
        length = sqrt(sum(weight * weight for weight in held.values()))
        for term, weight in held.items():
            numbers.setdefault(term, array("H")).append(number)
            weights.setdefault(term, array("f")).append(weight / length)
    return {term: (held_by, weights[term]) for term, held_by in numbers.items()}


def _how_common(common: HowCommon) -> tuple[str, ...]:
    """The range; where there is none because the studies stand side by side, each study."""
    return (common.sentence,) if common.sentence else tuple(study.sentence for study in common.studies)


def _passages(page: LibraryPage, phrases: Phrases) -> Iterator[PassageEntry]:
    texts = [("summary", page.summary)]
    texts += [("common", text) for one in page.common for text in _how_common(one)]
    texts += [(section.id, text.text) for section in page.sections for text in section.texts]
    texts += [("studies", one.studies) for one in page.comparisons]
    for kind, text in texts:
        yield PassageEntry(text=text, kind=kind, terms=frozenset(phrases.terms(text)))
