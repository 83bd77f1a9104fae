"""The privacy page promises nothing that no test proves: each test it names is there, runs, and stands on the page."""

import ast
import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest
from tests.spec.reference_privacy import privacy_page

import aftercare.web
from aftercare.knowledge.lint_privacy import privacy_problems
from aftercare.knowledge.lint_texts import FILE_GRADE_LIMIT, reading_grade
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.privacy import PrivacySentence, Standing
from aftercare.model.person import Person
from aftercare.model.settings import Device

ROOT = Path(__file__).parents[2]
WEB = Path(aftercare.web.__file__).parent
KNOWN = load_knowledge()
SENTENCES = tuple(KNOWN.privacy.values())
PEERS = {
    1: "sends_nothing",
    2: "loads_nothing",
    3: "for_others",
    4: "official",
    5: "forget_all",
    6: "secret_is_key",
    7: "secret_words",
    8: "secret_slow",
    9: "lock_ends_process",
    10: "kept_pages",
    11: "others_turned_away",
    12: "recents",
    13: "exit_shift",
    14: "exit_explained",
    15: "watched_safer_device",
    16: "watched_no_view",
    17: "watched_decoy",
    18: "watched_wanted",
    19: "out_sealed",
    20: "backup_restores",
    21: "no_account",
    22: "not_counted",
    23: "optional",
    24: "look_yourself",
    25: "no_diagnosis",
}
"""What is expected of a program in this field, in its own order, and a sentence that answers it."""


@cache
def collected_from(file: str) -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every test that would be collected from a file, by name; those that are skipped everywhere are not."""
    path = ROOT / file
    if not path.is_file() or not re.fullmatch(r"test_\w+\.py", path.name):
        return {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if re.search(r"^pytestmark = .*skip", path.read_text(encoding="utf-8"), re.MULTILINE):
        return {}
    return {
        node.name: node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not any(re.search(r"\bskip\b|xfail", ast.unparse(each)) for each in node.decorator_list)
    }


def missing(sentence: PrivacySentence) -> list[str]:
    """Which of the tests it names are not there."""
    return [test for test in sentence.proof if test.partition("::")[2] not in collected_from(test.partition("::")[0])]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda each: each.id)
def test_every_test_that_a_sentence_names_is_there_and_runs(sentence: PrivacySentence) -> None:
    assert missing(sentence) == []
    assert sentence.proof or sentence.said


def test_a_test_that_is_not_there_or_skipped_is_noticed(tmp_path: Path) -> None:
    """The control for the test above."""
    first = SENTENCES[0]
    gone = replace(first, proof=("tests/docs/test_privacy_page.py::test_of_nothing", "tests/docs/none.py::test_x"))
    assert missing(gone) == list(gone.proof)
    assert missing(replace(first, proof=("tests/docs/test_privacy_page.py::missing",)))


def test_every_promise_has_its_test_and_the_linter_holds_that() -> None:
    """A promise without a test, or with an excuse, is refused; so is a part that is empty or not there."""
    assert list(privacy_problems(KNOWN)) == []
    promises = [each for each in SENTENCES if each.standing is Standing.PROMISE]
    assert len(promises) > 50
    assert all(each.proof for each in promises)
    first = promises[0]
    wrong = {
        "names the test": replace(first, proof=()),
        "can't do with a reason": replace(first, said="We mean it."),
        "there is no part nowhere": replace(first, group="nowhere"),
        "is no test": replace(first, proof=("test_x",)),
        "names a test twice": replace(first, proof=first.proof[:1] * 2),
        "characters": replace(first, text="word " * 60),
        "stands twice": replace(first, text=promises[1].text),
    }
    for what, sentence in wrong.items():
        changed = Knowledge(KNOWN.folder)
        changed.__dict__["privacy"] = {**KNOWN.privacy, first.id: sentence}
        assert any(what in problem for problem in privacy_problems(changed)), what


def test_a_child_of_twelve_could_read_it() -> None:
    """By the whole, and no sentence far above it."""
    assert reading_grade(" ".join(each.text for each in SENTENCES)) <= FILE_GRADE_LIMIT


def test_what_is_expected_in_this_field_is_answered_point_by_point() -> None:
    """Twenty-five points, each with a sentence that answers it."""
    assert list(PEERS) == list(range(1, 26))
    assert set(PEERS.values()) <= set(KNOWN.privacy)


def test_the_page_in_the_documents_is_as_the_data_make_it() -> None:
    """Run `python -m tests.spec.reference` after a change of the data."""
    assert (ROOT / "docs" / "reference" / "privacy.md").read_text(encoding="utf-8") == privacy_page(KNOWN)


def test_no_page_asks_who_you_are() -> None:
    """No field of any form is for an e-mail address, a phone number or a name of a person."""
    asked = [path for folder in ("templates", "components") for path in (WEB / folder).rglob("*.html")]
    assert len(asked) > 100
    for path in asked:
        html = path.read_text(encoding="utf-8")
        assert not re.search(r'type="(?:email|tel)"', html), path.name
        assert not re.search(r'autocomplete="(?:(?:given-|family-)?name|email|tel|bday|street-address)"', html), (
            path.name
        )
        assert not re.search(r'name="(?:email|e_mail|surname|first_name|last_name|address|birthdate)"', html), path.name


def test_of_the_birthday_only_the_year_is_kept() -> None:
    """What a journal can hold of it is a year."""
    birth = {field.name: str(field.type) for field in fields(Person) if "birth" in field.name}
    assert set(birth) == {"birth_year"}
    assert "int" in birth["birth_year"]


def test_the_open_settings_are_those_the_page_names() -> None:
    """What lies outside the vault about this device; a new one has to be said."""
    named = {
        "language": "language",
        "country": "country",
        "theme": "colours",
        "clock": "clock",
        "week": "week",
        "shown_name": "name",
        "icon": "icon",
        "cover": "cover",
        "auto_lock_minutes": "after how long it locks",
        "exit_explained": "whether it was explained what Exit does",
    }
    assert {field.name for field in fields(Device)} == set(named)
    said = KNOWN.privacy["disk_shows_settings"].text
    assert [word for word in named.values() if word not in said] == []


def test_no_script_asks_to_show_notices() -> None:
    """Neither at once nor pushed; browsers let a page show one only by these names."""
    scripts = [*(WEB / "static").rglob("*.js"), *WEB.glob("*.js")]
    assert len(scripts) > 20
    for script in scripts:
        assert not re.search(r"Notification\b|showNotification|pushManager|PushManager", script.read_text()), (
            script.name
        )


def test_no_medical_text_counts_as_reviewed() -> None:
    """Once a clinician has read one, the sentence on the page has to change."""
    read = [
        each.id
        for section in (KNOWN.causes, KNOWN.topics, KNOWN.red_flags)
        for each in section.values()
        if each.reviewed
    ]
    assert read == []
