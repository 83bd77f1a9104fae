"""Parts of pages that are the same for whoever looks: made once for a language, not for each look.

Takes the template engine, which stands for language and place, and what else the part depends on; returns markup. It
holds nothing of a journal, a session or a browser: what depends on one of these must never be made here.
"""

from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from aftercare.knowledge.load import Knowledge
from aftercare.usecases.read_library import shelves
from aftercare.web.library_paths import page_number


@lru_cache(maxsize=4)
def library_shelves(engine: Environment, knowledge: Knowledge) -> Markup:
    """Every way to browse the library."""
    return part(engine, "library/shelves.html", shelves=shelves(knowledge), number=page_number)


def part(engine: Environment, template: str, **values: object) -> Markup:
    """A part of a page, to stand in one as it is."""
    return Markup(engine.get_template(template).render(**values))  # noqa: S704  it escapes what it was given
