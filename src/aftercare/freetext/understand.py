"""A text taken apart once, for both readers: its words, what the lexicon found in them, and how that is meant.

Takes a text and knowledge; returns what patterns and likeness both go by. Must never be kept longer than the reading.
"""

from dataclasses import dataclass

from aftercare.freetext.find import Found, find
from aftercare.freetext.lexicon import ready
from aftercare.freetext.scope import Meant, Scope
from aftercare.freetext.tokens import Tokens, tokenize
from aftercare.knowledge.load import Knowledge


@dataclass(frozen=True, slots=True)
class Understood:
    """A text taken apart, and how its sayings are meant."""

    words: str
    tokens: Tokens
    found: Found
    scope: Scope
    meant: tuple[Meant, ...]


def understand(words: str, knowledge: Knowledge) -> Understood:
    """Take a text apart."""
    lexicon = ready(knowledge)
    tokens = tokenize(words, lexicon.spellings, lexicon.speller)
    found = find(tokens, lexicon)
    scope = Scope(tokens, found)
    return Understood(words, tokens, found, scope, tuple(scope.meant(said) for said in found.sayings))
