"""Whether the factors of days are sound: measures of encounters, conditions that can hold, words that fit."""

from collections.abc import Iterator

from aftercare.knowledge.day_factor import DayFactor
from aftercare.knowledge.lint_measures import sample_values
from aftercare.knowledge.lint_spoken import phrase_problems
from aftercare.knowledge.load import Knowledge
from aftercare.model.measure import MEASURE_ID, Phase
from aftercare.model.spoken import Spoken


def day_factor_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/day_factors`."""
    concepts = {measure.concept for measure in knowledge.measures.values()}
    for factor in knowledge.day_factors.values():
        for sentence in (
            *_problems(knowledge, factor, concepts),
            *phrase_problems(Spoken(present=factor.present)),
        ):
            yield f"day_factors/{factor.id}: {sentence}"


def _problems(knowledge: Knowledge, factor: DayFactor, concepts: set[str]) -> Iterator[str]:
    if factor.id in {*knowledge.measures, *knowledge.composites} or not MEASURE_ID.match(factor.id):
        yield "its id is spelt like that of a measure, and no measure or composite has it."
    if factor.concept not in concepts:
        yield "its concept is that of some measure."
    if factor.when is None:
        return
    measure = knowledge.measures.get(factor.when.measure)
    if measure is None or measure.phase in (Phase.LATER, Phase.DAY, Phase.PERSON):
        yield f"{factor.when.measure} is no measure of the encounter itself."
    elif measure.private:
        yield f"{factor.when.measure} is private."
    elif not any(factor.when.when.holds(value) for value in sample_values(measure)):
        yield f"what it asks of {factor.when.measure} can never hold."
