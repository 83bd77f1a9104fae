"""Reads a picture back the way a browser and a screen reader do: as XML, strictly."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> ElementTree.Element:
    """The picture's root; fails when it is not well-formed."""
    return ElementTree.fromstring(svg)


def of_class(svg: str, name: str) -> list[ElementTree.Element]:
    """All elements with this class."""
    return [element for element in read(svg).iter() if name in element.get("class", "").split()]


def texts(svg: str) -> list[str]:
    """Every line of real text."""
    return [element.text or "" for element in read(svg).iter(f"{SVG}text")]


def description(svg: str) -> str:
    """What a screen reader says after the title."""
    return read(svg).findtext(f"{SVG}desc") or ""
