"""Diary files in, claims out: the promises a stranger can check from outside."""

import copy
import json
from datetime import date, timedelta

import pytest
from benchmarks.patterns.diaries import SCENARIOS, longer, simulate

from aftercare.model.errors import BadFile
from aftercare.usecases.read_diary import claims

ENTRIES = 80


def lines_of(diary):
    return [json.dumps(line) for line in diary]


def run(diary, **options):
    return [
        {key: value for key, value in told.items() if key != "seconds"} for told in claims(lines_of(diary), **options)
    ]


@pytest.fixture(scope="module")
def diary():
    return simulate(longer(SCENARIOS["standard"], ENTRIES), 34).lines


@pytest.fixture(scope="module")
def told(diary):
    return run(diary, every_entry=True)


def cut(diary, count):
    """The diary as it was right after encounter `count`, check-ins of that date included."""
    place = [i for i, line in enumerate(diary) if line["type"] == "encounter"][count - 1]
    day = diary[place]["date"]
    later = [line for line in diary[place + 1 :] if line["type"] == "checkin" and line["date"] == day]
    return diary[: place + 1] + later


def test_there_is_one_object_per_encounter_from_the_first_on(told):
    assert [one["n"] for one in told] == list(range(1, ENTRIES + 1))
    assert {one["person"] for one in told} == {"p0034"}
    assert any(one["claims"] for one in told)


def test_without_the_flag_there_is_one_object_for_the_whole_diary(diary, told):
    assert run(diary) == [told[-1]]


def test_the_same_diary_twice_gives_the_same_claims(diary, told):
    assert run(diary, every_entry=True) == told


@pytest.mark.parametrize("count", [1, 8, 25, 47, 66, 79])
def test_nothing_later_than_an_entry_touches_what_is_claimed_after_it(diary, told, count):
    assert run(cut(diary, count)) == [told[count - 1]]


def test_how_long_it_took_is_told(diary):
    ticks = iter([10.0, 10.25])
    (told,) = claims(lines_of(diary), stopwatch=lambda: next(ticks))
    assert told["seconds"] == 0.25


def test_new_names_and_another_order_of_columns_change_nothing_else(diary, told):
    names = {column["name"]: f"n{i}" for i, column in enumerate(diary[0]["factors"] + diary[0]["outcomes"])}
    other = renamed(diary, names)
    other[0]["factors"].reverse()
    other[0]["outcomes"].reverse()
    expected = [
        claim | {"factor": names[claim["factor"]], "outcome": names[claim["outcome"]]} for claim in strip(told[-1])
    ]
    assert sorted_claims(strip(run(other)[0])) == sorted_claims(expected)


def test_other_dates_change_nothing(diary, told):
    later = copy.deepcopy(diary)
    for line in later[1:]:
        line["date"] = (date.fromisoformat(line["date"]) + timedelta(days=1234)).isoformat()
    assert run(later) == [told[-1]]


def test_swapping_yes_and_no_of_a_factor_turns_direction_and_effect_only(diary, told):
    name = next(c["factor"] for one in reversed(told) for c in one["claims"] if c.get("per") == "presence")
    n = max(one["n"] for one in told if any(c["factor"] == name for c in one["claims"]))
    swapped = copy.deepcopy(cut(diary, n))
    for line in swapped[1:]:
        if name in line.get("factors", {}):
            line["factors"][name] = 1 - line["factors"][name]
    expected = [turned(c) if c["factor"] == name else c for c in strip(told[n - 1])]
    assert sorted_claims(strip(run(swapped)[0])) == sorted_claims(expected)


def test_another_unit_of_a_continuous_factor_leaves_everything_alone(diary, told):
    scaled = copy.deepcopy(diary)
    continuous = {c["name"] for c in diary[0]["factors"] if c["kind"] == "continuous"}
    assert continuous
    for line in scaled[1:]:
        for name in continuous & set(line.get("factors", {})):
            line["factors"][name] *= 10
    assert run(scaled) == [told[-1]]


def test_a_file_read_in_twice_adds_no_evidence(diary, told):
    assert run([*diary, *diary], every_entry=True) == told
    doubled = [diary[0]] + [line for line in diary[1:] for _ in range(2)]
    assert run(doubled, every_entry=True) == told


def test_a_second_copy_with_new_numbers_adds_no_evidence(diary, told):
    renumbered = [line | ({"i": line["i"] + 500} if "i" in line else {}) for line in diary]
    assert run([*diary, *renumbered], every_entry=True) == told


def test_two_people_in_one_file_are_answered_one_after_the_other(diary, told):
    other = [diary[0] | {"person": "second"}, *cut(diary, 20)[1:]]
    first, second = run([*diary, *other])
    assert first == told[-1]
    assert second == told[19] | {"person": "second"}


