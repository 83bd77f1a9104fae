"""The days of a diary file: what may be claimed about how a day was from what came before it."""

import json
import random
from datetime import date, timedelta

import pytest

from aftercare.model.errors import BadFile
from aftercare.usecases.diary_lines import read_diaries
from aftercare.usecases.read_days import claims_by_day, table_of_days

META = {
    "type": "meta",
    "person": "p1",
    "factors": [
        {"name": "stress", "kind": "ordinal", "source": "daily"},
        {"name": "noise", "kind": "ordinal", "source": "daily"},
        {"name": "felt", "kind": "ordinal", "source": "daily"},
        {"name": "wine", "kind": "binary"},
    ],
    "outcomes": [{"name": "pain", "kind": "ordinal", "min": 0, "max": 10}],
    "days": {"outcomes": ["felt"]},
}
FIRST = date(2026, 1, 1)


def diary(count=160, seed=3):
    """A person who feels worse the day after stress, and better the day after an encounter."""
    chance = random.Random(seed)
    lines, stressed, held = [META], 0, False
    for number in range(count):
        day = (FIRST + timedelta(days=number)).isoformat()
        felt = min(10, max(0, round(5 - 0.6 * (stressed - 5) + 2 * held + chance.gauss(0, 1))))
        stressed, held = chance.randint(0, 10), chance.random() < 0.3
        values = {"stress": stressed, "noise": chance.randint(0, 10), "felt": felt}
        lines.append({"type": "checkin", "date": day, "values": values})
        if held:
            lines.append({"type": "encounter", "date": day, "factors": {"wine": 1}, "outcomes": {"pain": 2}})
    return lines


def run(lines, **options):
    told = claims_by_day([json.dumps(line) for line in lines], **options)
    return [{key: value for key, value in one.items() if key != "seconds"} for one in told]


def test_what_came_the_day_before_is_found_and_noise_is_not():
    found = {(c["factor"], c["outcome"]): c["direction"] for c in run(diary())[0]["claims"]}
    assert found == {("stress", "felt"): -1, ("encounter", "felt"): 1}


def test_nothing_of_a_later_day_touches_what_is_claimed():
    lines = diary(70)
    told = run(lines, every_entry=True)
    assert [one["n"] for one in told] == list(range(1, 71))
    for count in (20, 45, 69):
        until = (FIRST + timedelta(days=count - 1)).isoformat()
        assert run([line for line in lines if line.get("date", "") <= until]) == [told[count - 1]]


def test_a_day_nobody_wrote_about_is_not_a_day_without_an_encounter():
    lines = [line for line in diary(6) if line["type"] != "encounter" and line.get("date") != "2026-01-03"]
    table = table_of_days(next(read_diaries(json.dumps(line) for line in lines)))
    column = next(one for one in table.factors if one.id == "encounter").columns[0]
    assert [value == value and value for value in column] == [False, 0.0, False, 0.0, 0.0]


@pytest.mark.parametrize("outcomes", ["felt", ["gone"], ["wine"], ["felt", "felt"], [7]])
def test_only_daily_values_can_be_outcomes_of_days(outcomes):
    with pytest.raises(BadFile) as caught:
        run([META | {"days": {"outcomes": outcomes}}])
    assert caught.value.where == "line 1, days.outcomes"


def test_a_diary_that_names_no_outcomes_of_days_is_told_so():
    with pytest.raises(BadFile, match="no daily values"):
        run([{key: value for key, value in META.items() if key != "days"}])
