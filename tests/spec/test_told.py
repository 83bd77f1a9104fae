"""Told dangers come to the rule they are told for, and their twins tell no fact."""

from datetime import UTC, datetime

import pytest

from aftercare.check.screening import screen_facts
from aftercare.knowledge.lexicon import Told
from aftercare.knowledge.load import load_knowledge
from aftercare.model.fact import Fact, FactTime, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
DANGERS = [record for record in KNOWLEDGE.told.values() if record.rule]
TWINS = [record for record in KNOWLEDGE.told.values() if not record.rule]


@pytest.mark.parametrize("record", DANGERS, ids=lambda record: record.id)
def test_what_such_texts_tell_brings_up_their_rule_with_its_action(record: Told) -> None:
    """A person whose text is read by likeness gets the help that the rules name for it."""
    facts = [
        Fact(finding=name, status=Status.PRESENT, time=FactTime.NOW, origin=Origin.WORDS, at=NOW, quote="")
        for name in record.findings
    ]
    fired = {(flag.rule, flag.action.value) for flag in screen_facts(KNOWLEDGE, None, facts, NOW).fired}
    assert (record.rule, record.action) in fired


def test_twins_tell_no_fact() -> None:
    assert TWINS
    assert not [record.id for record in TWINS if record.findings or record.action]


def test_every_rule_that_words_can_bring_up_is_told() -> None:
    """Left out only what a score brings up."""
    urgent = {rule.id for rule in KNOWLEDGE.red_flags.values() if rule.urgent_findings()}
    assert urgent - {record.rule for record in DANGERS} <= NOT_TOLD


NOT_TOLD = {"RF37"}
"""A score of a questionnaire; its number is read by a saying."""
