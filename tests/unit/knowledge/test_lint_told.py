"""What the linter says of told dangers that lead nowhere."""

from pathlib import Path
from shutil import copytree

from aftercare.knowledge.lint_told import told_problems
from aftercare.knowledge.load import DATA, Knowledge

WRONG = """\
- id: no_danger
  rule: RF99
  action: TH
  findings: [no_such_finding]
  asks_of: [no_such_page]
  texts: [I  am about to JUMP]
- id: wrong_twins
  rule: RF01
  findings: []
  texts: []
"""


def test_a_record_that_leads_nowhere_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for section in ("told", "asks", "findings", "red_flags"):
        copytree(DATA / section, folder / section)
    assert not list(told_problems(Knowledge(folder)))
    twins = "- id: first_twins\n  findings: []\n  texts: [i am about to jump]\n"
    (folder / "told" / "9_wrong.yaml").write_text(twins + WRONG, encoding="utf-8")
    found = "\n".join(told_problems(Knowledge(folder)))
    assert "told/no_danger: there is no finding no_such_finding." in found
    assert "told/no_danger: there is no rule “RF99”." in found
    assert "told/no_danger: a danger is EN or SD, not “TH”." in found
    assert "told/no_danger: there are no asks of no_such_page." in found
    assert "told/no_danger: only twins take the asks of pages." in found
    assert "told/no_danger: “I  am about to JUMP” stands in first_twins too." in found
    assert "told/wrong_twins: twins bring up no rule" in found
    assert "told/wrong_twins: give texts." in found
    assert "told: RF99 has no twins" in found
