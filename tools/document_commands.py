"""Writes the reference part of docs/command-line.md from the commands themselves.

`python -m tools.document_commands` puts it between the two marks; a test fails when it is out of date.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from aftercare.cli.main import aftercare

PAGE = Path(__file__).resolve().parent.parent / "docs" / "command-line.md"
BEGIN = "<!-- from here on written by tools/document_commands.py -->"
END = "<!-- end -->"


def main() -> int:
    """Write the page anew."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    PAGE.write_text(f"{head}{BEGIN}\n\n{reference()}\n{END}{tail}", encoding="utf-8")
    return 0


def reference() -> str:
    """Every command with its options, in the order of the help."""
    return "\n".join(_section(name, command) for name, command in command_tree().items()).rstrip() + "\n"


def command_tree() -> dict[str, click.Command]:
    """Every command by its whole name, subcommands after their group."""
    return {"aftercare": aftercare, **dict(_commands(aftercare, "aftercare"))}


def _commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{prefix} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix} {name}")


def _section(name: str, command: click.Command) -> str:
    lines = [f"### `{name}`", "", *_prose(inspect.cleandoc(command.help or "")), ""]
    arguments = [_argument(param) for param in command.params if isinstance(param, click.Argument)]
    usage = " ".join([name, "[options]", *arguments])
    lines += ["```", usage, "```", ""]
    options = [param for param in command.params if isinstance(param, click.Option)]
    if options:
        lines += ["| option | |", "| --- | --- |"]
        lines += [f"| {_option(param)} | {param.help} |" for param in options]
        lines.append("")
    return "\n".join(lines)


def _argument(param: click.Argument) -> str:
    shown = param.metavar or (param.name or "").upper()
    return shown if param.required or shown.startswith("[") else f"[{shown}]"


def _option(param: click.Option) -> str:
    names = [*param.opts, *param.secondary_opts]
    value = "" if param.is_flag else f" {param.metavar or _choices(param)}"
    shown = ", ".join(f"`{name}{value}`" for name in names)
    default = param.default if param.show_default else None
    return f"{shown} (default {default})" if default is not None else shown


def _choices(param: click.Option) -> str:
    if isinstance(param.type, click.Choice):
        return "\\|".join(str(choice) for choice in param.type.choices)
    return "VALUE"


def _prose(text: str) -> Iterator[str]:
    """Click's help as Markdown: a block after \\b is code, a paragraph is one line."""
    for block in text.split("\n\n"):
        lines = [line.strip("\b") for line in block.splitlines() if line.strip("\b").strip()]
        if block.startswith("\b"):
            yield from ("```", *(line.strip() for line in lines), "```", "")
        else:
            yield from (" ".join(line.strip() for line in lines), "")


if __name__ == "__main__":
    sys.exit(main())
