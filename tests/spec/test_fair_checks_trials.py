"""Anyone can check from outside that a randomised trial is judged by its own lottery and by nothing else.

These are the fair checks for trials (specification of patterns, sections 5, 6 and 10), asked of the command line alone.
"""

import copy
import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.spec.fair_checks import Line, Program, as_bytes, trial

ORDERS = sorted(set(itertools.permutations("AABB")))


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


def ask(program: Program, trials: list[Line]) -> list[Line]:
    said = program.trials(trials)
    assert said.code == 0, said.err
    answers = said.answers()
    assert [answer["id"] for answer in answers] == [one["id"] for one in trials]
    return answers


def blocks(one: Line) -> list[list[Line]]:
    """The entries of a trial, block by block."""
    by_block: dict[int, list[Line]] = {}
    for entry in one["entries"]:
        by_block.setdefault(entry["block"], []).append(entry)
    return list(by_block.values())


def with_values(one: Line, change: Callable[[float], object]) -> Line:
    """The same trial with each value changed."""
    return {**one, "entries": [{**entry, "value": change(entry["value"])} for entry in one["entries"]]}


def many(count: int, entries: int, *, effect: float, binary: bool = False) -> list[Line]:
    """Trials of many people, each with a seed of its own."""
    return [trial(entries, effect=effect, binary=binary, seed=1000 + seed) for seed in range(count)]


def share(answers: list[Line], holds: Callable[[Line], bool]) -> float:
    """The share of the answers for which it holds."""
    return sum(map(holds, answers)) / len(answers)


def significant(answer: Line) -> bool:
    return bool(answer["p"] <= 0.05)


def clear(answer: Line) -> bool:
    return bool(answer["evidence_max"] >= 20)


@pytest.mark.parametrize(("binary", "seed"), [(False, 6), (False, 9), (True, 8), (True, 9)])
def test_the_lottery_alone_gives_a_small_p_as_seldom_as_p_says(program: Program, binary: bool, seed: int) -> None:
    """All 216 draws of a trial of three blocks, same values: p of at most a comes up in a share of at most a.

    And the any-time evidence is a fair bet: over all draws it is worth 1, as e-values must be.
    """
    drawn = []
    for number, orders in enumerate(itertools.product(ORDERS, repeat=3)):
        one = copy.deepcopy(trial(12, binary=binary, seed=seed))
        one["id"] = number
        for block, order in zip(blocks(one), orders, strict=True):
            for entry, arm in zip(block, order, strict=True):
                entry["arm"] = arm
        drawn.append(one)
    answers = ask(program, drawn)
    for level in {answer["p"] for answer in answers}:
        assert share(answers, lambda answer, level=level: answer["p"] <= level) <= level + 1e-5
    assert sum(answer["evidence"] for answer in answers) / 216 == pytest.approx(1.0, abs=1e-3)


def test_where_nothing_acts_few_trials_say_otherwise(program: Program) -> None:
    """Two standard errors above the promise of 6.5 and 5 in a hundred would be too many."""
    for binary in (False, True):
        answers = ask(program, many(150, 24, effect=0.0, binary=binary))
        assert share(answers, significant) <= 0.10
        assert share(answers, clear) <= 0.08
        held = [answer for answer in answers if answer["lo"] is not None]
        assert len(held) >= 140
        assert share(held, lambda answer: answer["lo"] <= 0 <= answer["hi"]) >= 0.90


def test_a_change_that_acts_is_mostly_found_and_its_size_held(program: Program) -> None:
    """Sixty entries and a change of about one SD of the score, as with an odds ratio of 6."""
    answers = ask(program, many(60, 60, effect=2.0))
    assert share(answers, significant) >= 0.70
    assert share(answers, clear) >= 0.50
    assert share(answers, lambda answer: answer["lo"] <= 2.0 <= answer["hi"]) >= 0.85
    assert 1.7 <= sum(answer["effect"] for answer in answers) / 60 <= 2.3
    assert all(answer["effect"] > 0 for answer in answers if significant(answer))


@pytest.mark.parametrize("binary", [False, True], ids=["score", "yes or no"])
def test_the_order_of_blocks_and_of_lines_in_a_block_does_not_matter_to_the_end_result(
    program: Program, binary: bool
) -> None:
    one = trial(40, effect=0.3 if binary else 1.0, binary=binary, seed=5)
    shuffled, inside = copy.deepcopy(one), copy.deepcopy(one)
    parts = blocks(shuffled)
    random.Random(2).shuffle(parts)
    shuffled["entries"] = [{**entry, "block": number} for number, part in enumerate(parts) for entry in part]
    inside["entries"] = [entry for part in blocks(inside) for entry in reversed(part)]
    mine, moved, turned = ask(program, [one, shuffled, inside])
    assert turned == mine
    assert moved["p"] == pytest.approx(mine["p"], abs=0.02)
    for key in ("effect", "lo", "hi"):
        assert moved[key] == pytest.approx(mine[key], rel=1e-4)


def test_swapping_the_arms_turns_the_sign_and_nothing_else(program: Program) -> None:
    for one in (trial(40, effect=1.0, seed=5), trial(40, effect=0.3, binary=True, seed=5)):
        swapped = copy.deepcopy(one)
        for entry in swapped["entries"]:
            entry["arm"] = {"A": "B", "B": "A"}[entry["arm"]]
        mine, theirs = ask(program, [one, swapped])
        assert (theirs["p"], theirs["evidence_max"]) == (mine["p"], mine["evidence_max"])
        assert (theirs["effect"], theirs["lo"], theirs["hi"]) == (-mine["effect"], -mine["hi"], -mine["lo"])


