"""`aftercare experiment resume`: go on after a pause."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Go on after a pause. While something must come first it stays paused."""
    from aftercare.cli import voice
    from aftercare.cli.clock import now
    from aftercare.usecases import experiments

    with door.opened() as opened:
        experiments.resume(opened.session, opened.knowledge, now())
    if as_json:
        voice.show_json({"paused": False})
    else:
        voice.show("It goes on.")
