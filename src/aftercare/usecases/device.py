"""The settings outside the vault: needed while it is locked, nothing logged in them."""

from pathlib import Path

from aftercare.model.settings import Device
from aftercare.vault.device import read_device, write_device
from aftercare.vault.folder import State, state


def load(folder: Path) -> Device:
    """The settings in `folder`, or the defaults; a damaged file keeps nobody out."""
    return read_device(folder)


def save(folder: Path, device: Device) -> None:
    """Keep them. Without a vault nothing is written: who only looks around leaves no trace on the disk."""
    if state(folder) is not State.NOTHING:
        write_device(folder, device)


def has_vault(folder: Path) -> bool:
    """Whether there is a vault to unlock (a broken one counts: unlocking says what is missing)."""
    return state(folder) is not State.NOTHING
