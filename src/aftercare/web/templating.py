"""Turns a template and its values into a page. Autoescaped, no undefined value passes, every text translatable."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from aftercare.model.first_letter import capital
from aftercare.web.body_maps import asked_maps, site_field
from aftercare.web.compiled_templates import CompiledTemplates
from aftercare.web.countries import country_name
from aftercare.web.i18n import is_read, translations
from aftercare.web.static_files import MANIFEST_PATH, paper_colours, static_files
from aftercare.web.times import Times

TEMPLATES = Path(__file__).parent / "templates"
COMPONENTS = Path(__file__).parent / "components"
"""The parts pages are made of, each with its options and fixtures; a template names them `components/<name>.html`."""


def sources() -> BaseLoader:
    """Where templates are found: pages in one folder, components in the other."""
    return ChoiceLoader(
        [FileSystemLoader(TEMPLATES), PrefixLoader({COMPONENTS.name: FileSystemLoader(COMPONENTS)})],
    )


def template_names() -> list[str]:
    """Every template of pages and components, by the name it is loaded by."""
    return sorted(
        [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")]
        + [path.relative_to(COMPONENTS.parent).as_posix() for path in COMPONENTS.rglob("*.html")]
    )


def template_text(name: str) -> str:
    """The source of one of `template_names`."""
    folder = COMPONENTS.parent if name.startswith(f"{COMPONENTS.name}/") else TEMPLATES
    return (folder / name).read_text(encoding="utf-8")


UrlFor = Callable[..., str]
"""The site map's way from a page's name to its path: `url_for(name, **places)`."""


@lru_cache(maxsize=4)
def environment(language: str, url_for: UrlFor, *, twelve: bool = False) -> Environment:
    """The template engine for one language, with every template compiled, so that no first page is slow."""
    return make_environment(language, url_for, CompiledTemplates(language), twelve=twelve)


def make_environment(
    language: str, url_for: UrlFor, compiled: CompiledTemplates, *, twelve: bool = False
) -> Environment:
    """The same, made anew; `compiled` is what was compiled before. `twelve`: hours go by twelve."""
    env = Environment(
        loader=sources(),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        cache_size=200,
        bytecode_cache=compiled,
    )
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    env.filters["translate"] = translations(language).gettext
    env.filters["capital"] = capital
    env.filters["country"] = lambda code: country_name(code, language)
    times = Times(today=date.min, gettext=translations(language).gettext, twelve=twelve)
    env.filters["weekday"] = lambda moment: times.weekday(moment.weekday())
    env.filters["day"] = lambda day: times.day(date.fromisoformat(day) if isinstance(day, str) else day)
    env.filters["hour"] = times.hour
    env.globals["url_for"] = url_for
    env.globals["reads_words"] = is_read(language)
    prefix = url_for("front").removesuffix("/")
    env.globals["static"] = lambda name: prefix + static_files().address(name)
    env.globals["manifest"] = prefix + MANIFEST_PATH
    env.globals["paper_colours"] = paper_colours()
    env.globals["body_maps"] = partial(asked_maps, language=language)
    env.globals["site_field"] = site_field
    for name in template_names():
        env.get_template(name)
    return env
