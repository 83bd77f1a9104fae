"""The report as a PDF: tagged (PDF/UA-1), with its language, without author, path or time of making.

Takes a `Report`, returns bytes. The text goes to the typesetter as data and never as source, so nothing a person wrote
can act; it stays in memory, and the same report gives the same bytes. No packages, no system fonts, no network.
"""

import json
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from aftercare.exporters.printable import FONTS, MARK, plain, printable
from aftercare.model.report import Report, ReportCheck, ReportFigure, ReportFlags, ReportLine, ReportTable
from aftercare.report.wording import day_in_words, times

TEMPLATE = Path(__file__).parent / "data" / "report.typ"
MISSING_SIGN = "could not be displayed"
Clean = Callable[[str], str]


class Paper(StrEnum):
    """Sizes of paper, by the typesetter's names."""

    A4 = "a4"
    A5 = "a5"
    LETTER = "us-letter"


def report_pdf(report: Report, *, paper: Paper = Paper.A4, language: str = "en") -> bytes:
    """Set the report. `language` is a two-letter code, written into the file for screen readers."""
    assert len(language) == 2, "a two-letter language code"
    assert language.isalpha(), "a two-letter language code"
    try:
        return _compile(_page(report, printable), paper, language)
    except typst.TypstError as error:
        if MISSING_SIGN not in str(error):
            raise
    return _compile(_page(report, lambda text: plain(printable(text))), paper, language)


def _compile(page: dict[str, Any], paper: Paper, language: str) -> bytes:
    said = {key: part for key, part in page.items() if key != "words"}
    page["missing_signs"] = page["words"]["missing_signs"] if MARK in json.dumps(said, ensure_ascii=False) else ""
    made = cast(Callable[..., object], typst.compile)(
        _template(),
        root=str(FONTS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"report": json.dumps(page), "paper": paper.value, "language": language},
    )
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _page(report: Report, clean: Clean) -> dict[str, Any]:
    """The report as plain JSON types, every text made settable; pictures are our own and pass as they are."""
    return {
        "words": {key: text if key == "missing_signs" else clean(text) for key, text in report.words.items()},
        "summary": clean(_summary(report)),
        "made": f"{report.words['made']} {day_in_words(report.made)}",
        "sample": report.sample,
        "origin": clean(report.origin),
        "concern": clean(report.concern or ""),
        "arcs": _figure(report.arcs, clean),
        "frequencies": _table(report.frequencies, clean),
        "scores": _table(report.scores, clean),
        "patterns": [
            {
                "tier": clean(pattern.tier),
                "counts": clean(pattern.counts),
                "effect": clean(pattern.effect),
                "besides": [clean(line) for line in pattern.besides],
            }
            for pattern in report.patterns
        ],
        "patterns_note": clean(report.patterns_note),
        "ruled_out": [clean(line) for line in report.ruled_out],
        "experiments": [
            {
                "change": clean(one.change),
                "answer": clean(one.answer),
                "size": clean(one.size),
                "counts": clean(one.counts),
            }
            for one in report.experiments
        ],
        "experiments_note": clean(report.experiments_note),
        "flags": _flags(report.flags, clean),
        "medicines": _lines(report.medicines, clean),
        "history": _lines(report.history, clean),
        "screeners": _table(report.screeners, clean),
        "check": _check(report.check, clean),
        "questions": [clean(question) for question in report.questions],
        "room_for_questions": report.room_for_questions,
        "private": _table(report.private, clean),
        "appendix": [_table(table, clean) for table in report.appendix],
    }


def _summary(report: Report) -> str:
    check_ins = "1 daily check-in" if report.check_ins == 1 else f"{report.check_ins} daily check-ins"
    written = f"{times(report.encounters)} and {check_ins} written down"
    if report.first is None or report.last is None:
        return written
    return f"{day_in_words(report.first)} to {day_in_words(report.last)}: {written}"


def _figure(figure: ReportFigure | None, clean: Clean) -> dict[str, str] | None:
    if figure is None:
        return None
    return {
        "title": clean(figure.title),
        "svg": figure.on_paper,
        "alt": clean(figure.words),
        "caption": clean(figure.caption),
    }


def _table(table: ReportTable | None, clean: Clean) -> dict[str, Any] | None:
    if table is None:
        return None
    return {
        "title": clean(table.title),
        "head": [clean(cell) for cell in table.head],
        "rows": [[clean(cell) for cell in row] for row in table.rows],
        "note": clean(table.note),
    }


def _flags(flags: ReportFlags | None, clean: Clean) -> dict[str, Any] | None:
    if flags is None:
        return None
    return {
        "summary": clean(flags.summary),
        "raised": [clean(line) for line in flags.raised],
        "unanswered": [clean(line) for line in flags.unanswered],
        "answers": _table(flags.answers, clean),
    }


def _check(check: ReportCheck | None, clean: Clean) -> dict[str, Any] | None:
    if check is None:
        return None
    return {
        "title": clean(check.title),
        "words": clean(check.words),
        "reasons": [clean(line) for line in check.reasons],
        "causes": [
            {
                "title": clean(cause.title),
                "fit": clean(cause.fit),
                "speaks_for": [clean(line) for line in cause.speaks_for],
                "speaks_against": [clean(line) for line in cause.speaks_against],
            }
            for cause in check.causes
        ],
        "answers": _table(check.answers, clean),
        "note": clean(check.note),
    }


def _lines(lines: tuple[ReportLine, ...], clean: Clean) -> list[dict[str, str]]:
    return [{"label": clean(line.label), "text": clean(line.text)} for line in lines]
