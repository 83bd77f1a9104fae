"""The rows of a Daylio CSV, whatever its layout: bytes in, rows and unreadable lines out (FORMATS 4).

Strict about quoting, because a lost quotation mark silently swallows half a file; lenient about missing columns.
"""

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aftercare.model.errors import BadFile, TooLarge

SIZE_LIMIT = 64 * 2**20
FIELD_LIMIT = 100_000
ROWS_MOST = 250_000
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li)\s*/?\s*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file, columns by name."""

    line: int
    cells: Mapping[str, str]

    def cell(self, name: str) -> str:
        """The text of a column; empty when there is none."""
        return self.cells.get(name, "").strip()

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities, each once, in order."""
        parts = (part.strip() for part in self.cell("activities").split("|"))
        return tuple(dict.fromkeys(part for part in parts if part))

    @property
    def scales(self) -> Mapping[str, str]:
        """The scales by name: `Sleep Time: 8:00`."""
        pairs = (part.partition(":") for part in self.cell("scales").split("|"))
        return {name.strip().casefold(): value.strip() for name, colon, value in pairs if colon}

    @property
    def note(self) -> str:
        """Title and note as plain text."""
        parts = (_plain(self.cell(name)) for name in ("note_title", "note"))
        return "\n".join(part for part in parts if part)


def has_header(line: str) -> bool:
    """Whether this line is the header of a Daylio CSV."""
    names = set(_names(line))
    return "mood" in names and ("full_date" in names or {"year", "date"} <= names)


def read_rows(data: bytes) -> tuple[list[Row], list[str]]:
    """All rows, and a sentence for each line that cannot be read; BadFile when the file as a whole cannot."""
    if len(data) > SIZE_LIMIT:
        raise TooLarge(f"A Daylio file has at most {SIZE_LIMIT // 2**20} MB.")
    text = _decode(data)
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not has_header(header):
        raise BadFile("This is not a Daylio CSV: its first line names no mood and date.", where="line 1")
    columns = _names(header)
    rows: list[Row] = []
    unreadable: list[str] = []
    for line, cells in _records(text, _delimiter(header)):
        if len(rows) + len(unreadable) >= ROWS_MOST:
            raise TooLarge("This file has more rows than a journal can hold.", where=f"line {line}")
        if not any(cell.strip() for cell in cells) or _names_of(cells) == columns:
            continue
        if len(cells) != len(columns):
            unreadable.append(f"line {line}: it has {len(cells)} columns instead of {len(columns)}")
            continue
        rows.append(Row(line, dict(zip(columns, cells, strict=True))))
    return rows, unreadable


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BadFile(
                "The quotation marks of this file do not match; export it again rather than mending it by hand.",
                where=f"line {max(reader.line_num, 1)}",
            ) from None
        if any(len(cell) > FIELD_LIMIT for cell in cells):
            raise TooLarge("One cell is far too long.", where=f"line {reader.line_num}")
        yield reader.line_num, cells


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile("This file is not text in UTF-8; export it again.", where=f"line {line}") from None
    if "\0" in text:
        raise BadFile("This file is damaged: it holds bytes that no text has. Export it again.")
    return text


def _delimiter(header: str) -> str:
    return max(",;\t", key=header.count)


def _names(header: str) -> list[str]:
    return _names_of(header.strip().lstrip("\ufeff").split(_delimiter(header)))


def _names_of(cells: list[str]) -> list[str]:
    return [cell.strip().strip('"').casefold() for cell in cells]


def _plain(note: str) -> str:
    """A note without its mark-up: breaks become lines, tags go, entities become letters."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", note))).replace("\0", "").strip()
