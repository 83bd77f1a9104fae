"""What a finding says beyond its name: where, which side, how bad, how it began, how long, and in relation to what.

Closed lists, so that two findings that speak of the same place or time can be told to do so.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tells(StrEnum):
    """What kind of thing a finding is."""

    BODY = "body"
    """A symptom of the body."""
    FEELING = "feeling"
    CONTEXT = "context"
    """A state, a history, a circumstance."""


class Site(StrEnum):
    """Where."""

    HEAD = "head"
    CHEST = "chest"
    BREATH = "breath"
    THROAT = "throat"
    BREAST = "breast"
    BELLY = "belly"
    LOW_BELLY = "low_belly"
    BACK = "back"
    FLANK = "flank"
    VULVA = "vulva"
    VAGINAL_ENTRANCE = "vaginal_entrance"
    VAGINA = "vagina"
    CERVIX_WOMB = "cervix_womb"
    OVARY = "ovary"
    BLADDER = "bladder"
    URETHRA = "urethra"
    PENIS = "penis"
    FORESKIN = "foreskin"
    TESTICLE = "testicle"
    PERINEUM = "perineum"
    PROSTATE = "prostate"
    ANUS = "anus"
    BOWEL = "bowel"
    GROIN = "groin"
    LEG = "leg"
    SKIN = "skin"
    MIND = "mind"
    WHOLE_BODY = "whole_body"


class Side(StrEnum):
    """On which side."""

    ONE = "one"
    BOTH = "both"
    MIDDLE = "middle"


class Score(StrEnum):
    """How bad: 1 to 3, 4 and more, 7 and more of 10 (SAFETY 1)."""

    ANY = "any"
    MILD = "mild"
    FOUR_OR_MORE = "four_or_more"
    SEVERE = "severe"


class Onset(StrEnum):
    """How it begins."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"
    AT_ORGASM = "at_orgasm"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Length(StrEnum):
    """How long it stays."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Relation(StrEnum):
    """How it stands to sex."""

    BEFORE_SEX = "before_sex"
    DURING_SEX = "during_sex"
    AFTER_SEX = "after_sex"
    APART_FROM_SEX = "apart_from_sex"
    ANY_SEX = "any_sex"
    ALONE = "alone"
    ONE_PARTNER = "one_partner"


class CycleTime(StrEnum):
    """How it stands to the cycle or to a time of life."""

    MID = "mid"
    BEFORE_PERIOD = "before_period"
    PERIOD = "period"
    AFTER_BIRTH = "after_birth"
    PREGNANCY = "pregnancy"
    AFTER_MENOPAUSE = "after_menopause"


class OrgasmTime(StrEnum):
    """How it stands to orgasm."""

    AT = "at"
    AFTER = "after"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The facets of a finding; None where it says nothing of one."""

    site: Site | None = None
    side: Side | None = None
    score: Score | None = None
    onset: Onset | None = None
    duration: Length | None = None
    relation: Relation | None = None
    cycle: CycleTime | None = None
    orgasm: OrgasmTime | None = None
