"""What was compiled before is used where it fits, and never where it does not."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from aftercare.web import compiled_templates
from aftercare.web.compiled_templates import CompiledTemplates

PAGE = "page.html"


class Compiling(Environment):
    """An engine that counts what it compiles."""

    compiled = 0

    def _generate(self, *given: object, **named: object) -> str:
        self.compiled += 1
        return super()._generate(*given, **named)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A page, compiled before."""
    path = tmp_path / "templates" / PAGE
    path.parent.mkdir()
    path.write_text("Hello {{ name }}")
    assert shown(path, write=True) == ("Hello you", 1)
    return path


def shown(path: Path, language: str = "en", *, write: bool = False) -> tuple[str, int]:
    """The page as a fresh program shows it, and how many templates it had to compile."""
    held = CompiledTemplates(language, path.parents[1] / "compiled", write=write)
    engine = Compiling(loader=FileSystemLoader(path.parent), bytecode_cache=held)
    return engine.get_template(PAGE).render(name="you"), engine.compiled


def test_what_was_compiled_before_is_used(template: Path) -> None:
    assert shown(template) == ("Hello you", 0)


def test_after_a_change_of_the_page_the_new_one_is_shown(template: Path) -> None:
    template.write_text("Good evening {{ name }}")
    assert shown(template) == ("Good evening you", 1)


def test_another_language_is_compiled_for_itself(template: Path) -> None:
    assert shown(template, "de") == ("Hello you", 1)


def test_with_other_settings_it_is_not_used(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_templates, "SETTINGS", [template])
    assert shown(template) == ("Hello you", 1)


@pytest.mark.parametrize("kept", [0, 10, 60, -1])
def test_half_a_file_is_not_used(template: Path, kept: int) -> None:
    (held,) = (template.parents[1] / "compiled").iterdir()
    held.write_bytes(held.read_bytes()[:kept])
    assert shown(template) == ("Hello you", 1)


def test_a_running_program_writes_nothing(template: Path) -> None:
    CompiledTemplates("en", template.parents[1] / "compiled").clear()
    assert shown(template) == ("Hello you", 1)
    assert not list((template.parents[1] / "compiled").iterdir())
