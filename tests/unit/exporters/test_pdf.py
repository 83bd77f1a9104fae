"""The report as a file: accessible, without traces of who or when, and never steered by what somebody wrote."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from tests.unit.report.example import sample_source

from aftercare.exporters.pdf import TEMPLATE, Paper, report_pdf
from aftercare.exporters.printable import FONTS, MARK, covered, plain, printable
from aftercare.model.report import USUAL_ITEMS, Item, Report, ReportChoice, ReportLine
from aftercare.report.build import build_report

ROOT = Path(__file__).parents[3]
QUESTIONS = ("What could cause the pain?", "Could it be the sleep alone?")
HOSTILE = (
    '#import "@preview/x:1.0.0" #read("/etc/passwd") $x^2$ *b* _i_ `c` <l> @ref \\u{41} // no /* no */ ] } "q" '
    "😀 日本 שלום مرحبا Привет " + "W" * 300 + " \x00\x07\u202edesrever\u2066 end"
)


@lru_cache(maxsize=1)
def sample_report() -> Report:
    return build_report(sample_source(), ReportChoice(questions=QUESTIONS))


@lru_cache(maxsize=8)
def sample_pdf(paper: Paper = Paper.A4) -> bytes:
    return report_pdf(sample_report(), paper=paper)


def text_of(pdf: bytes, *, last: int = 99) -> str:
    run = ["pdftotext", "-layout", "-l", str(last), "-", "-"]
    return subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def assert_accessible(pdf: bytes) -> None:
    checked = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert checked.is_compliant, [failure.message for failure in checked.failures]
    assert checked.rules.failed == 0
    assert checked.rules.passed >= 100


@pytest.mark.parametrize("paper", list(Paper))
def test_it_meets_every_rule_of_accessible_pdf(paper: Paper) -> None:
    assert_accessible(sample_pdf(paper))


def test_the_checker_can_fail() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as opened:
        del opened.Root.Lang
        del opened.Root.MarkInfo
        broken = io.BytesIO()
        opened.save(broken)
    checked = page.validate_pdf_bytes(broken.getvalue(), profile=page.ValidationProfile.PDF_UA_1)
    assert not checked.is_compliant


def test_a_usual_journal_fits_one_page_before_the_appendix() -> None:
    bare = replace(sample_report(), appendix=())
    assert pages_of(report_pdf(bare)) == 1
    first = text_of(sample_pdf(), last=1)
    for said in (
        "My main concern",
        "What I want to ask",
        "Danger signs",
        "How often",
        "What goes with what",
        "Medicines",
    ):
        assert said in first


def test_it_holds_what_the_person_saw_before() -> None:
    text = " ".join(text_of(sample_pdf()).split())
    assert "Notes for an appointment" in text
    assert "Sometimes I cry afterwards" in text
    assert QUESTIONS[1] in text
    tears = sum(1 for entry in sample_source().journal.encounters() if entry.value("tears"))
    assert f"Tears {tears} of 150" in text
    assert "Within two weeks: pain of 4 or more" in text
    assert "Made by the person with Aftercare; not reviewed by a clinician." in text
    assert text.count("Sample: an invented person") >= pages_of(sample_pdf())


def test_it_carries_no_author_no_time_and_a_neutral_title() -> None:
    with pikepdf.open(io.BytesIO(sample_pdf())) as opened:
        info = {str(key): str(value) for key, value in (opened.trailer.get("/Info") or {}).items()}
        with opened.open_metadata() as metadata:
            written = {key: str(value) for key, value in metadata.items()}
        assert str(opened.Root.Lang) == "en"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.StructTreeRoot is not None
    assert not {"/Author", "/CreationDate", "/ModDate", "/Keywords", "/Subject"} & set(info)
    assert info.get("/Title") == "Notes for an appointment"
    assert not [key for key in written if key.endswith(("CreateDate", "ModifyDate", "creator", "subject"))]
    for path in (b"/work", b"/home", b"/tmp", b"/root", str(TEMPLATE.parent).encode()):
        assert path not in sample_pdf()


def test_headings_tables_and_the_picture_are_tagged() -> None:
    tags: list[tuple[str, Any]] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                tags.append((str(element.S), element))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(io.BytesIO(sample_pdf())) as opened:
        walk(opened.Root.StructTreeRoot)
        names = [name for name, _ in tags]
        figures = [str(element.Alt) for name, element in tags if name == "/Figure"]
    assert names.count("/H1") == 1
    assert {"/H2", "/H3", "/Table", "/TH", "/TD", "/L"} <= set(names)
    arcs = sample_report().arcs
    assert arcs is not None
    assert figures == [arcs.words]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report_pdf(sample_report()) == sample_pdf()


def test_the_language_is_the_one_asked_for() -> None:
    with pikepdf.open(io.BytesIO(report_pdf(replace(sample_report(), appendix=()), language="de"))) as opened:
        assert str(opened.Root.Lang) == "de"


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (595, 842)), (Paper.A5, (420, 595)), (Paper.LETTER, (612, 792))]
)
def test_it_comes_on_the_paper_asked_for(paper: Paper, size: tuple[int, int]) -> None:
    with pikepdf.open(io.BytesIO(sample_pdf(paper))) as opened:
        box = [round(float(side)) for side in opened.pages[0].MediaBox]
    assert (box[2], box[3]) == size


def test_hostile_words_stay_words() -> None:
    """Markup, code, scripts without a font, direction overrides and endless words: text, or a visible mark."""
    hostile = build_report(
        sample_source(),
        ReportChoice(concern=HOSTILE[:600], questions=(HOSTILE[:600],), items=USUAL_ITEMS - {Item.APPENDIX}),
    )
    made = report_pdf(hostile)
    assert_accessible(made)
    text = " ".join(text_of(made).split())
    for kept in ('#import "@preview/x', "$x^2$", "*b* _i_ `c` <l> @ref", "\\u{41}", "// no /* no */ ] }", "Привет"):
        assert kept in text, kept
    assert "root:" not in text
    assert MARK in text
    assert "stands for a sign that this page could not show" in text
    assert "\u202e" not in text


def test_a_long_word_breaks_instead_of_leaving_the_page() -> None:
    word = "W" * 300
    assert max(len(part) for part in printable(word).split("\N{ZERO WIDTH SPACE}")) <= 24
    assert printable(word).replace("\N{ZERO WIDTH SPACE}", "") == word


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain words, “quoted” – 3 °C", "plain words, “quoted” – 3 °C"),
        ("a\r\n\n b", "a\nb"),
        ("\x00\x1b[31mred\u200f\u202e", "[31mred"),
        ("日本", MARK * 2),
        ("e\u0301", "é"),
        ("tab\there", "tab here"),
        ("\ue000", MARK),
    ],
)
def test_each_sign_is_shown_or_marked(written: str, shown: str) -> None:
    assert printable(written) == shown


def test_the_last_resort_keeps_ascii_alone() -> None:
    assert plain("naïve → x") == f"na{MARK}ve {MARK} x"


def test_every_sign_said_to_be_covered_can_be_set() -> None:
    """One page with all of them, regular and bold, in the strict mode that fails on a missing glyph."""
    signs = [chr(point) for point in sorted(covered()) if printable(chr(point)) == chr(point)]
    assert len(signs) > 6_000
    chunks = tuple(" ".join(signs[i : i + 290]) for i in range(0, len(signs), 290))
    bold = tuple(ReportLine(label=chunk, text="") for chunk in chunks)
    text = text_of(report_pdf(replace(sample_report(), appendix=(), questions=chunks, medicines=bold)))
    assert sum(not sign.isascii() and sign != MARK for sign in text) > 12_000, "no sign was replaced"


def test_it_needs_no_file_of_its_own() -> None:
    """In a process that may not write a single byte to any file, the report still comes out."""
    program = (
        "import resource, sys\n"
        "from tests.unit.exporters.test_pdf import sample_report\n"
        "from aftercare.exporters.pdf import report_pdf\n"
        "report = sample_report()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "sys.stdout.write(str(len(report_pdf(report))))\n"
    )
    run = subprocess.run([sys.executable, "-B", "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert int(run.stdout) == len(sample_pdf())


def test_the_template_fetches_nothing_and_reads_nothing() -> None:
    source = TEMPLATE.read_text(encoding="utf-8")
    for reach in ("@preview", "@local", "#import", "#include", "read(", "http", "eval("):
        assert reach not in source


def test_the_fonts_are_the_ones_named_with_licence_and_checksum() -> None:
    from hashlib import sha256

    notice = (FONTS / "NOTICE.txt").read_text(encoding="utf-8")
    fonts = sorted(FONTS.glob("*.ttf"))
    assert len(fonts) == 4
    for font in fonts:
        assert font.name in notice
        assert sha256(font.read_bytes()).hexdigest() in notice
    assert {path.name for path in FONTS.glob("LICENSE-*")} == {
        "LICENSE-atkinson-hyperlegible.txt",
        "LICENSE-fraunces.txt",
    }


def test_nothing_of_the_page_is_built_as_source() -> None:
    """What goes to the typesetter besides the fixed template is one JSON text."""
    seen: dict[str, Any] = {}

    def compile_and_tell(template: bytes, **options: Any) -> bytes:
        seen.update(options, template=template)
        return b"%PDF"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typst.compile", compile_and_tell)
        report_pdf(sample_report())
    assert seen["template"] == TEMPLATE.read_bytes()
    assert json.loads(seen["sys_inputs"]["report"])["concern"].startswith("Sometimes")
    assert seen["ignore_system_fonts"] is True
    assert Path(seen["root"]) == FONTS
