"""Nothing leaves this machine: no code of ours opens a connection, and whole jobs run without one.

The first tests read the sources; the last run the app under a hook that sees every connection and look-up Python makes
and ends the process at the first that is not to this machine. What native code does is not seen by the hook: the PDF
typesetter is the only such part that could load something, so its templates are read too.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vectors.vaults import CURRENT, PASSPHRASE, copy_vault

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "aftercare").rglob("*.py"))
CLIENTS = {"httpx", "httpx2", "requests", "aiohttp", "urllib3", "ftplib", "smtplib", "imaplib", "poplib", "nntplib"}
CLIENTS |= {
    "telnetlib",
    "xmlrpc",
    "http",
    "websockets",
    "websocket",
    "paramiko",
    "pycurl",
    "dns",
    "urllib.request",
}
CONNECTS = {"connect", "connect_ex", "create_connection", "open_connection", "open_unix_connection", "getaddrinfo"}
CONNECTS |= {"gethostbyname", "sendto", "urlopen", "create_datagram_endpoint", "sock_connect"}
SOCKETS = {"web/parent.py", "web/link.py", "web/worker.py", "web/gallery/__main__.py"}
"""They listen, or talk to each other over a socket pair."""
TLS = {"web/authority/kept.py"}
"""What is served on the home network is encrypted; nothing of ours is ever the other end of that."""
LEFT = 77

HOOK = """
import os, sys
WATCHED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")
def watch(event, args):
    if event not in WATCHED:
        return
    target = args[1] if event in ("socket.connect", "socket.sendto") else args[0]
    host = target[0] if isinstance(target, tuple) else target
    if isinstance(host, (bytes, str)) and str(host).startswith(("127.", "localhost", "::1", "/", "\\0")):
        return
    sys.stderr.write(f"left this machine: {event} {target!r}")
    sys.stderr.flush()
    os._exit(77)
sys.addaudithook(watch)
"""

JOBS = """
import json, sys
from pathlib import Path
from tests.vectors.vaults import REMEMBERING
from aftercare.vault import passphrase_step
passphrase_step._run = REMEMBERING
from aftercare.__main__ import serve
from aftercare.cli import main
from datetime import UTC, datetime
from tests.vectors.vaults import PASSPHRASE
from aftercare.usecases import start
start.start(
    Path(sys.argv[2]), PASSPHRASE, birth_year=1990, recovery=False, now=datetime.now(UTC)
).session.lock()
for job in json.loads(sys.argv[1]):
    typed = job.get("typed")
    if typed is not None:
        sys.stdin = open(typed)
    code = main(job["words"], serve)
    assert code == 0, (job, code)
print("all jobs done")
"""


PAGES = """
import secrets, sys
from datetime import UTC, datetime
from pathlib import Path
from starlette.testclient import TestClient
from tests.unit.web.conftest import ADDRESS, OWN, TYPED, Bench, Clock, FakeParent
from tests.vectors.vaults import PASSPHRASE, REMEMBERING
from aftercare.vault import passphrase_step
passphrase_step._run = REMEMBERING
from aftercare.web.launch import Launch
from aftercare.web.library_paths import page_number
from aftercare.web.routes import PAGES, make_app
from aftercare.web.state import AppState
parent, clock = FakeParent(), Clock()
state = AppState(
    launch=Launch(folder=Path(sys.argv[1]), host="127.0.0.1", port=8427, key=secrets.token_hex(32)),
    parent=parent, reading=clock.read, now=lambda: datetime.now(UTC), random_hex=secrets.token_hex, leave=lambda: None,
)
client = TestClient(make_app(state), base_url=ADDRESS, follow_redirects=False)
bench = Bench(state, parent, clock, client, [])
bench.let_in()
def walk():
    number = page_number("crying_after_sex")
    paths = {page.name: page.path.replace("{number}", number) for page in PAGES if page.get is not None}
    answers = {name: client.get(path, headers=TYPED).status_code for name, path in paths.items()}
    assert max(answers.values()) < 400, answers
