"""Ways of a person through the pages for data in and out."""

import re
from pathlib import Path

from httpx2 import Response
from tests.unit.web.conftest import OWN
from tests.unit.web.journal_bench import Mine

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
