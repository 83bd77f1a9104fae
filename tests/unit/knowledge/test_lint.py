"""The data linter finds what is wrong, and finds nothing wrong with what ships."""

from pathlib import Path

import pytest

from aftercare.knowledge import lint
from aftercare.knowledge.lint_measures import loinc_check, snomed_check
from aftercare.knowledge.lint_texts import reading_grade, syllable_count, text_problems
from aftercare.knowledge.load import load_knowledge

FINDING = "- {id: any_pain, name: Pain, lay: pain, reviewed: null}\n"
MEASURE = """- id: thing
  question: How?
  label: Thing
  help: Say how.
  kind: steps
  phase: after
  form: more
  group: After
  options: [{id: none, label: None}, {id: some, label: Some}]
"""


def problems(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        section, _, part = name.partition("__")
        path = folder / section / part / "1.yaml" if part else folder / section / "1.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return lint.problems(folder)


def test_what_ships_has_no_measure_that_is_unsound() -> None:
    assert [problem for problem in lint.problems() if problem.startswith("measures")] == []


def test_the_linter_exits_with_1_when_there_is_something_and_0_when_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lint, "problems", lambda **_: ["measures/x: something."])
    assert lint.main() == 1
    assert capsys.readouterr().err == "measures/x: something.\n"
    monkeypatch.setattr(lint, "problems", lambda **_: [])
    assert lint.main() == 0


def test_every_section_of_the_knowledge_is_walked() -> None:
    assert {"measures", "findings", "sources", "services", "red_flags"} <= set(lint.section_names())


def test_a_sound_measure_passes(tmp_path: Path) -> None:
    assert problems(tmp_path, measures=MEASURE, findings=FINDING) == []


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("  gives: [{finding: nowhere, present: {at_least: 1}}]\n", "no finding nowhere"),
        ("  gives: [{finding: any_pain}]\n", "never gives"),
        ("  gives: [{finding: any_pain, present: {at_least: 2}}]\n", "can never hold"),
        ("  gives: [{finding: any_pain, present: {at_least: 1}, absent: {at_most: 1}}]\n", "both present and absent"),
        ("  counted: [{label: X, when: {any_of: [other]}}]\n", "can never hold"),
        ("  shown_when: {measure: gone, when: {at_least: 1}}\n", "no measure gone"),
        ("  names: [{app: clue, name: x, values: {a: 2}}]\n", "a value that it cannot have"),
        ("  codes: [{system: loinc, code: 72514-4, display: x, status: seen}]\n", "check digit"),
        ('  codes: [{system: snomed, code: "71315008", display: x, status: seen}]\n', "check digit"),
        ("  codes: [{system: loinc, code: 72514-3, display: x, status: sure}]\n", "`seen` or `memory`"),
        ("  role: outcome\n", "its concept"),
        ("  role: outcome\n  concept: x\n  private: true\n", "no role"),
        ("  role: outcome\n  concept: x\n", "needs its `outcome`"),
        ("  role: factor\n  concept: x\n", "needs its `low`"),
        ("  role: outcome\n  concept: x\n  spoken: {outcome: {name: x, more: x, less: y}}\n", "needs `happened`"),
        ("  spoken: {low: {name: Little}}\n", "begins lower-case"),
        ("  spoken: {low: {name: little.}}\n", "no full stop"),
        ("  spoken: {options: {gone: {name: x}}}\n", "an option gone"),
        ("  spoken: {outcome: {name: x, more: x, less: y}}\n", "no outcome"),
        ("  sources: [gone]\n", "no source gone"),
        ("  reviewed: yes I did\n", "clinician's name"),
        ("  surprise: 1\n", "no field 'surprise'"),
    ],
)
def test_each_fault_of_a_measure_is_told(tmp_path: Path, added: str, told: str) -> None:
    found = problems(tmp_path, measures=MEASURE + added, findings=FINDING)
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{id: some,", '{id: "3",', "not lower-case letters"),
        ("label: Some}", "label: None}", "two options are called none"),
        ("question: How?", "question: How", "question mark"),
        ("  help: Say how.\n", "", "no help"),
        ("form: more", "form: check_in", "its phase is day"),
        ("  group: After\n", "", "needs a group"),
        ("help: Say how.", "help: There is nothing to worry about.", "is never said"),
        ("help: Say how.", "help: This happens to 20 % of people.", "percentage"),
    ],
)
def test_each_wrong_word_of_a_measure_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = problems(tmp_path, measures=MEASURE.replace(old, new), findings=FINDING)
    assert any(told in problem for problem in found), found


