"""Promises that only real processes show: what runs in them, and who can keep a person out."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.journey.conftest import SERVE, Live

TRAP = "from pathlib import Path\nPath({mark!r}).write_text('ran')\n"
SILENT = 200


@pytest.fixture
def in_a_hostile_folder(tmp_path: Path) -> Iterator[tuple[Live, Path]]:
    """The program, started from a folder that holds files named like modules it uses."""
    downloads, mark = tmp_path / "downloads", tmp_path / "mark"
    downloads.mkdir()
    for name in ("uvicorn", "starlette", "jinja2", "apsw", "pyrage", "aftercare", "secrets"):
        (downloads / f"{name}.py").write_text(TRAP.format(mark=str(mark)))
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", SERVE, str(tmp_path / "journal")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=downloads,
    )
    assert process.stdout is not None
    live = Live(process, tmp_path / "journal", process.stdout.readline().removeprefix("Open ").strip())
    yield live, mark
    live.stop()


def first_answer(live: Live) -> int:
    """The status of a visit to the launch address."""
    address = urlsplit(live.launch_address)
    connection = http.client.HTTPConnection(address.netloc, timeout=20)
    headers = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    connection.request("GET", address.path, headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


def test_nothing_in_the_folder_it_is_started_from_runs(in_a_hostile_folder: tuple[Live, Path]) -> None:
    """A download named like a module must not get at the passphrase."""
    live, mark = in_a_hostile_folder
    assert first_answer(live) == 303
    assert not mark.exists()


def test_hundreds_of_silent_connections_keep_nobody_out(live: Live) -> None:
    """Another user's program, or a page, opens connections and says nothing."""
    host, port = urlsplit(live.launch_address).netloc.split(":")
    silent = [socket.create_connection((host, int(port))) for _ in range(SILENT)]
    try:
        assert first_answer(live) == 303
    finally:
        for each in silent:
            each.close()
