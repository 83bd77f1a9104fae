"""Checks from a file, one JSON object a line, in and out, order kept (DESIGN 12). No vault is needed.

Raises BadFile naming line and field for what does not fit; nothing of what a person wrote stands in the message. What
is left out or null is unknown, and never a no. A field that is none of ours decides nothing and is named in `ignored`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from json import loads
from math import isfinite
from typing import TypeVar

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import Knowledge
from aftercare.model.check import Assessment, NextQuestion, PossibleCause, Pregnant, Reason, Subject, Writer
from aftercare.model.errors import BadFile
from aftercare.model.fact import Status
from aftercare.model.measure import Organ
from aftercare.model.person import OLDEST
from aftercare.usecases.check import Asked, check

C = TypeVar("C", bound=StrEnum)
FIELDS = ("id", "words", "person", "answers")
PERSON_FIELDS = ("age", "organs", "pregnant", "writer")
DANGER_LIST = "danger_list"
"""Asked next where nothing could be read, and answered like a finding: false is "none of these"."""
NOT_JSON = "This line is not a JSON object; write one check a line."


def decoded(lines: Iterable[bytes]) -> Iterator[str]:
    """The lines of a file as text. BadFile naming the line where they are not UTF-8."""
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadFile("This is not plain text (UTF-8); save the file as such.", where=f"line {number}") from None


def checks(lines: Iterable[str], knowledge: Knowledge, now: datetime) -> Iterator[dict[str, object]]:
    """Assess each line. Empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            read = _parse(line, f"line {number}")
            name, asked = _asked(read, f"line {number}", knowledge)
            given = check(knowledge, asked, now)
            yield line_object(name, given, knowledge, list_seen=_saw_danger_list(read), ignored=_ignored(read))


def line_object(
    name: object, given: Assessment, knowledge: Knowledge, *, list_seen: bool = False, ignored: Iterable[str] = ()
) -> dict[str, object]:
    """One line out. `list_seen`: the danger list was asked already; `ignored`: fields that are none of ours."""
    made = as_object(given, knowledge)
    if given.next_question is None and not list_seen and _could_not_read(given):
        made["next_question"] = _danger_list(knowledge)
    return {"id": name, **made, "ignored": list(ignored)}


def as_object(given: Assessment, knowledge: Knowledge) -> dict[str, object]:
    """An assessment as plain JSON types (DESIGN 12)."""
    return {
        "level": given.level.value,
        "within": given.within,
        "action": given.action.value,
        "service": given.service,
        "reasons": [
            {
                "rule": reason.rule,
                "because": reason.because,
                "sources": list(reason.sources),
                "action": reason.action.value,
                "within": reason.within,
                "service": reason.service,
                "fired": reason.fired,
                "do_now": list(reason.do_now),
                "do_not": list(reason.do_not),
                "look_again": list(reason.look_again),
                "alike": reason.alike,
            }
            for reason in given.reasons
        ],
        "causes": [_cause(cause, knowledge) for cause in given.causes],
        "findings": [
            {"id": line.id, "status": line.status.value, "from": [origin.value for origin in line.origins]}
            for line in given.findings
        ],
        "next_question": None if given.next_question is None else _question(given.next_question),
        "reviewed": None,
    }


def _cause(cause: PossibleCause, knowledge: Knowledge) -> dict[str, object]:
    return {
        "id": cause.id,
        "name": cause.name,
        "fit": cause.fit.value,
        "for": [one.text for one in cause.speaks_for],
        "against": [one.text for one in cause.speaks_against],
        "reasons_for": [_reason(one) for one in cause.speaks_for],
        "reasons_against": [_reason(one) for one in cause.speaks_against],
        "settles": [{"finding": name, "text": knowledge.findings[name].question} for name in cause.settles],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "text": reason.text,
        "finding": reason.finding,
        "from": [origin.value for origin in reason.origins],
        "sources": list(reason.sources),
    }


def _question(question: NextQuestion) -> dict[str, object]:
    return {
        "id": question.finding,
        "text": question.text,
        "finding": question.finding,
        "why": question.why,
        "rule": question.rule or None,
        "confirms": question.confirms,
    }


def _could_not_read(given: Assessment) -> bool:
    return any(reason.rule == "D4" for reason in given.reasons)


def _saw_danger_list(read: Mapping[str, object]) -> bool:
    answers = read.get("answers")
    return isinstance(answers, dict) and DANGER_LIST in answers


def _danger_list(knowledge: Knowledge) -> dict[str, object]:
    """Nothing could be read: the danger list is what is asked next (SAFETY 2, D4)."""
    lines = danger_list_for_words(knowledge)
    return {
        "id": DANGER_LIST,
        "text": f"Any of these now? {'; '.join(line.text for line in lines)}. Or none of these.",
        "finding": DANGER_LIST,
        "why": "",
        "rule": "D4",
        "confirms": False,
        "lines": [{"id": line.id, "text": line.text, "findings": list(line.gives)} for line in lines],
    }


