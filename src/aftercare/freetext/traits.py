"""What the learnt reader looks at in a text: its words and ideas, how they are meant, and the facts patterns found.

Takes a text taken apart and knowledge; returns traits, each a short name: a stem or idea ("cramp", "~orgasm"), two that
stand side by side or one word apart, each marked when it is denied ("!fever") or long past ("<faint"); facts
("+chest_pain", "-fever"); and how the text as a whole is meant ("?well_since"). The same function makes what is learnt
from and what is read, so both always fit. Must never keep a text.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import groupby, pairwise

from aftercare.freetext.scope import Meant
from aftercare.freetext.understand import Understood
from aftercare.knowledge.lexicon import CueKind
from aftercare.knowledge.load import Knowledge
from aftercare.likeness.terms import WORD, Phrases

STOP = "stop"
"""Small words count here: "can i", "what is" and "not" tell a question or a denial from a danger."""
DENIED, LONG_AGO, PRESENT, ABSENT, BEFORE, WHOLE = "!", "<", "+", "-", "<+", "?"
LONG = timedelta(days=14)
MOST_WORDS = 400
"""A text longer than this is looked at to here; patterns read all of it."""
OF_THE_WHOLE = (
    CueKind.NOBODY,
    CueKind.WELL_SINCE,
    CueKind.OVER,
    CueKind.BACK,
    CueKind.ONCE,
    CueKind.OTHER,
    CueKind.HYPOTHETICAL,
    CueKind.FICTION,
    CueKind.USUALLY,
)


@lru_cache(maxsize=2)
def phrases_of(knowledge: Knowledge) -> Phrases:
    """The lay words, small words included; built once for each knowledge."""
    return Phrases.of(word for word in knowledge.words.values() if word.id != STOP)


def traits(understood: Understood, knowledge: Knowledge) -> list[str]:
    """The traits of a text, each once, in a fixed order."""
    found = [
        *_of_words(understood, phrases_of(knowledge)),
        *_of_facts(understood.meant),
        *_of_the_whole(understood),
    ]
    return sorted(set(found))


def _of_words(understood: Understood, phrases: Phrases) -> Iterator[str]:
    for mark, words in _runs(understood):
        terms = list(phrases.terms_of_words(words))
        in_order = [term for term in terms if not term.startswith(WORD)]
        yield from (mark + term for term in terms)
        yield from (f"{mark}{one} {two}" for one, two in pairwise(in_order) if one != two)
        yield from (f"{mark}{one} _ {two}" for one, two in zip(in_order, in_order[2:], strict=False) if one != two)


def _runs(understood: Understood) -> Iterator[tuple[str, list[str]]]:
    """Words that stand side by side and are meant alike, without figures of speech."""
    everything = understood.tokens.all[:MOST_WORDS]
    denied = understood.scope.denied()
    covered = {number for span in understood.found.figures for number in range(span.first, span.last + 1)}
    past = {sentence for sentence in understood.scope.starts if understood.scope.long_ago(sentence, LONG)}

    def mark(number: int) -> str | None:
        if number in covered:
            return None
        return DENIED if number in denied else LONG_AGO if everything[number].sentence in past else ""

    for how, numbers in groupby(range(len(everything)), key=mark):
        if how is not None:
            yield how, [everything[number].word for number in numbers]


def _of_facts(meant: Sequence[Meant]) -> Iterator[str]:
    for one in meant:
        if one.asked or one.dropped:
            continue
        mark = ABSENT if one.negated else BEFORE if one.passed or one.ago >= LONG else PRESENT
        yield from (mark + name for name in one.said.saying.findings)


def _of_the_whole(understood: Understood) -> Iterator[str]:
    kinds = {cued.cue.kind for cued in understood.found.cues}
    yield from (WHOLE + kind for kind in OF_THE_WHOLE if kind in kinds)
    if understood.scope.is_question():
        yield WHOLE + "question"
