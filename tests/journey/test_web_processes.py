"""The two processes: what ends when, what nobody can read, how soon the next page comes."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journey.conftest import PASSPHRASE, PATIENCE, Live, unlock

NO_CORE = re.compile(r"^Max core file size\s+0\s+0\s", re.MULTILINE)


def children(pid: int) -> set[int]:
    """The worker processes."""
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def until(holds: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    """Wait, but not for ever."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def memory_has(pid: int, words: bytes) -> bool:
    """Whether a process has `words` anywhere in its writable memory."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw") or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            try:
                if words in memory.read(end - start):
                    return True
            except (OSError, OverflowError):
                continue
    return False


def test_locking_ends_the_worker_and_the_next_page_comes_at_once(live_vault: Live, open_page: Page) -> None:
    """The worker that knew the key is gone within seconds; the reserve serves the unlock page meanwhile."""
    before = children(live_vault.process.pid)
    assert len(before) == 2, "it is ready before it is needed"
    open_page.get_by_role("button", name="Lock").click()
    open_page.wait_for_selector("#phrase")
    until(lambda: len(before - children(live_vault.process.pid)) == 1)
    until(lambda: len(children(live_vault.process.pid)) == 2)
    unlock(open_page)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only the system's owner may read other processes' memory: that is the point"
)
def test_after_locking_no_process_of_ours_knows_the_passphrase(live_vault: Live, open_page: Page) -> None:
    """Before it, exactly the serving worker does (the control)."""
    parent = live_vault.process.pid
    knowing = {pid for pid in children(parent) if memory_has(pid, PASSPHRASE.encode())}
    assert len(knowing) == 1
    assert not memory_has(parent, PASSPHRASE.encode())
    open_page.get_by_role("button", name="Lock").click()
    open_page.wait_for_selector("#phrase")
    until(lambda: not knowing & children(parent))
    assert not any(memory_has(pid, PASSPHRASE.encode()) for pid in {parent, *children(parent)})


def test_no_process_may_dump_core_and_no_secret_stands_in_its_arguments(live: Live) -> None:
    """The launch token and key travel by the private link only."""
    token = live.launch_address.split("/a/")[1]
    for pid in {live.process.pid, *children(live.process.pid)}:
        until(lambda pid=pid: NO_CORE.search(Path(f"/proc/{pid}/limits").read_text()) is not None)
        told = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
        assert token.encode() not in told


def test_a_worker_that_dies_is_replaced(live: Live, page: Page) -> None:
    """The reserve serves the next page; an open journal would be locked."""
    for pid in children(live.process.pid):
        os.kill(pid, signal.SIGKILL)
    until(lambda: len(children(live.process.pid)) == 2)
    page.goto(live.address + "/")
    page.get_by_role("link", name="Start", exact=True).wait_for()


def test_stopping_the_program_ends_every_worker_and_closes_the_journal(live_vault: Live, open_page: Page) -> None:
    """As Ctrl-C does; the journal's log is emptied on the way."""
    workers = children(live_vault.process.pid)
    live_vault.process.send_signal(signal.SIGINT)
    assert live_vault.process.wait(PATIENCE / 1000) == 0
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert not list(live_vault.folder.glob("journal.db-wal"))


def test_workers_end_when_the_program_is_killed(live: Live) -> None:
    """No worker stays behind with an open journal."""
    workers = children(live.process.pid)
    live.process.kill()
    live.process.wait()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_the_parent_loads_nothing_that_reads_requests_or_journals() -> None:
    """It stays small, and a fault in the web toolkit is not in it."""
    code = "import sys, aftercare.web.parent; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    for name in ("starlette", "uvicorn", "jinja2", "numpy", "yaml"):
        assert name not in loaded


def test_no_http_client_is_part_of_the_running_worker() -> None:
    """Nothing leaves this machine: nothing that sends is loaded."""
    code = "import sys, aftercare.web.worker; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    for name in ("httpx", "httpx2", "requests", "aiohttp", "urllib3", "urllib.request", "ftplib", "smtplib"):
        assert name not in loaded
