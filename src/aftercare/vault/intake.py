"""Take waiting letters into the journal: each once, entry and id in one transaction, then the file goes.

Takes the open vault; returns what came. One letter that doesn't open stops no other. A letter only adds an entry: it is
marked as waiting until the person keeps it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from aftercare.model.entry import Entry
from aftercare.model.errors import BadValue, FieldErrors, NewerVault, TooLarge
from aftercare.model.wire import entry_from_json, entry_to_json
from aftercare.vault import letterbox
from aftercare.vault.contents import DEVICE, DRAFT, PairedDevice, SecretsRecord, read_record, written
from aftercare.vault.letter import Draft, Letter, open_letter
from aftercare.vault.rows import EntryRow, Rows

_NO_SUCH_ANSWER = "It holds an answer that cannot be given here."


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What the letterbox held."""

    entries: tuple[Entry, ...] = field(default=(), repr=False)
    set_aside: tuple[str, ...] = ()
    """Why letters could not be taken in, one sentence each."""


Check = Callable[[Entry | Draft], None]
"""Raises BadValue or FieldErrors for an entry whose values are not ones that its measures have, or for no such form."""


def take_letters(folder: Path, rows: Rows, secrets: SecretsRecord, check: Check) -> TakenIn:
    """Take in every letter that waits and passes `check`."""
    identities = (secrets.identity, *secrets.former)
    entries, aside = [], []
    for path in letterbox.letter_files(folder):
        try:
            letter = open_letter(letterbox.read_letter(path), identities)
            check(letter.content)
            taken = _take_one(letter, rows)
        except FileNotFoundError:
            continue  # another program was quicker
        except NewerVault as error:
            aside.append(error.sentence)  # it waits where it is until this program is updated
            continue
        except FieldErrors:
            letterbox.set_aside(folder, path)
            aside.append(_NO_SUCH_ANSWER)
            continue
        except (BadValue, TooLarge) as error:
            letterbox.set_aside(folder, path)
            aside.append(error.sentence)
            continue
        letterbox.remove_letter(path)
        if taken is not None:
            entries.append(taken)
    return TakenIn(tuple(entries), tuple(aside))


def _take_one(letter: Letter, rows: Rows) -> Entry | None:
    with rows.changing():
        if rows.letter_seen(letter.id):
            return None
        entry = _store(letter, rows)
        rows.add_letter(letter.id)
    return entry


def _store(letter: Letter, rows: Rows) -> Entry | None:
    if isinstance(letter.content, Draft):
        rows.put_record(DRAFT, written(letter.content), letter.id)
        return None
    entry = replace(letter.content, letter=_device_name(letter.device, rows))
    there = rows.entry(entry.id)
    if there is None:
        rows.put_entry(entry.id, EntryRow(entry_to_json(entry), waiting=True), entry.note)
        return entry
    if _is_same(entry_from_json(there.body), entry):
        return None  # sealed twice; or saved here and sealed there, since the answer got lost on its way
    raise BadValue("It carries the number of an entry that is already here, and a letter never changes one.")


def _is_same(there: Entry, come: Entry) -> bool:
    """Whether both say the same of the same time, however and whenever each was written down."""
    return (there.kind, there.at, there.values, there.note) == (come.kind, come.at, come.values, come.note)


def _device_name(device: str | None, rows: Rows) -> str:
    known = None if device is None else read_record(rows, DEVICE, PairedDevice, device)
    return "this device" if device is None else "a device not paired now" if known is None else known.name
