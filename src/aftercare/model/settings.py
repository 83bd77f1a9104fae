"""Settings that live inside the vault, and those that stand outside because they are needed while it is locked."""

import re
from dataclasses import dataclass

from aftercare.model.errors import BadValue

THEMES = ("auto", "light", "dark")
LONGEST_AUTO_LOCK = 60
ICONS = ("line", "sheet", "dots")
"""The signs to choose from for tab and home screen. None says what the app is about."""
USUAL = "usual"
CLOCKS = (USUAL, "24", "12")
"""How hours are shown: as is usual in the language and country, by twenty-four, by twelve."""
WEEKS = (USUAL, "monday", "saturday", "sunday")
"""On which day weeks begin: as is usual in the country, or a day."""
MOST_WATCHED = 5
"""Pairs on the watch list: each is one more question that chance can answer (PATTERNS 4.11)."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")
_COLUMN_ID = re.compile(r"(own\.)?[a-z][a-z0-9_]{1,58}(:\S{1,60})?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Inside the vault."""

    day_turns_at: int = 4
    """Hour at which a waking day begins."""
    zone: str = "UTC"
    """The zone last used, offered for new entries."""
    main_outcome: str | None = None
    """The main question: the outcome that matters most (PATTERNS 9b)."""
    suspects: tuple[str, ...] = ()
    swapped_in: tuple[str, ...] = ()
    """What the person wants among the 40 factors and 8 outcomes that are searched, however seldom it was recorded: ids
    of measures, or of one option as `measure:option`. Changed by the person only, never by what came of it."""
    swapped_out: tuple[str, ...] = ()
    """What the person wants not searched, so that something else has its place."""
    watched: tuple[tuple[str, str], ...] = ()
    """The watch list: up to MOST_WATCHED pairs of factor and outcome, named before looking (PATTERNS 4.11)."""
    pregnancy_matters: bool | None = None
    """RF34 runs only after a yes (SAFETY 2)."""
    infection_matters: bool | None = None
    """RF35 runs only after a yes."""
    day_after_card: bool = True
    screener_prompts: bool = False
    advice_for_two: bool = False
    """Advice for two people is shown even while unwanted sex or fear of a partner stands: the person's own wish."""
    form_first: tuple[str, ...] = ()
    """Ids of measures that a form asks at once, after its usual first rows."""
    form_hidden: tuple[str, ...] = ()
    """Ids of measures that no form asks. What was noted under them stays."""

    def __post_init__(self) -> None:
        if not 0 <= self.day_turns_at <= 12:
            raise BadValue("The day turns at an hour from 0 to 12.", where="day turns at")
        lists = (
            *(("swapped in", self.swapped_in), ("swapped out", self.swapped_out)),
            *(("form first", self.form_first), ("form hidden", self.form_hidden)),
        )
        for where, ids in lists:
            if len(set(ids)) != len(ids) or not all(_COLUMN_ID.match(each) for each in ids):
                raise BadValue("Name each thing once, by its measure, or as measure:option.", where=where)
        if len(set(self.watched)) != len(self.watched) or len(self.watched) > MOST_WATCHED:
            raise BadValue(f"The watch list holds at most {MOST_WATCHED} pairs, each once.", where="watched")
        if not all(len(pair) == 2 and all(_COLUMN_ID.match(each) for each in pair) for pair in self.watched):
            raise BadValue("A watched pair names a factor and an outcome.", where="watched")
        if set(self.form_first) & set(self.form_hidden):
            raise BadValue("The same thing cannot stand first and be hidden at once; keep one.", where="form hidden")
        if set(self.swapped_in) & set(self.swapped_out):
            raise BadValue("The same thing cannot be swapped in and out at once; keep one.", where="swapped out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Outside the vault, in device.json: nothing logged, nothing about content."""

    language: str = "en"
    country: str | None = None
    theme: str = "auto"
    auto_lock_minutes: int = 5
    shown_name: str = "Notes"
    exit_explained: bool = False
    icon: str = "line"
    cover: bool = False
    """The locked app opens on an empty note pad."""
    clock: str = USUAL
    week: str = USUAL

    def __post_init__(self) -> None:
        if not _LANGUAGE.match(self.language):
            raise BadValue("The language is named by its letters, like de.", where="language")
        if self.clock not in CLOCKS:
            raise BadValue(f"The clock is one of {', '.join(CLOCKS)}.", where="clock")
        if self.week not in WEEKS:
            raise BadValue(f"The first day of the week is one of {', '.join(WEEKS)}.", where="week")
        if self.theme not in THEMES:
            raise BadValue(f"The theme is one of {', '.join(THEMES)}.", where="theme")
        if not 1 <= self.auto_lock_minutes <= LONGEST_AUTO_LOCK:
            raise BadValue(f"Auto-lock takes 1 to {LONGEST_AUTO_LOCK} minutes.", where="auto-lock")
        if self.icon not in ICONS:
            raise BadValue(f"The icon is one of {', '.join(ICONS)}.", where="icon")
        if not 0 < len(self.shown_name) <= 30:
            raise BadValue("The shown name has 1 to 30 characters.", where="shown name")
        if self.country is not None and not (len(self.country) == 2 and self.country.isupper()):
            raise BadValue("The country is a two-letter code like DE.", where="country")
