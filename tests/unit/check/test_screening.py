"""What a person sees of red flags: after a save, on home, in letters, after an import, and when they put one away."""

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from aftercare.check.screening import (
    MOST_LINES,
    MOST_QUESTIONS,
    answer,
    any_of_these,
    danger_list_for_words,
    excuses,
    gone_answer,
    is_it_still_there,
    next_questions,
    none_of_these,
    questions_after_save,
    screen_entry,
    screen_journal,
    screen_letter,
    tapped,
    window_closes,
)
from aftercare.check.triage import digest
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action, Level, Screening
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, Source, When
from aftercare.model.fact import Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.person import Dated, Person
from aftercare.model.settings import Settings
from aftercare.usecases.ten_years import ten_years

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


def entry(
    values: Mapping[str, Value],
    ago: timedelta = timedelta(minutes=5),
    *,
    number: int = 1,
    kind: EntryKind = EntryKind.ENCOUNTER,
) -> Entry:
    at = NOW - ago
    return Entry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind=kind,
        at=When(at.replace(tzinfo=None), "UTC", Precision.INSTANT),
        recorded=at,
        values=values,
    )


def journal(*entries: Entry, organs: tuple[str, ...] | None = None, **answers: Value) -> Journal:
    told: dict[str, Value] = dict(answers) if organs is None else {**answers, "organs": organs}
    person = Person(
        birth_year=1990, answers={name: Dated(value, NOW - timedelta(days=1)) for name, value in told.items()}
    )
    return Journal(person=person).with_entries(entries)


def fired(screening: Screening) -> dict[str, Action]:
    return {flag.rule: flag.action for flag in screening.fired}


def test_a_pain_of_seven_without_a_word_on_how_long_is_the_same_day() -> None:
    """Severe pain of unknown length is looked at today."""
    logged = entry({"pain": 7})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert fired(screening)["RF17"] is Action.SAME_DAY
    assert screening.level is Level.SAME_DAY
    assert screening.first_screen[0].because.startswith("Today: ")


def test_a_pain_of_six_opens_no_screen() -> None:
    """One below the threshold, nothing else known: no flag before anything else."""
    logged = entry({"pain": 6})
    assert screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW).first_screen == ()


def test_a_pain_of_eight_three_weeks_ago_shows_no_ambulance() -> None:
    """Backdated and past: nothing urgent is shown."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_left": 8}, "pain_onset": "sudden"}, timedelta(days=21))
    assert screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW).first_screen == ()


def test_severe_belly_pain_is_an_emergency_until_a_pregnancy_is_ruled_out() -> None:
    """Unknown organs are unknown; a person known to have no womb gets the same day."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_middle": 8}})
    unknown = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert fired(unknown)["RF15"] is Action.EMERGENCY
    no_womb = screen_entry(KNOWLEDGE, journal(logged, organs=("penis", "testes")), logged, (), NOW)
    assert "RF15" not in fired(no_womb)
    assert no_womb.level is Level.SAME_DAY


def test_no_i_cannot_be_pregnant_ends_that_rule_and_a_late_period_brings_it_back() -> None:
    """A stated no counts, unless the period is late."""
    logged = entry({"pain": 8, "pain_sites": {"low_belly_middle": 8}})
    said_no = answer("pregnancy_possible", Status.ABSENT, NOW, logged)
    late = answer("period_late_or_odd", Status.PRESENT, NOW, logged)
    held = journal(logged, organs=("vagina", "uterus"))
    assert "RF15" not in fired(screen_entry(KNOWLEDGE, held, logged, (said_no,), NOW))
    assert fired(screen_entry(KNOWLEDGE, held, logged, (said_no, late), NOW))["RF15"] is Action.EMERGENCY


def test_only_what_this_save_brought_up_is_shown_after_it() -> None:
    """Yesterday's blood in the urine is not shown again after today's calm entry, but stays on home."""
    before = entry({"bleeding_from": ("urine",)}, timedelta(days=1), number=1)
    now = entry({"pain": 0, "tears": 0}, number=2)
    held = journal(before, now)
    assert "RF27" not in fired(screen_entry(KNOWLEDGE, held, now, (), NOW))
    assert fired(screen_journal(KNOWLEDGE, held, (), NOW))["RF27"] is Action.TWO_WEEKS


def test_signs_of_two_entries_of_one_day_are_seen_together() -> None:
    """Belly pain in the evening and fainting in the morning after make one emergency."""
    evening = entry({"pain": 3, "pain_sites": {"low_belly_middle": 3}}, timedelta(hours=10), number=1)
    morning = entry({"faint_after": 3}, number=2)
    assert fired(screen_entry(KNOWLEDGE, journal(evening, morning), morning, (), NOW))["RF14"] is Action.EMERGENCY


