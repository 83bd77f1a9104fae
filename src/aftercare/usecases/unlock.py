"""Unlocking: with the passphrase, or with the recovery key when the passphrase is lost.

Letters that waited are taken in on the way; they stay marked as waiting (`usecases.letters`).
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aftercare.usecases.letters import take_in
from aftercare.vault import Recovered, Recovery, Session, TakenIn
from aftercare.vault import unlock as open_vault
from aftercare.vault import unlock_with_recovery as recover


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open vault and the letters that came with it."""

    session: Session = field(repr=False)
    taken: TakenIn = field(repr=False)


def unlock(folder: Path, passphrase: str, now: datetime) -> Unlocked:
    """Open the vault. WrongSecret, DamagedVault, NewerVault, NotThere or Conflict leave it as it is."""
    session = open_vault(folder, passphrase, now)
    return Unlocked(session, take_in(session))


def unlock_with_recovery(
    folder: Path, recovery_key: str, *, new_passphrase: str, recovery: Recovery, now: datetime
) -> Recovered:
    """Open with the recovery key and set a new passphrase. Waiting letters are taken in too.

    `recovery` says what becomes of the key itself; a new one is shown once.
    """
    recovered = recover(folder, recovery_key, new_passphrase=new_passphrase, recovery=recovery, now=now)
    take_in(recovered.session)
    return recovered
