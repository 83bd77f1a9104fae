"""`aftercare patterns`: what goes with what, in the journal or in a diary file."""

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Opened, door_options, json_option
from aftercare.model.first_letter import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aftercare.model.pattern import Pair, Pattern, Table
    from aftercare.model.review import Review, Sentence
    from aftercare.patterns.changes import Change

MOST_NEEDS = 6
MOST_FURTHER = 6
OF_DAYS = "These are days with a check-in, and what came before how they were."


@click.command()
@click.option(
    "--diary",
    metavar="FILE",
    type=click.File("r", encoding="utf-8-sig"),
    help="Read a diary file (JSON lines) instead of the journal; needs no journal. - is standard input.",
)
@click.option("--every-entry", is_flag=True, help="With --diary: one object for each encounter, from the first on.")
@click.option(
    "--days", is_flag=True, help="What goes before how a day is, from the daily check-ins; a day is an entry."
)
@click.option("--outcome", default="", metavar="NAME", help="Only what goes with this outcome, by its name or id.")
@click.option("--entries", type=click.IntRange(min=1), metavar="NUMBER", help="Show the entries behind one pattern.")
@json_option
@door_options
def command(
    door: Door,
    *,
    as_json: bool,
    days: bool,
    entries: int | None,
    every_entry: bool,
    outcome: str,
    diary: IO[str] | None,
) -> None:
    """What goes with what in your entries, and how many more are needed to know.

    It says what comes together, never what causes it. With `--diary` it reads simulated or exported diaries and writes
    one JSON object a line. `--days` asks about days in the place of encounters: what of the day before, the night, the
    cycle or sex the day before goes with mood, energy or pain of a day.
    """
    if diary is not None:
        _of_diary(diary, every_entry=every_entry, days=days)
        return
    if every_entry:
        raise click.UsageError("--every-entry goes with --diary.")
    with door.opened() as opened:
        _of_journal(opened, Asked(outcome=outcome, entries=entries, days=days), as_json=as_json)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the journal's patterns is asked for."""

    outcome: str = ""
    entries: int | None = None
    days: bool = False


def _of_diary(diary: IO[str], *, every_entry: bool, days: bool) -> None:
    from aftercare.usecases.read_days import claims_by_day
    from aftercare.usecases.read_diary import claims

    read = claims_by_day if days else claims
    for claim in read(diary, every_entry=every_entry):
        voice.show_json(claim)


def _of_journal(opened: Opened, asked: Asked, *, as_json: bool) -> None:
    from aftercare.cli.clock import now
    from aftercare.usecases.look import Reviews, remember_shown
    from aftercare.usecases.seen import changed_since, keep_seen, last_seen

    review = Reviews(opened.knowledge).of(opened.session.journal, now())
    review = review.of_days() if asked.days else review
    only = _outcome_named(asked.outcome, review.table)
    if asked.entries is not None:
        _show_entries(opened, review, asked.entries)
        return
    changed = changed_since(last_seen(opened.session.journal, by_day=asked.days), review.patterns)
    if as_json:
        voice.show_json(_as_object(review, only, changed))
    else:
        show_review(review, only=only, changed=changed)
    remember_shown(opened.session, review, now())
    keep_seen(opened.session, review.patterns, now(), by_day=asked.days)


def _outcome_named(name: str, table: "Table") -> str:
    """The id of the outcome that is meant; empty for all. A name that is none is refused with those there are."""
    from aftercare.patterns import phrases

    if not name:
        return ""
    for outcome in table.outcomes:
        if name.casefold() in (outcome.id, outcome.label.casefold(), phrases.spoken_outcome(outcome).name.casefold()):
            return outcome.id
    there = ", ".join(phrases.spoken_outcome(outcome).name for outcome in table.outcomes)
    raise click.UsageError(f"There is no such outcome among what is looked at. There is: {there or 'none so far'}.")


