"""`aftercare experiment reveal`: see what is drawn for the next time."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """See what is drawn for the next time. It stands until a time that counts is logged."""
    from aftercare.cli import experimenting

    with door.opened() as opened:
        experimenting.reveal(opened, as_json=as_json)
