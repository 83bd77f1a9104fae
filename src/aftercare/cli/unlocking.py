"""Opening the journal for one command: ask, unlock, say what came while it was locked."""

from collections.abc import Iterator
from contextlib import contextmanager

from aftercare.cli import voice
from aftercare.cli.clock import local_zone, now
from aftercare.cli.options import TRIES, Door, ask_passphrase
from aftercare.model.errors import WrongSecret
from aftercare.usecases.device import has_vault
from aftercare.usecases.person import remember_zone
from aftercare.usecases.unlock import Unlocked
from aftercare.usecases.unlock import unlock as open_vault
from aftercare.vault import Session


def unlock(door: Door) -> Session:
    """The open journal. WrongSecret after the last try, NotThere where nothing was started."""
    unlocked, _ = _open(door)
    session = unlocked.session
    remember_zone(session, local_zone())
    _tell_letters(unlocked)
    return session


@contextmanager
def unlocked_with_secret(door: Door) -> Iterator[tuple[Session, str]]:
    """The open journal and the passphrase it opened with, for the commands that make secrets new."""
    unlocked, secret = _open(door)
    try:
        yield unlocked.session, secret
    finally:
        unlocked.session.lock()


def _open(door: Door) -> tuple[Unlocked, str]:
    tries = TRIES if door.passphrase_file is None and has_vault(door.folder) else 1
    for left in range(tries - 1, -1, -1):
        # Where there is no journal the sentence says so before anybody types a passphrase.
        secret = ask_passphrase(door) if has_vault(door.folder) else ""
        try:
            return open_vault(door.folder, secret, now()), secret
        except WrongSecret as error:
            if not left:
                raise
            voice.fail(f"{error.sentence} Once more.")
    raise AssertionError("the last try returns or raises")


def _tell_letters(unlocked: Unlocked) -> None:
    waiting = len(unlocked.session.journal.waiting)
    if waiting:
        many = f"{waiting} entries were" if waiting > 1 else "1 entry was"
        voice.tell(f"{many} written while the journal was locked. Look at them with: aftercare letters")
        _tell_urgent_letters(unlocked.session)
    for sentence in unlocked.taken.set_aside:
        voice.tell(f"A letter could not be taken in and was put aside. {sentence}")


def _tell_urgent_letters(session: Session) -> None:
    """A letter is screened again with everything, at once: what cannot wait is said before the command runs."""
    from aftercare.cli.flags import tell_urgent
    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.letters import waiting_letters

    for letter in waiting_letters(session, load_knowledge(), now()):
        tell_urgent(letter.seen.screening, session.folder)
