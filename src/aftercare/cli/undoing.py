"""Taking back what a command just did; and what is said where that took away something that can't wait.

Takes the open journal and what was told meanwhile; writes to the terminal. What is for the person alone stays behind
one neutral line.
"""

from aftercare.cli import clock, voice
from aftercare.cli.after import FOR_YOU, Talk
from aftercare.cli.flags import show_urgent
from aftercare.cli.options import Opened
from aftercare.model.assessment import Fired
from aftercare.usecases.discreet import is_discreet
from aftercare.usecases.log_entry import delete_entry, undo
from aftercare.usecases.taken_back import lost, standing

STILL_SO = "This took back something that can't wait. Is it still so? Then what stands here still holds, noted or not."


def offer_undo(opened: Opened, *, new: str | None, talk: Talk | None = None) -> None:
    """Take back what this command did: a new entry goes with what was answered about it, a changed one is as before.

    `new` is the id of the entry that was not there before, `talk` what was said after the save.
    """
    if voice.ask("Enter ends, u takes it back.").casefold() != "u":
        return
    entry, told = (None, ()) if talk is None else (talk.after.entry.id, talk.told)
    stood = standing(opened.knowledge, opened.session.journal, clock.now(), entry=entry, told=told)
    if new is not None:
        delete_entry(opened.session, new)
    while new is None and opened.session.undo_steps():
        undo(opened.session)
    voice.show("Taken back.")
    _say_lost(opened, lost(opened.knowledge, opened.session.journal, clock.now(), stood=stood))


def _say_lost(opened: Opened, flags: tuple[Fired, ...]) -> None:
    plain = tuple(flag for flag in flags if not is_discreet(opened.knowledge, flag))
    if plain:
        voice.show(voice.wrapped(STILL_SO))
        show_urgent(plain, opened.session.folder, opened.knowledge)
    private = tuple(flag for flag in flags if flag not in plain)
    if private and voice.ask(FOR_YOU).casefold() == "r":
        show_urgent(private, opened.session.folder, opened.knowledge)
