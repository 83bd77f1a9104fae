"""`aftercare experiment stop`: end it now."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """End it now, whatever for. What was drawn so far is kept, and `result` says what it came to."""
    from aftercare.cli import voice
    from aftercare.cli.clock import now
    from aftercare.usecases import experiments

    with door.opened() as opened:
        over = experiments.stop(opened.session, opened.knowledge, now())
    assert over.end_reason is not None, "it was just ended"
    if as_json:
        voice.show_json({"id": over.id, "end_reason": over.end_reason.value})
    else:
        voice.show("Ended. See what it came to by: aftercare experiment result")
