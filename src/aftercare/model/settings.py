"""Settings that live inside the vault, and those that stand outside because they are needed while it is locked."""

from dataclasses import dataclass

from aftercare.model.errors import BadValue

THEMES = ("auto", "light", "dark")
LONGEST_AUTO_LOCK = 60


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
    pregnancy_matters: bool | None = None
    """RF34 runs only after a yes (SAFETY 2)."""
    infection_matters: bool | None = None
    """RF35 runs only after a yes."""
    day_after_card: bool = True
    screener_prompts: bool = False
    advice_for_two: bool = False
    """Advice for two people is shown even while unwanted sex or fear of a partner stands: the person's own wish."""

    def __post_init__(self) -> None:
        if not 0 <= self.day_turns_at <= 12:
            raise BadValue("The day turns at an hour from 0 to 12.", where="day turns at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Outside the vault, in device.json: nothing logged, nothing about content."""

    language: str = "en"
    country: str | None = None
    theme: str = "auto"
    auto_lock_minutes: int = 5
    shown_name: str = "Notes"
    exit_explained: bool = False

    def __post_init__(self) -> None:
        if self.theme not in THEMES:
            raise BadValue(f"The theme is one of {', '.join(THEMES)}.", where="theme")
        if not 1 <= self.auto_lock_minutes <= LONGEST_AUTO_LOCK:
            raise BadValue(f"Auto-lock takes 1 to {LONGEST_AUTO_LOCK} minutes.", where="auto-lock")
        if not 0 < len(self.shown_name) <= 30:
            raise BadValue("The shown name has 1 to 30 characters.", where="shown name")
        if self.country is not None and not (len(self.country) == 2 and self.country.isupper()):
            raise BadValue("The country is a two-letter code like DE.", where="country")
