"""What is tapped or typed on a page is in no file of the browser: it is asked to keep nothing of any form.

Chromium writes every control of a page, ticks and all, into the file it restores a session from, as plain text; Firefox
does the same. Neither does so where the form, or a control that stands in none, says autocomplete="off".
"""

import re
from html.parser import HTMLParser

from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.yours_bench import my_journal

from aftercare.web.routes import PAGES
from aftercare.web.static_files import FOLDER
from aftercare.web.templating import template_names, template_text

NEVER_KEPT = {"submit", "button", "reset", "image", "password", "hidden"}
"""Kinds of fields of which a browser keeps nothing."""
FORM = re.compile(r"<form (?:{{.*?}}|{%.*?%}|[^>])*>")


class Kept(HTMLParser):
    """Collects forms and controls of which a browser would keep what is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.form: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.form = given.get("autocomplete") or ""
            if self.form != "off":
                self.found.append(self.get_starttag_text() or tag)
        elif tag in ("input", "select", "textarea"):
            asked = given.get("autocomplete", self.form) == "off" or given.get("type") in NEVER_KEPT
            self.found += [] if asked else [self.get_starttag_text() or tag]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None


def kept(html: str) -> list[str]:
    """Start tags of what a browser would write down."""
    parser = Kept()
    parser.feed(html)
    return parser.found


def test_the_check_for_fields_that_are_kept_can_fail() -> None:
    """The control: a form that says nothing, a field in it, a choice that stands alone, a field that overrules."""
    assert len(kept('<form method="post"><input type="radio" name="pain"></form>')) == 2
    assert kept(
        '<form autocomplete="off"><select></select><input autocomplete="on"></form><input type="checkbox">'
    ) == [
        '<input autocomplete="on">',
        '<input type="checkbox">',
    ]


def test_no_form_of_any_template_is_kept() -> None:
    """Each says so, also those that carry nothing but a button."""
    forms = 0
    for name in template_names():
        for tag in FORM.findall(template_text(name)):
            forms += 1
            assert 'autocomplete="off"' in tag, (name, tag)
    assert forms > 140


def test_no_field_of_any_page_is_kept(inside: Bench) -> None:
    """Every page that can be opened by its address, with a journal open and without."""
    for unlocked in (False, True):
        if unlocked:
            my_journal(inside)
        seen = 0
        for page in PAGES:
            if page.get is None or "{" in page.path:
                continue
            answer = inside.client.get(page.path, headers=OWN)
            if answer.status_code == 200 and answer.headers["content-type"].startswith("text/html"):
                assert kept(answer.text) == [], page.name
                seen += "<input" in answer.text
        assert seen > (30 if unlocked else 8)


def test_the_question_a_page_was_left_at_is_not_kept() -> None:
    """Chromium writes the id of what stands at the top of the view beside the form, unless it finds no anchor."""
    assert "static('base.css')" in template_text("base.html")
    assert "html { overflow-anchor: none;" in (FOLDER / "base.css").read_text(encoding="utf-8")
    others = [path.name for path in FOLDER.rglob("*.css") if path.name != "base.css"]
    assert not [name for name in others if "overflow-anchor" in (FOLDER / name).read_text(encoding="utf-8")]
