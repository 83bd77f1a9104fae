"""The phone at home: a trusted connection, the journal over it, the browser that is known again, and a proxy's path."""

import http.client
import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.journey.conftest import PASSPHRASE, PATIENCE, PHONE, Live, Watch, axe_findings, unlock
from tests.journey.trusting import Proxy, authority_of, browser_at_home, start_reached

from aftercare.web.authority import certificates
from aftercare.web.authority.kept import tls_context
from aftercare.web.routes import url_for

NAME = "notes.local"
LAN = f'OnTheNetwork("{NAME}")'
PROXY = "door.home.arpa"
PREFIX = "/some/path"
TYPED = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
TAKEN = """async () => {
  for (;;) {
    const taken = await navigator.serviceWorker.getRegistration();
    if (taken) return taken.scope;
    await new Promise(done => setTimeout(done, 50));
  }
}"""
"""The worker is taken; what it keeps comes after, in its own time."""


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[Live]:
    """`serve --lan --name notes.local`, on a locked journal."""
    folder = tmp_path_factory.mktemp("home") / "journal"
    shutil.copytree(new_vault, folder)
    running = start_reached(folder, LAN)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="module")
def authority(at_home: Live) -> str:
    """What the phone takes in."""
    return authority_of((at_home.folder / "lan.pem").read_text())


@pytest.fixture(scope="module")
def trusting(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory, authority: str) -> Iterator[Browser]:
    """A browser that has taken the certificate in."""
    with browser_at_home(playwright, tmp_path_factory.mktemp("trusting"), NAME, authority) as browser:
        yield browser


def phone_of(browser: Browser, address: str) -> tuple[BrowserContext, Watch]:
    context = browser.new_context(viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    seen = Watch(address)
    seen.on(context)
    return context, seen


def port_of(live: Live) -> int:
    return int(live.address.rsplit(":", 1)[1])


def ask(live: Live, context: ssl.SSLContext, path: str = "/") -> http.client.HTTPResponse:
    """A plain client that trusts only what `context` does, sent to this machine under the name."""
    raw = socket.create_connection(("127.0.0.1", port_of(live)), timeout=10)
    secured = context.wrap_socket(raw, server_hostname=NAME)
    connection = http.client.HTTPConnection(NAME, port_of(live))
    connection.sock = secured
    connection.request("GET", path, headers=TYPED)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_who_trusts_the_authority_is_answered_and_nobody_else_is(at_home: Live, authority: str) -> None:
    """Another authority, old encryption, and no encryption at all: no answer."""
    knowing = ssl.create_default_context(cadata=authority)
    assert ask(at_home, knowing).status == 403
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(at_home, ssl.create_default_context())
    old = ssl.create_default_context(cadata=authority)
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, ConnectionError)):
        ask(at_home, old)
    with socket.create_connection(("127.0.0.1", port_of(at_home)), timeout=10) as plain:
        plain.sendall(f"GET / HTTP/1.1\r\nHost: {NAME}:{port_of(at_home)}\r\n\r\n".encode())
        assert b"HTTP" not in plain.recv(4096)


def test_a_phone_that_does_not_trust_it_yet_is_warned_and_told_what_does_not_work(
    playwright: Playwright, tmp_path: Path, at_home: Live
) -> None:
    """The browser's own warning comes first. Who goes on past it reads one line, and no worker is kept."""
    with browser_at_home(playwright, tmp_path, NAME, None) as browser:
        page = browser.new_page()
        with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
            page.goto(at_home.address + "/")
        page.close()
        # From here on as a person who taps "go on" at that warning.
        went_on = browser.new_context(ignore_https_errors=True, viewport=PHONE)
        page = went_on.new_page()
        page.goto(at_home.address + "/")
        expect(page.get_by_label("The code that the program shows")).to_be_visible()
        assert axe_findings(page) == []
        went_on.close()


