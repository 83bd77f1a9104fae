"""Right now: in reach from every page, one page for all guides, the same for everyone, with every way leading on."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.yours_bench import lock, my_journal, pair

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.right_now.steps import read_guides
from aftercare.web.routes import PAGES, url_for
from aftercare.web.static_files import FOLDER
from aftercare.web.templating import template_names, template_text
from aftercare.web.visit import Door

PATH = "/p/9"
WITHOUT = {"right_now.html", "blank.html", "cover.html", "code.html", "not_heard.html", "yours/apart.html"}
"""Right now itself; the empty note that Exit leaves behind; the cover, which leads there by a tap of its own; where a
browser that nobody let in types its code, or reads that it was not heard; and what the page's script fetches into a
form, which is no page."""
HEADER = re.compile(r'<header class="top">(.*?)</header>', re.DOTALL)
LINK = re.compile(rf'<a class="btn [^"]*now" href="{PATH}">')
MOST = 40_000
"""Bytes, as gzip."""


def page(bench: Bench) -> str:
    answer = bench.client.get(PATH, headers=OWN)
    assert answer.status_code == 200
    return answer.text


def screens(html: str) -> dict[str, str]:
    """Each screen by its anchor."""
    return dict(re.findall(r'<section class="screen[^"]*" id="(\w+)"[^>]*>(.*?)</section>', html, re.DOTALL))


def headers_of_every_page(bench: Bench, door: Door) -> Iterator[tuple[str, str]]:
    """The header of each page of the site map that can be opened by its address."""
    for each in PAGES:
        made_up = each.name.startswith("sample")  # slow to make, and the same templates
        if each.get is None or "{" in each.path or each.door is not door or each.path == PATH or made_up:
            continue
        answer = bench.client.get(each.path, headers=OWN)
        if answer.status_code != 200 or "<html" not in answer.text:
            continue
        found = HEADER.search(answer.text)
        if found is None:
            assert each.name == "blank", each.name
            continue
        yield each.name, found[1]


def test_it_is_one_tap_away_on_every_page_locked_or_not(inside: Bench) -> None:
    """In the header, which stays in sight; beside it Lock, then Exit, the last."""
    locked = dict(headers_of_every_page(inside, Door.OPEN))
    my_journal(inside)
    unlocked = dict(headers_of_every_page(inside, Door.UNLOCKED))
    assert len(locked) >= 12
    assert len(unlocked) >= 25
    for name, header in [*locked.items(), *unlocked.items()]:
        assert len(LINK.findall(header)) == 1, name
        assert header.index('id="exit"') > header.index(LINK.search(header)[0]), name  # type: ignore[index]
    for name, header in unlocked.items():
        lock_at = header.index(url_for("lock") + '"')
        assert header.index("now") < lock_at < header.index('id="exit"'), name


def test_the_page_that_says_what_went_wrong_has_it_too(inside: Bench) -> None:
    answer = inside.client.get("/p/nothing", headers=OWN)
    assert answer.status_code == 404
    assert LINK.search(answer.text)


def test_no_template_of_a_page_is_without_it() -> None:
    """Also those that only come after a form: each stands in the one frame, and none takes the link out of it."""
    sources = {name: template_text(name) for name in template_names()}
    pages = {name for name, source in sources.items() if "{% extends" in source or "<!doctype" in source}
    assert len(pages) > 60
    for name in pages - WITHOUT:
        top = name
        while found := re.search(r'{% extends "([^"]+)"', sources[top]):
            assert not re.search(r"{% block (now|tools|frame) %}", sources[top]), top
            top = found[1]
        assert top == "base.html", name
    assert "{% block now %}{% endblock %}" in sources["right_now.html"]


def test_every_way_leads_to_a_screen_and_every_screen_is_reached(inside: Bench) -> None:
    """From the first screen, by taps alone; no name of a screen says anything."""
    html = page(inside)
    found = screens(html)
    assert len(found) > 100
    assert html.count('class="screen') == len(found)
    reached, ahead = set(), ["c0"]
    while ahead:
        anchor = ahead.pop()
        if anchor not in reached:
            reached.add(anchor)
            ahead += re.findall(r'href="#(\w+)"', found[anchor])
    assert reached == set(found)
    assert all(re.fullmatch(r"[a-z](\d{1,2}|x)", anchor) for anchor in found)


def test_the_second_tap_is_the_danger_list_and_the_third_the_first_instruction(inside: Bench) -> None:
    """For each of the ten, without a request in between."""
    found = screens(page(inside))
    for guide in read_guides().values():
        (way,) = re.findall(rf'href="#(\w+)">{re.escape(guide.title)}<', found["c0"])
        on = re.findall(r'href="#(\w+)"', found[way])
        assert len(on) >= 15, guide.id
        assert on[-1] == way[0] + "1", guide.id
        assert guide.steps[0].say in found[on[-1]], guide.id


def test_who_is_not_sure_what_it_is_finds_danger_from_others_on_the_list(inside: Bench) -> None:
    """Beside the whole list; each line leads to what to do and to numbers (SAFETY 4)."""
    found = screens(page(inside))
    lines = dict(re.findall(r'<li><a href="#(\w+)">([^<]+)</a>', found["e0"]))
    assert {"In danger from someone", "Afraid of someone", "Thoughts of ending your life"} <= set(lines.values())
    assert {line.text for line in danger_list_for_words(load_knowledge())} <= set(map(unescape, lines.values()))
    for anchor, text in lines.items():
        if text in ("In danger from someone", "Afraid of someone"):
            assert "Do now" in found[anchor]
            assert 'href="tel:' in found[anchor]


def test_it_holds_nothing_of_a_person_or_a_session(inside: Bench) -> None:
    """So that one kept copy does for everyone: no form of its own, and the same with the journal open."""
    main = re.compile(r"<main.*</main>", re.DOTALL)
    before = main.search(page(inside))
    mine = my_journal(inside)
    mine.log(tears="3", pain="2", mood_after="1")
    after = main.search(page(inside))
    assert before is not None
    assert after is not None
    assert "<form" not in after[0]
    assert re.sub(r'<p class="center offer">.*?</p>', "", after[0]) == before[0]


@pytest.mark.parametrize("country", [None, "GB", "PL"])
def test_it_weighs_less_than_40_kilobytes(inside: Bench, country: str | None) -> None:
    inside.state.device = replace(inside.state.device, country=country)
    assert len(gzip.compress(page(inside).encode())) < MOST


def test_numbers_are_those_of_the_country_set_and_else_of_all_to_pick_from(inside: Bench) -> None:
    """Never guessed; a member of the EU without numbers of its own has the EU's; the call list is spoken of."""
    everywhere = screens(page(inside))["d2"]
    assert "<summary>Ring for help" in everywhere
    assert everywhere.count("data-country") >= 18
    for country, number, other in (
        ("GB", "999", "911"),
        ("US", "911", "999"),
        ("PL", "112", "999"),
        ("CH", "144", "110"),
    ):
        inside.state.device = replace(inside.state.device, country=country)
        shown = screens(page(inside))["d2"]
        assert f'href="tel:{number}"' in shown
        assert other not in shown
        assert "call list and may be on the bill" in shown
        assert url_for("services") in shown


