"""The parts of the report, each a small pure function from entries, measures or review to what stands on the page.

Never names a cause, never counts what was not recorded, never shows a private measure unless it is asked to.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date
from statistics import median_low

from aftercare.charts.arc import RowLayout, arc_rows
from aftercare.charts.encounter import arc_scale, arcs_of
from aftercare.charts.svg import PRINT
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired, Screening
from aftercare.model.entry import Entry
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.measure import Kind, Measure, Phase, Role, Value
from aftercare.model.pattern import ColumnKind, Pattern, PatternRole, Patterns, Per, Standing, Table
from aftercare.model.person import Person
from aftercare.model.report import ReportFigure, ReportFlags, ReportLine, ReportPattern, ReportTable
from aftercare.patterns import wording as pattern_words
from aftercare.patterns.numbers import amount, one_in_hundred
from aftercare.report import wording
from aftercare.report.answers import in_words
from aftercare.report.withheld import Withheld

MOST_ARCS = 60
ON_PAGE = 6
"""Rows of a table on the first page; the appendix has them all."""
MOST_PATTERNS = 5
MOST_RULED_OUT = 3
MOST_ANSWERS = 8
"""The latest answer to each question, the newest questions first."""
PRESSING = (Action.EMERGENCY, Action.SAME_DAY)
ASKED_FOR_EACH, MOST_UNANSWERED = 2, 6
"""Of rules left open at a pressing level: the deciding questions first, and not more than can be read."""
PAPER = RowLayout(width=640, pitch=31, step_y=9)
MEDICINES_GROUP = "Medicines"
NOT_HISTORY = frozenset({"main_concern", "organs", "pregnancy_matters", "infection_matters"})


def arcs_figure(encounters: Sequence[Entry], measures: Mapping[str, Measure]) -> ReportFigure | None:
    """The latest arcs of the period, oldest first; None when there are none."""
    if not encounters:
        return None
    shown = arcs_of(encounters[-MOST_ARCS:])
    scale = arc_scale(measures)
    of_all = f"The last {len(shown)} of {len(encounters)} times. " if len(encounters) > len(shown) else ""
    tears = sum(arc.cried for arc in shown)
    return ReportFigure(
        title=wording.WORDS["arcs"],
        on_screen=arc_rows(shown),
        on_paper=arc_rows(shown, layout=PAPER, palette=PRINT),
        words=f"Mood before, during, after and the next day for {wording.times(len(shown))}, oldest first. "
        f"Tears were recorded for {tears} of them. The appendix has the same in words.",
        caption=of_all + wording.ARCS_CAPTION.format(middle=scale.mood(2)),
    )


def frequency_rows(encounters: Sequence[Entry], measures: Mapping[str, Measure]) -> list[tuple[str, ...]]:
    """What was counted: how often, of how many, and when last; what happened at all first."""
    rows = []
    counted_ones = [measure for measure in measures.values() if measure.counted and not measure.private]
    told = _told(encounters, counted_ones)
    for measure in counted_ones:
        for counted in measure.counted if told[measure.id] else ():
            days = [day for day, value in told[measure.id] if counted.when.holds(value)]
            last = wording.short_day(days[-1]) if days else "–"
            rows.append((len(days), (counted.label, f"{len(days)} of {len(told[measure.id])}", last)))
    return [row for _, row in sorted(rows, key=lambda counted: counted[0] == 0)]


def score_rows(encounters: Sequence[Entry], measures: Mapping[str, Measure]) -> list[tuple[str, ...]]:
    """Graded outcomes: times recorded, middle value, and the range; most often recorded first."""
    graded = [
        measure
        for measure in measures.values()
        if measure.kind in (Kind.SCALE, Kind.STEPS)
        and measure.role in (Role.OUTCOME, Role.BOTH)
        and not measure.private
    ]
    told = _told(encounters, graded)
    found = []
    for measure in graded:
        values = [value for _, value in told[measure.id] if type(value) is int]
        if values:
            found.append((len(values), _score_row(measure, values)))
    return [row for _, row in sorted(found, key=lambda scored: -scored[0])]


def _told(encounters: Sequence[Entry], measures: Sequence[Measure]) -> dict[str, list[tuple[date, Value]]]:
    """By measure: the day and value of every time it was recorded. One look at each entry, for all of them."""
    told: dict[str, list[tuple[date, Value]]] = {measure.id: [] for measure in measures}
    for entry in encounters:
        day, values = entry.at.day, entry.all_values() if entry.added else entry.values
        for name in told.keys() & values.keys():
            told[name].append((day, values[name]))
    return told


def _score_row(measure: Measure, values: Sequence[int]) -> tuple[str, ...]:
    lowest, middle, highest = (in_words(measure, value) for value in (min(values), median_low(values), max(values)))
    label = measure.clear_label
    label = f"{label}, 0 to 10" if measure.kind is Kind.SCALE else label
    spread = lowest if lowest == highest else f"{lowest} to {highest}"
    return (label, str(len(values)), middle, spread)


def pattern_lines(patterns: Patterns, table: Table) -> tuple[ReportPattern, ...]:
    """The current leads, strongest first, as counted and as estimated; what a part tells is not told of the whole."""
    outcomes = {outcome.id: outcome for outcome in table.outcomes}
    leads = [
        p
        for p in patterns.patterns
        if p.role is PatternRole.LEAD
        and p.standing is not Standing.FADED
        and not patterns.told_by_a_part(p, outcomes[p.outcome])
    ]
    lines = []
    for pattern in leads[:MOST_PATTERNS]:
        standing = pattern_words.standing(pattern)
        besides = [str(sentence) for sentence in pattern_words.companions(pattern, table)]
        lines.append(
            ReportPattern(
                tier=pattern.tier.value,
                counts=str(pattern_words.headline(pattern, table)),
                effect=_effect(pattern, table),
                besides=tuple(besides if standing is None else [*besides, str(standing)]),
            )
        )
    return tuple(lines)


def _effect(pattern: Pattern, table: Table) -> str:
    """The adjusted difference and its interval, as a clinician reads it; nothing for a cycle, whose curve tells it."""
    effect = pattern.pair.effect
    outcome = next(outcome for outcome in table.outcomes if outcome.id == pattern.outcome)
    if effect is None or effect.per is Per.CYCLE_SWING:
        return ""
    ends = (effect.estimate, effect.low, effect.high)
    if outcome.kind is ColumnKind.BINARY:
        middle, low, high = (one_in_hundred(end) for end in ends)
        unit = " times in 100"
    else:
        middle, low, high = (amount(end, outcome, signed=True) for end in ends)
        low, unit = low.removesuffix(" steps").removesuffix(" points"), ""
    said = wording.EFFECT_PRESENCE if effect.per is Per.PRESENCE else wording.EFFECT_GRADED
    return said.format(middle=middle + unit, low=low, high=high)


def ruled_out(patterns: Patterns, table: Table) -> tuple[str, ...]:
    """Pairs for which a large link is ruled out."""
    return tuple(str(pattern_words.no_large_link(pair, table)) for pair in patterns.no_large_link[:MOST_RULED_OUT])


def flags(
    screening: Screening, told: Iterable[Fact], findings: Mapping[str, Finding], withheld: Withheld
) -> ReportFlags:
    """What the rules raised, what they leave open, and which questions were answered how."""
    answered = [fact for fact in told if fact.origin is Origin.ANSWER and fact.status is not Status.UNKNOWN]
    latest = {
        fact.finding: fact for fact in sorted(answered, key=_answered_at) if fact.finding not in withheld.findings
    }
    asked = sorted(latest.values(), key=_answered_at, reverse=True)[:MOST_ANSWERS]
    rows = tuple((_asked_words(findings, fact.finding), _answer(fact), _answered_on(fact)) for fact in asked)
    fired = [rule for rule in screening.fired if not withheld.holds_back(rule)]
    open_rules = [rule for rule in screening.open if rule.floor in PRESSING and rule.rule not in withheld.rules]
    still = dict.fromkeys(
        finding for rule in open_rules for finding in rule.ask[:ASKED_FOR_EACH] if finding not in withheld.findings
    )
    return ReportFlags(
        raised=tuple(_raised(rule) for rule in fired),
        unanswered=tuple(_asked_words(findings, finding) for finding in list(still)[:MOST_UNANSWERED]),
        answers=ReportTable(title="Asked and answered", head=("Question", "Answer", "When"), rows=rows)
        if rows
        else None,
        summary=wording.SOME_FLAGS if fired else wording.NO_FLAG,
    )


def _answered_at(fact: Fact) -> tuple[bool, str]:
    return (fact.at is not None, "" if fact.at is None else fact.at.astimezone(UTC).isoformat())


def _raised(fired: Fired) -> str:
    seen = " (the person has seen someone about it, or says it is all right)" if fired.quieted else ""
    return f"{fired.because}{seen}"


def _asked_words(findings: Mapping[str, Finding], finding: str) -> str:
    known = findings.get(finding)
    return finding.replace("_", " ") if known is None else known.question or known.lay


def _answer(fact: Fact) -> str:
    return "yes" if fact.status is Status.PRESENT else "no"


def _answered_on(fact: Fact) -> str:
    return "–" if fact.at is None else wording.short_day(fact.at.date())


def person_lines(
    person: Person, measures: Mapping[str, Measure], *, medicines: bool, private: bool
) -> tuple[ReportLine, ...]:
    """What the person told about medicines, or about everything else in health and history."""
    lines = []
    for measure in measures.values():
        answer = person.value(measure.id)
        is_medicine = measure.group == MEDICINES_GROUP
        fits = measure.phase is Phase.PERSON and measure.id not in NOT_HISTORY and is_medicine == medicines
        if fits and answer is not None and (private or not measure.private):
            lines.append(ReportLine(label=measure.label, text=in_words(measure, answer)))
    return tuple(lines)


def private_table(encounters: Sequence[Entry], measures: Mapping[str, Measure]) -> ReportTable | None:
    """Private measures, counted answer by answer; only ever built when the person opted in."""
    rows = []
    for measure in measures.values():
        told = [value for entry in encounters if (value := entry.value(measure.id)) is not None]
        if measure.private and told:
            rows += [
                (measure.question, in_words(measure, answer), f"{told.count(answer)} of {len(told)}")
                for answer in _answers(measure)
                if told.count(answer)
            ]
    if not rows:
        return None
    return ReportTable(title=wording.WORDS["private"], head=("Question", "Answer", "Times"), rows=tuple(rows))


def _answers(measure: Measure) -> Sequence[Value]:
    if measure.kind is Kind.YES_NO:
        return (True, False)
    return tuple(range(len(measure.options))) if measure.kind is Kind.STEPS else measure.option_ids


def entry_table(encounters: Sequence[Entry], measures: Mapping[str, Measure], *, notes: bool) -> ReportTable:
    """One row for each encounter: time, the arc in words, tears, pain; the note where that was chosen."""
    scale = arc_scale(measures)
    head = ("When", "Before", "During", "After", "Next day", "Tears", "Pain", *(("Note",) if notes else ()))
    rows = []
    for entry, arc in zip(encounters, arcs_of(encounters), strict=True):
        pain = entry.value("pain")
        moods = tuple("–" if mood is None else scale.mood(mood) for mood in arc.moods)
        tears = "–" if arc.tears is None else scale.tear(arc.tears) + (", happy" if arc.happy_tears else "")
        row = (_when(entry), *moods, tears, "–" if pain is None else str(pain))
        rows.append((*row, entry.note or "–") if notes else row)
    return ReportTable(title="Each time", head=head, rows=tuple(rows), note="–: not recorded. Pain from 0 to 10.")


def _when(entry: Entry) -> str:
    day: date = entry.at.day
    clock = "" if entry.at.precision == "day" else f" {entry.at.local:%H:%M}"
    return wording.short_day(day) + clock
