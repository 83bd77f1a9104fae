"""`aftercare log`: write down an encounter or a moment; answer the day after; change or delete an entry."""

import click

from aftercare.cli.options import Door, door_options, json_option


@click.command()
@click.option("--moment", is_flag=True, help="How you feel at some time, without an encounter.")
@click.option("--earlier", is_flag=True, help="Ask when it was; otherwise it is now.")
@click.option("--day-after", is_flag=True, help="Answer how the day after was, for the entry that is due.")
@click.option("--edit", metavar="ID", help="Change an entry; its number stands in the timeline.")
@click.option("--delete", metavar="ID", help="Delete an entry; it can be taken back until the command ends.")
@json_option
@door_options
def command(
    door: Door, *, as_json: bool, moment: bool, earlier: bool, day_after: bool, edit: str | None, delete: str | None
) -> None:
    """Write down an encounter or a moment.

    In a terminal it asks: tears, before, now, pain. Enter leaves a line open, ? explains it. Then it asks whether you
    want to say more.

    From another program it reads standard input: one JSON object a line, or lines of `measure: value` with a blank line
    between entries (`aftercare measures` lists what there is):

    \b
      at: 2026-11-20 23:40
      tears: cried
      pain: 3

    What you type as an argument stays in the shell's history, and so does `echo ... | aftercare log`. The prompts and
    a file (`aftercare log < FILE`) leave nothing there. Delete the file afterwards.
    """
    if sum((day_after, edit is not None, delete is not None, moment or earlier)) > 1:
        raise click.UsageError("Do one thing at a time: log, --day-after, --edit or --delete.")
    from aftercare.cli import changing, logging_in

    with door.opened() as opened:
        if delete is not None:
            changing.delete(opened, delete)
        elif edit is not None:
            changing.edit(opened, edit, as_json=as_json)
        elif day_after:
            changing.day_after(opened, as_json=as_json)
        else:
            logging_in.log(opened, moment=moment, earlier=earlier, as_json=as_json)
