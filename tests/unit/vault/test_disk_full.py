"""A full disk: the save is refused with its sentence, and the journal is as before."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, PASSPHRASE, copy_vault

SCRIPT = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from aftercare.model.errors import DiskFull
from aftercare.vault import drop_letter, passphrase_step, unlock
from tests.vectors.vaults import NOW, entry, sealed

folder, passphrase, room = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
session = unlock(folder, passphrase, NOW)
before = session.journal
recipient = session.recipient
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
kept = []
refused = 0
for number in range(60):
    one = entry(note="word " * 400, minutes=number)
    try:
        session.add(one)
        kept.append(one)
    except DiskFull as error:
        assert "nothing was saved" in str(error), str(error)
        refused += 1
        assert one not in session.journal.entries
assert refused, "the limit was never reached"
assert all(each in session.journal.entries for each in kept), "an acknowledged entry is gone"
try:
    drop_letter(folder, sealed(entry(), recipient))
    if room < 4096:
        raise SystemExit("a letter was acknowledged that does not fit")
except DiskFull:
    assert not list(folder.rglob("*.half"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
one = entry(note="there is room again")
session.add(one)
session.lock()
again = unlock(folder, passphrase, NOW)
assert list(again.journal.entries) == sorted(
    [*before.entries, *kept, one], key=lambda e: (e.at.local, e.recorded, e.id)
), "the journal is not as before"
again.lock()
print("refused", refused, "kept", len(kept))
"""


@pytest.mark.parametrize("room", [1000, 150_000])
def test_a_save_that_does_not_fit_changes_nothing(tmp_path: Path, room: int) -> None:
    """From the first save on, or after some: what was acknowledged stays, the rest is refused, later it works again."""
    folder = copy_vault(CURRENT, tmp_path / "vault")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), PASSPHRASE, str(room)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("refused")
