"""Browsing the library, and what a person found helpful: kept in the vault, and nowhere else."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.knowledge.condition import Cause
from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids, page_records
from aftercare.model.notice import Notice, NoticeKind
from aftercare.usecases.read_library import (
    DID_NOT_HELP,
    FIRST_TO_READ,
    HELPED,
    helped_before,
    rated_pages,
    say_whether_helpful,
    shelves,
)
from aftercare.vault import passphrase_step, unlock
from aftercare.vault.session import Session

KNOWLEDGE = load_knowledge()
SHELVES = shelves(KNOWLEDGE)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = unlock(copy_vault(CURRENT, tmp_path / "vault"), PASSPHRASE, NOW)
    yield opened
    opened.lock()


def test_every_page_is_found_from_a_to_z_by_its_plain_and_by_its_medical_name() -> None:
    listed = [(line.page, line.name or line.title) for shelf in SHELVES.a_to_z for line in shelf.lines]
    for record in page_records(KNOWLEDGE):
        assert (record.id, record.title) in listed
        if isinstance(record, Cause):
            assert record.name.lower() in {name.lower() for page, name in listed if page == record.id}
    assert len(set(listed)) == len(listed)


def test_a_to_z_is_in_order_and_each_line_stands_under_its_letter() -> None:
    letters = [shelf.name for shelf in SHELVES.a_to_z]
    assert letters == sorted(letters)
    assert len(set(letters)) == len(letters)
    for shelf in SHELVES.a_to_z:
        names = [(line.name or line.title).lower() for line in shelf.lines]
        assert names == sorted(names)
        assert {name[0].upper() for name in names} == {shelf.name}


def test_every_page_is_found_by_what_one_notices_or_by_the_part_of_the_body_or_among_the_topics() -> None:
    """A cause always; a topic at least from A to Z."""
    shelved = {line.page for shelf in (*SHELVES.by_symptom, *SHELVES.by_part) for line in shelf.lines}
    assert set(KNOWLEDGE.causes) <= shelved


def test_under_a_symptom_what_to_look_at_first_comes_first_and_each_page_once() -> None:
    for symptom, shelf in zip(KNOWLEDGE.symptoms.values(), SHELVES.by_symptom, strict=True):
        pages = [line.page for line in shelf.lines]
        assert pages[: len(symptom.order)] == list(symptom.order)
        assert len(set(pages)) == len(pages)
        assert shelf.name == symptom.name
        assert pages, symptom.id


def test_under_a_part_of_the_body_pages_stand_by_title() -> None:
    for part, shelf in zip(KNOWLEDGE.body_parts.values(), SHELVES.by_part, strict=True):
        assert {line.page for line in shelf.lines} == {
            record.id for record in page_records(KNOWLEDGE) if part.id in record.parts
        }
        assert [line.title for line in shelf.lines] == sorted(line.title for line in shelf.lines)


def test_the_shelf_for_everyone_leads_to_pages_that_are_there() -> None:
    assert tuple(line.page for line in SHELVES.first) == FIRST_TO_READ
    assert set(FIRST_TO_READ) <= set(page_ids(KNOWLEDGE))


def test_what_helped_is_kept_over_a_lock_and_the_latest_comes_first(session: Session) -> None:
    say_whether_helpful(session, "crying_after_sex", HELPED, NOW)
    say_whether_helpful(session, "painful_sex", HELPED, NOW + timedelta(minutes=1))
    say_whether_helpful(session, "vaginismus", DID_NOT_HELP, NOW + timedelta(minutes=2))
    folder = session.folder
    session.lock()
    again = unlock(folder, PASSPHRASE, NOW)
    assert [line.page for line in helped_before(again.journal, KNOWLEDGE)] == ["painful_sex", "crying_after_sex"]
    assert rated_pages(again.journal, HELPED) == {"painful_sex", "crying_after_sex"}
    assert rated_pages(again.journal, DID_NOT_HELP) == {"vaginismus"}
    again.lock()


def test_the_last_answer_for_a_page_stands_and_no_other_notice_is_lost(session: Session) -> None:
    other = Notice(kind=NoticeKind.CARD_DISMISSED, subject="card", at=NOW)
    session.put_notices((*session.journal.notices, other))
    before = len(session.journal.notices)
    say_whether_helpful(session, "painful_sex", HELPED, NOW)
    say_whether_helpful(session, "painful_sex", DID_NOT_HELP, NOW + timedelta(minutes=1))
    assert rated_pages(session.journal, HELPED) == frozenset()
    assert rated_pages(session.journal, DID_NOT_HELP) == {"painful_sex"}
    assert len(session.journal.notices) == before + 1
    assert other in session.journal.notices


def test_a_page_that_a_newer_library_no_longer_has_is_left_out(session: Session) -> None:
    say_whether_helpful(session, "page_of_old", HELPED, NOW)
    assert helped_before(session.journal, KNOWLEDGE) == ()


def test_nothing_of_it_lies_readable_on_the_disk(session: Session) -> None:
    say_whether_helpful(session, "postcoital_dysphoria", HELPED, NOW)
    files = [path for path in session.folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert b"postcoital" not in path.read_bytes(), path.name


def test_an_answer_other_than_yes_or_no_cannot_be_kept(session: Session) -> None:
    with pytest.raises(AssertionError):
        say_whether_helpful(session, "painful_sex", "perhaps", NOW)
