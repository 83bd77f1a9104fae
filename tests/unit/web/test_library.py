"""Reading and asking in the browser: no word of it in any address, title or header; ratings only in an open journal."""

import re
from dataclasses import replace
from html import unescape

import pytest
from httpx2 import Response
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import library_page, page_ids, page_title
from aftercare.usecases.read_library import HELPED, rated_pages
from aftercare.web.library_paths import DIGITS, page_number, page_of_number
from aftercare.web.routes import PAGES, url_for
from aftercare.web.visit import Door

KNOWLEDGE = load_knowledge()
IDS = page_ids(KNOWLEDGE)
TEARS = "crying_after_sex"
NO_BOX = ("blank", "check", "right_now", "phone", "cover")
"""One task, words of their own, nothing of ours, or a page that stays on the device whole."""
MARK = "zebrafinch"
"""A word no page of ours holds: where it shows, it was echoed."""


def read(bench: Bench, page: str) -> str:
    """A page of the library."""
    answer = bench.client.get(url_for("library_page", number=page_number(page)), headers=OWN)
    assert answer.status_code == 200, page
    return answer.text


def titles(html: str) -> list[str]:
    """What stands in the tab."""
    return re.findall(r"<title>(.*?)</title>", html.split("</head>")[0])


def ask(bench: Bench, question: str) -> Response:
    """A question from the box, and the page it leads to; an empty one leads elsewhere."""
    sent = bench.client.post(url_for("ask"), data={"t": bench.token("/p/8"), "q": question}, headers=OWN)
    assert MARK not in str(sent.headers).lower()
    if sent.headers.get("location") != url_for("ask"):
        return sent
    return bench.client.get(url_for("ask"), headers=OWN)


@pytest.fixture
def mine(inside: Bench) -> Mine:
    """An open journal."""
    return open_journal(inside)


def test_every_page_has_a_number_of_its_own_that_leads_back_to_it() -> None:
    """Two pages with one number would hide one of them."""
    assert len({page_number(page) for page in IDS}) == len(IDS)
    for page in IDS:
        assert page_of_number(page_number(page)) == page
        assert re.fullmatch(rf"\d{{{DIGITS}}}", page_number(page))


def test_a_number_stays_the_same_in_every_release() -> None:
    """Bookmarks and the browser's history go on leading to what they led to."""
    assert page_number("crying_after_sex") == "02724070"
    assert page_number("orgasm_cramps") == "53196434"


def test_every_page_can_be_read_without_unlocking(inside: Bench) -> None:
    """Its title, its summary, its sources, and that no clinician has read it; every link leads to a page that is."""
    numbers = {page_number(page) for page in IDS}
    for page in IDS:
        html = read(inside, page)
        text = unescape(shown(html))
        assert page_title(KNOWLEDGE, page) in text
        assert library_page(KNOWLEDGE, page).summary in text
        assert "Not yet reviewed by a clinician." in text
        assert set(re.findall(r'href="/p/92/([^"#]+)"', html)) <= numbers
        anchors = set(re.findall(r'href="#(s\d+)"', html))
        assert anchors <= set(re.findall(r'id="(s\d+)"', html)), page
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(set(ids)) == len(ids), page


def test_no_page_shows_a_bare_name_of_the_data_or_an_empty_stretch(inside: Bench) -> None:
    """No id of a record, no rule's number, no None."""
    for page in IDS:
        text = shown(read(inside, page))
        assert not re.search(r"\b[a-z]+_[a-z_]+\b|\bRF\d\d\b|\bNone\b\.? *$", text), page


def test_neither_address_nor_title_nor_header_of_a_page_says_what_it_is_about(inside: Bench) -> None:
    """All pages have the same title and the same headers, but for their length."""
    headers = set()
    for page in IDS:
        path = url_for("library_page", number=page_number(page))
        assert re.fullmatch(r"/p/\d+/\d+", path)
        answer = inside.client.get(path, headers=OWN)
        assert titles(answer.text) == ["Notes"]
        headers.add(tuple(sorted((name, value) for name, value in answer.headers.items() if name != "content-length")))
    assert len(headers) == 1


@pytest.mark.parametrize("number", ["00000000", "x", "crying_after_sex", "1", "9" * 40])
def test_a_page_that_is_not_there_is_nothing(inside: Bench, number: str) -> None:
    answer = inside.client.get(f"/p/92/{number}", headers=OWN)
    assert answer.status_code == 404
    assert number not in answer.text or len(number) < 2


@pytest.mark.parametrize("page", ["sexual_assault", "suicidal_crisis", "partner_violence", "crisis_help"])
def test_where_safety_comes_first_help_stands_before_the_text(inside: Bench, page: str) -> None:
    text = unescape(shown(read(inside, page)))
    assert text.index("Where help is") < text.index(library_page(KNOWLEDGE, page).summary)


