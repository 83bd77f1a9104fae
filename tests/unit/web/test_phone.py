"""Other devices: who is let in, what a stranger on the network meets, and what stands under a proxy's path."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.unit.web.conftest import OWN, TYPED, Bench
from tests.vectors.vaults import CURRENT, copy_vault

from aftercare.vault.pairing import Pairing, add_device, remove_device
from aftercare.web.authority import certificates
from aftercare.web.authority.kept import Kept
from aftercare.web.launch import Launch
from aftercare.web.link import Say
from aftercare.web.patience import from_afar
from aftercare.web.routes import make_app, url_for
from aftercare.web.throttle import LETTERS_A_MINUTE

NAME = "notes.local"
TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
FETCHED = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}

Reached = Callable[[Launch], TestClient]


@pytest.fixture
def reached(bench: Bench) -> Reached:
    """The same worker, started in another way."""

    def start(launch: Launch) -> TestClient:
        bench.state.launch = launch
        address = launch.address.removesuffix(launch.prefix + "/")
        return TestClient(make_app(bench.state), base_url=address, follow_redirects=False)

    return start


@pytest.fixture
def on_the_network(bench: Bench) -> Launch:
    """`serve --lan --name notes.local`."""
    made = certificates.make(NAME, TODAY)
    folder = bench.state.launch.folder
    return Launch(
        folder=folder, host=NAME, port=8427, key=secrets.token_hex(32), tls=True, kept=Kept(made.pem, made.until)
    )


@pytest.fixture
def behind(bench: Bench) -> Launch:
    """`serve --behind https://name.example/some/path/`."""
    folder = bench.state.launch.folder
    return Launch(
        folder=folder, host="name.example", port=443, key=secrets.token_hex(32), tls=True, prefix="/some/path"
    )


def paired(folder: Path) -> Pairing:
    """A browser that may write into this folder's journal."""
    return add_device(copy_vault(CURRENT, folder), "phone", "age1unused")


def show_pairing(client: TestClient, launch: Launch, value: str) -> None:
    client.cookies.clear()
    client.cookies.set(launch.device_cookie, value)


def test_a_stranger_on_the_network_meets_a_page_that_asks_for_a_code_and_nothing_else(
    reached: Reached, on_the_network: Launch
) -> None:
    """It names nothing, and only its own style comes with it."""
    client = reached(on_the_network)
    page = client.get("/", headers=TYPED)
    assert page.status_code == 403
    assert "<form" in page.text
    assert not re.search(r"journal|unlock|passphrase|aftercare", page.text, re.IGNORECASE)
    style = re.search(r'href="([^"]+)"', page.text)
    assert style is not None
    assert client.get(style[1], headers=OWN).status_code == 200
    for path in (
        url_for("right_now"),
        url_for("authority"),
        style[1].replace("code.css", "base.css"),
        "/w.js",
        "/m.json",
    ):
        refused = client.get(path, headers=FETCHED)
        assert (refused.status_code, refused.content) == (404, b"")


def test_a_typed_code_lets_in_and_a_wrong_one_is_asked_again(
    bench: Bench, reached: Reached, on_the_network: Launch
) -> None:
    """An installed app has no address bar. The code travels in the body, never in an address."""
    client = reached(on_the_network)
    bench.parent.answers[Say.REDEEM] = False
    wrong = client.post("/a/", data={"code": "abcd"}, headers=OWN)
    assert wrong.status_code == 403
    assert "code doesn't hold" in wrong.text
    assert "abcd" not in wrong.text
    assert "set-cookie" not in wrong.headers
    bench.parent.answers[Say.REDEEM] = True
    right = client.post("/a/", data={"code": "efgh"}, headers=OWN)
    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert bench.parent.said[-1].value == "efgh"
    assert client.get("/", headers=OWN).status_code == 200


def test_a_code_sent_by_another_page_is_not_looked_at(bench: Bench, reached: Reached, on_the_network: Launch) -> None:
    """Nor is one typed where only this machine is served."""
    client = reached(on_the_network)
    foreign = client.post("/a/", data={"code": "efgh"}, headers={**OWN, "sec-fetch-site": "cross-site"})
    assert (foreign.status_code, foreign.content) == (404, b"")
    assert client.get("/a/", headers=TYPED).status_code == 403
    assert (
        reached(replace(on_the_network, host="127.0.0.1", tls=False, kept=None))
        .post("/a/", data={"code": "efgh"}, headers=OWN)
        .content
        == b""
    )
    assert bench.parent.said == []


