"""The guides of Right now: complete, every way leads somewhere, every source exists, no word that must not be said."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadFile
from aftercare.right_now.steps import DANGER, Guide, Pace, Step, What, Who, read_guides
from aftercare.usecases.right_now import (
    Danger,
    begins_with_its_list,
    danger_list,
    every_danger,
    help_by_country,
    lines_of,
)
from aftercare.web.countries import NAMES

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUIDES = list(read_guides().values())
NEVER = re.compile(
    r"you('re| are) safe|nothing to worry|harmless|normal for you|too late|your fault\b(?<!not your fault)|definitely|"
    r"everybody has this|calm down|percent|%",
    re.IGNORECASE,
)
"""SAFETY 6 and EVIDENCE 4.6: what the product itself never says or implies."""


def test_there_is_a_guide_for_each_person_and_situation() -> None:
    """For oneself and for the partner, each of the five, once."""
    assert sorted((guide.who, guide.what) for guide in GUIDES) == sorted((who, what) for who in Who for what in What)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_every_step_can_be_reached_and_every_way_ends(guide: Guide) -> None:
    """From the first step by Next and by choices; no circle without an end."""
    by_id = {step.id: step for step in guide.steps}
    reached, open_ends = set(), [guide.steps[0]]
    ends = 0
    while open_ends:
        step = open_ends.pop()
        if step.id in reached:
            continue
        reached.add(step.id)
        following = guide.after(step)
        ahead = [by_id[choice.to] for choice in step.choices if choice.to in by_id]
        open_ends += [*ahead, *([following] if following else [])]
        ends += following is None and not ahead
    assert reached == set(by_id)
    assert ends > 0


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_no_step_says_what_must_never_be_said(guide: Guide) -> None:
    """And each is short: one instruction a screen, at reading age 12."""
    for step in guide.steps:
        assert not NEVER.search(step.say + " " + step.more), step.id
        assert len(step.say.split()) <= 20, step.id
        assert len(step.more.split()) <= 65, step.id


def test_the_check_for_forbidden_words_can_fail() -> None:
    """The control."""
    assert NEVER.search("Calm down, it is harmless.")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_sources_dangers_and_help_lines_exist(guide: Guide) -> None:
    """No dangling id; nothing is marked reviewed that nobody reviewed."""
    knowledge = load_knowledge()
    kinds = {service.kind for service in knowledge.services.values()}
    for step in guide.steps:
        assert set(step.sources) <= set(knowledge.sources), step.id
        assert set(step.services) <= kinds, step.id
        for choice in step.choices:
            if choice.to.startswith(DANGER):
                assert choice.to.removeprefix(DANGER) in {each.line.id for each in every_danger(knowledge, NOW)}
    assert guide.reviewed is None


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_the_danger_list_before_a_guide_is_the_whole_one_with_its_own_side_first(guide: Guide) -> None:
    """Pain: the body first. Tears, panic, numbness, not wanted: suicide and safety first (SAFETY 2)."""
    knowledge = load_knowledge()
    lines = lines_of(knowledge, guide)
    assert guide.side == ("body" if guide.what is What.PAIN else "mind")
    assert {line.id for line in knowledge.danger_lines.values() if line.listed} <= {line.id for line in lines}
    assert [line.side for line in lines] == sorted((line.side for line in lines), key=lambda side: side != guide.side)
    assert ({"danger", "afraid"} <= {line.id for line in lines}) == (guide.who is Who.ME)


@pytest.mark.parametrize("who", list(Who))
def test_new_pain_in_a_testicle_however_mild_and_strong_pain_when_pregnant_lead_to_help(who: Who) -> None:
    """RF22 and RF15 stand at scores the list of dangers does not name, so the guide for pain asks."""
    guide = read_guides()[f"{who}_pain"]
    before_the_number = guide.steps[1]
    assert {choice.to for choice in before_the_number.choices} >= {"danger:testicle", "seen_today"}
    strong = next(step for step in guide.steps if step.id == "strong")
    assert [choice.to for choice in strong.choices] == ["danger:belly_testicle", "strong_pregnant"]
    asked = next(step for step in guide.steps if step.id == "strong_pregnant")
    assert [choice.to for choice in asked.choices] == ["danger:pregnant", "strong_rest"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
def test_whoever_is_told_what_not_to_say_is_told_why_and_what_to_say(guide: Guide) -> None:
    assert bool(guide.never) == bool(guide.why_not) == bool(guide.rather) == (guide.who is Who.PARTNER)


def test_where_it_was_not_wanted_nothing_speaks_of_a_couple() -> None:
    """SAFETY 4: no couple advice, no holding tips, no sharing urged, and nobody is asked why."""
    couple = re.compile(
        r"\b(couple|relationship|together|hug|hold (?:them|each)|make up|forgive you|next time)\b", re.IGNORECASE
    )
    for who in Who:
        guide = read_guides()[f"{who}_not_wanted"]
        assert guide.discreet
        for step in guide.steps:
            assert not couple.search(f"{step.say} {step.more}"), step.id
            assert not re.search(
                r"\b(report it|leave (?:him|her|them)|tell (?:him|her|them) (?:it|that))\b", step.more
            ), step.id


def test_a_breath_takes_whole_seconds() -> None:
    with pytest.raises(BadFile, match="whole seconds"):
        Pace(inhale=0, exhale=6)


@pytest.mark.parametrize("side", ["body", "mind"])
def test_every_line_of_the_danger_list_says_what_to_do_and_whom_to_ring(side: str) -> None:
    """Pain: the body first. Tears, panic, numbness: suicide and safety first (SAFETY 2)."""
    dangers = danger_list(load_knowledge(), side, NOW)
    assert dangers[0].line.side == side
    assert len(dangers) >= 13
    kinds = {service.kind for service in load_knowledge().services.values()}
    for danger in (*dangers, *every_danger(load_knowledge(), NOW)):
        assert danger.do_now, danger.line.id
        assert danger.place, danger.line.id
        assert danger.services, danger.line.id
        assert set(danger.services) <= kinds, danger.line.id
        assert danger.within in ("now", "today"), danger.line.id


def test_every_country_has_an_emergency_number_and_someone_to_talk_to() -> None:
    """Elsewhere too, as far as it is known."""
    for entry in help_by_country(load_knowledge()):
        assert entry.of(("ambulance", "directory")), entry.country
        assert entry.of(("crisis", "directory", "urgent_advice")), entry.country


def test_a_choice_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    """With file and record."""
    text = (
        "- {id: g, who: me, what: tears, title: T, side: mind, steps: [{id: a, say: A,"
        " choices: [{label: L, to: nowhere}]}]}"
    )
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(BadFile, match=r"x\.yaml, g: .*step that isn't there"):
        read_guides(tmp_path)
    (tmp_path / "x.yaml").write_text(text.replace("nowhere", '"guide:nowhere"'))
    with pytest.raises(BadFile, match="guide that isn't there"):
        read_guides(tmp_path)


def test_every_country_with_help_lines_has_its_name() -> None:
    """Not two letters."""
    assert {entry.country for entry in help_by_country(load_knowledge())} <= set(NAMES)


def step_of(who: Who, name: str) -> Step:
    """A step of the guide for pain."""
    return next(step for step in read_guides()[f"{who}_pain"].steps if step.id == name)


def led_to(who: Who, name: str, words: str) -> Danger:
    """The danger that the choice with these words leads to."""
    (way,) = (choice.to for choice in step_of(who, name).choices if words in choice.label)
    return next(each for each in every_danger(load_knowledge(), NOW) if DANGER + each.line.id == way)


def test_who_is_in_danger_from_someone_is_told_now_and_the_police_first() -> None:
    """Afraid, without that, is for today with a help line first; and says what to do where danger is near (RF04)."""
    told = {each.line.id: each for each in every_danger(load_knowledge(), NOW)}
    danger, afraid = told["danger"], told["afraid"]
    assert (danger.line.text, danger.within, danger.services[0]) == ("In danger from someone", "now", "police")
    assert "call the police number" in danger.do_now[0]
    assert (afraid.line.text, afraid.within, afraid.services[0]) == ("Afraid of someone", "today", "partner_violence")
    assert "in danger now, call the police number" in afraid.do_now[0]
    order = [line.id for line in lines_of(load_knowledge(), read_guides()["me_not_wanted"])]
    assert order.index("suicide") < order.index("danger") < order.index("afraid") < order.index("chest")


@pytest.mark.parametrize("who", list(Who))
@pytest.mark.parametrize(
    ("words", "line", "told"),
    [
        ("ring", "ring", "emergency department now"),
        ("foreskin", "foreskin", "emergency department now"),
        ("back passage", "object", "emergency department now"),
        ("tampon", "condom", "emergency department now"),
        ("Black", "skin", "ambulance number now"),
    ],
)
def test_no_warmth_before_it_is_asked_if_something_is_stuck_or_skin_turns_dark(
    who: Who, words: str, line: str, told: str
) -> None:
    """However mild it hurts: RF50, RF25, RF40 and RF26 are emergencies that stand in no list before the guide."""
    assert "stuck" in {choice.to for choice in step_of(who, "with_it").choices}
    danger = led_to(who, "stuck", words)
    assert (danger.line.id, danger.within) == (line, "now")
    assert told in danger.do_now[0]
    steps = [step.id for step in read_guides()[f"{who}_pain"].steps]
    assert steps.index("stuck") < steps.index("heat" if who is Who.ME else "help")


@pytest.mark.parametrize("who", list(Who))
def test_pain_with_faintness_or_at_the_tip_of_the_shoulder_is_an_ambulance_at_any_number(who: Who) -> None:
    """RF14, and RF15 where a pregnancy is possible: asked before the number."""
    danger = led_to(who, "with_it", "tip of the shoulder")
    assert (danger.within, danger.services) == ("now", ("ambulance",))


@pytest.mark.parametrize("who", list(Who))
def test_nobody_who_may_be_pregnant_is_told_to_rest_with_pain_of_4_on_one_side(who: Who) -> None:
    """RF15: that is for today. Not being able to tell counts as yes."""
    choices = {choice.label: choice.to for choice in step_of(who, "pregnant").choices}
    assert choices.popitem()[1] in ("heat", "help")
    assert list(choices.values()) == ["pregnant_side"]
    side = step_of(who, "pregnant_side")
    assert "one side" in side.say and "4" in side.say
    assert [choice.to for choice in side.choices] == ["danger:pregnant", "pregnant_rest"]
    assert "can't tell" in side.choices[0].label
    mild = next(choice.to for choice in step_of(who, "number" if who is Who.ME else "believe").choices)
    assert mild == "pregnant"


def test_a_guide_with_a_line_of_its_own_is_entered_by_its_list() -> None:
    """“Afraid you could hurt someone” is read by whoever comes from another guide, too; nothing is read twice."""
    guides = read_guides()
    for name in ("partner_tears", "partner_numb"):
        assert begins_with_its_list(guides[name], guides["partner_not_wanted"])
    assert not begins_with_its_list(guides["me_tears"], guides["me_not_wanted"])
    assert not begins_with_its_list(guides["partner_tears"], guides["partner_pain"])


def test_nobody_is_offered_a_shower_who_may_want_traces_kept() -> None:
    """“Not now” to what was not wanted leads on, too (SAFETY 5: A07)."""
    for guide in GUIDES:
        for step in guide.steps:
            assert "shower" not in f"{step.say} {step.more}", (guide.id, step.id)
