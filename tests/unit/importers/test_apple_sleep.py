"""One value a night, whatever wrote it down."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare.importers.apple_sleep import Nights, union_length, waking_day


@pytest.mark.parametrize(
    ("local_end", "day"),
    [
        (datetime(2025, 3, 16, 7, 0), date(2025, 3, 16)),
        (datetime(2025, 3, 15, 23, 30), date(2025, 3, 16)),
        (datetime(2025, 3, 15, 18, 0), date(2025, 3, 16)),
        (datetime(2025, 3, 15, 17, 59), date(2025, 3, 15)),
        (datetime(2025, 3, 15, 0, 0), date(2025, 3, 15)),
    ],
)
def test_a_night_belongs_to_the_day_of_waking(local_end: datetime, day: date) -> None:
    assert waking_day(local_end) == day


@pytest.mark.parametrize(
    ("intervals", "length"),
    [
        ([], 0),
        ([(0, 10)], 10),
        ([(0, 10), (5, 15)], 15),
        ([(5, 15), (0, 10), (20, 25)], 20),
        ([(0, 100), (10, 20), (30, 40)], 100),
        ([(0, 10), (10, 20), (0, 10)], 20),
    ],
)
def test_overlapping_pieces_count_once(intervals: list[tuple[int, int]], length: int) -> None:
    assert union_length(intervals) == length


def nights(*pieces: tuple[str, int, int]) -> Nights:
    gathered = Nights()
    for value, began, ended in pieces:
        start = datetime(2025, 3, 15, 22, tzinfo=UTC)
        end = start + timedelta(minutes=ended)
        assert gathered.add(value, start + timedelta(minutes=began), end, end.replace(tzinfo=None))
    return gathered


def test_stages_stand_over_plain_sleep_and_waking_is_not_sleep() -> None:
    told = nights(("Asleep", 0, 500), ("AsleepCore", 30, 90), ("Awake", 90, 120), ("AsleepREM", 120, 180))
    assert told.minutes() == {date(2025, 3, 16): 120}


def test_a_night_with_time_in_bed_only_has_no_sleep_value() -> None:
    told = nights(("InBed", 0, 480))
    assert told.minutes() == {}
    assert told.nights_only_in_bed() == 1
    assert nights(("InBed", 0, 480), ("Asleep", 10, 400)).nights_only_in_bed() == 0


def test_a_word_that_is_not_known_and_a_piece_without_length_are_refused() -> None:
    gathered, moment = Nights(), datetime(2025, 3, 15, tzinfo=UTC)
    assert not gathered.add("Dreaming", moment, moment + timedelta(hours=1), moment.replace(tzinfo=None))
    assert not gathered.add("Asleep", moment, moment, moment.replace(tzinfo=None))
