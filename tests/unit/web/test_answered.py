"""Back leads to the last answer for a while, for the browser that asked, and never holds the question."""

from datetime import UTC, datetime, timedelta

from aftercare.usecases.ask import Answer
from aftercare.web.answered import HELD, KEPT_FOR, Answered

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ANSWER = Answer(level=None, fired=(), open=(), hits=())
OTHER = Answer(level="emergency", fired=(), open=(), hits=())


def test_the_newest_answer_is_there_for_the_browser_that_asked_only() -> None:
    answered = Answered()
    answered.hold("mine", ANSWER, NOW)
    answered.hold("mine", OTHER, NOW)
    assert answered.last("mine", NOW) is OTHER
    assert answered.last("another", NOW) is None


def test_it_is_gone_after_a_while() -> None:
    answered = Answered()
    answered.hold("mine", ANSWER, NOW)
    assert answered.last("mine", NOW + KEPT_FOR) is ANSWER
    assert answered.last("mine", NOW + KEPT_FOR + timedelta(seconds=1)) is None


def test_only_so_many_are_held() -> None:
    answered = Answered()
    for number in range(HELD + 1):
        answered.hold(str(number), ANSWER, NOW)
    assert answered.last("0", NOW) is None
    assert answered.last(str(HELD), NOW) is ANSWER


def test_an_answer_holds_no_question() -> None:
    assert set(Answer.__dataclass_fields__) == {"level", "fired", "open", "hits", "understood"}
