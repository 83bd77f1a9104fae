"""`aftercare export`: take everything out, in a form that can be read in again."""

from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Outgoing, door_options, outgoing_options


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--format", "written", type=click.Choice(["json"]), default="json", show_default=True, help="Its form.")
@outgoing_options
@door_options
def command(door: Door, *, wish: Outgoing, written: str, file: Path | None) -> None:
    """Take everything out into FILE, in a form that can be read in again without loss.

    The file is sealed with your passphrase, in the age format; --plain writes it so that anyone can read it.
    Without FILE it gets a neutral name here; - is standard output.
    """
    from aftercare.cli import outgoing
    from aftercare.cli.unlocking import unlocked_with_secret
    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.export_journal import plain_json, sealed_json

    assert written == "json", "the only form so far"
    path = file or outgoing.neutral_name("json" if wish.plain else "age")
    if not outgoing.may_go(path, wish):
        return
    parts = {"include_private": wish.private, "include_left_out": wish.left_out}
    with unlocked_with_secret(door) as (session, own):
        if wish.plain:
            data = plain_json(session.journal, load_knowledge(), **parts)
        else:
            data = sealed_json(session.journal, load_knowledge(), outgoing.seal_secret(own, wish), **parts)
        outgoing.deliver(path, data, session, wish)
    without = [words for words, there in ((PRIVATE, wish.private), (LEFT_OUT, wish.left_out)) if not there]
    if without:
        voice.tell(f"It goes without {' and '.join(without)}.")


PRIVATE = "what is private (--private puts it in)"
LEFT_OUT = "entries you keep out of patterns (--left-out puts them in)"
