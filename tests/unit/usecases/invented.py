"""An invented journal put into an open vault, as an import that was taken in."""

from dataclasses import replace
from datetime import datetime

from aftercare.model.entry import Source
from aftercare.model.journal import ImportRecord, Journal
from aftercare.vault.session import Session


def bring_in(made: Journal, session: Session, now: datetime) -> None:
    """The entries, own measures, settings and notices of `made`."""
    record = ImportRecord(
        id="made",
        app="invented",
        at=now,
        file_hash="0" * 64,
        rows_read=len(made.entries),
        entries_added=len(made.entries),
        duplicates=0,
    )
    session.put_own_measures(made.own_measures)
    session.put_settings(made.settings)
    session.add_import(
        record, [replace(e, source=Source(app="invented", import_id="made", row=e.id)) for e in made.entries]
    )
    session.put_notices(made.notices)
