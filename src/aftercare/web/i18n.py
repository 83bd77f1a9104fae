"""Translations by gettext. A missing catalogue or sentence shows English (DESIGN 11).

The catalogues are compiled by tools/compile_messages.py, which refuses a language that lacks a safety text.
"""

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "aftercare"
LOCALES = Path(__file__).parents[1] / "locale"


@lru_cache(maxsize=8)
def translations(language: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """The catalogue of `language`, or English."""
    return gettext.translation(DOMAIN, locales, [language], fallback=True)
