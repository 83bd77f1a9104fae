"""Writes the hazard log from its records, and says what is wrong with them.

Takes `docs/safety/hazards.yaml` and `docs/safety/risk-matrix.yaml`; returns the page `docs/safety/hazard-log.md` and a
list of problems, one sentence each. A rating is never written down: it follows from severity and likelihood by the
matrix. Must never take a control for held because a test of that name once existed: the file is read for it.
"""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from aftercare.knowledge.load import read_yaml_list

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "safety"
PAGE = FOLDER / "hazard-log.md"
PARTS = {
    "rules": "Rules and screening",
    "journal": "Journal, letters and imports",
    "words": "Words",
    "check": "The check: level and causes",
    "interview": "The interview",
    "mind": "Despair, and questionnaires",
    "violence": "Violence and unwanted sex",
    "result": "What is shown, printed and passed on",
    "experiments": "Experiments on oneself",
    "people": "Who uses it",
    "data": "Knowledge, help lines and languages",
}
KINDS = {
    "design": "design",
    "data": "data",
    "training_of_the_user": "said to the user",
    "information": "information",
}
STATUSES = {"open": "open for a clinician", "held": "held"}
MUST_BE_OPEN = 3
"""From this rating on somebody with a name has to accept what is left."""
FIELDS = {
    *("id", "part", "title", "hazard", "causes", "effect", "severity", "before", "after", "controls"),
    *("residual", "status"),
}
ABOUT = """# Hazard log

Written from [hazards.yaml](hazards.yaml) and [risk-matrix.yaml](risk-matrix.yaml); change them, then run
`python -m tests.spec.reference`. `tests/spec/test_hazard_log.py` fails when a control names no test, or one that is not
there.

In the manner of DCB0129: what could harm a person who uses Aftercare, why, how badly, how likely, what holds it, and
the test that holds that. **No clinician and no clinical safety officer has signed this.** It was written by the people
who wrote the program. Severity and likelihood are judgement; no outcome has been measured. A test says that the program
does what was written, not that what was written is right. What is rated 3 or more after all controls is open until a
clinician accepts it by name. What the app is for, and is not for: [intended-use.md](intended-use.md).

An app that says how urgently to act on one's own symptoms is likely a medical device (UK; EU rule 11), whatever it
disclaims. This log is not a conformity assessment."""
NOT_HELD = "Not held: "
TO_SIGN_OFF = """Judgement, to be signed off by a clinician: every length of time after which something counts as past
and what applies then; the counts of RF28 (twice in twelve months), RF37 (eight low days of fourteen), RF38 (three
months as 84 days with three entries), RF39 (three weeks between first and last, more than half); the two days of RF06;
the excuses of RF07; the floors of open rules; D1 to D4; every weight whose source is judgement."""


@dataclass(frozen=True)
class Matrix:
    """The scales, mildest first, and the rating of each pair."""

    source: Mapping[str, str]
    severities: Mapping[str, str]
    likelihoods: Mapping[str, str]
    ratings: Mapping[str, Mapping[str, int]]
    meanings: Mapping[int, str]

    def rating(self, severity: str, likelihood: str) -> int:
        """From 1, acceptable, to 5, not acceptable."""
        return self.ratings[likelihood][severity]


def read_matrix(path: Path = FOLDER / "risk-matrix.yaml") -> Matrix:
    """The matrix."""
    return Matrix(**yaml.safe_load(path.read_text(encoding="utf-8")))


def read_hazards(path: Path = FOLDER / "hazards.yaml") -> list[dict[str, Any]]:
    """The records, as they stand."""
    return read_yaml_list(path)


