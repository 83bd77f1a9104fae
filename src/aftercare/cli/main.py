"""The `aftercare` command: its list of commands, and the one map from what went wrong to an exit code.

Exit codes: 0; 2 for what the person can mend, said in one sentence; 1 for a fault of the program, said in one sentence
without a value or a traceback of values. This and `web.server` are the only places that catch errors.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.lazy import Later, LazyGroup
from aftercare.cli.program import Program, Serve
from aftercare.model.errors import UserError

COMMANDS = {
    "init": Later("init", "Start a journal: birth year, passphrase, perhaps a recovery key."),
    "log": Later("log", "Write down an encounter or a moment."),
    "checkin": Later("checkin", "Write down how the day is."),
    "timeline": Later("timeline", "Look at what is in the journal."),
    "patterns": Later("patterns", "What goes with what, and how much more is needed to know."),
    "experiment": Later("experiment", "Try one change on yourself, drawn by chance, and see if it helps."),
    "screener": Later("screener", "Fill in a short questionnaire with a score, and see how the scores went."),
    "check": Later("check", "Is it dangerous, what could it be, what next. Needs no journal."),
    "now": Later("now", "Right now: danger signs, first steps, help lines. Needs no journal."),
    "ask": Later("ask", "Ask in your own words; what must not wait comes first. Needs no journal."),
    "library": Later("library", "What is known, page by page, with its sources. Needs no journal."),
    "report": Later("report", "One page for a clinician, as PDF."),
    "letters": Later("letters", "Entries that were written while the journal was locked."),
    "measures": Later("measures", "What can be recorded, and your own additions."),
    "import": Later("import_", "Take in another app's export."),
    "export": Later("export", "Take everything out, in a form that can be read in again."),
    "backup": Later("backup", "Copy the whole journal, locked, into one file."),
    "restore": Later("restore", "Put a backup back into an empty place."),
    "passphrase": Later("passphrase", "Change the passphrase and every other secret with it."),
    "recovery": Later("recovery", "Use, replace or withdraw the recovery key."),
    "forget": Later("forget", "Forget everything: keys first, then files."),
    "findings": Later("findings", "The clinical findings the safety rules and the causes speak of."),
    "serve": Later("serve", "Open the app in the browser."),
}

PROGRAM = Path(__file__).parent.parent
BUG = (
    "Something went wrong inside the program ({where}). Nothing you wrote is in this message. "
    "If it comes again, report this line."
)
DISK = "A file could not be read or written ({reason}). Check the place and its rights, then try again."


@click.command(
    cls=LazyGroup,
    later=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": voice.WIDEST},
)
@click.option(
    "--vault",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the journal is kept. Without it: a folder of your own user account.",
)
@click.version_option(package_name="aftercare", message="%(version)s")
@click.pass_context
def aftercare(ctx: click.Context, folder: Path | None) -> None:
    """A private, encrypted journal and guide for what body and mind do around sex.

    Called alone it opens the app in the browser, as `aftercare serve --open` does.

    Nothing you log need stand on the command line: what you type as an argument stays in the shell's history. Commands
    ask, or read standard input.
    """
    ctx.obj = replace(ctx.obj, folder=folder)
    if ctx.invoked_subcommand is None:
        serve = aftercare.get_command(ctx, "serve")
        assert serve is not None
        ctx.invoke(serve, open_browser=True)


def main(arguments: list[str], serve: Serve) -> int:
    """Run one command; returns the exit code. `serve` opens the app."""
    out = sys.stdout
    try:
        done = aftercare.main(arguments, prog_name="aftercare", standalone_mode=False, obj=Program(serve))
        sys.stdout.flush()
    except UserError as error:
        voice.fail(str(error))
        return 2
    except click.exceptions.Exit as left:
        return left.exit_code
    except SystemExit:
        # Click ends so, with another stdout in place, when the reader has gone (`| head`); that is no fault.
        if sys.stdout is not out:
            return 0
        raise
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        voice.tell("Stopped. What was not saved yet is not kept.")
        return 2
    except BrokenPipeError:
        # The reader has gone (`| head`); python would complain again while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UnicodeDecodeError:
        voice.fail("What came in is not plain text (UTF-8). Save it as such, then try again.")
        return 2
    except OSError as error:
        voice.fail(DISK.format(reason=error.strerror or "unknown reason"))
        return 2
    except Exception as error:  # noqa: BLE001  the last stop: a traceback could show values
        voice.fail(BUG.format(where=_where(error)))
        return 1
    return done if isinstance(done, int) else 0


def _where(error: Exception) -> str:
    """Kind of error, and the last line of ours: enough to find it, nothing of what was being worked on."""
    place, last = error.__traceback__, ""
    while place is not None:
        file = Path(place.tb_frame.f_code.co_filename)
        if file.is_relative_to(PROGRAM):
            last = f" in {file.relative_to(PROGRAM)}, line {place.tb_lineno}"
        place = place.tb_next
    return type(error).__name__ + last
