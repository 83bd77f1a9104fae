"""`aftercare report`: one page for a clinician, as PDF."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Outgoing, door_options, outgoing_options

if TYPE_CHECKING:
    from aftercare.model.report import ReportChoice

DAY = click.DateTime(["%Y-%m-%d"])
ITEMS = ("concern", "arcs", "frequencies", "scores", "patterns", "experiments", "red_flags", "medicines", "history",
         "questions", "appendix")  # fmt: skip
PAPERS = ("a4", "a5", "us-letter")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from", "first", type=DAY, metavar="DAY", help="First day of the period. Without it: from the beginning."
)
@click.option("--to", "last", type=DAY, metavar="DAY", help="Last day of the period. Without it: up to now.")
@click.option(
    "--leave-off", multiple=True, type=click.Choice(ITEMS), help="Leave an item off; may stand several times."
)
@click.option("--notes", is_flag=True, help="Also your own notes, in the appendix.")
@click.option("--screeners", is_flag=True, help="Also the scores of questionnaires, with their dates.")
@click.option("--questions", is_flag=True, help="Read what you want to ask from standard input, one question a line.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True, help="Size of the paper.")
@click.option("--look", is_flag=True, help="Only show in words what would stand on it.")
@outgoing_options
@door_options
def command(door: Door, *, wish: Outgoing, look: bool, paper: str, file: Path | None, **chosen: object) -> None:
    """One page for a clinician, with an appendix, as PDF into FILE.

    In a terminal you see it in words first and can add what you want to ask. The file is sealed with your passphrase;
    --other-passphrase asks for one that you can give away, and --plain writes a PDF that anyone can open. Without
    FILE it gets a neutral name here; - is standard output.
    """
    from aftercare.cli import outgoing, reporting
    from aftercare.cli.unlocking import unlocked_with_secret
    from aftercare.exporters.pdf import Paper
    from aftercare.usecases.make_report import plain_pdf, sealed_pdf

    path = file or outgoing.neutral_name("pdf" if wish.plain else "pdf.age")
    if not look and not outgoing.may_go(path, wish):
        return
    with unlocked_with_secret(door) as (session, own):
        report = reporting.preview(session, _choice(wish, chosen))
        if look or voice.is_conversation():
            reporting.show(report)
        if look or (voice.is_conversation() and not voice.ask_yes_no("Make this page?")):
            return
        if wish.plain:
            data = plain_pdf(report, paper=Paper(paper))
        else:
            data = sealed_pdf(report, outgoing.seal_secret(own, wish), paper=Paper(paper))
        outgoing.deliver(path, data, session, wish)


def _choice(wish: Outgoing, chosen: dict[str, object]) -> "ReportChoice":
    from aftercare.model.report import USUAL_ITEMS, Item, ReportChoice

    first, last, leave_off = chosen["first"], chosen["last"], chosen["leave_off"]
    assert isinstance(leave_off, tuple)
    more = {item for item in (Item.NOTES, Item.SCREENERS) if chosen[item.value]}
    items = USUAL_ITEMS - {Item(name) for name in leave_off} | more
    return ReportChoice(
        first=first.date() if isinstance(first, datetime) else None,
        last=last.date() if isinstance(last, datetime) else None,
        items=frozenset(items),
        questions=_questions(asked=bool(chosen["questions"])),
        private=wish.private,
        left_out=wish.left_out,
    )


def _questions(*, asked: bool) -> tuple[str, ...]:
    import sys

    if asked:
        return tuple(line.strip() for line in sys.stdin if line.strip())
    if not voice.is_conversation():
        return ()
    voice.tell("What do you want to ask? One question a line, Enter alone ends.")
    return tuple(iter(lambda: voice.ask(">"), ""))
