"""A measure: a thing that can be recorded, defined once as data (DESIGN 2).

Forms, validation, the table for patterns, the wire codec, import, export and report are all driven by these
values. Ids are never renamed or reused (`retired` instead); a person's own begin with `own.`.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from aftercare.model.errors import BadValue
from aftercare.model.spoken import Spoken

Value = bool | int | float | str | tuple[str, ...] | Mapping[str, int]
"""A recorded value: what JSON can hold, with `choices` as a tuple and `sites` as site to 0..10."""

MEASURE_ID = re.compile(r"(own\.)?[a-z][a-z0-9_]{1,58}\Z")
TEXT_LIMIT = 2_000
CHOICES_LIMIT = 40
SCALE_MAXIMUM = 10


class Kind(StrEnum):
    """How a measure's values are written."""

    YES_NO = "yes_no"
    STEPS = "steps"
    """Ordered words, stored as 0..n."""
    SCALE = "scale"
    """0 to 10."""
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DURATION = "duration"
    """Whole minutes."""
    DATE = "date"
    SITES = "sites"
    """Site to 0..10."""
    TEXT = "text"


class Phase(StrEnum):
    """When in an encounter (or that it belongs to a day, or to the person)."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    LATER = "later"
    DAY = "day"
    PERSON = "person"


class Role(StrEnum):
    """What patterns may do with it."""

    FACTOR = "factor"
    OUTCOME = "outcome"
    BOTH = "both"
    NONE = "none"


class Form(StrEnum):
    """Where the person is asked."""

    COMMON = "common"
    """The four-tap entry."""
    MORE = "more"
    WANTED = "wanted"
    """On the page after saving (SAFETY 4)."""
    DAY_AFTER = "day_after"
    CHECK_IN = "check_in"
    PERSON = "person"
    SCREENER = "screener"
    """Only on the page of a questionnaire that counts it."""


class Organ(StrEnum):
    """Organs are asked for, never gender."""

    VAGINA = "vagina"
    UTERUS = "uterus"
    OVARIES = "ovaries"
    PENIS = "penis"
    TESTES = "testes"
    PROSTATE = "prostate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A test on one value: every stated part must hold."""

    equals: bool | int | float | str | None = None
    any_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    site: str | None = None
    """For `sites`: which site's score the numbers speak of ("*" is any site)."""

    def holds(self, value: Value) -> bool:
        """Say whether `value` meets this condition."""
        if self.site is not None:
            return isinstance(value, Mapping) and any(
                self._number_holds(score) for site, score in value.items() if self.site in ("*", site)
            )
        if self.equals is not None and value != self.equals:
            return False
        if self.any_of:
            chosen = (value,) if isinstance(value, str) else value
            if not isinstance(chosen, tuple) or not set(chosen) & set(self.any_of):
                return False
        return self._number_holds(value)

    def _number_holds(self, value: Value) -> bool:
        if self.at_least is None and self.at_most is None:
            return True
        if not isinstance(value, int | float):
            return False
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """Which clinical finding a value makes present or absent; neither leaves it unknown."""

    finding: str
    present: Condition | None = None
    absent: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted back after a save, in plain words: "Tears: 4 of 12 times"."""

    label: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One word of `steps`, `choice` or `choices`, or one site of `sites`."""

    id: str
    label: str
    help: str = ""
    needs: frozenset[Organ] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code in a public terminology, and how sure we are of it (CODES)."""

    system: str
    code: str
    display: str
    status: str
    """`seen` (read in a public source) or `memory` (never exported until verified)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """What another app calls this measure, and how its words map to our values."""

    app: str
    name: str
    values: Mapping[str, Value] = field(default_factory=dict)
    """The other app's word to our value; empty: the bare presence means yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWhen:
    """That another measure's value meets a condition."""

    measure: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One recordable thing. See the module docstring."""

    id: str
    question: str
    label: str
    kind: Kind
    phase: Phase
    form: Form
    help: str = ""
    group: str = ""
    """Heading under which "more", check-in and person forms show it."""
    order: int = 0
    role: Role = Role.NONE
    concept: str = ""
    """Measures of one concept are never paired in patterns."""
    anatomy: frozenset[Organ] = frozenset()
    """Shown only to people with one of these organs (empty: everyone)."""
    partnered: bool = False
    """Asked only when somebody else was there."""
    options: tuple[Option, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    gives: tuple[Gives, ...] = ()
    counted: tuple[Counted, ...] = ()
    shown_when: ShownWhen | None = None
    """Asked only after another measure's answer, like what kind of tears."""
    codes: tuple[Code, ...] = ()
    names: tuple[OtherName, ...] = ()
    sources: tuple[str, ...] = ()
    spoken: Spoken | None = None
    """How it is said in a sentence; None: by its label."""
    private: bool = False
    """Kept out of report, card and every export unless asked for separately (SAFETY 4)."""
    reviewed: str | None = None
    retired: bool = False

    def __post_init__(self) -> None:
        if not MEASURE_ID.match(self.id):
            raise BadValue("A measure's id is lower-case letters, digits and _ (own ones begin with own.).")
        needs_options = self.kind in (Kind.STEPS, Kind.CHOICE, Kind.CHOICES, Kind.SITES)
        if needs_options and len(self.options) < 2:
            raise BadValue("Give at least two options.", where=self.id)
        if len({option.id for option in self.options}) != len(self.options):
            raise BadValue("Two options share one id; give each its own.", where=self.id)
        if self.kind is Kind.NUMBER and (self.minimum is None or self.maximum is None):
            raise BadValue("A number needs a minimum and a maximum.", where=self.id)

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options, in order."""
        return tuple(option.id for option in self.options)

    @property
    def clear_label(self) -> str:
        """The label as it reads away from its form."""
        if self.spoken is not None and self.spoken.label:
            return self.spoken.label
        dated = self.phase is not Phase.LATER or "day" in self.label.lower()
        return self.label if dated else f"{self.label} (next day)"

    def option_label(self, value: Value) -> str:
        """The word for a `steps` or `choice` value."""
        if self.kind is Kind.STEPS:
            assert isinstance(value, int)
            return self.options[value].label
        return next(option.label for option in self.options if option.id == value)

    def check(self, value: object) -> Value:
        """Return `value` in its stored form, or raise BadValue with one sentence that does not repeat it."""
        return _CHECKS[self.kind](self, value)


def _bad(measure: Measure, sentence: str) -> BadValue:
    return BadValue(sentence, where=measure.id)


def _check_yes_no(measure: Measure, value: object) -> Value:
    if isinstance(value, bool):
        return value
    raise _bad(measure, "Answer yes or no, or leave it open.")


def _check_steps(measure: Measure, value: object) -> Value:
    highest = len(measure.options) - 1
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= highest:
        return value
    raise _bad(measure, f"Pick one of the {highest + 1} words (0 to {highest}).")


def _check_scale(measure: Measure, value: object) -> Value:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= SCALE_MAXIMUM:
        return value
    raise _bad(measure, f"Give a whole number from 0 to {SCALE_MAXIMUM}.")


def _check_choice(measure: Measure, value: object) -> Value:
    if isinstance(value, str) and value in measure.option_ids:
        return value
    raise _bad(measure, "Pick one of the choices offered.")


def _check_choices(measure: Measure, value: object) -> Value:
    if (
        isinstance(value, list | tuple)
        and 0 < len(value) <= CHOICES_LIMIT
        and all(isinstance(item, str) and item in measure.option_ids for item in value)
    ):
        return tuple(option for option in measure.option_ids if option in value)
    raise _bad(measure, "Pick one or more of the choices offered.")


def _check_number(measure: Measure, value: object) -> Value:
    assert measure.minimum is not None
    assert measure.maximum is not None
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and measure.minimum <= value <= measure.maximum
    ):
        return value
    raise _bad(
        measure,
        f"Give a number from {measure.minimum:g} to {measure.maximum:g} {measure.unit}".rstrip() + ".",
    )


def _check_duration(measure: Measure, value: object) -> Value:
    highest = int(measure.maximum) if measure.maximum is not None else 24 * 60
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= highest:
        return value
    raise _bad(measure, f"Give whole minutes from 0 to {highest}.")


def _check_date(measure: Measure, value: object) -> Value:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise _bad(measure, "Give a date as year-month-day, like 2026-03-09.")


def _check_sites(measure: Measure, value: object) -> Value:
    if isinstance(value, Mapping) and value:
        scores_fit = all(
            isinstance(score, int) and not isinstance(score, bool) and 0 <= score <= SCALE_MAXIMUM
            for score in value.values()
        )
        if scores_fit and set(value) <= set(measure.option_ids):
            return {site: value[site] for site in measure.option_ids if site in value}
    raise _bad(measure, f"Give each site offered a whole number from 0 to {SCALE_MAXIMUM}.")


def _check_text(measure: Measure, value: object) -> Value:
    highest = int(measure.maximum) if measure.maximum is not None else TEXT_LIMIT
    if isinstance(value, str) and 0 < len(value.strip()) <= highest and "\0" not in value:
        return value.strip()
    raise _bad(measure, f"Write between 1 and {highest} characters.")


_CHECKS = {
    Kind.YES_NO: _check_yes_no,
    Kind.STEPS: _check_steps,
    Kind.SCALE: _check_scale,
    Kind.CHOICE: _check_choice,
    Kind.CHOICES: _check_choices,
    Kind.NUMBER: _check_number,
    Kind.DURATION: _check_duration,
    Kind.DATE: _check_date,
    Kind.SITES: _check_sites,
    Kind.TEXT: _check_text,
}
