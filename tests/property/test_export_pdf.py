"""Whatever a person writes, the page comes out, and stays accessible."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import page
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aftercare.exporters.pdf import report_pdf
from aftercare.exporters.printable import MARK, printable
from aftercare.model.report import Report, ReportLine, ReportPattern, ReportTable
from aftercare.report.wording import ORIGIN, WORDS

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@lru_cache(maxsize=1)
def bare() -> Report:
    """A report with nothing on it."""
    return Report(
        made=date(2026, 11, 22),
        first=None,
        last=None,
        encounters=0,
        check_ins=0,
        sample=False,
        concern=None,
        arcs=None,
        frequencies=None,
        scores=None,
        patterns=(),
        patterns_note="",
        ruled_out=(),
        flags=None,
        medicines=(),
        history=(),
        screeners=None,
        questions=(),
        room_for_questions=False,
        private=None,
        appendix=(),
        origin=ORIGIN,
        words=WORDS,
    )


@settings(max_examples=40, deadline=None)
@given(TEXTS)
@example("a\u0301\u0302\u0303\u0304" * 8)
@example("\u1112\u1161\u11ab \u0915\u094d\u0937 \U0001f469\u200d\U0001f4bb \U0001f1e9\U0001f1ea")
@example("\\ \" ' ` # $ % & * _ { } [ ] < > @ ~ ^ | = + - / //")
def test_any_words_anywhere_on_the_page_can_be_set(words: str) -> None:
    table = ReportTable(title="Each time", head=(words, words), rows=((words, words),), note=words)
    report = replace(
        bare(),
        concern=words,
        questions=(words,),
        frequencies=table,
        medicines=(ReportLine(label=words, text=words),),
        patterns=(ReportPattern(tier="hunch", counts=words, effect=words, besides=(words,)),),
        patterns_note=words,
        appendix=(table,),
    )
    made = report_pdf(report)
    assert page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_UA_1).is_compliant


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_making_text_settable_twice_changes_nothing_more(words: str) -> None:
    once = printable(words)
    assert printable(once.replace("\N{ZERO WIDTH SPACE}", "")) == once
    assert len(once.replace("\N{ZERO WIDTH SPACE}", "")) <= 4 * len(words)
    assert all(
        sign == MARK or sign.isprintable() or sign in "\n\N{ZERO WIDTH SPACE}\xa0" or sign.isspace() for sign in once
    )
