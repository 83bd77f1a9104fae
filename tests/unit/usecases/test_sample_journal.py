"""The sample journal is complete, kind, always the same, and fits its own measures; so does the ten-year one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action, Level
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.journal import Journal, entry_order
from aftercare.model.pattern import PatternRole, Tier
from aftercare.model.wire import entry_from_json, entry_to_json
from aftercare.review import review_journal
from aftercare.usecases import ten_years as ten
from aftercare.usecases.sample_journal import sample_journal
from aftercare.usecases.ten_years import ten_years

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CATALOGUE = load_knowledge().measures


@pytest.fixture(scope="module")
def sample() -> Journal:
    return sample_journal(CATALOGUE, TODAY)


@pytest.fixture(scope="module")
def decade() -> Journal:
    return ten_years(CATALOGUE, TODAY)


def _misfits(journal: Journal) -> list[str]:
    measures = {**CATALOGUE, **{own.id: own for own in journal.own_measures}}
    told = [(entry.id, item) for entry in journal.entries for item in entry.all_values().items()]
    return [measure for _, (measure, value) in told if measures[measure].check(value) != value]


def test_it_holds_exactly_150_encounters_and_ends_today(sample: Journal) -> None:
    assert len(list(sample.encounters())) == 150
    assert max(entry.at.day for entry in sample.entries) == TODAY
    assert max(entry.at.day for entry in sample.encounters()) == TODAY - timedelta(days=1)


def test_last_night_still_waits_for_its_day_after_answer(sample: Journal) -> None:
    last = list(sample.encounters())[-1]
    assert last.value("mood_next_day") is None


def test_it_is_the_same_for_everyone_who_opens_it_on_one_day(sample: Journal) -> None:
    assert sample_journal(CATALOGUE, TODAY) == sample


def test_on_another_day_only_the_dates_differ(sample: Journal) -> None:
    later = sample_journal(CATALOGUE, TODAY + timedelta(days=100))
    for before, after in zip(sample.entries, later.entries, strict=True):
        assert after.id == before.id
        assert after.all_values() == before.all_values()
        assert after.at.day - before.at.day == timedelta(days=100)


def test_nothing_is_written_before_it_happened_or_later_than_the_first_moment_of_today(sample: Journal) -> None:
    end = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
    for entry in sample.entries:
        times = [entry.recorded, *(addition.recorded for addition in entry.added)]
        assert times == sorted(times)
        assert times[-1] <= end
        if entry.kind is EntryKind.ENCOUNTER:
            assert entry.at.instant() < entry.recorded


def test_the_entries_stand_in_time_order_with_ids_of_their_own(sample: Journal, decade: Journal) -> None:
    for journal in (sample, decade):
        assert list(journal.entries) == sorted(journal.entries, key=entry_order)
        assert len({entry.id for entry in journal.entries}) == len(journal.entries)


def test_every_value_fits_its_measure(sample: Journal, decade: Journal) -> None:
    assert _misfits(sample) == []
    assert _misfits(decade) == []


def test_every_answer_about_the_person_fits_its_measure(sample: Journal) -> None:
    for measure, answer in sample.person.answers.items():
        assert CATALOGUE[measure].check(answer.value) == answer.value


def test_it_shows_what_the_app_is_about(sample: Journal) -> None:
    encounters = list(sample.encounters())
    tears = Counter(entry.value("tears") for entry in encounters)
    assert all(tears[strength] >= 3 for strength in (0, 1, 2, 3))
    assert {"upset", "moved"} <= {entry.value("tears_kind") for entry in encounters}
    assert {"one", "alone"} <= {entry.value("company") for entry in encounters}
    assert any(entry.value("pain_sites") for entry in encounters)
    assert len({entry.at.day for entry in encounters}) < len(encounters), "some days have more than one"
    assert sum(entry.note is not None for entry in encounters) == 5
    bleeding = {entry.value("menstrual_bleeding") for entry in sample.check_ins()}
    assert {0, 2, 3, 4} <= bleeding


def test_it_raises_one_flag_that_can_wait_and_no_alarm(sample: Journal) -> None:
    screening = review_journal(sample, (), load_knowledge(), NOW).screening
    assert screening.first_screen == ()
    assert [(flag.rule, flag.level) for flag in screening.fired] == [("RF38", Level.CLINICIAN)]
    assert {rule.floor for rule in screening.open} <= {Action.SELF_CARE}


def test_it_is_kind_to_look_at(sample: Journal) -> None:
    """No emergency, nothing unwanted: a first look must not frighten."""
    for entry in sample.encounters():
        pain = entry.value("pain")
        assert not isinstance(pain, int) or pain <= 6
        assert entry.value("wanted") in (None, "yes")
        assert entry.value("touch") is None


def test_every_tier_of_patterns_shows_in_it(sample: Journal) -> None:
    found = review_journal(sample, (), load_knowledge(), NOW).patterns
    leads = {pattern.pair.key: pattern.tier for pattern in found.of(tier=Tier.HUNCH)}
    assert set(leads.values()) == set(Tier)
    assert leads["sleep_hours", "tears"] is Tier.STRONG
    assert leads["depth", "pain"] is Tier.STRONG
    assert leads["held_after", "mood_next_day"] is Tier.STRONG
    assert leads["quarrel", "mood_after"] is Tier.STRONG
    assert leads["quarrel", "feeling_bad_after"] is Tier.LIKELY
    assert leads["quarrel", "tears"] is leads["dryness", "pain"] is Tier.HUNCH
    travelling = [pattern for pattern in found.patterns if pattern.role is PatternRole.TRAVELS_WITH]
    assert ("stress", ("sleep_hours",)) in [(pattern.factor, pattern.companions) for pattern in travelling]
    assert ("alcohol", "tears") in [pair.key for pair in found.no_large_link]
    assert found.not_yet, "some things need more entries, and it says so"


def test_what_was_not_answered_is_absent_not_zero(sample: Journal) -> None:
    for measure in ("mood_before", "pain", "alcohol", "mood_next_day"):
        answered = [entry.value(measure) for entry in sample.encounters()]
        assert None in answered
    assert 0 in [entry.value("pain") for entry in sample.encounters()], "no pain is an answer"


def test_ten_years_are_1200_encounters_and_3800_check_ins(decade: Journal) -> None:
    assert len(list(decade.encounters())) == 1_200
    assert len(list(decade.check_ins())) == 3_800
    assert decade.entries[-1].at.day == TODAY
    assert decade.entries[0].at.day == TODAY - timedelta(days=ten.DAYS - 1)


def test_ten_years_follow_their_seed_alone(decade: Journal) -> None:
    assert ten_years(CATALOGUE, TODAY, ten.SEED).entries[::500] == decade.entries[::500]
    assert ten_years(CATALOGUE, TODAY, 11).entries[0] != decade.entries[0]


def test_ten_years_fill_the_catalogue_the_way_a_diligent_person_would(decade: Journal) -> None:
    used = {measure for entry in decade.entries for measure in entry.all_values()}
    assert len(used) >= 90
    assert sum(len(entry.all_values()) for entry in decade.entries) / 5_000 > 10


def test_the_entries_survive_being_written_and_read(sample: Journal, decade: Journal) -> None:
    def again(entry: Entry) -> Entry:
        return entry_from_json(entry_to_json(entry))

    assert [again(entry) for entry in sample.entries] == list(sample.entries)
    assert [again(entry) for entry in decade.entries[::50]] == list(decade.entries[::50])
