"""All of the journal out as JSON, sealed unless the person says otherwise; and back in without loss."""

from dataclasses import dataclass

from aftercare.exporters.json_export import export_json, read_export
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.model.journal import Journal
from aftercare.vault import seal
from aftercare.vault.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What reading an export into the journal did."""

    added: int
    there_already: int
    without: tuple[str, ...]
    """What the file says it goes without."""


def plain_json(journal: Journal, knowledge: Knowledge, *, include_private: bool, include_left_out: bool) -> bytes:
    """The export that anyone can read. Only after a warning and the passphrase (DESIGN 11)."""
    measures = catalogue(knowledge, journal.own_measures)
    return export_json(journal, measures, include_private=include_private, include_left_out=include_left_out)


def sealed_json(
    journal: Journal, knowledge: Knowledge, passphrase: str, *, include_private: bool, include_left_out: bool
) -> bytes:
    """The export sealed with a passphrase, in the age format."""
    written = plain_json(
        journal, knowledge, include_private=include_private, include_left_out=include_left_out
    )
    return seal.seal_with_passphrase(written, passphrase)
