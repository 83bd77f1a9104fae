"""A name that phones can use and that tells nothing, or a sentence."""

import pytest

from aftercare.model.errors import BadValue
from aftercare.model.reach import BehindProxy, OnTheNetwork, OnThisMachine


@pytest.mark.parametrize("name", ["notes.local", "notes", "book.home.arpa", "a-1.fritz.box", "sussex.example"])
def test_a_name_of_a_machine_is_taken(name: str) -> None:
    """With or without dots."""
    assert OnTheNetwork(name).name == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "notes..local",
        "-a.local",
        "a b.local",
        "NOTES.local",
        "192.168.1.4",
        "::1",
        "localhost",
        "a.7",
        "*.local",
        "notes.local:8427",
        "notes.local/x",
        "x" * 64,
        "my-sex-life.local",
        "aftercare.local",
        "nötes.local",
    ],
)
def test_what_is_no_name_or_tells_too_much_is_refused(name: str) -> None:
    """An address, a pattern, a port, or a word that a history should not hold."""
    with pytest.raises(BadValue):
        OnTheNetwork(name)


def test_a_proxys_address_is_taken_apart() -> None:
    """Name, port, path without its last slash."""
    assert BehindProxy.at("https://name.example/some/path/") == BehindProxy("name.example", 443, "/some/path")
    assert BehindProxy.at("https://Name.Example:8443") == BehindProxy("name.example", 8443, "")


@pytest.mark.parametrize(
    "address",
    [
        "http://name.example/",
        "name.example",
        "https://",
        "https://name.example:x/",
        "https://u:p@name.example/",
        "https://name.example/?a",
        "https://name.example/#a",
        "https://name.example/a//b",
        "https://name.example/a/../b",
        "https://name.example/sex",
        "https://name.example/a%20b",
        "https://10.0.0.1/",
    ],
)
def test_an_address_that_is_not_encrypted_or_not_plain_is_refused(address: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(BadValue):
        BehindProxy.at(address)


def test_this_machine_is_only_itself() -> None:
    """Opening to others is asked for by name, never by an address."""
    assert OnThisMachine("localhost").host == "localhost"
    with pytest.raises(BadValue, match="--lan"):
        OnThisMachine("0.0.0.0")
