"""`aftercare patterns`: what goes with what, in the journal or in a diary file."""

from typing import IO, TYPE_CHECKING

import click

from aftercare.cli import voice
from aftercare.cli.options import Door, Opened, door_options, json_option

if TYPE_CHECKING:
    from aftercare.model.pattern import Pair, Pattern, Table
    from aftercare.model.review import Review

MOST_NEEDS = 6
MOST_RULED_OUT = 6
OF_DAYS = (
    "Here each time is a day with a check-in, and what it is held against came before. How often patterns hold up was "
    "measured for encounters, not for days."
)


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
@click.option("--entries", type=click.IntRange(min=1), metavar="NUMBER", help="Show the entries behind one pattern.")
@json_option
@door_options
def command(
    door: Door, *, as_json: bool, days: bool, entries: int | None, every_entry: bool, diary: IO[str] | None
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
        _of_journal(opened, entries, as_json=as_json, days=days)


def _of_diary(diary: IO[str], *, every_entry: bool, days: bool) -> None:
    from aftercare.usecases.read_days import claims_by_day
    from aftercare.usecases.read_diary import claims

    read = claims_by_day if days else claims
    for claim in read(diary, every_entry=every_entry):
        voice.show_json(claim)


def _of_journal(opened: Opened, number: int | None, *, as_json: bool, days: bool) -> None:
    from aftercare.cli.clock import now
    from aftercare.usecases.look import Reviews, remember_shown
    from aftercare.usecases.read_diary import claims_object

    review = Reviews(opened.knowledge).of(opened.session.journal, now())
    if days:
        review = review.of_days()
    if number is not None:
        _show_entries(opened, review, number)
        return
    if as_json:
        voice.show_json({"n": review.patterns.entries, **claims_object(review.patterns), "labels": dict(review.labels)})
    else:
        show_review(review, days=days)
    remember_shown(opened.session, review, now())


def show_review(review: "Review", *, days: bool = False) -> None:
    """All there is to say of a journal's patterns; `days`: the review is that of its days."""
    from aftercare.patterns import wording

    table = review.table
    for number, pattern in enumerate(review.patterns.patterns, start=1):
        voice.show(voice.strong(voice.wrapped(f"{number} {wording.title(pattern, table)}", hanging="  ")))
        _show_pattern(pattern, table)
        voice.show(f"  The entries behind it: aftercare patterns {'--days ' if days else ''}--entries {number}\n")
    if not review.patterns.patterns:
        voice.show(f"No pattern to show yet. Entries so far: {review.patterns.entries}. {wording.USUAL_NEED}")
    for pair in review.patterns.no_large_link[:MOST_RULED_OUT]:
        voice.show(voice.wrapped(str(wording.no_large_link(pair, table)), hanging="  "))
    _show_needs(review, table)
    if days:
        voice.show(voice.wrapped(OF_DAYS))
    voice.show(voice.wrapped(f"{wording.CAUTION} {voice.UNREVIEWED}"))


def _show_pattern(pattern: "Pattern", table: "Table") -> None:
    from aftercare.patterns import wording

    said = [
        wording.headline(pattern, table),
        wording.effect(pattern, table),
        wording.meaning(pattern.tier),
        wording.standing(pattern),
    ]
    for sentence in (*said, *wording.companions(pattern, table)):
        if sentence is not None:
            voice.show(voice.wrapped(str(sentence), "  "))


def _show_needs(review: "Review", table: "Table") -> None:
    """What is closest to being testable."""
    from aftercare.patterns import wording

    def missing(pair: "Pair") -> tuple[int, tuple[str, str]]:
        return sum(need.more for need in pair.needs), pair.key

    waiting = sorted(review.patterns.not_yet, key=missing)
    sentences = list(dict.fromkeys(str(each) for pair in waiting for each in wording.needs(pair, table)))
    if sentences:
        voice.show("What would let it say more:")
        voice.show(voice.listed(sentences[:MOST_NEEDS]))


def _show_entries(opened: Opened, review: "Review", number: int) -> None:
    from aftercare.charts.encounter import when_in_words
    from aftercare.cli.words import arc, short_id
    from aftercare.model.errors import NotThere
    from aftercare.patterns import wording

    if number > len(review.patterns.patterns):
        raise NotThere("There is no pattern of this number now. Look at: aftercare patterns")
    pattern = review.patterns.patterns[number - 1]
    voice.show(voice.strong(voice.wrapped(str(wording.title(pattern, review.table)))))
    for title, rows in _sides(pattern, review.table):
        voice.show(f"{title}: {len(rows)}")
        for row in reversed(rows):
            entry = opened.session.journal.entry(review.rows[row])
            voice.show(f"  {arc(entry)}  {short_id(entry.id)}  {when_in_words(entry.at)}")


def _sides(pattern: "Pattern", table: "Table") -> list[tuple[str, tuple[int, ...]]]:
    """The rows of both sides under their names; of the cycle all of them."""
    from aftercare.patterns import phrases, wording

    if pattern.counts is None:
        return [("Every time with a day of the cycle", tuple(sorted((*pattern.rows_with, *pattern.rows_without))))]
    factor, _ = phrases.sides(pattern.pair, table)
    having = phrases.capital(str(phrases.counted_side(pattern, factor)))
    return [(having, pattern.rows_with), (str(wording.group_labels(pattern, table)[1]), pattern.rows_without)]
