"""The sample journal: home, timeline, one entry, patterns, of a made-up person. Open to all, read-only, in memory only.

Never written, never mixed with a vault; every page and print of it carries a banner. What is looked at comes by POST,
so that these addresses say as little as the others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from starlette.responses import Response

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import EntryKind, zone_info
from aftercare.model.errors import NotThere
from aftercare.model.journal import Journal
from aftercare.model.pattern import Table
from aftercare.model.review import Review
from aftercare.review import review_journal
from aftercare.usecases.experiments import card
from aftercare.usecases.look import timeline as timeline_page
from aftercare.usecases.right_now import help_by_country
from aftercare.usecases.sample_journal import sample_journal
from aftercare.web.body_maps import hurt_of
from aftercare.web.experiment_pages import DrawCard, Look, draw_card
from aftercare.web.flag_pages import flag_pages
from aftercare.web.home_cards import Card
from aftercare.web.i18n import translations
from aftercare.web.journal_pages import behind, days_of, flags_of, home_page, latest, made_of
from aftercare.web.pattern_cards import page_of
from aftercare.web.pattern_days import DAYS
from aftercare.web.patterns_list import patterns_page
from aftercare.web.telling import Gettext, arc_words, large, line_of, parts_of
from aftercare.web.times import Times, times_of
from aftercare.web.visit import Visit

NOON = datetime(2000, 1, 1, 12)  # noqa: DTZ001  local as lived
EVENING = 19


@dataclass(frozen=True, slots=True)
class Sample:
    """The journal and everything computed from it: the same all day."""

    journal: Journal
    review: Review

    @property
    def table(self) -> Table:
        """What its patterns were found in."""
        return self.review.table

    @property
    def now(self) -> datetime:
        """The evening on which it is looked at."""
        return datetime.combine(self.review.at.date(), NOON.time()).replace(hour=EVENING)


@lru_cache(maxsize=2)
def sample_on(today: date) -> Sample:
    """The sample as it is on a day."""
    knowledge = load_knowledge()
    journal = sample_journal(knowledge.measures, today)
    evening = datetime.combine(today, NOON.time(), zone_info(journal.settings.zone)).replace(hour=EVENING)
    review = review_journal(journal, (), knowledge, evening)
    return Sample(journal, review)


def sample_of(visit: Visit) -> tuple[Sample, Times]:
    """The sample as it is today, and how this device says days, hours and words."""
    today = visit.state.now().date()
    return sample_on(today), times_of(visit.state.device, today, translations(visit.state.device.language).gettext)


def home(visit: Visit) -> Response:
    """Home as it looks after a year and a half."""
    sample, times = sample_of(visit)
    knowledge = load_knowledge()
    measures = catalogue(knowledge, sample.journal.own_measures)
    flags = flags_of(sample.review, knowledge)
    country = visit.state.device.country
    draw = draw_of(sample, Look("home"), times.gettext)
    return visit.render(
        "journal/home.html",
        today=Card.DRAW if draw is not None and draw.state == "standing" else "",
        folded=(),
        page=home_page(sample.journal, measures, sample.review, now=sample.now, times=times),
        day_after=None,
        letters=(),
        draw=draw,
        urgent=flag_pages(knowledge, flags.urgent, country),
        cards=flag_pages(knowledge, flags.cards, country),
        neutral_line=False,
        neutral_first=False,
        helps=help_by_country(knowledge),
        sentence="",
        undo="",
        sample=True,
    )


def draw_of(sample: Sample, look: Look, gettext: Gettext) -> DrawCard | None:
    """The draw of the experiment that runs, to look at."""
    knowledge = load_knowledge()
    found = card(sample.journal, knowledge, sample.review.at, screened=sample.review.screening)
    return draw_card(found, sample.journal, knowledge, look, gettext)


def timeline(visit: Visit) -> Response:
    """The latest days, or older ones when asked for."""
    sample, times = sample_of(visit)
    before = visit.posted.text("before")
    try:
        page = timeline_page(sample.journal, load_knowledge(), before=date.fromisoformat(before) if before else None)
    except ValueError:
        raise NotThere("There is no such page.") from None
    return visit.render(
        "journal/timeline.html",
        days=days_of(page, times),
        older="" if page.older is None else page.older.isoformat(),
        newest=not before,
        sentence="",
        undo="",
        sample=True,
    )


def entry(visit: Visit) -> Response:
    """One entry, whole."""
    sample, times = sample_of(visit)
    measures = catalogue(load_knowledge(), sample.journal.own_measures)
    found = sample.journal.entry(visit.posted.text("entry"))
    encounter = found.kind is EntryKind.ENCOUNTER
    return visit.render(
        "journal/entry.html",
        entry=found,
        line=line_of(found, measures, times),
        picture=large(found, measures, times) if encounter else None,
        picture_words=arc_words(found, measures, times) if encounter else "",
        parts=parts_of(found, measures, times.gettext),
        hurt=hurt_of(found, measures, sample.journal.person.organs, times.gettext),
        waiting=False,
        sentence="",
        undo="",
        sample=True,
    )


def patterns(visit: Visit) -> Response:
    """The list of times or of days, or what there is of one outcome."""
    sample, times = sample_of(visit)
    page = patterns_page(sample.journal, _asked(visit, sample), times.gettext, only=visit.posted.text("only"))
    return visit.render("journal/patterns.html", page=page, sample=True)


def _asked(visit: Visit, sample: Sample) -> Review:
    """Of times, or of days where the form says so: nothing is kept from page to page."""
    return sample.review.of_days() if visit.posted.text("rows") == DAYS else sample.review


def pattern(visit: Visit) -> Response:
    """One pattern."""
    sample, times = sample_of(visit)
    key, review = (visit.posted.text("factor"), visit.posted.text("outcome")), _asked(visit, sample)
    found = next((p for p in review.patterns.patterns if p.pair.key == key), None)
    if found is None:
        return patterns(visit)
    measures = catalogue(load_knowledge(), sample.journal.own_measures)
    page = page_of(found, review.patterns, review.table, times.gettext)
    whole = visit.posted.text("whole") == "yes"
    return visit.render(
        "journal/pattern.html",
        page=page,
        lines_with=behind(sample.journal, latest(page.rows_with, whole=whole), measures, times),
        lines_without=behind(sample.journal, latest(page.rows_without, whole=whole), measures, times),
        whole=whole,
        made_of=made_of(load_knowledge(), found.outcome),
        sample=True,
    )


def again(visit: Visit) -> Response:
    """These pages are reached by a tap; their bare address leads to the sample's home."""
    return visit.go("sample")
