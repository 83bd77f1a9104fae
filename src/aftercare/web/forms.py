"""From what a browser posts to raw values of measures, and back to the fields a person sees.

Driven by measures alone: a new measure needs no change here. An untouched field is unknown and leaves no value. A
value that doesn't fit becomes an error at its field; the words typed are kept for the person, never for a log.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from starlette.formparsers import MultiPartException
from starlette.requests import Request

from aftercare.model.errors import BadValue
from aftercare.model.measure import Kind, Measure, Value
from aftercare.model.translatable import for_translation

FIELDS_LIMIT = 600
NOT_WHOLE = for_translation("This did not come through whole. Try again, please.")
HOURS, MINUTES = ".h", ".m"
"""A duration is asked in two fields, a site score in one per site, both named after their measure."""
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, in memory. Its name is not kept: it may say something."""

    data: BinaryIO = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes."""
        return self.data.seek(0, 2)


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of a posted form, in order, and the file that came with it on the few pages that take one."""

    fields: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    file: Upload | None = None

    def text(self, name: str) -> str:
        """The last field of this name, stripped; empty when there is none."""
        return next((value.strip() for key, value in reversed(self.fields) if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every non-empty field of this name."""
        return tuple(value for key, value in self.fields if key == name and value)


@dataclass(frozen=True, slots=True)
class FieldError:
    """One sentence at one field. `field` is the id its input has on the page."""

    field: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form holds: good values, and the fields to mend."""

    values: Mapping[str, Value] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()


async def read_posted(request: Request) -> Posted:
    """Read a posted form; files are left to the views that expect them."""
    try:
        async with request.form(max_files=1, max_fields=FIELDS_LIMIT) as form:
            return Posted(readable((key, value) for key, value in form.multi_items() if isinstance(value, str)))
    except MultiPartException:
        raise BadValue(NOT_WHOLE) from None


def readable(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The fields, or BadValue: half a sign (a lone surrogate), which odd encodings yield, can be stored nowhere."""
    read = tuple(fields)
    try:
        "".join(key + value for key, value in read).encode()
    except UnicodeEncodeError:
        raise BadValue(NOT_WHOLE) from None
    return read


def read_answers(posted: Posted, measures: Iterable[Measure]) -> Answers:
    """The values of `measures` in a posted form."""
    values: dict[str, Value] = {}
    errors: list[FieldError] = []
    for measure in measures:
        try:
            raw = raw_value(posted, measure)
            if raw is not None:
                values[measure.id] = measure.check(raw)
        except BadValue as error:
            errors.append(FieldError(measure.id, measure.label, error.sentence))
    return Answers(values, tuple(errors))


def raw_value(posted: Posted, measure: Measure) -> object | None:
    """The value as typed, in the shape its kind has in JSON; None when the field was left alone."""
    return _READERS[measure.kind](posted, measure)


def _yes_no(posted: Posted, measure: Measure) -> object | None:
    return {YES: True, NO: False, "": None}.get(posted.text(measure.id), posted.text(measure.id))


def _whole(posted: Posted, measure: Measure) -> object | None:
    return _whole_number(posted.text(measure.id))


def _text(posted: Posted, measure: Measure) -> object | None:
    return posted.text(measure.id) or None


def _choices(posted: Posted, measure: Measure) -> object | None:
    return list(posted.all(measure.id)) or None


def _number(posted: Posted, measure: Measure) -> object | None:
    text = posted.text(measure.id).replace(",", ".")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _duration(posted: Posted, measure: Measure) -> object | None:
    hours = _whole_number(posted.text(measure.id + HOURS))
    minutes = _whole_number(posted.text(measure.id + MINUTES))
    if hours is None and minutes is None:
        return None
    if isinstance(hours, str):
        return hours  # words, which the measure refuses: an empty text would pass for nothing typed
    if isinstance(minutes, str):
        return minutes
    return (hours or 0) * 60 + (minutes or 0)


def _sites(posted: Posted, measure: Measure) -> object | None:
    scores = {site: _whole_number(posted.text(f"{measure.id}.{site}")) for site in measure.option_ids}
    return {site: score for site, score in scores.items() if score is not None} or None


def _whole_number(text: str) -> int | str | None:
    """An int, None for nothing, or the text itself, which its measure will refuse."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


_READERS: Mapping[Kind, Callable[[Posted, Measure], object | None]] = {
    Kind.YES_NO: _yes_no,
    Kind.STEPS: _whole,
    Kind.SCALE: _whole,
    Kind.CHOICE: _text,
    Kind.CHOICES: _choices,
    Kind.NUMBER: _number,
    Kind.DURATION: _duration,
    Kind.DATE: _text,
    Kind.SITES: _sites,
    Kind.TEXT: _text,
}
