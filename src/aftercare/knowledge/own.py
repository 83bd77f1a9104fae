"""A person's own measures: defined, renamed, retired. An id is never changed and never used twice.

Pure: the own measures so far in, the new list out. Retiring keeps what was recorded and only stops the asking.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aftercare.model.errors import BadValue, Conflict, NotThere
from aftercare.model.measure import Form, Kind, Measure, Option, Phase, Role

LABEL_LIMIT = 60
MOST = 200
OPTIONS_MOST = 20
PREFIX = "own."
FORMS = (Form.MORE, Form.DAY_AFTER, Form.CHECK_IN)
GROUP = "Your own"
_WITH_OPTIONS = (Kind.STEPS, Kind.CHOICE, Kind.CHOICES)
KINDS = (Kind.YES_NO, *_WITH_OPTIONS, Kind.SCALE, Kind.NUMBER, Kind.DURATION, Kind.TEXT)
_PHASES = {Form.CHECK_IN: Phase.DAY, Form.DAY_AFTER: Phase.LATER}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """What a person says about a measure of their own."""

    label: str
    kind: Kind
    form: Form = Form.MORE
    phase: Phase = Phase.BEFORE
    """Only for "more"; a check-in is always of the day, the day after always later."""
    options: tuple[str, ...] = ()
    """The words, in order, for steps and choices."""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None


def define(own: Sequence[Measure], new: NewMeasure, shipped: Mapping[str, Measure]) -> tuple[Measure, ...]:
    """The own measures with a new one at the end; BadValue or Conflict when it cannot be."""
    if len(own) >= MOST:
        raise Conflict(f"There are {MOST} measures of your own already, the retired ones included.")
    if new.kind not in KINDS:
        raise BadValue(f"Your own measure can be {', '.join(KINDS)}.", where="kind")
    if new.form not in FORMS:
        raise BadValue("Your own measure can stand in the log, the day after or the check-in.", where="form")
    label = _label(new.label)
    _refuse_double(label, new.form, (*own, *shipped.values()))
    phase = _PHASES.get(new.form, new.phase)
    if new.form is Form.MORE and phase not in (Phase.BEFORE, Phase.DURING, Phase.AFTER):
        raise BadValue("Say whether it is before, during or after.", where="phase")
    measure = Measure(
        id=_new_id(label, own),
        question=label,
        label=label,
        kind=new.kind,
        phase=phase,
        form=new.form,
        group=GROUP,
        order=len(own),
        role=_role(new.kind, phase),
        options=_options(new) if new.kind in _WITH_OPTIONS else (),
        unit=new.unit.strip()[:20],
        minimum=new.minimum,
        maximum=new.maximum if new.kind in (Kind.NUMBER, Kind.DURATION) else None,
    )
    return (*own, measure)


def rename(own: Sequence[Measure], measure_id: str, label: str, shipped: Mapping[str, Measure]) -> tuple[Measure, ...]:
    """The own measures with one under a new name; its id and what was recorded stay."""
    measure = _find(own, measure_id)
    cleaned = _label(label)
    others = [other for other in own if other.id != measure_id]
    _refuse_double(cleaned, measure.form, (*others, *shipped.values()))
    return _replaced(own, replace(measure, label=cleaned, question=cleaned))


def retire(own: Sequence[Measure], measure_id: str) -> tuple[Measure, ...]:
    """The own measures with one no longer asked. What was recorded stays."""
    return _replaced(own, replace(_find(own, measure_id), retired=True))


def bring_back(own: Sequence[Measure], measure_id: str, shipped: Mapping[str, Measure]) -> tuple[Measure, ...]:
    """The own measures with a retired one asked again."""
    measure = _find(own, measure_id)
    others = [other for other in own if other.id != measure_id]
    _refuse_double(measure.label, measure.form, (*others, *shipped.values()))
    return _replaced(own, replace(measure, retired=False))


def _find(own: Sequence[Measure], measure_id: str) -> Measure:
    for measure in own:
        if measure.id == measure_id:
            return measure
    raise NotThere("There is no measure of your own with this name.")


def _replaced(own: Sequence[Measure], changed: Measure) -> tuple[Measure, ...]:
    return tuple(changed if measure.id == changed.id else measure for measure in own)


def _label(label: str) -> str:
    cleaned = " ".join(label.split())
    if not 0 < len(cleaned) <= LABEL_LIMIT or not cleaned.isprintable():
        raise BadValue(f"Give it a name of 1 to {LABEL_LIMIT} characters.", where="name")
    return cleaned


def _refuse_double(label: str, form: Form, others: Sequence[Measure]) -> None:
    for other in others:
        if other.form is form and not other.retired and other.label.casefold() == label.casefold():
            raise Conflict("There is already one with this name; use that, or choose another name.", where="name")


def _options(new: NewMeasure) -> tuple[Option, ...]:
    labels = [" ".join(text.split()) for text in new.options]
    if not 2 <= len(labels) <= OPTIONS_MOST or not all(0 < len(label) <= LABEL_LIMIT for label in labels):
        raise BadValue(f"Give 2 to {OPTIONS_MOST} words to choose from.", where="options")
    if len({label.casefold() for label in labels}) != len(labels):
        raise BadValue("Two of the words are the same.", where="options")
    ids: list[str] = []
    for label in labels:
        ids.append(_unused(_slug(label, "word"), ids))
    return tuple(Option(id=option_id, label=label) for option_id, label in zip(ids, labels, strict=True))


def _role(kind: Kind, phase: Phase) -> Role:
    """What patterns may do with it: what comes before can be a factor, what comes after an outcome."""
    if kind is Kind.TEXT:
        return Role.NONE
    return {Phase.AFTER: Role.OUTCOME, Phase.LATER: Role.OUTCOME, Phase.DURING: Role.BOTH}.get(phase, Role.FACTOR)


def _new_id(label: str, own: Sequence[Measure]) -> str:
    return _unused(PREFIX + _slug(label, "item"), [measure.id for measure in own])


def _unused(wanted: str, taken: Sequence[str]) -> str:
    number, candidate = 2, wanted
    while candidate in taken:
        candidate, number = f"{wanted}_{number}", number + 1
    return candidate


def _slug(label: str, otherwise: str) -> str:
    """Lower-case letters, digits and _ from a label; begins with a letter, so that no id is a number."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_")
    if not slug:
        return otherwise
    return slug if slug[0].isalpha() and len(slug) > 1 else f"{otherwise}_{slug}"
