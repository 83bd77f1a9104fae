"""The form of an entry: what it asks and in which order, when it was, and from what was posted back to a draft.

Driven by measures alone. What a person records often comes up first. Nothing is preset; what was typed is kept when
something has to be mended.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from types import MappingProxyType

from aftercare.knowledge.catalogue import by_form, by_group, visible_options
from aftercare.model.entry import Entry, EntryKind, Precision, When, zone_info
from aftercare.model.errors import BadValue, FieldErrors, UserError
from aftercare.model.journal import Journal
from aftercare.model.measure import Form, Kind, Measure, Organ, Value
from aftercare.usecases.drafts import day_only, moment
from aftercare.usecases.form_choice import asked_measures, split_first
from aftercare.web.forms import FieldError, Posted, raw_value

FORMS_OF: Mapping[EntryKind, tuple[Form, ...]] = {
    EntryKind.ENCOUNTER: (Form.COMMON, Form.MORE),
    EntryKind.MOMENT: (Form.COMMON, Form.MORE),
    EntryKind.DAY: (Form.CHECK_IN,),
}
OFTEN = 3
"""Recorded in so many of the last entries of its kind, a measure stands in the first group."""
LOOKED_AT = 20
OFTEN_FIRST = 6
EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Group:
    """Measures under one heading."""

    title: str
    measures: tuple[Measure, ...]
    filled: int = 0
    """How many of them have a value."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The time as it stands in the form."""

    earlier: bool = False
    day: str = ""
    hour: str = ""
    only_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """Everything the page of a form shows."""

    id: str
    first: tuple[Measure, ...]
    """Asked at once."""
    groups: tuple[Group, ...]
    """Behind More."""
    when: Typed
    values: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
    errors: tuple[FieldError, ...] = ()
    organs: frozenset[Organ] | None = None
    """What the body map is drawn by; None where it was never told."""
    unfold: bool = False
    """Show what is filled in behind More: the person goes on with what they had begun."""

    @property
    def wrong(self) -> Mapping[str, str]:
        """The sentence at each field to mend."""
        return {error.field: error.sentence for error in self.errors}

    @property
    def more_open(self) -> bool:
        """Whether More opens by itself: something in it has to be mended, or is gone on with."""
        if self.unfold and (self.note or any(group.filled for group in self.groups)):
            return True
        inside = {measure.id for group in self.groups for measure in group.measures} | {"note"}
        return bool(inside & self.wrong.keys())


def asked(measure: Measure, journal: Journal, value: Value | None = None) -> Measure:
    """A measure as a form asks it: its question for a label, without options that can't fit the person.

    A site that has a score in `value` stays, whatever organs were told: what was recorded is never hidden.
    """
    if measure.kind in (Kind.CHOICE, Kind.CHOICES, Kind.SITES):
        fitting = visible_options(measure, journal.person.organs)
        scored = value if isinstance(value, Mapping) else {}
        options = tuple(option for option in measure.options if option in fitting or option.id in scored)
        if len(options) > 1:
            measure = replace(measure, options=options)
    return measure


def questions(
    journal: Journal,
    measures: Mapping[str, Measure],
    kind: EntryKind,
    values: Mapping[str, Value] = MappingProxyType({}),
    *,
    filled: Collection[str] = (),
) -> tuple[tuple[Measure, ...], tuple[Group, ...]]:
    """What the form of a kind asks: at once, and behind More. `values` are those of the entry that is changed.

    What the person hid is not asked, but where it has a value or is among `filled`: fields that came with the form.
    """
    first_form, *more_forms = FORMS_OF[kind]
    organs, settings = journal.person.organs, journal.settings
    first = [asked(measure, journal) for measure in by_form(measures, first_form, organs=organs)]
    more = [
        asked(measure, journal, values.get(measure.id))
        for form in more_forms
        for measure in by_form(measures, form, organs=organs)
    ]
    if kind is EntryKind.DAY:
        headings = by_group(first)
        title = next(iter(headings), "")
        first = headings.pop(title, [])
        more = [measure for group in headings.values() for measure in group]
    kept = {*values, *filled}
    chosen, more = split_first(asked_measures(more, settings, kept), settings)
    return (*asked_measures(first, settings, kept), *chosen), _often_first(journal, kind, more)


