"""Exit is on every page: on those that answer a form, too, on those kept on the device, and where something failed."""

import re

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.yours_bench import my_journal

from aftercare.web.routes import PAGES, url_for
from aftercare.web.templating import template_names, template_text

WITHOUT = {"blank.html", "cover.html", "code.html", "not_heard.html", "yours/apart.html"}
"""The empty note behind Exit; the cover; where a browser that nobody let in types its code, or reads that it was not
heard; and what a script takes apart and never shows."""
EXTENDS = re.compile(r'{%-? extends "([^"]+)"')
HEADER_BLOCK = re.compile(r"{%-? block (?:tools|frame) ")
KEEPING = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "x-shell": "1"}


def root_of(name: str) -> str:
    """The template that a template grows from."""
    found = EXTENDS.search(template_text(name))
    return name if found is None else root_of(found[1])


def is_page(name: str) -> bool:
    """A part that is only included has no page around it."""
    return root_of(name) != name or "<!doctype html>" in template_text(name)


def test_every_page_has_exit_but_those_that_show_nothing() -> None:
    """Every template of a page grows from the one with Exit, and none takes it away."""
    pages = [name for name in template_names() if is_page(name)]
    assert len(pages) > 80
    assert {name for name in pages if root_of(name) != "base.html"} == WITHOUT
    assert 'id="exit"' in template_text("base.html")
    for name in pages:
        if name != "base.html":
            assert not HEADER_BLOCK.search(template_text(name)), name


@pytest.mark.parametrize("name", sorted(WITHOUT))
def test_a_page_without_exit_has_nothing_to_hide(name: str) -> None:
    """No word of what the app is about."""
    text = re.sub(r"{#.*?#}", "", template_text(name), flags=re.DOTALL)
    assert not re.search(r"pain|tears|sex|passphrase", re.sub(r"{{.*?}}|{%.*?%}", "", text))


def test_where_something_failed_it_is_there_too(inside: Bench) -> None:
    """An address that is none, a form that is refused, a page that needs the open journal."""
    answers = [
        inside.client.get("/p/nothing", headers=OWN),
        inside.client.post("/p/100", data={"t": "wrong"}, headers=OWN),
    ]
    assert [answer.status_code for answer in answers] == [404, 403]
    for answer in answers:
        assert 'id="exit"' in answer.text


def test_pages_kept_on_the_device_have_it_and_it_needs_no_token(inside: Bench) -> None:
    """Their Exit sends no token, and the program takes it all the same."""
    my_journal(inside)
    kept = [page for page in PAGES if page.offline and "{" not in page.path and page.name not in ("blank", "front")]
    assert len(kept) >= 8
    for page in kept:
        html = inside.client.get(page.path, headers=KEEPING).text
        form = re.search(r'<form [^>]*id="exit">(.*?)</form>', html)
        assert form, page.name
        assert 'value=""' in form[1], page.name
    assert inside.state.vault is not None
    inside.client.post(url_for("exit"), headers=OWN)
    assert inside.state.vault is None


def test_every_page_of_the_open_journal_has_lock(inside: Bench) -> None:
    """Beside Exit, also on pages that are for everyone."""
    my_journal(inside)
    for path in ("/p/20", "/p/21", "/p/24", "/p/27", "/p/60", "/p/7", "/p/8", "/p/9", "/p/12"):
        assert 'id="lock"' in inside.client.get(path, headers=OWN).text, path
    inside.client.post(url_for("lock"), data={"t": inside.token("/p/7")}, headers=OWN)
    assert 'id="lock"' not in inside.client.get("/p/7", headers=OWN).text