def test_a_check_in_of_the_same_date_counts_even_when_it_stands_after_the_encounter(diary):
    before, after = copy.deepcopy(diary), copy.deepcopy(diary)
    order = {"checkin": 0, "encounter": 1}
    head, rest = after[:1], after[1:]
    rest.sort(key=lambda line: (line["date"], -order[line["type"]], line.get("i", 0)))
    assert run(head + rest, every_entry=True) == run(before, every_entry=True)


def test_a_main_question_brings_its_answer_sooner_and_the_evidence_stays_what_it_was(diary, told):
    truth = simulate(longer(SCENARIOS["standard"], ENTRIES), 34).links
    for outcome in ("anxiety", "pain"):
        suspects = [factor for factor, other in truth if other == outcome]
        asked = run([diary[0] | {"main": {"outcome": outcome, "suspects": suspects}}, *diary[1:]], every_entry=True)
        assert first_shown(asked, outcome, suspects) <= first_shown(told, outcome, suspects)


def first_shown(told, outcome, factors):
    """The first entry after which each factor is a hunch or better, added up; never counts as one past the end."""
    return sum(
        min(
            (
                one["n"]
                for one in told
                if any((claim["factor"], claim["outcome"]) == (factor, outcome) for claim in one["claims"])
            ),
            default=ENTRIES + 1,
        )
        for factor in factors
    )


def meta(**more):
    factors = [
        {"name": "wine", "kind": "binary", "source": "entry"},
        {"name": "calm", "kind": "ordinal", "source": "daily"},
    ]
    outcomes = [{"name": "pain", "kind": "ordinal", "min": 0, "max": 10}]
    return {"type": "meta", "person": "p", "factors": factors, "outcomes": outcomes} | more


def encounter(i=1, **more):
    line = {"type": "encounter", "i": i, "date": "2026-01-01", "time": "22:00", "factors": {"wine": 1}}
    return line | {"outcomes": {"pain": 3}} | more


def test_a_diary_without_encounters_claims_nothing():
    assert run([meta()], every_entry=True) == []
    (told,) = run([meta()])
    assert (told["n"], told["claims"], told["no_link"], told["pairs"]) == (0, [], [], 0)


def test_all_values_missing_claims_nothing():
    lines = [meta()] + [encounter(i, time=f"22:{i:02d}", factors={}, outcomes={}) for i in range(1, 30)]
    assert run(lines)[0]["claims"] == []


