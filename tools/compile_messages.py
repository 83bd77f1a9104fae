"""Checks every language under `src/aftercare/locale` and compiles it to what the program reads.

`python -m tools.compile_messages` writes `aftercare.mo` beside each `aftercare.po`; with `--check` it writes nothing.
Exits 1 when a language that ships may not: a safety text without its translation, a gap like `%(num)s` that was lost,
one English text in two translations, or a compiled file that is out of date.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tools.extract_messages import TEMPLATE, all_messages, is_safety

LOCALES = TEMPLATE.parent
NAME = "aftercare"
GAP = re.compile(r"%\((\w+)\)s|\{(\w+)[^}]*\}")
SHOWN = 60
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same translation gives the same bytes."""


def problems_of(po: Catalog, template: Catalog) -> Iterator[str]:
    """Why a language may not be shipped, one sentence each. A text counts as translated where any record has it."""
    spoken: dict[str, str] = {}
    lacking: list[tuple[str, str]] = []
    for wanted in template:
        if not wanted.id:
            continue
        text, found = _first(wanted.id), po.get(_first(wanted.id), wanted.context)
        told = f"{wanted.context or 'pages'}: {text[:SHOWN]!r}"
        if found is None or not _is_translated(found):
            if wanted.context and is_safety(wanted.context):
                lacking.append((text, told))
            continue
        if not _gaps_fit(wanted, _all(found.string)):
            yield f"the gaps differ: {told}"
        if spoken.setdefault(text, _first(found.string)) != _first(found.string):
            yield f"translated in two ways, which the program cannot tell apart: {told}"
    yield from (f"untranslated safety text: {told}" for text, told in lacking if text not in spoken)


def _is_translated(message: Message) -> bool:
    return not message.fuzzy and all(_all(message.string))


def _gaps(text: str) -> set[str]:
    return {one or other for one, other in GAP.findall(text)}


def _gaps_fit(wanted: Message, said: tuple[str, ...]) -> bool:
    """All gaps and no others; only the forms before the last plural may leave the number out."""
    english = set().union(*(_gaps(text) for text in _all(wanted.id)))
    optional = {"num"} if wanted.pluralizable else set()
    last = len(said) - 1
    return all(
        _gaps(text) <= english and english - _gaps(text) <= (set() if number == last else optional)
        for number, text in enumerate(said)
    )


def _all(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    return (texts or "",) if isinstance(texts, str | None) else tuple(texts)


def _first(texts: str | Iterable[str] | None) -> str:
    return _all(texts)[0]


def compiled(po: Catalog) -> bytes:
    """What the program reads: by text alone, since a page knows the text and not its record. No fuzzy ones."""
    plain = Catalog(locale=po.locale, charset="utf-8", creation_date=NO_DATE, revision_date=NO_DATE)
    for message in po:
        if message.id and _is_translated(message):
            plain.add(message.id, message.string)
    written = io.BytesIO()
    write_mo(written, plain)
    return written.getvalue()


def languages(locales: Path = LOCALES) -> tuple[Path, ...]:
    """The languages that ship: every one with a file."""
    return tuple(sorted(locales.glob(f"*/LC_MESSAGES/{NAME}.po")))


def read_language(path: Path) -> Catalog:
    """A translator's file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def check_all(template: Catalog, locales: Path = LOCALES, *, write: bool) -> list[str]:
    """Check every language; compile it when `write` and nothing is wrong. Returns the problems."""
    problems: list[str] = []
    for path in languages(locales):
        po = read_language(path)
        wrong = list(problems_of(po, template))
        target, fresh = path.with_suffix(".mo"), compiled(po)
        if not wrong and write:
            target.write_bytes(fresh)
        elif not write and (not target.is_file() or target.read_bytes() != fresh):
            wrong.append("the compiled file is out of date; run `python -m tools.compile_messages`")
        problems += [f"{path.parents[1].name}: {sentence}" for sentence in wrong]
    return problems


def main(arguments: list[str]) -> int:
    """See the module docstring."""
    problems = check_all(all_messages(), write="--check" not in arguments)
    for sentence in problems:
        print(sentence, file=sys.stderr)
    print(f"translations: {len(languages())} languages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
