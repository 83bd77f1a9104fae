"""Makes the files a browser screens and reads words with ahead, so that the program starts sooner.

Part of `make install`. The program never needs it: what is not there, or out of date, is made when first asked for.
"""

import sys

from aftercare.web.made_files import made_languages, write_made


def main() -> int:
    """Write them for every language."""
    for language in made_languages():
        write_made(language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
