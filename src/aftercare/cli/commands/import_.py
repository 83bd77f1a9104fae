"""`aftercare import`: take in another app's export, after a look at what it would bring."""

from pathlib import Path
from typing import IO

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command(name="import")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--take", is_flag=True, help="Take it in without asking. Without it nothing is written unless you say so."
)
@click.option(
    "--answers",
    metavar="FILE",
    type=click.File("r", encoding="utf-8-sig"),
    help='What can\'t be guessed, as JSON: {"question": {"word": "choice"}}. The dry run with --json lists them.',
)
@click.option("--notes", is_flag=True, help="Take the notes in too. Off by default.")
@click.option("--list", "as_list", is_flag=True, help="List the imports so far.")
@click.option("--undo", metavar="ID", help="Take one import back as one, by its number.")
@json_option
@door_options
def command(
    door: Door,
    *,
    as_json: bool,
    undo: str | None,
    as_list: bool,
    notes: bool,
    answers: IO[str] | None,
    take: bool,
    file: Path | None,
) -> None:
    """Take in another app's export FILE: Daylio (CSV), Apple Health (zip or XML); or one of your own.

    First a dry run: what it would bring, what it can't place. What can't be guessed is asked. Then you decide. A second
    import of the same file adds nothing, and each import can be taken back as one. Your own export opens with its
    passphrase, which --passphrase-file gives too. The file stays where it is: delete it when you no longer need it.
    """
    if sum((file is not None, as_list, undo is not None)) != 1:
        raise click.UsageError("Give a FILE, or --list, or --undo ID.")
    from aftercare.cli import importing, taking_back

    with door.opened() as opened:
        if undo is not None:
            importing.undo_named(opened, undo)
        elif as_list:
            importing.list_imports(opened, as_json=as_json)
        else:
            assert file is not None
            given = importing.read_answers(answers, notes=notes)
            if taking_back.is_our_own(file):
                taking_back.take_back(opened, door, file, take_it=take, as_json=as_json)
            else:
                importing.import_file(opened, file, given, take_it=take, as_json=as_json)
