"""`aftercare experiment pause`: draw nothing for a while."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Draw nothing for a while. What you log meanwhile is not part of it; an arm that stands waits."""
    from aftercare.cli import voice
    from aftercare.cli.clock import now
    from aftercare.usecases import experiments

    with door.opened() as opened:
        experiments.pause(opened.session, opened.knowledge, now())
    if as_json:
        voice.show_json({"paused": True})
    else:
        voice.show("Paused. Go on with it by: aftercare experiment resume")
