"""Bring in, page by page: a dry run first, questions, taking, taking back; nothing of a file ever on a disk."""

import tempfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.unit.web.yours_bench import APPLE, GERMAN, OTHER, OWN_MOODS, SMALL, answers, bring, take_in, upload

from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.export_journal import plain_json, sealed_json
from aftercare.web.i18n import translations
from aftercare.web.routes import url_for
from aftercare.web.uploads import UPLOAD_LIMIT


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_the_page_says_what_it_reads_and_how_large_a_file_may_be(mine: Mine) -> None:
    text = shown(mine.get("bring_in"))
    assert "Nothing is written until you say so." in text
    assert f"Up to {UPLOAD_LIMIT // 2**20} MB" in text
    assert "aftercare import FILE" in text


def test_a_daylio_file_is_looked_at_first_and_taken_in_once(mine: Mine) -> None:
    """The dry run writes nothing; a second import adds nothing."""
    page = bring(mine, GERMAN.read_bytes())
    assert mine.journal.entries == ()
    assert "Leave it out" in page
    done = take_in(mine, GERMAN.read_bytes())
    assert f"{len(mine.journal.entries)} entries taken in" in shown(done)
    count = len(mine.journal.entries)
    assert count >= 700
    again = bring(mine, GERMAN.read_bytes())
    if "guessed" in again:
        again = mine.post("bring_in_ask", do="go", **answers(again))
    assert "Nothing new in this file" in shown(again)
    assert "Take it in" not in shown(again)
    assert len(mine.journal.entries) == count


def test_an_import_is_taken_back_as_one_and_that_can_be_undone(mine: Mine) -> None:
    take_in(mine, SMALL.read_bytes())
    count = len(mine.journal.entries)
    page = mine.get("bring_in")
    assert "Daylio" in shown(page)
    page = mine.post("bring_in_back", **{"import": mine.journal.imports[0].id})
    assert mine.journal.entries == ()
    assert mine.journal.imports == ()
    assert "Taken back" in shown(page)
    mine.post("undo")
    assert len(mine.journal.entries) == count


def test_own_mood_names_must_be_placed_before_anything_is_taken(mine: Mine) -> None:
    page = bring(mine, OWN_MOODS.read_bytes())
    assert "Which face is each of them?" in shown(page)
    refused = mine.send("bring_in_ask", do="go")
    assert refused.status_code == 422
    assert "Pick one for each of these." in refused.text
    look = mine.post("bring_in_ask", do="go", **answers(page))
    assert "Take it in" in shown(look)
    mine.post("bring_in_look", do="take")
    assert len(mine.journal.entries) > 0


def test_what_names_suggest_is_filled_in_only_when_asked(mine: Mine) -> None:
    page = bring(mine, GERMAN.read_bytes())
    assert "selected" not in page.split("<main", 1)[1]
    if "Fill in what the names suggest" in page:
        filled = mine.send("bring_in_ask", do="suggest").text
        assert "selected" in filled.split("<main", 1)[1]
    assert mine.journal.entries == ()


def test_apple_health_is_recognised_by_what_is_in_it(mine: Mine) -> None:
    """The name of the file plays no part."""
    page = bring(mine, APPLE.read_bytes())
    assert "Apple Health" in shown(page)
    done = mine.post("bring_in_look", do="take")
    assert "taken in" in shown(done)
    assert mine.journal.imports[0].app.startswith("apple")


def test_notes_are_left_there_unless_wanted_and_the_danger_list_shows_once_for_one_in_another_language(
    mine: Mine,
) -> None:
    head, first, *rows = SMALL.read_text("utf-8-sig").splitlines()
    assert first.endswith('""')
    noted = "\n".join([head, first.removesuffix('""') + '"Ein langer Tag, danach ein ruhiger Abend."', *rows]) + "\n"
    page = bring(mine, noted.encode())
    if "guessed" in page:
        page = mine.post("bring_in_ask", do="go", **answers(page))
    assert "Take its 1 note in too" in shown(page)
    page = mine.post("bring_in_look", do="notes", notes="yes")
    assert 'name="notes" value="yes" checked' in page
    done = shown(mine.post("bring_in_look", do="take"))
    assert any(entry.note for entry in mine.journal.entries)
    assert "Not every note could be read" in done
    assert "Chest pain" in done
    assert "Who to reach" in done


def test_on_pages_in_another_language_the_danger_list_shows_for_notes_that_look_english_too(mine: Mine) -> None:
    """What is typed is not read there, whatever it looks like."""
    mine.bench.state.device = replace(mine.bench.state.device, language="de")
    mine.log(pain="1", note="we talked and watched a film")
    data = plain_json(mine.journal, load_knowledge(), include_private=True, include_left_out=True)
    mine.vault.delete(mine.last.id)
    bring(mine, data)
    done = shown(mine.post("bring_in_look", do="take"))
    told = translations("de").gettext
    assert told("Not every note could be read") in done
    assert told("Chest pain") in done


