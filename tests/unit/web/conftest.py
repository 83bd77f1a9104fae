"""The application without processes: a test client, a clock that only tests move, a parent that says yes."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.vectors.vaults import REMEMBERING

from aftercare.vault import passphrase_step
from aftercare.web.autolock import Reading
from aftercare.web.launch import Launch
from aftercare.web.link import Line, Say
from aftercare.web.routes import make_app
from aftercare.web.state import AppState

ADDRESS = "http://127.0.0.1:8427"
TYPED = {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
"""What a browser sends when a person types an address."""
OWN = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
"""What it sends when one of our own pages leads on."""


@dataclass
class FakeParent:
    """Answers as told and remembers what was said."""

    said: list[Line] = field(default_factory=list)
    answers: dict[Say, str | float | bool | None] = field(
        default_factory=lambda: {Say.REDEEM: True, Say.TRY: 0.0, Say.LETTER: True}
    )

    def tell(self, line: Line) -> None:
        self.said.append(line)

    def ask(self, line: Line) -> str | float | bool | None:
        self.said.append(line)
        return self.answers[line.say]


@dataclass
class Clock:
    """Both clocks; `move` lets time pass awake, `sleep` lets only the wall clock go on."""

    steady: float = 1000.0
    wall: float = 50_000.0

    def read(self) -> Reading:
        return Reading(self.steady, self.wall)

    def move(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@dataclass
class Bench:
    """One worker's application and what surrounds it."""

    state: AppState
    parent: FakeParent
    clock: Clock
    client: TestClient
    leaves: list[str]

    def let_in(self) -> None:
        """Open the launch address."""
        answer = self.client.get("/a/token", headers=TYPED)
        assert answer.status_code == 303

    def token(self, path: str) -> str:
        """The form token on a page."""
        html = self.client.get(path, headers=OWN).text
        return html.split('data-token="')[1].split('"')[0]

    def post(self, path: str, **fields: str) -> Response:
        """Send a form as one of our pages would, with its token."""
        return self.client.post(path, data={"t": self.token("/"), **fields}, headers=OWN)


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """The passphrase step, which takes a second on purpose, only remembers; the journeys take the real one."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A worker on an empty folder; nobody is let in yet."""
    launch = Launch(folder=tmp_path / "journal", host="127.0.0.1", port=8427, key=secrets.token_hex(32))
    parent, clock, leaves = FakeParent(), Clock(), []
    state = AppState(
        launch=launch,
        parent=parent,
        reading=clock.read,
        now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
        random_hex=secrets.token_hex,
        leave=lambda: leaves.append("left"),
    )
    client = TestClient(make_app(state), base_url=ADDRESS, follow_redirects=False)
    return Bench(state, parent, clock, client, leaves)


@pytest.fixture
def inside(bench: Bench) -> Bench:
    """The same with the browser let in by the launch address."""
    bench.let_in()
    return bench
