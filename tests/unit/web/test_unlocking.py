"""Starting and unlocking by the pages, with the real vault."""

from dataclasses import replace

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.test_leaving import PHRASE, unlocked

from aftercare.usecases.device import has_vault
from aftercare.web.link import Line, Say


@pytest.fixture
def locked(inside: Bench) -> Bench:
    """There is a vault, and it is locked; a fresh worker serves."""
    bench = unlocked(inside)
    vault = bench.state.vault
    assert vault is not None
    vault.lock()
    bench.state.vault, bench.state.autolock = None, None
    bench.state.sessions.end_all()
    bench.parent.said.clear()
    return bench


def test_the_right_passphrase_opens_and_gives_a_new_session_cookie(locked: Bench) -> None:
    """And the parent hears that it opened, so that earlier slips are forgiven."""
    locked.state.device = replace(locked.state.device, exit_explained=True)
    answer = locked.post("/p/14", phrase=PHRASE, zone="Europe/Berlin")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(locked.state.launch.session_cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert locked.parent.said[-1] == Line(Say.TRIED, True)
    assert locked.state.vault is not None
    assert locked.state.vault.journal.settings.zone == "Europe/Berlin"
    locked.state.lock()


def test_a_wrong_passphrase_says_so_and_is_counted(locked: Bench) -> None:
    """The page never repeats what was typed."""
    answer = locked.post("/p/14", phrase="quite another sentence")
    assert answer.status_code == 403
    assert "quite another" not in answer.text
    assert locked.parent.said[-1] == Line(Say.TRIED, False)
    assert locked.state.vault is None


def test_after_too_many_tries_the_passphrase_is_not_even_looked_at(locked: Bench) -> None:
    """The parent says how long to wait; the page says it too."""
    locked.parent.answers[Say.TRY] = 7.2
    answer = locked.post("/p/14", phrase=PHRASE)
    assert answer.status_code == 429
    assert "Wait 8 seconds" in answer.text
    assert locked.state.vault is None


def test_a_zone_that_is_none_is_not_believed(locked: Bench) -> None:
    """Nonsense from the browser changes nothing and breaks nothing."""
    locked.post("/p/14", phrase=PHRASE, zone="Not/AZone")
    assert locked.state.vault is not None
    assert locked.state.vault.journal.settings.zone == "UTC"
    locked.state.lock()


def begin(bench: Bench, year: str = "1990", **more: str) -> object:
    """Walk to the second step and answer it."""
    bench.client.get("/p/15", headers=OWN)
    bench.post("/p/4")
    return bench.post("/p/16", year=year, **more)


def offered(bench: Bench) -> str:
    """The six words on the page."""
    html = bench.client.get("/p/17", headers=OWN).text
    return " ".join(part.split("</li>")[0] for part in html.split('id="words"')[1].split("</ol>")[0].split("<li>")[1:])


def test_exit_is_explained_once_before_the_start(inside: Bench) -> None:
    """The interruption page comes first, and only once."""
    assert inside.client.get("/p/15", headers=OWN).headers["location"] == "/p/4"
    assert inside.post("/p/4").headers["location"] == "/p/15"
    assert inside.client.get("/p/15", headers=OWN).status_code == 200


@pytest.mark.parametrize("year", ["2009", "2015", "2026"])
def test_under_18_there_is_no_vault_but_help(inside: Bench, year: str) -> None:
    """A kind page, and nothing on the disk."""
    assert begin(inside, year).headers["location"] == "/p/18"
    assert "until you are 18" in inside.client.get("/p/18", headers=OWN).text
    assert inside.client.get("/p/17", headers=OWN).headers["location"] == "/p/15"
    assert not has_vault(inside.state.launch.folder)


def test_who_may_still_be_17_is_asked(inside: Bench) -> None:
    """Born 18 years ago by the year: the birthday may be to come."""
    asked = begin(inside, "2008")
    assert asked.status_code == 200
    assert "18th birthday" in asked.text
    assert inside.post("/p/16", year="2008", birthday="no").headers["location"] == "/p/18"
    assert inside.post("/p/16", year="2008", birthday="yes").headers["location"] == "/p/17"


@pytest.mark.parametrize("year", ["", "90", "abcd", "1850", "2030", "19900"])
def test_a_year_that_cannot_be_is_asked_again(inside: Bench, year: str) -> None:
    """With one sentence at the field."""
    answer = begin(inside, year)
    assert answer.status_code == 422
    assert "four digits" in answer.text


def test_the_six_words_make_a_journal_that_is_open(inside: Bench) -> None:
    """Typed from the page, in any case and spacing."""
    begin(inside)
    words = offered(inside)
    assert len(words.split()) == 6
    answer = inside.post("/p/17", which="words", phrase="  ".join(words.upper().split()).lower())
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert has_vault(inside.state.launch.folder)
    assert inside.client.get("/", headers=OWN).headers["location"] == "/p/20"
    inside.state.lock()


def test_words_that_were_not_copied_right_make_nothing(inside: Bench) -> None:
    """Better now than at the first unlocking."""
    begin(inside)
    offered(inside)
    answer = inside.post("/p/17", which="words", phrase="not these words at all, friend")
    assert answer.status_code == 422
    assert not has_vault(inside.state.launch.folder)


def test_other_words_are_other_words(inside: Bench) -> None:
    """Drawn anew."""
    begin(inside)
    first = offered(inside)
    assert inside.post("/p/17", other="1").status_code == 303
    assert offered(inside) != first


@pytest.mark.parametrize(
    ("phrase", "again", "says"),
    [
        ("short", "short", "12 characters"),
        (PHRASE, PHRASE + "!", "not the same"),
        ("passwordpassword", "passwordpassword", "guesser"),
    ],
)
def test_an_own_passphrase_that_is_weak_or_mistyped_makes_nothing(
    inside: Bench, phrase: str, again: str, says: str
) -> None:
    """Each with its sentence."""
    begin(inside)
    offered(inside)
    answer = inside.post("/p/17", which="own", phrase=phrase, again=again)
    assert answer.status_code == 422
    assert says in answer.text
    assert not has_vault(inside.state.launch.folder)


def test_the_recovery_key_is_shown_until_its_end_comes_back(inside: Bench) -> None:
    """The last six characters, from the paper."""
    begin(inside)
    inside.post("/p/17", which="own", phrase=PHRASE, again=PHRASE, paper="yes")
    offered(inside)
    inside.post("/p/17", which="own", phrase=PHRASE, again=PHRASE, paper="yes")
    assert inside.client.get("/", headers=OWN).headers["location"] == "/p/19"
    page = inside.client.get("/p/19", headers=OWN).text
    key = page.split('id="key">')[1].split("<")[0]
    assert key.startswith("AGE-SECRET-KEY-1")
    form = page.split('id="key">')[1].split('name="t" value="')[1].split('"')[0]
    wrong = inside.client.post("/p/19", data={"t": form, "last": "AAAAAA"}, headers=OWN)
    assert wrong.status_code == 403
    right = inside.client.post("/p/19", data={"t": form, "last": key[-6:]}, headers=OWN)
    assert right.headers["location"] == "/p/20"
    assert inside.client.get("/p/19", headers=OWN).headers["location"] == "/p/20"
    inside.state.lock()