def _as_object(review: "Review", only: str, changed: "Sequence[Change]") -> dict[str, object]:
    """The claims with their sentences, what changed, and what is open; of one outcome where one is named."""
    from aftercare.patterns import beside, wording
    from aftercare.patterns.outlook import outlook
    from aftercare.usecases.read_diary import claims_object

    found = claims_object(review.patterns)
    patterns = [pattern for pattern in _ordered(review) if only in ("", pattern.outcome)]
    for key in ("claims", "no_link", "entangled"):
        listed = found[key]
        assert isinstance(listed, list), "claims, what is ruled out and what is entangled are lists"
        found[key] = [each for each in listed if only in ("", each["outcome"])]
    told = [
        {
            "factor": pattern.factor,
            "outcome": pattern.outcome,
            "standing": pattern.standing.value,
            "title": _said(wording.title(pattern, review.table), review.table),
            "counts": _said(wording.headline(pattern, review.table), review.table),
            "tier_means": _said(beside.meaning(pattern, review.table), review.table),
        }
        for pattern in patterns
    ]
    further = [
        {"factor": one.pair.factor, "outcome": one.pair.outcome, "few": one.few, "many": one.many}
        for one in outlook(review.patterns, review.table)
        if only in ("", one.pair.outcome)
    ]
    return {
        "n": review.patterns.entries,
        **found,
        "told": told,
        "changed": [
            {"factor": each.pattern.factor, "outcome": each.pattern.outcome, "change": each.kind.value}
            for each in changed
            if only in ("", each.pattern.outcome)
        ],
        "further": further,
        "labels": dict(review.labels),
    }


def _ordered(review: "Review") -> list["Pattern"]:
    """As they are numbered: the main question first, then as found."""
    main = review.table.main_outcome
    return sorted(review.patterns.patterns, key=lambda pattern: pattern.outcome != main)


def _said(sentence: "Sentence", table: "Table") -> str:
    """A sentence in the words of the table's rows: of days where they are days."""
    from aftercare.patterns.day_words import of_days

    return str(of_days(sentence) if table.by_day else sentence)


def show_review(review: "Review", *, only: str = "", changed: "Sequence[Change]" = ()) -> None:
    """All there is to say of a journal's patterns, of encounters or of days; `only`: of one outcome."""
    from aftercare.patterns import wording

    table = review.table
    days = table.by_day
    _show_changed(changed, only, table)
    numbered = [(n, p) for n, p in enumerate(_ordered(review), start=1) if only in ("", p.outcome)]
    for number, pattern in numbered:
        voice.show(voice.strong(voice.wrapped(f"{number} {_said(wording.title(pattern, table), table)}", hanging="  ")))
        _show_pattern(pattern, table)
        voice.show(f"  The entries behind it: aftercare patterns {'--days ' if days else ''}--entries {number}\n")
    if not numbered:
        so_far = f"{'Days' if days else 'Entries'} so far: {review.patterns.entries}."
        voice.show(voice.wrapped(f"No pattern to show yet. {so_far} {_said(wording.USUAL_NEED, table)}"))
    _show_ruled_out(review, only)
    _show_needs(review, table, only)
    _show_further(review, only)
    if days:
        voice.show(voice.wrapped(OF_DAYS))
    voice.show(voice.wrapped(f"{_said(wording.CAUTION, table)} {voice.UNREVIEWED}"))


def _show_changed(changed: "Sequence[Change]", only: str, table: "Table") -> None:
    from aftercare.patterns import beside

    lines = [
        f"{beside.CHANGES[each.kind]}: {_said(beside.changed(each, table), table)}"
        for each in changed
        if only in ("", each.pattern.outcome)
    ]
    if lines:
        voice.show("Since you last looked:")
        voice.show(voice.listed(lines) + "\n")


