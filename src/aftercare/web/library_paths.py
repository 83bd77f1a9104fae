"""The opaque addresses of the library's pages: the same in every release, and no word of what a page is about."""

from functools import lru_cache
from hashlib import sha256

from aftercare.knowledge.load import load_knowledge
from aftercare.library.pages import page_ids
from aftercare.model.errors import NotThere

DIGITS = 8


@lru_cache(maxsize=1024)
def page_number(page_id: str) -> str:
    """Eight digits that stand for a page."""
    return f"{int.from_bytes(sha256(page_id.encode()).digest()[:8], 'big') % 10**DIGITS:0{DIGITS}}"


@lru_cache(maxsize=1)
def _pages_by_number() -> dict[str, str]:
    return {page_number(page_id): page_id for page_id in page_ids(load_knowledge())}


def page_of_number(number: str) -> str:
    """The page an address stands for, or NotThere."""
    page = _pages_by_number().get(number)
    if page is None:
        raise NotThere("There is no such page.")
    return page