def unlock_first(page: Page) -> None:
    """Before its first use each other device reads once what Exit does."""
    page.fill("#phrase", PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_url("**" + url_for("explain_exit"))
    page.get_by_role("button", name="I know where Exit is").click()
    page.wait_for_selector("body[data-personal]")
    page.wait_for_load_state()


def test_the_journal_on_a_phone_over_a_trusted_connection(trusting: Browser, at_home: Live) -> None:
    """Opened by the code, the worker is taken, unlocking and locking work; then the program starts anew."""
    context, seen = phone_of(trusting, at_home.address)
    page = context.new_page()
    page.goto(at_home.launch_address)
    assert page.url == at_home.address + "/"
    assert page.evaluate("isSecureContext")
    page.goto(at_home.address + url_for("phone"))
    assert NAME in page.inner_text("main")
    assert axe_findings(page) == []
    assert page.evaluate(TAKEN) == at_home.address + "/"
    expect(page.locator("[data-untrusted]")).to_be_hidden()
    used_up = trusting.new_context()
    again = used_up.new_page()
    again.goto(at_home.launch_address)
    assert "doesn't hold" in again.inner_text("main")
    used_up.close()
    page.goto(at_home.address + "/")
    unlock_first(page)
    page.goto(at_home.address + url_for("devices"))
    page.get_by_label("A name for this browser").fill("phone")
    page.get_by_role("button", name="Let this browser write").click()
    expect(page.get_by_text("this browser", exact=True)).to_be_visible()
    page.get_by_role("button", name="Lock").first.click()
    page.wait_for_selector("#phrase")
    names = {cookie["name"] for cookie in context.cookies()}
    assert all(name.startswith("__Host-") for name in names)
    seen.check()
    started_anew(context, page, at_home, trusting)


def started_anew(context: BrowserContext, page: Page, before: Live, trusting: Browser) -> None:
    """The paired browser is let in by what the journal knows; a stranger still needs the code."""
    before.stop()
    anew = start_reached(before.folder, LAN, port_of(before))
    try:
        page.goto(anew.address + "/")
        page.wait_for_selector("#phrase")
        unlock(page)
        stranger = trusting.new_context().new_page()
        stranger.goto(anew.address + "/")
        stranger.get_by_label("The code that the program shows").fill("abcd-efgh-jkmn")
        stranger.get_by_role("button", name="Go on").click()
        assert "doesn't hold" in stranger.inner_text("main")
        code = anew.launch_address.rsplit("/", 1)[1]
        stranger.get_by_label("The code that the program shows").fill(code.upper().replace("-", " "))
        stranger.get_by_role("button", name="Go on").click()
        stranger.wait_for_selector("#phrase")
        stranger.context.close()
    finally:
        context.close()
        anew.stop()


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory, new_vault: Path) -> Iterator[tuple[Live, Proxy, str]]:
    """A proxy with a certificate of its own in front of the program, which listens on loopback only."""
    folder = tmp_path_factory.mktemp("behind") / "journal"
    shutil.copytree(new_vault, folder)
    with socket.socket() as free, socket.socket() as also_free:
        free.bind(("127.0.0.1", 0))
        also_free.bind(("127.0.0.1", 0))
        to_port = free.getsockname()[1]
    made = certificates.make(PROXY, datetime.now(UTC))
    proxy = Proxy(tls_context(made.pem), to_port)
    running = start_reached(folder, f'BehindProxy("{PROXY}", {proxy.port}, "{PREFIX}")', to_port)
    yield running, proxy, authority_of(made.pem)
    running.stop()
    proxy.stop()


def test_behind_a_proxy_under_a_path_everything_stays_under_it(
    playwright: Playwright, tmp_path: Path, proxied: tuple[Live, Proxy, str]
) -> None:
    """Launch, worker, unlocking, an entry, locking: no address and no cookie beside the path."""
    running, proxy, authority = proxied
    root = f"https://{PROXY}:{proxy.port}{PREFIX}"
    assert running.address == root
    with browser_at_home(playwright, tmp_path, PROXY, authority) as browser:
        context, seen = phone_of(browser, root)
        page = context.new_page()
        page.goto(running.launch_address)
        assert page.url == root + "/"
        assert page.evaluate(TAKEN) == root + "/"
        unlock_first(page)
        page.goto(root + url_for("log"))
        page.get_by_role("button", name=re.compile("^Save")).first.click()
        page.wait_for_load_state()
        assert page.url.startswith(root)
        page.goto(root + url_for("home"))
        page.get_by_role("button", name="Lock").first.click()
        page.wait_for_selector("#phrase")
        assert {(each["path"], each["name"][:9]) for each in context.cookies()} == {(PREFIX + "/", "__Secure-"[:9])}
        context.close()
        seen.check()
    asked = {path for path in proxy.asked if not path.startswith(PREFIX + "/")}
    assert asked <= {"/favicon.ico"}
