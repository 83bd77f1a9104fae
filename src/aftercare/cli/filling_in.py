"""Screeners in the terminal: a line for each question, danger as soon as it is typed, then what the score means.

Takes an open journal, asks, and shows. Nothing is kept unless the person says so; an open line is never filled in.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from aftercare.check.screeners import HalfScore, Point, Score
from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.flags import has_emergency, show_urgent
from aftercare.cli.logging_in import this_minute
from aftercare.cli.options import Opened
from aftercare.knowledge.screener import Screener
from aftercare.model.measure import Value
from aftercare.report.wording import short_day
from aftercare.usecases.screeners import (
    Sheet,
    SheetResult,
    keep_sheet,
    questions_beside,
    screener_named,
    see_sheet,
    sheet_facts,
    trends,
    with_answers,
)

FOR_YOU = "Nobody sees this but you. A screener is not a diagnosis, and nothing waits for a score."
ANSWERS = {"y": True, "yes": True, "n": False, "no": False}


def show_json(opened: Opened) -> None:
    """Every score that was kept, one object a line."""
    for screener, points in trends(opened.session.journal, opened.knowledge):
        for point in points:
            voice.show_json(point_object(screener, point))


def point_object(screener: Screener, point: Point) -> dict[str, Any]:
    """One score for programs. `total` and `band` are null where a question was left open."""
    score = point.score
    return {
        "screener": screener.id,
        "name": screener.name,
        "day": point.day.isoformat(),
        "total": score.total,
        "of": screener.highest,
        "band": None if score.band is None else score.band.name,
        "answered": score.answered,
        "items": len(screener.items),
        "halves": {one.half.id: one.sum if one.complete else None for one in score.halves},
        "change": point.change,
        "entry": point.entry,
        "sources": list(screener.sources),
        "reviewed": screener.reviewed,
    }


def fill_in(opened: Opened) -> None:
    """Show how it went; in a terminal, fill in one and what follows from it."""
    _show_trends(opened)
    if not voice.is_conversation():
        return
    names = list(opened.knowledge.screeners)
    for number, name in enumerate(names, start=1):
        screener = opened.knowledge.screeners[name]
        voice.tell(voice.wrapped(f"{number} {screener.name}: {screener.about}", hanging="  "))
    picked = voice.ask_number("Which one? (its number; Enter: none)", len(names))
    waiting = [] if picked is None else [names[picked - 1]]
    while waiting:
        offered = _one(opened, screener_named(opened.knowledge, waiting.pop(0)))
        waiting += [name for name in offered if voice.ask_yes_no(f"Fill in the {_name(opened, name)} too?")]


def _one(opened: Opened, screener: Screener) -> tuple[str, ...]:
    """One screener from the first question to keeping it; returns what it offers next."""
    talk = _Filling(opened, screener, Sheet(id=str(uuid.uuid4()), screener=screener.id, at=this_minute(), values={}))
    talk.ask_items()
    talk.ask_beside()
    if not talk.sheet.values and not talk.sheet.told:
        voice.tell("Nothing was answered, so there is nothing to count.")
        return ()
    found = talk.see()
    _show_result(opened, found)
    _offer_to_keep(opened, talk.sheet)
    return found.score.opens


@dataclass(slots=True)
class _Filling:
    """One questionnaire as it is answered, and the warnings already shown."""

    opened: Opened
    screener: Screener
    sheet: Sheet
    shown: set[tuple[str, str]] = field(default_factory=set)
    over: bool = False
    """An emergency ends the questions."""

    def ask_items(self) -> None:
        """The published questions, one a line."""
        voice.tell(voice.wrapped(FOR_YOU))
        voice.tell(voice.strong(voice.wrapped(self.screener.lead)))
        offer = ", ".join(f"{count} {word.lower()}" for count, word in enumerate(self.screener.answers))
        voice.tell(voice.wrapped(f"({offer}; Enter leaves it open)"))
        for number, item in enumerate(self.screener.items, start=1):
            if self.over:
                return
            value = _ask_count(voice.wrapped(f"{number} {item.wording}", hanging="  "), len(self.screener.answers) - 1)
            if value is not None:
                values: dict[str, Value] = {**self.sheet.values, item.measure: value}
                self.sheet = replace(self.sheet, values=values)
                if item.measure in self.screener.interrupts:
                    self._show_danger()

    def ask_beside(self) -> None:
        """The direct questions, before any score. A skipped one is not a no."""
        for question in questions_beside(self.opened.knowledge, self.screener):
            if self.over:
                return
            answer = _ask_direct(question.question)
            if answer is not None:
                facts = sheet_facts(self.opened.knowledge, self.screener, {question.id: answer}, now())
                self.sheet = with_answers(self.sheet, facts)
                self._show_danger()

    def see(self) -> SheetResult:
        """What it comes to so far."""
        return see_sheet(self.opened.session.journal, self.opened.knowledge, self.sheet, now())

    def _show_danger(self) -> None:
        despair = self.see().despair
        fresh = tuple(flag for flag in despair if (flag.rule, flag.action) not in self.shown)
        if fresh:
            show_urgent(fresh, self.opened.session.folder, self.opened.knowledge)
            voice.show(voice.wrapped("It is good that you said that. You don't have to be alone with it."))
            voice.show(voice.wrapped("Nobody has been told, and this program can't call anyone.") + "\n")
        self.shown |= {(flag.rule, flag.action) for flag in fresh}
        self.over = has_emergency(despair)


def _show_result(opened: Opened, found: SheetResult) -> None:
    score = found.score
    show_urgent(found.pressing, opened.session.folder, opened.knowledge)
    voice.show(voice.strong(_headline(score)))
    if score.band is not None:
        voice.show(voice.wrapped(score.band.words, "  "))
    elif score.answered:
        voice.show(voice.wrapped(score.screener.unscored, "  "))
    for one in score.halves:
        voice.show(voice.wrapped(_half(one), "  "))
    for flag in found.later:
        voice.show(voice.wrapped(flag.because, "  "))
    voice.show(voice.wrapped(f"{FOR_YOU} {voice.UNREVIEWED}", "  "))
    voice.show(voice.wrapped(f"{score.screener.credit} {score.screener.licence}", "  "))


def _headline(score: Score) -> str:
    screener = score.screener
    if score.total is None or score.band is None:
        return f"{screener.name}: {score.answered} of {len(screener.items)} answered"
    return f"{screener.name}: {score.total} of {screener.highest}, {score.band.name.lower()}"


def _half(one: HalfScore) -> str:
    if one.complete:
        counted = f"{one.sum} of {one.highest}."
    else:
        counted = f"at least {one.sum} of {one.highest}." if one.positive else "no score, a question is open."
    return f"{one.half.name}: {counted}" + (f" {one.half.words}" if one.positive else "")


def _offer_to_keep(opened: Opened, sheet: Sheet) -> None:
    values = bool(sheet.values) and voice.ask_yes_no("Keep it in your journal?")
    answers = bool(sheet.told) and voice.ask_yes_no("Keep what you answered to the direct questions, too?")
    if not values and not answers:
        voice.tell("Nothing was kept.")
        return
    keep_sheet(opened.session, opened.knowledge, sheet, now(), values=values, answers=answers)
    voice.show("Kept.")


def _show_trends(opened: Opened) -> None:
    for screener, points in trends(opened.session.journal, opened.knowledge):
        if points:
            voice.show(voice.strong(screener.name))
            voice.show(voice.listed(_course(points)))


def _course(points: Iterable[Point]) -> list[str]:
    lines = []
    for point in points:
        change = "" if point.change is None else f" ({point.change:+d})"
        lines.append(f"{short_day(point.day)}: {_headline(point.score).split(': ', 1)[1]}{change}")
    return lines


def _ask_count(question: str, highest: int) -> int | None:
    """A whole number from 0; None for Enter alone."""
    while True:
        typed = voice.ask(question)
        if not typed:
            return None
        if typed == "0" or voice.is_number(typed, highest):
            return int(typed)
        voice.fail(f"Type a number from 0 to {highest}, or Enter.")


def _ask_direct(question: str) -> bool | None:
    """Yes or no; None when skipped."""
    while True:
        typed = voice.ask(voice.wrapped(f"{question} (y yes, n no; Enter skips)")).casefold()
        if not typed:
            return None
        if typed in ANSWERS:
            return ANSWERS[typed]
        voice.fail("Type y or n, or Enter.")


def _name(opened: Opened, name: str) -> str:
    return opened.knowledge.screeners[name].name