def test_a_number_nobody_is_sure_of_is_text(inside: Bench) -> None:
    """And says so; where it is a button, its digits stand on it (SAFETY 4)."""
    for country in ("CA", "JP", "DE", None):
        inside.state.device = replace(inside.state.device, country=country)
        html = page(inside)
        for number, digits in re.findall(r'href="tel:([^"]+)">([^<]+)</a>', html):
            assert digits.replace(" ", "") == number
    inside.state.device = replace(inside.state.device, country="JP")
    html = page(inside)
    assert "tel:" not in html
    assert "not checked" in html


def test_no_step_that_names_help_lines_is_empty_in_any_country(inside: Bench) -> None:
    for country in ("CA", "MX", "PL", "GB"):
        inside.state.device = replace(inside.state.device, country=country)
        for anchor, screen in screens(page(inside)).items():
            if 'class="card reach' in screen:
                assert 'class="service"' in screen, (country, anchor)


def test_who_does_not_want_it_to_move_can_stop_it_without_script(inside: Bench) -> None:
    """WCAG 2.2.2; and the rhythm that is drawn is the one the data says."""
    style = (FOLDER / "quiet.css").read_text()
    breath = re.search(r"--time-breath: (\d+)s;", (FOLDER / "tokens.css").read_text())
    assert breath is not None
    paces = {(step.pacer.inhale, step.pacer.exhale) for g in read_guides().values() for step in g.steps if step.pacer}
    assert paces == {(4, 6)}
    for inhale, exhale in paces:
        moving = f".pace-{inhale}-{exhale} .stop:not(:checked) ~ .pacer .lungs {{ animation: lungs var(--time-breath)"
        assert moving in style
        assert int(breath[1]) == inhale + exhale
        assert f"{100 * exhale // (inhale + exhale)}% {{ transform: scale(.52); }}" in style
    html = page(inside)
    assert html.count('class="stop"') == html.count('class="pacer"') == html.count("In for 4. Out for 6.") > 3


