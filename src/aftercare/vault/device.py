"""device.json: the few settings that are needed while the vault is locked. Plain, and nothing logged in it.

Takes the folder, returns `Device`. A damaged file gives the defaults rather than stopping anyone from opening the app.
"""

import json
from pathlib import Path

from aftercare.model.errors import UserError
from aftercare.model.records import from_object, to_object
from aftercare.model.settings import Device
from aftercare.vault import folder as files

_FILE_LIMIT = 16 * 1024


def read_device(folder: Path) -> Device:
    """The settings of this device; the defaults where there are none or they can't be read."""
    if not (folder / files.DEVICE).exists():
        return Device()
    try:
        return from_object(Device, json.loads(files.read_file(folder / files.DEVICE, limit=_FILE_LIMIT)))
    except (UserError, ValueError, RecursionError):
        return Device()


def write_device(folder: Path, device: Device) -> None:
    """Keep them, durably. The folder need not hold a vault yet."""
    files.make_folder(folder)
    files.write_file(folder / files.DEVICE, json.dumps(to_object(device), indent=1).encode() + b"\n")
