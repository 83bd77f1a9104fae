"""Options that several commands share, and the open journal they lead to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aftercare.cli.passphrases import passphrase
from aftercare.cli.program import Program

if TYPE_CHECKING:
    from aftercare.knowledge.load import Knowledge
    from aftercare.vault import Session

F = TypeVar("F", bound=Callable[..., Any])

TRIES = 3
"""At a terminal; a file is read once."""


@dataclass(frozen=True, slots=True)
class Door:
    """Which journal, and how its passphrase comes in."""

    folder: Path
    passphrase_file: Path | None

    @contextmanager
    def opened(self) -> "Iterator[Opened]":
        """Unlock for one command; lock again whatever happens."""
        from aftercare.cli.unlocking import unlock

        session = unlock(self)
        try:
            yield Opened(session)
        finally:
            session.lock()


@dataclass(frozen=True, slots=True)
class Opened:
    """An open journal and what is known."""

    session: "Session"

    @property
    def knowledge(self) -> "Knowledge":
        """The knowledge that ships with the program; each section is read when first asked for."""
        from aftercare.knowledge.load import load_knowledge

        return load_knowledge()


def folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--vault FOLDER`: the command gets `folder`, the default one when none is named."""

    @wraps(command)
    def with_folder(*args: Any, folder: Path | None, **kwargs: Any) -> Any:
        return command(*args, folder=_chosen(folder), **kwargs)

    return click.option(
        "--vault",
        "folder",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where the journal is kept. Without it: a folder of your own user account.",
    )(with_folder)


def passphrase_file_option(command: F) -> F:
    """`--passphrase-file FILE`: the command gets `passphrase_file`."""
    return click.option(
        "--passphrase-file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Read the passphrase from the first line of this file instead of asking. Only you may be able to read it.",
    )(command)


def door_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Both: the command gets one `door`."""

    @wraps(command)
    def with_door(*args: Any, folder: Path, passphrase_file: Path | None, **kwargs: Any) -> Any:
        return command(*args, door=Door(folder, passphrase_file or _program().passphrase_file), **kwargs)

    return passphrase_file_option(folder_option(with_door))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """How a file is to leave the journal."""

    plain: bool
    private: bool
    left_out: bool
    replace: bool
    other_passphrase: bool
    seal_file: Path | None


def outgoing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every file that leaves the journal can be told: the command gets one `wish`."""

    @wraps(command)
    def with_wish(*args: Any, **kwargs: Any) -> Any:
        names = Outgoing.__slots__
        wish = Outgoing(**{name: kwargs.pop(name) for name in names})
        return command(*args, wish=wish, **kwargs)

    made = with_wish
    for option in _OUTGOING:
        made = option(made)
    return made


_OUTGOING = (
    click.option("--replace", is_flag=True, help="Overwrite the file when it is there."),
    click.option("--left-out", is_flag=True, help="Also entries that you keep out of patterns."),
    click.option("--private", is_flag=True, help="Also what is private, such as whether it was wanted."),
    click.option("--plain", is_flag=True, help="Without a seal: anyone who has the file can read it."),
    click.option(
        "--seal-passphrase-file",
        "seal_file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Seal with the passphrase in the first line of this file.",
    ),
    click.option(
        "--other-passphrase", is_flag=True, help="Ask for another passphrase to seal with than the journal's."
    ),
)


def json_option(command: F) -> F:
    """`--json`: the command gets `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="For programs: one JSON object a line.")(command)


def ask_passphrase(door: Door) -> str:
    """The passphrase for this journal."""
    return passphrase(door.passphrase_file)


def _chosen(told: Path | None) -> Path:
    """`--vault` of the command, else of `aftercare` itself, else the usual place."""
    from aftercare.cli.place import default_folder

    return told or _program().folder or default_folder()


def _program() -> Program:
    program: Program = click.get_current_context().find_root().obj
    return program
