"""What words are only like is never given back as told."""

from dataclasses import replace
from datetime import UTC, datetime

from aftercare.check.assess import Told, assess
from aftercare.check.explain import LIKE_DANGER
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Level
from aftercare.model.check import Assessment
from aftercare.model.fact import Fact, Origin, Status

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAID = Fact(finding="testicle_pain", status=Status.PRESENT, origin=Origin.WORDS, at=NOW, quote="words")


def assessed(fact: Fact) -> Assessment:
    return assess(load_knowledge(), Told(facts=(fact,)), NOW)


def test_a_danger_by_likeness_counts_and_is_not_called_told() -> None:
    """The level is that of the danger; the reason says what it goes by."""
    given = assessed(replace(SAID, alike=True))
    assert given.level is Level.EMERGENCY
    assert given.reasons[0].alike
    texts = [reason.text for cause in given.causes for reason in cause.speaks_for]
    assert LIKE_DANGER in texts
    assert all(len({one.text for one in cause.speaks_for}) == len(cause.speaks_for) for cause in given.causes)


def test_what_was_said_is_given_back_as_said() -> None:
    """The control."""
    given = assessed(SAID)
    assert not given.reasons[0].alike
    assert LIKE_DANGER not in [reason.text for cause in given.causes for reason in cause.speaks_for]


def test_who_says_that_it_is_not_so_is_believed() -> None:
    """The answer to that very question stands."""
    answer = Fact(finding="testicle_pain", status=Status.ABSENT, origin=Origin.ANSWER, at=NOW)
    given = assess(load_knowledge(), Told(facts=(replace(SAID, alike=True), answer)), NOW)
    assert given.level is not Level.EMERGENCY
