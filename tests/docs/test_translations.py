"""Texts for translators, and what keeps a language from being shipped."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from tools.compile_messages import check_all, compiled, languages, problems_of, read_language
from tools.extract_messages import (
    SOURCES,
    TEMPLATE,
    TEXTS,
    all_messages,
    as_template,
    is_safety,
    knowledge_texts,
)

from aftercare.web.i18n import translations

INVENTED = "eo"
"""A language that is not here; what it says below is made up."""


@pytest.fixture(scope="module")
def template() -> Catalog:
    return all_messages()


def made_up(text: str) -> str:
    """A translation that keeps every gap."""
    return "~" + text


def whole(template: Catalog) -> Catalog:
    """Everything translated."""
    po = Catalog(locale=INVENTED)
    for message in template:
        if message.id:
            said = made_up(message.id) if isinstance(message.id, str) else tuple(map(made_up, message.id))
            po.add(message.id, said, context=message.context)
    return po


def written(po: Catalog, locales: Path) -> Path:
    """As a translator's file."""
    path = locales / INVENTED / "LC_MESSAGES" / "aftercare.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, po)
    return path


def test_the_template_is_what_the_sources_say(template: Catalog) -> None:
    """After a change of words: `make messages`."""
    assert TEMPLATE.read_bytes() == as_template(template), "run `python -m tools.extract_messages` and commit the file"


def test_the_same_sources_give_the_same_bytes_without_date_or_place(template: Catalog) -> None:
    text = as_template(template).decode()
    assert text.encode() == as_template(all_messages())
    assert str(SOURCES.parents[1]) not in text
    assert "POT-Creation-Date" not in text
    assert not re.search(r"^#: .*:\d+", text, re.MULTILINE)


def test_words_of_pages_of_python_and_of_knowledge_are_in_it(template: Catalog) -> None:
    """One of each kind."""
    assert template.get("Skip to content") is not None
    assert template.get("Germany") is not None
    assert template.get("Thrown away.") is not None
    assert template.get("That is before 1930; check the year.") is not None
    assert template.get(("One entry waits", "%(num)s entries wait")) is not None
    assert template.get("Did tears come?", "measures/tears/question") is not None


def test_every_section_of_knowledge_says_which_of_its_fields_are_texts() -> None:
    """A new section has to be thought of."""
    data = SOURCES / "knowledge" / "data"
    assert {path.parent.relative_to(data).as_posix() for path in data.rglob("*.yaml")} == set(TEXTS)


def test_every_section_with_texts_gives_some_and_safety_is_among_them() -> None:
    contexts = [context for context, _ in knowledge_texts(SOURCES / "knowledge" / "data")]
    for section, fields in TEXTS.items():
        assert any(context.startswith(section + "/") for context in contexts) == bool(fields), section
    for start in ("danger_list/", "red_flags/", "right_now/", "services/", "findings/"):
        assert any(context.startswith(start) and is_safety(context) for context in contexts), start
    assert not is_safety("measures/tears/question")
    assert not is_safety("findings/faint/name")


def test_a_language_with_everything_translated_may_ship_and_is_shown(template: Catalog, tmp_path: Path) -> None:
    written(whole(template), tmp_path)
    assert check_all(template, tmp_path, write=True) == []
    assert check_all(template, tmp_path, write=False) == []
    spoken = translations(INVENTED, tmp_path)
    assert spoken.gettext("Skip to content") == "~Skip to content"
    assert spoken.gettext("Did tears come?") == "~Did tears come?"
    assert spoken.ngettext("One entry waits", "%(num)s entries wait", 3) == "~%(num)s entries wait"


def test_a_missing_sentence_shows_english_and_a_missing_language_does_too(template: Catalog, tmp_path: Path) -> None:
    po = whole(template)
    po.delete("Skip to content")
    path = written(po, tmp_path)
    assert check_all(template, tmp_path, write=True) == []
    assert path.with_suffix(".mo").is_file()
    assert translations(INVENTED, tmp_path).gettext("Skip to content") == "Skip to content"
    assert translations("qq", tmp_path).gettext("Skip to content") == "Skip to content"


@pytest.mark.parametrize(
    "start", ["danger_list/lines/chest/", "red_flags/RF01/", "right_now/me_tears/", "services/us_ambulance/name"]
)
@pytest.mark.parametrize("fuzzy", [False, True])
def test_an_untranslated_safety_text_fails_the_build(template: Catalog, start: str, fuzzy: bool) -> None:
    """Neither missing nor only guessed at; wherever else the same words stand, they are missing too."""
    po = whole(template)
    gone = without(po, template, start, fuzzy=fuzzy)
    problems = list(problems_of(po, template))
    assert problems
    assert all(problem.startswith("untranslated safety text: ") for problem in problems)
    assert any(gone in problem for problem in problems)


def test_a_language_that_lacks_a_safety_text_is_not_compiled(template: Catalog, tmp_path: Path) -> None:
    po = whole(template)
    without(po, template, "right_now/me_tears/", fuzzy=True)
    written(po, tmp_path)
    (problem, *_) = check_all(template, tmp_path, write=True)
    assert problem.startswith(f"{INVENTED}: untranslated safety text: right_now/me_tears/")
    assert not list(tmp_path.rglob("*.mo"))


def without(po: Catalog, template: Catalog, start: str, *, fuzzy: bool) -> str:
    """Take away the first text of a record, or mark it as guessed; returns its context."""
    gone = next(m for m in template if m.context and m.context.startswith(start))
    for message in [m for m in template if m.id == gone.id]:
        if fuzzy:
            po.get(message.id, message.context).flags.add("fuzzy")
        else:
            po.delete(message.id, message.context)
    return gone.context


def test_a_lost_or_invented_gap_fails_the_build(template: Catalog) -> None:
    """A page would break on it."""
    po = whole(template)
    plural = ("One entry waits", "%(num)s entries wait")
    po.get(plural).string = ("~", "~ without a number")
    po.get("Skip to content").string = "~%(gap)s"
    problems = list(problems_of(po, template))
    assert len(problems) == 2
    po.get(plural).string = ("~", "~ %(num)s")
    assert len(list(problems_of(po, template))) == 1
    assert all(problem.startswith("the gaps differ") for problem in problems)


def test_one_text_in_two_translations_fails_the_build(template: Catalog) -> None:
    """A page knows a text, not its record."""
    po = whole(template)
    same = [m for m in template if m.id == "No sex for now." and m.context]
    assert len(same) > 1
    po.get(same[1].id, same[1].context).string = "~other"
    (problem,) = problems_of(po, template)
    assert "translated in two ways" in problem


def test_a_compiled_file_that_is_out_of_date_fails_the_build(template: Catalog, tmp_path: Path) -> None:
    po = whole(template)
    path = written(po, tmp_path)
    assert check_all(template, tmp_path, write=True) == []
    path.with_suffix(".mo").write_bytes(b"older")
    (problem,) = check_all(template, tmp_path, write=False)
    assert "out of date" in problem
    assert compiled(read_language(path)) == compiled(read_language(path))


def test_every_language_that_ships_may(template: Catalog) -> None:
    """None so far but English, which needs no file."""
    assert check_all(template, write=False) == []
    assert all(path.with_suffix(".mo").is_file() for path in languages())
