"""Whether composites are sound: parts that are graded outcomes of its phase, words that fit into a sentence."""

from collections.abc import Iterator

from aftercare.knowledge.composite import Composite, CompositePart
from aftercare.knowledge.lint_spoken import phrase_problems
from aftercare.knowledge.load import Knowledge
from aftercare.model.measure import MEASURE_ID, Kind, Role
from aftercare.model.spoken import Spoken

RANKED = frozenset({Kind.YES_NO, Kind.STEPS, Kind.SCALE, Kind.NUMBER, Kind.DURATION})


def composite_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/composites`."""
    for composite in knowledge.composites.values():
        for sentence in (
            *_name_problems(knowledge, composite),
            *(sentence for part in composite.parts for sentence in _part_problems(knowledge, composite, part)),
            *phrase_problems(Spoken(outcome=composite.spoken)),
        ):
            yield f"composites/{composite.id}: {sentence}"


def _name_problems(knowledge: Knowledge, composite: Composite) -> Iterator[str]:
    if composite.id in knowledge.measures or not MEASURE_ID.match(composite.id) or "." in composite.id:
        yield "its id is spelt like that of a measure, and no measure has it."
    if not composite.label or not composite.help.endswith("."):
        yield "it needs a label, and a help that is a sentence."


def _part_problems(knowledge: Knowledge, composite: Composite, part: CompositePart) -> Iterator[str]:
    measure = knowledge.measures.get(part.measure)
    if measure is None:
        yield f"there is no measure {part.measure}."
        return
    if measure.kind not in RANKED or measure.role not in (Role.OUTCOME, Role.BOTH) or measure.retired:
        yield f"{part.measure} is no outcome that can be ranked."
    if measure.phase is not composite.phase:
        yield f"{part.measure} is of another phase."
    if part.since is not None:
        earlier = knowledge.measures.get(part.since)
        if earlier is None:
            yield f"there is no measure {part.since}."
        elif (earlier.kind, earlier.option_ids, earlier.concept) != (measure.kind, measure.option_ids, measure.concept):
            yield f"{part.since} does not tell the same thing on the same steps as {part.measure}."
    if part.lowest_when is not None and part.lowest_when.measure not in knowledge.measures:
        yield f"there is no measure {part.lowest_when.measure}."
