"""An invented journal put into a vault, as an import that was taken in before the program starts."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.journey.conftest import BORN, PASSPHRASE

from aftercare.model.entry import Source
from aftercare.model.journal import ImportRecord, Journal
from aftercare.model.settings import Device
from aftercare.usecases import device, start


def put(made: Journal, folder: Path, now: datetime) -> None:
    """A vault in `folder` with the entries, settings and notices of `made`."""
    session = start.start(folder, PASSPHRASE, birth_year=BORN, recovery=False, now=now).session
    session.put_settings(made.settings)
    entries = [replace(e, source=Source(app="invented", import_id="made", row=e.id)) for e in made.entries]
    record = ImportRecord(
        id="made",
        app="invented",
        at=now,
        file_hash="0" * 64,
        rows_read=len(entries),
        entries_added=len(entries),
        duplicates=0,
    )
    session.add_import(record, entries)
    session.put_notices(made.notices)
    session.lock()
    device.save(folder, Device(exit_explained=True))
