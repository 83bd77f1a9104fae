"""The hazard log names, for every control, a test that is there; and the page says what its records say."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.spec.reference_hazards import (
    PAGE,
    PARTS,
    hazard_log,
    named_tests,
    problems,
    read_hazards,
    read_matrix,
)

RECORDS = read_hazards()
MATRIX = read_matrix()
Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_each_control_is_held_by_a_test_that_exists(record: dict[str, Any]) -> None:
    """A hazard without a control, a control without a test, or a test that is gone, fails here."""
    assert problems([record], MATRIX) == []


def test_no_hazard_stands_twice_and_no_number_is_left_out() -> None:
    """What was once logged is never dropped: a hazard that is gone keeps its number and says so."""
    assert problems(RECORDS, MATRIX) == []
    assert [record["id"] for record in RECORDS] == [f"H{number:02}" for number in range(1, len(RECORDS) + 1)]
    assert {record["part"] for record in RECORDS} == set(PARTS)


def test_the_page_is_as_the_records_make_it() -> None:
    """Run `python -m tests.spec.reference` after a change of the records."""
    assert PAGE.read_text(encoding="utf-8") == hazard_log(RECORDS, MATRIX)


def test_a_rating_grows_with_severity_and_with_likelihood() -> None:
    """The matrix is whole, from 1 to 5, and nowhere gets milder where it gets worse."""
    table = [
        [MATRIX.rating(severity, likelihood) for severity in MATRIX.severities] for likelihood in MATRIX.likelihoods
    ]
    assert [len(row) for row in table] == [5] * 5
    assert {rating for row in table for rating in row} == set(MATRIX.meanings) == {1, 2, 3, 4, 5}
    assert all(row == sorted(row) for row in table)
    assert all(list(column) == sorted(column) for column in zip(*table, strict=True))


def changed(**values: object) -> Change:
    return lambda record: record.update(values)


def control(**values: object) -> Change:
    return lambda record: record["controls"][0].update(values)


FAULTS: dict[str, tuple[Change, str]] = {
    "no control": (changed(controls=[]), "controls is empty"),
    "a control without a test": (control(tests=[]), "no test holds"),
    "a file that is gone": (control(tests=["tests/unit/gone.py::test_a"]), "there is no file"),
    "a file that is no test": (control(tests=["src/aftercare/review.py"]), "there is no file"),
    "a test that is gone": (control(tests=["tests/spec/test_red_flags.py::test_gone"]), "there is no test test_gone"),
    "half a name": (control(tests=["tests/spec/test_red_flags.py::test_the_rule"]), "there is no test"),
    "a helper that is no test": (control(tests=["tests/spec/test_red_flags.py::person_of"]), "there is no test"),
    "a test of a class without it": (
        control(tests=["tests/unit/usecases/test_check.py::test_words_bring_their_quote"]),
        "there is no test",
    ),
    "a file that is no file of cases": (control(tests=["tests/unit/check/test_words.py"]), "no file of cases"),
    "an unknown kind": (control(kind="luck"), "no kind of control"),
    "an unknown severity": (changed(severity="bad"), "severity: bad is none of"),
    "an unknown likelihood": (changed(after="never"), "after: never is none of"),
    "an unknown part": (changed(part="moon"), "part: moon is none of"),
    "an unknown status": (changed(status="done"), "status: done is none of"),
    "a rating that rises": (changed(before="low", after="high"), "more likely after its controls"),
    "a high risk that nobody has accepted": (
        changed(severity="major", before="high", after="medium", status="held"),
        "open until a clinician",
    ),
    "no residual": (changed(residual=""), "residual is empty"),
    "no effect": (lambda record: record.pop("effect"), "effect is missing"),
    "a field that is none": (changed(likely="high"), "there is no field likely"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told(fault: str) -> None:
    """The control: what must fail the build does."""
    change, told = FAULTS[fault]
    record = deepcopy(RECORDS[0])
    change(record)
    assert any(told in problem for problem in problems([record], MATRIX)), problems([record], MATRIX)


def test_a_doubled_id_is_told() -> None:
    assert problems([RECORDS[0], RECORDS[0]], MATRIX) == [f"{RECORDS[0]['id']}: stands twice."]


def test_a_test_that_may_be_passed_over_holds_nothing(tmp_path: Path) -> None:
    """Skipped or expected to fail, alone or with its class."""
    file = tmp_path / "tests" / "test_a.py"
    file.parent.mkdir()
    marks = ("pytest.mark.skip", "pytest.mark.skipif(x, reason='')", "pytest.mark.xfail")
    file.write_text(
        "\n".join(f"@{mark}\ndef test_{number}(): ...\n" for number, mark in enumerate(marks))
        + f"@{marks[0]}\nclass TestA:\n    def test_b(self): ...\n\ndef test_c(): ...\n"
    )
    assert [name for name, passed_over in named_tests(file).items() if not passed_over] == ["test_c"]
    record = deepcopy(RECORDS[0])
    record["controls"] = [{"what": "x", "kind": "design", "tests": ["tests/test_a.py::TestA::test_b"]}]
    assert problems([record], MATRIX, tmp_path) == [
        f"{record['id']}: TestA::test_b in tests/test_a.py may be passed over."
    ]


def test_a_changed_record_shows_as_drift_of_the_page() -> None:
    record = deepcopy(RECORDS[0])
    record["residual"] = "something else"
    assert hazard_log([record, *RECORDS[1:]], MATRIX) != PAGE.read_text(encoding="utf-8")
