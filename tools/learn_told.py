"""Learns from the told texts how much each trait of a text speaks for each danger, and writes `learned.json`.

Multinomial logistic regression over the traits of `freetext.traits`, by stochastic gradient descent with steps that
shrink as a weight is corrected (AdaGrad; Duchi, Hazan, Singer 2011, J Mach Learn Res 12:2121-2159). The same data give
the same file. With `--check`, only says whether the file still fits the data.
"""

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from aftercare.freetext.traits import traits
from aftercare.freetext.understand import understand
from aftercare.knowledge.compiled import digest_of
from aftercare.knowledge.learned import (
    FILE,
    NO_DANGER,
    TENTHS,
    Learned,
    everyday_asks,
    fingerprint_of,
    learned_as_text,
    read_learned,
)
from aftercare.knowledge.load import Knowledge, load_knowledge

ROUNDS, AT_ONCE, STEP = 6, 64, 0.5
SHRINK = 1e-4
"""How strongly a weight is held near 0 (L2 penalty), so that one writer's way of speaking decides nothing."""
LEAST_TEXTS = 2
"""A trait of fewer texts is left out."""
LEAST_WEIGHT = 0.25
"""A smaller weight is left out: it changes no answer, and the file is a tenth as long."""
SEED = 20261122


def texts_of(knowledge: Knowledge) -> tuple[list[str], list[str]]:
    """Every text to learn from, and its group."""
    told = [
        (text, record.id if record.findings else NO_DANGER)
        for record in knowledge.told.values()
        for text in record.texts
    ]
    everyday = [(text, NO_DANGER) for text in _everyday(knowledge)]
    return [text for text, _ in (*told, *everyday)], [group for _, group in (*told, *everyday)]


def learn(texts: Sequence[str], groups: Sequence[str], knowledge: Knowledge) -> Learned:
    """Learn from texts and their groups."""
    seen = [traits(understand(text, knowledge), knowledge) for text in texts]
    count = Counter(trait for one in seen for trait in one)
    kept = sorted(trait for trait, times in count.items() if times >= LEAST_TEXTS)
    place = {trait: number for number, trait in enumerate(kept)}
    rows = [np.array([place[trait] for trait in one if trait in place], dtype=np.int64) for one in seen]
    names = [NO_DANGER, *sorted(set(groups) - {NO_DANGER})]
    answers = np.array([names.index(group) for group in groups])
    weights, start = _descend(rows, answers, len(kept), len(names))
    return Learned(
        fingerprint=fingerprint(knowledge),
        groups=tuple(names),
        start=tuple(round(float(one) * TENTHS) for one in start),
        weights={trait: numbers for trait, row in zip(kept, weights, strict=True) if (numbers := _kept(row))},
    )


def _descend(
    rows: list[np.ndarray], answers: np.ndarray, traits_number: int, groups_number: int
) -> tuple[np.ndarray, np.ndarray]:
    weights = np.zeros((traits_number, groups_number), np.float32)
    start = np.zeros(groups_number, np.float32)
    corrected, start_corrected = np.full_like(weights, 1e-3), np.full_like(start, 1e-3)
    filled = [number for number, row in enumerate(rows) if len(row)]
    chance = np.random.default_rng(SEED)
    for _ in range(ROUNDS):
        for batch in np.array_split(chance.permutation(filled), max(1, len(filled) // AT_ONCE)):
            sizes = np.array([len(rows[number]) for number in batch])
            columns = np.concatenate([rows[number] for number in batch])
            value = np.repeat(1 / np.sqrt(sizes), sizes).astype(np.float32)[:, None]
            firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            wrong = _softmax(start + np.add.reduceat(weights[columns] * value, firsts, axis=0))
            wrong[np.arange(len(batch)), answers[batch]] -= 1
            order = np.argsort(columns, kind="stable")
            touched, begins = np.unique(columns[order], return_index=True)
            owner = np.repeat(np.arange(len(batch)), sizes)
            slope = np.add.reduceat((wrong[owner] * value)[order], begins, axis=0)
            slope += SHRINK * len(batch) * weights[touched]
            corrected[touched] += slope * slope
            weights[touched] -= STEP * slope / np.sqrt(corrected[touched])
            slope = wrong.sum(axis=0)
            start_corrected += slope * slope
            start -= STEP * slope / np.sqrt(start_corrected)
    return weights, start


def _softmax(sums: np.ndarray) -> np.ndarray:
    parts = np.exp(sums - sums.max(axis=1, keepdims=True))
    return parts / parts.sum(axis=1, keepdims=True)


def _kept(row: np.ndarray) -> tuple[int, ...]:
    return tuple(
        number
        for group in np.flatnonzero(np.abs(row) >= LEAST_WEIGHT)
        for number in (int(group), round(float(row[group]) * TENTHS))
    )


def _everyday(knowledge: Knowledge) -> tuple[str, ...]:
    return everyday_asks(knowledge.told, {name: page.asks for name, page in knowledge.asks.items()})


def fingerprint(knowledge: Knowledge) -> str:
    """What is learnt from, in short."""
    lexicon = digest_of(knowledge.folder / "lexicon")
    return fingerprint_of(knowledge.told, _everyday(knowledge), knowledge.words.values(), lexicon)


def main(arguments: Sequence[str]) -> int:
    """Learn and write, or check."""
    knowledge = load_knowledge()
    if "--check" in arguments:
        if read_learned().fingerprint == fingerprint(knowledge):
            return 0
        print("told texts, questions, lay words or lexicon changed since they were learnt from: run `make learn`")
        return 1
    FILE.write_text(learned_as_text(learn(*texts_of(knowledge), knowledge)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
