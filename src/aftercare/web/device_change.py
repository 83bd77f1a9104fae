"""A change of this device's settings: kept, said once on the next page, and taken back with one tap.

Takes the state of the worker; what was before is held in memory only, until the next change or until the worker ends.
"""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.model.settings import Device
from aftercare.model.translatable import for_translation
from aftercare.usecases import device
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
    can_undo: bool = True


def change_device(state: AppState, changed: Device) -> None:
    """Keep these settings from now on."""
    before = state.device
    if changed == before:
        return
    _take(state, changed)
    state.device_change = DeviceChange(before, KEPT)


def take_sentence(state: AppState) -> tuple[str, bool]:
    """What is to be said of the last change, once, and whether it can be taken back."""
    change = state.device_change
    if not isinstance(change, DeviceChange):
        return "", False
    said, change.sentence = change.sentence, ""
    return said, bool(said) and change.can_undo


def undo(visit: Visit) -> Response:
    """Take the last change back."""
    change = visit.state.device_change
    if isinstance(change, DeviceChange) and change.can_undo:
        _take(visit.state, change.before)
        visit.state.device_change = DeviceChange(change.before, TAKEN_BACK, can_undo=False)
    back = visit.posted.text("back")
    return visit.go(back if back in BACK_TO else "all_settings")


def _take(state: AppState, changed: Device) -> None:
    state.device = changed
    device.save(state.launch.folder, changed)
    if state.autolock is not None:
        state.autolock.idle = changed.auto_lock_minutes * 60.0
