"""Letters, imports, and flags that were shown or put away."""

from dataclasses import replace
from datetime import timedelta

from tests.unit.check.saves import KNOWLEDGE, NOW, entry, fired, journal

from aftercare.check.screening import (
    gone_answer,
    is_it_still_there,
    screen_entry,
    screen_journal,
    screen_letter,
)
from aftercare.check.triage import digest
from aftercare.model.assessment import Action, Level, Screening
from aftercare.model.entry import EntryKind, Source
from aftercare.model.notice import Notice, NoticeKind


def test_an_import_opens_no_screen_but_stands_in_the_list() -> None:
    """What another app held is listed after the import, not put before anything else."""
    imported = replace(entry({"symptoms": ("fever", "pelvic_pain")}), source=Source(app="clue", import_id="i", row="r"))
    assert screen_entry(KNOWLEDGE, journal(imported), imported, (), NOW) == Screening(fired=(), open=())
    assert fired(screen_journal(KNOWLEDGE, journal(imported), (), NOW))["RF18"] is Action.SAME_DAY


def test_a_flag_put_away_stays_away_for_four_weeks_or_until_something_new() -> None:
    """I have seen someone: quiet; a new entry of the same kind brings it back."""
    lump = entry({"genital_skin": ("lump",)}, timedelta(days=2), kind=EntryKind.DAY)
    quiet = Notice(
        kind=NoticeKind.FLAG_QUIETED, subject="RF30", at=NOW - timedelta(days=1), until=None, detail="seen_someone"
    )
    held = replace(journal(lump), notices=(quiet,))
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF30")
    assert flag.quieted
    again = entry({"genital_skin": ("lump",)}, timedelta(hours=1), number=2, kind=EntryKind.DAY)
    flag = next(
        one for one in screen_journal(KNOWLEDGE, held.with_entries([again]), (), NOW).fired if one.rule == "RF30"
    )
    assert not flag.quieted
    later = screen_journal(KNOWLEDGE, held, (), NOW + timedelta(weeks=4))
    assert not next(one for one in later.fired if one.rule == "RF30").quieted


def test_an_emergency_is_never_put_away() -> None:
    """Neither by a tap nor by having been shown."""
    logged = entry({"body_after": ("chest_pain",)})
    held = journal(logged)
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF07")
    notices = (
        Notice(
            kind=NoticeKind.FLAG_QUIETED, subject="RF07", at=NOW, until=NOW + timedelta(days=28), detail="all_right"
        ),
        Notice(kind=NoticeKind.FLAG_SHOWN, subject="RF07", at=NOW, detail=digest(flag)),
    )
    again = screen_journal(KNOWLEDGE, replace(held, notices=notices), (), NOW + timedelta(minutes=1))
    assert [one.rule for one in again.first_screen][:1] == ["RF07"]


def test_a_same_day_flag_shown_once_does_not_come_back_with_the_same_facts() -> None:
    """It stays in the level and on home; only the screen before everything is left out."""
    logged = entry({"pain": 7})
    held = journal(logged)
    flag = screen_journal(KNOWLEDGE, held, (), NOW).first_screen[0]
    shown = Notice(kind=NoticeKind.FLAG_SHOWN, subject=flag.rule, at=NOW, detail=digest(flag))
    again = screen_journal(KNOWLEDGE, replace(held, notices=(shown,)), (), NOW + timedelta(hours=1))
    assert again.first_screen == ()
    assert again.level is Level.SAME_DAY


def test_a_letter_is_screened_before_sealing_by_the_rules_that_need_no_journal() -> None:
    """While locked: chest pain is an emergency at once; counts wait for the unlocked journal."""
    letter = entry({"body_after": ("chest_pain",), "bleeding_from": ("urine",)})
    screening = screen_letter(KNOWLEDGE, letter, (), NOW)
    assert fired(screening)["RF07"] is Action.EMERGENCY
    assert "RF27" not in fired(screening)


def test_an_old_letter_asks_whether_it_is_still_there_and_gone_leaves_what_stands() -> None:
    """Over a day old: asked; a torsion that passed is the same day; a pop in the penis stands."""
    letter = replace(
        entry({"body_after": ("penile_pop",), "pain_sites": {"testicle_left": 6}}, timedelta(hours=25)), letter="phone"
    )
    held = journal(letter)
    still = is_it_still_there(KNOWLEDGE, screen_journal(KNOWLEDGE, held, (), NOW), letter, NOW)
    assert {flag.rule for flag in still} >= {"RF22", "RF23"}
    told = tuple(gone_answer(flag.rule, NOW) for flag in still)
    after = fired(screen_journal(KNOWLEDGE, held, told, NOW))
    assert after["RF23"] is Action.EMERGENCY
    assert after["RF22"] is Action.SAME_DAY
    fresh = replace(letter, recorded=NOW - timedelta(hours=23))
    assert is_it_still_there(KNOWLEDGE, screen_journal(KNOWLEDGE, held, (), NOW), fresh, NOW) == ()


def test_gone_within_the_day_takes_a_pain_from_emergency_to_same_day() -> None:
    """Saying that it is over makes it past, not untrue."""
    logged = entry({"pain_sites": {"testicle_left": 6}}, timedelta(hours=2))
    held = journal(logged)
    assert fired(screen_journal(KNOWLEDGE, held, (), NOW))["RF22"] is Action.EMERGENCY
    gone = gone_answer("RF22", NOW)
    assert fired(screen_journal(KNOWLEDGE, held, (gone,), NOW))["RF22"] is Action.SAME_DAY
