"""Names of the countries that have help services, in the person's language."""

from aftercare.model.translatable import for_translation
from aftercare.web.i18n import translations

_ = for_translation
NAMES = {
    "AT": _("Austria"),
    "AU": _("Australia"),
    "BR": _("Brazil"),
    "CA": _("Canada"),
    "CH": _("Switzerland"),
    "DE": _("Germany"),
    "ES": _("Spain"),
    "EU": _("European Union"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "IE": _("Ireland"),
    "IN": _("India"),
    "IT": _("Italy"),
    "JP": _("Japan"),
    "MX": _("Mexico"),
    "NL": _("Netherlands"),
    "NZ": _("New Zealand"),
    "US": _("United States"),
    "ZA": _("South Africa"),
    "ZZ": _("Everywhere else"),
}
EVERYWHERE = "ZZ"


def country_name(code: str, language: str) -> str:
    """The name of a country; its two letters where we have none."""
    return translations(language).gettext(NAMES[code]) if code in NAMES else code


def by_name(code: str, language: str) -> tuple[bool, str]:
    """Sorts by name, everywhere else last."""
    return code == EVERYWHERE, country_name(code, language)
