"""A time belongs to what it is said of: the months since a birth date the birth, and not what is so now."""

from datetime import UTC, datetime, timedelta

import pytest

from aftercare.freetext.read import read
from aftercare.knowledge.load import load_knowledge

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "i had the baby 5 months ago and i hear voices",
        "My wife gave birth two months back and she hears voices",
        "i had my baby 3 weeks ago and i keep planning to put us both in the river",
    ],
)
def test_what_is_so_now_is_not_as_old_as_the_birth(words: str) -> None:
    """The birth is read with its time, the danger as of now."""
    facts = {fact.finding: fact.at for fact in read(words, load_knowledge(), NOW).present}
    assert {"birth_within_12_months", "birth_within_6_weeks"} & facts.keys()
    danger = facts.get("voices") or facts.get("harm_intent_baby")
    assert danger is not None
    assert NOW - danger < timedelta(days=1)


def test_a_sister_s_birth_is_nobody_s_here() -> None:
    """The control: another's past stays out."""
    assert not read("my sister gave birth two years ago and bled through pads", load_knowledge(), NOW).present
