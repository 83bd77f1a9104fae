"""About you: birth year, organs, cycle, medicines, history. Everything but the birth year is optional."""

from starlette.responses import Response

from aftercare.knowledge.catalogue import by_form, by_group
from aftercare.model.errors import UserError
from aftercare.model.measure import Form, Measure
from aftercare.usecases.person import answer_person
from aftercare.usecases.person_uses import WORDS as USE_WORDS
from aftercare.usecases.person_uses import uses
from aftercare.web.entry_form import Group, asked, counted, read_raw, to_mend
from aftercare.web.forms import FieldError
from aftercare.web.opened import Opened, opened
from aftercare.web.visit import Visit


def show(visit: Visit) -> Response:
    """The form with what is known."""
    here = opened(visit)
    person = here.journal.person
    values: dict[str, object] = {name: dated.value for name, dated in person.answers.items()}
    return _page(visit, here, values, ())


def save(visit: Visit) -> Response:
    """Save; a field that was emptied takes its answer back."""
    here = opened(visit)
    measures = _asked(here)
    raw = read_raw(visit.posted, measures)
    emptied: dict[str, object] = {measure.id: "" for measure in measures if measure.id not in raw}
    try:
        with here.undoable("Kept."):
            answer_person(here.vault, here.knowledge, emptied | raw, here.now)
    except UserError as error:
        return _page(visit, here, raw, to_mend(error, here.measures), status=error.status)
    return visit.go("person")


def _asked(here: Opened) -> list[Measure]:
    organs = here.journal.person.organs
    return [asked(measure, here.journal) for measure in by_form(here.measures, Form.PERSON, organs=organs)]


def _page(
    visit: Visit, here: Opened, values: dict[str, object], errors: tuple[FieldError, ...], *, status: int = 200
) -> Response:
    groups = [Group(title, tuple(of)) for title, of in by_group(_asked(here)).items()]
    wrong = {error.field: error.sentence for error in errors}
    sentence, undo = here.take_sentence()
    return visit.render(
        "journal/person.html",
        status=status,
        uses={name: [USE_WORDS[use] for use in told] for name, told in uses(here.knowledge).items()},
        birth_year=here.journal.person.birth_year,
        groups=counted(groups, values),
        opened_groups=[group.title for group in groups if any(m.id in wrong for m in group.measures)],
        values=values,
        errors=errors,
        wrong=wrong,
        sentence=sentence,
        undo=undo,
    )