@pytest.mark.parametrize("page", ["ectopic_pregnancy", "testicular_torsion", "thunderclap_headache"])
def test_what_must_not_wait_stands_right_after_the_summary(inside: Bench, page: str) -> None:
    text = unescape(shown(read(inside, page)))
    shown_page = library_page(KNOWLEDGE, page)
    at = [
        text.index(part)
        for part in (shown_page.summary, "Get help now", shown_page.urgent[0].because, "How it feels")
        if part in text
    ]
    assert len(at) >= 3
    assert at == sorted(at)


def test_pictures_are_of_people_in_general_and_never_of_nobody(inside: Bench) -> None:
    """Where people were picked for having it there is a sentence and no picture."""
    drawn = 0
    for page in IDS:
        html = read(inside, page)
        drawn += html.count("<figure")
        assert not re.search(r">0 of 100|<title[^>]*>0 of 100", html), page
        picked = [
            study for one in library_page(KNOWLEDGE, page).common for study in one.studies if study.of_100 is None
        ]
        for study in picked:
            assert f"of 100: {study.caption}" not in html, study.figure
    assert drawn > 10


def test_the_shelves_lead_to_every_way_of_browsing(inside: Bench) -> None:
    text = shown(inside.client.get(url_for("library"), headers=OWN).text)
    for words in ("Often read", "By what you notice", "By part of the body", "A to Z"):
        assert words in text
    assert "Helped you before" not in text


@pytest.mark.parametrize(
    "question",
    [
        f"why do i cry after sex {MARK}",
        f"{MARK}",
        f"<script>{MARK}</script>",
        f"{MARK}' onmouseover='{MARK}",
        f"i want to die {MARK}",
        f"best pizza in naples {MARK}",
        f"{MARK}\r\nX-Header: {MARK}",
    ],
)
def test_a_question_is_never_repeated_in_page_title_header_or_address(inside: Bench, question: str) -> None:
    """Whoever looks over the shoulder, or at the history, does not see what was asked."""
    answer = ask(inside, question)
    assert answer.status_code == 200
    assert MARK not in answer.text.lower()
    assert MARK not in str(answer.headers).lower()
    assert MARK not in str(answer.url)
    assert titles(answer.text) == ["Notes"]
    again = inside.client.get(url_for("ask"), headers=OWN)
    assert MARK not in again.text.lower()


def test_a_question_is_not_kept(inside: Bench) -> None:
    """No file, no cookie."""
    cookies = dict(inside.client.cookies)
    ask(inside, f"why do i cry after sex {MARK}")
    assert dict(inside.client.cookies) == cookies
    assert not inside.state.launch.folder.exists()


def test_a_question_asked_by_address_is_not_answered(inside: Bench) -> None:
    """The history would keep it; it leads to the shelves."""
    answer = inside.client.get(url_for("ask") + f"?q={MARK}", headers=OWN)
    assert MARK not in answer.text
    assert (answer.status_code, answer.headers["location"]) == (303, url_for("library"))


def test_asking_needs_the_token_of_the_page(inside: Bench) -> None:
    for data in ({"q": "why"}, {"q": "why", "t": "0" * 64}):
        assert inside.client.post(url_for("ask"), data=data, headers=OWN).status_code == 403


def test_an_empty_question_leads_to_the_shelves(inside: Bench) -> None:
    answer = ask(inside, "   ")
    assert (answer.status_code, answer.headers["location"]) == (303, url_for("library"))


def test_a_question_that_tells_of_danger_gets_the_number_before_the_page(inside: Bench) -> None:
    html = ask(inside, "sudden chest pain and i cannot breathe after sex").text
    text = shown(html)
    assert text.index("Do now") < text.index("Read the page")
    assert "112" in text[: text.index("Read the page")]
    assert "Not yet reviewed by a clinician" in text


def test_someone_in_despair_is_met_kindly_with_lines_to_call_first(inside: Bench) -> None:
    text = unescape(shown(ask(inside, "i want to kill myself").text))
    assert "It is good that you said that." in text
    assert "Nothing on that here" not in text


def test_there_is_nothing_on_that_and_help_all_the_same(inside: Bench) -> None:
    html = ask(inside, "best pizza in naples").text
    assert "Nothing on that here" in html
    main = html.split("<main")[1].split("</main>")[0]
    assert url_for("right_now") in main
    assert url_for("services") in main


