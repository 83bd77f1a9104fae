"""A strict reader of calendar files, after the grammar of RFC 5545; it knows nothing of how ours are written."""

import re
from datetime import datetime

FOLD = 75
NAME = re.compile(r"[A-Z0-9-]+")
PARAMETER = re.compile(r';[A-Z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)')
ESCAPED = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*\Z")
Component = tuple[str, dict[str, list[str]], list["Component"]]


def unfolded(data: bytes) -> list[str]:
    """The content lines. AssertionError where line ends, lengths or folds are not as section 3.1 says."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert all(0 < len(line) <= FOLD for line in physical)
    lines: list[bytes] = []
    for line in physical:
        line.decode()  # no character is cut in two
        if line[:1] in (b" ", b"\t"):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode() for line in lines]


def component(data: bytes) -> Component:
    """The one component of the file with its properties and those within. Every BEGIN has its END."""
    root: Component = ("", {}, [])
    open_ones = [root]
    for line in unfolded(data):
        name = NAME.match(line)
        assert name is not None, line
        at = name.end()
        while (parameter := PARAMETER.match(line, at)) is not None:
            at = parameter.end()
        assert line[at] == ":", line
        value = line[at + 1 :]
        if name[0] == "BEGIN":
            child: Component = (value, {}, [])
            open_ones[-1][2].append(child)
            open_ones.append(child)
        elif name[0] == "END":
            assert open_ones.pop()[0] == value
        else:
            open_ones[-1][1].setdefault(name[0], []).append(value)
    assert open_ones == [root]
    (only,) = root[2]
    return only


def text(value: str) -> str:
    """A TEXT value without its escapes (section 3.3.11)."""
    assert ESCAPED.match(value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def floating(value: str) -> datetime:
    """A DATE-TIME in form 1: local time, no zone (section 3.3.5)."""
    assert re.fullmatch(r"\d{8}T\d{6}", value), value
    return datetime.strptime(value, "%Y%m%dT%H%M%S")


def rule(value: str) -> dict[str, str]:
    """A RECUR value (section 3.3.10)."""
    parts = dict(part.split("=") for part in value.split(";"))
    assert len(parts) == len(value.split(";"))
    assert parts.keys() <= {"FREQ", "BYDAY"}
    assert parts["FREQ"] in ("DAILY", "WEEKLY")
    assert all(day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU") for day in parts.get("BYDAY", "MO").split(","))
    return parts
