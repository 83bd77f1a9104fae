"""What the linter says of a lexicon that leads nowhere."""

from pathlib import Path
from shutil import copytree

from aftercare.knowledge.lint_lexicon import lexicon_problems
from aftercare.knowledge.load import DATA, Knowledge

SAYING = """\
- id: wrong
  gives: [no_such_finding]
  says: [thunderclap, <no_such_group> bang]
  reads: [thunderclap]
  leaves: []
"""


def test_a_saying_that_leads_nowhere_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    copytree(DATA / "lexicon", folder / "lexicon")
    copytree(DATA / "findings", folder / "findings")
    assert not list(lexicon_problems(Knowledge(folder)))
    (folder / "lexicon" / "sayings" / "9_wrong.yaml").write_text(SAYING, encoding="utf-8")
    found = "\n".join(lexicon_problems(Knowledge(folder)))
    assert "there is no finding no_such_finding" in found
    assert "there is no word group no_such_group" in found
    assert "texts that only look like it" in found
    assert "“thunderclap” stands in headache too" in found
