"""Asks for the values of measures, one short answer each. Enter leaves it open; `?` explains; `.` ends the group.

Takes measures, returns values that fit them. What doesn't fit is said and asked again. Nothing is preset: an empty
answer is unknown, never zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aftercare.cli import voice
from aftercare.knowledge.catalogue import is_asked, visible_options
from aftercare.knowledge.parse import parse_text_value
from aftercare.model.errors import UserError
from aftercare.model.measure import Kind, Measure, Organ, Value
from aftercare.report.answers import in_words

EXPLAIN, END, CLEAR = "?", ".", "-"
NUMBERED = (Kind.CHOICE, Kind.CHOICES, Kind.SITES)


class GroupEnded(Exception):
    """The person typed the sign that ends a group of questions."""


@dataclass(slots=True)
class Asking:
    """Answers as they come in. `values` may begin with what an edited entry holds."""

    organs: frozenset[Organ] | None = None
    values: dict[str, Value] = field(default_factory=dict)

    def ask_all(self, measures: Iterable[Measure]) -> None:
        """Ask each that still fits the other answers, until the end or the sign that ends it."""
        for measure in measures:
            if not is_asked(measure, self.values):
                continue
            try:
                self.ask(measure)
            except GroupEnded:
                return

    def ask(self, measure: Measure) -> None:
        """Ask one, again while the answer doesn't fit."""
        while True:
            typed = voice.ask(self._question(measure))
            if not typed:
                return
            if typed == END:
                raise GroupEnded
            if typed == EXPLAIN:
                voice.tell(voice.wrapped(measure.help or "There is nothing more to say about it.", "  "))
                continue
            if typed == CLEAR and measure.id in self.values:
                del self.values[measure.id]
                return
            try:
                self.values[measure.id] = parse_text_value(measure, self._spelled_out(measure, typed))
            except UserError as error:
                voice.fail(error.sentence)
            else:
                return

    def _question(self, measure: Measure) -> str:
        asked = f"{measure.question} {self._offer(measure)}".rstrip()
        if measure.id in self.values:
            asked += f" Now: {in_words(measure, self.values[measure.id])}; Enter keeps it, {CLEAR} clears it."
        return voice.wrapped(asked, hanging="    ")

    def _offer(self, measure: Measure) -> str:
        if measure.kind is Kind.STEPS:
            return "(" + ", ".join(f"{n} {option.label.lower()}" for n, option in enumerate(measure.options)) + ")"
        if measure.kind in NUMBERED:
            offered = visible_options(measure, self.organs)
            words = ", ".join(f"{n} {option.label.lower()}" for n, option in enumerate(offered, start=1))
            return f"({words}{_MANY.get(measure.kind, '')})"
        if measure.kind is Kind.NUMBER:
            return f"({measure.minimum:g} to {measure.maximum:g} {measure.unit}".rstrip() + ")"
        return _OFFERS[measure.kind]

    def _spelled_out(self, measure: Measure, typed: str) -> str:
        """Numbers of offered words become those words."""
        if measure.kind not in NUMBERED:
            return typed
        offered = visible_options(measure, self.organs)
        if measure.kind is Kind.SITES:
            return ", ".join(_site(part.strip(), [option.id for option in offered]) for part in typed.split(","))
        parts = [part.strip() for part in typed.split(",")]
        return ", ".join(_by_number(part, [option.id for option in offered]) for part in parts)


_MANY = {Kind.CHOICES: "; one or several, with commas", Kind.SITES: "; like 2=6, 3=4 for how strong, 0 to 10"}
_OFFERS: Mapping[Kind, str] = {
    Kind.YES_NO: "(yes or no)",
    Kind.SCALE: "(0 to 10)",
    Kind.DURATION: "(like 7h30)",
    Kind.DATE: "(like 2026-03-09)",
    Kind.TEXT: "(a few words)",
}


def _by_number(part: str, ids: list[str]) -> str:
    if part.isascii() and part.isdigit() and len(part) <= 3 and 1 <= int(part) <= len(ids):
        return ids[int(part) - 1]
    return part


def _site(part: str, ids: list[str]) -> str:
    site, sign, score = part.partition("=")
    return f"{_by_number(site.strip(), ids)}={score.strip()}" if sign else part
