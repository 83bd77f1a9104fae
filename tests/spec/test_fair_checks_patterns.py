"""Anyone can check from outside, on any diary file, that the patterns keep their promises.

These are the fair checks of the specification of patterns (section 10), asked of the command line alone.
"""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.spec.fair_checks import Line, Program, as_bytes, changed, diary, first_entries

DIARY = diary()
SHORT = diary(6)
ASKED: list[Line] = []
Claims = list[dict[tuple[str, str], Line]]


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(tmp_path, capsys)


def ask(program: Program, lines: list[Line]) -> list[Line]:
    said = program.patterns(lines)
    assert said.code == 0, said.err
    return said.answers()


@pytest.fixture
def plain(program: Program) -> list[Line]:
    """What is said of the diary as it is (asked once for all tests)."""
    if not ASKED:
        ASKED.extend(ask(program, DIARY))
    return ASKED


def claims(answers: list[Line]) -> Claims:
    return [{(claim["factor"], claim["outcome"]): claim for claim in answer["claims"]} for answer in answers]


def turned(claim: Line) -> Line:
    """The claim with its sign turned."""
    return {
        **claim,
        "direction": -claim["direction"],
        "effect": -claim["effect"],
        "lo": -claim["hi"],
        "hi": -claim["lo"],
    }


def alike(one: Claims, other: Claims) -> None:
    """The same claims at every entry; numbers may differ in the last printed place."""
    assert len(one) == len(other)
    for mine, theirs in zip(one, other, strict=True):
        assert mine.keys() == theirs.keys()
        for pair, claim in mine.items():
            for key, value in claim.items():
                wanted = pytest.approx(value, rel=1e-4, abs=1e-5) if isinstance(value, float) else value
                assert theirs[pair][key] == wanted, (pair, key)


def swap_cold(line: Line) -> None:
    """Write "warm" where it said "cold"."""
    if line["type"] == "encounter":
        line["factors"]["cold_room"] = 1 - line["factors"]["cold_room"]


def test_a_strong_and_a_lasting_link_is_found_and_shown_as_its_own_pattern(plain: list[Line]) -> None:
    """The checks below would mean little if nothing were ever shown."""
    last = claims(plain)[-1]
    assert last["cold_room", "pain"]["tier"] in {"likely", "strong"}
    assert last["cold_room", "pain"]["direction"] == 1
    assert last["cold_room", "pain"]["role"] == "lead"
    assert 0 < last["cold_room", "pain"]["lo"] < last["cold_room", "pain"]["effect"] < last["cold_room", "pain"]["hi"]
    assert last["late", "tears"]["direction"] == 1


def test_one_answer_for_each_entry_from_the_first_and_the_same_each_time(program: Program, plain: list[Line]) -> None:
    assert [(answer["person"], answer["n"]) for answer in plain] == [("p1", n) for n in range(1, 61)]
    assert ask(program, DIARY) == plain


def test_what_comes_later_never_changes_what_was_said_before(program: Program, plain: list[Line]) -> None:
    for entries in (1, 24, 41):
        assert ask(program, first_entries(DIARY, entries)) == plain[:entries]


def test_names_and_their_order_and_the_calendar_change_nothing(program: Program, plain: list[Line]) -> None:
    """Renamed, every list turned round, and begun 1,003 days later: the same claims about the same things."""
    names = {
        "cold_room": "zug",
        "wine": "Ä",
        "late": "漢字",
        "minutes": "🙂",
        "stress": "a b",
        "pain": "Z",
        "tears": "A",
    }

    def other(values: Line) -> Line:
        return {names[name]: value for name, value in reversed(values.items())}

    lines = copy.deepcopy(DIARY)
    for key in ("factors", "outcomes"):
        lines[0][key] = [{**column, "name": names[column["name"]]} for column in reversed(lines[0][key])]
    for line in lines[1:]:
        line["date"] = (date.fromisoformat(line["date"]) + timedelta(days=1003)).isoformat()
        line.update({key: other(line[key]) for key in ("factors", "outcomes", "values") if key in line})
    back = {new: old for old, new in names.items()}
    theirs = [
        {
            (back[factor], back[outcome]): {**claim, "factor": back[factor], "outcome": back[outcome]}
            for (factor, outcome), claim in shown.items()
        }
        for shown in claims(ask(program, lines))
    ]
    alike(claims(plain), theirs)


def test_asking_for_the_opposite_turns_the_sign_and_nothing_else(program: Program, plain: list[Line]) -> None:
    expected = [
        {pair: turned(claim) if pair[0] == "cold_room" else claim for pair, claim in shown.items()}
        for shown in claims(plain)
    ]
    alike(expected, claims(ask(program, changed(DIARY, swap_cold))))


