"""Static files that are made from the knowledge: what a browser screens with, and what it reads words with.

`with_made(files)` adds them to the other static files; their names are known at once, their bytes when first asked for.
`made_files(language)` returns `made/screening.<language>.json` and `made/words.json`; the same knowledge always gives
the same bytes. `python -m tools.make_browser_files` writes them ahead (`make compiled` does); they are used only while
their stamp is that of the knowledge, the code that makes them and the translation, and are made anew otherwise, so that
nothing can be out of date. Must never hold anything of a person.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import aftercare
from aftercare.knowledge.compiled import digest_of
from aftercare.knowledge.load import DATA, load_knowledge
from aftercare.usecases.for_browser import screening_data
from aftercare.usecases.for_browser_words import reading_data
from aftercare.web.countries import NAMES, country_name
from aftercare.web.flag_pages import CHIPS
from aftercare.web.i18n import DOMAIN, LOCALES, translations

FOLDER = Path(__file__).parent / "made.compiled"
"""Not in the repository."""
ENGLISH = "en"
WORDS = "made/words.json"
_MADE_BY = (
    *("knowledge/*.py", "freetext/*.py", "check/*.py", "model/*.py", "usecases/for_browser*.py", "usecases/notes.py"),
    *("usecases/discreet_flags.py", "web/made_files.py", "web/countries.py", "web/flag_pages.py"),
)


def made_languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """The languages there are files for: English, and every one that is translated."""
    found = {path.parent.parent.name for path in locales.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def screening_name(language: str) -> str:
    """The name of the file to screen with; English where the language is not translated."""
    return f"made/screening.{language if language in made_languages() else ENGLISH}.json"


@lru_cache(maxsize=8)
def made_files(language: str = ENGLISH) -> Mapping[str, bytes]:
    """The files of one language by their names below the static address."""
    return read_made(language) or make_files(language)


def made_digest() -> str:
    """What their addresses change with; takes a few milliseconds, and makes nothing."""
    return sha256("".join(map(_made_from, made_languages())).encode()).hexdigest()


def with_made(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """These files and the made ones, by name."""
    return _WithMade(files)


class _WithMade(Mapping[str, bytes]):
    """Files that were read, and files that are made when they are first asked for."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._language = {WORDS: ENGLISH} | {f"made/screening.{one}.json": one for one in made_languages()}

    def __getitem__(self, name: str) -> bytes:
        return made_files(self._language[name])[name] if name in self._language else self._files[name]

    def __contains__(self, name: object) -> bool:
        return name in self._language or name in self._files

    def __iter__(self) -> Iterator[str]:
        yield from self._files
        yield from self._language

    def __len__(self) -> int:
        return len(self._files) + len(self._language)


def make_files(language: str) -> dict[str, bytes]:
    """Make them, which takes the better part of a second; no compiled file is read or written."""
    knowledge = load_knowledge()
    screening = screening_data(knowledge, translations(language).gettext, language)
    screening["chips"] = {action.value: translations(language).gettext(chip) for action, chip in CHIPS.items()}
    screening["countries"] = {code: country_name(code, language) for code in NAMES}
    words = reading_data(knowledge)
    return {f"made/screening.{language}.json": _bytes_of(screening), WORDS: _bytes_of(words)}


def write_made(language: str, folder: Path = FOLDER) -> None:
    """Write the files of a language ahead, the stamp last: half of them is never taken for all."""
    folder.mkdir(exist_ok=True)
    stamp = folder / f"{language}.stamp"
    stamp.unlink(missing_ok=True)
    files = make_files(language)
    for name, content in files.items():
        _path(folder, language, name).write_bytes(content)
    stamp.write_text(_stamp(language, files), encoding="ascii")


def read_made(language: str, folder: Path = FOLDER) -> dict[str, bytes] | None:
    """What was written ahead; None where it is not there, not whole, or out of date."""
    names = (f"made/screening.{language}.json", WORDS)
    try:
        files = {name: _path(folder, language, name).read_bytes() for name in names}
        fits = (folder / f"{language}.stamp").read_text(encoding="ascii") == _stamp(language, files)
    except (OSError, ValueError):
        return None
    return files if fits else None


def _path(folder: Path, language: str, name: str) -> Path:
    """Each language has its words, though all are alike: one is never written while another is read."""
    return folder / f"{language}.{Path(name).name}"


def _stamp(language: str, files: Mapping[str, bytes]) -> str:
    """A digest of what they are made from and of what they hold."""
    digest = sha256(_made_from(language).encode())
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + sha256(files[name]).digest())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _made_from(language: str) -> str:
    """A digest of the knowledge, the code that makes the files, and the translation."""
    digest = sha256(digest_of(DATA).encode())
    package = Path(aftercare.__file__).parent
    for path in sorted(path for pattern in _MADE_BY for path in package.glob(pattern)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    catalogue = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if catalogue.exists():
        digest.update(catalogue.read_bytes())
    return digest.hexdigest()


def _bytes_of(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=False).encode()
