"""Streams the records of an Apple Health export, straight from the zip and in constant memory.

Exports since 2022 carry a broken document type and stray control characters. Both are cut before parsing, which also
shuts out entity attacks; a parser that "recovers" is not used, because it would hide a file that was cut off.
Records inside a Correlation stand again at the top level (the format's own words) and are read only there.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from aftercare.model.errors import BadFile

CHUNK = 256 * 1024
PROLOGUE_LIMIT = 2 * 2**20
"""Bytes before the first element; the document type of a real export has some 10,000."""
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))
_ROOT = b"<HealthData"
_DOCTYPE = b"<!DOCTYPE"
METADATA_MOST = 100
"""Metadata kept of one record; real ones have a handful."""
TYPES_MOST = 2_000
"""Types counted by name; a real export has under 200."""
OTHER_TYPES = "other types"
_KNOWN_ELEMENTS = frozenset(
    {"Record", "Correlation", "Workout", "ActivitySummary", "ClinicalRecord", "Audiogram", "VisionPrescription"}
    | {"ExportDate", "Me"}
)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its attributes and its metadata."""

    attributes: Mapping[str, str]
    metadata: Mapping[str, str]


class RecordTarget:
    """The parser's target: hands on records of wanted types, counts the others, keeps nothing."""

    def __init__(self, wanted: Collection[str], take: Callable[[Record], None]) -> None:
        self.locale = ""
        self.records = 0
        self.passed_over: Counter[str] = Counter()
        self._wanted = frozenset(wanted)
        self._take = take
        self._open: Mapping[str, str] | None = None
        self._metadata: dict[str, str] = {}
        self._depth = 0
        self._correlation = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if tag == "Record":
            if not self._correlation:
                self._start_record(attributes)
        elif tag == "MetadataEntry":
            if self._open is not None and len(self._metadata) < METADATA_MOST:
                self._metadata[attributes.get("key", "")] = attributes.get("value", "")
        elif tag == "Correlation":
            self._correlation += 1
        elif self._depth == 2 and tag not in _KNOWN_ELEMENTS:
            self._pass_over(tag)
        elif self._depth == 1:
            if tag != "HealthData":
                raise BadFile("This is not an Apple Health export.")
            self.locale = attributes.get("locale", "")[:20]

    def _start_record(self, attributes: Mapping[str, str]) -> None:
        self.records += 1
        record_type = attributes.get("type", "")
        if record_type in self._wanted:
            self._open = dict(attributes)
            self._metadata = {}
        else:
            self._pass_over(record_type)

    def _pass_over(self, name: str) -> None:
        counted = name if name in self.passed_over or len(self.passed_over) < TYPES_MOST else OTHER_TYPES
        self.passed_over[counted[:80]] += 1

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if tag == "Record" and self._open is not None:
            self._take(Record(self._open, self._metadata))
            self._open = None
        elif tag == "Correlation":
            self._correlation -= 1

    def close(self) -> None:
        """The document ends."""


def read_records(stream: BinaryIO, target: RecordTarget) -> None:
    """Feed the stream to the target; BadFile, with a line where there is one, when it is cut off or broken."""
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    lines_cut = 0
    try:
        for chunk, cut in _without_doctype(stream):
            lines_cut += cut
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError as error:
        line = (error.lineno or 0) + lines_cut
        raise BadFile(
            "This file is broken or was cut off; export it again.", where=f"line {line}" if line > 0 else None
        ) from None


def _without_doctype(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Chunks without document type and control characters, and how many lines were cut with them."""
    prologue = b""
    while (root := prologue.find(_ROOT + b" ")) < 0 and (root := prologue.find(_ROOT + b">")) < 0:
        chunk = stream.read(CHUNK)
        if not chunk or len(prologue) > PROLOGUE_LIMIT:
            raise BadFile("This is not an Apple Health export: its first element is missing.")
        prologue += chunk.translate(None, _CONTROL)
    doctype = prologue.find(_DOCTYPE, 0, root)
    kept = prologue[:root] if doctype < 0 else prologue[:doctype]
    yield kept + prologue[root:], prologue.count(b"\n", len(kept), root)
    while chunk := stream.read(CHUNK):
        yield chunk.translate(None, _CONTROL), 0
