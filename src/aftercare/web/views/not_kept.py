"""Where what a person told can't be taken: locked meanwhile, a page out of date, a fault.

Nothing of it is kept. What can't wait in it is said all the same, with the list of dangers and numbers (SAFETY 2, 4).
"""

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import EntryKind
from aftercare.model.errors import UserError
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.drafts import Draft, moment
from aftercare.usecases.letter_in import look_at_unkept
from aftercare.web.danger_said import static_list
from aftercare.web.entry_form import read_raw, read_when
from aftercare.web.flag_pages import flag_pages
from aftercare.web.i18n import is_read
from aftercare.web.visit import Visit

WORDS = ("note", "words", "q")
"""The fields in which a person tells something in their own words."""
LOCKED = "It has locked meanwhile, so nothing was saved. Unlock and try again."


def refused(visit: Visit, status: int, sentence: str | None) -> Response:
    """That it was not kept and why, below what can't wait."""
    device, seen = visit.state.device, look(visit)
    flags = () if seen is None else seen.screening.first_screen
    return visit.render(
        "yours/not_kept.html",
        status=status,
        sentence=sentence,
        flags=flag_pages(load_knowledge(), flags, device.country),
        was_read=seen is not None and seen.understood and is_read(device.language),
        **static_list(device.country),
    )


def show(visit: Visit) -> Response:
    """The answer to a form that came when the journal was just locking, and whose own page went with it."""
    return refused(visit, 200, LOCKED)


def look(visit: Visit) -> AfterSave | None:
    """What was posted, screened as far as it can be read without the journal; None when nothing is filled in."""
    knowledge, posted = load_knowledge(), visit.posted
    kind = EntryKind.DAY if visit.page.name == "check_in" else EntryKind.ENCOUNTER
    local = visit.state.now().replace(tzinfo=None)
    try:
        at = read_when(posted, local, "UTC")
    except UserError:
        at = moment(local, "UTC")
    values = read_raw(posted, knowledge.measures.values())
    note = "\n".join(filter(None, (posted.text(name) for name in WORDS)))
    return look_at_unkept(
        knowledge, Draft(id=posted.text("id"), kind=kind, at=at, values=values, note=note), visit.state.now()
    )
