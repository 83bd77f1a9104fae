"""Answers a question: the pages that fit best and the passage of each, or nothing when the library has nothing on it.

Takes the question, the index and the rules that the red-flag screen brought up; returns hits, best first. Screening the
question for danger comes before this and is not done here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from aftercare.library.index import Index, PassageEntry
from aftercare.library.terms import words_of
from aftercare.model.library import Hit

MOST_HITS = 4
"""The page that answers, and up to three more."""
SATURATION = 1.2
"""k of BM25."""
COVERED, LIKE, COMMONNESS, HELPED, OF_RULE = 1.0, 1.3, 0.12, 0.06, 0.8
"""What each thing counts: how much of the question the page covers, how like it is to a question asked about the page,
how common the cause is, whether the page helped this person before, whether a red flag that came up names the page."""
LEAST = 0.75
"""Below this the library has nothing on it."""
LEAST_COVERED = 0.3
NEAR_BEST = 0.55
"""Further pages reach at least this share of the best one's score."""
MENDED = 0.8
"""A mended word counts a little less than one that was typed right."""
PASSAGE_BONUS = {"summary": 0.25, "common": 0.0, "studies": -0.1, "clinician": -0.1}
INTENTS: Mapping[str, tuple[str, ...]] = {
    "~intent_common": ("common",),
    "~intent_help": ("helps", "home", "own"),
    "~intent_when": ("see",),
    "~intent_clinician": ("clinician",),
    "~intent_how_long": ("course",),
}
"""What a question is after, and the kinds of passages that say it."""
INTENT_BONUS = 0.6


@dataclass(frozen=True, slots=True)
class Query:
    """A question as weighted terms."""

    weights: Mapping[str, float]
    """Rarity of each term; unknown ones too, so that a question about something else covers little."""
    length: float
    intents: tuple[str, ...]


def ask(
    question: str, index: Index, *, rules: Iterable[str] = (), helped: frozenset[str] = frozenset()
) -> tuple[Hit, ...]:
    """The pages that answer the question. `rules` are red flags it brought up, `helped` pages that helped before."""
    query = read_query(question, index)
    raised = frozenset(rules)
    scores = score_pages(query, index, raised)
    for number, page in enumerate(index.pages):
        if page.id in helped and number in scores:
            scores[number] += HELPED
    ranked = sorted(scores.items(), key=lambda item: (-item[1], index.pages[item[0]].id))
    if not ranked or not (raised or _has_something(query, index, ranked[0])):
        return ()
    best = ranked[0][1]
    return tuple(_hit(index, number, score, query) for number, score in ranked[:MOST_HITS] if score >= NEAR_BEST * best)


def read_query(question: str, index: Index) -> Query:
    """The terms of a question, misspelt words mended."""
    typed = words_of(question)
    mended: list[str] = []
    changed: set[str] = set()
    for word in typed:
        if word in index.phrases.stop or len(word) < 3:
            mended.append(word)
            continue
        known = index.speller.mend(word)
        mended.append(known or word)
        if known is not None and known != word:
            changed.update(index.phrases.terms_of_words([known]))
    counted = Counter(index.phrases.terms_of_words(mended))
    intents = tuple(term for term in counted if term in INTENTS)
    weights = {
        term: index.rarity.get(term, index.unknown) * (MENDED if term in changed else 1.0)
        for term in counted
        if term not in INTENTS
    }
    return Query(weights, sqrt(sum(weight * weight for weight in weights.values())), intents)


def score_pages(query: Query, index: Index, rules: frozenset[str] = frozenset()) -> dict[int, float]:
    """Every page that shares a term with the question, or that a red flag names, with its score."""
    covered = _covered(query, index)
    like = _likeness(query, index)
    scores = {
        page: COVERED * covered.get(page, 0.0) + LIKE * like.get(page, 0.0) + COMMONNESS * index.priors[page]
        for page in covered.keys() | like.keys()
    }
    for page, raised_by in enumerate(index.rules):
        if rules & raised_by:
            scores[page] = scores.get(page, 0.0) + OF_RULE
    return scores


def _covered(query: Query, index: Index) -> dict[int, float]:
    """The share of the question, by rarity, that each page is about (BM25F, over its most possible value)."""
    total = sum(query.weights.values())
    found: dict[int, float] = {}
    for term, weight in query.weights.items():
        for page, frequency in index.postings.get(term, {}).items():
            found[page] = found.get(page, 0.0) + weight / total * frequency / (SATURATION + frequency)
    return found


def _likeness(query: Query, index: Index) -> dict[int, float]:
    """The cosine between the question and the likest example of each page, from 0 to 1."""
    shared: dict[int, float] = {}
    for term, weight in query.weights.items():
        for number in index.examples_with.get(term, ()):
            shared[number] = shared.get(number, 0.0) + weight * index.examples[number].weights[term]
    found: dict[int, float] = {}
    for number, product in shared.items():
        example = index.examples[number]
        likeness = product / (query.length * example.length)
        if likeness > found.get(example.page, 0.0):
            found[example.page] = likeness
    return found


def _has_something(query: Query, index: Index, best: tuple[int, float]) -> bool:
    return best[1] >= LEAST and _covered(query, index).get(best[0], 0.0) >= LEAST_COVERED


def _hit(index: Index, number: int, score: float, query: Query) -> Hit:
    page = index.pages[number]
    passage = max(index.passages[number], key=lambda entry: _passage_score(entry, query))
    return Hit(page=page.id, title=page.title, passage=passage.text, score=round(score, 4))


def _passage_score(entry: PassageEntry, query: Query) -> float:
    total = sum(query.weights.values()) or 1.0
    score = sum(weight for term, weight in query.weights.items() if term in entry.terms) / total
    score += PASSAGE_BONUS.get(entry.kind, 0.0)
    if any(entry.kind in INTENTS[intent] for intent in query.intents):
        score += INTENT_BONUS
    return score
