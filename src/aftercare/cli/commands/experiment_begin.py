"""`aftercare experiment begin`: plan an experiment and begin it."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Choose a change, what to look at and how many rounds, and begin.

    In a terminal it asks step by step and tells the chance of a clear answer before anything begins. From another
    program it reads one JSON object from standard input: template (or own, with change), outcome, better (1 or -1),
    rounds; for an own one also "agreed": true, which says that nobody bears pain for it, protection stays as it is,
    and everyone is an adult and wants it.
    """
    from aftercare.cli import planning

    with door.opened() as opened:
        planning.begin(opened, as_json=as_json)
