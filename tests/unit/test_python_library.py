"""`import aftercare` as a Python library: light to import, and the same answers as everywhere else."""

import doctest
import inspect
import subprocess
import sys
from typing import Any

import pytest

import aftercare
from aftercare.model.errors import NotThere, UserError


def test_a_question_is_answered_with_its_pages() -> None:
    answer = aftercare.ask("why do i cry after good sex")
    assert answer.level is None
    assert answer.hits[0].passage
    assert aftercare.library_page(answer.hits[0].page).title == answer.hits[0].title


def test_danger_in_a_question_is_told() -> None:
    answer = aftercare.ask("i just took a lot of pills to end my life")
    assert answer.level == "emergency"
    assert answer.urgent[0].do_now
    assert answer.hits


def test_something_else_has_no_pages() -> None:
    assert aftercare.ask("how do i change a bicycle tyre").hits == ()


def test_every_page_is_there_once() -> None:
    pages = aftercare.library_pages()
    assert len({page.id for page in pages}) == len(pages) > 108
    assert sum(page.is_cause for page in pages) == 108
    assert aftercare.library_page(pages[-1].id) == pages[-1]


def test_a_page_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(NotThere, match="no such page"):
        aftercare.library_page("nowhere")


def test_all_that_it_offers_is_there_and_says_what_it_does() -> None:
    for name in aftercare.__all__:
        assert getattr(aftercare, name).__doc__, name


def test_importing_it_loads_nothing_else_of_ours_or_of_others() -> None:
    asked = "import sys; before = set(sys.modules); import aftercare; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [name for name in loaded if name.split(".")[0] not in sys.stdlib_module_names] == ["aftercare"]


def test_a_check_gives_level_reasons_causes_and_the_next_question() -> None:
    """As the documentation shows it."""
    checked = aftercare.check("it burns when I pee", organs=["vagina", "uterus"], answers={"fever": False})
    assert checked.reasons[0].because
    assert [cause.title for cause in checked.causes]
    assert checked.causes[0].speaks_for[0].text
    assert checked.next_question is not None


def test_a_check_can_be_called_whatever_was_imported_before() -> None:
    """The package behind it has the same name, and takes the function's place when it is first imported."""
    import aftercare.check.assess as package

    assert callable(package.assess)
    assert callable(aftercare.check)
    assert {"age", "organs", "pregnant", "writer", "answers"} <= inspect.signature(aftercare.check).parameters.keys()
    assert "check" in aftercare.__all__


def test_the_example_of_the_check_holds() -> None:
    example = doctest.DocTestParser().get_doctest(
        str(aftercare.check.__doc__), {"check": aftercare.check}, "check", None, None
    )
    assert len(example.examples) > 3
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"age": -1}, "check, person, age"),
        ({"organs": ["tail"]}, "check, person, organs"),
        ({"pregnant": "perhaps"}, "check, person, pregnant"),
        ({"writer": "cat"}, "check, person, writer"),
        ({"answers": {"purple": True}}, "check, answers, purple"),
        ({"answers": {"fever": "yes"}}, "check, answers, fever"),
    ],
)
def test_what_does_not_fit_a_check_names_the_field(told: dict[str, Any], where: str) -> None:
    with pytest.raises(UserError) as raised:
        aftercare.check("it hurts", **told)
    assert raised.value.where == where
