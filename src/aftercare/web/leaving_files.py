"""What is about to leave the journal as a file: what it is, how it is made, the finished bytes. On the desk only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.responses import Response

from aftercare.model.report import ReportChoice
from aftercare.web.opened import Opened

Make = Callable[[Opened, str | None], bytes]
"""Makes the file: sealed under a passphrase, or plain where that is None."""
SEALED_MEDIA = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished file that waits to be saved by the browser."""

    name: str
    media: str
    data: bytes = field(repr=False)
    sealed: bool
    back: str
    """Name of the page it came from."""
    is_backup: bool = False
    noted: bool = False
    """The journal remembers that it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A file the person wants to take along."""

    make: Make
    ending: str
    media: str
    back: str
    choice: ReportChoice | None = None
    """What stands on it, for the clinician's page."""

    def ready(self, here: Opened, passphrase: str | None) -> Ready:
        """The finished file. One to two seconds when it is sealed."""
        data = self.make(here, passphrase)
        if passphrase is None:
            return Ready(neutral_name(here.local_now, self.ending), self.media, data, False, self.back)
        ending = "age" if self.ending == "json" else f"{self.ending}.age"
        return Ready(neutral_name(here.local_now, ending), SEALED_MEDIA, data, True, self.back)


def neutral_name(day: datetime, ending: str) -> str:
    """A file name that says nothing of what is inside."""
    return f"notes-{day:%Y-%m-%d}.{ending}"


def as_download(ready: Ready) -> Response:
    """The file, for the browser to save and to keep nowhere else."""
    headers = {"content-disposition": f'attachment; filename="{ready.name}"', "cache-control": "no-store"}
    return Response(ready.data, media_type=ready.media, headers=headers)
