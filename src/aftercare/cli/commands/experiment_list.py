"""`aftercare experiment list`: the experiments there are, and what can be tried."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@click.option("--templates", is_flag=True, help="What can be tried, each with why not now, if so.")
@json_option
@door_options
def command(door: Door, *, as_json: bool, templates: bool) -> None:
    """The experiments in your journal, oldest first, with their numbers; or what can be tried."""
    from aftercare.cli import experimenting

    with door.opened() as opened:
        experimenting.show_all(opened, templates=templates, as_json=as_json)
