"""Writes the data files once more as one JSON file, which loads several times faster.

Part of `make install`. The program never needs it: without it, or when it is out of date, the YAML files are read.
"""

import sys

from aftercare.knowledge.compiled import write_compiled
from aftercare.knowledge.load import DATA, read_yaml_list


def main() -> int:
    """Write it for the data that ships with the program."""
    paths = sorted(DATA.rglob("*.yaml"))
    write_compiled(DATA, {path.relative_to(DATA).as_posix(): read_yaml_list(path) for path in paths})
    return 0


if __name__ == "__main__":
    sys.exit(main())
