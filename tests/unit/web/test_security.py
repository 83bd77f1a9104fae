"""What the guards in front of every page let through, and what gets the same empty 404."""

import itertools

import pytest
from starlette.responses import Response
from tests.unit.web.conftest import ADDRESS, OWN, TYPED, Bench

from aftercare.web.routes import PAGES
from aftercare.web.security.body import FORM_LIMIT
from aftercare.web.security.headers import FIXED
from aftercare.web.visit import Door

GETS = [page.path for page in PAGES if page.get is not None]
POSTS = [page.path for page in PAGES if page.post is not None]


def is_nothing(response: Response) -> bool:
    """The empty 404, the same for everything refused."""
    return response.status_code == 404 and response.content == b""


@pytest.mark.parametrize("path", [*GETS, "/nowhere", "/s/x/y.css", "/a/wrong"])
def test_every_answer_carries_the_strict_headers(inside: Bench, path: str) -> None:
    """CSP without inline, nosniff, no referrer, same-origin resources, no frames; also on refusals."""
    answer = inside.client.get(path, headers=TYPED)
    for name, value in FIXED.items():
        assert answer.headers[name] == value
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8428", "evil.example:8427", "127.0.0.1:8427.evil.example", ""]
)
def test_a_foreign_or_incomplete_host_name_gets_nothing(inside: Bench, host: str) -> None:
    """A name that was made to point at this machine reaches no page."""
    assert is_nothing(inside.client.get("/", headers={**TYPED, "host": host}))


