"""Small journals for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from aftercare.model.entry import Entry, EntryKind, Precision, Source, When
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Kind, Measure, Option, Phase, Role
from aftercare.model.person import Person

ZONE = "Europe/Berlin"
_counter = iter(range(1, 10**9))


def options(*words):
    return tuple(Option(id=word, label=word.replace("_", " ")) for word in words)


def measure(name, kind=Kind.YES_NO, phase=Phase.BEFORE, role=Role.FACTOR, **more):
    return Measure(
        id=name, question=f"{name}?", label=name.capitalize(), kind=kind, phase=phase, form=Form.MORE, role=role, **more
    )


def catalogue(*measures):
    return {one.id: one for one in measures}


def at(text, precision=Precision.INSTANT):
    return When(datetime.fromisoformat(text), ZONE if precision is Precision.INSTANT else None, precision)


def entry(kind, text, values, *, precision=Precision.INSTANT, **more):
    when = at(text, precision)
    recorded = more.pop("recorded", None) or when.instant(ZONE)
    return Entry(id=str(UUID(int=next(_counter))), kind=kind, at=when, recorded=recorded, values=values, **more)


def encounter(text, values, **more):
    return entry(EntryKind.ENCOUNTER, text, values, **more)


def check_in(text, values, **more):
    return entry(EntryKind.DAY, text, values, **more)


def imported(one):
    return replace(
        one, source=Source(app="other", import_id="i1", row=one.id), recorded=datetime(2026, 6, 1, tzinfo=UTC)
    )


def journal(*entries, **more):
    return Journal(person=Person(birth_year=1985), **more).with_entries(entries)


def later(one, hours):
    return one.recorded + timedelta(hours=hours)
