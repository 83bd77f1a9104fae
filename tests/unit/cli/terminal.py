"""A terminal for tests: runs `aftercare` in this process, with typed lines and what came back."""

from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from aftercare.cli.main import main
from aftercare.model.reach import Reach


@dataclass
class Answer:
    """What one command gave back."""

    code: int
    out: str
    err: str


@dataclass
class Served:
    """Stands in for the pages: remembers how the app was opened."""

    calls: list[dict[str, object]] = field(default_factory=list)

    def __call__(self, *, reach: Reach, port: int | None, folder: Path, open_browser: bool) -> None:
        """Remember."""
        self.calls.append({"reach": reach, "port": port, "folder": folder, "open_browser": open_browser})


@dataclass
class Terminal:
    """One person's terminal, in front of one journal."""

    folder: Path
    passphrase_file: Path
    served: Served = field(default_factory=Served)

    def run(self, *arguments: str, typed: str = "") -> Answer:
        """A command as it stands."""
        with CliRunner().isolation(input=typed) as (out, err, _):
            code = main(list(arguments), self.served)
            return Answer(code, out.getvalue().decode(), err.getvalue().decode())

    def open(self, command: str, *arguments: str, typed: str = "") -> Answer:
        """A command on the journal, which the passphrase file opens. `command` may name a subcommand after a blank."""
        return self.run(
            *command.split(),
            *arguments,
            "--vault",
            str(self.folder),
            "--passphrase-file",
            str(self.passphrase_file),
            typed=typed,
        )

    def talk(self, command: str, *lines: str) -> Answer:
        """The same, with one typed line after another, Enter at the end of each."""
        words = command.split()
        return self.open(" ".join(words), typed="".join(f"{line}\n" for line in lines))
