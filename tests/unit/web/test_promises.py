"""Promises of the pages that no other test holds: locking whatever happens, nothing said to strangers or to a log."""

import asyncio
import dataclasses
import logging
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import Response
from tests.unit.web.conftest import OWN, TYPED, Bench
from tests.unit.web.journal_bench import open_journal

from aftercare.web import patience
from aftercare.web import state as states
from aftercare.web.forms import Posted
from aftercare.web.link import Say
from aftercare.web.patience import Patience
from aftercare.web.routes import PAGES
from aftercare.web.sessions import BrowserSession
from aftercare.web.silence import keep_loop_silent, keep_silent
from aftercare.web.visit import Page

SECRET = "she wrote: secret words"


class Vault:
    """Stands for an open vault whose closing is told how to go."""

    def __init__(self, fails: bool = False) -> None:
        self.fails = fails
        self.locked = threading.Event()

    def lock(self) -> bool:
        if self.fails:
            raise AssertionError(SECRET)
        self.locked.set()
        return True


def opened(bench: Bench, vault: Vault) -> None:
    """The vault is open in this worker."""
    bench.state.open(vault)


def test_locking_does_not_wait_for_ever_for_a_long_job(inside: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A big import runs: the reserve takes over all the same, and this process is told to end."""
    monkeypatch.setattr(states, "CLOSING_TAKES", 0.05)
    done = threading.Event()
    vault = Vault()
    opened(inside, vault)
    inside.state.journal_thread.submit(done.wait)
    inside.clock.move(3600)
    assert inside.state.lock_if_due()
    assert Say.LEAVING in [line.say for line in inside.parent.said]
    assert inside.leaves == ["left"]
    assert inside.state.vault is None
    done.set()
    assert vault.locked.wait(5)


def test_locking_ends_the_process_even_when_closing_fails(inside: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """By the button and by itself."""
    token = inside.token("/")
    opened(inside, Vault(fails=True))
    answer = inside.client.post("/p/1", data={"t": token}, headers=OWN)
    assert answer.status_code == 500
    assert inside.leaves == ["left"]
    assert Say.LEAVING in [line.say for line in inside.parent.said]
    assert "secret" not in capsys.readouterr().err


def test_auto_lock_ends_the_process_even_when_closing_fails(inside: Bench) -> None:
    """The watch that comes every second leaves whatever happens."""
    opened(inside, Vault(fails=True))
    inside.clock.move(3600)
    with pytest.raises(AssertionError):
        inside.state.lock_if_due()
    assert inside.leaves == ["left"]
    assert Say.LEAVING in [line.say for line in inside.parent.said]


def test_a_worker_that_leaves_is_gone_within_seconds_even_with_a_request_under_way() -> None:
    """Nothing that hangs, no thread and no loop, keeps a process alive that knew the key."""
    code = (
        "import asyncio, threading, time\n"
        "from aftercare.web import worker\n"
        "worker.LINGER, worker.GRACE, worker.ORDERLY = 0.05, 0.05, 0.2\n"
        "service = object.__new__(worker.Service)\n"
        "service._loop = asyncio.new_event_loop()\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "service.leave()\n"
        "time.sleep(60)\n"
    )
    started = time.monotonic()
    assert subprocess.run([sys.executable, "-c", code], timeout=30, check=False).returncode == 0
    assert time.monotonic() - started < 20


def test_what_was_left_while_locked_is_forgotten_when_nobody_is_there(inside: Bench) -> None:
    """The page after it shows what the entry calls for: whoever comes later must not see it."""
    inside.state.drafts.keep("browser", object())
    inside.state.watch()
    for minute in range(6):
        for _ in range(60):
            inside.clock.move(1)
            inside.state.lock_if_due()
        assert (inside.state.drafts.get("browser") is None) == (minute >= 4)
    assert inside.state.drafts.get("browser") is None
    assert inside.leaves == ["left"]


@pytest.mark.parametrize("path", ["/a/", "/a/x/y", "/a/x/", "/a//", "/a/%00/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS"])
def test_below_the_launch_address_a_stranger_finds_nothing(bench: Bench, method: str, path: str) -> None:
    """Not even a fault; a person who typed it reads the neutral sentence."""
    answer: Response = bench.client.request(method, path, headers=OWN)
    assert answer.status_code == (403 if method == "GET" else 404)
    assert b"Start the program again" in answer.content or answer.content == b""
    assert "content-security-policy" in answer.headers


def test_only_a_visit_uses_up_the_launch_token(bench: Bench) -> None:
    """A HEAD, as a preview sends it, and a POST ask the parent nothing."""
    for method in ("HEAD", "POST"):
        assert bench.client.request(method, "/a/token", headers=TYPED).status_code == 404
    assert [line for line in bench.parent.said if line.say is Say.REDEEM] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_method_that_a_page_does_not_have_finds_no_such_page(inside: Bench, page: Page) -> None:
    """The same for every page, so that nobody learns which addresses take forms; for programs it is empty."""
    method = "POST" if page.post is None else "GET"
    if page.get is not None and page.post is not None:
        method = "PATCH"
    for dest in ("document", "empty"):
        answer = inside.client.request(method, page.path, headers={**OWN, "sec-fetch-dest": dest})
        assert answer.status_code == 404
        assert "allow" not in answer.headers
        assert dest == "document" or answer.content == b""


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.get is not None])
def test_no_page_leads_to_another_server(inside: Bench, path: str) -> None:
    """Redirects stay on this one, whatever stands in the query."""
    answer = inside.client.get(path + "?next=https://evil.example&url=//evil.example", headers=TYPED)
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")
    assert "evil.example" not in answer.text + location


@pytest.mark.parametrize("kind", ["", "; boundary=", "; boundary=XX; charset=unicode_escape", "; boundary=YY"])
@pytest.mark.parametrize("path", ["/p/12", "/p/84"])
def test_a_form_that_came_through_broken_is_no_fault_of_the_program(
    inside: Bench, path: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cut off, without an end, or with half a sign in it: a sentence, and nothing is done."""
    body = b'--XX\r\nContent-Disposition: form-data; name="t"\r\n\r\n\\ud800\r\n--XX--\r\n'
    headers = {**OWN, "content-type": "multipart/form-data" + kind}
    answer = inside.client.post(path, content=body, headers=headers)
    assert answer.status_code in (403, 422)
    assert "A bug" not in capsys.readouterr().err


def test_hours_that_are_no_number_are_told_at_their_field(inside: Bench) -> None:
    """Half hours are typed as people write them; the rest of the form stays."""
    mine = open_journal(inside)
    answer = mine.send("log", id=mine.form_id(), at="now", **{"slept_before.h": "7,5", "note": "kept words"})
    assert answer.status_code == 422
    assert "kept words" in answer.text


def test_no_log_and_no_thread_repeats_a_value(capfd: pytest.CaptureFixture[str]) -> None:
    """Libraries, threads and the loop would print the message of an error; none does in a worker."""
    code = (
        "import asyncio, logging, threading\n"
        "from aftercare.web.silence import keep_silent, keep_loop_silent\n"
        "keep_silent()\n"
        f"secret = {SECRET!r}\n"
        "logging.getLogger('asyncio').error(secret)\n"
        "def fail(): raise RuntimeError(secret)\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n"
        "    loop.set_debug(True)\n"
        "    keep_loop_silent(loop)\n"
        "    loop.call_soon(fail)\n"
        "    lost = loop.create_task(asyncio.to_thread(fail))\n"
        "    await asyncio.sleep(0.2)\n"
        "    del lost\n"
        "asyncio.run(main())\n"
        "fail()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False)
    assert done.stderr.count("A bug: RuntimeError") >= 3
    assert "secret words" not in done.stderr + done.stdout
    assert callable(keep_silent)
    assert callable(keep_loop_silent)
    assert logging.root.manager.disable == 0, "the hooks were set in another process only"


def test_secrets_and_typed_words_have_no_readable_form(inside: Bench) -> None:
    """Whatever prints one of these by mistake prints no secret."""
    session = BrowserSession("session-id", "form-key")
    posted = Posted((("note", SECRET),))
    shown = f"{session!r} {posted!r} {inside.state.launch!r}"
    assert "session-id" not in shown
    assert "form-key" not in shown
    assert SECRET not in shown
    assert inside.state.launch.key not in shown
    assert {field.name for field in dataclasses.fields(inside.state.launch) if not field.repr} == {"key"}


def test_a_connection_that_says_nothing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one that sends its request a byte at a time; one that asks properly is answered (the control)."""
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.2)
    # In a thread of its own: in this one the driver of a browser may have a loop running, from tests before.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, _connections()).result()


async def _connections() -> None:
    import uvicorn

    async def app(_scope: object, _receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(app, http=Patience, ws="none", lifespan="off", log_config=None, log_level="critical")
    config.load()
    from uvicorn.server import ServerState

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(lambda: Patience(config, ServerState(), {}), "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    silent_reader, silent = await asyncio.open_connection("127.0.0.1", port)
    slow_reader, slow = await asyncio.open_connection("127.0.0.1", port)
    slow.write(b"GET / HT")
    asking_reader, asking = await asyncio.open_connection("127.0.0.1", port)
    asking.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert (await asyncio.wait_for(asking_reader.readline(), 5)).startswith(b"HTTP/1.1 204")
    assert await asyncio.wait_for(silent_reader.read(), 5) == b""
    assert await asyncio.wait_for(slow_reader.read(), 5) == b""
    garbage_reader, garbage = await asyncio.open_connection("127.0.0.1", port)
    garbage.write(b"\x16\x03\x01 what is this\r\n\r\n")
    assert await asyncio.wait_for(garbage_reader.read(), 5) == b"", "no request, no answer"
    for writer in (silent, slow, asking, garbage):
        writer.close()
        await asyncio.wait({asyncio.ensure_future(writer.wait_closed())})
    listening.close()
