"""Times as people type them, and the zone the person is in."""

from datetime import UTC, datetime

import pytest

from aftercare.cli.clock import local_zone, read_when
from aftercare.model.entry import Precision
from aftercare.model.errors import BadValue

BERLIN = "Europe/Berlin"
NIGHT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
"""Half past midnight on Saturday in Berlin."""


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("2026-11-20 23:40", datetime(2026, 11, 20, 23, 40)),
        ("2026-11-20T23:40", datetime(2026, 11, 20, 23, 40)),
        ("00:10", datetime(2026, 11, 21, 0, 10)),
        ("23:40", datetime(2026, 11, 20, 23, 40)),
        ("7:05", datetime(2026, 11, 20, 7, 5)),
    ],
)
def test_a_time_of_day_is_the_last_time_it_was_that(typed: str, local: datetime) -> None:
    when = read_when(typed, BERLIN, NIGHT)
    assert (when.local, when.zone, when.precision) == (local, BERLIN, Precision.INSTANT)


def test_a_day_alone_stays_a_day() -> None:
    when = read_when("2026-11-20", BERLIN, NIGHT)
    assert (when.precision, when.zone) == (Precision.DAY, None)


@pytest.mark.parametrize("typed", ["yesterday", "", "25:00", "2026-13-01", "2026-11-20T23:40+02:00", "20.11.2026"])
def test_anything_else_is_asked_for_in_another_way(typed: str) -> None:
    with pytest.raises(BadValue) as told:
        read_when(typed, BERLIN, NIGHT)
    assert typed == "" or typed not in str(told.value)


def test_the_zone_is_the_systems_or_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", BERLIN)
    assert local_zone() == BERLIN
    monkeypatch.setenv("TZ", "no/such/zone")
    monkeypatch.setattr("aftercare.cli.clock._linked_zone", lambda: "")
    assert len(local_zone()) == len("+02:00")
