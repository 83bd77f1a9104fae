"""The whole assessment: its parts agree, and what it shows says where it is from."""

import pytest
from tests.unit.check.saves import KNOWLEDGE
from tests.unit.check.told import FEMALE, assessed, cause, fact, no, yes

from aftercare.model.assessment import LEVEL_OF, Level
from aftercare.model.check import Fit
from aftercare.model.fact import Origin, Status

COMPLAINTS = sorted(KNOWLEDGE.complaints)


@pytest.mark.parametrize("complaint", COMPLAINTS)
def test_every_complaint_leads_to_a_level_a_cause_and_what_would_tell_more(complaint: str) -> None:
    given = assessed(*yes(*KNOWLEDGE.complaints[complaint].gives))
    assert given.reasons
    assert given.level is LEVEL_OF[given.reasons[0].action]
    assert given.causes
    assert given.is_emergency or given.next_question is not None
    for one in given.causes:
        assert one.title
        assert all(reason.text and reason.sources for reason in (*one.speaks_for, *one.speaks_against))
        assert all(KNOWLEDGE.findings[name].question for name in one.settles)


def test_every_source_that_is_named_is_there() -> None:
    given = assessed(*yes("deep_pain", "tears_after", "burning_urine", "fever"))
    named = {source for reason in given.reasons for source in reason.sources}
    named |= {source for one in given.causes for reason in one.speaks_for for source in reason.sources}
    assert named
    assert named <= KNOWLEDGE.sources.keys()


def test_the_words_it_was_read_from_are_shown() -> None:
    given = assessed(fact("deep_pain", origin=Origin.WORDS, quote="hurts deep inside"))
    found = cause(given, "deep_contact")
    assert found is not None
    assert found.speaks_for[0].quotes == ("hurts deep inside",)
    assert found.speaks_for[0].origins == (Origin.WORDS,)


def test_a_no_in_words_that_a_danger_hangs_on_is_to_be_confirmed_and_an_answer_is_not() -> None:
    said = assessed(*yes("burning_urine"), fact("fever", Status.ABSENT, origin=Origin.WORDS))
    answered = assessed(*yes("burning_urine"), *no("fever"))
    assert next(line for line in said.findings if line.id == "fever").confirm
    assert not next(line for line in answered.findings if line.id == "fever").confirm


def test_not_sure_is_shown_as_not_sure() -> None:
    given = assessed(fact("fever", Status.UNKNOWN))
    assert [(line.id, line.status) for line in given.findings] == [("fever", Status.UNKNOWN)]


def test_what_follows_from_an_answer_is_shown_as_answered() -> None:
    given = assessed(*no("heavy_bleeding"), *yes("deep_pain"))
    assert all(Origin.JOURNAL not in line.origins for line in given.findings)


def test_what_settles_a_cause_is_not_known_yet() -> None:
    given = assessed(*yes("deep_pain", "position_dependent"), *no("entry_pain"), organs=FEMALE)
    told = {"deep_pain", "position_dependent", "entry_pain"}
    assert all(told.isdisjoint(one.settles) for one in given.causes)


def test_an_emergency_still_shows_every_rule_that_fired() -> None:
    given = assessed(*yes("chest_pain", "suicidal_thoughts", "blood_in_urine"))
    assert given.level is Level.EMERGENCY
    assert {"RF07", "RF02"} <= {reason.rule for reason in given.reasons if reason.fired}


def test_a_cause_never_changes_the_level() -> None:
    """However like a page the words are: the level is that of the rules."""
    for name in KNOWLEDGE.weights:
        assert assessed(*yes("tears_after"), alike={name: 1.0}).level is assessed(*yes("tears_after")).level


def test_a_dangerous_cause_comes_first_when_its_rule_has_fired() -> None:
    given = assessed(*yes("testicle_pain", "vomiting"))
    assert given.causes[0].fit is Fit.DANGEROUS
    assert "RF22" in KNOWLEDGE.weights[given.causes[0].id].dangerous_when