def test_a_value_that_is_null_was_not_recorded():
    lines = [meta(), encounter(factors={"wine": None}, outcomes={"pain": 3})]
    assert run(lines)[0]["pairs"] == 0


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("{nonsense", "line 2"),
        ("[1, 2]", "line 2"),
        (json.dumps({"type": "visit"}), "line 2, type"),
        (json.dumps(encounter(date="01.02.2026")), "line 2, date"),
        (json.dumps(encounter(date=None)), "line 2, date"),
        (json.dumps(encounter(factors={"wine": 0.5})), "line 2, factors.wine"),
        (json.dumps(encounter(factors={"wine": "yes"})), "line 2, factors.wine"),
        (json.dumps(encounter(factors={"beer": 1})), "line 2, factors.beer"),
        (json.dumps(encounter(factors=[1])), "line 2, factors"),
        (json.dumps(encounter(outcomes={"pain": 11})), "line 2, outcomes.pain"),
        ('{"type":"encounter","date":"2026-01-01","outcomes":{"pain":NaN}}', "line 2, outcomes.pain"),
        ('{"type":"encounter","date":"2026-01-01","outcomes":{"pain":1e999}}', "line 2, outcomes.pain"),
        (json.dumps({"type": "checkin", "date": "2026-01-01", "values": {"wine": 1}}), "line 2, values.wine"),
        (json.dumps(meta(factors=[])), "line 2, type"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_field_and_without_its_value(line, place):
    with pytest.raises(BadFile) as caught:
        list(claims([json.dumps(meta()), line]))
    assert caught.value.where == place
    assert "0.5" not in str(caught.value)
    assert str(caught.value).endswith(".")


DISTRESS = {
    "name": "distress",
    "parts": [
        {"outcome": "tears", "sign": 1},
        {"outcome": "mood_change", "sign": -1},
        {"outcome": "irritability", "sign": 1},
    ],
}


def test_an_outcome_made_of_others_is_asked_for_only_by_the_first_line(diary, told):
    asked = run([diary[0] | {"composites": [DISTRESS]}, *diary[1:]])[0]
    assert asked["pairs"] == told[-1]["pairs"] + len(diary[0]["factors"])
    assert all(claim["outcome"] != "distress" for one in told for claim in one["claims"])
    assert asked["testable"] > told[-1]["testable"]


def test_its_ranks_know_nothing_later_than_the_entry(diary):
    short = cut([diary[0] | {"composites": [DISTRESS], "main": {"outcome": "distress"}}, *diary[1:]], 60)
    found = run(short, every_entry=True)
    for count in (8, 30, 47):
        assert run(cut(short, count)) == [found[count - 1]]


def test_made_of_one_outcome_it_says_what_that_outcome_says(diary):
    same = {"name": "again", "parts": [{"outcome": "mood_change", "sign": 1}]}
    found = run([diary[0] | {"composites": [same]}, *diary[1:]])[0]
    told = {c["factor"]: (c["tier"], c["direction"]) for c in found["claims"] if c["outcome"] == "mood_change"}
    again = {c["factor"]: (c["tier"], c["direction"]) for c in found["claims"] if c["outcome"] == "again"}
    assert told == again


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"person": 7}, "line 1, person"),
        ({"factors": "wine"}, "line 1, factors"),
        ({"factors": [{"name": "a", "kind": "odd"}]}, "line 1, factors, column 1"),
        ({"factors": [{"name": "a", "kind": "binary"}] * 2}, "line 1, factors, column 2"),
        ({"outcomes": [{"name": "a", "kind": "cycle_day"}]}, "line 1, outcomes.a"),
        ({"outcomes": [{"name": "a", "kind": "ordinal", "min": 3, "max": 1}]}, "line 1, outcomes.a"),
        ({"main": {"outcome": "joy"}}, "line 1, main.outcome"),
        ({"main": {"outcome": "pain", "suspects": ["beer"]}}, "line 1, main.suspects"),
        ({"main": {"outcome": "pain", "suspects": [["wine"]]}}, "line 1, main.suspects"),
        ({"composites": "pain"}, "line 1, composites"),
        ({"composites": [{"name": "pain", "parts": [{"outcome": "pain"}]}]}, "line 1, composites, number 1"),
        ({"composites": [{"name": "bad", "parts": []}]}, "line 1, composites, number 1"),
        ({"composites": [{"name": "bad", "parts": [{"outcome": "joy"}]}]}, "line 1, composites, number 1"),
        ({"composites": [{"name": "bad", "parts": [{"outcome": ["pain"]}]}]}, "line 1, composites, number 1"),
        ({"composites": [{"name": "bad", "parts": [{"outcome": "pain", "sign": 2}]}]}, "line 1, composites, number 1"),
        ({"composites": [{"name": "bad", "parts": [{"outcome": "pain"}] * 2}]}, "line 1, composites, number 1"),
        ({"composites": [7]}, "line 1, composites, number 1"),
    ],
)
def test_a_bad_first_line_is_refused_with_its_field(more, place):
    with pytest.raises(BadFile) as caught:
        list(claims([json.dumps(meta(**more))]))
    assert caught.value.where == place


@pytest.mark.parametrize("lines", [[], ["", "  "]])
def test_an_empty_file_is_refused(lines):
    with pytest.raises(BadFile, match="empty"):
        list(claims(lines))


def test_a_file_that_does_not_begin_with_its_meta_line_is_refused():
    with pytest.raises(BadFile, match="meta"):
        list(claims([json.dumps(encounter())]))


def test_encounters_out_of_order_two_check_ins_a_day_and_doubled_numbers_are_refused():
    day = {"type": "checkin", "date": "2026-01-01"}
    for wrong, place in (
        ([encounter(), encounter(2, date="2025-12-31")], "line 3, date"),
        ([encounter(), encounter(1, time="23:00")], "line 3, i"),
        ([day | {"values": {"calm": 3}}, day | {"values": {"calm": 4}}], "line 3, date"),
    ):
        with pytest.raises(BadFile) as caught:
            list(claims(lines_of([meta(), *wrong])))
        assert caught.value.where == place


def renamed(diary, names):
    other = copy.deepcopy(diary)
    for column in other[0]["factors"] + other[0]["outcomes"]:
        column["name"] = names[column["name"]]
    for line in other[1:]:
        for section in ("values", "factors", "outcomes"):
            if section in line:
                line[section] = {names[name]: value for name, value in line[section].items()}
    return other


def strip(told):
    return [{key: value for key, value in claim.items() if key != "with"} for claim in told["claims"]]


def sorted_claims(told):
    return sorted(told, key=lambda claim: (claim["factor"], claim["outcome"]))


def turned(claim):
    return claim | {
        "direction": -claim["direction"],
        "effect": -claim["effect"],
        "lo": -claim["hi"],
        "hi": -claim["lo"],
    }
