"""Translations by gettext. A missing catalogue or sentence shows English (DESIGN 11)."""

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "aftercare"
LOCALES = Path(__file__).parent / "locale"


@lru_cache(maxsize=8)
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of `language`, or English."""
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)
