"""The edge where the command line reads the clock and finds the time zone it is in."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aftercare.model.entry import When, zone_info
from aftercare.model.errors import BadValue

ZONE_FILES = Path("/usr/share/zoneinfo"), Path("/var/db/timezone/zoneinfo")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def local_zone() -> str:
    """The zone's IANA name where the system tells it, else its present offset like +02:00."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked_zone()):
        if name and _is_zone(name):
            return name
    offset = datetime.now().astimezone().strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"


def read_when(text: str, zone: str, moment: datetime) -> When:
    """A typed time: `2026-11-20T23:40`, `2026-11-20 23:40`, `23:40` (the last time it was that), or a day alone.

    Only as exact as it was typed; BadValue when it is none of these.
    """
    from aftercare.usecases.drafts import day_only
    from aftercare.usecases.drafts import moment as to_the_minute

    typed = text.strip()
    here = moment.astimezone(zone_info(zone)).replace(tzinfo=None)
    try:
        if len(typed) <= len("23:40"):
            return to_the_minute(_last_time_it_was(typed, here), zone)
        local = datetime.fromisoformat(typed.replace(" ", "T", 1))
    except ValueError:
        raise BadValue("Write the time like 2026-11-20 23:40, like 23:40, or only the day.", where="time") from None
    if local.tzinfo is not None:
        raise BadValue("Write the time as the clock on the wall showed it, without an offset.", where="time")
    return day_only(local) if len(typed) == len("2026-11-20") else to_the_minute(local, zone)


def _last_time_it_was(clock: str, here: datetime) -> datetime:
    hour = datetime.strptime(clock, "%H:%M")  # noqa: DTZ007  a time of the clock on the wall
    today = here.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)


def _linked_zone() -> str:
    """Where /etc/localtime points to, or what /etc/timezone says."""
    target = Path("/etc/localtime").resolve()
    for folder in ZONE_FILES:
        if target.is_relative_to(folder):
            return str(target.relative_to(folder))
    try:
        return Path("/etc/timezone").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _is_zone(name: str) -> bool:
    try:
        zone_info(name)
    except BadValue:
        return False
    return True
