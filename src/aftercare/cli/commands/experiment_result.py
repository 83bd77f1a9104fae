"""`aftercare experiment result`: what an experiment came to."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@click.argument("number", default="")
@json_option
@door_options
def command(door: Door, *, as_json: bool, number: str) -> None:
    """What an experiment came to: the latest, or the one with this number from `list`.

    While it runs it only says whether it is clear already; how the rounds went is told at the end.
    """
    from aftercare.cli import experimenting

    with door.opened() as opened:
        experimenting.show_result(opened, number, as_json=as_json)