@pytest.mark.parametrize("question", ["Ich will nicht mehr leben", "plötzlich Schmerzen in der Brust"])
def test_a_crisis_in_a_language_nobody_reads_meets_the_danger_list(inside: Bench, question: str) -> None:
    """In German pages what is typed is not read: the list of dangers and who to reach stand above the answer."""
    inside.state.device = replace(inside.state.device, language="de")
    html = ask(inside, question).text
    main = html.split("<main")[1].split("</main>")[0]
    dangers = danger_list_for_words(KNOWLEDGE)
    assert dangers and main.count("<li>") >= len(dangers)
    assert main.index("banner ember") < main.index(url_for("right_now"))
    assert url_for("services") in main


@pytest.mark.parametrize("question", ["Ich will mich umbringen", "quiero morir"])
def test_a_crisis_in_another_language_than_the_pages_meets_the_danger_list(inside: Bench, question: str) -> None:
    main = unescape(ask(inside, question).text.split("<main")[1].split("</main>")[0])
    assert all(line.text in main for line in danger_list_for_words(KNOWLEDGE))
    assert main.index("Is one of these so right now?") < main.index("Nothing on that here")


def test_every_page_has_the_question_box_once_but_those_with_one_task(inside: Bench) -> None:
    """Steps that fill the screen, a check with words of its own, and the empty note of Exit, are left alone."""
    for page in PAGES:
        if page.get is None or page.door is Door.UNLOCKED or "{" in page.path:
            continue
        answer = inside.client.get(page.path, headers=OWN)
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        assert answer.text.count('role="search"') == (page.name not in NO_BOX), page.name


def test_with_the_journal_open_home_has_the_box_and_the_log_does_not(mine: Mine) -> None:
    """Four taps without scrolling."""
    for name in ("home", "timeline", "patterns", "settings", "yours"):
        assert mine.get(name).count('role="search"') == 1, name
    assert 'role="search"' not in mine.get("log")


def test_while_locked_nobody_is_asked_whether_it_helped(inside: Bench) -> None:
    assert "Was this helpful?" not in read(inside, TEARS)
    answer = inside.client.post(
        url_for("rate_page"), data={"t": inside.token("/"), "page": page_number(TEARS), "helped": "yes"}, headers=OWN
    )
    assert answer.status_code == 403
    assert not inside.state.launch.folder.exists()


def test_what_helped_is_kept_in_the_journal_and_stands_first_on_the_shelf(mine: Mine) -> None:
    assert "Was this helpful?" in read(mine.bench, TEARS)
    assert "Helped you before" not in mine.get("library")
    page = mine.post("rate_page", page=page_number(TEARS), helped="yes")
    assert "You can change it any time." in page
    assert rated_pages(mine.journal, HELPED) == {TEARS}
    shelf = shown(mine.get("library"))
    assert shelf.index("Helped you before") < shelf.index(page_title(KNOWLEDGE, TEARS)) < shelf.index("Often read")
    mine.post("rate_page", page=page_number(TEARS), helped="no")
    assert "Helped you before" not in mine.get("library")


def test_what_helped_is_seen_by_nobody_once_locked(mine: Mine) -> None:
    mine.post("rate_page", page=page_number(TEARS), helped="yes")
    mine.bench.state.lock()
    assert "Helped you before" not in mine.bench.client.get(url_for("library"), headers=OWN).text
    assert "Was this helpful?" not in read(mine.bench, TEARS)


def test_pages_that_say_what_helped_cover_themselves_as_the_journals_do(mine: Mine) -> None:
    """The shelf with one's own pages, and a page with one's own answer; the plain ones have nothing to cover."""
    for html in (mine.get("library"), read(mine.bench, TEARS)):
        assert "data-personal" not in html
    mine.post("rate_page", page=page_number(TEARS), helped="yes")
    for html in (mine.get("library"), read(mine.bench, TEARS), ask(mine.bench, "why do i cry").text):
        assert "data-personal" in html
    assert "data-personal" not in read(mine.bench, "painful_sex")


@pytest.mark.parametrize(("page", "helped"), [("00000000", "yes"), ("", "yes"), (page_number(TEARS), "perhaps")])
def test_a_rating_that_makes_no_sense_is_refused_and_not_kept(mine: Mine, page: str, helped: str) -> None:
    assert mine.send("rate_page", page=page, helped=helped).status_code in (404, 422)
    assert mine.journal.notices == ()


def test_a_rating_needs_the_token_of_the_open_journal(mine: Mine) -> None:
    """The token of the pages that are open to all is not enough."""
    answer = mine.bench.client.post(
        url_for("rate_page"),
        data={"t": mine.bench.token("/p/8"), "page": page_number(TEARS), "helped": "yes"},
        headers=OWN,
    )
    assert answer.status_code == 403
    assert mine.journal.notices == ()
