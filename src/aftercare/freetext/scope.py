"""What the small words around a fact make of it: not so, earlier, again and again, somebody else's, only asked about.

Takes a text's tokens and what was found in it; says for each saying how it is meant. Where it is not clear, it is so:
a missed "not" costs a question, a wrong one could cost a life. Must never look further than one sentence, but for a
time that the next sentence goes on telling of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from aftercare.freetext.background import Background
from aftercare.freetext.find import Cued, Found, Said, Span
from aftercare.freetext.tokens import Tokens
from aftercare.knowledge.lexicon import Cue, CueKind

MOST_BETWEEN = 5
"""A negation reaches over at most so many words."""
LIST_ITEM = 4
"""An item of a list under one negation has at most so many words."""
ANOTHERS_PAST = timedelta(days=14)
"""What somebody else had longer ago is no matter of today."""
TOLD_ON = timedelta(days=3)
"""A time at least so long ago holds in the next sentence too, while that goes on in the past."""
NEVER_TOO_SOON = 0.9
"""People round up: "a day ago" may be twenty hours, and a warning may last too long, never end too soon."""
UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "night": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}
LONGEST_AGO = timedelta(days=36_500)
ANYWHERE = "_anywhere"
"""Cues whose id ends so count wherever they stand in a sentence."""
LEADS = 3
"""A question is told by one of its first words."""


@dataclass(frozen=True, slots=True)
class Meant:
    """How a saying is meant."""

    said: Said
    negated: bool = False
    asked: bool = False
    """Only asked about, imagined, or of a story."""
    partners: bool = False
    """Told of the partner, who may be the one who is ill now."""
    dropped: bool = False
    """Somebody else's past."""
    usually: bool = False
    passed: bool = False
    """It was over at once."""
    ago: timedelta = timedelta(0)