walk()
assert bench.post("/p/14", phrase=PASSPHRASE).status_code == 303
assert state.vault is not None
walk()
print("all pages seen")
"""


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module a source imports, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT / "src" / "aftercare").as_posix())
def test_no_source_can_open_a_connection(path: Path) -> None:
    """No client library, no call that connects or looks up a name; sockets only where the server listens."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # It reads a header and has no connection.
    modules = {name for name in imported(tree) if not name.startswith("http.cookies")}
    assert not {name for name in modules if name in CLIENTS or name.split(".")[0] in CLIENTS}
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    called |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not called & CONNECTS
    if "socket" in modules:
        assert path.relative_to(ROOT / "src" / "aftercare").as_posix() in SOCKETS
    if "ssl" in modules:
        assert path.relative_to(ROOT / "src" / "aftercare").as_posix() in TLS
        ends = {name for name in called if name.startswith(("PROTOCOL_", "create_default", "wrap_", "get_server"))}
        assert ends == {"PROTOCOL_TLS_SERVER"}


def test_no_client_is_among_the_requirements() -> None:
    """Not even one that nothing of ours imports."""
    names = {line.split("==")[0] for line in (ROOT / "requirements.txt").read_text().splitlines() if "==" in line}
    assert "starlette" in names, "the control"
    assert not names & CLIENTS


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.typ")), ids=lambda path: path.name)
def test_no_typesetter_template_loads_a_package_or_file_from_elsewhere(path: Path) -> None:
    """`@preview` would go to the network."""
    text = path.read_text(encoding="utf-8")
    assert "@" not in re.sub(r"\\@", "", "\n".join(re.findall(r"#?import.*|#?include.*", text)))
    assert "://" not in text


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process with the hook in it."""
    command = [sys.executable, "-c", HOOK + code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket().connect(('192.0.2.1', 80))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import urllib.request; urllib.request.urlopen('http://example.org')",
    ],
)
def test_the_hook_sees_what_would_leave(code: str) -> None:
    """The control."""
    done = run(code)
    assert done.returncode == LEFT
    assert "left this machine" in done.stderr


def test_whole_jobs_at_the_command_line_open_no_connection(tmp_path: Path) -> None:
    """Start, log, look, import, report, export, take back, back up, restore, right now."""
    secret, other = tmp_path / "words", tmp_path / "other"
    vault = tmp_path / "vault"
    secret.write_text(PASSPHRASE + "\n")
    secret.chmod(0o600)
    lines = tmp_path / "lines"
    lines.write_text('{"at": "2026-11-19 23:00", "values": {"tears": 2, "pain": 3}, "note": "a note"}\n')
    key = ["--vault", str(vault), "--passphrase-file", str(secret)]
    words = [
        ["now", "--json"],
        ["findings", "--json"],
        ["timeline", *key],
        ["patterns", *key],
        ["report", *key, str(tmp_path / "r.pdf"), "--plain"],
        ["export", *key, str(tmp_path / "e.json"), "--plain"],
        ["import", *key, "--take", str(tmp_path / "e.json")],
        ["import", *key, str(ROOT / "tests" / "samples" / "daylio" / "sample_2021.csv")],
        ["backup", *key, str(tmp_path / "b.tar")],
        ["restore", "--vault", str(other), "--passphrase-file", str(secret), str(tmp_path / "b.tar")],
        ["forget", "--vault", str(other), "--yes"],
    ]
    jobs = [{"words": each} for each in words]
    jobs.insert(2, {"words": ["log", *key], "typed": str(lines)})
    done = run(JOBS, json.dumps(jobs), str(vault))
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("all jobs done\n")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")


def test_no_page_opens_a_connection(tmp_path: Path) -> None:
    """Every page of the site map, with the journal locked and open."""
    done = run(PAGES, str(copy_vault(CURRENT, tmp_path / "vault")))
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("all pages seen\n")
