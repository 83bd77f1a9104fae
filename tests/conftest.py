"""What every run of the tests begins with; all of it only saves time.

Programs that tests start find their modules compiled, as they do for a person, and so start in half the time: some
machines that run tests tell Python to keep no bytecode, and each program would compile all its sources anew.

Reading the tests leaves millions of objects that stay; looking through them for garbage time and again finds nothing.
"""

import gc
import os
import sys

import pytest

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """From here on garbage is collected as ever, among what the tests themselves leave."""
    gc.freeze()
    gc.enable()
