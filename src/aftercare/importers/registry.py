"""The formats we read, and finding out which one a file is.

A new format: one file beside this one, and one line here.
"""

from typing import BinaryIO

from aftercare.importers.apple_health import APPLE_HEALTH
from aftercare.importers.base import Draft, ImportContext, Importer
from aftercare.importers.container import Member, open_members
from aftercare.importers.daylio_csv import DAYLIO_CSV
from aftercare.model.errors import BadFile

IMPORTERS: tuple[Importer, ...] = (APPLE_HEALTH, DAYLIO_CSV)


def detect(stream: BinaryIO) -> tuple[Importer, Member]:
    """Which format this is, and the member that holds it; BadFile when it is none we know."""
    for member in open_members(stream):
        head = member.head()
        for importer in IMPORTERS:
            if importer.recognises(head):
                return importer, member
    known = ", ".join(f"{importer.label} ({importer.file})" for importer in IMPORTERS)
    raise BadFile(f"This is not an export we can read. We read: {known}.")


def read_import(stream: BinaryIO, context: ImportContext) -> Draft:
    """What this file would add to the journal. Zero entries from a file with something in it is an error."""
    importer, member = detect(stream)
    draft = importer.read(member, context)
    report = draft.report
    if draft.entries or draft.questions or report.duplicates:
        return draft
    if report.rows_read == 0:
        raise BadFile(f"This {importer.label} file holds no rows; export it again.")
    raise BadFile(
        f"None of the {report.rows_read} rows of this {importer.label} file could be taken in: "
        "they hold nothing that this journal records."
    )
