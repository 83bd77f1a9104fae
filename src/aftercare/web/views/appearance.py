"""Look and lock of this device: colours, the shown name, the auto-lock, the country. Outside the vault."""

from dataclasses import replace

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import UserError
from aftercare.model.settings import ICONS, LONGEST_AUTO_LOCK, THEMES
from aftercare.usecases import right_now
from aftercare.web.countries import by_name
from aftercare.web.device_change import change_device, take_sentence
from aftercare.web.forms import FieldError
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The form."""
    return _form(visit)


def keep(visit: Visit) -> Response:
    """Take the settings over."""
    posted, state = visit.posted, visit.state
    minutes = posted.text("minutes")
    try:
        changed = replace(
            state.device,
            theme=posted.text("theme"),
            shown_name=posted.text("name"),
            icon=posted.text("icon") or state.device.icon,
            cover=posted.text("cover") == "yes",
            country=posted.text("country") or None,
            auto_lock_minutes=int(minutes) if minutes.isascii() and minutes.isdigit() else 0,
        )
    except UserError as error:
        return _form(visit, (FieldError("form", "", error.sentence),), status=error.status)
    change_device(state, changed)
    return visit.go("appearance")


def _form(visit: Visit, errors: tuple[FieldError, ...] = (), *, status: int = 200) -> Response:
    language = visit.state.device.language
    sentence, undo = take_sentence(visit.state)
    known = {entry.country for entry in right_now.help_by_country(load_knowledge())}
    countries = sorted(known, key=lambda code: by_name(code, language))
    return visit.render(
        "appearance.html",
        status=status,
        errors=errors,
        themes=THEMES,
        icons=ICONS,
        countries=[code for code in countries if code not in ("EU", "ZZ")],
        longest=LONGEST_AUTO_LOCK,
        sentence=sentence,
        undo=undo,
    )
