"""The one line of the library on the last page after a save. Pure: nothing is kept of which was shown.

None after anything urgent, where anything about unwanted sex or violence stands, or where the entry is left out. Never
the same line twice in a row: which one an entry gets follows from the encounters written down before it.
"""

from collections.abc import Mapping

from aftercare.knowledge.after_line import AfterLine
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Action
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.usecases.after_save import WANTED, WANTED_YES, AfterSave
from aftercare.usecases.discreet_flags import is_discreet

URGENT = (Action.EMERGENCY, Action.SAME_DAY)


def line_after(journal: Journal, knowledge: Knowledge, saved: AfterSave) -> AfterLine | None:
    """The line for the entry that was just saved, or None."""
    entry = saved.entry
    if entry.kind is not EntryKind.ENCOUNTER or not _is_calm(knowledge, saved):
        return None
    written = sorted((one for one in journal.encounters() if one.source is None), key=lambda one: one.recorded)
    before = [one for one in written if (one.recorded, one.id) < (entry.recorded, entry.id)]
    # Where none fits none is shown, whatever was before: what stands earlier than that need not be looked at.
    lately: list[tuple[int, tuple[AfterLine, ...]]] = []
    for number, one in reversed(tuple(enumerate((*before, entry)))):
        lately.append((number, _fitting(knowledge, one)))
        if not lately[-1][1]:
            break
    shown: AfterLine | None = None
    for number, fitting in reversed(lately):
        shown = _next(fitting, shown, number)
    return shown


def _is_calm(knowledge: Knowledge, saved: AfterSave) -> bool:
    standing = saved.screening.fired
    urgent = any(flag.action in URGENT for flag in standing) or any(r.floor in URGENT for r in saved.screening.open)
    wanted = saved.entry.value(WANTED) in (None, WANTED_YES)
    discreet = any(is_discreet(knowledge, flag) for flag in standing)
    return wanted and not (urgent or discreet or saved.entry.left_out or saved.unread_words)


def _fitting(knowledge: Knowledge, entry: Entry) -> tuple[AfterLine, ...]:
    values = entry.all_values()
    return tuple(line for line in knowledge.after_lines.values() if _fits(line, values))


def _fits(line: AfterLine, values: Mapping[str, Value]) -> bool:
    return all(one.measure in values and one.when.holds(values[one.measure]) for one in line.fits)


def _next(fitting: tuple[AfterLine, ...], last: AfterLine | None, number: int) -> AfterLine | None:
    """Turn and turn about among those that fit, without the one shown last."""
    others = tuple(line for line in fitting if line != last)
    return others[number % len(others)] if others else None