def test_the_address_a_guide_once_had_leads_on_to_its_list(inside: Bench) -> None:
    """Also when it is only opened again; a path never changes what it is for."""
    found = screens(page(inside))
    answer = inside.post(url_for("guide"), g="partner_pain")
    assert answer.status_code == 303
    path, _, anchor = answer.headers["location"].partition("#")
    assert path == PATH
    assert "either of you" in found[anchor]
    assert inside.client.get(url_for("guide"), headers=OWN).headers["location"] == PATH
    assert inside.post(url_for("guide"), g="nothing").headers["location"] == PATH


def test_writing_it_down_is_offered_at_the_end_where_there_is_a_journal_and_it_was_wanted(inside: Bench) -> None:
    """Never in the way, and never beside what was not wanted."""
    offer = url_for("write_down")
    assert offer not in page(inside)
    my_journal(inside)
    found = screens(page(inside))
    titles = list(read_guides().values())
    with_offer = {anchor[0] for anchor, screen in found.items() if offer in screen}
    assert with_offer == {"klmnopqrst"[titles.index(guide)] for guide in titles if not guide.discreet}
    for anchor, screen in found.items():
        if offer in screen:
            assert ">Done<" in screen, anchor


def test_who_writes_it_down_gets_the_form_that_fits(inside: Bench) -> None:
    """Open: the form, just now. Locked and paired: the form without unlocking. Else: unlocking, or the first page."""
    client = inside.client
    assert client.get(url_for("write_down"), headers=OWN).headers["location"] == url_for("front")
    mine = my_journal(inside)
    assert client.get(url_for("write_down"), headers=OWN).headers["location"] == url_for("log")
    pair(mine)
    lock(inside)
    assert client.get(url_for("write_down"), headers=OWN).headers["location"] == url_for("locked_log")


def test_the_country_stands_beside_its_numbers(inside: Bench) -> None:
    """So that who is abroad, or has moved, sees whose they are; of the EU where the country has none of its own."""
    for country, name in (("GB", "United Kingdom"), ("DE", "Germany")):
        inside.state.device = replace(inside.state.device, country=country)
        found = [screen for screen in screens(page(inside)).values() if 'class="card reach' in screen]
        assert len(found) > 20
        for screen in found:
            assert name in screen.partition('class="service"')[0], country
    inside.state.device = replace(inside.state.device, country="PL")
    html = page(inside)
    assert "European Union" in screens(html)["d2"].partition('class="service"')[0]
    assert "Everywhere else" not in html


def test_they_did_not_want_it_leads_through_its_own_list(inside: Bench) -> None:
    """From tears and from going still: “Afraid you could hurt someone” stands before the steps."""
    found = screens(page(inside))
    for words in ("They say yes", "They say they didn't want it"):
        (way,) = (
            each[1]
            for screen in found.values()
            for each in re.findall(rf'<a class="btn wide[^>]*(href="#(\w+)")>{re.escape(words)}<', html_plain(screen))
        )
        assert "Afraid you could hurt someone" in found[way], words
        assert "None of these" in found[way]


def html_plain(screen: str) -> str:
    """With the apostrophe as it is typed."""
    return screen.replace("&#39;", "'")
