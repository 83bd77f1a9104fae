"""Translations by gettext. A missing catalogue or sentence shows English (DESIGN 11).

The catalogues are compiled by tools/compile_messages.py, which refuses a language that lacks a safety text.
"""

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "aftercare"
LOCALES = Path(__file__).parents[1] / "locale"
ENGLISH = "en"
OWN_NAMES = {"de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "it": "Italiano", "nl": "Nederlands"}
"""Each language as its speakers call it; never translated, so that everybody finds their own."""

READ = frozenset({ENGLISH})
"""The languages in which what a person writes is read for danger; in any other the danger list itself is shown."""


@lru_cache(maxsize=8)
def translations(language: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """The catalogue of `language`, or English."""
    return gettext.translation(DOMAIN, locales, [language], fallback=True)


def languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """The languages that ship: English, and every one with a compiled catalogue."""
    found = {path.parents[1].name for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted({ENGLISH, *found}, key=language_name))


def language_name(language: str) -> str:
    """A language by its own name; its letters where we have none."""
    return OWN_NAMES.get(language, language)


def is_read(language: str) -> bool:
    """Whether words typed in this language are read for what must not wait."""
    return language in READ
