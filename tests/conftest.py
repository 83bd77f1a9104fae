"""Programs that tests start find their modules compiled, as they do for a person, and so start in half the time.

Some machines that run tests tell Python to keep no bytecode; every program started would then compile all its sources.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
