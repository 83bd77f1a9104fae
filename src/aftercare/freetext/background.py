"""What a whole text is about: nobody who is ill, something long past and well since, something that passed at once.

Takes the cues of a text by sentence; says whether a saying is only imagined, how long ago the text as a whole was, and
what had passed. Where a text tells of now as well, it is about now: a past that is taken for now costs a question, the
other way round it could cost a life.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from aftercare.freetext.find import Cued
from aftercare.knowledge.lexicon import CueKind

LONG_AGO = timedelta(days=14)
"""A time at least so long ago, and well since, is what the whole text is about."""
SUBJECT = "_subject"
LOOSELY = "_loosely"
"""Cues whose id ends so bind only loosely: "now" stands in texts about the past too ("I'm fine now"), and who writes an
essay may be ill.
"""


@dataclass(frozen=True, slots=True)
class Background:
    """One text as a whole."""

    by_sentence: Mapping[int, Sequence[Cued]]
    nobody: bool
    """It is about nobody who is ill."""
    somebodys_work: tuple[Cued, ...]
    """It is an essay, a quiz or the like, and about nobody where a sentence names nobody who is here."""
    ago: timedelta
    """How long ago all of it was; 0 when it is about now."""

    @classmethod
    def of(cls, by_sentence: Mapping[int, Sequence[Cued]], agos: Sequence[timedelta]) -> "Background":
        """Work it out. `agos` are the times ago that the text tells of."""
        cues = [cued for of_sentence in by_sentence.values() for cued in of_sentence]
        nobody = [cued for cued in cues if cued.cue.kind is CueKind.NOBODY]
        well = any(cued.cue.kind is CueKind.WELL_SINCE for cued in cues)
        long_ago = max(agos, default=timedelta(0))
        return cls(
            by_sentence=by_sentence,
            nobody=any(not cued.cue.id.endswith(LOOSELY) for cued in nobody),
            somebodys_work=tuple(cued for cued in nobody if cued.cue.id.endswith(LOOSELY)),
            ago=long_ago if well and long_ago >= LONG_AGO else timedelta(0),
        )

    def unreal(self, sentence: int) -> bool:
        """Whether what a sentence tells is about nobody who is ill."""
        if self.nobody or not self.somebodys_work:
            return self.nobody
        return not any(
            _is_here(cued) and not any(cued.span.overlaps(work.span) for work in self.somebodys_work)
            for cued in self.by_sentence.get(sentence, ())
        )

    def past(self, sentence: int) -> timedelta:
        """How long ago what a sentence tells was, as part of the whole; 0 where it tells of now."""
        return timedelta(0) if self.is_now(sentence) else self.ago

    def is_now(self, sentence: int) -> bool:
        """Whether a sentence tells of today."""
        return any(
            cued.cue.kind is CueKind.NOW and not cued.cue.id.endswith(LOOSELY)
            for cued in self.by_sentence.get(sentence, ())
        )

    def passed(self, sentence: int, *, told_next: bool) -> bool:
        """Whether what a sentence tells passed at once. `told_next`: the next sentence tells something of its own."""
        following = self._kinds(sentence + 1)
        if CueKind.BACK in self._kinds(sentence) | following:
            return False
        if CueKind.OVER in self._kinds(sentence):
            return True
        return not told_next and CueKind.OVER in following

    def _kinds(self, sentence: int) -> set[CueKind]:
        return {cued.cue.kind for cued in self.by_sentence.get(sentence, ())}


def _is_here(cued: Cued) -> bool:
    """Whether a cue names the writer, or somebody as the one who does something: "their lips" may be anybody's."""
    partner = cued.cue.kind is CueKind.PARTNER and cued.cue.id.endswith(SUBJECT)
    return partner or cued.cue.kind is CueKind.SELF