def test_a_red_flag_in_an_import_is_a_list_and_never_a_screen(mine: Mine) -> None:
    """A fresh severe pain comes with the file; the page says so among the rest."""
    mine.log(pain="9")
    mine.vault.change(replace(mine.last, note=None))
    data = plain_json(mine.journal, load_knowledge(), include_private=True, include_left_out=True)
    mine.vault.delete(mine.last.id)
    bring(mine, data)
    done = mine.post("bring_in_look", do="take")
    assert "Found in what came in" in shown(done)
    assert "1 entry taken in" in shown(done)
    assert "To the timeline" in shown(done)


def test_an_export_of_ours_comes_back_sealed_or_not(mine: Mine) -> None:
    mine.log(tears="2", mood_after="1")
    knowledge = load_knowledge()
    parts = {"include_private": False, "include_left_out": False}
    plain = plain_json(mine.journal, knowledge, **parts)
    sealed = sealed_json(mine.journal, knowledge, OTHER, **parts)
    gone = mine.last.id
    mine.vault.delete(gone)
    page = bring(mine, sealed)
    assert "This file is sealed" in shown(page)
    refused = mine.send("bring_in_open", phrase="not this one at all")
    assert refused.status_code == 403
    page = mine.post("bring_in_open", phrase=OTHER)
    assert "1 new entry" in shown(page)
    assert "goes without private answers" in shown(page)
    done = mine.post("bring_in_look", do="take")
    assert "1 entry taken in" in shown(done)
    assert "Take it back" in shown(done)
    assert mine.journal.entry(gone).values["tears"] == 2
    mine.post("settings", day_after_card="yes", turns_at="5", zone_name="Europe/Berlin")
    assert "Take it back" not in shown(mine.get("bring_in_done"))
    assert "No new entry" in shown(bring(mine, plain))
    assert "There was nothing new" in shown(mine.post("bring_in_look", do="take"))


@pytest.mark.parametrize("data", [b"", b"nothing we know", b"PK\x03\x04broken", b'{"format": "aftercare-journal"'])
def test_any_other_file_is_refused_with_a_sentence_and_forgotten(mine: Mine, data: bytes) -> None:
    answer = upload(mine, data)
    assert answer.status_code in (413, 422)
    assert "One thing to mend" in shown(answer.text)
    assert mine.get("bring_in")
    assert mine.journal.entries == ()


def test_giving_a_file_up_forgets_it(mine: Mine) -> None:
    take_in(mine, SMALL.read_bytes())
    bring(mine, APPLE.read_bytes())
    mine.post("bring_in_look", do="drop")
    assert "Nothing is written yet" not in mine.follow(mine.bench.client.get(url_for("bring_in_look"), headers=OWN))


def test_a_file_never_touches_a_disk(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three megabytes, where the toolkit would spool above one; whoever asks for a real file gets an error."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was about to be written")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    monkeypatch.setattr(tempfile, "_TemporaryFileWrapper", refuse)
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", refuse)
    padded = APPLE.read_bytes() + b" " * (3 * 2**20)
    assert "Nothing is written yet" in bring(mine, padded)


def test_a_file_is_not_even_read_while_the_journal_is_locked(mine: Mine) -> None:
    mine.bench.client.cookies.delete(mine.bench.state.launch.session_cookie)
    answer = upload(mine, SMALL.read_bytes())
    assert answer.status_code == 403
    assert "locked meanwhile" in answer.text


def test_only_the_pages_that_take_files_take_large_bodies(mine: Mine) -> None:
    """A form's limit stands everywhere else."""
    large = "x" * (300 * 1024)
    assert mine.send("settings", zone_name=large).status_code == 413
    assert upload(mine, large.encode()).status_code == 422


def test_a_file_above_the_limit_is_told_where_it_fits(mine: Mine) -> None:
    answer = mine.bench.client.post(
        url_for("bring_in"), headers={**OWN, "content-length": str(UPLOAD_LIMIT + 1)}, content=b""
    )
    assert answer.status_code == 413
    assert "on the command line" in answer.text


def test_the_form_token_counts_for_files_too(mine: Mine) -> None:
    answer = mine.bench.client.post(url_for("bring_in"), data={"t": "0" * 64}, files={"file": ("a", b"x")}, headers=OWN)
    assert answer.status_code == 403


def test_times_of_now_are_the_persons(mine: Mine) -> None:
    """The record of an import carries the moment it was taken in."""
    take_in(mine, SMALL.read_bytes())
    assert mine.journal.imports[0].at == datetime(2026, 11, 22, 12, tzinfo=UTC)
