"""`aftercare screener`: short questionnaires with a score, and how the scores went."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@json_option
@door_options
def command(door: Door, *, as_json: bool) -> None:
    """Fill in a short questionnaire with a score (PHQ-4, PHQ-9, GAD-7), and see how the scores went.

    In a terminal it asks which one; every line can be left open with Enter, and nothing is kept until you say so. What
    must not wait comes before any score. From another program, or with --json, it only gives the scores that were kept:
    one object a line, oldest first. A screener is not a diagnosis.
    """
    from aftercare.cli import filling_in

    with door.opened() as opened:
        if as_json:
            filling_in.show_json(opened)
        else:
            filling_in.fill_in(opened)
