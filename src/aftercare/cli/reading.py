"""Reading in the library at the terminal: the list of pages, the page somebody means, one page as prose.

Reads data only, opens no journal, keeps nothing. What a person typed is never repeated in an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from aftercare.cli import voice
from aftercare.cli.help_lines import lines_for
from aftercare.knowledge.condition import Cause, Topic
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import library_page, page_records, page_title
from aftercare.library.wording import SURE_IN_WORDS, VERDICT_IN_WORDS
from aftercare.model.errors import NotThere
from aftercare.model.library import CitedText, Comparison, HowCommon, LibraryPage, PageSection
from aftercare.usecases.device import load

PLACES_TO_TURN = ("crisis", "sexual_assault", "partner_violence", "ambulance")
"""Kinds of help lines that stand first on a page about despair, violence or sex that was not wanted."""
ORDER = ("own", "feels", "course", "points_to", "points_away", "helps", "windows", "home", "not_advised")
LAST = ("see", "clinician")
"""Sections in the order they are read; what records bring to a page stands between the two."""
AS_PROSE = ("own", "feels", "course", "helps", "windows", "home", "not_advised")
NEAR = 0.6
MOST_NEAR = 4
NO_SUCH_PAGE = "There is no page of this name. {near}All pages: aftercare library. In your own words: aftercare ask."
SEVERAL = "More than one page goes by this name. {near}"


def page_named(knowledge: Knowledge, typed: str) -> str:
    """The id of the page that was meant: by id, key, title, or one of its names; NotThere suggests what is near."""
    wanted = _plain(typed)
    records = page_records(knowledge)
    for names_of in (_ids, _names, _other_names):
        found = [record.id for record in records if wanted in {_plain(name) for name in names_of(record)}]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotThere(SEVERAL.format(near=_suggested(knowledge, found)))
    raise NotThere(NO_SUCH_PAGE.format(near=_suggested(knowledge, _near(wanted, records))))


def _ids(record: Cause | Topic) -> tuple[str, ...]:
    return (record.id, record.key) if isinstance(record, Cause) else (record.id,)


def _names(record: Cause | Topic) -> tuple[str, ...]:
    return (record.title, record.name) if isinstance(record, Cause) else (record.title,)


def _other_names(record: Cause | Topic) -> tuple[str, ...]:
    return record.also


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split()).rstrip("?.!")


def _near(wanted: str, records: Iterable[Cause | Topic]) -> list[str]:
    """Pages with a name close to what was typed, or that holds it."""
    pages: dict[str, list[str]] = {}
    for record in records:
        for name in (*_ids(record), *_names(record), *_other_names(record)):
            pages.setdefault(_plain(name), []).append(record.id)
    close = get_close_matches(wanted, pages, n=MOST_NEAR, cutoff=NEAR)
    held = [name for name in pages if len(wanted) >= 4 and wanted in name]
    return list(dict.fromkeys(page for name in (*close, *held) for page in pages[name]))[:MOST_NEAR]


def _suggested(knowledge: Knowledge, pages: Iterable[str]) -> str:
    named = "; ".join(f"{page_title(knowledge, page)} ({page})" for page in pages)
    return f"Perhaps: {named}. " if named else ""


def list_object(record: Cause | Topic) -> dict[str, Any]:
    """One page in the list for programs."""
    cause = record if isinstance(record, Cause) else None
    return {
        "id": record.id,
        "kind": "topic" if cause is None else "cause",
        "key": "" if cause is None else cause.key,
        "name": record.title if cause is None else cause.name,
        "title": record.title,
        "also": list(record.also),
        "symptoms": list(record.symptoms),
        "parts": list(record.parts),
        "reviewed": record.reviewed,
    }


def page_object(page: LibraryPage) -> dict[str, Any]:
    """A whole page for programs; every key is always there."""
    return {"id": page.id, "kind": "cause" if page.is_cause else "topic", **asdict(page)}


def show_list(knowledge: Knowledge, *, by: str) -> None:
    """Every page under its shelves: by symptom, by part of the body, or A to Z."""
    from aftercare.usecases.read_library import Shelf, shelves

    all_shelves = shelves(knowledge)
    shown = {
        "symptom": (Shelf(name="To begin with", lines=all_shelves.first), *all_shelves.by_symptom),
        "part": all_shelves.by_part,
        "name": all_shelves.a_to_z,
    }[by]
    for shelf in shown:
        voice.show(voice.strong(shelf.name))
        for line in shelf.lines:
            voice.show(voice.wrapped(f"{line.name or line.title} ({line.page})", "  ", hanging="    "))
    voice.show(voice.wrapped(f"To read one: aftercare library PAGE. {voice.UNREVIEWED}"))


def show_page(knowledge: Knowledge, page_id: str, folder: Path) -> None:
    """One page as prose."""
    page = library_page(knowledge, page_id)
    numbers = {source.id: number for number, source in enumerate(page.sources, start=1)}
    _show_head(page)
    if page.safety_first:
        show_places_to_turn(knowledge, folder)
    voice.show(voice.wrapped(page.summary))
    _heading("Don't wait with any of these", page.urgent)
    if page.urgent:
        voice.show(voice.listed(one.because for one in page.urgent))
        voice.show("  Numbers: aftercare now")
    _show_common(page.common_words, page.common, numbers)
    _show_titles("What can be behind it", knowledge, page.causes)
    for section in sorted(page.sections, key=_place):
        _show_section(section, numbers)
    _show_comparisons(page.comparisons, numbers)
    _show_titles("Read on", knowledge, page.related)
    _show_sources(page)
    voice.show(f"\n{voice.UNREVIEWED if page.reviewed is None else f'Reviewed by a clinician: {page.reviewed}'}")


def show_places_to_turn(knowledge: Knowledge, folder: Path) -> None:
    """Where help is, for the country kept at set-up."""
    voice.show(voice.strong("Where help is"))
    # Where a country has no line of its own for two kinds, both give the same advice.
    for text in dict.fromkeys(lines_for(PLACES_TO_TURN, load(folder).country, knowledge)):
        voice.show(text)
    voice.show()


def _show_head(page: LibraryPage) -> None:
    voice.show(voice.strong(voice.wrapped(page.title)))
    name = f"{page.name}. " if page.name and page.name.casefold() != page.title.casefold() else ""
    voice.show(f"{name}{page.minutes} {'minute' if page.minutes == 1 else 'minutes'} to read.\n")


def _place(section: PageSection) -> int:
    if section.id in ORDER:
        return ORDER.index(section.id)
    return len(ORDER) + (1 + LAST.index(section.id) if section.id in LAST else 0)


def _heading(title: str, below: object) -> None:
    if below:
        voice.show(f"\n{voice.strong(title)}")


def _show_common(words: str, common: tuple[HowCommon, ...], numbers: Mapping[str, int]) -> None:
    _heading("How common it is", words or common)
    if words:
        voice.show(voice.wrapped(words))
    for group in common:
        voice.show(voice.wrapped(group.question))
        alone = len(group.studies) == 1
        if group.sentence and not alone:
            voice.show(voice.wrapped(group.sentence))
        told = [" ".join((one.sentence, one.note)).strip() + _marks((one.source,), numbers) for one in group.studies]
        voice.show(voice.wrapped(told[0]) if alone else voice.listed(told))


def _show_titles(heading: str, knowledge: Knowledge, pages: tuple[str, ...]) -> None:
    _heading(heading, pages)
    if pages:
        voice.show(voice.listed(f"{page_title(knowledge, page)} ({page})" for page in pages))


def _show_section(section: PageSection, numbers: Mapping[str, int]) -> None:
    _heading(section.heading, section.texts)
    texts = [_cited(text, numbers) for text in section.texts]
    if section.id in AS_PROSE:
        voice.show("\n\n".join(voice.wrapped(text) for text in texts))
    else:
        voice.show(voice.listed(texts))


def _cited(text: CitedText, numbers: Mapping[str, int]) -> str:
    sure = f" ({SURE_IN_WORDS[text.sure]})" if text.sure else ""
    return f"{text.text}{sure}{_marks(text.sources, numbers)}"


def _show_comparisons(comparisons: tuple[Comparison, ...], numbers: Mapping[str, int]) -> None:
    _heading("What articles say, what studies say", comparisons)
    for one in comparisons:
        if one.articles:
            voice.show(voice.wrapped(f"Articles: {one.articles}", "  - ", hanging="    "))
        told = f"{VERDICT_IN_WORDS[one.verdict]}. {one.studies} ({SURE_IN_WORDS[one.sure]})"
        voice.show(
            voice.wrapped(told + _marks(one.sources, numbers), "    " if one.articles else "  - ", hanging="    ")
        )


def _show_sources(page: LibraryPage) -> None:
    _heading("Sources", page.sources)
    for number, source in enumerate(page.sources, start=1):
        parts = [source.title, source.details, f"Who was asked: {source.sample}" if source.sample else "", source.read]
        told = ". ".join(part.rstrip(".") for part in parts if part)
        voice.show(voice.wrapped(f"{told}.", f"  {number}. ", hanging="     "))


def _marks(sources: Iterable[str], numbers: Mapping[str, int]) -> str:
    marks = ", ".join(str(numbers[source]) for source in sources if source in numbers)
    return f" [{marks}]" if marks else ""
