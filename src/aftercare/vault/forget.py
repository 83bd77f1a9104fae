"""Forget everything: the keys first, then the files. Asks nothing, needs no passphrase.

Takes the folder; removes only what the vault put there. From the moment the two key files are gone nobody can open
what is left, however far the rest gets.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.vault import folder as files
from aftercare.vault.contents import PairedDevice


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """What forgetting can't remove, for the person to see to."""

    backups: tuple[Notice, ...] = ()
    exports: tuple[Notice, ...] = ()
    devices: tuple[PairedDevice, ...] = ()
    """They may hold letters of their own that were not yet delivered."""
    paper: bool = False
    """A printed recovery key: it still opens the backups."""


def out_of_reach(journal: Journal, devices: tuple[PairedDevice, ...], *, paper: bool) -> OutOfReach:
    """What the open vault knows to be elsewhere."""
    return OutOfReach(
        backups=tuple(each for each in journal.notices if each.kind is NoticeKind.BACKUP_MADE),
        exports=tuple(each for each in journal.notices if each.kind is NoticeKind.EXPORT_MADE),
        devices=devices,
        paper=paper,
    )


def forget_everything(folder: Path) -> None:
    """Remove keys, then files, then the folder if nothing else is in it. Can be repeated after an interruption."""
    if not folder.is_dir():
        return
    staged = [place for place in folder.iterdir() if place.name in files.STAGES]
    for place in (folder, *staged):
        for name in (files.IDENTITY, files.JOURNAL_KEY):
            (place / name).unlink(missing_ok=True)
        files.sync(place)
    for place in (*staged, folder / files.LETTERBOX):
        shutil.rmtree(place, ignore_errors=True)
    for path in folder.iterdir():
        if path.is_file() and (
            path.name in _OURS or path.name.startswith(files.JOURNAL) or path.name.endswith(files.HALF)
        ):
            path.unlink(missing_ok=True)
    files.sync(folder)
    if not any(folder.iterdir()):
        folder.rmdir()


_OURS = frozenset({files.RECIPIENT, files.DEVICE, files.LAN})
