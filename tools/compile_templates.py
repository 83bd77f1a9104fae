"""Compiles the templates to bytecode, so that the program starts sooner.

Part of `make install`. The program never needs it: what is not there, or does not fit its template, is compiled then.
"""

import sys

from aftercare.web.compiled_templates import CompiledTemplates
from aftercare.web.routes import url_for
from aftercare.web.templating import make_environment

ENGLISH = "en"


def main() -> int:
    """Write it for the templates that ship with the program, in the language most people have."""
    held = CompiledTemplates(ENGLISH, write=True)
    held.clear()
    make_environment(ENGLISH, url_for, held)
    return 0


if __name__ == "__main__":
    sys.exit(main())
