"""What stands on several pages: home measures, time windows, lines to say and not to say. Sections for one page."""

from collections.abc import Iterator

from aftercare.knowledge.evidence import HomeMeasure, Phrase, TimeWindow
from aftercare.knowledge.load import Knowledge
from aftercare.library.wording import named_section
from aftercare.model.library import CitedText, PageSection

OURSELVES = "anyone"
"""Lines that this program itself must not say."""


def shared_sections(knowledge: Knowledge, page_id: str) -> tuple[PageSection, ...]:
    """The sections that records bring to this page; none is empty."""
    windows = tuple(_window(one) for one in knowledge.time_windows.values() if page_id in one.pages)
    home = [one for one in knowledge.home_measures.values() if page_id in one.pages]
    advised = tuple(_home(one) for one in home if one.advised)
    not_advised = tuple(_home(one) for one in home if not one.advised)
    phrases = [one for one in knowledge.phrases.values() if page_id in one.pages]
    said_by_us = [phrase for phrase in phrases if phrase.to == OURSELVES]
    said_by_people = [phrase for phrase in phrases if phrase.to != OURSELVES]
    sections = (
        named_section("windows", windows),
        named_section("home", advised),
        named_section("not_advised", not_advised),
        named_section("say", tuple(_better(phrases))),
        named_section("never", tuple(_never(said_by_people))),
        named_section("we_never", tuple(_never(said_by_us))),
    )
    return tuple(section for section in sections if section.texts)


def _window(window: TimeWindow) -> CitedText:
    text = f"{window.need}: {window.text}"
    return CitedText(text=f"{text} {window.after}" if window.after else text, sources=window.sources)


def _home(measure: HomeMeasure) -> CitedText:
    text = " ".join((f"{measure.name}: {measure.text}", *(_sentence(limit) for limit in measure.limits)))
    return CitedText(text=text, sources=measure.sources, sure=measure.sure.value)


def _sentence(limit: str) -> str:
    return limit if limit.endswith((".", "?")) else f"{limit}."


def _better(phrases: list[Phrase]) -> Iterator[CitedText]:
    for better in dict.fromkeys(phrase.better for phrase in phrases if phrase.better):
        yield CitedText(text=f"“{better}”")


def _never(phrases: list[Phrase]) -> Iterator[CitedText]:
    for phrase in phrases:
        if phrase.never:
            yield CitedText(text=f"“{phrase.never}” {phrase.why}".strip(), sources=phrase.sources)
