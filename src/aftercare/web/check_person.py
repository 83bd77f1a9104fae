"""Whom a check is about, between the form and `Subject`; and what the open journal knows, said as known.

Every field is optional: an empty one is unknown, and is asked later where it matters (SAFETY 1).
"""

from collections.abc import Mapping
from datetime import datetime

from aftercare.check.subject import subject_of
from aftercare.knowledge.load import Knowledge
from aftercare.model.check import Pregnant, Subject, Writer
from aftercare.model.errors import BadValue
from aftercare.model.journal import Journal
from aftercare.model.measure import Option, Organ
from aftercare.web.forms import Posted

OLDEST = 120
ORGANS = "organs"


def subject_from(posted: Posted) -> Subject:
    """The person as posted. BadValue where the age is not one."""
    age = _age(posted.text("age"))
    organs = frozenset(Organ(name) for name in posted.all("organ") if name in set(Organ))
    writer, pregnant = posted.text("who"), posted.text("pregnant")
    return Subject(
        youngest=age,
        oldest=age,
        organs=organs or None,
        pregnant=Pregnant(pregnant) if pregnant in set(Pregnant) else Pregnant.UNKNOWN,
        writer=Writer(writer) if writer in set(Writer) else Writer.SELF,
    )


def organ_options(knowledge: Knowledge) -> tuple[Option, ...]:
    """The organs that can be ticked, as the page about the person has them."""
    return knowledge.measures[ORGANS].options


def known_of(knowledge: Knowledge, journal: Journal, now: datetime) -> Mapping[str, str]:
    """What the journal knows of the person, for showing: age and organs."""
    subject = subject_of(journal, now)
    names = {option.id: option.label for option in organ_options(knowledge)}
    organs = [names[organ.value].lower() for organ in Organ if subject.organs is not None and organ in subject.organs]
    return {"age": f"{subject.youngest}–{subject.oldest}", "organs": ", ".join(organs)}


def _age(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > OLDEST:
        raise BadValue("Give the age in whole years, or leave it empty.", where="age")
    return int(text)
