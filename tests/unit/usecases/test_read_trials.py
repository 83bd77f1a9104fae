"""A file of trials: what comes out for each line, and what is said of a line that can't be read."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from aftercare.model.errors import BadFile
from aftercare.usecases.read_trials import results

ORDER = "ABBABABA"


def read(*lines: object) -> list[dict[str, Any]]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(json.dumps(one)) for one in results(raw)]


def entries(values: Sequence[object], order: str = ORDER, size: int = 4) -> list[dict[str, object]]:
    return [
        {"block": place // size, "arm": order[place % len(order)], "value": value} for place, value in enumerate(values)
    ]


def one(values: Sequence[object], **fields: object) -> dict[str, Any]:
    return read({"id": "t", "outcome_kind": "score", "entries": entries(values), **fields})[0]


def test_each_line_gives_one_object_in_the_order_of_the_file() -> None:
    lines = [{"id": name, "outcome_kind": "score", "entries": entries([3, 5, 6, 2])} for name in ("b", 7, "a")]
    given = read(lines[0], b"\n", lines[1], b"  \n", lines[2])
    assert [each["id"] for each in given] == ["b", 7, "a"]
    assert all({"id", "p", "evidence_max", "effect", "lo", "hi"} <= each.keys() for each in given)


def test_the_effect_is_b_minus_a() -> None:
    given = one([8, 4, 5, 7, 3, 9, 4, 8] * 4)
    assert given["effect"] == pytest.approx(-4.0)
    assert given["lo"] <= -4.0 <= given["hi"] < 0
    assert given["p"] < 0.001
    assert given["evidence_max"] > 20
    assert (given["n_a"], given["n_b"], given["missing"], given["reason"]) == (16, 16, 0, None)


def test_what_was_not_recorded_is_left_out_and_counted_however_it_is_said() -> None:
    told = entries([3, 5, 6, 2, 4, 4, 3, 5])
    said_null = [*told, {"block": 2, "arm": "A", "value": None}]
    left_out = [*told, {"block": 2, "arm": "A"}]
    first, second = read({"id": 1, "entries": said_null}, {"id": 1, "entries": left_out})
    assert first == second
    assert first["missing"] == 1


def test_yes_and_no_may_be_true_and_false_or_one_and_nought() -> None:
    flags = [True, False, False, True, False, True, False, True] * 3
    first = one(flags, outcome_kind="binary")
    assert first == one([int(flag) for flag in flags], outcome_kind="binary")
    assert first["effect"] == -1.0
    assert first["lo"] == -1.0


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ([], "There are no entries."),
        (entries([1, 2, 3], "A"), "Only one of the two arms has values."),
        (entries([None] * 8), "No entry has a value."),
        (entries([1, 2], "AB", size=1), "No block has values of both arms; only entries of one block can be compared."),
    ],
)
def test_a_trial_that_can_tell_nothing_says_so(given: list[object], reason: str) -> None:
    result = read({"id": "t", "outcome_kind": "score", "entries": given})[0]
    assert (result["p"], result["evidence_max"], result["effect"]) == (1.0, 1.0, None)
    assert (result["lo"], result["hi"], result["reason"]) == (None, None, reason)


def test_a_value_that_never_differs_is_no_proof_of_no_difference() -> None:
    given = one([4] * 24)
    assert (given["p"], given["effect"], given["lo"], given["hi"]) == (1.0, 0.0, None, None)
    assert "never differed" in given["reason"]


def test_a_strangers_file_may_number_mix_and_size_its_blocks_as_it_likes() -> None:
    rounds = [
        {"block": -3 if place % 2 else 1e3, "arm": "abbabbaab"[place % 9], "value": place % 5} for place in range(30)
    ]
    given = read({"id": 0, "outcome_kind": None, "note": "more keys are nobody's harm", "entries": rounds})[0]
    assert 0 < given["p"] <= 1
    assert given["lo"] < given["effect"] < given["hi"]


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (b"not json", "line 2"),
        (b"[1]", "line 2"),
        (b'{"entries": []}', "line 2"),
        (b'{"id": true, "entries": []}', "line 2, id"),
        (b'{"id": 1}', "line 2, entries"),
        (b'{"id": 1, "entries": {}}', "line 2, entries"),
        (b'{"id": 1, "id": 2, "entries": []}', "line 2"),
        (b'{"id": 1, "outcome_kind": "colour", "entries": []}', "line 2, outcome_kind"),
        (b'{"id": 1, "entries": [5]}', "line 2, entry 1"),
        (b'{"id": 1, "entries": [{"arm": "A", "value": 1}]}', "line 2, entry 1, block"),
        (b'{"id": 1, "entries": [{"block": 1.5, "arm": "A"}]}', "line 2, entry 1, block"),
        (b'{"id": 1, "entries": [{"block": true, "arm": "A"}]}', "line 2, entry 1, block"),
        (b'{"id": 1, "entries": [{"block": 0, "arm": "C"}]}', "line 2, entry 1, arm"),
        (b'{"id": 1, "entries": [{"block": 0, "arm": "A"}, {"block": 0}]}', "line 2, entry 2, arm"),
        (b'{"id": 1, "entries": [{"block": 0, "arm": "A", "value": "7"}]}', "line 2, entry 1, value"),
        (b'{"id": 1, "entries": [{"block": 0, "arm": "A", "value": NaN}]}', "line 2"),
        (b'{"id": 1, "entries": [{"block": 0, "arm": "A", "value": 1e999}]}', "line 2, entry 1, value"),
        (
            b'{"id": 1, "outcome_kind": "binary", "entries": [{"block": 0, "arm": "A", "value": 7}]}',
            "line 2, entry 1, value",
        ),
        (b'\xff{"id": 1}', "line 2"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_by_line_and_field(line: bytes, where: str) -> None:
    """And nothing is given out for the lines before it: half a file of results would pass for a whole one."""
    given = results([b'{"id": 1, "entries": []}', line])
    with pytest.raises(BadFile) as refused:
        next(given)
    assert refused.value.where == where
    assert refused.value.sentence.endswith((".", "?"))
    assert "7" not in refused.value.sentence
