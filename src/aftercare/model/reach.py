"""From where the pages can be reached: this machine, the home network under one name, or a proxy with its own name.

Takes what a person typed; returns values that are right by themselves. Opens nothing, looks up nothing.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from aftercare.model.errors import BadValue

LOOPBACK = ("127.0.0.1", "localhost")
HTTPS = 443
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_STEP = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_NAME = 200
_LONGEST_PREFIX = 100
_TELLING = frozenset(
    (
        "aftercare",
        "sex",
        "sexual",
        "intimacy",
        "intimate",
        "orgasm",
        "libido",
        "porn",
        "vulva",
        "vagina",
        "penis",
        "pcd",
    )
)
"""Whole words that tell whoever sees a history or a router's list. Not complete: docs/phone.md asks for a dull name."""


@dataclass(frozen=True, slots=True)
class OnThisMachine:
    """Loopback: nobody else on the network gets anything."""

    host: str = LOOPBACK[0]

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK:
            raise BadValue("Take this machine's own address (127.0.0.1 or localhost), or --lan.", where="host")


@dataclass(frozen=True, slots=True)
class OnTheNetwork:
    """The home network, under one name, always encrypted."""

    name: str
    renew: bool = False
    """Make a new certificate although the old one still holds."""

    def __post_init__(self) -> None:
        check_name(self.name, where="name")


@dataclass(frozen=True, slots=True)
class BehindProxy:
    """Loopback here; a proxy on this machine answers to the outside, under this name, port and path."""

    name: str
    port: int = HTTPS
    prefix: str = ""
    """Begins with a slash and ends without; empty when the proxy gives a whole name to it."""

    def __post_init__(self) -> None:
        check_name(self.name, where="behind")
        steps = self.prefix.split("/")[1:]
        if self.prefix and not (
            self.prefix.startswith("/")
            and len(self.prefix) <= _LONGEST_PREFIX
            and all(_STEP.fullmatch(step) for step in steps)
        ):
            raise BadValue("Give a path of letters, digits, hyphens and slashes.", where="behind")
        _refuse_telling(self.prefix, where="behind")

    @staticmethod
    def at(address: str) -> "BehindProxy":
        """From an address like https://name.example/some/path/. BadValue for any other kind."""
        try:
            parts = urlsplit(address)
            port = parts.port or HTTPS
        except ValueError:
            raise BadValue("This is no address that a browser could open.", where="behind") from None
        if parts.scheme != "https" or parts.hostname is None:
            raise BadValue("Give the whole address, beginning with https://.", where="behind")
        if parts.username is not None or parts.query or parts.fragment:
            raise BadValue("Give only name, port and path: no user, no ? and no #.", where="behind")
        return BehindProxy(parts.hostname, port, parts.path.rstrip("/"))


Reach = OnThisMachine | OnTheNetwork | BehindProxy


def check_name(name: str, *, where: str) -> None:
    """Raise BadValue for what is no name of a machine, or a name that tells."""
    labels = name.split(".")
    if len(name) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadValue(
            "A name has small letters, digits, hyphens and dots, like notes.local. Take such a one.", where=where
        )
    if _is_address(name) or labels[-1].isdigit() or labels[-1] == "localhost":
        raise BadValue("Give a name, not a number: the certificate is for one name only.", where=where)
    _refuse_telling(name, where=where)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _refuse_telling(text: str, *, where: str) -> None:
    if _TELLING & set(re.split(r"[^a-z]+", text.lower())):
        raise BadValue("This name tells what it is about, and histories keep it. Take something dull.", where=where)
