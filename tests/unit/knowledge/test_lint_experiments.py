"""What can be tried on oneself: what ships is sound, and what is not is named."""

from pathlib import Path

import pytest

from aftercare.knowledge.lint_experiments import experiment_problems
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.model.measure import Phase
from aftercare.usecases.experiment_words import refused

SHIPPED = load_knowledge()
GOOD = """- id: {id}
  name: A pillow
  change: Put a pillow under your knees afterwards.
  usual: As you would have done anyway.
  adds: comfort
  phase: after
  why: [{{text: Nobody has tested it., sources: [judgement], sure: experience}}]
  outcomes: [{{measure: mood_next_day, better: 1}}]
  ask: Did it go as drawn?
  reviewed: null
"""


class WithExperiments(Knowledge):
    """The knowledge that ships, but what can be tried comes from a folder of the test."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.mine = Knowledge(folder)
        for section in ("experiments", "experiment_own_rules", "experiment_stops", "experiment_directions"):
            own = getattr(self.mine, section)
            self.__dict__[section] = own or getattr(SHIPPED, section)


def told(folder: Path, text: str = GOOD, *, under: str = "", **changes: str) -> str:
    """What the linter says of one file in which some words are changed."""
    text = text.format(id="pillow")
    for old, new in changes.items():
        before = {line.split(":")[0].strip(): line for line in text.splitlines()}[old]
        text = text.replace(before, new)
    path = folder / "experiments" / under / "1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return "\n".join(experiment_problems(WithExperiments(folder)))


def test_what_ships_is_sound() -> None:
    assert list(experiment_problems(SHIPPED)) == []


@pytest.mark.parametrize("template", SHIPPED.experiments.values(), ids=lambda one: one.id)
def test_every_change_that_ships_passes_the_rules_for_a_persons_own(template: object) -> None:
    assert hasattr(template, "change")
    assert refused(SHIPPED, template.change) is None


def test_a_sound_change_passes(tmp_path: Path) -> None:
    assert told(tmp_path) == ""


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"outcomes": "  outcomes: [{measure: nowhere, better: 1}]"}, "no measure that can be counted"),
        ({"outcomes": "  outcomes: [{measure: pain, better: -1}]"}, "before the change is done"),
        ({"outcomes": "  outcomes: [{measure: mood_next_day, better: -1}]"}, "better the other way"),
        ({"outcomes": "  outcomes: []"}, "suggests no outcome"),
        ({"why": "  why: [{text: It helps., sources: [nobody], sure: good}]"}, "no source nobody"),
        ({"why": "  why: [{text: It helps.}]"}, "names its sources"),
        ({"phase": "  phase: later"}, "before, during or after"),
        ({"ask": "  ask: Say so."}, "question mark"),
        ({"usual": "  organs: [wings]\n  usual: As always."}, "no organ wings"),
        ({"usual": "  counts_when: [{measure: touch, when: {any_of: [wings]}}]\n  usual: As always."}, "no such words"),
        ({"usual": "  usual: Notwithstanding considerations, habitual circumstances predominate."}, "reads like grade"),
    ],
)
def test_what_is_not_sound_is_named(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    assert says in told(tmp_path, **changes)


def test_an_outcome_that_comes_before_the_change_is_named(tmp_path: Path) -> None:
    change = {"outcomes": "  outcomes: [{measure: mood_before, better: 1}]"}
    assert "comes before the change" in told(tmp_path, **change)


@pytest.mark.parametrize("pattern", ["Condom", "... condom", "condom ..."])
def test_a_rule_for_own_changes_that_is_no_pattern_is_named(tmp_path: Path, pattern: str) -> None:
    text = f"- {{{{id: rule, any_of: ['{pattern}'], sentence: No., reviewed: null}}}}\n"
    assert "is no pattern" in told(tmp_path, text, under="own_rules")


def test_what_pauses_is_something_that_a_measure_gives(tmp_path: Path) -> None:
    text = "- {{id: nowhere, stands_for: 24h, reviewed: null}}\n"
    assert "no measure gives this" in told(tmp_path, text, under="stops")


def test_every_outcome_has_a_better_side(tmp_path: Path) -> None:
    text = "- {{id: pain, better: -1}}\n- {{id: nothing, better: 2}}\n"
    said = told(tmp_path, text, under="directions")
    assert "which way of tears is better" in said
    assert "no such measure" in said
    assert "1 or -1" in said


def test_what_comes_after_sex_is_never_looked_at_the_same_night() -> None:
    for template in SHIPPED.experiments.values():
        if template.phase is Phase.AFTER:
            assert {SHIPPED.measures[one.measure].phase for one in template.outcomes} == {Phase.LATER}
