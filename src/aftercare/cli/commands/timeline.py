"""`aftercare timeline`: what is in the journal, latest first; or one entry."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Opened, door_options, json_option

if TYPE_CHECKING:
    from aftercare.model.entry import Entry
    from aftercare.usecases.look import TimelinePage


@click.command()
@click.argument("entry", required=False, metavar="[ID]")
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Show the days before this one.")
@click.option("--search", is_flag=True, help="Ask for words and show the entries whose note has them all.")
@click.option("--private", is_flag=True, help="With --json: also what is kept out of exports unless asked for.")
@click.option("--for-me", is_flag=True, help="With an entry: also what is for you only.")
@json_option
@door_options
def command(
    door: Door, *, as_json: bool, for_me: bool, private: bool, search: bool, before: datetime | None, entry: str | None
) -> None:
    """Look at what is in the journal, latest first; or at one entry, by its number.

    The four signs beside an encounter are its arc: before, during, after, the next day, low to high; a dot where
    nothing was written down. `--json` gives one entry a line, in the form that an export has.
    """
    from aftercare.cli.chosen import entry_named

    with door.opened() as opened:
        if entry is not None:
            chosen = entry_named(opened.session.journal, entry)
            if as_json:
                _show_json((chosen,), opened, private=private)
            else:
                _show_flags(opened, chosen, for_me=for_me)
                _show_one(opened, chosen, for_me=for_me)
        elif search:
            _show_found(opened, as_json=as_json, private=private)
        else:
            _show_days(opened, before, as_json=as_json, private=private)


def _show_days(opened: Opened, before: datetime | None, *, as_json: bool, private: bool) -> None:
    from aftercare.usecases.look import timeline

    page = timeline(opened.session.journal, opened.knowledge, before=None if before is None else before.date())
    if as_json:
        for day in page.days:
            _show_json(day.entries, opened, private=private)
        return
    if not page.days:
        voice.show("Nothing is written down here yet. The first entry: aftercare log")
    for day in page.days:
        _show_day(page, day.day.isoformat(), day.entries)
    if page.older is not None:
        voice.tell(f"Older days: aftercare timeline --before {page.older}")


def _show_day(page: "TimelinePage", day: str, entries: "tuple[Entry, ...]") -> None:
    from datetime import date

    from aftercare.report.wording import day_in_words

    voice.show(voice.strong(day_in_words(date.fromisoformat(day))))
    for entry in entries:
        _show_line(entry, page)


def _show_line(entry: "Entry", page: "TimelinePage") -> None:
    from aftercare.check.screeners import in_short
    from aftercare.cli.words import arc, kind_name, line_of_values, short_id, time_of
    from aftercare.knowledge.load import load_knowledge
    from aftercare.model.entry import EntryKind

    picture = arc(entry) if entry.kind is EntryKind.ENCOUNTER else "    "
    head = f"  {time_of(entry):5}  {picture}  {short_id(entry.id)}  "
    told = line_of_values(page.measures, entry.all_values())
    if entry.kind is EntryKind.SCREENER:
        told = in_short(entry, load_knowledge().screeners)
    marks = [mark for mark, holds in (("imported", entry.source), ("left out", entry.left_out)) if holds]
    parts = [kind_name(entry), told, *marks]
    voice.show(voice.wrapped("; ".join(part for part in parts if part), head, hanging=" " * len(head)))


def _show_flags(opened: Opened, entry: "Entry", *, for_me: bool) -> None:
    from aftercare.cli.clock import now
    from aftercare.cli.flags import flags_for_the_person, open_flags, show_urgent
    from aftercare.cli.words import short_id
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.usecases.after_save import after_save

    knowledge, folder = opened.knowledge, opened.session.folder
    screening = after_save(opened.session.journal, knowledge, entry, (), now()).screening
    own = flags_for_the_person(screening, knowledge)
    show_urgent((*open_flags(screening, knowledge), *(own if for_me else ())), folder, knowledge)
    measures = catalogue(knowledge, opened.session.journal.own_measures)
    private = any(name in measures and measures[name].private for name in entry.all_values())
    if (own or private) and not for_me:
        voice.tell(f"There is a page for you only: aftercare timeline {short_id(entry.id)} --for-me")


def _show_one(opened: Opened, entry: "Entry", *, for_me: bool) -> None:
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.words import arc_in_words, in_order, kind_name
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.report.answers import in_words

    measures = catalogue(opened.knowledge, opened.session.journal.own_measures)
    voice.show(voice.strong(f"{kind_name(entry)}, {when_in_words(entry.at)}"))
    if words := arc_in_words(entry, measures):
        voice.show(f"  {words}")
    for measure, value in in_order(measures, entry.all_values(), private=for_me):
        voice.show(voice.wrapped(f"{measure.label}: {in_words(measure, value)}", "  "))
    if entry.note:
        voice.show(voice.wrapped(entry.note, "  "))
    for mark, holds in _marks(entry).items():
        if holds:
            voice.show(f"  {mark}")


def _marks(entry: "Entry") -> dict[str, bool]:
    return {
        "Came with an import.": entry.source is not None,
        "Written while the journal was locked.": entry.letter is not None,
        "Kept out of patterns.": entry.left_out,
        "Changed later.": entry.changed is not None,
    }


def _show_found(opened: Opened, *, as_json: bool, private: bool) -> None:
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.usecases.look import TimelinePage

    found = opened.session.search(voice.ask("Words:"))
    if as_json:
        _show_json(found, opened, private=private)
        return
    if not found:
        voice.show("No note has all of these words.")
    measures = catalogue(opened.knowledge, opened.session.journal.own_measures)
    for entry in found:
        _show_day(TimelinePage(days=(), older=None, measures=measures), entry.at.day.isoformat(), (entry,))


def _show_json(entries: "tuple[Entry, ...]", opened: Opened, *, private: bool) -> None:
    from aftercare.knowledge.catalogue import catalogue
    from aftercare.model.wire import entry_to_object

    measures = catalogue(opened.knowledge, opened.session.journal.own_measures)
    kept_back = frozenset() if private else frozenset(name for name, measure in measures.items() if measure.private)
    for entry in entries:
        written = entry_to_object(entry)
        written["values"] = {name: value for name, value in written["values"].items() if name not in kept_back}
        for added in written["added"]:
            added["values"] = {name: value for name, value in added["values"].items() if name not in kept_back}
        voice.show_json(written)
