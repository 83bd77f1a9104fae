"""`aftercare experiment comply`: say whether the last round went as drawn."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Say whether the last round went as drawn. Whatever you say, the round counts as it was drawn.

    From another program it reads as_drawn, partly or otherwise from standard input; an empty line leaves it open.
    """
    from aftercare.cli import experimenting

    with door.opened() as opened:
        experimenting.comply(opened, as_json=as_json)
