"""What each answer about the person is used for, read off the rules themselves. Pure; nothing is told apart by hand."""

from collections.abc import Mapping
from enum import StrEnum

from aftercare.days.cycle_starts import LAST_PERIOD
from aftercare.knowledge.load import Knowledge
from aftercare.model.measure import Form, Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.form_choice import behind, warning_findings


class Use(StrEnum):
    """A kind of rule that reads an answer."""

    WARNINGS = "warnings"
    CAUSES = "causes"
    QUESTIONS = "questions"
    CYCLE = "cycle"


WORDS: Mapping[Use, str] = {
    Use.WARNINGS: for_translation("warnings that fit you"),
    Use.CAUSES: for_translation("what could be behind something"),
    Use.QUESTIONS: for_translation("which questions you are asked"),
    Use.CYCLE: for_translation("the day of your cycle in patterns"),
}


def uses(knowledge: Knowledge) -> Mapping[str, tuple[Use, ...]]:
    """Of each measure about the person, the kinds of rules that read it; none where it stands in a report only."""
    warns, weighed = warning_findings(knowledge), _weighed(knowledge)
    organs = frozenset(str(organ) for one in knowledge.measures.values() for organ in _needed(one))
    found = {}
    for one in knowledge.measures.values():
        if one.form is Form.PERSON:
            gives = {given.finding for given in one.gives}
            fits = not gives and bool(organs & {option.id for option in one.options})
            told = {
                Use.WARNINGS: bool(gives & warns) or (fits and _organs_warn(knowledge, warns)),
                Use.CAUSES: bool(gives & weighed),
                Use.QUESTIONS: fits,
                Use.CYCLE: one.id == LAST_PERIOD,
            }
            found[one.id] = tuple(use for use, so in told.items() if so)
    return found


def _organs_warn(knowledge: Knowledge, warns: frozenset[str]) -> bool:
    """Whether some finding that warnings read follows from organs themselves."""
    derived = (knowledge.findings[name].derive for name in warns if name in knowledge.findings)
    return any(one is not None and (one.organ or one.lacks or one.needs) for one in derived)


def _needed(measure: Measure) -> frozenset[object]:
    return frozenset(measure.anatomy).union(*(option.needs for option in measure.options))


def _weighed(knowledge: Knowledge) -> frozenset[str]:
    causes = knowledge.weights.values()
    return behind(knowledge, (name for one in causes for name in (*one.leads, *(each.finding for each in one.weighs))))
