"""What a person really does after a save: leaves things out, is not sure, taps, takes back, writes twice an evening."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, fired, journal

from aftercare.check.screening import (
    any_of_these,
    none_of_these,
    screen_entry,
    screen_facts,
    screen_journal,
    tapped,
)
from aftercare.model.assessment import ACTION_ORDER, LEVEL_ORDER, Action, Level, Screening
from aftercare.model.entry import Addition, Entry, EntryKind
from aftercare.model.fact import Fact, Status
from aftercare.model.journal import Journal
from aftercare.model.measure import Value
from aftercare.model.person import Person
from aftercare.usecases.after_save import after_save, answered_fact
from aftercare.usecases.right_now import danger_list


def saved(*entries: Entry, organs: tuple[str, ...] | None = None, told: tuple[Fact, ...] = ()) -> Screening:
    return screen_entry(KNOWLEDGE, journal(*entries, organs=organs), entries[-1], told, NOW)


def at_least(level: Level, screening: Screening) -> bool:
    return screening.level is not None and LEVEL_ORDER.index(screening.level) <= LEVEL_ORDER.index(level)


def asked(held: Journal, of: Entry, told: tuple[Fact, ...] = ()) -> list[str]:
    return [question.id for question in after_save(held, KNOWLEDGE, of, told, NOW).questions]


def test_pain_of_eight_and_nothing_else_is_for_today() -> None:
    """Nobody has to say how long, where or why."""
    assert fired(saved(entry({"pain": 8})))["RF17"] is Action.SAME_DAY


def test_a_severe_headache_and_nothing_else_is_for_today() -> None:
    """Seven of ten in the head is a severe pain too."""
    screening = saved(entry({"pain_sites": {"head": 8}}))
    assert at_least(Level.SAME_DAY, screening)
    assert fired(screening)["RF17"] is Action.SAME_DAY


def test_bleeding_that_soaks_is_an_emergency_and_only_a_period_said_so_takes_it_to_the_same_day() -> None:
    """Not sure whether it is a period leaves the emergency."""
    soaked = entry({"bleeding_after": 4})
    assert fired(saved(soaked))["RF11"] is Action.EMERGENCY
    unsure = (answered_fact("period_only", Status.UNKNOWN, soaked, NOW),)
    assert fired(saved(soaked, told=unsure))["RF11"] is Action.EMERGENCY
    period = (answered_fact("period_only", Status.PRESENT, soaked, NOW),)
    screening = saved(soaked, told=period)
    assert fired(screening).get("RF11") is not Action.EMERGENCY
    assert at_least(Level.SAME_DAY, screening)


@pytest.mark.parametrize("answer", ["no", "not_sure"])
def test_not_wanted_or_not_sure_is_for_today_kept_or_not(answer: str) -> None:
    """Not kept it counts for this check alone; kept it stands in the entry."""
    kept = entry({"company": "one", "wanted": answer})
    assert fired(saved(kept))["RF03"] is Action.SAME_DAY
    bare = entry({"company": "one"})
    told = (answered_fact("unwanted_sex", Status.PRESENT, bare, NOW),)
    assert fired(saved(bare, told=told))["RF03"] is Action.SAME_DAY


def test_a_line_that_was_tapped_is_not_taken_back_by_none_of_these_later() -> None:
    """The line is not shown again, so that the no to the rest can't reach it."""
    sore = entry({"pain": 6})
    held = journal(sore)
    screening = screen_entry(KNOWLEDGE, held, sore, (), NOW)
    lines = any_of_these(KNOWLEDGE, held, sore, screening, ())
    fainted = next(line for line in lines if line.id == "fainted")
    told = tapped(fainted, NOW, sore)
    after = screen_entry(KNOWLEDGE, held, sore, told, NOW)
    rest = any_of_these(KNOWLEDGE, held, sore, after, told)
    assert fainted not in rest
    told = (*told, *none_of_these(rest, NOW + timedelta(minutes=2), sore))
    later = screen_entry(KNOWLEDGE, held, sore, told, NOW + timedelta(minutes=2))
    assert fired(later)["RF07"] is Action.EMERGENCY