def _show_ruled_out(review: "Review", only: str) -> None:
    """By outcome, with the size that is ruled out."""
    from aftercare.patterns import beside, phrases

    for outcome in review.table.outcomes:
        if only not in ("", outcome.id):
            continue
        large = [pair for pair in review.patterns.no_large_link if pair.outcome == outcome.id]
        very_large = [pair for pair in review.patterns.no_very_large_link if pair.outcome == outcome.id]
        name = capital(phrases.spoken_outcome(outcome).name)
        told = [beside.ruled_out(large, review.table)] if large else []
        told += [beside.ruled_out_early(very_large, review.table)] if very_large else []
        if told:
            voice.show(voice.wrapped(f"{name}: {' '.join(_said(one, review.table) for one in told)}", hanging="  "))


def _show_further(review: "Review", only: str) -> None:
    """Roughly how many more entries the silent pairs would need."""
    from aftercare.patterns import beside
    from aftercare.patterns.outlook import outlook

    shown = {pattern.pair.key for pattern in review.patterns.patterns}
    near = [
        one
        for one in outlook(review.patterns, review.table)
        if one.few is not None and one.pair.key not in shown and only in ("", one.pair.outcome)
    ]
    near.sort(key=lambda one: (one.pair.outcome != review.table.main_outcome, one.few, one.pair.key))
    if near:
        voice.show(voice.wrapped(_said(beside.OUTLOOK_NOTE, review.table)))
        named = [
            f"{beside.pair_name(one.pair, review.table)}: {_said(beside.further(one), review.table)}" for one in near
        ]
        voice.show(voice.listed(named[:MOST_FURTHER]))


def _show_pattern(pattern: "Pattern", table: "Table") -> None:
    from aftercare.patterns import beside, wording

    said = [
        wording.headline(pattern, table),
        wording.effect(pattern, table) or beside.swing(pattern, table),
        beside.phase(pattern, table),
        beside.lag(pattern),
        beside.meaning(pattern, table),
        wording.standing(pattern),
    ]
    every = (one for one in (*said, *wording.companions(pattern, table)) if one is not None)
    for sentence in dict.fromkeys(_said(one, table) for one in every):
        if sentence:
            voice.show(voice.wrapped(sentence, "  "))


def _show_needs(review: "Review", table: "Table", only: str) -> None:
    """What is closest to being testable."""
    from aftercare.patterns import wording

    def missing(pair: "Pair") -> tuple[int, tuple[str, str]]:
        return sum(need.more for need in pair.needs), pair.key

    waiting = sorted((pair for pair in review.patterns.not_yet if only in ("", pair.outcome)), key=missing)
    sentences = list(dict.fromkeys(_said(each, table) for pair in waiting for each in wording.needs(pair, table)))
    if sentences:
        voice.show("What would let it say more:")
        voice.show(voice.listed(sentences[:MOST_NEEDS]))


def _show_entries(opened: Opened, review: "Review", number: int) -> None:
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.words import arc, short_id
    from aftercare.model.errors import NotThere
    from aftercare.patterns import wording

    ordered = _ordered(review)
    if number > len(ordered):
        raise NotThere("There is no pattern of this number now. Look at: aftercare patterns")
    pattern = ordered[number - 1]
    voice.show(voice.strong(voice.wrapped(_said(wording.title(pattern, review.table), review.table))))
    for title, rows in _sides(pattern, review.table):
        voice.show(f"{title}: {len(rows)}")
        for row in reversed(rows):
            entry = opened.session.journal.entry(review.rows[row])
            voice.show(f"  {arc(entry)}  {short_id(entry.id)}  {when_in_words(entry.at)}")


def _sides(pattern: "Pattern", table: "Table") -> list[tuple[str, tuple[int, ...]]]:
    """The rows of both sides under their names; of the cycle all of them."""
    from aftercare.patterns import phrases, wording

    if pattern.counts is None:
        return [
            (
                "Every day of a known cycle" if table.by_day else "Every time with a day of the cycle",
                tuple(sorted((*pattern.rows_with, *pattern.rows_without))),
            )
        ]
    factor, _ = phrases.sides(pattern.pair, table)
    having = capital(_said(phrases.counted_side(pattern, factor), table))
    return [(having, pattern.rows_with), (_said(wording.group_labels(pattern, table)[1], table), pattern.rows_without)]
