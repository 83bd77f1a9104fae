"""Patterns of days beside those of times: chosen by post, told in their own words, and never where there is nothing."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.journey.made_days import checked_in
from tests.unit.usecases.invented import bring_in
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.days.daily import build_daily
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import EntryKind
from aftercare.model.notice import NoticeKind
from aftercare.model.review import Later
from aftercare.usecases.look import days_noted
from aftercare.web.routes import url_for

OF_TIMES = re.compile(r"\b(entry|entries|times?|nights?)\b")


def fill(mine: Mine, days: int) -> None:
    """So many days of check-ins, as if brought in the day each was written."""
    made = checked_in(mine.bench.state.now().date() - timedelta(days=1), days)
    bring_in(made, mine.vault, mine.bench.state.now())


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


@pytest.fixture
def full(mine: Mine) -> Mine:
    fill(mine, 240)
    return mine


def choices(page: str) -> list[str]:
    return re.findall(r'name="rows" value="(\w+)" aria-pressed="true"', page)


def test_with_nine_days_of_check_ins_there_is_no_choice_and_with_ten_there_is(mine: Mine) -> None:
    fill(mine, 9)
    assert 'name="rows"' not in mine.get("patterns")
    assert "No pattern yet" in mine.post("patterns_of", rows="days")
    assert 'name="rows"' not in mine.get("patterns")
    (today,) = checked_in(mine.bench.state.now().date(), 1).check_ins()
    mine.vault.add(replace(today, id="00000000-0000-4000-8000-000000000001"))
    assert choices(mine.get("patterns")) == ["days"]
    assert choices(mine.post("patterns_of", rows="times")) == ["times"]


def test_days_are_counted_as_the_table_of_days_has_rows(full: Mine) -> None:
    knowledge = load_knowledge()
    left_out = next(iter(full.journal.check_ins()))
    full.vault.change(replace(left_out, left_out=True))
    table = build_daily(full.journal, knowledge.measures, knowledge.day_factors.values())
    assert days_noted(full.journal) == len(table.rows) == 239


def test_looking_at_times_searches_no_days(full: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = []
    search = Later.value
    monkeypatch.setattr(Later, "value", lambda later: searched.append(later) or search(later))
    assert choices(full.get("patterns")) == ["times"]
    full.get("home")
    assert searched == []
    full.post("patterns_of", rows="days")
    assert searched != []


def test_the_choice_is_kept_and_leaves_no_trace_in_the_address(full: Mine) -> None:
    answer = full.send("patterns_of", rows="days")
    assert answer.headers["location"] == url_for("patterns")
    assert choices(full.follow(answer)) == ["days"]
    full.get("home")
    assert choices(full.get("patterns")) == ["days"]
    alone = full.post("patterns_of", rows="days", only="pelvic_pain")
    assert choices(alone) == ["days"]
    assert "Tears came apart from sex" not in shown(alone).split("From 240 days")[1]
    assert "Tears came apart from sex" in shown(full.post("patterns_of", rows="days", only=""))
    assert choices(full.post("patterns_of", rows="times")) == ["times"]


def test_the_list_speaks_of_days_and_promises_no_rate(full: Mine) -> None:
    text = shown(full.post("patterns_of", rows="days"))
    assert "From 240 days." in text
    assert "For days it has not been measured how many such patterns hold up." in text
    assert not re.search(r"\d+ (in 10 )?hold up", text)
    assert "Tears came apart from sex on" in text
    assert "days with a quarrel with someone close the day before" in text
    assert re.search(r"your days cannot tell them apart yet", text)
    told = text.replace("Times Days", "").replace("the day before, the night,", "")
    assert not OF_TIMES.findall(told), OF_TIMES.findall(told)


@pytest.mark.parametrize(
    ("factor", "outcome", "chart", "says"),
    [
        (
            "quarrel_today",
            "tears_today",
            "chart-dots",
            "more days in 100 with a quarrel with someone close the day before",
        ),
        ("stress", "mood", "chart-stacks", "It is about the day before."),
        ("cycle_day", "pelvic_pain", "chart-cycle", "Every day of a known cycle"),
        ("sex_the_day_before", "pain_today", "chart-stacks", "after a day with sex"),
        ("exercise", "desire", "chart-", "newer days no longer show it"),
    ],
)
def test_a_single_pattern_of_days_is_told_in_days_with_its_check_ins_behind_it(
    full: Mine, factor: str, outcome: str, chart: str, says: str
) -> None:
    full.post("patterns_of", rows="days")
    page = full.post("patterns", factor=factor, outcome=outcome, rows="days", whole="yes")
    text = shown(page)
    assert chart in page
    assert says in text
    assert "The days behind it" in text
    assert "One dot is one day" in text
    assert "hold up" not in text or "has not been measured" in text
    assert 'class="entry-line day"' in page
    assert 'class="entry-line encounter"' not in page
    assert url_for("experiment_new") not in page
    left = text.replace("around the same time", "")
    assert not OF_TIMES.findall(left), OF_TIMES.findall(left)


def test_the_history_of_days_is_told_of_days_and_kept_apart(full: Mine) -> None:
    of_times = full.get("patterns")
    assert "Since you last looked" not in of_times
    page = full.post("patterns_of", rows="days")
    changed = shown(page).split("From 240 days")[0]
    assert re.search(r"Faded\s+Exercise and desire", changed)
    assert re.search(r"Stronger\s+A quarrel with someone close", changed)
    faded = shown(full.post("patterns", factor="exercise", outcome="desire", rows="days"))
    assert re.search(r"Its story\s+Likely\s+First shown: ", faded)
    looks = {one.subject for one in full.journal.notices if one.kind is NoticeKind.PATTERNS_SEEN}
    assert looks == {"", "days"}


def test_a_pattern_from_home_is_one_of_times_whatever_was_looked_at_before(full: Mine) -> None:
    full.post("patterns_of", rows="days")
    answer = full.send("patterns", factor="quarrel_today", outcome="tears_today")
    assert choices(full.follow(full.bench.client.get(answer.headers["location"], follow_redirects=False))) == ["times"]


def test_the_sample_shows_days_too_and_keeps_them_from_page_to_page(inside: Bench) -> None:
    mine = Mine(inside, None, inside.token("/"))
    page = mine.send("sample_patterns", rows="days").text
    assert choices(page) == ["days"]
    assert "days with a long sleep" in shown(page)
    assert page.count('type="hidden" name="rows" value="days"') >= 3
    one = mine.send("sample_pattern", factor="sleep_hours", outcome="mood", rows="days").text
    assert "The days behind it" in one
    assert 'name="rows" value="days">All patterns' in one


def test_only_check_ins_stand_behind_a_day(full: Mine) -> None:
    full.post("patterns_of", rows="days")
    full.post("patterns", factor="stress", outcome="mood", rows="days", whole="yes")
    page = full.get("pattern")
    ids = set(re.findall(r'name="entry" value="([^"]+)"', page))
    assert len(ids) == 239
    assert {full.journal.entry(one).kind for one in ids} == {EntryKind.DAY}
