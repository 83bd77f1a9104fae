"""What the forms show, as the person has chosen: what stands first, what is not asked.

Takes the catalogue, settings and an open vault; changes settings, never an entry: what was noted under a hidden measure
stays, counts in patterns, and is shown where an entry that has it is changed. The first rows of the common entry always
stand, and so does every question that is asked for safety after a save.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aftercare.check.facts import gives_by_measure
from aftercare.knowledge.catalogue import by_form, by_group
from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import BadValue
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Measure
from aftercare.model.settings import Settings
from aftercare.vault.session import Session

CHOSEN_FORMS = (Form.MORE, Form.CHECK_IN)
"""The forms whose measures can be moved; the others are short, or asked for safety."""
MOST_FIRST = 6
"""More would push the common entry out of sight."""


class Place(StrEnum):
    """Where a measure stands in its form."""

    USUAL = "usual"
    FIRST = "first"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Choice:
    """A measure that can be moved, and where it stands."""

    measure: Measure
    place: Place
    warns: bool
    """A warning may come from what it says."""


def choices(
    knowledge: Knowledge, measures: Mapping[str, Measure], journal: Journal, form: Form
) -> dict[str, list[Choice]]:
    """What can be moved in a form, by heading. A follow-up goes with the question it follows."""
    settings, read = journal.settings, warning_findings(knowledge)
    gives = gives_by_measure(measures)
    asked = (m for m in by_form(measures, form, organs=journal.person.organs) if m.shown_when is None)
    return {
        title: [
            Choice(one, place_of(one.id, settings), any(given.finding in read for given in gives.get(one.id, ())))
            for one in of
        ]
        for title, of in by_group(asked).items()
    }


def warning_findings(knowledge: Knowledge) -> frozenset[str]:
    """The findings that a red-flag rule reads, by themselves or through one that is derived from them."""
    branches = (branch for rule in knowledge.red_flags.values() for branch in rule.branches)
    return behind(knowledge, (name for branch in branches for name in branch.fires.findings()))


def behind(knowledge: Knowledge, findings: Iterable[str]) -> frozenset[str]:
    """These findings and all from which they are derived."""
    found: set[str] = set()
    left = list(findings)
    while left:
        name = left.pop()
        finding = knowledge.findings.get(name)
        if name not in found and finding is not None and finding.derive is not None:
            left.extend(finding.derive.when.findings() if finding.derive.when is not None else ())
            left.extend(count.finding for count in finding.derive.count)
        found.add(name)
    return frozenset(found)


def place_of(measure: str, settings: Settings) -> Place:
    """Where a measure stands."""
    if measure in settings.form_hidden:
        return Place.HIDDEN
    return Place.FIRST if measure in settings.form_first else Place.USUAL


def asked_measures(measures: Iterable[Measure], settings: Settings, filled: Collection[str] = ()) -> list[Measure]:
    """What is not hidden, nor follows what is; and whatever is `filled` in already, so that nothing gets lost."""
    return [one for one in measures if one.id in filled or Place.HIDDEN not in _places(one, settings)]


def split_first(measures: Iterable[Measure], settings: Settings) -> tuple[list[Measure], list[Measure]]:
    """What the person put first with what follows it, and the rest; both in the order given."""
    first: list[Measure] = []
    rest: list[Measure] = []
    for one in measures:
        (first if Place.FIRST in _places(one, settings) else rest).append(one)
    return first, rest


def _places(measure: Measure, settings: Settings) -> tuple[Place, ...]:
    followed = measure.shown_when
    own = place_of(measure.id, settings)
    return (own,) if followed is None else (own, place_of(followed.measure, settings))


def choose(session: Session, measures: Mapping[str, Measure], wanted: Mapping[str, Place]) -> None:
    """Keep where measures stand. One that is not named stays as it is. BadValue when too much would stand first."""
    settings = session.journal.settings
    movable = [one for form in CHOSEN_FORMS for one in by_form(measures, form)]
    known = {one.id for one in movable if one.shown_when is None}
    places = {name: place_of(name, settings) for name in (*settings.form_first, *settings.form_hidden)}
    places |= {name: place for name, place in wanted.items() if name in known}
    for form in CHOSEN_FORMS:
        first = [one for one in movable if one.form is form and places.get(one.id) is Place.FIRST]
        if len(first) > MOST_FIRST:
            raise BadValue(
                f"At most {MOST_FIRST} can stand first in a form; you picked {len(first)}. Take some back.", where=form
            )
    _save(session, _in_order(places, Place.FIRST, measures), _in_order(places, Place.HIDDEN, measures))


def reset(session: Session) -> None:
    """Everything where it usually stands."""
    _save(session, (), ())


def _in_order(places: Mapping[str, Place], place: Place, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    order = list(measures)
    found = [name for name, stands in places.items() if stands is place]
    return tuple(sorted(found, key=lambda name: (order.index(name) if name in measures else len(order), name)))


def _save(session: Session, first: Sequence[str], hidden: Sequence[str]) -> None:
    settings = replace(session.journal.settings, form_first=tuple(first), form_hidden=tuple(hidden))
    if settings != session.journal.settings:
        session.put_settings(settings)
