"""Writes the data files once more as one JSON file, which loads several times faster, and the search index beside it.

Part of `make install`. The program never needs them: without them, or when they are out of date, the YAML files are
read and the index is built.
"""

import sys

from aftercare.knowledge.compiled import write_compiled
from aftercare.knowledge.load import DATA, load_knowledge, read_yaml_list
from aftercare.library.index import keep_index


def main() -> int:
    """Write them for the data that ships with the program."""
    paths = sorted(DATA.rglob("*.yaml"))
    write_compiled(DATA, {path.relative_to(DATA).as_posix(): read_yaml_list(path) for path in paths})
    keep_index(load_knowledge())
    return 0


if __name__ == "__main__":
    sys.exit(main())
