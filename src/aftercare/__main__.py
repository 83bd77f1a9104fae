"""The program's entry: `aftercare` and `python -m aftercare`. Only here are both the pages and the commands known."""

import sys
from io import TextIOWrapper
from pathlib import Path

from aftercare.cli import main as run_command
from aftercare.model.reach import Reach


def serve(*, reach: Reach, port: int | None, folder: Path, open_browser: bool) -> None:
    """Open the app; the pages are imported only now, so that help stays quick."""
    from aftercare.web.parent import serve as serve_pages

    serve_pages(reach=reach, port=port, folder=folder, open_browser=open_browser)


def speak_utf8() -> None:
    """Programs and files get and give UTF-8 whatever the locale; a terminal that lacks a sign shows a stand-in."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="strict")


def main() -> None:
    """Run the command line and exit with its code."""
    speak_utf8()
    sys.exit(run_command(sys.argv[1:], serve))


if __name__ == "__main__":
    main()
