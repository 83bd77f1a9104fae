"""What a form's page needs to keep by itself what it could not send: the questions as data, and the screens after them.

Asked for by the page's script in a browser that may write, once the form is there; it puts off no lock.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType

from starlette.responses import Response

from aftercare.check.screening import danger_list_for_words
from aftercare.model.entry import EntryKind
from aftercare.model.errors import NotThere
from aftercare.model.measure import Value
from aftercare.usecases.begun import BegunForm
from aftercare.web.entry_form import FORMS_OF, questions
from aftercare.web.opened import Opened, opened
from aftercare.web.sealed_form import asked_data, sentences
from aftercare.web.views.begun import KIND_OF
from aftercare.web.visit import Visit


def parts(visit: Visit) -> Response:
    """For the form that is named; NotThere for none of ours."""
    here = opened(visit)
    kind, values = _asked_of(visit, here)
    first, groups = questions(here.journal, here.measures, kind, values)
    every = [*first, *(measure for group in groups for measure in group.measures)]
    return visit.render(
        "yours/apart.html",
        kind=kind.value,
        asked=json.dumps(asked_data(every), separators=(",", ":")),
        sentences=json.dumps(sentences(here.gettext)),
        danger=danger_list_for_words(here.knowledge, here.journal.person),
    )


def _asked_of(visit: Visit, here: Opened) -> tuple[EntryKind, Mapping[str, Value]]:
    try:
        form = BegunForm(visit.posted.text("form"))
    except ValueError:
        raise NotThere("There is no such form.") from None
    if form is not BegunForm.EDIT:
        return KIND_OF[form], MappingProxyType({})
    entry = here.journal.entry(visit.posted.text("entry"))
    if entry.kind not in FORMS_OF:
        raise NotThere("There is no such form.")
    return entry.kind, entry.all_values()
