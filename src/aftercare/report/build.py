"""The report as one pure function: journal, what was computed of it, and what the person chose, to the page.

Nothing is read, written or drawn by chance; `review.at` is the only time. Letters not yet kept are never on it; entries
left out and private measures only where the person asked for them separately.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.screener import Screener
from aftercare.model.entry import Entry, zone_info
from aftercare.model.fact import Fact
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.report import Item, Report, ReportChoice, ReportFlags, ReportLine, ReportTable
from aftercare.model.review import Review
from aftercare.report import sections, wording
from aftercare.report.experiments import Tried, experiment_lines
from aftercare.report.kept_check import check_section
from aftercare.report.screeners import screener_table
from aftercare.report.withheld import Withheld, withheld

FREQUENCY_HEAD = ("What", "Times", "Last")
SCORE_HEAD = ("Score", "Recorded", "Middle value", "Range")
CONCERN = "main_concern"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """All that a report is made from."""

    journal: Journal
    review: Review
    measures: Mapping[str, Measure]
    """The catalogue, the person's own measures included."""
    findings: Mapping[str, Finding]
    rules: Mapping[str, RedFlag]
    screeners: Mapping[str, Screener]
    tried: tuple[Tried, ...] = ()
    """The experiments that have ended, with what they came to."""
    told: tuple[Fact, ...] = ()
    """Answers to danger-sign questions of this moment, besides those the journal keeps."""
    sample: bool = False


def build_report(source: ReportSource, choice: ReportChoice) -> Report:
    """The page as the person chose it."""
    encounters = _chosen(source.journal.encounters(), source, choice)
    check_ins = _chosen(source.journal.check_ins(), source, choice)
    days = sorted(entry.at.day for entry in (*encounters, *check_ins))
    items = choice.items
    questions = tuple(question.strip() for question in choice.questions if question.strip())
    tried = experiment_lines(source.tried, choice, source.journal.settings.zone)
    frequencies, scores = _frequencies(encounters, source, choice), _scores(encounters, source, choice)
    table = source.review.table
    return Report(
        made=_today(source),
        first=choice.first or (days[0] if days else None),
        last=choice.last or (days[-1] if days else None),
        encounters=len(encounters),
        check_ins=len(check_ins),
        sample=source.sample,
        concern=_concern(source, choice) if Item.CONCERN in items else None,
        arcs=sections.arcs_figure(encounters, source.measures) if Item.ARCS in items else None,
        frequencies=_on_page(frequencies),
        scores=_on_page(scores),
        patterns=sections.pattern_lines(source.review.patterns, table) if Item.PATTERNS in items else (),
        patterns_note=_patterns_note(source) if Item.PATTERNS in items else "",
        ruled_out=sections.ruled_out(source.review.patterns, table) if Item.PATTERNS in items else (),
        flags=_flags(source, choice),
        medicines=_person_lines(source, choice, Item.MEDICINES),
        history=_person_lines(source, choice, Item.HISTORY),
        screeners=_screeners(source, choice),
        check=check_section(source.journal, choice),
        experiments=tried,
        experiments_note=wording.EXPERIMENT_NOTE if tried else "",
        questions=questions if Item.QUESTIONS in items else (),
        room_for_questions=Item.QUESTIONS in items and not questions,
        private=sections.private_table(encounters, source.measures) if choice.private else None,
        appendix=_appendix(encounters, source, choice, (frequencies, scores)),
        origin=wording.ORIGIN,
        words=wording.WORDS,
    )


def _chosen(entries: Iterable[Entry], source: ReportSource, choice: ReportChoice) -> list[Entry]:
    return [entry for entry in entries if _belongs(entry, source.journal, choice)]


def _belongs(entry: Entry, journal: Journal, choice: ReportChoice) -> bool:
    if entry.id in journal.waiting or (entry.left_out and not choice.left_out):
        return False
    after_first = choice.first is None or choice.first <= entry.at.day
    return after_first and (choice.last is None or entry.at.day <= choice.last)


def _today(source: ReportSource) -> date:
    return source.review.at.astimezone(zone_info(source.journal.settings.zone)).date()


def _concern(source: ReportSource, choice: ReportChoice) -> str | None:
    kept = source.journal.person.value(CONCERN)
    told = choice.concern if choice.concern is not None else kept
    return told.strip() or None if isinstance(told, str) else None


def _frequencies(encounters: Sequence[Entry], source: ReportSource, choice: ReportChoice) -> ReportTable | None:
    rows = sections.frequency_rows(encounters, source.measures) if Item.FREQUENCIES in choice.items else []
    return _table(wording.WORDS["frequencies"], FREQUENCY_HEAD, rows, note=wording.COUNT_NOTE)


def _scores(encounters: Sequence[Entry], source: ReportSource, choice: ReportChoice) -> ReportTable | None:
    rows = sections.score_rows(encounters, source.measures) if Item.SCORES in choice.items else []
    return _table(wording.WORDS["scores"], SCORE_HEAD, rows, note=wording.SCORE_NOTE)


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, note: str) -> ReportTable | None:
    return ReportTable(title=title, head=head, rows=tuple(rows), note=note) if rows else None


def _on_page(whole: ReportTable | None) -> ReportTable | None:
    """The first rows; the appendix has them all."""
    return None if whole is None else replace(whole, rows=whole.rows[: sections.ON_PAGE])


def _patterns_note(source: ReportSource) -> str:
    found = source.review.patterns
    said = wording.PATTERN_NOTE if found.patterns else wording.NOTHING_FOUND
    return said.format(entries=found.entries)


def _flags(source: ReportSource, choice: ReportChoice) -> ReportFlags | None:
    if Item.RED_FLAGS not in choice.items:
        return None
    hidden = Withheld() if choice.private else withheld(source.measures, source.rules)
    if not choice.left_out:
        left_out = frozenset(entry.id for entry in source.journal.entries if entry.left_out)
        hidden = replace(hidden, entries=left_out)
    kept = [fact for fact in source.journal.answers if _answered_within(fact, source.journal, choice)]
    return sections.flags(source.review.screening, [*kept, *source.told], source.findings, hidden)


def _answered_within(fact: Fact, journal: Journal, choice: ReportChoice) -> bool:
    """Whether an answer belongs on the page: by its entry, or by its own day."""
    if fact.entry is not None:
        return any(entry.id == fact.entry and _belongs(entry, journal, choice) for entry in journal.entries)
    if fact.at is None:
        return True
    day = fact.at.astimezone(zone_info(journal.settings.zone)).date()
    return (choice.first is None or choice.first <= day) and (choice.last is None or day <= choice.last)


def _person_lines(source: ReportSource, choice: ReportChoice, item: Item) -> tuple[ReportLine, ...]:
    if item not in choice.items:
        return ()
    medicines = item is Item.MEDICINES
    return sections.person_lines(source.journal.person, source.measures, medicines=medicines, private=choice.private)


def _screeners(source: ReportSource, choice: ReportChoice) -> ReportTable | None:
    if Item.SCREENERS not in choice.items:
        return None
    return screener_table(_chosen(source.journal.entries, source, choice), source.screeners)


def _appendix(
    encounters: Sequence[Entry],
    source: ReportSource,
    choice: ReportChoice,
    counted: tuple[ReportTable | None, ...],
) -> tuple[ReportTable, ...]:
    """Of what was counted, the tables that the page has not whole; and every time."""
    if Item.APPENDIX not in choice.items or not encounters:
        return ()
    entries = sections.entry_table(encounters, source.measures, notes=Item.NOTES in choice.items)
    return (*(table for table in counted if table is not None and len(table.rows) > sections.ON_PAGE), entries)
