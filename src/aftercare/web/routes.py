"""The site map: every page, its opaque path, its view. Read this first.

A path never says what a page is about, and never changes its page: history and bookmarks keep both. Every search and
every answer comes by POST.
"""

from starlette.types import ASGIApp

from aftercare.web.server import build_app
from aftercare.web.state import AppState
from aftercare.web.views import appearance, front, home, leaving, plain, right_now, start, unlocking
from aftercare.web.visit import Door, Page

PAGES: tuple[Page, ...] = (
    Page(name="front", path="/", get=front.front),
    Page(name="lock", path="/p/1", post=leaving.lock),
    Page(name="exit", path="/p/2", post=leaving.leave),
    Page(name="blank", path="/p/3", get=leaving.blank),
    Page(name="explain_exit", path="/p/4", get=leaving.explain, post=leaving.explained),
    Page(name="pulse", path="/p/5", post=leaving.pulse, own_action=False),
    Page(name="stay", path="/p/6", post=leaving.stay),
    Page(name="promises", path="/p/7", get=plain.promises),
    Page(name="library", path="/p/8", get=plain.library),
    Page(name="right_now", path="/p/9", get=right_now.choose),
    Page(name="guide", path="/p/10", post=right_now.guide),
    Page(name="services", path="/p/11", get=right_now.services),
    Page(name="appearance", path="/p/12", get=appearance.show, post=appearance.keep),
    Page(name="sample", path="/p/13", get=plain.library),
    Page(name="unlock", path="/p/14", get=front.front, post=unlocking.unlock),
    Page(name="start", path="/p/15", get=start.about),
    Page(name="start_age", path="/p/16", get=start.age, post=start.check_age),
    Page(name="start_words", path="/p/17", get=start.words, post=start.make),
    Page(name="young", path="/p/18", get=start.young),
    Page(name="start_paper", path="/p/19", get=start.paper, post=start.check_paper, door=Door.UNLOCKED),
    Page(name="home", path="/p/20", get=home.home, door=Door.UNLOCKED),
)
_PATHS = {page.name: page.path for page in PAGES}


def url_for(name: str, /, **values: str) -> str:
    """The path of a page by its name."""
    return _PATHS[name].format(**values)


def make_app(state: AppState) -> ASGIApp:
    """The application over the whole site map."""
    return build_app(state, PAGES, url_for)
