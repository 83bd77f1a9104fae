"""What leaves the journal as a file: sealed unless the person says otherwise, under a neutral name, theirs alone.

Takes bytes that are sealed or that the person wants plain; writes them whole or not at all. Plain text is never written
on the way.
"""

import os
import sys
from pathlib import Path

from aftercare.cli import voice
from aftercare.cli.clock import local_zone, now
from aftercare.cli.options import Outgoing
from aftercare.cli.passphrases import ask_secret, read_secret
from aftercare.model.entry import zone_info
from aftercare.model.errors import Conflict, UserError
from aftercare.usecases.make_report import note_export
from aftercare.vault import Session

STDOUT = Path("-")
HALF = ".half"

PLAIN_WARNING = (
    "Without a seal anyone who comes by this file can read it, and deleting it does not surely remove it from the disk."
)


def neutral_name(ending: str) -> Path:
    """A file name that says nothing of what is inside, in the current folder."""
    return Path(f"notes-{now().astimezone(zone_info(local_zone())):%Y-%m-%d}.{ending}")


def may_go(path: Path, wish: Outgoing) -> bool:
    """Whether to go on: refuse before anything is computed what would be refused at the end; warn before plain text.

    In conversation the warning asks. Whoever runs it from a program said so with --plain and gave the passphrase.
    """
    _check_target(path, replace=wish.replace)
    if not wish.plain:
        return True
    voice.warn(PLAIN_WARNING)
    return not voice.is_conversation() or voice.ask_yes_no("Write it without a seal?")


def seal_secret(own: str, wish: Outgoing) -> str:
    """The passphrase to seal with: the journal's own, or another one for whoever is to open the file."""
    if wish.seal_file is not None:
        return read_secret(wish.seal_file)
    while wish.other_passphrase:
        chosen = ask_secret("A passphrase for this file, 12 characters or more")
        if ask_secret("The same again") == chosen:
            return chosen
        voice.fail("These two differ. Once more.")
    return own


def deliver(path: Path, data: bytes, session: Session, wish: Outgoing) -> None:
    """Write it, remember that it was made, and say where it is and how it opens."""
    write_out(path, data)
    if path == STDOUT:
        note_export(session, "sent to a program", now())
        return
    note_export(session, str(path.absolute()), now())
    voice.show(f"Written to {path}")
    if not wish.plain:
        voice.tell("It opens with its passphrase, here or with the standard program: age --decrypt FILE")


def _check_target(path: Path, *, replace: bool) -> None:
    if path == STDOUT:
        if sys.stdout.isatty():
            raise UserError("Name a file, or send the output to a program: this would fill the screen with signs.")
        return
    if path.is_dir():
        raise Conflict("There is a folder of this name. Name a file.")
    if not path.absolute().parent.is_dir():
        raise Conflict("There is no such folder to write to.")
    if path.exists() and not replace:
        raise Conflict("There is such a file already. Name another, or add --replace.")


def write_out(path: Path, data: bytes) -> None:
    """Write it whole or not at all, readable by its owner only."""
    if path == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    half = path.with_name(f".{path.name}{HALF}")
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
