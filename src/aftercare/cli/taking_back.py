"""Taking one's own export back in: recognised by what it is, opened if it is sealed, looked at, then added.

What is there already stays as it is; a second time adds nothing.
"""

from pathlib import Path

from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.importing import open_import, tell_found, tell_noted
from aftercare.cli.options import Door, Opened
from aftercare.cli.passphrases import passphrase
from aftercare.exporters.json_export import LARGEST
from aftercare.usecases.export_journal import TakenBack, is_export, is_sealed, look_at_export, open_sealed, take_export

HEAD = 4096
SEAL = 64 * 1024
"""What a seal adds at most."""


def is_our_own(path: Path) -> bool:
    """Whether this is an export of a journal, sealed or not."""
    with open_import(path) as file:
        head = file.read(HEAD)
    return is_sealed(head) or is_export(head)


def take_back(opened: Opened, door: Door, path: Path, *, take_it: bool, as_json: bool) -> None:
    """Look, and take in what the person agrees to."""
    data = _data(door, path)
    seen = look_at_export(opened.session.journal, opened.knowledge, data)
    if not take_it:
        _show(seen, taken=False, as_json=as_json)
        if as_json or not seen.added or not voice.is_conversation() or not voice.ask_yes_no("Take this in?"):
            return
    taken = take_export(opened.session, opened.knowledge, data, now())
    _show(taken, taken=True, as_json=as_json)
    tell_found(opened, taken.found)
    tell_noted(opened, taken.noted)


def _data(door: Door, path: Path) -> bytes:
    with open_import(path) as file:
        data = file.read(LARGEST + SEAL)
    if not is_sealed(data[:HEAD]):
        return data
    return open_sealed(data, passphrase(door.passphrase_file, "Passphrase of this file"))


def _show(told: TakenBack, *, taken: bool, as_json: bool) -> None:
    if as_json:
        days = {"first_day": told.first_day, "last_day": told.last_day}
        counts = {"new": told.added, "duplicates": told.there_already}
        voice.show_json({"taken": taken, "app": "aftercare", **counts, **days, "without": list(told.without)})
        return
    days_told = f", {told.first_day} to {told.last_day}" if told.first_day else ""
    voice.show(
        f"{'Taken in' if taken else 'New'}: {told.added} entries{days_told}; there already: {told.there_already}"
    )
    if told.without:
        voice.show("The file goes without: " + ", ".join(name.replace("_", " ") for name in told.without))
    if not taken:
        voice.tell("Nothing is written yet.")
