"""`aftercare checkin`: how the day is."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@click.option("--earlier", is_flag=True, help="Ask for which day it is; otherwise it is today.")
@json_option
@door_options
def command(door: Door, *, as_json: bool, earlier: bool) -> None:
    """Write down how the day is: mood, energy, stress, sleep and what else you like.

    In a terminal it asks; Enter leaves a line open. From another program it reads standard input as `aftercare log`
    does. A second check-in of the same day is added to the first.

    What you type as an argument stays in the shell's history; the prompts and a file (`aftercare checkin < FILE`) leave
    nothing there. Delete the file afterwards.
    """
    from aftercare.cli import logging_in

    with door.opened() as opened:
        logging_in.check_in(opened, earlier=earlier, as_json=as_json)
