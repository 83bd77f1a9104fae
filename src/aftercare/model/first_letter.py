"""The first letter of a text, and nothing else of it: the rest keeps its capitals, as German nouns need.

Takes text, returns text. Must never change more than the first letter.
"""

from collections.abc import Callable


def capital(text: str) -> str:
    """A phrase at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """An English word of a form inside a sentence."""
    return text[:1].lower() + text[1:]


def inside(text: str, gettext: Callable[[str], str]) -> str:
    """A text of a form inside a sentence: small in English; as its translator wrote it in any other language."""
    translated = gettext(text)
    return lowered(text) if translated == text else translated
