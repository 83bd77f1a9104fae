"""The key files: which belong together, and what each damaged or exchanged one is told."""

import hashlib
from pathlib import Path

import pytest
from tests.vectors.vaults import NOW, PASSPHRASE

from aftercare.model.errors import DamagedVault, NewerVault, WrongSecret
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault import passphrase_step, unlock


def rewrite(folder: Path, old: str, new: str) -> None:
    """Change a line of the identity, as one who has the passphrase could."""
    sealed = (folder / files.IDENTITY).read_bytes()
    text = passphrase_step.open_with_passphrase(sealed, PASSPHRASE, where="x").decode()
    assert old in text
    changed = passphrase_step.seal_with_passphrase(text.replace(old, new).encode(), PASSPHRASE)
    (folder / files.IDENTITY).write_bytes(changed)


def test_new_keys_are_written_and_read_back(tmp_path: Path) -> None:
    """Every part of them, recovery or not."""
    for recovery in (None, keyfiles.recipient_of(keyfiles.new_recovery_key())):
        keys = keyfiles.new_keys(recovery)
        keyfiles.write_keys(keys, tmp_path, passphrase=PASSPHRASE, now=NOW)
        assert keyfiles.open_keys(tmp_path, PASSPHRASE) == keys
        assert len(keys.journal_key) == 32


def test_no_two_vaults_share_a_key() -> None:
    """All from the system's randomness."""
    made = [keyfiles.new_keys(None) for _ in range(20)]
    assert len({keys.journal_key for keys in made}) == len({keys.identity for keys in made}) == 20


def test_the_identity_says_what_belongs_to_it(folder: Path) -> None:
    """Recipient, recovery recipient, and the SHA-256 of the journal key."""
    keys = keyfiles.open_keys(folder, PASSPHRASE)
    text = passphrase_step.open_with_passphrase((folder / files.IDENTITY).read_bytes(), PASSPHRASE, where="x").decode()
    assert f"# recipient: {keys.recipient}" in text
    assert f"# recovery: {keys.recovery}" in text
    assert f"# journal-key-sha256: {hashlib.sha256(keys.journal_key).hexdigest()}" in text


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("# vault-format: 1", "# vault-format: 2", NewerVault),
        ("# vault-format: 1\n", "", DamagedVault),
        ("# journal-key-sha256: ", "# journal-key-sha256: 0", DamagedVault),
        ("# recipient: age1", "# recipient: age2", DamagedVault),
        ("# recovery: age1", "# recovery: age2", DamagedVault),
        ("AGE-SECRET-KEY-1", "", DamagedVault),
    ],
)
def test_an_identity_that_does_not_fit_is_refused(folder: Path, old: str, new: str, refusal: type[Exception]) -> None:
    """Even one that opens with the right passphrase."""
    rewrite(folder, old, new)
    with pytest.raises(refusal):
        unlock(folder, PASSPHRASE, NOW)


def test_another_identity_under_the_right_passphrase_is_refused(folder: Path) -> None:
    """A whole set of foreign key files beside our journal opens nothing."""
    keyfiles.write_keys(keyfiles.new_keys(None), folder, passphrase=PASSPHRASE, now=NOW)
    with pytest.raises(DamagedVault, match=r"journal\.db"):
        unlock(folder, PASSPHRASE, NOW)


def test_our_journal_key_under_a_foreign_identity_is_refused(folder: Path) -> None:
    """It opens the journal, but the journal knows whose it is."""
    keys, foreign = keyfiles.open_keys(folder, PASSPHRASE), keyfiles.new_keys(None)
    mixed = keyfiles.Keys(foreign.identity, foreign.recipient, None, keys.journal_key)
    keyfiles.write_keys(mixed, folder, passphrase=PASSPHRASE, now=NOW)
    with pytest.raises(DamagedVault, match=r"identity\.age"):
        unlock(folder, PASSPHRASE, NOW)


@pytest.mark.parametrize("content", [b"", b"age1", b"\xff\xfe", b"age1" + b"q" * 58])
def test_a_public_key_that_is_none_is_refused(folder: Path, content: bytes) -> None:
    """Nothing may be sealed to it."""
    (folder / files.RECIPIENT).write_bytes(content)
    with pytest.raises(DamagedVault, match=r"recipient\.txt"):
        keyfiles.read_recipient(folder)


def test_a_recovery_key_of_another_vault_opens_nothing(folder: Path) -> None:
    """And the sentence says what may have happened."""
    with pytest.raises(WrongSecret, match="replaced or withdrawn"):
        keyfiles.open_journal_key_with_recovery(folder, keyfiles.new_recovery_key())