@pytest.mark.parametrize(
    ("name", "change"),
    [("minutes", lambda value: value * 10), ("late", lambda value: value**3 + value)],
    ids=["in other units", "on a stretched scale"],
)
def test_the_scale_of_a_graded_factor_leaves_the_tiers_alone(
    program: Program, plain: list[Line], name: str, change: Callable[[float], float]
) -> None:
    def stretch(line: Line) -> None:
        if line["type"] == "encounter":
            line["factors"][name] = change(line["factors"][name])

    def tiers(answers: list[Line]) -> list[dict[tuple[str, str], tuple[str, int, str]]]:
        return [
            {pair: (claim["tier"], claim["direction"], claim["role"]) for pair, claim in shown.items()}
            for shown in claims(answers)
        ]

    assert tiers(ask(program, changed(DIARY, stretch))) == tiers(plain)


def test_the_same_file_twice_adds_no_evidence(program: Program, plain: list[Line]) -> None:
    assert ask(program, DIARY + DIARY) == plain
    assert ask(program, DIARY + DIARY[1:]) == plain


def test_a_broken_link_is_no_longer_shown(program: Program) -> None:
    """With the pain of other people's diaries in place of one's own, nothing likely is said about pain."""
    seen = 0
    for seed in range(11, 17):
        others = iter([line["outcomes"]["pain"] for line in diary(seed=seed) if line["type"] == "encounter"])

        def broken(line: Line, others: object = others) -> None:
            if line["type"] == "encounter":
                line["outcomes"]["pain"] = next(others)

        shown = claims(ask(program, changed(DIARY, broken)))
        seen += any(pair[1] == "pain" and claim["tier"] != "hunch" for entry in shown for pair, claim in entry.items())
    assert seen <= 2  # of 30 null pairs, at floors that allow one false alarm in twenty each


@pytest.mark.parametrize("entries", [0, 1, 2, 7])
def test_too_few_entries_say_nothing_and_break_nothing(program: Program, entries: int) -> None:
    answers = ask(program, first_entries(DIARY, entries) if entries else DIARY[:1])
    assert len(answers) == entries
    assert not any(answer["claims"] or answer["no_link"] for answer in answers)


def about(answers: list[Line], name: str) -> list[Line]:
    """Everything ever said of a factor or an outcome, found or ruled out."""
    return [
        said
        for answer in answers
        for said in answer["claims"] + answer["no_link"]
        if name in (said["factor"], said["outcome"])
    ]


@pytest.mark.parametrize("value", [0, 1, None], ids=["never so", "always so", "never recorded"])
@pytest.mark.parametrize(("kind", "name"), [("factors", "cold_room"), ("outcomes", "tears")])
def test_nothing_is_said_of_what_never_changes(program: Program, kind: str, name: str, value: int | None) -> None:
    """Not that it goes with something, and not that it does not."""

    def fix(line: Line) -> None:
        if line["type"] == "encounter":
            line[kind].pop(name)
            if value is not None:
                line[kind][name] = value

    answers = ask(program, changed(DIARY, fix))
    assert len(answers) == 60
    assert about(answers, name) == []


def test_nothing_is_said_of_what_was_recorded_once_or_of_empty_entries(program: Program) -> None:
    def once(line: Line) -> None:
        if line["type"] == "encounter" and line["i"] != 9:
            line["factors"].pop("cold_room")

    assert about(ask(program, changed(DIARY, once)), "cold_room") == []

    def empty(line: Line) -> None:
        line.update({key: {} for key in ("factors", "outcomes", "values") if key in line})

    assert not any(answer["claims"] or answer["no_link"] for answer in ask(program, changed(DIARY, empty)))


def test_of_two_factors_that_are_always_the_same_neither_is_singled_out(program: Program) -> None:
    """Once the link is beyond doubt, the diary says that it cannot tell the two apart, in whatever order they stand."""

    def twin(line: Line) -> None:
        if line["type"] == "encounter":
            line["factors"]["wine"] = line["factors"]["cold_room"]

    lines = changed(DIARY, twin)
    answers = ask(program, lines)
    for shown in claims(answers):
        assert (("wine", "pain") in shown) == (("cold_room", "pain") in shown)
    assert not {("wine", "pain"), ("cold_room", "pain")} & claims(answers)[-1].keys()
    apart = {(said["factor"], *said["with"]) for said in answers[-1]["entangled"]}
    assert apart == {("wine", "cold_room"), ("cold_room", "wine")}
    lines[0]["factors"].reverse()
    alike(claims(answers), claims(ask(program, lines)))


def test_a_factor_and_an_outcome_may_have_the_same_name(program: Program, plain: list[Line]) -> None:
    lines = copy.deepcopy(DIARY)
    lines[0]["factors"][0]["name"] = "pain"
    for line in lines[1:]:
        if line["type"] == "encounter":
            line["factors"]["pain"] = line["factors"].pop("cold_room")
    mine, theirs = claims(plain)[-1], claims(ask(program, lines))[-1]
    assert theirs["pain", "pain"]["tier"] == mine["cold_room", "pain"]["tier"]


