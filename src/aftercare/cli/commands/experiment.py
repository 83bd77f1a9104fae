"""`aftercare experiment`: try one change on oneself, by chance, and see whether it made a difference.

The group; each of its commands is a module of its own beside this one and is imported when it is called. `--trials`
reads trials from a file and needs no journal.
"""

from typing import IO

import click

from aftercare.cli import voice
from aftercare.cli.lazy import Later, LazyGroup

COMMANDS: dict[str, Later] = {
    "list": Later("experiment_list", "The experiments in your journal; or what can be tried."),
    "begin": Later("experiment_begin", "Choose a change, what to look at and how many rounds, and begin."),
    "reveal": Later("experiment_reveal", "See what is drawn for the next time."),
    "comply": Later("experiment_comply", "Say whether the last round went as drawn."),
    "put-back": Later("experiment_put_back", "Put back what is drawn, unused."),
    "pause": Later("experiment_pause", "Draw nothing for a while."),
    "resume": Later("experiment_resume", "Go on after a pause."),
    "stop": Later("experiment_stop", "End it now."),
    "result": Later("experiment_result", "What an experiment came to."),
    "delete": Later("experiment_delete", "Delete an experiment; what you logged stays."),
}
"""By name, in the order a person meets them: `"list": Later("experiment_list", "one line of help")`."""


@click.group(cls=LazyGroup, later=COMMANDS, invoke_without_command=True)
@click.option(
    "--trials",
    metavar="FILE",
    type=click.File("rb"),
    help="Analyse a file, one trial a line as a JSON object with id, outcome_kind and entries. - is standard input.",
)
@click.pass_context
def command(ctx: click.Context, *, trials: IO[bytes] | None) -> None:
    """Try one change on yourself, in an order drawn by chance, and see whether it made a difference.

    With `--trials` it analyses trials of any origin, one JSON object a line in and out, and needs no journal.
    """
    if trials is None:
        if ctx.invoked_subcommand is None:
            voice.show(ctx.get_help())
        return
    if ctx.invoked_subcommand is not None:
        raise click.UsageError("--trials stands alone: it takes all it needs from the file.")
    from aftercare.usecases.read_trials import results

    for result in results(trials):
        voice.show_json(result)
