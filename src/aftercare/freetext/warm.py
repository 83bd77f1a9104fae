"""Builds every expression of the lexicon ahead of need, for whoever reads many texts: a second once instead of a few
milliseconds here and there.
"""

from aftercare.freetext.lexicon import ready
from aftercare.knowledge.load import Knowledge

NOTHING = "; _ ; "
"""A line with no word in it."""


def warm(knowledge: Knowledge) -> None:
    """Build them all."""
    lexicon = ready(knowledge)
    for index in (lexicon.figurative, lexicon.figures, lexicon.cue_index, lexicon.says, lexicon.unless):
        for matchers in index.by_word.values():
            for matcher in matchers:
                for _ in matcher.find(NOTHING):
                    pass
