"""Answers a question: the pages that fit best and the passage of each, or nothing when the library has nothing on it.

Takes the question, the index and the rules that the red-flag screen brought up; returns hits, best first. Screening the
question for danger comes before this and is not done here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aftercare.library.index import Index, PassageEntry
from aftercare.likeness.groups import Query, Terms
from aftercare.model.library import Hit

MOST_HITS = 4
"""The page that answers, and up to three more."""
COMMONNESS, HELPED, OF_RULE = 0.03, 0.05, 0.15
"""What counts besides the words: how common the cause is, whether the page helped this person before, whether a red
flag that came up names the page."""
ENOUGH, ELSEWHERE_COUNTS, COVERED_COUNTS = 0.35, 1.8, 0.5
"""The library has something on it where the best page's fit, less that of what is on no page, and the share of the
question that the page has words for come to the first of these together."""
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
class Scored:
    """How well each page fits a question, by the words alone."""

    terms: Terms
    query: Query
    pages: Mapping[int, float]
    elsewhere: float
    """How well what is on no page fits."""


def score(question: str, index: Index) -> Scored:
    """Compare the question with every page."""
    terms = index.terms(question)
    query = index.groups.query(terms)
    pages = index.groups.scores(query)
    elsewhere = pages.pop(len(index.pages), 0.0)
    return Scored(terms, query, pages, elsewhere)


def hits(
    scored: Scored, index: Index, *, rules: Iterable[str] = (), helped: frozenset[str] = frozenset()
) -> tuple[Hit, ...]:
    """The pages that answer the question. `rules` are red flags it brought up, `helped` pages that helped before."""
    raised = frozenset(rules)
    scores = dict(scored.pages)
    named = {number for number, of_page in enumerate(index.rules) if raised & of_page}
    for number, page in enumerate(index.pages):
        if number in named:
            scores[number] = scores.get(number, 0.0) + OF_RULE
        if number in scores:
            scores[number] += COMMONNESS * index.priors[number] + (HELPED if page.id in helped else 0.0)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], index.pages[item[0]].id))
    if not ranked or not (named or _has_something(scored, index, ranked[0])):
        return ()
    near = [(number, score) for number, score in ranked[:MOST_HITS] if score >= NEAR_BEST * ranked[0][1]]
    return tuple(_hit(index, number, score, scored.query) for number, score in near)


def _has_something(scored: Scored, index: Index, best: tuple[int, float]) -> bool:
    number, fit = best
    covered = COVERED_COUNTS * index.groups.covered(scored.terms, number)
    return fit - ELSEWHERE_COUNTS * scored.elsewhere + covered >= ENOUGH


def ask(question: str, index: Index) -> tuple[Hit, ...]:
    """The pages that answer a question nobody screened: for tests and for trying out words."""
    return hits(score(question, index), index)


def likeness_to_others(scored: Scored, index: Index, rule: str) -> float:
    """How like the question is to the likest page that a red flag does not make urgent; 0 where there is none."""
    return max((fit for number, fit in scored.pages.items() if rule not in index.rules[number]), default=0.0)


def _hit(index: Index, number: int, score: float, query: Query) -> Hit:
    page = index.pages[number]
    if page.safety_first:
        return Hit(page=page.id, title=page.title, passage=page.summary, score=round(score, 4))
    passage = max(index.passages(number), key=lambda entry: _passage_score(entry, query))
    return Hit(page=page.id, title=page.title, passage=passage.text, score=round(score, 4))


def _passage_score(entry: PassageEntry, query: Query) -> float:
    total = sum(query.weights.values()) or 1.0
    score = sum(weight for term, weight in query.weights.items() if term in entry.terms) / total
    score += PASSAGE_BONUS.get(entry.kind, 0.0)
    if any(intent in query.weights and entry.kind in kinds for intent, kinds in INTENTS.items()):
        score += INTENT_BONUS
    return score
