"""The one list of all settings: what each is now, and the way to its page.

Locked, or without a journal, it lists what belongs to this device and needs no key. A sentence and a count stand here,
never an answer of the person.
"""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.knowledge.catalogue import by_form
from aftercare.model.measure import Form
from aftercare.usecases import device, keep_safe
from aftercare.web.device_change import take_sentence
from aftercare.web.i18n import language_name
from aftercare.web.opened import Opened, opened
from aftercare.web.times import first_weekday, goes_by_twelve
from aftercare.web.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What the journal's own settings are now, in counts."""

    first: int
    hidden: int
    own: int
    answered: int
    asked: int
    has_question: bool
    watched: int
    has_plan: bool
    devices: int
    letters: int
    has_recovery: bool
    backups: int
    last_backup: str
    """The day of the last one this journal knows of; empty without."""


def show(visit: Visit) -> Response:
    """Of this device alone; with the journal open, the whole list."""
    return visit.go("my_settings") if visit.unlocked else _page(visit, None)


def mine(visit: Visit) -> Response:
    """The whole list."""
    return _page(visit, _inside(opened(visit)))


def _page(visit: Visit, inside: Inside | None) -> Response:
    told, times = visit.state.device, visit.times
    sentence, undo = take_sentence(visit.state)
    return visit.render(
        "settings/all.html",
        inside=inside,
        has_vault=device.has_vault(visit.state.launch.folder),
        language=language_name(told.language),
        twelve=goes_by_twelve(told),
        first_day=times.weekday(first_weekday(told)),
        sentence=sentence,
        undo=undo,
    )


def _inside(here: Opened) -> Inside:
    journal, settings = here.journal, here.journal.settings
    asked = {one.id for one in by_form(here.measures, Form.PERSON, organs=journal.person.organs)}
    backups = keep_safe.known_backups(here.vault)
    return Inside(
        first=len(settings.form_first),
        hidden=len(settings.form_hidden),
        own=sum(not one.retired for one in journal.own_measures),
        answered=len(asked & journal.person.answers.keys()),
        asked=len(asked),
        has_question=settings.main_outcome is not None,
        watched=len(settings.watched),
        has_plan=journal.safety_plan is not None,
        devices=len(here.vault.devices()),
        letters=len(journal.waiting) + len(here.vault.letters_aside()),
        has_recovery=here.vault.has_recovery,
        backups=len(backups),
        last_backup=here.times.day(here.local(backups[-1].at).date()) if backups else "",
    )
