"""Lock, Exit and the lock that comes by itself, as the server does them."""

from dataclasses import replace
from pathlib import Path

from tests.unit.web.conftest import OWN, TYPED, Bench

from aftercare.model.settings import Device
from aftercare.usecases import start
from aftercare.web.link import Say

PHRASE = "a lamp, a harbour and a mild wind"


def unlocked(bench: Bench) -> Bench:
    """A journal made and open in this browser."""
    made = start.start(bench.state.launch.folder, PHRASE, birth_year=1990, recovery=False, now=bench.state.now())
    session = bench.state.open(made.session)
    bench.client.cookies.set(bench.state.launch.session_cookie, session.id)
    return bench


def test_lock_expires_our_cookie_by_name_and_clears_only_the_cache(inside: Bench) -> None:
    """Never storage or cookies: those would delete unsent letters and other programs' cookies."""
    bench = unlocked(inside)
    token = bench.token("/p/7")
    answer = bench.client.post("/p/1", data={"t": token}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["clear-site-data"] == '"cache"'
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 1
    assert cookies[0].startswith(f'{bench.state.launch.session_cookie}="";')
    assert "Max-Age=0" in cookies[0]
    assert answer.headers["connection"] == "close"


def test_locking_closes_the_journal_and_ends_the_worker_after_the_answer(inside: Bench) -> None:
    """The parent is told, then the process goes."""
    bench = unlocked(inside)
    session = bench.state.vault
    assert session is not None
    bench.client.post("/p/1", data={"t": bench.token("/p/7")}, headers=OWN)
    assert not session.is_open
    assert bench.state.vault is None
    assert Say.LEAVING in [line.say for line in bench.parent.said]
    assert bench.leaves == ["left"]


def test_exit_locks_and_leads_to_an_empty_note(inside: Bench) -> None:
    """Also without script: the button is a form."""
    bench = unlocked(inside)
    answer = bench.client.post("/p/2", data={"t": bench.token("/p/7")}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/p/3")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert bench.state.vault is None
    note = bench.client.get("/p/3", headers=OWN).text.lower()
    assert "textarea" in note
    for word in ("sex", "journal", "lock", "exit", "aftercare", "/p/"):
        assert word not in note


def test_after_exit_or_lock_the_first_request_locks_whichever_it_is(inside: Bench) -> None:
    """The page has left its sign: a personal page that Back asks for is not shown, and the sign is taken back."""
    bench = unlocked(inside)
    launch = bench.state.launch
    assert f'data-leaving="{launch.leaving_sign}"' in bench.client.get("/p/20", headers=OWN).text
    bench.client.cookies.set(launch.leaving_cookie, "1")
    answer = bench.client.get("/p/20", headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert bench.state.vault is None
    assert Say.LEAVING in [line.say for line in bench.parent.said]
    assert bench.leaves == ["left"]
    assert (answer.headers["clear-site-data"], answer.headers["connection"]) == ('"cache"', "close")
    taken = {cookie.split("=")[0] for cookie in answer.headers.get_list("set-cookie") if "Max-Age=0" in cookie}
    assert taken == {launch.leaving_cookie, launch.session_cookie}


def test_the_sign_of_a_browser_that_has_nothing_open_locks_nothing(inside: Bench) -> None:
    """As when it was left while locked, and another browser has the journal open."""
    bench = unlocked(inside)
    bench.client.cookies.set(bench.state.launch.session_cookie, "of another time")
    bench.client.cookies.set(bench.state.launch.leaving_cookie, "1")
    answer = bench.client.get("/", headers=OWN)
    assert bench.state.vault is not None
    assert bench.leaves == []
    assert "clear-site-data" not in answer.headers
    assert answer.headers["set-cookie"].startswith(f'{bench.state.launch.leaving_cookie}="";')


def test_the_sign_goes_to_our_own_paths_only_and_never_in_the_clear_where_there_is_tls(inside: Bench) -> None:
    """As strict as the cookies that the program sets."""
    launch = replace(inside.state.launch, tls=True, prefix="/notes")
    assert launch.leaving_sign == f"__Secure-n{launch.port}f=1; Path=/notes/; SameSite=Strict; Secure"


def test_only_lock_and_exit_clear_the_cache(inside: Bench) -> None:
    """The control: another page does not."""
    assert "clear-site-data" not in inside.client.get("/", headers=TYPED).headers


def test_it_locks_after_five_minutes_without_an_own_action(inside: Bench) -> None:
    """A page asking whether it is still open is no action; opening a page or typing is."""
    bench = unlocked(inside)
    token = bench.token("/p/20")
    tick_to(bench, 200)
    assert bench.client.post("/p/5", data={"t": token}, headers=OWN).json() == {"open": True, "left": 100}
    assert bench.client.post("/p/6", data={"t": token}, headers=OWN).json() == {"open": True, "left": 300}
    tick_to(bench, 299)
    assert bench.state.vault is not None
    tick_to(bench, 2)
    assert bench.state.vault is None
    assert bench.client.get("/p/20", headers=OWN).headers["location"] == "/"


def tick_to(bench: Bench, seconds: int) -> None:
    """Let time pass as the worker sees it: second by second."""
    for _ in range(seconds):
        bench.clock.move(1)
        bench.state.lock_if_due()


def test_the_time_can_be_set(inside: Bench) -> None:
    """One to sixty minutes, in the settings of the device."""
    inside.state.device = Device(auto_lock_minutes=1)
    bench = unlocked(inside)
    tick_to(bench, 59)
    assert bench.state.vault is not None
    tick_to(bench, 1)
    assert bench.state.vault is None


def test_it_locks_after_eight_hours_whatever_one_does(inside: Bench) -> None:
    """Eight hours at most."""
    bench = unlocked(inside)
    for _ in range(8 * 60 - 1):
        tick_to(bench, 60)
        bench.state.acted()
    assert bench.state.vault is not None
    tick_to(bench, 60)
    assert bench.state.vault is None


def test_it_locks_when_the_machine_slept(inside: Bench) -> None:
    """The wall clock jumps while the steady one stood still; a first request after waking finds it locked."""
    bench = unlocked(inside)
    tick_to(bench, 10)
    bench.clock.sleep(120)
    assert bench.client.get("/p/20", headers=OWN).headers["location"] == "/"
    assert bench.state.vault is None


def test_it_locks_when_the_process_was_stopped_for_long(inside: Bench) -> None:
    """Both clocks went on, but no tick came."""
    bench = unlocked(inside)
    bench.clock.move(60)
    assert bench.state.lock_if_due()


def test_a_post_after_the_lock_says_that_nothing_was_saved(inside: Bench) -> None:
    """With its sentence, not a silent redirect."""
    bench = unlocked(inside)
    session = next(iter(bench.state.sessions._open.values()))
    bench.state.lock()
    answer = bench.client.post("/p/19", data={"t": session.form_key}, headers=OWN)
    assert answer.status_code == 403
    assert "nothing was saved" in answer.text


def test_each_unlocking_has_a_new_session_and_the_old_one_is_worthless(inside: Bench) -> None:
    """No session id survives."""
    first = inside.state.sessions.begin(inside.state.random_hex)
    second = inside.state.sessions.begin(inside.state.random_hex, replacing=first.id)
    assert first.id != second.id
    assert first.form_key != second.form_key
    assert inside.state.sessions.get(first.id) is None
    assert inside.state.sessions.get(second.id) == second


def test_a_personal_form_needs_the_token_of_its_own_session(inside: Bench) -> None:
    """The token of pages that need no journal is not enough."""
    bench = unlocked(inside)
    bench.state.drafts.keep("x", object())
    answer = bench.client.post("/p/19", data={"t": bench.token("/p/7")}, headers=OWN)
    assert answer.status_code == 403


def test_another_browser_sees_nothing_of_an_open_journal(inside: Bench, tmp_path: Path) -> None:
    """It is let in by the launch address, but has to unlock."""
    bench = unlocked(inside)
    bench.client.cookies.delete(bench.state.launch.session_cookie)
    assert bench.client.get("/p/20", headers=OWN).headers["location"] == "/"
    assert "Your passphrase" in bench.client.get("/", headers=OWN).text


def test_what_still_reaches_a_worker_that_has_locked_is_sent_on_to_the_fresh_one(inside: Bench) -> None:
    """Unlocking within a second of locking used to reach the old worker over a kept-open connection, and was lost."""
    bench = unlocked(inside)
    bench.client.post("/p/1", data={"t": bench.token("/p/7")}, headers=OWN)
    answer = bench.client.post("/p/14", data={"t": "any", "words": PHRASE}, headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (307, "/p/14")
    assert answer.headers["connection"] == "close"
    assert bench.client.get("/", headers=OWN).headers["connection"] == "close"
    assert bench.state.vault is None
