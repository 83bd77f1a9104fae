"""`aftercare library`: the pages, and one page as prose. Needs no journal and leaves no trace."""

from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.options import folder_option, json_option

WAYS = ("symptom", "part", "name")


@click.command()
@click.argument("page", nargs=-1, metavar="[PAGE]")
@click.option(
    "--by",
    type=click.Choice(WAYS),
    default=WAYS[0],
    show_default=True,
    help="Order of the list: what you notice, part of the body, or A to Z.",
)
@json_option
@folder_option
def command(folder: Path, page: tuple[str, ...], *, by: str, as_json: bool) -> None:
    """What is known: a list of all pages, or one page with its sources.

    Needs no journal, keeps nothing. PAGE is the id, the title or another name of a page. In a terminal the list asks
    which page to read; what you type as an argument stays in the shell's history. With --json it gives one object
    a line for every page, or the whole of one page.
    """
    from aftercare.cli import reading
    from aftercare.knowledge.load import load_knowledge
    from aftercare.library.pages import library_page, page_records

    knowledge = load_knowledge()
    if page:
        page_id = reading.page_named(knowledge, " ".join(page))
        if as_json:
            voice.show_json(reading.page_object(library_page(knowledge, page_id)))
        else:
            reading.show_page(knowledge, page_id, folder)
    elif as_json:
        for record in page_records(knowledge):
            voice.show_json(reading.list_object(record))
    else:
        reading.show_list(knowledge, by=by)
        if voice.is_conversation() and (typed := voice.ask("Which one? Its name; Enter: none.")):
            reading.show_page(knowledge, reading.page_named(knowledge, typed), folder)