def test_a_headache_and_a_vomiting_a_week_apart_are_not_one_emergency() -> None:
    """Signs of a headache belong to one episode."""
    headache = entry({"headache_after": 1}, timedelta(days=8), number=1)
    sick = entry({"nausea_after": "vomited"}, number=2)
    together = replace(headache, values={"headache_after": 1, "nausea_after": "vomited"})
    assert fired(screen_journal(KNOWLEDGE, journal(headache, sick), (), NOW)).get("RF06") is not Action.EMERGENCY
    assert fired(screen_journal(KNOWLEDGE, journal(together), (), NOW))["RF06"] is Action.EMERGENCY


def test_the_day_after_answer_counts_from_its_own_time() -> None:
    """A fever answered now about an encounter two days ago is a fever now."""
    logged = entry({"pain": 2, "pain_sites": {"low_belly_middle": 2}}, timedelta(hours=40))
    grown = logged.with_addition(Addition(NOW, {"fever_next_day": True}))
    assert fired(screen_entry(KNOWLEDGE, journal(grown), grown, (), NOW))["RF18"] is Action.SAME_DAY


def test_a_time_good_to_the_day_lasts_at_least_as_long_as_an_exact_one() -> None:
    """A day without an hour is read as late as it can have been, never after it was written down."""
    exact = entry({"body_after": ("chest_pain",)}, timedelta(hours=5))
    day = replace(exact, at=When(datetime(2026, 11, 20), None, Precision.DAY))
    assert fired(screen_journal(KNOWLEDGE, journal(day), (), NOW))["RF07"] is Action.EMERGENCY


def test_an_import_opens_no_screen_but_stands_in_the_list() -> None:
    """What another app held is listed after the import, not put before anything else."""
    imported = replace(entry({"symptoms": ("fever", "pelvic_pain")}), source=Source(app="clue", import_id="i", row="r"))
    assert screen_entry(KNOWLEDGE, journal(imported), imported, (), NOW) == Screening(fired=(), open=())
    assert fired(screen_journal(KNOWLEDGE, journal(imported), (), NOW))["RF18"] is Action.SAME_DAY


def test_pain_in_three_of_the_last_six_encounters_is_two_weeks() -> None:
    """Both sides: two of six say nothing, three of six do, and checked pain is routine."""

    def with_pain(*numbers: int) -> Journal:
        return journal(
            *(entry({"pain": 4 if n in numbers else 0}, timedelta(days=3 * n), number=n) for n in range(1, 7))
        )

    assert "RF38" not in fired(screen_journal(KNOWLEDGE, with_pain(1, 4), (), NOW))
    assert fired(screen_journal(KNOWLEDGE, with_pain(1, 2, 4), (), NOW))["RF38"] is Action.TWO_WEEKS
    checked = replace(
        with_pain(1, 2, 4),
        person=Person(birth_year=1990, answers={"pain_checked": Dated("yes", NOW - timedelta(days=1))}),
    )
    assert fired(screen_journal(KNOWLEDGE, checked, (), NOW))["RF38"] is Action.ROUTINE


@pytest.mark.parametrize(("kind", "shown"), [("upset", True), ("both", True), (None, True), ("moved", False)])
def test_tears_after_most_times_for_four_weeks_count_unless_they_were_happy(kind: str | None, shown: bool) -> None:
    """Happy tears are no distress."""
    values: dict[str, Value] = {"tears": 2, "mood_after": 3}
    if kind is not None:
        values["tears_kind"] = kind
    held = journal(*(entry(values, timedelta(days=days), number=days + 1) for days in (1, 8, 15, 24)))
    assert ("RF39" in fired(screen_journal(KNOWLEDGE, held, (), NOW))) is shown


def test_low_days_count_from_eight_in_two_weeks() -> None:
    """Most days for two weeks; seven of fourteen is not most."""

    def low(days: int) -> Journal:
        return journal(*(entry({"mood": 1}, timedelta(days=n), number=n + 1, kind=EntryKind.DAY) for n in range(days)))

    assert "RF37" not in fired(screen_journal(KNOWLEDGE, low(7), (), NOW))
    assert fired(screen_journal(KNOWLEDGE, low(8), (), NOW))["RF37"] is Action.TWO_WEEKS


def test_help_with_a_time_window_shows_only_where_the_person_said_it_matters() -> None:
    """RF34 and RF35 stay silent until then."""
    logged = entry({"protection": "none", "touch": ("penis_in_vagina",)}, timedelta(hours=20))
    held = journal(logged, organs=("vagina", "uterus"))
    assert "RF34" not in fired(screen_journal(KNOWLEDGE, held, (), NOW))
    matters = replace(held, settings=Settings(pregnancy_matters=True))
    assert fired(screen_journal(KNOWLEDGE, matters, (), NOW))["RF34"] is Action.SAME_DAY
    never = replace(held, settings=Settings(pregnancy_matters=False))
    assert "RF34" not in {rule.rule for rule in screen_journal(KNOWLEDGE, never, (), NOW).open}


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


