"""Reads answers: raw JSON-like values or typed words in, values that fit their measures out.

All that does not fit is told at once (`FieldErrors`), each with one sentence that never repeats what was entered.
Nothing is guessed: an empty field is unknown and left out, never zero.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from aftercare.model.errors import BadValue, FieldErrors, UserError
from aftercare.model.measure import MEASURE_ID, Kind, Measure, Organ, Value

NONE = "none"
"""The option of a list of choices that excludes the others ("None of these", "As usual")."""

_YES = frozenset({"yes", "y", "true", "on", "1"})
_NO = frozenset({"no", "n", "false", "off", "0"})
_EMPTY: tuple[object, ...] = (None, "", [], (), {})
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|hrs?|hours?|:)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?)?\Z")
_PART_HOURS = re.compile(r"(\d{1,2}[.,]\d{1,2})\s*(?:h|hrs?|hours?)\Z")
_MINUTES = re.compile(r"(\d{1,5})\s*(?:m|min|mins|minutes)?\Z")
_NUMBER = re.compile(r"([+-]?\d{1,9}(?:[.,]\d{1,6})?)\s*(.*)\Z")
_SITE = re.compile(r"(.+?)\s*[=:\s]\s*(\d{1,2})\Z")


def parse_values(
    measures: Mapping[str, Measure],
    raw: Mapping[str, object],
    *,
    where: str | None = None,
    organs: frozenset[Organ] | None = None,
    kept: Collection[str] = (),
) -> dict[str, Value]:
    """Check raw values against their measures, or raise FieldErrors with every field that does not fit.

    `organs` are those the person told of (None: never told). `kept` names measures that an edited entry already
    holds: they may stay although since retired or hidden. The result is in the catalogue's order of asking.
    """
    return _parse(measures, raw, _checked, where=where, organs=organs, kept=kept)


def parse_texts(
    measures: Mapping[str, Measure],
    fields: Mapping[str, Sequence[str]],
    *,
    where: str | None = None,
    organs: frozenset[Organ] | None = None,
    kept: Collection[str] = (),
) -> dict[str, Value]:
    """The same for typed words, as forms and the command line have them: each field with one text or several.

    Several texts are one choice each; a site stands as `vulva=4`.
    """
    return _parse(measures, fields, _read_texts, where=where, organs=organs, kept=kept)


def parse_text_value(measure: Measure, text: str) -> Value:
    """Read one typed answer: "2", "cried", "7h30", "yes", "vulva=4, bladder=2"; BadValue when it does not fit."""
    return _checked(measure, _TEXT_READERS[measure.kind](measure, text.strip()))


def _parse(
    measures: Mapping[str, Measure],
    raw: Mapping[str, object],
    read: Callable[[Measure, object], Value],
    *,
    where: str | None,
    organs: frozenset[Organ] | None,
    kept: Collection[str],
) -> dict[str, Value]:
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for field, given in raw.items():
        if _is_empty(given):
            continue
        measure = measures.get(field)
        if measure is None:
            errors[field if MEASURE_ID.match(field) else "?"] = "There is no such thing to record; check its name."
            continue
        try:
            _refuse_hidden(measure, organs, kept)
            values[field] = read(measure, given)
        except UserError as error:
            errors[field] = error.sentence
    errors.update(_contradictions(measures, values))
    if errors:
        raise FieldErrors(errors, where=where)
    return dict(sorted(values.items(), key=lambda item: (measures[item[0]].order, item[0])))


def _is_empty(given: object) -> bool:
    if isinstance(given, list | tuple):
        return all(item in _EMPTY or (isinstance(item, str) and not item.strip()) for item in given)
    return given in _EMPTY or (isinstance(given, str) and not given.strip())


def _refuse_hidden(measure: Measure, organs: frozenset[Organ] | None, kept: Collection[str]) -> None:
    if measure.id in kept:
        return
    if measure.retired:
        raise BadValue("This is no longer asked; leave it out.", where=measure.id)
    if organs is not None and measure.anatomy and not measure.anatomy & organs:
        raise BadValue("This needs an organ you did not name; change that on your own page first.", where=measure.id)


def _contradictions(measures: Mapping[str, Measure], values: Mapping[str, Value]) -> dict[str, str]:
    errors = {}
    for field in values:
        shown_when = measures[field].shown_when
        if shown_when is None or shown_when.measure not in values:
            continue
        if not shown_when.when.holds(values[shown_when.measure]):
            label = measures[shown_when.measure].label if shown_when.measure in measures else "another answer"
            errors[field] = f"This does not go with what you gave for {label}; change one of the two."
    return errors


def _checked(measure: Measure, given: object) -> Value:
    value = measure.check(given)
    if measure.kind is Kind.CHOICES and isinstance(value, tuple) and NONE in value and len(value) > 1:
        none = next(option.label for option in measure.options if option.id == NONE)
        raise BadValue(f"“{none}” stands alone: take it away, or the others.", where=measure.id)
    return value


def _read_texts(measure: Measure, given: object) -> Value:
    texts = [given] if isinstance(given, str) else given
    assert isinstance(texts, list | tuple)
    texts = [text for text in texts if isinstance(text, str) and text.strip()]
    if measure.kind is Kind.CHOICES and len(texts) > 1:
        return _checked(measure, [_option_of(measure, text) for text in texts])
    if measure.kind is Kind.SITES:
        return parse_text_value(measure, ", ".join(texts))
    if len(texts) != 1:
        raise BadValue("Give one answer.", where=measure.id)
    return parse_text_value(measure, texts[0])


def _read_yes_no(measure: Measure, text: str) -> object:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise BadValue("Answer yes or no, or leave it open.", where=measure.id)


def _read_steps(measure: Measure, text: str) -> object:
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    return measure.option_ids.index(_option_of(measure, text))


def _read_scale(_measure: Measure, text: str) -> object:
    if text.casefold() == NONE:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else text


def _read_choice(measure: Measure, text: str) -> object:
    return _option_of(measure, text)


def _read_choices(measure: Measure, text: str) -> object:
    if _plain(text) in {_plain(option.label) for option in measure.options}:
        return [_option_of(measure, text)]
    return [_option_of(measure, part) for part in re.split(r"[,;]", text) if part.strip()]


def _read_number(measure: Measure, text: str) -> object:
    found = _NUMBER.match(text)
    if found is None or found[2].casefold().rstrip("s") not in ("", measure.unit.casefold().rstrip("s")):
        return measure.check(text)
    number = float(found[1].replace(",", "."))
    return int(number) if number.is_integer() else number


def _read_duration(measure: Measure, text: str) -> object:
    lowered = text.casefold()
    if hours := _HOURS.match(lowered):
        minutes = int(hours[2] or 0)
        return int(hours[1]) * 60 + minutes if minutes < 60 else None
    if part := _PART_HOURS.match(lowered):
        return round(float(part[1].replace(",", ".")) * 60)
    if minutes_only := _MINUTES.match(lowered):
        return int(minutes_only[1])
    raise BadValue("Give a time like 7h30, 7:30 or 450 (minutes).", where=measure.id)


def _read_sites(measure: Measure, text: str) -> object:
    scores = {}
    for part in re.split(r"[,;]\s*", text):
        found = _SITE.match(part.strip())
        if found is None:
            raise BadValue("Write each place with its number, like vulva=4.", where=measure.id)
        scores[_option_of(measure, found[1])] = int(found[2])
    return scores


def _read_plain(_measure: Measure, text: str) -> object:
    return text


def _option_of(measure: Measure, text: str) -> str:
    """The id of the option that `text` names by id or label."""
    wanted = _plain(text)
    for option in measure.options:
        if wanted in (_plain(option.id), _plain(option.label)):
            return option.id
    raise BadValue("Pick from the words offered.", where=measure.id)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text.strip().casefold()).replace("’", "'")


_TEXT_READERS: Mapping[Kind, Callable[[Measure, str], object]] = {
    Kind.YES_NO: _read_yes_no,
    Kind.STEPS: _read_steps,
    Kind.SCALE: _read_scale,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
    Kind.NUMBER: _read_number,
    Kind.DURATION: _read_duration,
    Kind.DATE: _read_plain,
    Kind.SITES: _read_sites,
    Kind.TEXT: _read_plain,
}
