"""How old somebody says they are, and nobody else."""

import pytest

from aftercare.freetext.age import read_age


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("I'm 58, retired teacher, and it itches", 58),
        ("im 49 so i told myself its the change", 49),
        ("At 74, I can still manage", 74),
        ("F34 here, sex hurts", 34),
        ("(29 f) cramps after", 29),
        ("i am a 41 year old man with an ache", 41),
    ],
)
def test_an_age_that_is_said_is_read(words: str, age: int) -> None:
    """In the ways people write it."""
    assert read_age(words) == age


@pytest.mark.parametrize(
    "words",
    [
        "im 29 weeks pregnant",
        "I'm 38.5 degrees hot",
        "my husband, I'm told, is 60 f",
        "at 10 pm i cried",
        "it hurts 10/10",
        "she is 34 f and cries",
        "i'm 80% sure",
        "",
    ],
)
def test_what_is_no_age_of_the_writer_is_not_taken_for_one(words: str) -> None:
    """Weeks, fever, scores, times, other people."""
    assert read_age(words) is None
