"""How a passphrase or recovery key comes in: asked for without echo, or read from a file the person names.

Never an argument, never the environment: other programs can read both. Never shown, never kept.
"""

import os
import stat
import sys
from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.model.errors import BadValue, UserError

FILE_LIMIT = 4096
OTHERS = stat.S_IRWXG | stat.S_IRWXO

NO_TERMINAL = (
    "There is no terminal to ask for it. Put it alone into a file of yours and name it with --passphrase-file."
)


def passphrase(file: Path | None, question: str = "Passphrase") -> str:
    """The passphrase, from the file if one is named, else from the terminal."""
    return read_secret(file) if file is not None else ask_secret(question)


def ask_secret(question: str) -> str:
    """Ask on the terminal, without echo; UserError where there is none."""
    keep_from_dumps()
    if not has_terminal():
        raise UserError(NO_TERMINAL, where="passphrase")
    typed: str = click.prompt(question, hide_input=True, err=True, default="", show_default=False)
    return typed


def ask_new_passphrase(offered: str) -> str:
    """Offer six drawn words, or take an own passphrase; either is typed again. BadValue says what to change."""
    from aftercare.usecases.start import check_passphrase

    voice.tell(f"\n    {offered}\n")
    voice.tell(
        voice.wrapped(
            "These six words were drawn for you. Write them on paper, or take a passphrase of your own: 12 characters "
            "or more. Nobody can reset it. What stands here stays in this window until you close or clear it."
        )
    )
    while True:
        chosen = ask_secret("Passphrase (the six words, or your own)")
        try:
            check_passphrase(chosen)
        except BadValue as error:
            voice.fail(error.sentence)
            continue
        if ask_secret("The same again") == chosen:
            return chosen
        voice.fail("These two differ. Once more.")


def read_secret(file: Path) -> str:
    """The first line of a file. Refused when others on this machine may read it, or when it is no such file."""
    keep_from_dumps()
    where = "passphrase file"
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            if stat.S_ISREG(mode) and mode & OTHERS:
                raise UserError(
                    "Others on this machine could read this file. Make it yours alone (chmod 600), then try again.",
                    where=where,
                )
            first = opened.readline(FILE_LIMIT + 1)
    except OSError as error:
        raise UserError(
            f"This file can't be read: {(error.strerror or 'no reason given').lower()}.", where=where
        ) from None
    try:
        line = first.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise UserError("This file is not plain text.", where=where) from None
    if not line or len(first) > FILE_LIMIT:
        raise UserError("The first line of this file must be the passphrase, alone.", where=where)
    return line


def keep_from_dumps() -> None:
    """Before a secret comes in: no core files, no reading of this process by other programs of the same user."""
    from aftercare.vault import harden_process

    harden_process()


def has_terminal() -> bool:
    """Whether there is a terminal to ask on, even while standard input brings entries."""
    if sys.stdin.isatty():
        return True
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
