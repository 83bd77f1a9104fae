"""`aftercare measures`: what can be recorded, and one's own additions."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, door_options, json_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftercare.model.measure import Measure

KINDS = ("yes_no", "steps", "scale", "choice", "choices", "number", "duration", "text")
PLACES = ("more", "day_after", "check_in")
PHASES = ("before", "during", "after")


@click.group(invoke_without_command=True)
@click.option("--own", is_flag=True, help="Also your own; opens the journal.")
@json_option
@door_options
@click.pass_context
def command(ctx: click.Context, door: Door, *, as_json: bool, own: bool) -> None:
    """What can be recorded: id, words, kind. And your own additions.

    Called alone it lists what the program brings; that needs no journal.
    """
    ctx.find_root().obj = replace(ctx.find_root().obj, folder=door.folder, passphrase_file=door.passphrase_file)
    if ctx.invoked_subcommand is not None:
        return
    from aftercare.knowledge.load import load_knowledge

    shown = [measure for measure in load_knowledge().measures.values() if not measure.retired]
    if own:
        with door.opened() as opened:
            shown += opened.session.journal.own_measures
    _show(shown, as_json=as_json)


@command.command()
@click.option("--kind", type=click.Choice(KINDS), help="What an answer is. Asked for when left out.")
@click.option("--form", type=click.Choice(PLACES), default="more", show_default=True, help="Where it is asked.")
@click.option("--phase", type=click.Choice(PHASES), default="before", show_default=True, help="With the form “more”.")
@door_options
def add(door: Door, *, phase: str, form: str, kind: str | None) -> None:
    """Add a measure of your own. Its name and words are asked for, or read from standard input, one a line."""
    from aftercare.knowledge.own import NewMeasure
    from aftercare.model.measure import Form, Kind, Phase
    from aftercare.usecases.own_measures import define_measure

    label = _read_line("Its name")
    chosen = Kind(kind or _ask_kind())
    new = NewMeasure(label=label, kind=chosen, form=Form(form), phase=Phase(phase), **_details(chosen))
    with door.opened() as opened:
        measure = define_measure(opened.session, opened.knowledge, new)
        voice.show(f"Added: {measure.label} ({measure.id})")


@command.command()
@click.argument("measure", metavar="ID")
@door_options
def rename(door: Door, *, measure: str) -> None:
    """Give one of your own another name, asked for or read from standard input. What was recorded stays with it."""
    from aftercare.usecases.own_measures import rename_measure

    label = _read_line("Its new name")
    with door.opened() as opened:
        renamed = rename_measure(opened.session, opened.knowledge, measure, label)
        voice.show(f"Renamed: {renamed.label} ({renamed.id})")


@command.command()
@click.argument("measure", metavar="ID")
@click.option("--bring-back", is_flag=True, help="Ask for it again.")
@door_options
def retire(door: Door, *, bring_back: bool, measure: str) -> None:
    """Stop asking for one of your own. What was recorded stays."""
    from aftercare.usecases.own_measures import bring_back_measure, retire_measure

    with door.opened() as opened:
        if bring_back:
            changed = bring_back_measure(opened.session, opened.knowledge, measure)
            voice.show(f"Asked again: {changed.label} ({changed.id})")
        else:
            changed = retire_measure(opened.session, measure)
            voice.show(f"No longer asked: {changed.label} ({changed.id})")


def _ask_kind() -> str:
    """What an answer is: picked by number."""
    if not voice.is_conversation():
        raise click.UsageError("Say with --kind what an answer is.")
    offer = ", ".join(f"{number} {kind}" for number, kind in enumerate(KINDS, start=1))
    picked = voice.ask_number(f"What is an answer? ({offer}; Enter: yes_no)", len(KINDS))
    return KINDS[(picked or 1) - 1]


def _details(kind: Any) -> dict[str, Any]:
    """What a kind needs besides its name."""
    from aftercare.model.errors import BadValue
    from aftercare.model.measure import Kind

    if kind in (Kind.STEPS, Kind.CHOICE, Kind.CHOICES):
        words = _read_line("Its words, in order, with commas")
        return {"options": tuple(word.strip() for word in words.split(",") if word.strip())}
    if kind is not Kind.NUMBER:
        return {}
    unit, _, bounds = _read_line("Its unit, smallest and largest number, with commas (like cups, 0, 20)").partition(",")
    try:
        low, high = (float(bound) for bound in bounds.split(","))
    except ValueError:
        raise BadValue("Give unit, smallest and largest number, with commas.", where="number") from None
    return {"unit": unit.strip(), "minimum": low, "maximum": high}


def _read_line(question: str) -> str:
    """A name is about content, so it need not be an argument."""
    if voice.is_conversation():
        return voice.ask(f"{question}:")
    return sys.stdin.readline().strip()


def _show(measures: "Iterable[Measure]", *, as_json: bool) -> None:
    if as_json:
        for measure in measures:
            voice.show_json(_object(measure))
        return
    from aftercare.cli.tables import show_table

    rows = [(each.id, each.question, each.kind.value, _answers(each), each.form.value) for each in measures]
    show_table(("Id", "Question", "Kind", "Answers", "Form"), rows)


def _answers(measure: "Measure") -> str:
    if measure.options:
        return ", ".join(option.id for option in measure.options)
    if measure.minimum is not None and measure.maximum is not None:
        return f"{measure.minimum:g} to {measure.maximum:g} {measure.unit}".rstrip()
    return ""


def _object(measure: "Measure") -> dict[str, Any]:
    return {
        "id": measure.id,
        "label": measure.label,
        "question": measure.question,
        "kind": measure.kind.value,
        "form": measure.form.value,
        "phase": measure.phase.value,
        "group": measure.group,
        "options": [{"id": option.id, "label": option.label} for option in measure.options],
        "unit": measure.unit,
        "minimum": measure.minimum,
        "maximum": measure.maximum,
        "private": measure.private,
        "retired": measure.retired,
    }