def _often_first(journal: Journal, kind: EntryKind, more: Iterable[Measure]) -> tuple[Group, ...]:
    lately = [entry for entry in journal.entries if entry.kind is kind and entry.source is None][-LOOKED_AT:]
    counts = Counter(name for entry in lately for name in entry.all_values())
    plain = [measure for measure in more if measure.shown_when is None]
    ranked = sorted(plain, key=lambda measure: -counts[measure.id])
    often = [measure for measure in ranked if counts[measure.id] >= OFTEN][:OFTEN_FIRST]
    raised = {measure.id for measure in often}
    often += [m for m in more if m.shown_when is not None and m.shown_when.measure in raised]
    raised = {measure.id for measure in often}
    rest = by_group(measure for measure in more if measure.id not in raised)
    groups = [Group(title, tuple(of)) for title, of in rest.items()]
    return (Group("What you often note", tuple(often)), *groups) if often else tuple(groups)


def names_of_fields(fields: Iterable[str]) -> frozenset[str]:
    """The measures that fields of a form may belong to: a field is named by its measure, or by it and a part."""
    return frozenset(name for field in fields for name in (field, field.rpartition(".")[0]))


def posted_names(posted: Posted) -> frozenset[str]:
    """The same of a posted form."""
    return names_of_fields(name for name, _ in posted.fields)


def read_raw(posted: Posted, measures: Iterable[Measure]) -> dict[str, object]:
    """What was posted, by measure; an untouched field is not there."""
    found = ((measure.id, raw_value(posted, measure)) for measure in measures)
    return {name: value for name, value in found if value is not None}


def typed_when(posted: Posted) -> Typed:
    """The time as it was typed."""
    return Typed(
        earlier=posted.text("when") == EARLIER,
        day=posted.text("day"),
        hour=posted.text("hour"),
        only_day=bool(posted.text("only_day")),
    )


def shown_when(at: When) -> Typed:
    """The time of an entry, for editing it."""
    only_day = at.precision is Precision.DAY
    hour = "" if only_day else at.local.strftime("%H:%M")
    return Typed(earlier=True, day=at.local.date().isoformat(), hour=hour, only_day=only_day)


def read_when(posted: Posted, local_now: datetime, zone: str) -> When:
    """When it was: now by the browser's clock, else by ours; or the day and time typed. BadValue for what is none.

    `zone` is the one last used, for a browser that doesn't say.
    """
    zone = posted_zone(posted) or zone
    typed = typed_when(posted)
    if not typed.earlier:
        return moment(_browser_clock(posted) or local_now, zone)
    day = _read_day(typed.day)
    if typed.only_day or not typed.hour:
        return day_only(day)
    return moment(datetime.combine(day, _read_hour(typed.hour)), zone)


def posted_zone(posted: Posted) -> str | None:
    """The zone the browser says it is in; None when it says nothing, or nonsense."""
    named = posted.text("zone")
    try:
        zone_info(named)
    except UserError:
        return None
    return named


def _browser_clock(posted: Posted) -> datetime | None:
    try:
        return datetime.strptime(posted.text("local"), "%Y-%m-%dT%H:%M")  # noqa: DTZ007  local as lived
    except ValueError:
        return None


def _read_day(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        raise BadValue("Give the day as year-month-day, like 2026-03-09.", where="time") from None


def _read_hour(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise BadValue(
            "Give the time as hours and minutes, like 23:40, or tick “only the day”.", where="time"
        ) from None


def to_mend(error: UserError, measures: Mapping[str, Measure]) -> tuple[FieldError, ...]:
    """An error as what stands at its fields; one that belongs to no field stands at the form itself."""
    if isinstance(error, FieldErrors):
        return tuple(
            FieldError(name, measures[name].label if name in measures else "", sentence)
            for name, sentence in error.errors.items()
        )
    return (FieldError(error.where or "form", "", error.sentence),)


def filled_form(
    entry: Entry, first: Sequence[Measure], groups: Sequence[Group], *, organs: frozenset[Organ] | None
) -> EntryForm:
    """The form of an entry that is there, for editing it."""
    values: dict[str, object] = dict(entry.all_values())
    return EntryForm(
        id=entry.id,
        first=tuple(first),
        groups=counted(groups, values),
        when=shown_when(entry.at),
        values=values,
        note=entry.note or "",
        organs=organs,
    )


def counted(groups: Sequence[Group], values: Mapping[str, object]) -> tuple[Group, ...]:
    """The groups with how many of their measures have a value."""
    return tuple(replace(group, filled=sum(m.id in values for m in group.measures)) for group in groups)
