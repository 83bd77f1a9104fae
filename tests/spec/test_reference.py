"""The reference pages say what the program does, and nothing reached is left unsaid."""

from functools import cache

import pytest
from tests.spec.reference import DOCS, pages
from tests.spec.walk import Walk, all_walks

from aftercare.knowledge.load import load_knowledge

NOT_REACHED_BY_TAPS = {
    "RF07 EN": "air blown into the vagina is asked by the check, and read in words",
    "RF07 2W": "chest pain weeks ago is read in words and in old entries; a tap is about now",
    "RF37 SD": "not eating or getting up any more is asked by the check, and read in words; a high score is reached",
    "RF41 SD": "a journal is for adults; reached by the check without a journal",
}


@cache
def walks() -> list[Walk]:
    return all_walks(load_knowledge())


@pytest.mark.parametrize("page", ["reference/red-flags.md", "reference/red-flags-reach.md", "help-services.md"])
def test_the_page_is_as_the_data_make_it(page: str) -> None:
    """Run `python -m tests.spec.reference` after a change of the data."""
    written = pages(load_knowledge(), walks())
    assert set(written) == {
        DOCS / name for name in ("reference/red-flags.md", "reference/red-flags-reach.md", "help-services.md")
    }
    assert (DOCS / page).read_text(encoding="utf-8") == written[DOCS / page]


def test_every_branch_is_reached_by_taps_or_named_with_what_is_missing() -> None:
    """From a form, a danger line or a question a person gets to each warning, or the page says why not yet."""
    missing = {f"{walk.rule} {walk.branch.action}": walk.missing for walk in walks() if not walk.reached}
    assert set(missing) == set(NOT_REACHED_BY_TAPS)
    assert all(missing.values())


def test_emergencies_that_are_reached_take_at_most_three_questions() -> None:
    """Nobody answers a questionnaire before an emergency shows."""
    slow = {
        f"{walk.rule}": walk.questions
        for walk in walks()
        if walk.reached and walk.branch.action == "EN" and walk.questions > 3
    }
    assert not slow
