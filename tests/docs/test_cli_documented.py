"""docs/command-line.md says everything the command line can do, and nothing it can't."""

from pathlib import Path

import click
import pytest
from tools.document_commands import BEGIN, END, command_tree, reference

from aftercare.cli.main import COMMANDS, aftercare

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"
TREE = command_tree()


def test_the_reference_is_the_one_the_commands_give() -> None:
    """Run `python -m tools.document_commands` after a change."""
    text = PAGE.read_text(encoding="utf-8")
    written = text.split(BEGIN)[1].split(END)[0].strip()
    assert written == reference().strip()


@pytest.mark.parametrize("name", sorted(TREE))
def test_every_command_and_option_is_documented_with_a_sentence(name: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert f"`{name}" in text
    command = TREE[name]
    assert command.help, name
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{name} {param.opts}"
            assert param.help.endswith((".", ")")), f"{name} {param.opts}"
            assert f"`{max(param.opts, key=len)}" in text


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_part_written_by_hand_names_every_command(name: str) -> None:
    by_hand = PAGE.read_text(encoding="utf-8").split(BEGIN)[0]
    assert f"aftercare {name}" in by_hand


def test_no_command_is_documented_that_is_not_there() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("### `aftercare")]
    assert sorted(line.removeprefix("### `").split("`")[0] for line in lines) == sorted(TREE)


def test_the_short_help_of_the_list_is_kept_beside_the_commands_own() -> None:
    """The list shows one line for each without importing it; it must speak of the same thing."""
    context = click.Context(aftercare)
    for name, later in COMMANDS.items():
        command = aftercare.get_command(context, name)
        assert command is not None
        own = (command.help or "").casefold()
        first = later.help.rstrip(".").casefold().split()
        assert sum(word.strip(",:;") in own for word in first) >= len(first) // 2, name