@pytest.mark.parametrize(
    "values",
    [
        {"pain": 8},
        {"bleeding_after": 2},
        {"body_after": ("chest_pain",)},
        {"body_after": ("seizure",)},
        {"body_after": ("testicle_pain",)},
        {"body_after": ("saddle_numbness",)},
        {"pain_sites": {"low_belly_left": 8}},
        {"worries_after": ("suicidal_thoughts",)},
        {"company": "one", "wanted": "not_sure"},
    ],
)
def test_not_sure_to_everything_never_lowers_the_level(values: Mapping[str, Value]) -> None:
    """Not sure is not no."""
    logged = entry(values)
    held = journal(logged)
    before = screen_entry(KNOWLEDGE, held, logged, (), NOW)
    told: tuple[Fact, ...] = ()
    for _ in range(30):
        questions = asked(held, logged, told)
        if not questions:
            break
        told = (*told, answered_fact(questions[0], Status.UNKNOWN, logged, NOW))
    after = screen_entry(KNOWLEDGE, held, logged, told, NOW)
    assert before.action is not None
    assert after.action is not None
    assert ACTION_ORDER.index(after.action) <= ACTION_ORDER.index(before.action)


def test_a_second_encounter_the_same_evening_takes_back_nothing_of_the_first() -> None:
    """A mild second time is no answer about the first."""
    first = entry({"pain_sites": {"low_belly_left": 8}, "pain": 8}, timedelta(hours=3))
    second = entry({"pain": 1, "bleeding_after": 0}, timedelta(minutes=10), number=2)
    alone = screen_journal(KNOWLEDGE, journal(first), (), NOW)
    both = screen_journal(KNOWLEDGE, journal(first, second), (), NOW)
    assert set(fired(alone)) <= set(fired(both))
    assert {one.rule: one.floor for one in alone.open}.items() <= {one.rule: one.floor for one in both.open}.items()


def test_what_another_entry_leaves_out_or_denies_closes_no_question_about_this_one() -> None:
    """Neither a later encounter nor a letter answers "no" to what an open rule wants to know (SAFETY 4)."""
    belly = entry({"pain_sites": {"low_belly_middle": 3}}, timedelta(hours=3))
    mild = entry({"pain": 2, "bleeding_after": 0}, timedelta(minutes=10), number=2)
    letter = replace(mild, letter="phone")
    alone = {one.rule: one for one in screen_journal(KNOWLEDGE, journal(belly), (), NOW).open}
    for other in (mild, letter):
        both = screen_journal(KNOWLEDGE, journal(belly, other), (), NOW)
        still = {one.rule: one for one in both.open}
        for rule, opened in alone.items():
            if not any(flag.rule == rule for flag in both.fired):
                assert rule in still, rule
                assert set(opened.ask) <= set(still[rule].ask), rule


def test_what_is_added_the_day_after_raises_it_from_its_own_time() -> None:
    """Spotting at night, soaked in the morning: an emergency in the morning."""
    night = entry({"bleeding_after": 1}, timedelta(hours=20))
    assert fired(saved(night)).get("RF11") is not Action.EMERGENCY
    added = Addition(recorded=NOW - timedelta(minutes=5), values={"bleeding_next_day": 4})
    morning = replace(night, added=(added,))
    assert fired(saved(morning))["RF11"] is Action.EMERGENCY


def test_what_was_answered_at_night_excuses_nothing_that_is_added_in_the_morning() -> None:
    """Over within the hour was said of last night's pain; a severe pain of today is for today, and asked about anew."""
    night = entry({"pain": 8}, timedelta(hours=20))
    said = NOW - timedelta(hours=19)
    over = answered_fact("pain_over_within_1h", Status.PRESENT, night, said)
    held = replace(journal(night), answers=(over,))
    assert "RF17" not in fired(screen_journal(KNOWLEDGE, held, (), NOW))
    added = Addition(recorded=NOW - timedelta(minutes=5), values={"pain_next_day": 8})
    morning = replace(held, entries=(replace(night, added=(added,)),))
    assert fired(screen_journal(KNOWLEDGE, morning, (), NOW))["RF17"] is Action.SAME_DAY
    faint = answered_fact("faint", Status.ABSENT, night, said)
    spotted = replace(journal(entry({"bleeding_after": 1}, timedelta(hours=20))), answers=(faint,))
    bled = Addition(recorded=NOW - timedelta(minutes=5), values={"bleeding_next_day": 2})
    more = replace(spotted, entries=(replace(spotted.entries[0], added=(bled,)),))
    assert "faint" in asked(more, more.entries[0])