def test_other_units_of_the_score_give_the_same_answer_in_those_units(program: Program) -> None:
    one = trial(40, effect=1.0, seed=5)
    mine, theirs = ask(program, [one, with_values(one, lambda value: 10 * value + 1000)])
    assert (theirs["p"], theirs["evidence_max"]) == (mine["p"], mine["evidence_max"])
    for key in ("effect", "lo", "hi"):
        assert theirs[key] == pytest.approx(10 * mine[key], rel=1e-4)


def test_the_evidence_of_a_look_uses_only_the_blocks_so_far(program: Program) -> None:
    """The largest any-time evidence is the largest of the looks after each block, each asked for by itself."""
    one = trial(40, effect=1.5, seed=8)
    whole, *looks = ask(program, [one, *({**one, "entries": one["entries"][: 4 * n]} for n in range(1, 11))])
    assert whole["evidence_max"] == pytest.approx(max(1.0, *(look["evidence"] for look in looks)), rel=1e-4)


def test_the_same_file_gives_the_same_answer(program: Program) -> None:
    trials = [trial(40, seed=seed) for seed in range(3)]
    assert ask(program, trials) == ask(program, trials)


def uneven(one: Line) -> Line:
    """A trial whose values are all alike."""
    return with_values(one, lambda value: 5)


NOTHING_TO_COMPARE = {
    "no entries": {**trial(), "entries": []},
    "one entry": {**trial(), "entries": trial()["entries"][:1]},
    "one arm only": {**trial(), "entries": [{**entry, "arm": "A"} for entry in trial()["entries"]]},
    "always the same value": uneven(trial()),
    "no value recorded": with_values(trial(), lambda value: None),
}


@pytest.mark.parametrize("one", NOTHING_TO_COMPARE.values(), ids=NOTHING_TO_COMPARE.keys())
def test_where_there_is_nothing_to_compare_it_says_so_and_claims_nothing(program: Program, one: Line) -> None:
    (answer,) = ask(program, [one])
    assert (answer["p"], answer["evidence_max"]) == (1.0, 1.0)
    assert answer["lo"] is None
    assert answer["hi"] is None
    assert answer["reason"].endswith(".")


def test_a_trial_cut_short_or_with_gaps_is_still_answered(program: Program) -> None:
    """Stopped within a block, values missing, a block with one arm only: an answer, never louder than what is there."""
    whole = trial(40, effect=1.0, seed=5)
    gaps = copy.deepcopy(whole)
    del gaps["entries"][3]["value"]
    gaps["entries"][9]["value"] = None
    for entry in gaps["entries"][12:16]:
        entry["arm"] = "A"
    cut = [{**whole, "entries": whole["entries"][:n]} for n in (2, 3, 5, 6, 7, 37)]
    for answer in ask(program, [gaps, *cut]):
        assert 0 < answer["p"] <= 1
    assert ask(program, [gaps])[0]["missing"] == 2
    (two,) = ask(program, [{**whole, "entries": whole["entries"][:2]}])
    assert two["p"] >= 0.5


def test_true_and_false_are_as_good_as_one_and_zero_and_any_file_end_will_do(program: Program) -> None:
    one = trial(16, effect=0.3, binary=True)
    answer = ask(program, [one])
    assert ask(program, [with_values(one, bool)]) == answer
    text = as_bytes([one])
    for other in (b"\xef\xbb\xbf" + text, text.replace(b"\n", b"\r\n"), text + b"\n", text.rstrip()):
        assert program.trials(other).answers() == answer


def spoiled(change: Callable[[Line], object], *, binary: bool = False) -> list[Line]:
    """A file whose second line is wrong."""
    wrong = copy.deepcopy(trial(8, binary=binary, seed=2))
    change(wrong)
    return [trial(8), wrong]


def at_third(**new: object) -> Callable[[Line], object]:
    return lambda one: one["entries"][2].update(new)


WRONG = {
    "not a number": spoiled(at_third(value=float("nan"))),
    "endless": spoiled(at_third(value=float("inf"))),
    "too large": spoiled(at_third(value=1e308)),
    "words for a number": spoiled(at_third(value="5")),
    "a list for a number": spoiled(at_third(value=[5])),
    "yes or no is two": spoiled(at_third(value=2), binary=True),
    "a third arm": spoiled(at_third(arm="C")),
    "no arm": spoiled(lambda one: one["entries"][2].pop("arm")),
    "no block": spoiled(lambda one: one["entries"][2].pop("block")),
    "half a block": spoiled(at_third(block=1.5)),
    "entries are words": spoiled(lambda one: one.update(entries=["a"])),
    "no entries at all": spoiled(lambda one: one.pop("entries")),
    "no name": spoiled(lambda one: one.pop("id")),
    "an unknown outcome": spoiled(lambda one: one.update(outcome_kind="colour")),
    "a list for a line": [trial(8), [1]],
}


@pytest.mark.parametrize("lines", WRONG.values(), ids=WRONG.keys())
def test_a_line_that_cannot_be_read_is_named(program: Program, lines: list[Line]) -> None:
    said = program.trials(lines)
    assert said.code == 2
    assert "line 2" in said.err
    assert "inside the program" not in said.err
    assert said.out == ""


@pytest.mark.parametrize(
    "text",
    [b"hello\n", as_bytes([trial(8)])[:-9], as_bytes([trial(8)]).decode().encode("utf-16"), b"[" * 50_000],
    ids=["prose", "cut off", "another encoding", "a pit of brackets"],
)
def test_a_file_that_holds_no_trials_is_refused_in_a_sentence(program: Program, text: bytes) -> None:
    said = program.trials(text)
    assert (said.code, said.out) == (2, "")
    assert said.err.strip().endswith(".")
    assert "inside the program" not in said.err