@lru_cache(maxsize=256)
def named_tests(path: Path) -> Mapping[str, bool]:
    """Every test of a file by its name, `Class::function` inside a class; True where it is skipped or expected to fail.

    An empty name stands for the file itself; it counts as one control only where every test has many cases.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: dict[str, bool] = {}
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        passed_over = isinstance(node, ast.ClassDef) and _is_passed_over(node)
        for one in inside:
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"):
                found[prefix + one.name] = passed_over or _is_passed_over(one)
    return found


def _is_passed_over(node: ast.FunctionDef | ast.ClassDef) -> bool:
    return any(mark in ast.unparse(decorator) for decorator in node.decorator_list for mark in ("skip", "xfail"))


def problems(records: Sequence[Mapping[str, Any]], matrix: Matrix, root: Path = ROOT) -> list[str]:
    """Everything wrong with the log, one sentence each; empty when all is well."""
    found = [f"{one}: stands twice." for one, times in Counter(r.get("id") for r in records).items() if times > 1]
    for record in records:
        found += [f"{record.get('id', '(no id)')}: {problem}" for problem in _record_problems(record, matrix, root)]
    return found


def _record_problems(record: Mapping[str, Any], matrix: Matrix, root: Path) -> Iterator[str]:
    for name in sorted(FIELDS ^ set(record)):
        yield f"there is no field {name}." if name in record else f"{name} is missing."
    if FIELDS ^ set(record):
        return
    yield from (f"{name} is empty." for name in sorted(FIELDS) if not record[name])
    for field, words in (
        ("part", PARTS),
        ("status", STATUSES),
        ("severity", matrix.severities),
        ("before", matrix.likelihoods),
        ("after", matrix.likelihoods),
    ):
        if record[field] not in words:
            yield f"{field}: {record[field]} is none of {', '.join(words)}."
    for control in record["controls"] or ():
        yield from _control_problems(control, root)
    if record["severity"] in matrix.severities and {record["before"], record["after"]} <= set(matrix.likelihoods):
        yield from _rating_problems(record, matrix)


def _rating_problems(record: Mapping[str, Any], matrix: Matrix) -> Iterator[str]:
    order = list(matrix.likelihoods)
    before, after = (matrix.rating(record["severity"], record[when]) for when in ("before", "after"))
    if after > before or order.index(record["after"]) > order.index(record["before"]):
        yield "it is more likely after its controls than before."
    if after >= MUST_BE_OPEN and record["status"] != "open":
        yield f"a risk of {after} is left, so it is open until a clinician accepts it."


def _control_problems(control: Mapping[str, Any], root: Path) -> Iterator[str]:
    if set(control) != {"what", "kind", "tests"}:
        yield "a control has what, kind and tests."
        return
    if control["kind"] not in KINDS:
        yield f"{control['kind']} is no kind of control."
    if not control["tests"]:
        yield f"no test holds “{control['what']}”."
    for test in control["tests"]:
        yield from _test_problems(test, root)


def _test_problems(test: str, root: Path) -> Iterator[str]:
    path, _, name = test.partition("::")
    file = root / path
    if not path.startswith("tests/") or not file.is_file():
        yield f"there is no file {path}."
        return
    known = named_tests(file)
    if name and name not in known:
        yield f"there is no test {name} in {path}."
    elif name and known[name]:
        yield f"{name} in {path} may be passed over."
    elif not name and (not path.startswith("tests/spec/") or "parametrize" not in file.read_text(encoding="utf-8")):
        yield f"{path} is no file of cases; name a test in it."


def hazard_log(records: Sequence[Mapping[str, Any]], matrix: Matrix) -> str:
    """The page."""
    parts = [ABOUT, "## In short", _in_short(records, matrix), _overview(records, matrix)]
    parts += ["## Not held yet", _not_held(records), "## To be signed off", TO_SIGN_OFF, "## Hazards"]
    for part, title in PARTS.items():
        parts.append(f"### {title}")
        parts += [_hazard(record, matrix) for record in records if record["part"] == part]
    parts += ["## How a risk is rated", _scales(matrix)]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """The page and its text, from the records that stand in the folder."""
    return {PAGE: hazard_log(read_hazards(), read_matrix())}


def _in_short(records: Sequence[Mapping[str, Any]], matrix: Matrix) -> str:
    counted = {
        when: Counter(matrix.rating(one["severity"], one[when]) for one in records) for when in ("before", "after")
    }
    lines = ["| rating | meaning | before controls | after controls |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {rating} | {matrix.meanings[rating]} | {counted['before'][rating]} | {counted['after'][rating]} |"
        for rating in sorted(matrix.meanings, reverse=True)
    ]
    controls = [control for record in records for control in record["controls"]]
    tests = {test for control in controls for test in control["tests"]}
    open_ones = sum(record["status"] == "open" for record in records)
    return "\n".join(
        [
            f"{len(records)} hazards, {len(controls)} controls, held by {len(tests)} tests or files of cases.",
            f"{open_ones} are open for a clinician.",
            "",
            *lines,
        ]
    )


def _overview(records: Sequence[Mapping[str, Any]], matrix: Matrix) -> str:
    lines = ["| id | hazard | severity | likelihood | rating | status |", "| --- | --- | --- | --- | --- | --- |"]
    for one in records:
        before, after = (matrix.rating(one["severity"], one[when]) for when in ("before", "after"))
        lines.append(
            f"| [{one['id']}](#{one['id'].lower()}) | {one['title']} | {one['severity']} "
            f"| {_plain(one['before'])} → {_plain(one['after'])} | {before} → {after} | {STATUSES[one['status']]} |"
        )
    return "\n".join(lines)


def _not_held(records: Sequence[Mapping[str, Any]]) -> str:
    """What a control is still missing for, said in the residual."""
    missing = [(one["id"], one["residual"].removeprefix(NOT_HELD)) for one in records if NOT_HELD in one["residual"]]
    return "\n".join(f"- [{name}](#{name.lower()}): {text}" for name, text in missing) or "Nothing that is known."


def _hazard(record: Mapping[str, Any], matrix: Matrix) -> str:
    before, after = (matrix.rating(record["severity"], record[when]) for when in ("before", "after"))
    lines = [
        f'#### <a id="{record["id"].lower()}"></a>{record["id"]} {record["title"]}',
        "",
        f"- Hazard: {record['hazard']}",
        f"- Causes: {' '.join(record['causes'])}",
        f"- Effect: {record['effect']}",
        f"- Severity {record['severity']}; likelihood {_plain(record['before'])} → {_plain(record['after'])}",
        f"- **Rating {before} → {after}**; {STATUSES[record['status']]}",
        "- Controls:",
    ]
    for control in record["controls"]:
        tests = ", ".join(f"`{test}`" for test in control["tests"])
        lines.append(f"  - {control['what']} ({KINDS[control['kind']]}): {tests}")
    return "\n".join([*lines, f"- Left: {record['residual']}"])


def _scales(matrix: Matrix) -> str:
    severities = list(matrix.severities)
    lines = [f"{matrix.source['title']} ({matrix.source['read']}).", ""]
    lines += [f"| likelihood | {' | '.join(severities)} |", f"| --- |{' --- |' * len(severities)}"]
    for likelihood in reversed(matrix.likelihoods):
        row = " | ".join(str(matrix.rating(severity, likelihood)) for severity in severities)
        lines.append(f"| {_plain(likelihood)} | {row} |")
    lines += [
        "",
        "| severity | |",
        "| --- | --- |",
        *(f"| {name} | {what} |" for name, what in matrix.severities.items()),
    ]
    lines += ["", "| likelihood | |", "| --- | --- |"]
    return "\n".join([*lines, *(f"| {_plain(name)} | {what} |" for name, what in matrix.likelihoods.items())])


def _plain(name: str) -> str:
    return name.replace("_", " ")