def test_labels_and_other_names_stand_once(tmp_path: Path) -> None:
    named = "  names: [{app: clue, name: x, values: {a: 1}}]\n"
    twice = MEASURE + named + (MEASURE + named).replace("id: thing", "id: other")
    found = problems(tmp_path, measures=twice, findings=FINDING)
    assert "measures: the form more has thing twice." in found
    assert "measures/other: clue x a is already thing." in found


RULE = """- id: RF99
  title: A rule
  core: [any_pain]
  floor: SD
  ask: [any_pain]
  do_now: [Lie down.]
  needs: entry
  sources: [book]
  branches:
    - {action: EN, fires: any_pain, within: now, service: ambulance, because: "Now: go."}
  cases:
    - {it: Pain is an emergency, given: [any_pain], gives: EN}
    - {it: No pain is none, given: [no any_pain], gives: none}
"""
QUESTION = "- {id: any_pain, name: Pain, lay: pain, question: Does it hurt?, reviewed: null}\n"
PLACE = "- {id: ambulance, name: the ambulance, lines: []}\n"
BOOK = "- {id: book, title: A book}\n"


def rule_problems(folder: Path, rule: str, question: str = QUESTION) -> list[str]:
    return problems(folder, red_flags=rule, findings=question, sources=BOOK, danger_list__places=PLACE)


def test_a_rule_pinned_on_both_sides_passes(tmp_path: Path) -> None:
    assert rule_problems(tmp_path, RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("gives: EN}", "gives: none}", "no case comes to EN"),
        ("gives: none}", "gives: EN}", "no case stays off EN"),
        ("sources: [book]", "sources: []", "names no source"),
        ("sources: [book]", "sources: [gone]", "no source gone"),
        ("service: ambulance", "service: gone", "no place gone"),
        ("fires: any_pain", "fires: other", "no finding other"),
        ("core: [any_pain]", "core: [other]", "no finding other"),
    ],
)
def test_a_rule_with_a_loose_end_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = rule_problems(tmp_path, RULE.replace(old, new))
    assert any(told in problem for problem in found), found


def test_a_finding_to_be_asked_needs_its_question(tmp_path: Path) -> None:
    found = rule_problems(tmp_path, RULE, FINDING)
    assert found == ["red_flags/RF99: any_pain is to be asked and has no question."]


def test_a_file_that_is_no_yaml_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    found = problems(tmp_path, measures="- [", other="- {id: a")
    assert len(found) == 3
    assert all("readable as YAML" in problem for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "You are safe.",
        "Don't worry about it.",
        "It is harmless.",
        "It is just hormones.",
        "This is definitely PCD.",
        "It is not your partner's fault.",
        "Push through, it gets better.",
        "Everybody has this.",
        "You have endometriosis.",
    ],
)
def test_what_must_never_be_said_is_found_anywhere(text: str) -> None:
    assert list(text_problems("causes/a.yaml", {"id": "a", "deep": [{"text": text}]}))


@pytest.mark.parametrize(
    "text", ["You are safe here.", "Go where you are safe.", "It was not your fault.", "Don't push through pain."]
)
def test_good_lines_may_be_said(text: str) -> None:
    assert list(text_problems("causes/a.yaml", {"id": "a", "text": text})) == []


def test_lists_of_what_others_should_never_say_may_quote_it() -> None:
    assert list(text_problems("right_now/a.yaml", {"id": "a", "never": ["Calm down."]})) == []


def test_hard_texts_are_told() -> None:
    hard = (
        "Comprehensive multidisciplinary rehabilitation interventions necessitate individualised pharmacological " * 2
    )
    assert any("grade" in problem for problem in text_problems("a.yaml", {"id": "a", "help": hard}))
    long = "one " * 40
    assert any("40 words" in problem for problem in text_problems("a.yaml", {"id": "a", "help": long}))


def test_the_reading_grade_follows_the_published_formula() -> None:
    # Six words, one sentence, six syllables: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert [syllable_count(word) for word in ("cat", "table", "made", "medicine", "rhythm")] == [1, 2, 1, 3, 1]


def test_check_digits_are_those_of_the_terminologies() -> None:
    assert loinc_check("72514-3")
    assert loinc_check("8665-2")
    assert not loinc_check("69689-9")
    assert not loinc_check("72514")
    assert snomed_check("71315007")
    assert snomed_check("28263002")
    assert not snomed_check("71315070")
    assert not snomed_check("abc")


def test_every_shipped_label_and_help_is_there() -> None:
    for measure in load_knowledge().measures.values():
        assert measure.label
        assert measure.help
