"""An invented journal put into a vault, as an import that was taken in before the program starts."""

from datetime import datetime
from pathlib import Path

from tests.journey.conftest import BORN, PASSPHRASE
from tests.journey.light_vault import start_light
from tests.unit.usecases.invented import bring_in

from aftercare.model.journal import Journal
from aftercare.model.settings import Device
from aftercare.usecases import device


def put(made: Journal, folder: Path, now: datetime) -> None:
    """A vault in `folder` with the entries, settings and notices of `made`."""
    session = start_light(folder, PASSPHRASE, birth_year=BORN, now=now)
    bring_in(made, session, now)
    session.lock()
    device.save(folder, Device(exit_explained=True))