@pytest.mark.parametrize("host", ["127.0.0.1:8427", "localhost:8427"])
def test_our_own_names_are_answered(inside: Bench, host: str) -> None:
    """The control for the test above."""
    assert inside.client.get("/", headers={**TYPED, "host": host}).status_code in (200, 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
@pytest.mark.parametrize("path", [*GETS, "/s/any/base.css"])
def test_what_another_page_fetches_gets_nothing(inside: Bench, site: str, path: str) -> None:
    """Images, scripts, frames and fetches from elsewhere, static files too."""
    for mode, dest in (("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "script")):
        headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
        assert is_nothing(inside.client.get(path, headers=headers)), (mode, dest)


@pytest.mark.parametrize("path", POSTS)
def test_a_post_from_elsewhere_gets_nothing(inside: Bench, path: str) -> None:
    """Even as a top-level navigation, even with our cookie."""
    for site in ("cross-site", "same-site", "none"):
        assert is_nothing(inside.client.post(path, headers={**TYPED, "sec-fetch-site": site}))


def test_a_browser_without_fetch_metadata_is_judged_by_origin_or_cookie(inside: Bench) -> None:
    """Exact Origin; for a GET without Origin our cookie; a POST without either gets nothing."""
    form = {"t": inside.token("/")}
    blank = inside.client.get("/p/3")
    assert blank.status_code == 200
    assert inside.client.post("/p/5", data=form, headers={"origin": ADDRESS}).status_code == 200
    for origin in ("http://127.0.0.1", "http://127.0.0.1:8428", "https://127.0.0.1:8427", "null"):
        assert is_nothing(inside.client.post("/p/5", data=form, headers={"origin": origin})), origin
    assert is_nothing(inside.client.post("/p/5", data=form))
    inside.client.cookies.clear()
    assert is_nothing(inside.client.get("/p/3"))


def test_other_methods_get_nothing(inside: Bench) -> None:
    """PUT, DELETE, OPTIONS and the like have no use here."""
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert is_nothing(inside.client.request(method, "/", headers=OWN))


def test_a_person_without_the_launch_cookie_reads_one_neutral_sentence(bench: Bench) -> None:
    """No word of what this is; a program gets nothing at all."""
    answer = bench.client.get("/", headers=TYPED)
    assert answer.status_code == 403
    assert answer.text == "Start the program again, or open the address it printed when it started.\n"
    assert is_nothing(bench.client.get("/p/7", headers={**OWN, "sec-fetch-dest": "empty"}))


def test_the_launch_address_is_swapped_for_a_cookie_and_left(bench: Bench) -> None:
    """HttpOnly, SameSite=Strict, no expiry; the address bar then shows the clean address."""
    answer = bench.client.get("/a/token", headers=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "expires" not in cookie.lower()
    assert "8427" in cookie.split("=")[0]


def test_a_wrong_launch_token_gets_nothing(bench: Bench) -> None:
    """The parent decides; the worker asks it."""
    bench.parent.answers = dict.fromkeys(bench.parent.answers, False)
    assert is_nothing(bench.client.get("/a/token", headers=TYPED))


def test_a_forged_launch_cookie_is_no_cookie(bench: Bench) -> None:
    """The id is signed with the key of this launch."""
    name = bench.state.launch.launch_cookie
    for value in ("", "abc", "abc.", "abc." + "0" * 64):
        bench.client.cookies.set(name, value)
        assert bench.client.get("/", headers=TYPED).status_code == 403


def test_a_form_without_its_token_does_nothing(inside: Bench) -> None:
    """Also with the token of another launch."""
    for data in ({}, {"t": ""}, {"t": "0" * 64}):
        answer = inside.client.post("/p/1", data=data, headers=OWN)
        assert answer.status_code == 403
        assert inside.leaves == []


def test_a_body_beyond_the_limit_is_refused_with_its_sentence(inside: Bench) -> None:
    """Both when announced and when it only turns out."""
    big = "x" * (FORM_LIMIT + 1)
    announced = inside.client.post("/p/12", data={"t": inside.token("/"), "name": big}, headers=OWN)
    assert announced.status_code == 413
    assert "more than fits" in announced.text
    assert big[:100] not in announced.text
    parts = (b"x" * 65_536 for _ in range(6))
    dripped = inside.client.post(
        "/p/12", content=parts, headers={**OWN, "content-type": "application/x-www-form-urlencoded"}
    )
    assert dripped.status_code == 413


def test_under_tls_the_cookies_are_host_cookies(bench: Bench) -> None:
    """`__Host-` names, which no other host, port's page or subdomain can set."""
    from dataclasses import replace

    launch = replace(bench.state.launch, tls=True)
    assert launch.launch_cookie.startswith("__Host-")
    assert launch.session_cookie.startswith("__Host-")
    assert launch.origins == {"https://127.0.0.1:8427", "https://localhost:8427"}


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.door is Door.UNLOCKED and page.get])
def test_a_personal_page_without_an_open_journal_leads_to_the_first_page(inside: Bench, path: str) -> None:
    """And shows nothing of itself."""
    answer = inside.client.get(path.replace("{id}", "x"), headers=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_bug_shows_no_value_to_person_or_log(
    inside: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page says that it is ours; standard error gets kind and place, never the message."""

    def broken(*_: object) -> None:
        raise RuntimeError("she wrote: secret words")

    monkeypatch.setattr("aftercare.web.views.front.device.has_vault", broken)
    answer = inside.client.get("/", headers=TYPED)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    said = capsys.readouterr().err
    assert "RuntimeError" in said
    assert "front.py" in said
    assert "secret" not in said


def test_no_path_or_name_of_a_cookie_says_what_it_is_about() -> None:
    """Paths are /, or /p/ and a number, with at most an opaque id."""
    for page in PAGES:
        parts = page.path.strip("/").split("/")
        assert page.path == "/" or (parts[0] == "p" and parts[1].isdigit()), page.path
        assert all(part in ("{id}", "{number}") for part in parts[2:]), page.path


def test_no_two_pages_share_a_path_or_a_name() -> None:
    """The site map is one to one."""
    for one, other in itertools.combinations(PAGES, 2):
        assert one.path != other.path
        assert one.name != other.name
