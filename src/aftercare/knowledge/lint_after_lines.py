"""Whether the lines that may follow an entry are sound: measures and pages that are there, sources, nothing private."""

from collections.abc import Iterator

from aftercare.knowledge.after_line import AfterLine
from aftercare.knowledge.lint_measures import sample_values
from aftercare.knowledge.load import Knowledge
from aftercare.model.measure import Phase

LONGEST = 140
"""Characters of a line: it is read in passing."""


def after_line_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/after_lines`."""
    for line in knowledge.after_lines.values():
        for sentence in _problems(knowledge, line):
            yield f"after_lines/{line.id}: {sentence}"


def _problems(knowledge: Knowledge, line: AfterLine) -> Iterator[str]:
    if not line.fits:
        yield "it says what an entry must have."
    if line.page not in knowledge.topics and line.page not in knowledge.causes:
        yield f"there is no page {line.page}."
    if not line.sources:
        yield "it names no source."
    yield from (f"there is no source {source}." for source in line.sources if source not in knowledge.sources)
    if len(line.text) > LONGEST:
        yield f"at most {LONGEST} characters."
    for one in line.fits:
        measure = knowledge.measures.get(one.measure)
        if measure is None or measure.phase in (Phase.DAY, Phase.PERSON):
            yield f"{one.measure} is no measure of an encounter."
        elif measure.private:
            yield f"{one.measure} is private."
        elif not any(one.when.holds(value) for value in sample_values(measure)):
            yield f"what it asks of {one.measure} can never hold."
