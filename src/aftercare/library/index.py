"""The search index over the library's pages, made once in memory from the knowledge.

Each page is a group of texts: its names and the questions people ask about it are examples, its summary and passages
belong to its language. Questions whose answer is on no page are a group of their own, after the last page.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from aftercare.knowledge.condition import Cause, Prior
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library.kept_index import read_kept, write_kept
from aftercare.library.pages import library_page, page_records
from aftercare.likeness.groups import Group, Groups, Terms
from aftercare.likeness.spelling import Speller
from aftercare.likeness.terms import Phrases, words_of
from aftercare.model.library import LibraryPage

ELSEWHERE = "elsewhere"
"""The record of `asks` that holds questions no page answers."""
NAME_WEIGHT, ASK_WEIGHT, SUMMARY_WEIGHT, BODY_WEIGHT = 3.0, 1.0, 2.0, 0.3
PRIOR_WEIGHTS = {Prior.P1: 1.0, Prior.P2: 0.7, Prior.P3: 0.35, Prior.P4: 0.0}
TOPIC_WEIGHT = 1.0


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
    groups: Groups
    priors: tuple[float, ...]
    rules: tuple[frozenset[str], ...]
    """Red-flag rules each page is raised by."""
    _passages: dict[int, tuple[PassageEntry, ...]] = field(default_factory=dict, compare=False, repr=False)

    def terms(self, text: str) -> Terms:
        """The terms of what somebody typed, misspelt words mended."""
        return tuple(self.phrases.terms_of_words([self.speller.mend(word) or word for word in words_of(text)]))

    def passages(self, number: int) -> tuple[PassageEntry, ...]:
        """What of a page can be shown as an answer; of few pages it is ever asked."""
        if number not in self._passages:
            self._passages[number] = tuple(_passages(self.pages[number], self.phrases))
        return self._passages[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    names: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@lru_cache(maxsize=2)
def build_index(knowledge: Knowledge) -> Index:
    """Build it; kept for each knowledge. What takes longest is read from a file where one fits."""
    phrases = Phrases.of(knowledge.words.values())
    records = page_records(knowledge)
    pages = tuple(library_page(knowledge, record.id) for record in records)
    kept = read_kept() if knowledge is load_knowledge() else None
    if kept is not None:
        speller, groups = Speller.of(kept.words), kept.groups
    else:
        speller, groups = _speller_and_groups(knowledge, phrases)
    return Index(
        pages=pages,
        phrases=phrases,
        speller=speller,
        groups=groups,
        priors=tuple(PRIOR_WEIGHTS[one.prior] if isinstance(one, Cause) else TOPIC_WEIGHT for one in records),
        rules=tuple(frozenset(one.raised_by) for one in records),
    )


def keep_index(knowledge: Knowledge) -> None:
    """Keep what takes longest, for `build_index`; nothing where it is kept already."""
    if read_kept() is None:
        speller, groups = _speller_and_groups(knowledge, Phrases.of(knowledge.words.values()))
        write_kept(groups, speller.known)


def _speller_and_groups(knowledge: Knowledge, phrases: Phrases) -> tuple[Speller, Groups]:
    texts = [
        _texts_of(library_page(knowledge, record.id), (*record.asks, *_more_asks(knowledge, record.id)))
        for record in page_records(knowledge)
    ]
    texts.append(_Texts(asks=_more_asks(knowledge, ELSEWHERE)))
    other = (word for group in knowledge.other_words.values() for word in group.words)
    speller = Speller.of((*_known_words(phrases, texts), *other))
    mend = lru_cache(maxsize=None)(lambda word: speller.mend(word) or word)
    return speller, Groups.of([_group(one, phrases, mend) for one in texts])


def _more_asks(knowledge: Knowledge, page_id: str) -> tuple[str, ...]:
    more = knowledge.asks.get(page_id)
    return more.asks if more is not None else ()


def _texts_of(page: LibraryPage, asks: Iterable[str]) -> _Texts:
    body = [text.text for section in page.sections for text in section.texts]
    body += [text for one in page.comparisons for text in (one.articles, one.studies)]
    return _Texts(
        names=(page.title, *((page.name,) if page.name else ()), *page.also),
        asks=tuple(asks),
        summary=(page.summary,),
        body=tuple(body),
    )


def _known_words(phrases: Phrases, texts: list[_Texts]) -> Iterator[str]:
    """Words of the lay words and of our own texts; a word of the questions only when it is not a single slip there."""
    yield from phrases.words
    asked: Counter[str] = Counter()
    for one in texts:
        for text in (*one.names, *one.summary, *one.body):
            yield from words_of(text)
        for ask in one.asks:
            asked.update(words_of(ask))
    yield from (word for word, times in asked.items() if times > 1)


def _group(texts: _Texts, phrases: Phrases, mend: Callable[[str], str]) -> Group:
    names = tuple(tuple(phrases.terms(text)) for text in texts.names)
    asks = tuple(tuple(phrases.terms_of_words([mend(word) for word in words_of(ask)])) for ask in texts.asks)
    return Group(
        examples=(*names, *asks),
        weights=(NAME_WEIGHT,) * len(names) + (ASK_WEIGHT,) * len(asks),
        other=tuple((SUMMARY_WEIGHT, tuple(phrases.terms(text))) for text in texts.summary),
        plain=tuple((BODY_WEIGHT, tuple(phrases.terms(text))) for text in texts.body),
    )


def _passages(page: LibraryPage, phrases: Phrases) -> Iterator[PassageEntry]:
    texts = [("summary", page.summary)]
    texts += [("common", one.sentence) for one in page.common if one.sentence]
    texts += [(section.id, text.text) for section in page.sections for text in section.texts]
    texts += [("studies", one.studies) for one in page.comparisons]
    for kind, text in texts:
        yield PassageEntry(text=text, kind=kind, terms=frozenset(phrases.terms(text)))