def test_an_entry_changed_down_leaves_what_was_tapped_until_that_question_is_answered() -> None:
    """A kept yes to "does it run or soak" outlives the edit; only a no to the same question ends it."""
    bled = entry({"bleeding_after": 2})
    yes = answered_fact("heavy_bleeding", Status.PRESENT, bled, NOW - timedelta(minutes=4))
    edited = replace(bled, values={"bleeding_after": 0}, changed=NOW - timedelta(minutes=2))
    held = replace(journal(edited), answers=(yes,))
    assert fired(screen_journal(KNOWLEDGE, held, (), NOW))["RF11"] is Action.EMERGENCY
    no = answered_fact("heavy_bleeding", Status.ABSENT, edited, NOW)
    assert "RF11" not in fired(screen_journal(KNOWLEDGE, held, (no,), NOW))


def test_a_no_to_something_else_leaves_an_emergency() -> None:
    """Only that very question counts."""
    chest = entry({"body_after": ("chest_pain",)})
    told = tuple(
        answered_fact(name, Status.ABSENT, chest, NOW) for name in ("blackout", "heart_danger_sign", "breathless")
    )
    assert fired(saved(chest, told=told))["RF07"] is Action.EMERGENCY


def test_a_letter_over_a_day_old_is_asked_afresh_about_despair_and_unwanted_sex() -> None:
    """RF01 to RF04 are not asked "is it still there?": their own questions come again."""
    old = timedelta(hours=30)
    dark = replace(entry({"worries_after": ("suicidal_thoughts",)}, old), letter="phone")
    questions = asked(journal(dark), dark)
    assert {"could_act_tonight", "cannot_stay_safe"} <= set(questions)
    unwanted = replace(entry({"company": "one", "wanted": "no"}, old), letter="phone")
    assert {"in_danger_now", "injured"} <= set(asked(journal(unwanted), unwanted))


@pytest.mark.parametrize(("born", "two_weeks"), [(1991, True), (1990, True), (1992, False)])
def test_bleeding_once_at_thirty_four_or_thirty_five_takes_the_age_that_may_be(born: int, two_weeks: bool) -> None:
    """Only the year of birth is kept."""
    bled = entry({"bleeding_after": 1, "bleeding_from": ("vagina",)})
    held = journal(bled, organs=("uterus", "vagina"))
    held = replace(held, person=replace(held.person, birth_year=born))
    assert (fired(screen_journal(KNOWLEDGE, held, (), NOW)).get("RF28") is Action.TWO_WEEKS) is two_weeks


def test_severe_belly_pain_with_organs_and_pregnancy_unknown_is_an_emergency() -> None:
    """Unknown is treated as possible, and asked first."""
    ache = entry({"pain_sites": {"low_belly_right": 7}})
    assert fired(saved(ache))["RF15"] is Action.EMERGENCY
    milder = entry({"pain_sites": {"low_belly_right": 4}})
    assert asked(journal(milder), milder)[0] == "pregnancy_possible"


def test_weeks_of_pregnancy_told_long_ago_are_asked_again() -> None:
    """Fifteen weeks told three weeks ago say nothing of being under twenty now."""
    held = journal(entry({"pain_sites": {"low_belly_middle": 3}}), organs=("uterus", "vagina"), pregnant="yes")
    told_long_ago = replace(
        held.person,
        answers={
            name: replace(one, recorded=NOW - timedelta(weeks=3))
            for name, one in held.person.with_answers({"pregnancy_weeks": 18}, NOW).answers.items()
        },
    )
    screening = screen_journal(KNOWLEDGE, replace(held, person=told_long_ago), (), NOW)
    late = next(one for one in screening.open if one.rule == "RF16")
    assert "pregnant_20_weeks" in late.ask
    assert at_least(Level.SAME_DAY, screening)


def test_an_entry_about_long_ago_opens_no_screen() -> None:
    """Past its window an emergency is a line at most, never a screen before everything."""
    for values in ({"pain": 9}, {"bleeding_after": 4}, {"body_after": ("foreskin_stuck", "ring_stuck")}):
        assert fired(saved(entry(values))) and not KNOWLEDGE.measures.keys().isdisjoint(values)
        past = entry(values, timedelta(days=60))
        assert screen_entry(KNOWLEDGE, journal(past), past, (), NOW).first_screen == ()