class Scope:
    """One text's small words."""

    def __init__(self, tokens: Tokens, found: Found) -> None:
        self.tokens = tokens
        self.found = found
        self.by_sentence: dict[int, list[Cued]] = {}
        for cued in found.cues:
            self.by_sentence.setdefault(self._sentence(cued.span), []).append(cued)
        self.sayings: dict[int, list[Said]] = {}
        for said in found.sayings:
            self.sayings.setdefault(self._sentence(said.span), []).append(said)
        self.starts: dict[int, int] = {}
        for number, token in enumerate(tokens.all):
            self.starts.setdefault(token.sentence, number)
        agos = [self._length(cued) for sentence in self.starts for cued in self._past(sentence)]
        self.background = Background.of(self.by_sentence, agos)

    def meant(self, said: Said) -> Meant:
        """How this saying is meant."""
        sentence = self._sentence(said.span)
        ago = max(self._ago(said.span, sentence), self.background.past(sentence))
        return Meant(
            said,
            negated=self._negated(said.span, sentence),
            asked=not said.saying.even_asked and (self.background.unreal(sentence) or self._asked(said.span, sentence)),
            dropped=self._anothers_past(said.span, sentence, ago),
            partners=self._is_of_partner(said.span, sentence),
            usually=any(self._cues(sentence, CueKind.USUALLY)),
            passed=self.background.passed(sentence, told_next=bool(self.sayings.get(sentence + 1))),
            ago=ago,
        )

    def is_question(self) -> bool:
        """Whether the text asks something, of whomever."""
        kinds = (CueKind.QUESTION, CueKind.HYPOTHETICAL)
        return bool(self.tokens.asks) or any(self._cues(sentence, *kinds) for sentence in self.starts)

    def denied(self) -> frozenset[int]:
        """The numbers of the words that stand under a negation, itself included."""
        return frozenset(number for sentence in self.starts for number in self._denied_in(sentence))

    def long_ago(self, sentence: int, least: timedelta) -> bool:
        """Whether a sentence tells of a time at least so long ago, and not of now."""
        agos = [self._length(cued) for cued in self._past(sentence)]
        told = min(agos, default=timedelta(0))
        return max(told, self.background.past(sentence)) >= least and not self.background.is_now(sentence)

    def _denied_in(self, sentence: int) -> Iterator[int]:
        seeming = [cued.span for cued in self._cues(sentence, CueKind.NO_NEGATION)]
        for cued in self._cues(sentence, CueKind.NEGATION):
            if any(cued.span.overlaps(one) for one in seeming) or self._is_said(cued.span, sentence):
                continue
            yield from range(cued.span.first, cued.span.last + 1)
            number = cued.span.last + 1
            while number < len(self.tokens.all) and self.tokens.all[number].sentence == sentence:
                if not self._reaches(cued, Span(number, number), sentence):
                    break
                yield number
                number += 1

    def _sentence(self, span: Span) -> int:
        return self.tokens.all[span.first].sentence

    def _cues(self, sentence: int, *kinds: CueKind) -> list[Cued]:
        return [cued for cued in self.by_sentence.get(sentence, ()) if cued.cue.kind in kinds]

    def _turned(self, sentence: int, first: int, last: int, *kinds: CueKind) -> bool:
        """Whether a "but" or the like begins between."""
        return any(first <= cued.span.first <= last for cued in self._cues(sentence, *(kinds or (CueKind.TURN,))))

    def _marked(self, first: int, last: int) -> bool:
        return any(token.after_mark for token in self.tokens.all[first : last + 1])

    def _negated(self, span: Span, sentence: int) -> bool:
        seeming = [cued.span for cued in self._cues(sentence, CueKind.NO_NEGATION)]
        for cued in self._cues(sentence, CueKind.NEGATION):
            if any(cued.span.overlaps(one) for one in seeming) or self._is_said(cued.span, sentence):
                continue
            if cued.span.last < span.first and self._reaches(cued, span, sentence):
                return True
        for cued in self._cues(sentence, CueKind.NEGATION_AFTER):
            after = cued.span.last + 1
            ends = after >= len(self.tokens.all) or self.tokens.all[after].sentence != sentence
            if cued.span.first == span.last + 1 and (ends or self.tokens.all[after].after_mark):
                return True
        return False

    def _is_said(self, span: Span, sentence: int) -> bool:
        """Whether the cue is part of a saying: "did not want it" is no negation of what follows."""
        return any(said.span.overlaps(span) for said in self.sayings.get(sentence, ()))

    def _reaches(self, negation: Cued, span: Span, sentence: int) -> bool:
        """Whether what follows the negation is still under it when the saying begins."""
        first = negation.span.last + 1
        between = range(first, span.first)
        if self._turned(sentence, first, span.first, CueKind.TURN, CueKind.PART):
            return False
        goes_on = self._list_goes_on(first, span, sentence)
        if not goes_on and (self._marked(first, span.first) or len(between) > MOST_BETWEEN):
            return False
        people = self._cues(sentence, CueKind.SELF, CueKind.PARTNER)
        subjects = [one for one in people if first <= one.span.first < span.first and one.cue.id.endswith("_subject")]
        allowed = 1 if negation.cue.id.startswith("think") else 0
        return len(subjects) <= allowed

    def _list_goes_on(self, first: int, span: Span, sentence: int) -> bool:
        """A list like "no fever, pain or bleeding": short items, and an "or" at its end."""
        more = self._cues(sentence, CueKind.LIST_GOES_ON)
        marks = [number for number in range(first + 1, span.first + 1) if self.tokens.all[number].after_mark]
        edges = [first, *marks, span.first]
        short = all(later - earlier <= LIST_ITEM for earlier, later in pairwise(edges))
        end = span.last + 1
        while end < len(self.tokens.all) and self.tokens.all[end].sentence == sentence and end < span.last + 12:
            end += 1
        ahead = any(
            first <= cued.span.first < end and not self._turned(sentence, span.last, cued.span.first) for cued in more
        )
        return short and ahead

    def _asked(self, span: Span, sentence: int) -> bool:
        if self._cues(sentence, CueKind.FICTION) and not self._cues(sentence, CueKind.NOW):
            return True
        people = self._cues(sentence, CueKind.SELF, CueKind.PARTNER)
        for cued in self._cues(sentence, CueKind.HYPOTHETICAL):
            if cued.span.first > span.last:
                continue
            fresh = any(
                cued.span.last < one.span.first <= span.last and self.tokens.all[one.span.first].after_mark
                for one in people
            )
            if not fresh and not self._turned(sentence, cued.span.last + 1, span.first):
                return True
        lead = self.starts[sentence] + LEADS
        questions = self._cues(sentence, CueKind.QUESTION)
        begins = any(
            (cued.span.first < lead or cued.cue.id.endswith(ANYWHERE))
            and not self._turned(sentence, cued.span.last + 1, span.first)
            for cued in questions
        )
        here = people or self._cues(sentence, CueKind.HERE, CueKind.NOW)
        return (begins or sentence in self.tokens.asks) and not here

    def _anothers_past(self, span: Span, sentence: int, ago: timedelta) -> bool:
        # Who stands in the saying itself did it: "my ex forced me" is the writer's own past.
        others = [cued for cued in self._cues(sentence, CueKind.OTHER) if not cued.span.overlaps(span)]
        people = [
            cued
            for cued in self._cues(sentence, CueKind.SELF, CueKind.PARTNER)
            if not any(cued.span.overlaps(other.span) for other in others)
            and not (cued.cue.kind is CueKind.PARTNER and cued.span.overlaps(span))
        ]
        before = [cued for cued in (*people, *others) if cued.span.first <= span.last]
        nearest = max(before, key=lambda cued: cued.span.last, default=None)
        if nearest is None or nearest.cue.kind is CueKind.SELF:
            return False
        once = self._cues(sentence, CueKind.ONCE) and not self._cues(sentence, CueKind.NOW)
        return bool(once) or ago > ANOTHERS_PAST

    def _is_of_partner(self, span: Span, sentence: int) -> bool:
        return not self._cues(sentence, CueKind.OTHER) and any(
            cued.span.first <= span.last for cued in self._cues(sentence, CueKind.PARTNER)
        )

    def _ago(self, span: Span, sentence: int) -> timedelta:
        told = self._told_ago(span, sentence)
        if told is not None:
            return told
        earlier = sentence - 1
        if not self._cues(sentence, CueKind.NOW, CueKind.AGO, CueKind.ONGOING) and self._goes_on_in_past(sentence):
            agos = [self._length(cued) for cued in self._past(earlier)]
            if agos and not self._cues(earlier, CueKind.NOW) and min(agos) >= TOLD_ON:
                return min(agos)
        return timedelta(0)

    def _told_ago(self, span: Span, sentence: int) -> timedelta | None:
        """The nearest time in the sentence that is told of this; None when none is."""
        nearest: tuple[int, timedelta] | None = None
        for cued in self._past(sentence):
            if self._is_of_another(cued.span, span, sentence):
                continue
            low, high = sorted((cued.span, span), key=lambda one: one.first)
            between = (low.last + 1, high.first - 1)
            if self._turned(sentence, *between) or any(
                low.first <= now.span.first <= high.last for now in self._cues(sentence, CueKind.NOW)
            ):
                continue
            parted = self._marked(low.last + 1, high.first) or self._turned(sentence, *between, CueKind.PART)
            if parted and not self._clause_is_past(span):
                continue
            distance = high.first - low.last
            if nearest is None or distance < nearest[0]:
                nearest = (distance, self._length(cued))
        return None if nearest is None else nearest[1]

    def _is_of_another(self, time: Span, span: Span, sentence: int) -> bool:
        """Whether the time stands inside the words of another saying: the two months since a birth date the birth."""
        return any(
            said.span != span and said.span.first <= time.first and time.last <= said.span.last
            for said in self.sayings.get(sentence, ())
            if not said.span.overlaps(span)
        )

    def _past(self, sentence: int) -> list[Cued]:
        going_on = [cued.span for cued in self._cues(sentence, CueKind.ONGOING)]
        return [
            cued for cued in self._cues(sentence, CueKind.AGO) if not any(cued.span.overlaps(one) for one in going_on)
        ]

    def _clause_is_past(self, span: Span) -> bool:
        """Whether the words of the saying and around it, up to the next mark, tell of the past and not of now."""
        everything = self.tokens.all
        sentence = self._sentence(span)
        edges = {cued.span.first for cued in self._cues(sentence, CueKind.PART, CueKind.TURN)}
        first, last = span.first, span.last
        while first > 0 and not everything[first].after_mark and everything[first - 1].sentence == sentence:
            if first in edges:
                break
            first -= 1
        while last + 1 < len(everything) and not everything[last + 1].after_mark:
            if everything[last + 1].sentence != sentence or last + 1 in edges:
                break
            last += 1
        return self._is_past(sentence, first, last)

    def _goes_on_in_past(self, sentence: int) -> bool:
        last = first = self.starts[sentence]
        while last + 1 < len(self.tokens.all) and self.tokens.all[last + 1].sentence == sentence:
            last += 1
        return self._is_past(sentence, first, last)

    def _is_past(self, sentence: int, first: int, last: int) -> bool:
        if any(first <= cued.span.first <= last for cued in self._cues(sentence, CueKind.PRESENT_VERB)):
            return False
        return any(first <= cued.span.first <= last for cued in self._cues(sentence, CueKind.PAST_VERB)) or any(
            token.word.endswith("ed") for token in self.tokens.all[first : last + 1]
        )

    def _length(self, cued: Cued) -> timedelta:
        return length_of(cued.cue, [token.word for token in self.tokens.all[cued.span.first : cued.span.last + 1]])


def length_of(cue: Cue, words: list[str]) -> timedelta:
    """How long ago: what the cue says, or the number and unit in its words."""
    if cue.ago is not None:
        return cue.ago.delta
    number = next((float(word) for word in words if word[0].isdigit()), 1.0)
    unit = next((UNITS[word.removesuffix("s")] for word in words if word.removesuffix("s") in UNITS), None)
    if unit is None:
        return LONGEST_AGO
    return min(LONGEST_AGO, unit * min(number, LONGEST_AGO / unit) * NEVER_TOO_SOON)
