"""The site map: every page, its opaque path, its view. Read this first.

A path never says what a page is about, and never changes its page: history and bookmarks keep both. Every search and
every answer comes by POST.
"""

from starlette.types import ASGIApp

from aftercare.web.server import build_app
from aftercare.web.state import AppState
from aftercare.web.uploads import UPLOAD_LIMIT
from aftercare.web.views import (
    after_save,
    appearance,
    ask,
    begun,
    bring_in,
    check,
    check_in,
    day_after,
    devices,
    entry,
    forget,
    front,
    home,
    kept_checks,
    leaving,
    letters,
    library,
    locked_log,
    log,
    own_measures,
    patterns,
    person,
    plain,
    report,
    restore,
    right_now,
    sample,
    screeners,
    secrets,
    settings,
    start,
    take_out,
    timeline,
    unlocking,
    yours,
)
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
    Page(name="library", path="/p/8", get=library.front),
    Page(name="right_now", path="/p/9", get=right_now.choose),
    Page(name="guide", path="/p/10", post=right_now.guide),
    Page(name="services", path="/p/11", get=right_now.services),
    Page(name="appearance", path="/p/12", get=appearance.show, post=appearance.keep),
    Page(name="sample", path="/p/13", get=sample.home),
    Page(name="unlock", path="/p/14", get=front.front, post=unlocking.unlock),
    Page(name="start", path="/p/15", get=start.about),
    Page(name="start_age", path="/p/16", get=start.age, post=start.check_age),
    Page(name="start_words", path="/p/17", get=start.words, post=start.make),
    Page(name="young", path="/p/18", get=start.young),
    Page(name="start_paper", path="/p/19", get=start.paper, post=start.check_paper, door=Door.UNLOCKED),
    Page(name="home", path="/p/20", get=home.home, door=Door.UNLOCKED),
    Page(name="log", path="/p/21", get=log.log, post=log.save, door=Door.UNLOCKED),
    Page(name="after_save", path="/p/22", get=after_save.show, post=after_save.step, door=Door.UNLOCKED),
    Page(name="quiet", path="/p/23", get=after_save.quiet, post=after_save.open_quiet, door=Door.UNLOCKED),
    Page(name="check_in", path="/p/24", get=check_in.check_in, post=check_in.save, door=Door.UNLOCKED),
    Page(name="day_after", path="/p/25", get=day_after.show, post=day_after.save, door=Door.UNLOCKED),
    Page(name="day_after_of", path="/p/26", post=day_after.choose, door=Door.UNLOCKED),
    Page(name="timeline", path="/p/27", get=timeline.newest, post=timeline.turn, door=Door.UNLOCKED),
    Page(name="timeline_older", path="/p/28", get=timeline.older, door=Door.UNLOCKED),
    Page(name="entry", path="/p/29", get=entry.show, post=entry.choose, door=Door.UNLOCKED),
    Page(name="edit", path="/p/30", get=entry.edit, post=entry.save, door=Door.UNLOCKED),
    Page(name="leave_out", path="/p/31", post=entry.leave_out, door=Door.UNLOCKED),
    Page(name="delete", path="/p/32", post=entry.delete, door=Door.UNLOCKED),
    Page(name="undo", path="/p/33", post=entry.undo, door=Door.UNLOCKED),
    Page(name="person", path="/p/34", get=person.show, post=person.save, door=Door.UNLOCKED),
    Page(name="settings", path="/p/35", get=settings.show, post=settings.save, door=Door.UNLOCKED),
    Page(name="patterns", path="/p/36", get=patterns.show, post=patterns.choose, door=Door.UNLOCKED),
    Page(name="pattern", path="/p/37", get=patterns.one, door=Door.UNLOCKED),
    Page(name="quiet_flag", path="/p/38", post=home.quiet, door=Door.UNLOCKED),
    Page(name="letter", path="/p/39", post=home.keep_letter, door=Door.UNLOCKED),
    Page(name="private", path="/p/40", get=home.private_page, door=Door.UNLOCKED),
    Page(name="sample_timeline", path="/p/41", get=sample.timeline, post=sample.timeline),
    Page(name="sample_entry", path="/p/42", get=sample.again, post=sample.entry),
    Page(name="sample_patterns", path="/p/43", get=sample.patterns, post=sample.patterns),
    Page(name="sample_pattern", path="/p/44", get=sample.again, post=sample.pattern),
    Page(name="yours", path="/p/60", get=yours.show, door=Door.UNLOCKED),
    Page(
        name="bring_in",
        path="/p/61",
        get=bring_in.show,
        post=bring_in.upload,
        door=Door.UNLOCKED,
        largest=UPLOAD_LIMIT,
    ),
    Page(
        name="bring_in_open", path="/p/62", get=bring_in.ask_passphrase, post=bring_in.open_sealed, door=Door.UNLOCKED
    ),
    Page(name="bring_in_ask", path="/p/63", get=bring_in.ask, post=bring_in.answer, door=Door.UNLOCKED),
    Page(name="bring_in_look", path="/p/64", get=bring_in.look, post=bring_in.take, door=Door.UNLOCKED),
    Page(name="bring_in_done", path="/p/65", get=bring_in.done, door=Door.UNLOCKED),
    Page(name="bring_in_back", path="/p/66", post=bring_in.take_back, door=Door.UNLOCKED),
    Page(name="report", path="/p/67", get=report.show, post=report.choose, door=Door.UNLOCKED),
    Page(name="report_look", path="/p/68", get=report.look, door=Door.UNLOCKED),
    Page(name="take_out", path="/p/69", get=take_out.show, post=take_out.choose, door=Door.UNLOCKED),
    Page(name="seal", path="/p/70", get=take_out.ask_seal, post=take_out.seal, door=Door.UNLOCKED),
    Page(name="plain", path="/p/71", get=take_out.warn, post=take_out.make_plain, door=Door.UNLOCKED),
    Page(name="ready", path="/p/72", get=take_out.ready, door=Door.UNLOCKED),
    Page(name="fetch", path="/p/73", get=take_out.fetch, door=Door.UNLOCKED),
    Page(name="backup", path="/p/74", get=take_out.backup, post=take_out.make_backup, door=Door.UNLOCKED),
    Page(name="secrets", path="/p/75", get=secrets.show, door=Door.UNLOCKED),
    Page(name="passphrase", path="/p/76", get=secrets.ask_words, post=secrets.change, door=Door.UNLOCKED),
    Page(name="recovery", path="/p/77", get=secrets.ask_recovery, post=secrets.change_recovery, door=Door.UNLOCKED),
    Page(name="renewed", path="/p/78", get=secrets.renewed, door=Door.UNLOCKED),
    Page(name="devices", path="/p/79", get=devices.show, post=devices.change, door=Door.UNLOCKED),
    Page(name="letters", path="/p/80", get=letters.show, post=letters.act, door=Door.UNLOCKED),
    Page(name="letter_look", path="/p/81", get=letters.look, post=letters.still_there, door=Door.UNLOCKED),
    Page(name="forget", path="/p/82", get=forget.ask, post=forget.forget, door=Door.UNLOCKED),
    Page(name="forget_locked", path="/p/83", get=forget.ask_locked, post=forget.forget_locked),
    Page(name="restore", path="/p/84", get=restore.show, post=restore.restore, largest=UPLOAD_LIMIT),
    Page(name="recover", path="/p/85", get=restore.ask_key, post=restore.recover),
    Page(name="locked_log", path="/p/86", get=locked_log.show, post=locked_log.save),
    Page(name="locked_step", path="/p/87", get=locked_log.show_step, post=locked_log.step),
    Page(name="own_measures", path="/p/88", get=own_measures.show, post=own_measures.add, door=Door.UNLOCKED),
    Page(name="own_measure", path="/p/89", post=own_measures.change, door=Door.UNLOCKED),
    Page(name="keep_begun", path="/p/90", post=begun.keep, door=Door.UNLOCKED, own_action=False),
    Page(name="begun", path="/p/91", get=begun.show, post=begun.choose, door=Door.UNLOCKED),
    Page(name="library_page", path="/p/92/{number}", get=library.page),
    Page(name="library_names", path="/p/93", get=library.a_to_z),
    Page(name="ask", path="/p/95", get=ask.show, post=ask.ask),
    Page(name="screeners", path="/p/96", get=screeners.front, post=screeners.choose, door=Door.UNLOCKED),
    Page(name="screener", path="/p/97", get=screeners.form, post=screeners.fill, door=Door.UNLOCKED),
    Page(name="screener_help", path="/p/98", get=screeners.show_help, post=screeners.answer_help, door=Door.UNLOCKED),
    Page(name="screener_result", path="/p/99", get=screeners.result, post=screeners.keep, door=Door.UNLOCKED),
    Page(name="check", path="/p/100", get=check.start, post=check.begin),
    Page(name="check_step", path="/p/101", get=check.again, post=check.step),
    Page(name="my_check", path="/p/102", get=check.my_start, post=check.my_begin, door=Door.UNLOCKED),
    Page(name="my_check_step", path="/p/103", get=check.my_show, post=check.my_step, door=Door.UNLOCKED),
    Page(name="kept_checks", path="/p/104", get=kept_checks.show, post=kept_checks.choose, door=Door.UNLOCKED),
    Page(name="kept_check", path="/p/105", get=kept_checks.one, door=Door.UNLOCKED),
    Page(name="rate_page", path="/p/94", post=library.rate, door=Door.UNLOCKED),
)
_PATHS = {page.name: page.path for page in PAGES}


def url_for(name: str, /, **values: str) -> str:
    """The path of a page by its name."""
    return _PATHS[name].format(**values)


def make_app(state: AppState) -> ASGIApp:
    """The application over the whole site map."""
    larger = {page.path: page.largest for page in PAGES if page.largest is not None}
    return build_app(state, PAGES, url_for, larger)