def test_every_emergency_says_now_first_and_what_not_to_do_where_it_must() -> None:
    """Nothing to eat, no ibuprofen, no heat, no sex, no driving: each where SAFETY 2 lists it, none for RF02 to 04."""
    eats = {"RF13", "RF14", "RF15", "RF22", "RF23", "RF45", "RF46"}
    no_ibuprofen = {"RF06", "RF11", "RF12", "RF14", "RF15", "RF16", "RF46", "RF48", "RF55"}
    no_heat = {"RF11", "RF12", "RF13", "RF14", "RF15", "RF16", "RF18", "RF19", "RF45", "RF46", "RF47", "RF55"}
    for rule in KNOWLEDGE.red_flags.values():
        for branch in rule.branches:
            said = " ".join(branch.do_not).casefold()
            if rule.id in {"RF02", "RF03", "RF04", "RF34", "RF35"}:
                assert not branch.do_not, rule.id
            elif branch.action is Action.EMERGENCY:
                assert branch.because.startswith("Now: "), rule.id
                assert "no sex" in said and "drive" in said, rule.id
                assert ("eat" in said.replace("heat", "")) == (rule.id in eats), rule.id
                assert "ibuprofen" in said or rule.id not in no_ibuprofen, rule.id
                assert "no heat" in said or rule.id not in no_heat, rule.id


@pytest.mark.parametrize(("degrees", "feverish"), [(38.0, True), (37.9, False)])
def test_a_temperature_of_thirty_eight_is_a_fever_and_below_is_not(degrees: float, feverish: bool) -> None:
    """Also where it stands in the check-in of the same day."""
    ache = entry({"pain_sites": {"low_belly_middle": 3}}, timedelta(hours=2))
    day = entry({"temperature": degrees}, number=2, kind=EntryKind.DAY)
    screening = screen_journal(KNOWLEDGE, journal(ache, day), (), NOW)
    assert (fired(screening).get("RF18") is Action.SAME_DAY) is feverish


def test_nobody_in_particular_is_screened_as_everyone_may_be() -> None:
    """Without a person the severe belly is still the emergency of a possible pregnancy."""
    facts = (answered_fact("severe_belly_pain", Status.PRESENT, entry({}), NOW),)
    assert fired(screen_facts(KNOWLEDGE, None, facts, NOW))["RF15"] is Action.EMERGENCY
    nobody = Person(birth_year=1970)
    assert fired(screen_facts(KNOWLEDGE, nobody, facts, NOW))["RF15"] is Action.EMERGENCY


@pytest.mark.parametrize(
    ("line", "now"),
    [("neck", "ambulance number"), ("suicide", "ambulance number now"), ("pregnant", "maternity unit now")],
)
def test_a_danger_line_for_today_says_when_it_is_now(line: str, now: str) -> None:
    """The list is read where nothing else is known: what makes it an emergency stands in what to do."""
    danger = next(one for one in danger_list(KNOWLEDGE, "body", NOW) if one.line.id == line)
    assert danger.within == "today"
    assert now in " ".join(danger.do_now[:2])


def test_none_of_these_at_night_does_not_keep_the_list_away_in_the_morning() -> None:
    """A bleeding added the next day asks again, all of it."""
    night = entry({"bleeding_after": 1}, timedelta(hours=20))
    held = journal(night)
    lines = any_of_these(KNOWLEDGE, held, night, screen_entry(KNOWLEDGE, held, night, (), NOW), ())
    assert lines
    held = replace(held, answers=none_of_these(lines, NOW - timedelta(hours=19), night))
    assert after_save(held, KNOWLEDGE, night, (), NOW).danger_lines == ()
    added = Addition(recorded=NOW - timedelta(minutes=5), values={"bleeding_next_day": 2})
    morning = replace(night, added=(added,))
    again = after_save(replace(held, entries=(morning,)), KNOWLEDGE, morning, (), NOW).danger_lines
    assert [line.id for line in again] == [line.id for line in lines]


@pytest.mark.parametrize(
    "values",
    [{"company": "one", "wanted": "no"}, {"company": "one", "wanted": "not_sure"}, {"mood_after": 0}],
)
def test_in_danger_from_someone_is_a_line_of_its_own_and_an_emergency(values: Mapping[str, Value]) -> None:
    """After what was not wanted, and at the lowest mood; being afraid stays for today, and eight lines are the most."""
    saved_now = entry(values)
    held = journal(saved_now)
    lines = {line.id: line for line in after_save(held, KNOWLEDGE, saved_now, (), NOW).danger_lines}
    assert {"overdose", "suicide", "danger", "afraid", "neck"} <= set(lines)
    assert len(lines) <= 8
    danger = screen_entry(KNOWLEDGE, held, saved_now, tapped(lines["danger"], NOW, saved_now), NOW)
    assert fired(danger)["RF04"] is Action.EMERGENCY
    afraid = screen_entry(KNOWLEDGE, held, saved_now, tapped(lines["afraid"], NOW, saved_now), NOW)
    assert fired(afraid)["RF04"] is Action.SAME_DAY
