"""How the command line speaks.

- What was asked for goes to standard output, and nothing else does: `show`, `show_json`.
- Questions, hints, warnings, progress and errors go to standard error: `tell`, `warn`, `fail`.
- Prose is for people; `--json` is for programs, one object a line, keys in a fixed order.
- One sentence says what is wrong and what to do. No value of the journal stands in an error, no traceback either.
- Words are short, kind and plain; never cute, never alarmed. Nothing blinks, nothing is only told by colour, and
  there is no colour at all where the output is not a terminal.
- What cannot wait comes first and says whom to call: `urgent`. It is said even where only JSON was asked for.
"""

import json
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import click

WIDEST = 88
UNREVIEWED = "Not yet reviewed by a clinician."


def show(text: str = "") -> None:
    """A result, for people."""
    click.echo(text)


def show_json(value: Any) -> None:
    """A result, for programs: one object on one line."""
    line = json.dumps(value, ensure_ascii=False)
    # Half a sign (a lone surrogate) can come in with a JSON file and has no UTF-8; it goes out escaped, as it came.
    has_half = any("\ud800" <= sign <= "\udfff" for sign in line)
    click.echo(json.dumps(value) if has_half else line)


def tell(text: str = "") -> None:
    """A hint or a remark; not a result."""
    click.echo(text, err=True)


def warn(text: str) -> None:
    """Something to read before going on."""
    click.echo(click.style(wrapped(text), bold=True), err=True)


def fail(sentence: str) -> None:
    """Why it did not work, in one sentence."""
    click.echo(wrapped(sentence), err=True)


def strong(text: str) -> str:
    """Bold in a terminal; `click.echo` takes it away everywhere else."""
    return click.style(text, bold=True)


def wrapped(text: str, indent: str = "", *, hanging: str | None = None) -> str:
    """Text broken to the width of the terminal, paragraphs kept."""
    return click.wrap_text(
        text,
        width=width(),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        preserve_paragraphs=True,
    )


def listed(items: Iterable[str], indent: str = "  ") -> str:
    """One line for each item."""
    return "\n".join(wrapped(item, f"{indent}- ", hanging=f"{indent}  ") for item in items)


def width() -> int:
    """Columns to write in: the terminal's, but no line grows too long to read."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def ask(question: str) -> str:
    """Ask and return one line, without white space around it; "" for Enter alone.

    Only for a conversation. The question goes to standard error, so that a redirected result stays clean; the line is
    read without a history of lines.
    """
    click.echo(f"{question} ", nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line.strip()


def ask_yes_no(question: str) -> bool:
    """Ask yes or no; Enter is no."""
    while True:
        typed = ask(f"{question} (y or n)").casefold()
        if typed in ("y", "yes"):
            return True
        if typed in ("", "n", "no"):
            return False
        fail("Type y or n.")


def ask_number(question: str, highest: int) -> int | None:
    """Ask for a number from 1 to `highest`; None for Enter alone."""
    while True:
        typed = ask(question)
        if not typed:
            return None
        if is_number(typed, highest):
            return int(typed)
        fail(f"Type a number from 1 to {highest}, or Enter.")


def is_number(typed: str, highest: int) -> bool:
    """Whether this is a number from 1 to `highest`."""
    return typed.isascii() and typed.isdigit() and len(typed) <= 4 and 1 <= int(typed) <= highest


def is_conversation() -> bool:
    """Whether a person sits there to be asked: input comes from a terminal, and questions are seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()