def test_a_question_answered_not_sure_is_not_asked_again_and_keeps_the_floor() -> None:
    """Skip is not no."""
    logged = entry({"worries_after": ("suicidal_thoughts",)})
    first = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    question = next_questions(KNOWLEDGE, first)[0]
    told = (answer(question.id, Status.UNKNOWN, NOW, logged),)
    second = screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW)
    assert question not in next_questions(KNOWLEDGE, second)
    assert second.action is first.action


def test_an_answer_about_yesterday_is_no_answer_about_today() -> None:
    """No faintness yesterday says nothing about today's bleeding: it is asked again."""
    before = entry({"bleeding_after": 1}, timedelta(hours=20), number=1)
    said = answer("faint", Status.ABSENT, NOW - timedelta(hours=19), before)
    now = entry({"bleeding_after": 1}, number=2)
    held = replace(journal(before, now), answers=(said,))
    opened = next(rule for rule in screen_entry(KNOWLEDGE, held, now, (), NOW).open if rule.rule == "RF11")
    assert "faint" in opened.ask


def test_questions_are_few_and_those_about_despair_or_violence_wait_for_their_own_tap() -> None:
    """At most twelve, and the discreet rules only on request."""
    logged = entry({"wanted": "no", "pain": 5, "pain_sites": {"low_belly_left": 5}})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert len(next_questions(KNOWLEDGE, screening)) <= MOST_QUESTIONS
    quiet = {question.id for question in next_questions(KNOWLEDGE, screening, discreet=False)}
    assert "drugged_and_drowsy" not in quiet
    assert "drugged_and_drowsy" in {question.id for question in next_questions(KNOWLEDGE, screening)}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({"pain": 4}, True),
        ({"pain": 3}, False),
        ({"bleeding_after": 1}, True),
        ({"bleeding_after": 0}, False),
        ({"wanted": "not_sure"}, True),
        ({"wanted": "yes"}, False),
        ({"mood_after": 0}, True),
        ({"mood_after": 1}, False),
    ],
)
def test_any_of_these_is_asked_after_the_saves_that_call_for_it(values: Mapping[str, Value], asked: bool) -> None:
    """Pain of 4 or more, bleeding, wanted other than yes, or the lowest mood; never after others."""
    logged = entry(values)
    held = journal(logged)
    lines = any_of_these(KNOWLEDGE, held, logged, screen_entry(KNOWLEDGE, held, logged, (), NOW), ())
    assert bool(lines) is asked
    assert len(lines) <= MOST_LINES


def test_after_pain_the_body_comes_first_and_after_the_lowest_mood_the_mind() -> None:
    """The order of SAFETY 2; and despair is in both lists."""
    sides = {}
    for name, values in {"body": {"pain": 5}, "mind": {"mood_after": 0}}.items():
        logged = entry(values)
        lines = any_of_these(
            KNOWLEDGE, journal(logged), logged, screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW), ()
        )
        sides[name] = lines[0].side
    assert sides == {"body": "body", "mind": "mind"}


def test_lines_about_organs_the_person_does_not_have_are_left_out() -> None:
    """No line about a penis for a person who has none; all of them while nothing is known."""
    logged = entry({"pain": 5})
    held = journal(logged, organs=("vagina", "uterus"))
    lines = any_of_these(KNOWLEDGE, held, logged, screen_entry(KNOWLEDGE, held, logged, (), NOW), ())
    assert {"testicle", "penis"}.isdisjoint(line.id for line in lines)
    assert len(danger_list_for_words(KNOWLEDGE)) == 14


def test_none_of_these_closes_what_it_named_and_is_not_asked_again() -> None:
    """A no to each line shown, for this entry."""
    logged = entry({"pain": 5})
    held = journal(logged)
    screening = screen_entry(KNOWLEDGE, held, logged, (), NOW)
    lines = any_of_these(KNOWLEDGE, held, logged, screening, ())
    told = none_of_these(lines, NOW, logged)
    after = screen_entry(KNOWLEDGE, held, logged, told, NOW)
    assert after.first_screen == ()
    left = any_of_these(KNOWLEDGE, held, logged, after, told)
    assert not {line.id for line in left} & {line.id for line in lines}


@pytest.mark.parametrize("line", load_knowledge().danger_lines.values(), ids=lambda line: line.id)
def test_every_danger_line_leads_to_a_warning_or_a_question_at_once(line: object) -> None:
    """No tap on the danger list comes to nothing."""
    logged = entry({"pain": 5})
    told = tapped(line, NOW, logged)  # type: ignore[arg-type]
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW)
    assert screening.first_screen or next_questions(KNOWLEDGE, screening)


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


