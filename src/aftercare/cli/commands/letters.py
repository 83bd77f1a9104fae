"""`aftercare letters`: entries that were written while the journal was locked."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Opened, door_options, json_option

if TYPE_CHECKING:
    from aftercare.usecases.letters import Letter


@click.group(invoke_without_command=True)
@json_option
@door_options
@click.pass_context
def command(ctx: click.Context, door: Door, *, as_json: bool) -> None:
    """Entries that were written while the journal was locked: look, keep or discard.

    Until you keep one it is in no pattern. Called alone it lists them.
    """
    ctx.find_root().obj = replace(ctx.find_root().obj, folder=door.folder, passphrase_file=door.passphrase_file)
    if ctx.invoked_subcommand is None:
        with door.opened() as opened:
            _list(opened, as_json=as_json)


@command.command()
@click.argument("entry", metavar="ID")
@door_options
def look(door: Door, entry: str) -> None:
    """Look at one, by its number."""
    with door.opened() as opened:
        letter = _named(opened, entry)
        _show(letter, opened)


@command.command()
@click.argument("entry", metavar="[ID]", required=False)
@click.option("--all", "every", is_flag=True, help="Keep all that wait.")
@door_options
def keep(door: Door, *, every: bool, entry: str | None) -> None:
    """Keep one, by its number: from now on an entry like any other."""
    from aftercare.cli.after import Talk
    from aftercare.cli.clock import now
    from aftercare.cli.receipts import show_receipt
    from aftercare.usecases.letters import keep_letter, waiting_letters

    if every == (entry is not None):
        raise click.UsageError("Give the number of one letter, or --all.")
    with door.opened() as opened:
        session, knowledge = opened.session, opened.knowledge
        chosen = waiting_letters(session, knowledge, now()) if entry is None else (_named(opened, entry),)
        for letter in chosen:
            if voice.is_conversation():
                _ask_still_there(letter, opened)
            after = keep_letter(session, knowledge, letter.entry.id, now())
            if voice.is_conversation():
                Talk(opened, after).run()
            else:
                show_receipt(after, session.folder, knowledge)
        voice.show(f"Kept: {len(chosen)}")


@command.command()
@click.argument("entry", metavar="ID")
@door_options
def discard(door: Door, entry: str) -> None:
    """Give one up, by its number; it never comes back. A letter that did not open is named as `letters` names it."""
    from aftercare.usecases.letters import discard_aside, discard_letter, letters_aside

    with door.opened() as opened:
        if entry in letters_aside(opened.session):
            discard_aside(opened.session, entry)
        else:
            discard_letter(opened.session, _named(opened, entry).entry.id)
        voice.show("Discarded.")


def _ask_still_there(letter: "Letter", opened: Opened) -> None:
    """For one over a day old: a warning of then is not a warning of now (SAFETY 4)."""
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.clock import now
    from aftercare.usecases.letters import it_is_over, it_is_still_there, still_there

    for flag in still_there(opened.knowledge, letter, now()):
        title = opened.knowledge.red_flags[flag.rule].title
        voice.tell(voice.wrapped(f"On {when_in_words(letter.entry.at)} you wrote down: {title}"))
        typed = voice.ask("Is it still there? (y or n; Enter leaves it open)")
        if typed.casefold() in ("n", "no"):
            it_is_over(opened.session, flag.rule, now())
        elif typed.casefold() in ("y", "yes"):
            it_is_still_there(opened.session, letter, flag.rule, now())


def _list(opened: Opened, *, as_json: bool) -> None:
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.clock import now
    from aftercare.cli.words import short_id
    from aftercare.usecases.letters import letters_aside, waiting_letters

    letters = waiting_letters(opened.session, opened.knowledge, now())
    aside = letters_aside(opened.session)
    if as_json:
        for letter in letters:
            voice.show_json(_object(letter, opened))
        return
    if not letters and not aside:
        voice.show("No letters wait.")
    for letter in letters:
        entry = letter.entry
        voice.show(f"{short_id(entry.id)}  {when_in_words(entry.at)}, from {entry.letter}")
    for name in aside:
        voice.show(f"{name}  could not be opened")
    if letters:
        voice.tell("Look at one: aftercare letters look ID. Keep it: aftercare letters keep ID")


def _show(letter: "Letter", opened: Opened) -> None:
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.flags import open_flags, show_urgent
    from aftercare.cli.words import in_order
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.report.answers import in_words

    entry, knowledge = letter.entry, opened.knowledge
    show_urgent(open_flags(letter.seen.screening, knowledge), opened.session.folder, knowledge)
    voice.show(voice.strong(f"{when_in_words(entry.at)}, from {entry.letter}"))
    measures = catalogue(knowledge, opened.session.journal.own_measures)
    for measure, value in in_order(measures, entry.all_values()):
        voice.show(voice.wrapped(f"{measure.label}: {in_words(measure, value)}", "  "))
    if entry.note:
        voice.show(voice.wrapped(entry.note, "  "))


def _object(letter: "Letter", opened: Opened) -> dict[str, Any]:
    from aftercare.cli.receipts import receipt_object

    return {"letter": letter.entry.letter, **receipt_object(letter.seen, opened.knowledge)}


def _named(opened: Opened, typed: str) -> "Letter":
    from aftercare.cli.chosen import entry_named
    from aftercare.cli.clock import now
    from aftercare.usecases.letters import look_at_letter

    entry = entry_named(opened.session.journal, typed)
    return look_at_letter(opened.session, opened.knowledge, entry.id, now())
