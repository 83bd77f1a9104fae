"""The certificate is made once for a folder and a name, kept for its owner alone, and goes with everything else."""

import os
import ssl
import stat
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.unit.web.authority.handshakes import authority_of, takes
from tests.vectors.vaults import CURRENT, copy_vault

from aftercare.model.errors import UserError
from aftercare.model.reach import OnTheNetwork
from aftercare.vault import backup_locked, forget_everything
from aftercare.vault.folder import LAN, tighten
from aftercare.web.authority import child
from aftercare.web.authority.kept import Kept, obtain, tls_context

NAME = "notes.local"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_process_of_its_own_makes_it_and_the_next_start_takes_the_same(tmp_path: Path) -> None:
    """The process that knew the authority's key is gone when the certificate arrives."""
    folder = tmp_path / "journal"
    first = obtain(folder, OnTheNetwork(NAME))
    again = obtain(folder, OnTheNetwork(NAME))
    assert (first.new, again.new) == (True, False)
    assert (first.pem, first.until) == (again.pem, again.until)
    takes(first.pem, authority_of(first.pem), NAME)
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [LAN]
    assert stat.S_IMODE((folder / LAN).stat().st_mode) == 0o600


def test_another_name_a_wish_or_the_end_of_its_time_makes_a_new_one(tmp_path: Path) -> None:
    """Each of them has to be installed anew, so each is said to be new."""
    first = child.keep(tmp_path, NAME, NOW, renew=False)
    assert child.keep(tmp_path, NAME, NOW + timedelta(days=395), renew=False)["new"] is False
    for name, now, renew in ((NAME, NOW, True), (NAME, NOW + timedelta(days=800), False), ("other.local", NOW, False)):
        made = child.keep(tmp_path, name, now, renew=renew)
        assert made["new"] is True
        assert made["pem"] != first["pem"]


def test_a_folder_that_takes_no_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    """No trace of the code, and nothing is served."""
    (tmp_path / "journal").write_text("a file where the folder should be")
    with pytest.raises(UserError, match="file where the folder should be"):
        obtain(tmp_path / "journal", OnTheNetwork(NAME))


def test_forgetting_everything_removes_it_and_a_backup_never_held_it(tmp_path: Path) -> None:
    """It is about this machine."""
    folder = copy_vault(CURRENT, tmp_path / "journal")
    child.keep(folder, NAME, NOW, renew=False)
    backup_locked(folder, tmp_path / "kept.tar")
    with tarfile.open(tmp_path / "kept.tar") as kept:
        assert "journal.db" in kept.getnames()
        assert LAN not in kept.getnames()
    (folder / LAN).chmod(0o644)
    tighten(folder)
    assert stat.S_IMODE((folder / LAN).stat().st_mode) == 0o600
    forget_everything(folder)
    assert not folder.exists()


def test_old_encryption_is_not_spoken_and_its_key_goes_through_no_file(tmp_path: Path) -> None:
    """The toolkit wants names of files; it is given pipes, and they are closed again."""
    pem = str(child.keep(tmp_path, NAME, NOW, renew=False)["pem"])
    before = len(os.listdir("/dev/fd"))
    assert tls_context(pem).minimum_version is ssl.TLSVersion.TLSv1_2
    assert len(os.listdir("/dev/fd")) == before


def test_the_fingerprint_is_written_as_phones_show_it_and_the_end_is_said_a_month_ahead(tmp_path: Path) -> None:
    """32 pairs."""
    said = child.keep(tmp_path, NAME, NOW, renew=False)
    kept = Kept(str(said["pem"]), datetime.fromisoformat(str(said["until"])))
    assert len(kept.fingerprint.split()) == 32
    assert kept.fingerprint == kept.fingerprint.upper()
    assert not kept.runs_out_soon((kept.until - timedelta(days=31)).date())
    assert kept.runs_out_soon((kept.until - timedelta(days=30)).date())
    assert "PRIVATE" not in repr(kept)
