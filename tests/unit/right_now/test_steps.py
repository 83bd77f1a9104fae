"""The guides of Right now: complete, every way leads somewhere, every source exists, no word that must not be said."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadFile
from aftercare.right_now.steps import DANGER, GUIDE, Guide, What, Who, read_guides
from aftercare.usecases.right_now import danger_list, help_by_country, with_linked
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
                assert knowledge.danger_lines[choice.to.removeprefix(DANGER)].listed
    assert guide.reviewed is None


def test_pages_carry_the_guides_they_lead_to() -> None:
    """So that no step waits for the server."""
    tears = read_guides()["me_tears"]
    assert [guide.id for guide in with_linked(tears)] == ["me_tears", "me_pain"]
    for guide in GUIDES:
        together = {linked.id for linked in with_linked(guide)}
        for linked in with_linked(guide):
            ways = [choice.to for step in linked.steps for choice in step.choices if choice.to.startswith(GUIDE)]
            assert {way.removeprefix(GUIDE) for way in ways} <= together


@pytest.mark.parametrize("side", ["body", "mind"])
def test_every_line_of_the_danger_list_says_what_to_do_and_whom_to_ring(side: str) -> None:
    """Pain: the body first. Tears, panic, numbness: suicide and safety first (SAFETY 2)."""
    dangers = danger_list(load_knowledge(), side, NOW)
    assert dangers[0].line.side == side
    assert len(dangers) >= 13
    kinds = {service.kind for service in load_knowledge().services.values()}
    for danger in dangers:
        assert danger.do_now, danger.line.id
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
