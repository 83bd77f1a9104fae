"""Checks from a file, one JSON object a line, in and out, order kept (DESIGN 12). No vault is needed.

Raises BadFile naming line and field for what does not fit; nothing of what a person wrote stands in the message.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from json import loads
from typing import TypeVar

from aftercare.knowledge.load import Knowledge
from aftercare.model.check import Assessment, Pregnant, Subject, Writer
from aftercare.model.errors import BadFile
from aftercare.model.fact import Status
from aftercare.model.measure import Organ
from aftercare.model.person import OLDEST
from aftercare.usecases.check import Asked, check

C = TypeVar("C", bound=StrEnum)
FIELDS = ("id", "words", "person", "answers")
PERSON_FIELDS = ("age", "organs", "pregnant", "writer")


def checks(lines: Iterable[str], knowledge: Knowledge, now: datetime) -> Iterator[dict[str, object]]:
    """Assess each line. Empty lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name, asked = read_line(line, f"line {number}", knowledge)
            yield {"id": name, **as_object(check(knowledge, asked, now), knowledge)}


def as_object(given: Assessment, knowledge: Knowledge) -> dict[str, object]:
    """An assessment as plain JSON types (DESIGN 12)."""
    question = given.next_question
    return {
        "level": given.level.value,
        "within": given.within,
        "reasons": [
            {
                "rule": reason.rule,
                "because": reason.because,
                "sources": list(reason.sources),
                "action": reason.action.value,
                "service": reason.service,
                "fired": reason.fired,
                "do_now": list(reason.do_now),
                "do_not": list(reason.do_not),
            }
            for reason in given.reasons
        ],
        "causes": [
            {
                "id": cause.id,
                "name": cause.name,
                "fit": cause.fit.value,
                "for": [{"text": one.text, "sources": list(one.sources)} for one in cause.speaks_for],
                "against": [{"text": one.text, "sources": list(one.sources)} for one in cause.speaks_against],
                "settles": [knowledge.findings[name].question for name in cause.settles],
            }
            for cause in given.causes
        ],
        "findings": [
            {"id": line.id, "status": line.status.value, "from": [origin.value for origin in line.origins]}
            for line in given.findings
        ],
        "next_question": None
        if question is None
        else {"id": question.finding, "text": question.text, "finding": question.finding, "why": question.why},
        "reviewed": None,
    }


def read_line(line: str, where: str, knowledge: Knowledge) -> tuple[object, Asked]:
    """One line of the file: its id, and what it tells."""
    try:
        read = loads(line)
    except (ValueError, RecursionError):
        raise BadFile("This line is not a JSON object; write one check a line.", where=where) from None
    if not isinstance(read, dict) or "id" not in read:
        raise BadFile('Each line is an object with an "id".', where=where)
    _only(read, FIELDS, where)
    words = read.get("words", "")
    if not isinstance(words, str):
        raise BadFile("The words must be a text.", where=f"{where}, words")
    answers = _answers(_object(read.get("answers"), f"{where}, answers"), f"{where}, answers", knowledge)
    return read["id"], Asked(
        words=words,
        subject=_subject(_object(read.get("person"), f"{where}, person"), f"{where}, person"),
        answers=answers,
        questions_asked=len(answers),
    )


def _object(read: object, where: str) -> Mapping[str, object]:
    if read is None:
        return {}
    if not isinstance(read, dict):
        raise BadFile("This must be an object with named fields.", where=where)
    return read


def _only(read: Mapping[str, object], fields: tuple[str, ...], where: str) -> None:
    for name in read:
        if name not in fields:
            raise BadFile(f"There is no field {name!r:.60}; the fields are {', '.join(fields)}.", where=where)


def _subject(read: Mapping[str, object], where: str) -> Subject:
    _only(read, PERSON_FIELDS, where)
    age = read.get("age")
    if age is not None and (type(age) is not int or not 0 <= age <= OLDEST):
        raise BadFile(f"An age is a whole number from 0 to {OLDEST}.", where=f"{where}, age")
    organs = read.get("organs")
    if organs is not None and not isinstance(organs, list):
        raise BadFile("Organs are a list.", where=f"{where}, organs")
    return Subject(
        youngest=age,
        oldest=age,
        organs=None if organs is None else frozenset(_one_of(Organ, one, f"{where}, organs") for one in organs),
        pregnant=_one_of(Pregnant, read.get("pregnant") or Pregnant.UNKNOWN, f"{where}, pregnant"),
        writer=_one_of(Writer, read.get("writer") or Writer.SELF, f"{where}, writer"),
    )


def _one_of(choices: type[C], read: object, where: str) -> C:
    try:
        return choices(str(read))
    except ValueError:
        raise BadFile(f"This must be one of {', '.join(choices)}.", where=where) from None


def _answers(read: Mapping[str, object], where: str, knowledge: Knowledge) -> dict[str, Status]:
    answers: dict[str, Status] = {}
    for name, said in read.items():
        if name not in knowledge.findings:
            raise BadFile(f"There is no finding {name!r:.60}; `aftercare findings` lists them all.", where=where)
        if said is not None and not isinstance(said, bool):
            raise BadFile("An answer is true, false, or null for not sure.", where=f"{where}, {name}")
        answers[name] = Status.UNKNOWN if said is None else Status.PRESENT if said else Status.ABSENT
    return answers