def test_a_main_question_is_heard_and_must_name_what_is_there(program: Program, plain: list[Line]) -> None:
    def named(main: object) -> list[Line]:
        return [{**DIARY[0], "main": main}, *DIARY[1:]]

    suspected = ask(program, named({"outcome": "pain", "suspects": ["cold_room"]}))

    def begins(answers: list[Line]) -> int:
        return next(n for n, shown in enumerate(claims(answers)) if ("cold_room", "pain") in shown)

    assert begins(suspected) <= begins(plain)
    assert ask(program, named({"outcome": "pain", "suspects": ["cold_room"] * 3})) == suspected
    for wrong in ({"outcome": "pian", "suspects": []}, {"outcome": "pain", "suspects": ["wien"]}, "pain", []):
        said = program.patterns(named(wrong))
        assert (said.code, said.out) == (2, "")
        assert "line 1" in said.err
        assert "main" in said.err


def encounter(change: Callable[[Line], object]) -> list[Line]:
    """The short diary with its third encounter changed: line 7 of the file."""
    lines = copy.deepcopy(SHORT)
    change(lines[6])
    return lines


WRONG = {
    "not a number": encounter(lambda line: line["factors"].update(minutes=float("nan"))),
    "endless": encounter(lambda line: line["outcomes"].update(pain=float("inf"))),
    "too large": encounter(lambda line: line["factors"].update(minutes=1e308)),
    "words for a number": encounter(lambda line: line["outcomes"].update(pain="7")),
    "a list for a number": encounter(lambda line: line["factors"].update(late=[1])),
    "yes or no is two": encounter(lambda line: line["factors"].update(wine=2)),
    "yes or no is a half": encounter(lambda line: line["outcomes"].update(tears=0.5)),
    "outside the scale": encounter(lambda line: line["outcomes"].update(pain=11)),
    "not in the first line": encounter(lambda line: line["factors"].update(moon=1)),
    "a daily one in an encounter": encounter(lambda line: line["factors"].update(stress=1)),
    "unknown type": encounter(lambda line: line.update(type="dream")),
    "no type": encounter(lambda line: line.pop("type")),
    "no such day": encounter(lambda line: line.update(date="2020-02-30")),
    "no day": encounter(lambda line: line.pop("date")),
    "before the one above": encounter(lambda line: line.update(date="2019-12-01")),
    "the number of another": encounter(lambda line: line.update(i=2)),
    "a list for a line": [*SHORT[:6], [1, 2]],
}


@pytest.mark.parametrize("lines", WRONG.values(), ids=WRONG.keys())
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_half_written(program: Program, lines: list[Line]) -> None:
    said = program.patterns(lines)
    assert (said.code, said.out) == (2, "")
    assert "line 7" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "text",
    [b"", b"\n", b"hello\n", as_bytes(DIARY[1:]), as_bytes(SHORT)[:-9], as_bytes(SHORT).decode().encode("utf-16")],
    ids=["empty", "blank", "prose", "no first line", "cut off", "another encoding"],
)
def test_a_file_that_is_no_diary_is_refused_in_a_sentence(program: Program, text: bytes) -> None:
    said = program.patterns(text)
    assert (said.code, said.out) == (2, "")
    assert said.err.strip().endswith(".")
    assert "inside the program" not in said.err


def test_a_file_from_another_system_reads_the_same(program: Program) -> None:
    """A mark at the start, other line ends, blank lines between, true and false for 1 and 0, two on one day."""
    text = as_bytes(SHORT)
    answers = program.patterns(text).answers()
    assert len(answers) == 6
    yes = text.replace(b'"wine": 1', b'"wine": true').replace(b'"wine": 0', b'"wine": false')
    for other in (b"\xef\xbb\xbf" + text, text.replace(b"\n", b"\r\n"), text.replace(b"\n", b"\n\n"), yes):
        assert program.patterns(other).answers() == answers
    assert len(ask(program, encounter(lambda line: line.update(date=SHORT[4]["date"], time="23:59")))) == 6


def test_two_people_in_one_file_are_answered_one_after_the_other(program: Program) -> None:
    lines = [*SHORT, {**SHORT[0], "person": "p2"}, *SHORT[1:]]
    people = [(answer["person"], answer["n"]) for answer in ask(program, lines)]
    assert people == [(person, n) for person in ("p1", "p2") for n in range(1, 7)]


def test_a_catalogue_of_two_hundred_factors_is_answered_and_counted(program: Program) -> None:
    lines = copy.deepcopy(diary(12))
    names = [f"x{number}" for number in range(195)]
    lines[0]["factors"] += [{"name": name, "kind": "binary", "source": "encounter"} for name in names]
    for line in lines[1:]:
        if line["type"] == "encounter":
            line["factors"].update({name: (line["i"] * (number + 3)) % 7 % 2 for number, name in enumerate(names)})
    assert ask(program, lines)[-1]["pairs"] == 400
