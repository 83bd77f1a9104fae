"""The search index over the library's pages, built once in memory from the knowledge.

Each page is known by the terms of its title and names, of the questions people ask about it, of its summary and of its
passages; each question and name also stands alone, to be compared with what is typed as a whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from aftercare.knowledge.condition import Cause, Prior
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import library_page, page_records
from aftercare.library.spelling import Speller
from aftercare.library.terms import Phrases, words_of
from aftercare.model.library import LibraryPage

FIELD_WEIGHTS = {"name": 4.0, "ask": 2.0, "summary": 1.5, "body": 0.5}
LENGTH_EFFECT = 0.6
"""How much a long field counts less (b of BM25; Robertson, Zaragoza 2009, Found Trends Inf Retr 3:333-389)."""
PRIOR_WEIGHTS = {Prior.P1: 1.0, Prior.P2: 0.7, Prior.P3: 0.35, Prior.P4: 0.0}
TOPIC_WEIGHT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One name of a page or one question asked about it."""

    page: int
    weights: Mapping[str, float]
    length: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageEntry:
    """One passage that can be shown as an answer."""

    text: str
    kind: str
    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """See the module docstring. Pages are numbered in order."""

    pages: tuple[LibraryPage, ...]
    phrases: Phrases
    speller: Speller
    rarity: Mapping[str, float]
    """Inverse document frequency of each term; an unknown term has `unknown`."""
    unknown: float
    postings: Mapping[str, Mapping[int, float]]
    """Term, page, weighted and length-normed frequency."""
    examples: tuple[Example, ...]
    examples_with: Mapping[str, tuple[int, ...]]
    passages: tuple[tuple[PassageEntry, ...], ...]
    priors: tuple[float, ...]
    rules: tuple[frozenset[str], ...]
    """Red-flag rules each page is raised by."""


@lru_cache(maxsize=2)
def build_index(knowledge: Knowledge) -> Index:
    """Build it; kept for each knowledge."""
    phrases = Phrases.of(knowledge.words.values())
    records = page_records(knowledge)
    pages = tuple(library_page(knowledge, record.id) for record in records)
    fields = [_fields(page, record.asks) for page, record in zip(pages, records, strict=True)]
    speller = Speller.of(_known_words(phrases, fields))
    fields = [{**one, "ask": tuple(_mended(ask, speller) for ask in one["ask"])} for one in fields]
    counted = [
        {name: Counter(term for text in texts for term in phrases.terms(text)) for name, texts in one.items()}
        for one in fields
    ]
    rarity = _rarity(counted)
    examples = tuple(_examples(fields, phrases, rarity))
    return Index(
        pages=pages,
        phrases=phrases,
        speller=speller,
        rarity=rarity,
        unknown=log(1 + 2 * len(pages)),
        postings=_postings(counted),
        examples=examples,
        examples_with=_examples_with(examples),
        passages=tuple(tuple(_passages(page, phrases)) for page in pages),
        priors=tuple(PRIOR_WEIGHTS[one.prior] if isinstance(one, Cause) else TOPIC_WEIGHT for one in records),
        rules=tuple(frozenset(one.raised_by) for one in records),
    )


def _fields(page: LibraryPage, asks: Iterable[str]) -> dict[str, tuple[str, ...]]:
    body = [text.text for section in page.sections for text in section.texts]
    body += [text for one in page.comparisons for text in (one.articles, one.studies)]
    return {
        "name": (page.title, *((page.name,) if page.name else ()), *page.also),
        "ask": tuple(asks),
        "summary": (page.summary,),
        "body": tuple(body),
    }


def _rarity(counted: list[dict[str, Counter[str]]]) -> dict[str, float]:
    pages_with: Counter[str] = Counter()
    for one in counted:
        pages_with.update({term for name in ("name", "ask", "summary") for term in one[name]})
    for one in counted:
        for term in one["body"]:
            pages_with.setdefault(term, 1)
    total = len(counted)
    return {term: log(1 + (total - held + 0.5) / (held + 0.5)) for term, held in pages_with.items()}


def _postings(counted: list[dict[str, Counter[str]]]) -> dict[str, dict[int, float]]:
    postings: dict[str, dict[int, float]] = {}
    for name, weight in FIELD_WEIGHTS.items():
        lengths = [one[name].total() for one in counted]
        average = max(1.0, sum(lengths) / max(1, len(lengths)))
        for page, one in enumerate(counted):
            norm = 1 - LENGTH_EFFECT + LENGTH_EFFECT * lengths[page] / average
            for term, count in one[name].items():
                held = postings.setdefault(term, {})
                held[page] = held.get(page, 0.0) + weight * count / norm
    return postings


def _examples(
    fields: list[dict[str, tuple[str, ...]]], phrases: Phrases, rarity: Mapping[str, float]
) -> Iterator[Example]:
    for page, one in enumerate(fields):
        for text in dict.fromkeys((*one["name"], *one["ask"])):
            weights = {term: rarity[term] for term in phrases.terms(text)}
            length = sqrt(sum(weight * weight for weight in weights.values()))
            if length:
                yield Example(page=page, weights=weights, length=length)


def _examples_with(examples: tuple[Example, ...]) -> dict[str, tuple[int, ...]]:
    held: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        for term in example.weights:
            held.setdefault(term, []).append(number)
    return {term: tuple(numbers) for term, numbers in held.items()}


def _passages(page: LibraryPage, phrases: Phrases) -> Iterator[PassageEntry]:
    texts = [("summary", page.summary)]
    texts += [("common", one.sentence) for one in page.common]
    texts += [(section.id, text.text) for section in page.sections for text in section.texts]
    texts += [("studies", one.studies) for one in page.comparisons]
    for kind, text in texts:
        yield PassageEntry(text=text, kind=kind, terms=Counter(phrases.terms(text)))


def _known_words(phrases: Phrases, fields: list[dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """Words of the lay words and of our own texts; a word of the questions only when it is not a single slip there."""
    yield from phrases.words
    asked: Counter[str] = Counter()
    for one in fields:
        for name, texts in one.items():
            words = [word for text in texts for word in words_of(text)]
            if name == "ask":
                asked.update(words)
            else:
                yield from words
    yield from (word for word, times in asked.items() if times > 1)


def _mended(ask: str, speller: Speller) -> str:
    return " ".join(speller.mend(word) or word for word in words_of(ask))
