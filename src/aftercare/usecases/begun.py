"""What was begun and not saved when the journal locked itself: a half-filled form, kept as a sealed letter.

Sealed to the journal's own public key as soon as it is handed over, put into the letterbox only when it locks, and
offered after the next unlocking. It is not an entry: it counts in nothing and is screened by no rule until it is saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from aftercare.model.entry import ENTRY_ID
from aftercare.model.errors import BadValue, NotThere
from aftercare.vault import Draft, Letter, Session, drop_letter, seal_letter

KEPT_AT = "kept"
"""The field that holds when it was kept; no form has one of this name."""
FIRST_YEAR, LAST_YEAR = 1930, 2199
"""As for any letter: a time outside these years would leave the calendar as soon as a zone is applied."""


class BegunForm(StrEnum):
    """The forms that are kept."""

    LOG = "log"
    CHECK_IN = "check_in"
    EDIT = "edit"

    @property
    def id_field(self) -> str:
        """The field with its id: the one that a new entry will have, or that of the entry being changed."""
        return "entry" if self is BegunForm.EDIT else "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A form as it was left."""

    form: BegunForm
    kept: datetime
    fields: Mapping[str, str] = field(repr=False)
    """By name; one that was given several times has its values on lines of their own."""

    @property
    def form_id(self) -> str:
        """See `BegunForm.id_field`."""
        return self.fields[self.form.id_field]


def seal_begun(session: Session, begun: Begun, letter_id: str) -> bytes:
    """Seal a half-filled form to the journal's own public key. TooLarge when it is longer than a letter can be."""
    fields = {**begun.fields, KEPT_AT: begun.kept.astimezone(UTC).isoformat(timespec="milliseconds")}
    content = Draft(form=begun.form, fields=fields)
    _read(content)
    return seal_letter(Letter(id=letter_id, device=None, content=content), session.recipient)


def leave_begun(folder: Path, sealed: bytes) -> None:
    """Put it into the letterbox, durably. LetterboxFull leaves all as it was."""
    drop_letter(folder, sealed)


def check_begun(draft: Draft) -> None:
    """BadValue for one that no form of ours can have left: who has the public key can write anything."""
    _read(draft)


def begun_forms(session: Session) -> tuple[Begun, ...]:
    """What waits to be finished, newest first, each form once; not what was saved after all."""
    newest: dict[str, Begun] = {}
    for draft in session.drafts().values():
        begun = _read(draft)
        before = newest.get(begun.form_id)
        if before is None or before.kept < begun.kept:
            newest[begun.form_id] = begun
    there = {entry.id for entry in session.journal.entries}
    open_ones = (b for b in newest.values() if b.form is BegunForm.EDIT or b.form_id not in there)
    return tuple(sorted(open_ones, key=lambda begun: begun.kept, reverse=True))


def begun_form(session: Session, form_id: str) -> Begun:
    """One of them; NotThere when it waits no more."""
    for begun in begun_forms(session):
        if begun.form_id == form_id:
            return begun
    raise NotThere("That was finished or thrown away already.")


def end_begun(session: Session, form_id: str) -> None:
    """It was saved, or is given up: it comes back no more, and is destroyed when the journal locks."""
    for draft_id, draft in session.drafts().items():
        if _read(draft).form_id == form_id:
            session.discard_draft(draft_id)


def _read(draft: Draft) -> Begun:
    try:
        form, kept = BegunForm(draft.form), datetime.fromisoformat(draft.fields[KEPT_AT])
        form_id = draft.fields[form.id_field]
    except (KeyError, ValueError):
        raise BadValue("It is not a half-filled form of this program.") from None
    if kept.tzinfo is None or not FIRST_YEAR <= kept.year <= LAST_YEAR or not ENTRY_ID.match(form_id):
        raise BadValue("It is not a half-filled form of this program.")
    return Begun(form=form, kept=kept, fields={k: v for k, v in draft.fields.items() if k != KEPT_AT})
