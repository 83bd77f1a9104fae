"""Turns a template and its values into a page. Autoescaped, no undefined value passes, every text translatable."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aftercare.charts.encounter import DAY_NAMES
from aftercare.web.compiled_templates import CompiledTemplates
from aftercare.web.countries import country_name
from aftercare.web.i18n import translations
from aftercare.web.static_files import static_files

TEMPLATES = Path(__file__).parent / "templates"


UrlFor = Callable[..., str]
"""The site map's way from a page's name to its path: `url_for(name, **places)`."""


@lru_cache(maxsize=4)
def environment(language: str, url_for: UrlFor) -> Environment:
    """The template engine for one language, with every template compiled, so that no first page is slow."""
    return make_environment(language, url_for, CompiledTemplates(language))


def make_environment(language: str, url_for: UrlFor, compiled: CompiledTemplates) -> Environment:
    """The same, made anew; `compiled` is what was compiled before."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
    env.filters["country"] = lambda code: country_name(code, language)
    env.filters["weekday"] = lambda moment: translations(language).gettext(DAY_NAMES[moment.weekday()])
    env.globals["url_for"] = url_for
    env.globals["static"] = static_files().address
    for name in env.list_templates():
        env.get_template(name)
    return env
