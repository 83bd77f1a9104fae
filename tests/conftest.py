"""What every run of the tests begins with: it saves time, and lets no test fail by chance.

Programs that tests start find their modules compiled, as they do for a person, and so start in half the time: some
machines that run tests tell Python to keep no bytecode, and each program would compile all its sources anew.

Properties are tried with the same examples in every run, however long one takes on a busy machine. For others, to look
for what nobody thought of: `--hypothesis-profile=explore`.

Reading the tests leaves millions of objects that stay; looking through them for garbage time and again finds nothing.
"""

import gc
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", settings.get_profile("explore"), derandomize=True, database=None)
settings.load_profile("suite")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """From here on garbage is collected as ever, among what the tests themselves leave."""
    gc.freeze()
    gc.enable()
