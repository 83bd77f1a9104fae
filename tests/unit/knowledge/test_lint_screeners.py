"""What the linter says of screeners that can't be counted, stored or trusted."""

from pathlib import Path
from shutil import copytree

from aftercare.knowledge.lint_screeners import screener_problems
from aftercare.knowledge.load import DATA, Knowledge

SECTIONS = ("screeners", "measures", "findings", "red_flags", "sources")
WRONG = """\
- id: wrong
  name: W
  title: W
  about: W
  lead: No question
  answers: [Not at all, Nearly every day]
  items:
    - {measure: phq9_1, wording: Other words}
    - {measure: phq9_1, wording: Little interest or pleasure in doing things}
    - {measure: pain, wording: Pain}
    - {measure: no_such_measure, wording: Gone}
  halves:
    - {id: half, name: H, items: [phq9_2], positive: 9, words: W, opens: gone}
  bands:
    - {least: 1, name: B, words: W}
  unscored: W
  positive: 3
  gives:
    - {finding: no_such_finding, least: 2}
  interrupts: [phq9_2]
  asks_beside: [fever]
  panel: {system: loinc, code: 69689-9, display: D, status: seen}
  credit: ''
  licence: ''
"""


def test_what_ships_has_no_problem() -> None:
    assert list(screener_problems(Knowledge())) == []


def test_every_fault_is_named(tmp_path: Path) -> None:
    for section in SECTIONS:
        copytree(DATA / section, tmp_path / section)
    (tmp_path / "screeners" / "9_wrong.yaml").write_text(WRONG, encoding="utf-8")
    found = "\n".join(screener_problems(Knowledge(tmp_path)))
    for sentence in (
        "two of its items are kept in one measure",
        "there is no measure no_such_measure",
        "pain is not a measure of steps in the form screener",
        "phq9_1 has other answers than the questionnaire",
        "phq9_1 has other words in phq9",
        "its bands begin at 0",
        "the cut of 3 is not where a band begins",
        "there is no finding no_such_finding",
        "half counts items that it does not have",
        "half can't reach its cut",
        "half opens gone, which is not there",
        "phq9_2 is to interrupt, so it is one of the items",
        "fever is asked beside it, so it is a discreet finding",
        "credit, licence and sources are always told",
        "its lead ends without a question mark",
        "69689-9 fails its check digit",
        "measures/screener: its options are exactly the screeners",
    ):
        assert sentence in found, sentence


def test_a_question_that_no_screener_asks_is_found(tmp_path: Path) -> None:
    for section in SECTIONS:
        copytree(DATA / section, tmp_path / section)
    shorter = (tmp_path / "screeners" / "1_phq_gad.yaml").read_text(encoding="utf-8")
    item = "    - {measure: gad7_7, wording: Feeling afraid as if something awful might happen}\n"
    assert item in shorter
    (tmp_path / "screeners" / "1_phq_gad.yaml").write_text(shorter.replace(item, ""), encoding="utf-8")
    assert "measures/gad7_7: no screener asks it." in list(screener_problems(Knowledge(tmp_path)))
