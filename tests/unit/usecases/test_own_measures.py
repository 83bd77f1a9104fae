"""Recording something of one's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, NOW, PASSPHRASE, REMEMBERING, copy_vault

from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.measure import Kind
from aftercare.usecases import own_measures
from aftercare.vault import passphrase_step, unlock
from aftercare.vault.session import Session

KNOWLEDGE = load_knowledge()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = unlock(copy_vault(CURRENT, tmp_path / "vault"), PASSPHRASE, NOW)
    yield opened
    opened.lock()


def test_a_measure_of_ones_own_is_kept_renamed_and_retired_with_one_id(session: Session) -> None:
    made = own_measures.define_measure(session, KNOWLEDGE, NewMeasure(label="Rope", kind=Kind.YES_NO))
    assert made.id == "own.rope"
    assert own_measures.rename_measure(session, KNOWLEDGE, made.id, "Shibari").label == "Shibari"
    assert own_measures.retire_measure(session, made.id).retired
    assert not own_measures.bring_back_measure(session, KNOWLEDGE, made.id).retired
    own_measures.retire_measure(session, made.id)
    again = own_measures.define_measure(session, KNOWLEDGE, NewMeasure(label="Rope", kind=Kind.SCALE))
    assert again.id == "own.rope_2"
    assert [measure.id for measure in session.journal.own_measures][-2:] == ["own.rope", "own.rope_2"]
