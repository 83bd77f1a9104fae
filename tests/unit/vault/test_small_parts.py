"""The vault's small parts: digest, seal, device settings, pairing file, burst, hardening."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pyrage
import pytest
from tests.vectors.vaults import NOW, PASSPHRASE

from aftercare.model.errors import BadFile, BadValue, DamagedVault, WrongSecret
from aftercare.model.settings import Device
from aftercare.vault import burst, pairing, read_device, seal, write_device
from aftercare.vault import folder as files
from aftercare.vault.digest import Digest, digest_secret, row_hash
from aftercare.vault.opening import open_with_passphrase

SECRET = digest_secret(bytes(32))


def test_the_digest_depends_on_which_rows_there_are_and_not_on_their_order() -> None:
    """Adding and taking away again comes back to the same; a row twice is not a row once."""
    one, two = row_hash(SECRET, "entries", "1", "a"), row_hash(SECRET, "entries", "2", "b")
    empty = Digest()
    assert empty.plus(one).plus(two) == empty.plus(two).plus(one) == Digest.of([one, two])
    assert empty.plus(one).plus(two).minus(one) == empty.plus(two)
    assert empty.plus(one).plus(one) != empty.plus(one)
    assert empty.plus(one).minus(one) == empty
    assert Digest.from_bytes(empty.minus(two).to_bytes()) == empty.minus(two)


def test_rows_that_read_alike_have_different_hashes() -> None:
    """Parts can't flow into each other, and another key gives other hashes."""
    hashes = [
        row_hash(SECRET, "entries", "ab", "c"),
        row_hash(SECRET, "entries", "a", "bc"),
        row_hash(SECRET, "records", "ab", "c"),
        row_hash(digest_secret(b"1" * 32), "entries", "ab", "c"),
    ]
    assert len(set(hashes)) == 4


def test_what_is_sealed_to_a_key_opens_with_it_only() -> None:
    """To the vault's own, or to one somebody gave."""
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = seal.seal_to(f" {mine.to_public()}\n", b"content")
    assert seal.open_with_identities(sealed, [str(other), str(mine)]) == b"content"
    for bad, identity in ((sealed, other), (sealed[:-1], mine), (b"", mine)):
        with pytest.raises(BadFile):
            seal.open_with_identities(bad, [str(identity)])
    with pytest.raises(BadValue, match="age1"):
        seal.seal_to("not a key", b"content")


def test_what_is_sealed_under_a_passphrase_follows_the_same_rules() -> None:
    """A weak one is refused before any work is done."""
    sealed = seal.seal_with_passphrase(b"content", "a good long one")
    assert seal.open_with_passphrase(sealed, "a good long one") == b"content"
    with pytest.raises(WrongSecret):
        seal.open_with_passphrase(sealed, "another long one")
    with pytest.raises(BadValue):
        seal.seal_with_passphrase(b"content", "password1234")


def test_device_settings_are_kept_outside_the_vault(tmp_path: Path) -> None:
    """Private, and there before any vault is."""
    assert read_device(tmp_path / "vault") == Device()
    chosen = Device(language="de", country="DE", theme="dark", auto_lock_minutes=3, shown_name="Garden")
    write_device(tmp_path / "vault", chosen)
    assert read_device(tmp_path / "vault") == chosen
    assert (tmp_path / "vault" / files.DEVICE).stat().st_mode & 0o777 == 0o600
    assert files.state(tmp_path / "vault") is files.State.NOTHING


@pytest.mark.parametrize("content", ["", "[]", "{", '{"theme": "pink"}', '{"unknown": 1}', "[" * 5000, "x" * 20000])
def test_damaged_device_settings_stop_nobody(tmp_path: Path, content: str) -> None:
    """The defaults stand in."""
    (tmp_path / files.DEVICE).write_text(content)
    assert read_device(tmp_path) == Device()


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"address": 1, "devices": {}}', '{"address": "a", "devices": []}']
)
def test_a_damaged_list_of_devices_lets_nobody_write(folder: Path, content: str) -> None:
    """And says which file it is."""
    (folder / files.PAIRED).write_text(content)
    with pytest.raises(DamagedVault, match=r"paired\.json"):
        pairing.device_of_token(folder, "a", "b")


def test_paired_devices_stand_as_hashes_of_long_random_tokens(folder: Path) -> None:
    """Two devices never share one."""
    one, two = (pairing.add_device(folder, name, "age1") for name in ("one", "two"))
    assert one.token != two.token
    assert one.address == two.address
    assert len(one.token) >= 43
    stored = json.loads((folder / files.PAIRED).read_text())
    assert one.token not in json.dumps(stored)
    assert pairing.device_of_token(folder, one.address, one.token) == "one"
    pairing.remove_device(folder, "one")
    assert pairing.device_of_token(folder, one.address, one.token) is None
    assert pairing.device_of_token(folder, two.address, two.token) == "two"


def test_a_burst_ends_once_after_it_was_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at each write; and not at all once stopped."""
    monkeypatch.setattr(burst, "QUIET_SECONDS", 0.1)
    over = threading.Event()
    ended = []
    saves = burst.Burst(lambda: (ended.append(1), over.set()))
    for _ in range(5):
        saves.wrote()
    assert not over.is_set()
    assert over.wait(5)
    assert ended == [1]
    saves.wrote()
    saves.stop()
    over.clear()
    assert not over.wait(0.3)


def test_the_process_can_neither_dump_core_nor_be_read_by_its_neighbours() -> None:
    """Seen from inside a process of its own."""
    code = (
        "import ctypes, resource; from aftercare.vault import harden_process; harden_process();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0) 0"


def test_a_wrong_passphrase_lets_go_of_the_folder(folder: Path) -> None:
    """The next try is not kept waiting."""
    with pytest.raises(WrongSecret):
        open_with_passphrase(folder, "not the passphrase", now=NOW)
    with files.alone(folder):
        pass
    opened = open_with_passphrase(folder, PASSPHRASE, now=NOW)
    opened.connection.close()
    opened.lock.release()