def test_the_page_of_chest_pain_offers_its_excuse_and_only_a_yes_counts() -> None:
    """My usual panic, checked and settled."""
    logged = entry({"body_after": ("chest_pain",)})
    offered = excuses(KNOWLEDGE, "RF07")
    assert [finding.id for finding in offered] == ["usual_panic_checked"]
    for status, action in ((Status.UNKNOWN, Action.EMERGENCY), (Status.PRESENT, Action.THERAPIST)):
        told = (answer("usual_panic_checked", status, NOW, logged),)
        assert fired(screen_entry(KNOWLEDGE, journal(logged), logged, told, NOW))["RF07"] is action


def test_ten_years_are_screened_in_under_a_tenth_of_a_second() -> None:
    """1,200 encounters and 3,800 check-ins; processor time, the fastest of five: the machine does other things too."""
    held = ten_years(KNOWLEDGE.measures, date(2026, 11, 20))
    taken = []
    for _ in range(5):
        start = time.process_time()
        screen_journal(KNOWLEDGE, held, (), NOW)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.1


def test_a_window_for_help_is_told_from_the_earliest_it_can_have_been() -> None:
    """Five days from the evening itself; where only the day is known, from the start of it."""
    exact = entry({"protection": "none", "touch": ("penis_in_vagina",)}, timedelta(hours=20))
    held = replace(journal(exact, organs=("vagina", "uterus")), settings=Settings(pregnancy_matters=True))
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF34")
    assert window_closes(KNOWLEDGE, flag, held) == NOW - timedelta(hours=20) + timedelta(hours=120)
    day = replace(exact, at=When(datetime(2026, 11, 20), None, Precision.DAY))
    held = replace(held, entries=(day,))
    flag = next(one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF34")
    closes = window_closes(KNOWLEDGE, flag, held)
    assert closes is not None
    assert closes < datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=120)


def test_blood_in_the_check_in_of_a_pregnant_person_is_the_same_day() -> None:
    """Any bleeding in pregnancy, wherever it was logged."""
    logged = entry({"spotting": True}, kind=EntryKind.DAY)
    held = journal(logged, organs=("vagina", "uterus"), pregnant="yes")
    assert fired(screen_entry(KNOWLEDGE, held, logged, (), NOW))["RF15"] is Action.SAME_DAY


def test_with_belly_pain_the_first_question_is_whether_a_pregnancy_is_possible() -> None:
    """It decides most."""
    logged = entry({"pain": 5, "pain_sites": {"low_belly_left": 5}})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert next_questions(KNOWLEDGE, screening)[0].id == "pregnancy_possible"


def test_with_thoughts_of_dying_it_is_first_asked_whether_something_was_done() -> None:
    """Harm that shows late comes before plans."""
    logged = entry({"worries_after": ("suicidal_thoughts",)})
    screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
    assert [question.id for question in next_questions(KNOWLEDGE, screening)][:2] == [
        "self_harm_done",
        "could_act_tonight",
    ]


def test_a_mild_ache_in_the_belly_is_not_met_with_a_questionnaire() -> None:
    """Its questions come once the pain calls for *Any of these now?*, or something less common is there."""
    asked = {}
    for name, values in {
        "mild": {"pain": 2, "pain_sites": {"low_belly_left": 2}},
        "strong": {"pain": 4, "pain_sites": {"low_belly_left": 4}},
        "with fever": {"pain": 2, "pain_sites": {"low_belly_left": 2}, "fever_next_day": True},
    }.items():
        logged = entry(values)
        screening = screen_entry(KNOWLEDGE, journal(logged), logged, (), NOW)
        asked[name] = bool(questions_after_save(KNOWLEDGE, logged, screening, (), NOW))
    assert asked == {"mild": False, "strong": True, "with fever": True}


@pytest.mark.parametrize(
    "values",
    [
        {"bleeding_after": 4, "pain": 5},
        {"pain": 5, "pain_sites": {"chest": 5}},
        {"pain": 5, "pain_sites": {"testicle_left": 5}},
        {"pain": 5, "headache_after": 1, "headache_onset": "sudden"},
        {"pain": 5, "body_after": ("long_erection",)},
        {"pain": 5, "faint_after": 3},
        {"mood_after": 0, "worries_after": ("suicidal_thoughts", "voices")},
    ],
)
def test_none_of_these_never_lowers_what_the_entry_itself_says(values: Mapping[str, Value]) -> None:
    """What was logged is not on the list again, so nobody denies it by leaving the list."""
    logged = entry(values)
    held = journal(logged)
    before = screen_entry(KNOWLEDGE, held, logged, (), NOW)
    lines = any_of_these(KNOWLEDGE, held, logged, before, ())
    assert lines
    after = screen_entry(KNOWLEDGE, held, logged, none_of_these(lines, NOW, logged), NOW)
    assert before.action is not None
    assert after.action == before.action
