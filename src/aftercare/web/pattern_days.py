"""The words of the pattern pages where a row is a day, and whether there are enough days to ask about. Pure."""

from collections.abc import Mapping

from aftercare.model.journal import Journal
from aftercare.model.translatable import for_translation
from aftercare.patterns.day_words import BY_DAY
from aftercare.usecases.look import days_noted
from aftercare.web.telling import Gettext

_ = for_translation
DAYS = "days"
"""How a form says that it asks about days; anything else means times."""
ENOUGH_DAYS = 10
"""Days with a check-in from which on they can be asked about, so that nobody meets an empty page."""
_ON_PAGES: Mapping[str, str] = {
    "Entries with both recorded": _("Days with both recorded"),
    "Odds ratio, within runs of 12 entries": _("Odds ratio, within runs of 12 days"),
    "Every time with a day of the cycle": _("Every day of a known cycle"),
    "One dot is one time.": _("One dot is one day."),
    "One dot is one time. Filled: %s.": _("One dot is one day. Filled: %s."),
    "1 time": _("1 day"),
    "%s times": _("%s days"),
    "One dot is one time. Below: from the average without it (dashed), how far entries around the same time differ "
    "with it, and how sure that is.": _(
        "One dot is one day. Below: from the average without it (dashed), how far days around the same time differ "
        "with it, and how sure that is."
    ),
    "One dot is one time. The line is the swing that fits them best; the shade is where it is highest.": _(
        "One dot is one day. The line is the swing that fits them best; the shade is where it is highest."
    ),
}
OF_DAYS: Mapping[str, str] = {**BY_DAY, **_ON_PAGES}


def in_days(gettext: Gettext) -> Gettext:
    """The same language, saying of days what it would say of times."""

    def told(text: str) -> str:
        return gettext(OF_DAYS.get(text, text))

    return told


def enough_days(journal: Journal) -> bool:
    """Whether days can be asked about; counted without searching them."""
    return days_noted(journal) >= ENOUGH_DAYS
