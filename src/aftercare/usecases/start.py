"""Starting: a new vault for one adult, with a passphrase and, if wanted, a recovery key.

Takes the folder, the person's own words and the moment; a vault is made whole or not at all.
"""

from datetime import datetime
from pathlib import Path

from aftercare.model import person as people
from aftercare.model.errors import WrongSecret
from aftercare.model.person import Person, check_birth_year
from aftercare.vault import Created, create_vault, draw_passphrase, last_six_match
from aftercare.vault import check_passphrase as check


def check_age(birth_year: int, now: datetime) -> int:
    """Return the year; TooYoung under 18, BadValue when it cannot be right. To be asked before anything else."""
    return check_birth_year(birth_year, now.date())


def may_be_under_age(birth_year: int, now: datetime) -> bool:
    """Whether the 18th birthday falls in this year, so that it has to be asked for."""
    return people.may_be_under_age(birth_year, now.date())


def offer_passphrase() -> str:
    """Six drawn words to offer."""
    return draw_passphrase()


def check_passphrase(passphrase: str) -> str:
    """The passphrase in the form it is used in; BadValue says what to change."""
    return check(passphrase)


def start(folder: Path, passphrase: str, *, birth_year: int, recovery: bool, now: datetime) -> Created:
    """Make the vault and open it. One to two seconds. TooYoung, BadValue, or Conflict where there is one already."""
    person = Person(birth_year=check_age(birth_year, now))
    return create_vault(folder, passphrase, person=person, now=now, recovery=recovery)


def confirm_recovery(recovery_key: str, typed: str) -> None:
    """WrongSecret unless the last six characters that were typed are the key's: then it is on paper."""
    if not last_six_match(recovery_key, typed):
        raise WrongSecret("Those are not its last six characters. Look at the paper, not at the screen.")
