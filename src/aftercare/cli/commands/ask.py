"""`aftercare ask`: a question in plain words, danger first, answered from the library. Needs no journal."""

from pathlib import Path
from typing import IO

import click

from aftercare.cli import voice
from aftercare.cli.options import folder_option, json_option


@click.command()
@click.argument("words", nargs=-1, metavar="[QUESTION]")
@click.option(
    "--batch",
    metavar="FILE",
    type=click.File("r", encoding="utf-8-sig"),
    help="Answer a file of questions, one JSON object a line with id and q. - is standard input.",
)
@json_option
@folder_option
def command(folder: Path, words: tuple[str, ...], *, as_json: bool, batch: IO[str] | None) -> None:
    """Ask in your own words: the page that answers, and what must not wait.

    In a terminal it asks for your question, else it reads standard input. A question can be an argument too, but what
    you type as an argument stays in the shell's history. Needs no journal, sends and keeps nothing. With --json it
    gives one object; with --batch one object a line, in the order of the file.
    """
    from aftercare.cli.clock import now
    from aftercare.knowledge.load import load_knowledge
    from aftercare.usecases.ask import answer, answers

    knowledge = load_knowledge()
    if batch is not None:
        if words:
            raise click.UsageError("--batch takes its questions from the file; leave the other one out.")
        for given in answers(batch, knowledge, now()):
            voice.show_json(given)
        return
    from aftercare.cli import asking

    answered = answer(asking.question(words), knowledge, now())
    if as_json:
        asking.show_answer_json(answered, folder, knowledge)
        return
    asking.show_answer(answered, folder, knowledge)
    if voice.is_conversation():
        asking.offer_to_read(answered, folder, knowledge)
