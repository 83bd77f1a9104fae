"""What can go wrong for a person: one family, each error one clear sentence and what to do about it.

A message says what is wrong, where (file, line, field) and what to do. It never carries a journal value.
`cli.main` turns these into exit code 2, `web.server` into the HTTP status named here; anything else is a bug.
"""

from collections.abc import Mapping
from typing import ClassVar


class UserError(Exception):
    """Something the person can mend.

    `sentence` says what is wrong and what to do; `where` names file, line or field when there is one.
    """

    status: ClassVar[int] = 400

    def __init__(self, sentence: str, *, where: str | None = None) -> None:
        super().__init__(sentence if where is None else f"{where}: {sentence}")
        self.sentence = sentence
        self.where = where


class BadValue(UserError):
    """A value that does not fit its measure or field."""

    status = 422


class BadFile(UserError):
    """A file that cannot be read as what it is said to be."""

    status = 422


class TooLarge(UserError):
    """More than the limit allows."""

    status = 413


class NotThere(UserError):
    """The thing asked for does not exist (any more)."""

    status = 404


class Conflict(UserError):
    """The step does not fit the state things are in."""

    status = 409


class Locked(UserError):
    """The vault is locked; this needs it open."""

    status = 403


class WrongSecret(UserError):
    """The passphrase or recovery key does not open this vault."""

    status = 403


class DamagedVault(UserError):
    """The vault's files are not what they were when last saved."""

    status = 500


class NewerVault(UserError):
    """The vault was written by a newer version of the program."""

    status = 409


class DiskFull(UserError):
    """Nothing was saved because the disk is full."""

    status = 507


class TooYoung(UserError):
    """No vault, poll, study or experiment under 18: help lines instead (SAFETY, RF41)."""

    status = 403


class FieldErrors(UserError):
    """Several answers do not fit their measures; all are told at once, so that a form is mended in one go."""

    status = 422

    def __init__(self, errors: Mapping[str, str], *, where: str | None = None) -> None:
        self.errors = dict(errors)
        listed = " ".join(f"{field}: {sentence}" for field, sentence in self.errors.items())
        super().__init__(listed, where=where)
