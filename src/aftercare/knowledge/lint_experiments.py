"""Whether what can be tried is sound: outcomes that come after it, ids that lead somewhere, words a person can read.

The rule of SAFETY 6 is held here as far as words can hold it: the templates' own sentences pass through the rules that
a person's own change has to pass, and every outcome has a side that is better.
"""

from collections.abc import Iterator

from aftercare.knowledge.experiments import CountsWhen, ExperimentTemplate
from aftercare.knowledge.lint_texts import reading_grade
from aftercare.knowledge.load import Knowledge
from aftercare.model.experiment import LONGEST_OWN
from aftercare.model.measure import Kind, Organ, Phase, Role

PHASES = (Phase.BEFORE, Phase.DURING, Phase.AFTER, Phase.LATER)
COUNTED = (Kind.SCALE, Kind.STEPS, Kind.NUMBER, Kind.DURATION, Kind.YES_NO)
GRADE = 7.0
"""Reading age 12, over all that is told of one change."""


def experiment_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/experiments`."""
    for template in knowledge.experiments.values():
        for sentence in (*_template_problems(knowledge, template), *_text_problems(template)):
            yield f"experiments/{template.id}: {sentence}"
    for name, direction in knowledge.experiment_directions.items():
        if name not in knowledge.measures:
            yield f"experiments/directions/{name}: there is no such measure."
        if direction.better not in (-1, 1):
            yield f"experiments/directions/{name}: better is 1 or -1."
        if direction.none_where is not None:
            yield from _counts_problems(knowledge, direction.none_where, f"experiments/directions/{name}: ")
    for name, measure in knowledge.measures.items():
        is_outcome = measure.role in (Role.OUTCOME, Role.BOTH) and measure.phase in PHASES and measure.kind in COUNTED
        if is_outcome and not measure.retired and name not in knowledge.experiment_directions:
            yield f"experiments/directions: it does not say which way of {name} is better."
    given = {one.finding for measure in knowledge.measures.values() for one in measure.gives}
    for name in knowledge.experiment_stops:
        if name not in given:
            yield f"experiments/stops/{name}: no measure gives this finding."
    for rule in knowledge.experiment_own_rules.values():
        for pattern in (*rule.any_of, *rule.unless):
            parts = pattern.split()
            if pattern != pattern.lower() or not parts or parts[0] == "..." or parts[-1] == "...":
                yield f"experiments/own_rules/{rule.id}: “{pattern}” is no pattern."


def _template_problems(knowledge: Knowledge, template: ExperimentTemplate) -> Iterator[str]:
    if template.phase not in PHASES[:3]:
        yield "its phase is before, during or after."
    if not template.why or not all(passage.sources and passage.sure for passage in template.why):
        yield "each reason why it may help names its sources and how sure it is."
    for passage in template.why:
        yield from (f"there is no source {name}." for name in passage.sources if name not in knowledge.sources)
    yield from (f"there is no organ {name}." for name in template.organs - set(Organ))
    if not template.outcomes:
        yield "it suggests no outcome."
    for outcome in template.outcomes:
        measure = knowledge.measures.get(outcome.measure)
        known = knowledge.experiment_directions.get(outcome.measure)
        if measure is None or measure.kind not in COUNTED or measure.phase not in PHASES:
            yield f"{outcome.measure} is no measure that can be counted."
        elif PHASES.index(measure.phase) < PHASES.index(template.phase):
            yield f"{outcome.measure} comes before the change."
        elif template.phase is Phase.AFTER and measure.phase is not Phase.LATER:
            yield f"{outcome.measure} may be noted before the change is done; take one of the next day."
        elif known is None or known.better != outcome.better:
            yield f"{outcome.measure} is better the other way."
    for one in template.counts_when:
        yield from _counts_problems(knowledge, one, "")


def _counts_problems(knowledge: Knowledge, one: CountsWhen, where: str) -> Iterator[str]:
    measure = knowledge.measures.get(one.measure)
    if measure is None:
        yield f"{where}there is no measure {one.measure}."
        return
    words = {*one.when.any_of, *([one.when.equals] if isinstance(one.when.equals, str) else [])}
    if measure.options and not words <= set(measure.option_ids):
        yield f"{where}{one.measure} has no such words."


def _text_problems(template: ExperimentTemplate) -> Iterator[str]:
    if not 0 < len(template.change) <= LONGEST_OWN:
        yield f"what is done is told in 1 to {LONGEST_OWN} characters."
    told = " ".join((template.change, template.usual, *template.care))
    if (grade := reading_grade(told)) > GRADE:
        yield f"it reads like grade {grade:.1f}; at most {GRADE:.0f}."
    if not template.ask.endswith("?"):
        yield "what is asked afterwards ends with a question mark."
