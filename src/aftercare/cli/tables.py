"""Tables for people. rich draws them; it is imported only when one is drawn."""

import sys
from collections.abc import Iterable, Sequence

from aftercare.cli import voice


def show_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show a table on standard output: drawn for a terminal, else one line a row, with tabs."""
    if not sys.stdout.isatty():
        for row in (head, *rows):
            voice.show("\t".join(row))
        return
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=SIMPLE, pad_edge=False, header_style="bold")
    for title in head:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    Console(highlight=False, emoji=False).print(table)
