"""A change of this device's settings: kept, said once on the next page, and taken back with one tap.

Takes the state of the worker; what was before is held in memory only, until the next change or until the worker ends.
"""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.model.settings import Device
from aftercare.model.translatable import for_translation
from aftercare.usecases import device
from aftercare.web.desk import NOT_THE_LAST
from aftercare.web.state import AppState
from aftercare.web.visit import Visit

KEPT, TAKEN_BACK = for_translation("Kept."), for_translation("Taken back.")
BACK_TO = ("appearance", "language")


@dataclass(slots=True)
class DeviceChange:
    """The settings as they were before the last change."""

    before: Device
    sentence: str
    """What the next page says; empty once it was said."""
    number: int = 1
    """Which change it is: an Undo names it."""
    can_undo: bool = True


def change_device(state: AppState, changed: Device) -> None:
    """Keep these settings from now on."""
    before = state.device
    if changed == before:
        return
    _take(state, changed)
    state.device_change = DeviceChange(before, KEPT, _number(state) + 1)


def take_sentence(state: AppState) -> tuple[str, str]:
    """What is to be said of the last change, once, and its number where it can be taken back."""
    change = state.device_change
    if not isinstance(change, DeviceChange):
        return "", ""
    said, change.sentence = change.sentence, ""
    return said, str(change.number) if said and change.can_undo else ""


def undo(visit: Visit) -> Response:
    """Take the last change back; when another came since, say so and leave all as it is."""
    change = visit.state.device_change
    if isinstance(change, DeviceChange) and visit.posted.text("step") != str(change.number):
        change.sentence = NOT_THE_LAST
    elif isinstance(change, DeviceChange) and change.can_undo:
        _take(visit.state, change.before)
        visit.state.device_change = DeviceChange(change.before, TAKEN_BACK, change.number, can_undo=False)
    back = visit.posted.text("back")
    return visit.go(back if back in BACK_TO else "all_settings")


def _number(state: AppState) -> int:
    return state.device_change.number if isinstance(state.device_change, DeviceChange) else 0


def _take(state: AppState, changed: Device) -> None:
    state.device = changed
    device.save(state.launch.folder, changed)
    if state.autolock is not None:
        state.autolock.idle = changed.auto_lock_minutes * 60.0
