"""A group of commands that imports a command only when it is called.

Help must come at once, and a command must not pay for another's imports. So the group keeps, for each command, the
module it lives in and its one line of help; both come in as data (`main.COMMANDS`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True, slots=True)
class Later:
    """A command that is not imported yet."""

    module: str
    """Its module under `aftercare.cli.commands`; the command in it is called `command`."""
    help: str


class LazyGroup(click.Group):
    """Lists its commands in the order given and loads each when it is called."""

    def __init__(self, *args: Any, later: Mapping[str, Later], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.later = later

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Every command, in the order a person meets them."""
        return list(self.later)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        """Import and return one command."""
        found = self.later.get(cmd_name)
        if found is None:
            return None
        command = import_module(f"aftercare.cli.commands.{found.module}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's
        """The list in the help, from the one-line helps: nothing is imported for it."""
        if not self.later:
            return
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in self.later.items()])
