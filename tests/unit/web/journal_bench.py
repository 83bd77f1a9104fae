"""A worker with an open journal, and the ways of a person through its pages."""

import re
from dataclasses import dataclass

from httpx2 import Response
from tests.unit.web.conftest import OWN, Bench

from aftercare.model.entry import Entry
from aftercare.model.journal import Journal
from aftercare.usecases.start import start
from aftercare.vault import Session
from aftercare.web.routes import url_for

PASSPHRASE = "six plain words for the tests"
OFFERED = re.compile(r'name="step" value="([^"]*)"')
"""What an Undo names."""
ENTRY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Mine:
    """An open journal and the browser in front of it."""

    bench: Bench
    vault: Session
    key: str
    offered: str = ""
    """The steps that the last Undo on a page named."""

    @property
    def journal(self) -> Journal:
        return self.vault.journal

    @property
    def last(self) -> Entry:
        """The entry written down last."""
        return max(self.journal.entries, key=lambda entry: entry.recorded)

    def get(self, name: str) -> str:
        """A page, which must be there."""
        answer = self.bench.client.get(url_for(name), headers=OWN)
        assert answer.status_code == 200, (name, answer.status_code)
        return self._seen(answer.text)

    def send(self, name: str, **fields: str | list[str]) -> Response:
        """Send a form, whatever comes. An Undo is the last one that a page offered."""
        if name == "undo" or fields.get("do") == "undo":
            fields = {"step": self.offered, **fields}
        return self.bench.client.post(url_for(name), data={"t": self.key, **fields}, headers=OWN)

    def post(self, name: str, **fields: str | list[str]) -> str:
        """Send a form that is taken; returns the page it leads to."""
        answer = self.send(name, **fields)
        assert answer.status_code == 303, answer.text
        return self.follow(answer)

    def get_following(self, name: str) -> str:
        """A page, or the one it leads to."""
        return self.follow(self.bench.client.get(url_for(name), headers=OWN))

    def follow(self, answer: Response) -> str:
        while answer.status_code == 303:
            answer = self.bench.client.get(answer.headers["location"], headers=OWN)
        assert answer.status_code == 200
        return self._seen(answer.text)

    def _seen(self, page: str) -> str:
        offered = OFFERED.search(page)
        self.offered = self.offered if offered is None else offered[1]
        return page

    def form_id(self, name: str = "log") -> str:
        """The id that a fresh form carries."""
        found = re.search(r'name="id" value="([^"]+)"', self.get(name))
        assert found is not None
        return found[1]

    def log(self, **answers: str) -> str:
        """Log an entry; returns the page after it."""
        return self.post("log", id=self.form_id(), when="now", **answers)

    def after(self, do: str, **fields: str | list[str]) -> str:
        """One step of what comes after a save."""
        return self.post("after_save", entry=self.last.id, do=do, **fields)


def open_journal(bench: Bench) -> Mine:
    """Make a vault and open it for the browser."""
    made = start(bench.state.launch.folder, PASSPHRASE, birth_year=1990, recovery=False, now=bench.state.now())
    session = bench.state.open(made.session)
    bench.client.cookies.set(bench.state.launch.session_cookie, session.id)
    return Mine(bench, made.session, session.form_key)


def shown(html: str) -> str:
    """What stands in the main part of a page, without tags."""
    main = html.split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