def read_line(line: str, where: str, knowledge: Knowledge) -> tuple[object, Asked]:
    """One line of the file: its id, and what it tells."""
    return _asked(_parse(line, where), where, knowledge)


def _parse(line: str, where: str) -> Mapping[str, object]:
    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise BadFile("This field stands there twice; which one counts?", where=f"{where}, {_shown(twice)}")
        return read

    def no_number(_said: str) -> object:
        raise BadFile("NaN and Infinity are no numbers here.", where=where)

    try:
        read = loads(line, object_pairs_hook=fields, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise BadFile(NOT_JSON, where=where) from None
    if not isinstance(read, dict) or "id" not in read:
        raise BadFile('Each line is an object with an "id".', where=where)
    return read


def _asked(read: Mapping[str, object], where: str, knowledge: Knowledge) -> tuple[object, Asked]:
    name = read["id"]
    if type(name) not in (str, int, float) or (isinstance(name, float) and not isfinite(name)):
        raise BadFile("An id is a text or a number.", where=f"{where}, id")
    return name, read_fields(read, where, knowledge)


def read_fields(read: Mapping[str, object], where: str, knowledge: Knowledge) -> Asked:
    """What the fields `words`, `person` and `answers` tell; `where` is said in an error."""
    words = read.get("words")
    if words is not None and not isinstance(words, str):
        raise BadFile("The words must be a text.", where=f"{where}, words")
    said = _object(read.get("answers"), f"{where}, answers")
    return Asked(
        words=words or "",
        subject=_subject(_object(read.get("person"), f"{where}, person"), f"{where}, person"),
        answers=_answers(said, f"{where}, answers", knowledge),
        questions_asked=len(said.keys() - {DANGER_LIST}),
    )


def _object(read: object, where: str) -> Mapping[str, object]:
    if read is None:
        return {}
    if not isinstance(read, Mapping):
        raise BadFile("This must be an object with named fields.", where=where)
    return read


def _ignored(read: Mapping[str, object]) -> list[str]:
    person = _object(read.get("person"), "person")
    of_person = [f"person.{_shown(name)}" for name in person if name not in PERSON_FIELDS]
    return [_shown(name) for name in read if name not in FIELDS] + of_person


def _subject(read: Mapping[str, object], where: str) -> Subject:
    age = read.get("age")
    if age is not None and (type(age) is not int or not 0 <= age <= OLDEST):
        raise BadFile(f"An age is a whole number from 0 to {OLDEST}.", where=f"{where}, age")
    organs = read.get("organs")
    if organs is not None and not isinstance(organs, list):
        raise BadFile("Organs are a list.", where=f"{where}, organs")
    return Subject(
        youngest=age,
        oldest=age,
        # Nobody has none of the six: an empty list was not filled in, and an unknown organ excuses nothing.
        organs=frozenset(_one_of(Organ, one, f"{where}, organs") for one in organs) if organs else None,
        pregnant=_one_of(Pregnant, read.get("pregnant"), f"{where}, pregnant", left_out=Pregnant.UNKNOWN),
        writer=_one_of(Writer, read.get("writer"), f"{where}, writer", left_out=Writer.SELF),
    )


def _one_of(choices: type[C], read: object, where: str, *, left_out: C | None = None) -> C:
    if read is None and left_out is not None:
        return left_out
    if not isinstance(read, str) or read not in {choice.value for choice in choices}:
        raise BadFile(f"This must be one of {', '.join(choices)}.", where=where)
    return choices(read)


def _answers(read: Mapping[str, object], where: str, knowledge: Knowledge) -> dict[str, Status]:
    answers: dict[str, Status] = {}
    for name, said in read.items():
        place = f"{where}, {_shown(name)}"
        if said is not None and not isinstance(said, bool):
            raise BadFile("An answer is true, false, or null for not sure.", where=place)
        status = Status.UNKNOWN if said is None else Status.PRESENT if said else Status.ABSENT
        if name == DANGER_LIST:
            answers.update(_of_danger_list(status, place, knowledge, read))
        elif name in knowledge.findings:
            answers[name] = status
        else:
            raise BadFile("There is no such finding; `aftercare findings` lists them all.", where=place)
    return answers


def _of_danger_list(
    status: Status, where: str, knowledge: Knowledge, read: Mapping[str, object]
) -> Iterator[tuple[str, Status]]:
    """*None of these* is a no to each line, save those that were answered for themselves."""
    if status is Status.PRESENT:
        raise BadFile("Say which line of the list it is: answer its findings.", where=where)
    if status is Status.ABSENT:
        for line in danger_list_for_words(knowledge):
            yield from ((name, status) for name in line.gives if name not in read)


def _shown(name: str) -> str:
    """A field's name as an error may show it: short, and only signs that any terminal can show."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:60])
