"""`aftercare experiment delete`: delete an experiment; what was logged stays."""

import click

from aftercare.cli.options import Door, door_options


@click.command()
@click.argument("number")
@door_options
def command(door: Door, *, number: str) -> None:
    """Delete an experiment, running or not, with everything drawn. What you logged stays."""
    from aftercare.cli import experimenting, voice
    from aftercare.usecases import experiments

    with door.opened() as opened:
        found = experimenting.named(opened.session.journal, number)
        experiments.delete(opened.session, found.id)
        voice.show("Deleted.")
