"""`aftercare check`: is it dangerous, what could it be, what next. Without a journal, and with one on request."""

from typing import IO

import click

from aftercare.cli import voice
from aftercare.cli.about import About, about_options
from aftercare.cli.options import Door, door_options, json_option


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]")
@about_options
@click.option(
    "--journal", "use_journal", is_flag=True, help="Open the journal and go by what it says too, once you looked at it."
)
@click.option("--keep", is_flag=True, help="Open the journal and keep the result in it.")
@click.option(
    "--batch",
    metavar="FILE",
    type=click.File("rb"),
    help="Check a file, one JSON object a line with id, words, person and answers. - is standard input.",
)
@json_option
@door_options
def command(
    door: Door,
    words: tuple[str, ...],
    *,
    about: About,
    use_journal: bool,
    keep: bool,
    batch: IO[bytes] | None,
    as_json: bool,
) -> None:
    """Is it dangerous, what could it be, what next.

    In a terminal it asks: your words (or Enter, and a list to choose from), the danger list, then at most twelve
    questions, one at a time: y yes, n no, Enter not sure, ? why do you ask, b back, r the result now. Not sure is never
    taken as no. Then how soon to get help and why, what it could be with reasons for and against, and what would tell
    more. It is no diagnosis.

    From another program it reads your words from standard input and gives what they come to. They can be an argument
    too, but arguments stay in the shell's history. Needs no journal, sends nothing, and keeps nothing without --keep.
    With --json it gives one object; with --batch one object a line, in the order of the file.
    """
    from aftercare.cli import checking

    if batch is not None:
        if words or use_journal or keep or about.said:
            raise click.UsageError("--batch takes all it needs from the file; leave the rest out.")
        for given in checking.batch(batch):
            voice.show_json(given)
        return
    if use_journal and about.is_about_another:
        raise click.UsageError("The journal is yours and says nothing of anybody else; leave out --journal.")
    wish = checking.Wish(words=" ".join(words).strip(), about=about, use_journal=use_journal, as_json=as_json)
    if not use_journal and not keep:
        checking.check_alone(door.folder, wish)
        return
    with door.opened() as opened:
        checking.check_in_journal(opened, wish, keep=keep)
