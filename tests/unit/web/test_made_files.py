"""The files a browser screens and reads words with: the same bytes each time, never out of date, small."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Kind
from aftercare.usecases.for_browser import screening_data, version_of
from aftercare.web import made_files
from aftercare.web.made_files import (
    made_languages,
    make_files,
    read_made,
    screening_name,
    with_made,
    write_made,
)
from aftercare.web.static_files import static_files

KNOWLEDGE = load_knowledge()
SCREENING, WORDS = "made/screening.en.json", "made/words.json"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make_files("en")


def test_both_files_are_of_one_knowledge_and_go_together(made: dict[str, bytes]) -> None:
    """What was read by other words than the rules know would be silent."""
    assert set(made) == {SCREENING, WORDS}
    versions = {json.loads(content)["version"] for content in made.values()}
    assert versions == {version_of(KNOWLEDGE)}


def test_what_screens_is_small_enough_to_keep_on_a_phone(made: dict[str, bytes]) -> None:
    """At most 40 KB on the way."""
    assert len(gzip.compress(made[SCREENING], 9, mtime=0)) <= 40_000


def test_the_same_knowledge_gives_the_same_bytes_in_every_process(made: dict[str, bytes]) -> None:
    """Else every start would fetch it anew."""
    told = "import sys,hashlib;from aftercare.web.made_files import make_files;"
    told += "print(*[hashlib.sha256(one).hexdigest() for one in make_files('en').values()])"
    run = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    hashes = [made_files.sha256(content).hexdigest() for content in made.values()]
    assert run.stdout.split() == hashes


def test_what_was_made_ahead_is_used_only_while_nothing_changed(
    made: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half a file, nor one that somebody changed, nor one of other knowledge or code."""
    monkeypatch.setattr(made_files, "make_files", lambda _language: dict(made))
    assert read_made("en", tmp_path) is None
    write_made("en", tmp_path)
    assert read_made("en", tmp_path) == made
    for path in tmp_path.glob("*.json"):
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        assert read_made("en", tmp_path) is None
        path.write_bytes(whole)
    assert read_made("en", tmp_path) == made
    monkeypatch.setattr(made_files, "_made_from", lambda _language: "other knowledge")
    assert read_made("en", tmp_path) is None


def test_pages_find_them_beside_the_other_files(made: dict[str, bytes]) -> None:
    """At the address of all static files, which changes with the knowledge; another name finds nothing."""
    files = static_files()
    app = Starlette(routes=[Route("/s/{digest}/{name:path}", files.serve)])
    client = TestClient(app)
    for name in (SCREENING, WORDS):
        answer = client.get(files.address(name))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.json() == json.loads(made[name])
    assert client.get(f"/s/{files.digest}/made/other.json").status_code == 404
    assert screening_name("en") == SCREENING
    assert screening_name("xx") == SCREENING
    assert "en" in made_languages()


def test_a_change_of_the_knowledge_changes_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser never screens with what it kept of an older program."""
    before = static_files().digest
    monkeypatch.setattr(made_files, "_made_from", lambda _language: "other knowledge")
    static_files.cache_clear()
    try:
        assert static_files().digest != before
    finally:
        static_files.cache_clear()


def test_names_are_known_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program starts without making them."""
    monkeypatch.setattr(made_files, "made_files", lambda _language: pytest.fail("made too soon"))
    held = with_made({"a.css": b"a"})
    assert {"a.css", SCREENING, WORDS} <= set(held)
    assert len(held) == len(list(held))
    assert held["a.css"] == b"a"
    assert WORDS in held
    assert "b.css" not in held


def test_every_sentence_a_person_sees_is_translated() -> None:
    """Nothing of the rules, questions, lines, places and help stays English in another language."""
    marked = screening_data(KNOWLEDGE, lambda text: f"~{text}", "xx")
    rule, finding = marked["rules"][0], next(one for one in marked["findings"].values() if "question" in one)
    branch = rule["branches"][0]
    shown = [rule["title"], *rule["doNow"], branch["because"], branch["within"], *branch["doNow"], *branch["doNot"]]
    shown += [finding["question"], marked["dangerLines"][0]["text"], marked["dangerList"][0]["text"]]
    shown += [branch["after"]["because"], marked["places"][branch["service"]]["name"], marked["services"][0]["name"]]
    assert all(text.startswith("~") for text in shown)
    assert marked["language"] == "xx"


def test_it_holds_only_what_screening_an_entry_needs() -> None:
    """No source, no case, no rule that needs the journal, no text that is never asked here."""
    data = screening_data(KNOWLEDGE, str)
    assert {rule["id"] for rule in data["rules"]} == {
        rule.id for rule in KNOWLEDGE.red_flags.values() if rule.needs.value == "entry"
    }
    asked = {name for rule in data["rules"] for name in rule.get("ask", ())}
    assert {name for name, one in data["findings"].items() if one.get("question")} == asked
    assert set(data["texts"]) == {name for name, one in KNOWLEDGE.measures.items() if one.kind is Kind.TEXT}
    assert not {"sources", "cases"} & {name for rule in data["rules"] for name in rule}
