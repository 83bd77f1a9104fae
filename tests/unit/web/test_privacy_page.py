"""The privacy page, as anyone reads it."""

from html import unescape

from tests.unit.web.conftest import OWN, Bench

from aftercare.knowledge.load import load_knowledge
from aftercare.web.routes import PAGES
from aftercare.web.views.plain import parts_of

KNOWN = load_knowledge()


def test_the_page_says_every_sentence_in_its_part_and_which_test_proves_it(inside: Bench) -> None:
    """Locked, without a journal, without script: it is one page, and it may stay on the device."""
    html = unescape(inside.client.get("/p/7", headers=OWN).text)
    assert next(page for page in PAGES if page.name == "promises").offline
    at = 0
    for part in parts_of(KNOWN):
        for sentence in part.sentences:
            at = html.index(f"{sentence.text}</li>", at)
            assert all(f"<code>{test}</code>" in html for test in sentence.proof)
    assert sum(len(part.sentences) for part in parts_of(KNOWN)) == len(KNOWN.privacy)
    assert "<script" not in html.partition("<main")[2]
