"""Screeners with their dates, as a table for the report. Scores only: no single answer stands there."""

from collections.abc import Iterable, Mapping

from aftercare.check.screeners import Point, screener_of, trend
from aftercare.knowledge.screener import Screener
from aftercare.model.entry import Entry
from aftercare.model.report import ReportTable
from aftercare.report import wording

HEAD = ("Questionnaire", "When", "Score", "Range")
NOTE = "Filled in alone, from the last two weeks each time. A score is not a diagnosis."


def screener_table(entries: Iterable[Entry], screeners: Mapping[str, Screener]) -> ReportTable | None:
    """Every time one was kept in the period, the latest first for each; None when there is none."""
    kept = tuple(entry for entry in entries if screener_of(entry, screeners))
    rows = [
        (screener.name, wording.short_day(point.day), *_counted(point))
        for screener in screeners.values()
        for point in reversed(trend(screener, kept))
    ]
    return ReportTable(title=wording.WORDS["screeners"], head=HEAD, rows=tuple(rows), note=NOTE) if rows else None


def _counted(point: Point) -> tuple[str, str]:
    score = point.score
    if score.total is None or score.band is None:
        return "–", f"{score.answered} of {len(score.screener.items)} answered, no total"
    return f"{score.total} of {score.screener.highest}", score.band.name