def test_a_browser_that_the_journal_knows_is_let_in_after_a_new_start(
    bench: Bench, reached: Reached, on_the_network: Launch
) -> None:
    """It gets a fresh launch cookie, as strict as the others, and from then on needs no more."""
    known = paired(bench.state.launch.folder)
    client = reached(on_the_network)
    show_pairing(client, on_the_network, f"{known.address}.{known.token}")
    page = client.get("/", headers=TYPED)
    assert page.status_code == 200
    given = page.headers["set-cookie"]
    assert given.startswith(f"{on_the_network.launch_cookie}=")
    for guard in ("HttpOnly", "SameSite=strict", "Secure", "Path=/"):
        assert guard in given
    assert "Max-Age" not in given
    token = re.search(r'data-token="(\w+)"', page.text)
    assert token is not None
    again = client.get("/", headers=OWN)
    assert "set-cookie" not in again.headers
    assert token[1] in again.text, "the form tokens of the first page hold"


def test_let_in_is_not_unlocked(bench: Bench, reached: Reached, on_the_network: Launch) -> None:
    """A paired browser may open the first page; everything personal still needs the passphrase."""
    known = paired(bench.state.launch.folder)
    client = reached(on_the_network)
    show_pairing(client, on_the_network, f"{known.address}.{known.token}")
    answer = client.get(url_for("home"), headers=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_forged_a_foreign_or_a_revoked_pairing_lets_nobody_in(
    bench: Bench, reached: Reached, on_the_network: Launch
) -> None:
    """Nor one for another address of the same journal, nor one while the list is damaged."""
    folder = bench.state.launch.folder
    known = paired(folder)
    client = reached(on_the_network)
    forged = ["", ".", known.token, f"{known.address}.", f"{known.address}.{known.token[:-1]}", f"x.{known.token}"]
    forged += [
        f"{known.address}.{'a' * 43}",
        f"{known.address}.{known.token}.x",
    ]
    for value in forged:
        show_pairing(client, on_the_network, value)
        refused = client.get("/", headers=TYPED)
        assert refused.status_code == 403, value
        assert "set-cookie" not in refused.headers
    (folder / "letterbox" / "paired.json").rename(folder / "kept.json")
    (folder / "letterbox" / "paired.json").write_text("{")
    show_pairing(client, on_the_network, f"{known.address}.{known.token}")
    assert client.get("/", headers=TYPED).status_code == 403
    (folder / "kept.json").rename(folder / "letterbox" / "paired.json")
    remove_device(folder, "phone")
    assert client.get("/", headers=TYPED).status_code == 403


def test_strangers_can_show_pairings_a_few_times_a_minute_only(
    bench: Bench, reached: Reached, on_the_network: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try reads the folder; guessing 256 random bits is hopeless anyway."""
    looked: list[str] = []
    monkeypatch.setattr("aftercare.web.security.launched.writer_of", lambda _folder, value: looked.append(value))
    client = reached(on_the_network)
    show_pairing(client, on_the_network, "made.up")
    for _ in range(LETTERS_A_MINUTE + 20):
        assert client.get("/", headers=FETCHED).status_code == 404
    assert len(looked) == LETTERS_A_MINUTE
    bench.clock.move(61)
    client.get("/", headers=FETCHED)
    assert len(looked) == LETTERS_A_MINUTE + 1


def test_only_the_name_and_port_of_the_certificate_are_answered(reached: Reached, on_the_network: Launch) -> None:
    """Not the number of the machine, not the name alone, not loopback."""
    client = reached(on_the_network)
    for host in (
        "notes.local",
        "notes.local:443",
        "192.168.1.4:8427",
        "127.0.0.1:8427",
        "localhost:8427",
        "x.local:8427",
    ):
        refused = client.get("/", headers={**TYPED, "host": host})
        assert (refused.status_code, refused.content) == (404, b"")


@pytest.mark.parametrize(
    ("peer", "afar"),
    [
        ("127.0.0.1", False),
        ("192.168.178.20", False),
        ("10.1.2.3", False),
        ("169.254.3.4", False),
        ("100.64.0.9", False),
        ("8.8.8.8", True),
        ("2a00:1450:4001:80b::200e", True),
        ("fe80::1", False),
    ],
)
def test_who_is_on_no_home_network_is_let_go(peer: str, afar: bool) -> None:
    """Even where a router lets the whole internet through to the port."""
    assert from_afar((peer, 5555)) is afar
    assert not from_afar(None)


def test_the_guide_gives_the_certificate_and_its_fingerprint(
    bench: Bench, reached: Reached, on_the_network: Launch
) -> None:
    """Before anything is unlocked: a phone reads it first of all. The served key is in neither."""
    client = reached(on_the_network)
    client.get("/a/token", headers=TYPED)
    page = client.get(url_for("phone"), headers=OWN)
    kept = on_the_network.kept
    assert kept is not None
    assert kept.fingerprint in page.text.replace("<br>", " ")
    assert NAME in page.text
    assert "--renew" in page.text
    assert "runs out on" not in page.text
    file = client.get(url_for("authority"), headers=OWN)
    assert file.content == kept.authority
    assert file.headers["content-type"] == "application/x-x509-ca-cert"
    assert file.headers["content-disposition"].endswith('filename="notes.local.crt"')
    assert "PRIVATE" not in page.text
    bench.state.now = lambda: kept.until - timedelta(days=29)
    assert "runs out on" in client.get(url_for("phone"), headers=OWN).text


def test_where_only_this_machine_is_served_the_guide_says_how_to_open_it(inside: Bench) -> None:
    """And there is no certificate."""
    assert "serve --lan --name notes.local" in inside.client.get(url_for("phone"), headers=OWN).text
    assert inside.client.get(url_for("authority"), headers=OWN).headers["location"] == url_for("phone")


def test_under_a_path_every_address_a_page_writes_begins_with_it(reached: Reached, behind: Launch) -> None:
    """Links, forms, styles, scripts, pictures and what scripts read."""
    client = reached(behind)
    went = client.get("/some/path/a/token", headers=TYPED)
    assert went.headers["location"] == "/some/path/"
    for name in ("front", "library", "right_now", "services", "promises", "appearance", "phone", "install", "check"):
        page = client.get("/some/path" + url_for(name), headers=OWN)
        assert page.status_code == 200, name
        written = re.findall(r'(?:href|src|action|data-[\w-]+)="(/[^"]*)"', page.text)
        assert len(written) > 10
        assert [each for each in written if not each.startswith("/some/path/")] == []


def test_under_a_path_the_worker_and_the_manifest_stay_under_it_too(reached: Reached, behind: Launch) -> None:
    """Another program under the same name keeps its own."""
    client = reached(behind)
    client.get("/some/path/a/token", headers=TYPED)
    manifest = client.get("/some/path/m.json", headers=FETCHED).json()
    assert manifest["scope"] == manifest["start_url"] == manifest["id"] == "/some/path/"
    addresses = [icon["src"] for icon in manifest["icons"]] + [each["url"] for each in manifest["shortcuts"]]
    assert all(each.startswith("/some/path/") for each in addresses)
    script = client.get("/some/path/w.js", headers=FETCHED).text.splitlines()[0]
    written = re.findall(r'"(/[^"]*)"', script)
    assert len(written) > 50
    assert all(each.startswith("/some/path/") for each in written)


def test_under_a_path_cookies_stay_under_it(reached: Reached, behind: Launch) -> None:
    """`__Host-` would need the whole name; `__Secure-` is the strictest that a path can have."""
    client = reached(behind)
    given = client.get("/some/path/a/token", headers=TYPED).headers["set-cookie"]
    assert given.startswith("__Secure-n443a=")
    assert "Path=/some/path/;" in given
    assert "Secure" in given
    whole = reached(replace(behind, prefix=""))
    assert whole.get("/a/token", headers=TYPED).headers["set-cookie"].startswith("__Host-n443a=")


def test_what_is_not_under_the_path_is_not_ours(reached: Reached, behind: Launch) -> None:
    """Nor does the prefix alone, or one that only begins like it, lead anywhere."""
    client = reached(behind)
    client.get("/some/path/a/token", headers=TYPED)
    for path in ("/", "/p/9", "/some/path", "/some/pathology/", "/some/path/some/path/", "/a/token"):
        answer = client.get(path, headers=FETCHED)
        assert (answer.status_code, answer.content) == (404, b""), path


def test_what_a_proxy_says_about_itself_is_not_believed(reached: Reached, behind: Launch) -> None:
    """The name is fixed at the start; a header can't change it, nor make up for a wrong one."""
    client = reached(behind)
    said = {"x-forwarded-host": "name.example", "x-forwarded-proto": "https", "forwarded": "host=name.example"}
    assert client.get("/some/path/", headers={**TYPED, **said, "host": "127.0.0.1:8427"}).status_code == 404
    other = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "http", "x-forwarded-prefix": "/evil"}
    given = client.get("/some/path/a/token", headers={**TYPED, **other})
    assert given.headers["location"] == "/some/path/"
    assert "Secure" in given.headers["set-cookie"]


def test_a_form_of_another_origin_gets_nothing_under_the_path_either(reached: Reached, behind: Launch) -> None:
    """The origin is the proxy's name, without the usual port."""
    client = reached(behind)
    client.get("/some/path/a/token", headers=TYPED)
    assert behind.origins == {"https://name.example"}
    for origin, status in (
        ("https://name.example", 403),
        ("https://evil.example", 404),
        ("https://name.example:8427", 404),
    ):
        answer = client.post("/some/path/p/14", data={"t": "wrong"}, headers={"origin": origin})
        assert answer.status_code == status, origin
