"""Ways of a person through the pages for data in and out."""

import re
import uuid
from datetime import timedelta
from pathlib import Path

from httpx2 import Response
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.vault import Letter, drop_letter, read_recipient, seal_letter
from aftercare.web.routes import url_for

SAMPLES = Path(__file__).parents[2] / "samples"
GERMAN = SAMPLES / "daylio" / "german_mockdata_700days.csv"
SMALL = SAMPLES / "daylio" / "sample_2021.csv"
OWN_MOODS = SAMPLES / "daylio" / "sample_multiple_moods.csv"
APPLE = SAMPLES / "apple_health" / "synthetic_reproductive_v14.xml"
OTHER = "a kettle sings at noon"
"""A passphrase for a file."""


def upload(mine: Mine, data: bytes, *, page: str = "bring_in", **fields: str) -> Response:
    """Send a file, whatever comes."""
    return mine.bench.client.post(
        url_for(page), data={"t": mine.key, **fields}, files={"file": ("any name.csv", data)}, headers=OWN
    )


def bring(mine: Mine, data: bytes) -> str:
    """Send a file that is taken; returns the page it leads to."""
    return mine.follow(upload(mine, data))


def answers(page: str) -> dict[str, str]:
    """The page of questions answered: what is selected, else the first real choice of each required one."""
    found: dict[str, str] = {}
    for name, options in re.findall(r'<select class="field" id="(q[^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        selected = re.search(r'value="([^"]+)" selected', options)
        if selected is not None:
            found[name] = selected[1]
        elif "Pick one" in options:
            found[name] = re.findall(r'value="([^"]+)"', options)[0]
    return found


def take_in(mine: Mine, data: bytes) -> str:
    """Bring a file in to the end: questions answered as suggested, taken."""
    page = bring(mine, data)
    if "guessed" in page:
        answer = mine.send("bring_in_ask", do="suggest", **answers(page))
        page = mine.post("bring_in_ask", do="go", **answers(answer.text))
    assert "Nothing is written yet" in page
    return mine.post("bring_in_look", do="take")


def my_journal(inside: Bench) -> Mine:
    """An open journal; its cookie is kept as the one a browser was sent, so that a new one takes its place."""
    opened = open_journal(inside)
    cookies, name = inside.client.cookies, inside.state.launch.session_cookie
    value = cookies[name]
    cookies.delete(name)
    cookies.set(name, value, domain="127.0.0.1", path="/")
    return opened


def session_cookie(bench: Bench) -> str:
    return bench.client.cookies[bench.state.launch.session_cookie]


def renewed(mine: Mine) -> Mine:
    """The journal as it is open after its secrets were made new."""
    state = mine.bench.state
    assert state.vault is not None
    session = state.sessions.get(session_cookie(mine.bench))
    assert session is not None
    return Mine(mine.bench, state.vault, session.form_key)


def leave(mine: Mine, *, hours: float = 0, **values: int) -> Entry:
    """What a device wrote some hours ago while it was locked."""
    written = mine.bench.state.now() - timedelta(hours=hours)
    at = When(written.replace(tzinfo=None), "UTC", Precision.INSTANT)
    entry = Entry(id=str(uuid.uuid4()), kind=EntryKind.ENCOUNTER, at=at, recorded=written, values=values)
    letter = Letter(id=str(uuid.uuid4()), device=None, content=entry)
    drop_letter(mine.vault.folder, seal_letter(letter, read_recipient(mine.vault.folder)))
    return entry


def pair(mine: Mine) -> None:
    mine.post("devices", device="Laptop")


def lock(bench: Bench) -> None:
    """Lock as Lock does, with a worker that takes over at once."""
    assert bench.state.vault is not None
    bench.state.vault.lock()
    bench.state.vault = None
    bench.state.sessions.end_all()
    bench.client.cookies.delete(bench.state.launch.session_cookie)
