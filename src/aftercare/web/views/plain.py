"""Pages that only say something: the privacy page, whose sentences and proofs are data."""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.privacy import PrivacyGroup, PrivacySentence, Standing
from aftercare.web.visit import Visit

SIGNS = {Standing.PROMISE: "yes", Standing.LIMIT: "no", Standing.FACT: ""}
ORDER = (Standing.PROMISE, Standing.FACT, Standing.LIMIT)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page."""

    group: PrivacyGroup
    sentences: tuple[PrivacySentence, ...]


def promises(visit: Visit) -> Response:
    """What is kept from whom, what can't be, what stays visible, and which test proves each."""
    return visit.render("promises.html", parts=parts_of(load_knowledge()), signs=SIGNS)


def parts_of(knowledge: Knowledge) -> tuple[Part, ...]:
    """The sentences by part, both in the order of the data; within a part the promises first, then how it is."""
    return tuple(
        Part(
            group,
            tuple(
                sorted(
                    (each for each in knowledge.privacy.values() if each.group == group.id),
                    key=lambda each: ORDER.index(each.standing),
                )
            ),
        )
        for group in knowledge.privacy_groups.values()
    )
