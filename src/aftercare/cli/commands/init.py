"""`aftercare init`: start a journal."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import folder_option, passphrase_file_option

if TYPE_CHECKING:
    from aftercare.model.settings import Device

PROMISE = """\
This makes a journal that only you can open: one folder, encrypted, on this machine. Nothing is sent anywhere.

It can remember, count and point to help. It is no doctor, and what it knows is not yet reviewed by a clinician. \
Unlock it only on a machine that is yours alone: whoever controls the machine can read what is open."""

RECOVERY = """\
A recovery key opens the journal when the passphrase is lost. Whoever finds it reads everything. \
Lose both, and everything is lost."""


@click.command()
@click.option("--birth-year", type=int, metavar="YEAR", help="Year of birth. Asked for when left out.")
@click.option(
    "--country", metavar="CODE", help="Two letters, like DE, for the right help lines. Kept outside the vault."
)
@click.option("--recovery/--no-recovery", default=None, help="Whether to make a recovery key. Asked when left out.")
@passphrase_file_option
@folder_option
def command(
    folder: Path,
    *,
    passphrase_file: Path | None,
    birth_year: int | None,
    country: str | None,
    recovery: bool | None,
) -> None:
    """Start a journal: birth year, passphrase, perhaps a recovery key.

    Six drawn words are offered as passphrase; you can take your own. For people of 18 and over: the journal is for
    adults, `aftercare now` and the help lines are for everyone.
    """
    from aftercare.cli.clock import local_zone, now
    from aftercare.model.errors import Conflict
    from aftercare.usecases import person, start
    from aftercare.usecases.device import has_vault, load, save

    if has_vault(folder):
        raise Conflict("There is a journal in this folder already. Open it, or name another folder with --vault.")
    device = _with_country(load(folder), country)
    voice.tell(voice.wrapped(PROMISE))
    year = birth_year if birth_year is not None else _ask_year()
    start.check_age(year, now())
    if start.may_be_under_age(year, now()):
        _ask_birthday()
    if country is None and voice.is_conversation():
        device = _ask_country(device)
    secret = _new_passphrase(passphrase_file)
    wants_recovery = _wants_recovery() if recovery is None else recovery
    created = start.start(folder, secret, birth_year=year, recovery=wants_recovery, now=now())
    try:
        person.remember_zone(created.session, local_zone())
        save(folder, device)
    finally:
        created.session.lock()
    if created.recovery_key is not None:
        from aftercare.cli.recovery_keys import show_recovery_key

        show_recovery_key(created.recovery_key)
    voice.show(f"The journal is ready: {folder}")
    voice.tell("Write the first entry with: aftercare log")


def _ask_year() -> int:
    if not voice.is_conversation():
        raise click.UsageError("Give the year of birth with --birth-year.")
    while True:
        typed = voice.ask("Year of birth:")
        if voice.is_number(typed, 9999):
            return int(typed)
        voice.fail("Give the year with four digits, like 1990.")


def _ask_birthday() -> None:
    """Only the year is kept; whether the 18th birthday has been is asked and forgotten."""
    from aftercare.model.errors import TooYoung

    if not voice.is_conversation():
        raise click.UsageError("Someone born that year may still be 17: start the journal in a terminal, which asks.")
    if not voice.ask_yes_no("Have you already had your 18th birthday?"):
        raise TooYoung("A journal is for people of 18 and over. `aftercare now` and the help lines are for everyone.")


def _ask_country(device: "Device") -> "Device":
    from aftercare.model.errors import BadValue

    while True:
        try:
            return _with_country(
                device, voice.ask("Country, two letters, for the right help lines (Enter leaves it open):")
            )
        except BadValue as error:
            voice.fail(error.sentence)


def _with_country(device: "Device", country: str | None) -> "Device":
    from dataclasses import replace

    return replace(device, country=country.upper()) if country else device


def _new_passphrase(file: Path | None) -> str:
    from aftercare.cli.passphrases import ask_new_passphrase, read_secret
    from aftercare.usecases.start import check_passphrase, offer_passphrase

    if file is not None:
        return check_passphrase(read_secret(file))
    return ask_new_passphrase(offer_passphrase())


def _wants_recovery() -> bool:
    if not voice.is_conversation():
        return False
    voice.tell(voice.wrapped(RECOVERY))
    return voice.ask_yes_no("Make a recovery key?")
