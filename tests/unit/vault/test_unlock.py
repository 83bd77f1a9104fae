"""Making a vault: for adults, with a good passphrase, all of it or nothing."""

from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, entry

from aftercare.model.errors import BadValue, Conflict, TooYoung
from aftercare.model.person import Person
from aftercare.vault import create_vault, last_six_match, opening, state, unlock, unlock_with_recovery
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault.folder import State
from aftercare.vault.renew import Recovery

PASSPHRASE = "garden lamp seven rivers"
ADULT = Person(birth_year=1990)


def test_a_new_vault_is_open_empty_and_there_after_lock(tmp_path: Path) -> None:
    """With the person told at the start; without a recovery key unless wanted."""
    created = create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=False)
    assert created.recovery_key is None
    assert created.session.journal.entries == ()
    assert created.session.journal.person == ADULT
    assert not created.session.has_recovery
    created.session.add(entry())
    created.session.lock()
    session = unlock(tmp_path / "vault", PASSPHRASE, NOW)
    assert len(session.journal.entries) == 1
    session.lock()


def test_a_recovery_key_is_shown_once_and_kept_nowhere(tmp_path: Path) -> None:
    """The paper proves itself by its last six characters, and opens the vault."""
    created = create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=True)
    key = created.recovery_key
    assert key is not None
    assert last_six_match(key, key[-6:])
    created.session.lock()
    for path in (tmp_path / "vault").rglob("*"):
        assert path.is_dir() or key.encode() not in path.read_bytes()
    recovered = unlock_with_recovery(
        tmp_path / "vault", key, new_passphrase="another good one", recovery=Recovery.KEEP, now=NOW
    )
    assert recovered.session.journal.person == ADULT
    recovered.session.lock()


def test_every_file_of_a_new_vault_is_private(tmp_path: Path) -> None:
    """And nothing half-made lies about."""
    create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=False).session.lock()
    names = {str(path.relative_to(tmp_path / "vault")) for path in (tmp_path / "vault").rglob("*")}
    needed = {"journal.db", "identity.age", "journal.key.age", "recipient.txt", "letterbox", "letterbox/paired.json"}
    assert names == needed
    for path in (tmp_path / "vault").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_new_vaults_search_words_are_overwritten_when_deleted(tmp_path: Path) -> None:
    """FTS5 would otherwise only mark them as gone."""
    created = create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=False)
    config = dict(created.session._opened.connection.execute("SELECT k, v FROM words_config"))
    assert config["secure-delete"] == 1
    created.session.lock()


@pytest.mark.parametrize(("born", "refusal"), [(2009, TooYoung), (2026, TooYoung), (2027, BadValue), (1800, BadValue)])
def test_nobody_under_18_gets_a_vault(tmp_path: Path, born: int, refusal: type[Exception]) -> None:
    """Nor anyone whose year can't be right; nothing is made."""
    with pytest.raises(refusal):
        create_vault(tmp_path / "vault", PASSPHRASE, person=Person(birth_year=born), now=NOW, recovery=False)
    assert not (tmp_path / "vault").exists()


def test_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    """The folder isn't there yet."""
    with pytest.raises(BadValue):
        create_vault(tmp_path / "vault", "letmein", person=ADULT, now=NOW, recovery=False)
    assert not (tmp_path / "vault").exists()


def test_a_vault_is_never_made_over_another_or_over_its_remains(folder: Path) -> None:
    """Remains may still be somebody's journal."""
    with pytest.raises(Conflict, match="already"):
        create_vault(folder, PASSPHRASE, person=ADULT, now=NOW, recovery=False)
    (folder / "identity.age").unlink()
    with pytest.raises(Conflict, match="already"):
        create_vault(folder, PASSPHRASE, person=ADULT, now=NOW, recovery=False)


@pytest.mark.parametrize("stop", ["write_keys", "commit_change"])
def test_making_one_can_be_cut_short_and_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str) -> None:
    """Until the last moment there is no vault; afterwards nothing of the first try is left."""

    def killed(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keyfiles if stop == "write_keys" else files, stop, killed)
        with pytest.raises(KeyboardInterrupt):
            create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=False)
    assert state(tmp_path / "vault") is State.NOTHING
    created = create_vault(tmp_path / "vault", PASSPHRASE, person=ADULT, now=NOW, recovery=False)
    created.session.lock()
    assert not list((tmp_path / "vault").glob(".*"))


def test_an_identity_sealed_with_too_little_work_is_sealed_again_at_unlock(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same keys, in a file that takes longer to guess."""
    from tests.vectors.vaults import PASSPHRASE as OLD

    keys = keyfiles.open_keys(folder, OLD)
    before = (folder / "identity.age").read_bytes()
    real = opening.keyfiles.passphrase_step.work_factor
    monkeypatch.setattr(
        keyfiles.passphrase_step, "work_factor", lambda sealed: 15 if sealed == before else real(sealed)
    )
    unlock(folder, OLD, NOW).lock()
    assert (folder / "identity.age").read_bytes() != before
    again = (folder / "identity.age").read_bytes()
    assert keyfiles.open_keys(folder, OLD) == keys
    unlock(folder, OLD, NOW).lock()
    assert (folder / "identity.age").read_bytes() == again
