"""The command line: `aftercare` and its commands (DESIGN 12). `main` runs one; `voice` says how it speaks."""

from aftercare.cli.main import main

__all__ = ["main"]
