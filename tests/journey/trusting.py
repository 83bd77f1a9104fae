"""A program that other devices reach, and a Chromium that trusts its authority as a person's would.

Nothing is ignored: `certutil` puts the authority's certificate into the browser's own list, in a home folder of the
test. Names lead to this machine by a rule of the browser, since no network answers for them here.
"""

import asyncio
import contextlib
import os
import shutil
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from tests.journey.conftest import CHROMIUM_ARGS, Live

MARK = "-----BEGIN CERTIFICATE-----"
SERVE = (
    "import sys, pathlib; from aftercare.web.parent import serve; from aftercare.model.reach import *;"
    "serve(port=int(sys.argv[2]), folder=pathlib.Path(sys.argv[1]), open_browser=False, reach=eval(sys.argv[3]))"
)


def start_reached(folder: Path, reach: str, port: int = 0) -> Live:
    """Start the program so that others reach it; `reach` as one would write it in Python."""
    command = [sys.executable, "-c", SERVE, str(folder), str(port), reach]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Open https://"), line
    return Live(process, folder, line.removeprefix("Open ").strip())


def authority_of(pem: str) -> str:
    """The authority's certificate, the last one in what is kept."""
    return MARK + pem.split(MARK)[-1]


@contextlib.contextmanager
def browser_at_home(playwright: Playwright, home: Path, name: str, trusting: str | None) -> Iterator[Browser]:
    """Chromium with a home folder of its own; `trusting` is the PEM of an authority it has taken in."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    if trusting is not None:
        (home / "authority.pem").write_text(trusting)
        at = ["-d", f"sql:{store}"]
        subprocess.run(["certutil", *at, "-N", "--empty-password"], check=True)
        taken = ["-A", "-n", "authority", "-t", "C,,", "-i", str(home / "authority.pem")]
        subprocess.run(["certutil", *at, *taken], check=True)
    rules = f"--host-resolver-rules=MAP {name} 127.0.0.1,MAP * ~NOTFOUND,EXCLUDE 127.0.0.1"
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        headless=True,
        chromium_sandbox=False,
        env={**os.environ, "HOME": str(home)},
        args=[*(each for each in CHROMIUM_ARGS if "resolver" not in each), rules],
    )
    yield browser
    browser.close()


class Proxy:
    """A small reverse proxy with TLS: hands every byte on unchanged, and takes no other path than its own."""

    def __init__(self, context: ssl.SSLContext, to_port: int) -> None:
        self.context, self.to_port = context, to_port
        self.port = 0
        self.asked: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        """Hang up on everybody."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(lambda *_: None)
        serving = self._loop.run_until_complete(asyncio.start_server(self._pass_on, "127.0.0.1", 0, ssl=self.context))
        self.port = serving.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        serving.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.to_port)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await asyncio.wait(
                [asyncio.ensure_future(self._copy(reader, back)), asyncio.ensure_future(self._copy(there, writer))],
                return_when=asyncio.FIRST_COMPLETED,
            )
        for end in (writer, back):
            end.close()

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while data := await source.read(65_536):
            line = data.split(b"\r\n", 1)[0]
            if line.endswith(b" HTTP/1.1"):
                self.asked.append(line.split(b" ")[1].decode())
            target.write(data)
            await target.drain()
