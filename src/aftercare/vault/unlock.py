"""The doors of the vault: make one, open it, open it with the recovery key.

Takes the folder, secrets and the moment; returns a `Session`. The passphrase step takes one to two seconds.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aftercare.model.person import Person
from aftercare.vault import opening
from aftercare.vault.keys import new_recovery_key
from aftercare.vault.renew import Recovery, recover
from aftercare.vault.session import Session


@dataclass(frozen=True, slots=True)
class Created:
    """A new vault, open. The recovery key is shown once and kept nowhere."""

    session: Session = field(repr=False)
    recovery_key: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Recovered:
    """A vault opened by its recovery key, with a new passphrase set."""

    session: Session = field(repr=False)
    recovery_key: str | None = field(repr=False)
    """A new one, if the old one was replaced."""


def create_vault(folder: Path, passphrase: str, *, person: Person, now: datetime, recovery: bool) -> Created:
    """Make a vault and open it. BadValue for a weak passphrase, TooYoung, Conflict where there is one already."""
    recovery_key = new_recovery_key() if recovery else None
    keys = opening.create(folder, passphrase, person=person, recovery=recovery_key, now=now)
    return Created(Session(opening.open_just_renewed(folder, keys)), recovery_key)


def unlock(folder: Path, passphrase: str, now: datetime) -> Session:
    """Open a vault. WrongSecret, DamagedVault, NewerVault, NotThere, Conflict leave it as it is."""
    return Session(opening.open_with_passphrase(folder, passphrase, now=now))


def unlock_with_recovery(
    folder: Path,
    recovery_key: str,
    *,
    new_passphrase: str,
    recovery: Recovery,
    now: datetime,
) -> Recovered:
    """Open a vault whose passphrase is lost, and set a new one. All other secrets become new with it."""
    renewed = recover(folder, recovery_key, new_passphrase, recovery=recovery, now=now)
    return Recovered(Session(opening.open_just_renewed(folder, renewed.keys)), renewed.recovery_key)
