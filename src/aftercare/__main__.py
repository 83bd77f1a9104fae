"""The program's entry: `aftercare` and `python -m aftercare`. Only here are both the pages and the commands known."""

import sys
from pathlib import Path

from aftercare.cli import main as run_command


def serve(*, host: str, port: int | None, folder: Path, open_browser: bool) -> None:
    """Open the app; the pages are imported only now, so that help stays quick."""
    from aftercare.web.parent import serve as serve_pages

    serve_pages(host=host, port=port, folder=folder, open_browser=open_browser)


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run_command(sys.argv[1:], serve))


if __name__ == "__main__":
    main()
