"""`aftercare experiment put-back`: put back what is drawn."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Put back what is drawn, unused. Its place is not drawn again; the next time you log is without a draw."""
    from aftercare.cli import voice
    from aftercare.cli.clock import now
    from aftercare.usecases import experiments

    with door.opened() as opened:
        experiments.give_back(opened.session, opened.knowledge, now())
    if as_json:
        voice.show_json({"put_back": True})
    else:
        voice.show("Put back. See the next by: aftercare experiment reveal")
