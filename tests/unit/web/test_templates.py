"""Templates: every word a person reads goes through gettext, nothing is inline, the look's tokens agree."""

import re
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2.lexer import Lexer

from aftercare.web.i18n import translations
from aftercare.web.static_files import FOLDER, TYPES, static_files
from aftercare.web.templating import template_names, template_text

NAMES = template_names()
SHOWN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "label", "content"}
NOT_SHOWN = {"width=device-width, initial-scale=1", "width=device-width, initial-scale=1, viewport-fit=cover"}


def without_code(source: str) -> str:
    """The template's own text: expressions become a sign, statements and comments go."""
    source = re.sub(r"{% block (kind|scheme) %}[^{]*{% endblock %}", "", source)
    lexer = Lexer(jinja2.Environment(extensions=["jinja2.ext.i18n"]))
    parts, depth = [], 0
    for _, kind, value in lexer.tokeniter(source, None):
        if kind == "variable_begin":
            depth += 1
            parts.append("\N{BULLET}")
        elif kind == "variable_end":
            depth -= 1
        elif kind == "data" and depth == 0:
            parts.append(value)
    return "".join(parts)


class Visible(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in SHOWN_ATTRIBUTES and value not in NOT_SHOWN]


def literal_words(source: str) -> list[str]:
    """Visible words that are not translated."""
    parser = Visible()
    parser.feed(without_code(source))
    return [text.strip() for text in parser.found if re.search(r"[^\W\d_]{2,}", text) and "url=" not in text]


def test_the_check_for_untranslated_words_can_fail() -> None:
    """The control: text, and an attribute that is read aloud."""
    assert literal_words("<p>{{ _('x') }} Hello</p>") == ["\N{BULLET} Hello"]
    assert literal_words('<b aria-label="Close"></b>') == ["Close"]
    assert literal_words("<p>{{ _('Hello') }}</p>{# Hello #}") == []


@pytest.mark.parametrize("name", NAMES)
def test_no_visible_word_escapes_translation(name: str) -> None:
    """DESIGN 11: templates through gettext from the first page."""
    assert literal_words(template_text(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_inline_and_nothing_from_elsewhere(name: str) -> None:
    """No style, no handler, no inline script, no other host: the content policy would block them anyway."""
    source = template_text(name)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|https?://", source)
    for tag in re.findall(r"<script[^>]*>", source):
        assert "src=" in tag


def test_styles_and_scripts_fetch_nothing_from_elsewhere() -> None:
    """Also not by a typing mistake."""
    for name, content in static_files().contents.items():
        if name.endswith((".css", ".js")):
            assert not re.search(r"https?://(?!www\.w3\.org)|innerHTML|eval\(|@import", content.decode()), name


def test_scripts_stay_small() -> None:
    """Each under 150 lines."""
    for path in FOLDER.glob("*.js"):
        assert len(path.read_text().splitlines()) < 150, path.name


def test_the_dark_colours_are_the_same_by_system_and_by_setting() -> None:
    """The block stands twice, because no older browser knows light-dark()."""
    css = (FOLDER / "tokens.css").read_text()
    by_system = re.search(r'not\(\[data-theme="light"\]\) \{(.*?)\}', css, re.DOTALL)
    by_setting = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL)
    assert by_system
    assert by_setting
    assert by_system[1].split() == by_setting[1].split()


def test_fonts_come_with_licence_and_notice() -> None:
    """Version and sha256 of each vendored file; the licences are kept but not served."""
    import hashlib

    notice = (FOLDER / "fonts" / "NOTICE.txt").read_text()
    fonts = sorted((FOLDER / "fonts").glob("*.woff2"))
    assert len(fonts) == 3
    for font in fonts:
        assert font.name in notice
        assert hashlib.sha256(font.read_bytes()).hexdigest() in notice
    assert {path.name for path in (FOLDER / "fonts").glob("LICENSE-*")} == {
        "LICENSE-atkinson-hyperlegible.txt",
        "LICENSE-fraunces.txt",
    }
    assert {Path(name).suffix for name in static_files().contents} <= set(TYPES)


def test_a_missing_language_shows_english() -> None:
    """A missing translation shows English."""
    assert translations("xx").gettext("Exit") == "Exit"
