"""What Exit does is explained once before the first use: on this machine, and on each other device."""

import secrets
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import OWN, TYPED, Bench
from tests.unit.web.test_leaving import PHRASE, unlocked

from aftercare.web.launch import Launch
from aftercare.web.routes import make_app, url_for

EXPLAINS = url_for("explain_exit")


@pytest.fixture
def locked(inside: Bench) -> Bench:
    """There is a journal, and it is locked."""
    bench = unlocked(inside)
    assert bench.state.vault is not None
    shut(bench)
    return bench


def shut(bench: Bench) -> None:
    """As after a lock, with a fresh worker."""
    if bench.state.vault is not None:
        bench.state.vault.lock()
    bench.state.vault, bench.state.autolock = None, None
    bench.state.sessions.end_all()


def browser(bench: Bench, *, cover: bool = False) -> TestClient:
    """A browser of another device at home, let in by the code."""
    bench.state.launch = Launch(
        folder=bench.state.launch.folder, host="notes.local", port=8427, key=secrets.token_hex(32), tls=True
    )
    bench.state.device = replace(bench.state.device, exit_explained=True, cover=cover)
    client = TestClient(make_app(bench.state), base_url="https://notes.local:8427", follow_redirects=False)
    assert client.get("/a/token", headers=TYPED).status_code == 303
    return client


def unlock(client: TestClient, bench: Bench) -> str:
    """Where the browser is led after the passphrase."""
    token = client.get("/p/14", headers=OWN).text.split('name="t" value="')[1].split('"')[0]
    answer = client.post("/p/14", data={"t": token, "phrase": PHRASE}, headers=OWN)
    assert bench.state.vault is not None
    return str(answer.headers["location"])


def read(client: TestClient) -> list[str]:
    """Tap the button at the end of the page; the cookies it gives."""
    page = client.get(EXPLAINS, headers=OWN).text
    assert "What it can" in page
    token = page.split("<main")[1].split('name="t" value="')[1].split('"')[0]
    answer = client.post(EXPLAINS, data={"t": token}, headers=OWN)
    assert answer.headers["location"] == "/"
    return answer.headers.get_list("set-cookie")


@pytest.mark.parametrize("cover", [False, True])
def test_a_phone_reads_it_once_before_its_first_use(locked: Bench, cover: bool) -> None:
    """Although this machine has read it long ago; with the cover on, too. The next time it goes straight home."""
    phone = browser(locked, cover=cover)
    assert unlock(phone, locked) == EXPLAINS
    read(phone)
    assert phone.get("/", headers=OWN).headers["location"] == "/p/20"
    shut(locked)
    assert unlock(phone, locked) == "/"
    shut(locked)
    phone.cookies.delete(locked.state.launch.told_cookie)
    assert unlock(phone, locked) == EXPLAINS, "another phone, which has no such sign, reads it itself"
    shut(locked)


def test_the_sign_that_it_was_read_says_nothing(locked: Bench) -> None:
    """One digit, under a name of a letter; only our own pages get it, and no script."""
    phone = browser(locked)
    unlock(phone, locked)
    (cookie,) = read(phone)
    assert cookie.startswith("__Host-n8427d=1;")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    shut(locked)


def test_a_journal_made_without_the_pages_has_it_explained_too(locked: Bench) -> None:
    """Made at the command line, first opened here: the page comes before home, once for this machine."""
    assert locked.post("/p/14", phrase=PHRASE).headers["location"] == EXPLAINS
    read(locked.client)
    shut(locked)
    assert locked.post("/p/14", phrase=PHRASE).headers["location"] == "/"
    shut(locked)


def test_on_this_machine_no_sign_is_left_in_the_browser(inside: Bench) -> None:
    """Here the program itself remembers."""
    answer = inside.client.post(EXPLAINS, data={"t": inside.token("/")}, headers=OWN)
    assert "set-cookie" not in answer.headers
