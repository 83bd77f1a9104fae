"""Reading in the library: its shelves, and which pages helped this person (kept in the vault only)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from aftercare.knowledge.condition import Cause
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import page_ids, page_records, page_title
from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.vault.session import Session

HELPED, DID_NOT_HELP = "yes", "no"
FIRST_TO_READ = (
    "crying_after_sex",
    "painful_sex",
    "cramps_after_sex",
    "partner_cries",
    "unwanted_sex",
    "at_the_appointment",
)
"""What stands at the top of the shelf for everyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLine:
    """One page on a shelf."""

    page: str
    title: str
    name: str = ""
    """The name it is listed under, where that is not its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Pages under one symptom, body part or letter."""

    name: str
    lines: tuple[ShelfLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Every way to browse."""

    first: tuple[ShelfLine, ...]
    by_symptom: tuple[Shelf, ...]
    by_part: tuple[Shelf, ...]
    a_to_z: tuple[Shelf, ...]


@lru_cache(maxsize=2)
def shelves(knowledge: Knowledge) -> Shelves:
    """The library's shelves; the same for everyone."""
    return Shelves(
        first=tuple(_line(knowledge, page) for page in FIRST_TO_READ),
        by_symptom=tuple(
            Shelf(name=symptom.name, lines=_lines(knowledge, _under_symptom(knowledge, symptom.id, symptom.order)))
            for symptom in knowledge.symptoms.values()
        ),
        by_part=tuple(
            Shelf(name=part.name, lines=_lines(knowledge, _under_part(knowledge, part.id)))
            for part in knowledge.body_parts.values()
        ),
        a_to_z=_a_to_z(knowledge),
    )


def _under_symptom(knowledge: Knowledge, symptom: str, order: tuple[str, ...]) -> Iterable[str]:
    others = (record.id for record in page_records(knowledge) if symptom in record.symptoms)
    return dict.fromkeys((*order, *others))


def _under_part(knowledge: Knowledge, part: str) -> Iterable[str]:
    held = (record for record in page_records(knowledge) if part in record.parts)
    return [record.id for record in sorted(held, key=lambda record: record.title)]


def _a_to_z(knowledge: Knowledge) -> tuple[Shelf, ...]:
    lines = []
    for record in page_records(knowledge):
        lines.append(_line(knowledge, record.id))
        if isinstance(record, Cause) and record.name.lower() != record.title.lower():
            lines.append(ShelfLine(page=record.id, title=record.title, name=record.name))
    lines.sort(key=lambda line: (line.name or line.title).lower())
    letters: dict[str, list[ShelfLine]] = {}
    for line in lines:
        letters.setdefault((line.name or line.title)[0].upper(), []).append(line)
    return tuple(Shelf(name=letter, lines=tuple(held)) for letter, held in letters.items())


def _line(knowledge: Knowledge, page: str) -> ShelfLine:
    return ShelfLine(page=page, title=page_title(knowledge, page))


def _lines(knowledge: Knowledge, pages: Iterable[str]) -> tuple[ShelfLine, ...]:
    return tuple(_line(knowledge, page) for page in pages)


def say_whether_helpful(session: Session, page: str, answer: str, now: datetime) -> None:
    """Keep "was this helpful?" in the vault; the last answer for a page stands."""
    assert answer in (HELPED, DID_NOT_HELP)
    others = (one for one in session.journal.notices if one.kind is not NoticeKind.PAGE_RATED or one.subject != page)
    notice = Notice(kind=NoticeKind.PAGE_RATED, subject=page, at=now.astimezone(UTC), detail=answer)
    session.put_notices((*others, notice))


def rated_pages(journal: Journal, answer: str) -> frozenset[str]:
    """The pages this person found helpful, or not."""
    rated = (one for one in journal.notices if one.kind is NoticeKind.PAGE_RATED and one.detail == answer)
    return frozenset(one.subject for one in rated)


def helped_before(journal: Journal, knowledge: Knowledge) -> tuple[ShelfLine, ...]:
    """The pages that helped this person, the latest first; pages of an older library that are gone are left out."""
    rated = [one for one in journal.notices if one.kind is NoticeKind.PAGE_RATED and one.detail == HELPED]
    known = frozenset(page_ids(knowledge))
    latest = sorted(rated, key=lambda one: one.at, reverse=True)
    return tuple(_line(knowledge, one.subject) for one in latest if one.subject in known)
