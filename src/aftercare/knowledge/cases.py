"""Reads the facts of specification cases: "chest_pain 2h ago", "no fever", "unsure faint", "hysterectomy ever".

Takes the written form and now; returns facts. Used by the spec suite and the linter, never while screening a person.
"""

from datetime import datetime

from aftercare.knowledge.rule import Duration
from aftercare.model.errors import BadValue
from aftercare.model.fact import Fact, FactTime, Origin, Status

_STATUS = {"no": Status.ABSENT, "unsure": Status.UNKNOWN}


def case_fact(written: str, now: datetime) -> Fact:
    """Read one fact: [no|unsure] finding [ever] [DURATION ago] [in words|in the journal]."""
    words = written.split()
    status = _STATUS.get(words[0])
    if status is not None:
        words = words[1:]
    origin = Origin.ANSWER
    if words[-2:] == ["in", "words"]:
        origin, words = Origin.WORDS, words[:-2]
    elif words[-3:] == ["in", "the", "journal"]:
        origin, words = Origin.JOURNAL, words[:-3]
    at: datetime | None = now
    time = FactTime.NOW
    if words[-1] == "ago":
        at = now - Duration.from_plain(words[-2], "given").delta
        words = words[:-2]
    elif words[-1] == "ever":
        time, words = FactTime.EVER, words[:-1]
    if len(words) != 1:
        raise BadValue("A fact is written like: no fever, or chest_pain 2h ago.", where="given")
    return Fact(finding=words[0], status=status or Status.PRESENT, time=time, origin=origin, at=at)
