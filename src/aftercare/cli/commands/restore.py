"""`aftercare restore`: put a backup back into an empty place."""

from pathlib import Path

import click

from aftercare.cli import voice
from aftercare.cli.options import folder_option, passphrase_file_option


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--recovery-key", is_flag=True, help="Open it with the recovery key of its day instead.")
@passphrase_file_option
@folder_option
def command(folder: Path, *, passphrase_file: Path | None, file: Path, recovery_key: bool) -> None:
    """Put the backup FILE back into an empty place, after proving that it opens and is whole.

    Never overwrites a journal: name an empty folder with --vault. If it does not open, nothing is left behind.
    """
    from aftercare.cli.passphrases import passphrase
    from aftercare.model.errors import BadFile
    from aftercare.usecases import keep_safe

    if not file.exists():
        raise BadFile("There is no such file.", where=str(file))
    if recovery_key:
        keep_safe.restore(file, folder, recovery_key=passphrase(passphrase_file, "Recovery key of that day"))
    else:
        keep_safe.restore(file, folder, passphrase=passphrase(passphrase_file, "Passphrase of that day"))
    voice.show(f"Restored to {folder}")
