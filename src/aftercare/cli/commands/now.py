"""`aftercare now`: danger signs, help lines, first steps. Needs no journal and leaves no trace."""

from pathlib import Path

import click

from aftercare.cli.options import folder_option, json_option

WHO = ("me", "partner")
WHAT = ("tears", "pain", "panic", "numb", "not_wanted")


@click.command()
@click.option("--country", metavar="CODE", help="Two letters, like DE. Not kept. Without it: the one kept at set-up.")
@click.option("--for", "who", type=click.Choice(WHO), help="For whom. Asked for when left out.")
@click.option("--what", type=click.Choice(WHAT), help="What is happening. Asked for when left out.")
@json_option
@folder_option
def command(folder: Path, *, as_json: bool, what: str | None, who: str | None, country: str | None) -> None:
    """Right now: danger signs and help lines first, then one small step after another.

    Needs no journal, asks for no passphrase, keeps nothing. In a terminal it asks; what you type as an argument
    stays in the shell's history. With --json it gives the guides and help lines, one object a line.
    """
    from aftercare.cli import right_now

    told = right_now.Told(folder=folder, country=country.upper() if country else None, who=who, what=what)
    if as_json:
        right_now.show_all_json(told)
    else:
        right_now.show(told)
