"""A letter: one entry, sealed while the vault is locked. Its written form, padding and limits.

Takes an entry and the public key, returns sealed bytes; takes sealed bytes and identities, returns a letter. A letter
only adds: one that could edit, define or pretend to be imported is refused here.

Inside: `{"v":1,"letter":uuid,"device":id or null,"entry":{...}}`, or `"draft":{"form":...,"fields":{...}}` in place of
the entry, then blanks up to 4 KiB, or 16 KiB when longer.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyrage

from aftercare.model.entry import ENTRY_ID, Entry, Precision, When, zone_info
from aftercare.model.errors import BadValue, NewerVault, TooLarge
from aftercare.model.wire import entry_from_object, entry_to_object

VERSION = 1
SMALL, LARGE = 4 * 1024, 16 * 1024
"""Lengths a letter is padded to, in bytes before sealing."""
FIRST_YEAR, LAST_YEAR = 1930, 2199
"""A letter from outside these years would leave the calendar as soon as anything is computed from it."""
LONGEST_SEALED = LARGE + 2 * 1024
"""age adds a header of varying length, below 1 KiB in practice."""
SEALED_START = b"age-encryption.org/v1\n-> "
ZONE_NAME = re.compile(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*)*\Z")
LONGEST_ZONE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A half-filled form, kept when the vault locked itself."""

    form: str
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a sealed letter holds."""

    id: str
    """Random, inside the seal: a letter is never taken in twice."""
    device: str | None
    """Id of the paired device that says it wrote this."""
    content: Entry | Draft = field(repr=False)


def seal_letter(letter: Letter, recipient: str) -> bytes:
    """Seal a letter to the vault's public key. TooLarge when it is longer than a letter can be."""
    written = json.dumps(_to_object(letter), ensure_ascii=False, separators=(",", ":")).encode()
    if len(written) > LARGE:
        raise TooLarge("This is too long to keep while the journal is locked. Shorten the note, or unlock first.")
    padded = written.ljust(SMALL if len(written) <= SMALL else LARGE)
    sealed: bytes = pyrage.encrypt(padded, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def open_letter(sealed: bytes, identities: Sequence[str]) -> Letter:
    """Open a letter with the identity or a former one, or raise a UserError saying why it can't be taken in."""
    if len(sealed) > LONGEST_SEALED:
        raise TooLarge("It is longer than a letter can be.")
    try:
        padded = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(each) for each in identities])
    except pyrage.DecryptError:
        raise BadValue("It was not sealed for this journal, or it is damaged.") from None
    if len(padded) > LARGE:
        raise TooLarge("It is longer than a letter can be.")
    try:
        read = json.loads(padded, parse_constant=_refuse_constant)
        # Half a sign (a lone surrogate) passes as JSON, and nothing could store it.
        json.dumps(read, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise BadValue("It is not readable as a letter.") from None
    return _from_object(read)


def _refuse_constant(_name: str) -> None:
    raise ValueError("not a finite number")


def _to_object(letter: Letter) -> dict[str, object]:
    written: dict[str, object] = {"v": VERSION, "letter": letter.id, "device": letter.device}
    if isinstance(letter.content, Draft):
        return written | {"draft": {"form": letter.content.form, "fields": dict(letter.content.fields)}}
    return written | {"entry": entry_to_object(letter.content)}


def _from_object(read: object) -> Letter:
    if not isinstance(read, dict) or type(read.get("v")) is not int or read["v"] < VERSION:
        raise BadValue("It is not a letter.")
    if read["v"] > VERSION:
        raise NewerVault("It was written by a newer version of the program. It waits until this one is updated.")
    if read.keys() not in ({"v", "letter", "device", "entry"}, {"v", "letter", "device", "draft"}):
        raise BadValue("It has parts a letter does not have.")
    letter_id, device = read["letter"], read["device"]
    if not isinstance(letter_id, str) or not ENTRY_ID.match(letter_id):
        raise BadValue("Its number is not one a letter has.")
    if device is not None and not (isinstance(device, str) and ENTRY_ID.match(device)):
        raise BadValue("It does not say what device it is from.")
    content = _draft(read["draft"]) if "draft" in read else _only_adds(entry_from_object(read["entry"]))
    return Letter(id=letter_id, device=device, content=content)


def _only_adds(entry: Entry) -> Entry:
    if entry.source is not None or entry.changed is not None or entry.added or entry.letter is not None:
        raise BadValue("It claims more than a new entry: a letter can only add one.")
    if not all(FIRST_YEAR <= year <= LAST_YEAR for year in (entry.at.local.year, entry.recorded.year)):
        raise BadValue("Its time lies outside the years a journal can hold.")
    return replace(entry, at=_known_time(entry.at))


def _known_time(at: When) -> When:
    """The time with a zone known here, or BadValue.

    A browser may know a zone that our tables don't have (yet): its local time is kept as it was lived, without a zone,
    rather than the entry lost. What can be no zone's name is refused.
    """
    if at.zone is None:
        return at
    try:
        zone_info(at.zone)
    except BadValue:
        if len(at.zone) > LONGEST_ZONE or not ZONE_NAME.match(at.zone):
            raise
        return When(at.local, None, Precision.LOCAL)
    at.instant()
    return at


def _draft(read: object) -> Draft:
    if not isinstance(read, dict) or read.keys() != {"form", "fields"} or not isinstance(read["form"], str):
        raise BadValue("It is not a half-filled form.")
    fields = read["fields"]
    if not isinstance(fields, dict) or not all(isinstance(value, str) for value in fields.values()):
        raise BadValue("It is not a half-filled form.")
    return Draft(form=read["form"], fields=fields)
