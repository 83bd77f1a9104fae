"""The short-lived process in which an authority is made, so that its key ends with it: nothing else can be signed.

Started by `kept` with the folder, the name and "keep" or "renew". Keeps the certificate in the vault's folder and
prints one line of JSON: what was kept, until when it holds, whether it is new. Never prints or writes the authority's
key.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from aftercare.model.errors import UserError
from aftercare.vault import folder as files
from aftercare.vault.harden import harden_process
from aftercare.web.authority.certificates import make, read

_FILE_LIMIT = 64 * 1024


def keep(folder: Path, name: str, now: datetime, *, renew: bool) -> dict[str, str | bool]:
    """The certificate for `name`: the kept one while it holds, else a new one, durably. UserError when that fails."""
    place = folder / files.LAN
    kept = None
    if not renew and place.exists():
        kept = read(files.read_file(place, limit=_FILE_LIMIT).decode("ascii", "replace"), name, now)
    made = kept or make(name, now)
    if kept is None:
        files.make_folder(folder)
        files.write_file(place, made.pem.encode())
    return {"pem": made.pem, "until": made.until.isoformat(), "new": kept is None}


def main(folder: str, name: str, way: str) -> int:
    """Run once; a failure that the person can mend is printed as its sentence."""
    harden_process()
    try:
        print(json.dumps(keep(Path(folder), name, datetime.now(UTC), renew=way == "renew")))  # noqa: T201  the pipe
    except UserError as error:
        print(json.dumps({"error": str(error)}))  # noqa: T201  the pipe
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
