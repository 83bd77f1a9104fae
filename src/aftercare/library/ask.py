"""Answers a question: the pages that fit best and the passage of each, or nothing when the library has nothing on it.

Takes the question, the index and the rules that the red-flag screen brought up; returns hits, best first. Screening the
question for danger comes before this and is not done here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from aftercare.library.index import Index, PassageEntry, with_pairs
from aftercare.library.terms import words_of
from aftercare.model.library import Hit

MOST_HITS = 4
"""The page that answers, and up to three more."""
LIKEST, LIKE, SPOKEN, COMMONNESS, HELPED, OF_RULE = 0.5, 1.5, 0.4, 0.03, 0.05, 0.6
"""What each thing counts: how like the question is to the likest example of the page, and to its few likest; how well
the language of the page explains the question; how common the cause is; whether the page helped this person before;
whether a red flag that came up names the page."""
FEW = 8
LEAST = 0.5
"""Below this the library has nothing on it."""
NEAR_BEST = 0.35
"""Further pages reach at least this share of the best one's score."""
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
    length: float

    @property
    def intents(self) -> tuple[str, ...]:
        """What it is after, besides what it is about."""
        return tuple(term for term in self.weights if term in INTENTS)


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
    elsewhere = scores.pop(len(index.pages), 0.0)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], index.pages[item[0]].id))
    if not ranked:
        return ()
    best = ranked[0][1]
    if not raised and (best < LEAST or best < elsewhere):
        return ()
    return tuple(_hit(index, number, score, query) for number, score in ranked[:MOST_HITS] if score >= NEAR_BEST * best)


def read_query(question: str, index: Index) -> Query:
    """The terms of a question, misspelt words mended."""
    words = [index.speller.mend(word) or word for word in words_of(question)]
    terms = with_pairs(tuple(index.phrases.terms_of_words(words)))
    weights = {term: index.rarity.get(term, index.unknown) for term in terms}
    return Query(weights, sqrt(sum(weight * weight for weight in weights.values())))


def score_pages(query: Query, index: Index, rules: frozenset[str] = frozenset()) -> dict[int, float]:
    """Every page that shares a term with the question, or that a red flag names, with its score."""
    scores = {page: SPOKEN * max(0.0, gain) for page, gain in _spoken(query, index).items()}
    for page, nearest in _likeness(query, index).items():
        nearest.sort(reverse=True)
        scores[page] = scores.get(page, 0.0) + LIKEST * nearest[0] + LIKE * sum(nearest[:FEW]) / FEW
    for page, raised_by in enumerate(index.rules):
        if page in scores:
            scores[page] += COMMONNESS * index.priors[page]
        if rules & raised_by:
            scores[page] = scores.get(page, 0.0) + OF_RULE
    return scores


def _spoken(query: Query, index: Index) -> dict[int, float]:
    """How much better the language of each page explains the question than that of all pages, per term."""
    found: dict[int, float] = {}
    known = 0
    for term in query.weights:
        pages, gains = index.spoken_on.get(term, ((), ()))
        known += bool(pages)
        for page, gain in zip(pages, gains, strict=True):
            found[page] = found.get(page, 0.0) + gain
    return {page: (gain + known * index.length_effect[page]) / len(query.weights) for page, gain in found.items()}


def _likeness(query: Query, index: Index) -> dict[int, list[float]]:
    """The cosines between the question and the examples of each page that share a term with it, from 0 to 1."""
    shared: dict[int, float] = {}
    for term, weight in query.weights.items():
        numbers, weights = index.examples_with.get(term, ((), ()))
        part = weight / query.length
        for number, held in zip(numbers, weights, strict=True):
            shared[number] = shared.get(number, 0.0) + part * held
    found: dict[int, list[float]] = {}
    for number, likeness in shared.items():
        found.setdefault(index.page_of_example[number], []).append(likeness)
    return found


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
