"""Any answers to any screener: more trouble never scores lower, order never matters, an open question never helps."""

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, journal

from aftercare.check.screeners import score_of
from aftercare.check.screening import screen_entry
from aftercare.knowledge.screener import Screener
from aftercare.model.assessment import ACTION_ORDER
from aftercare.model.entry import EntryKind
from aftercare.model.measure import Value


@st.composite
def answered(draw: st.DrawFn) -> tuple[Screener, dict[str, Value]]:
    """A screener with some or all questions answered."""
    screener = draw(st.sampled_from(list(KNOWLEDGE.screeners.values())))
    told = draw(st.lists(st.none() | st.integers(0, 3), min_size=len(screener.items), max_size=len(screener.items)))
    return screener, {name: value for name, value in zip(screener.measures, told, strict=True) if value is not None}


def urgency(screener: Screener, values: dict[str, Value]) -> int:
    said = entry({"screener": screener.id, **values}, kind=EntryKind.SCREENER)
    screening = screen_entry(KNOWLEDGE, journal(), said, (), NOW)
    return min((ACTION_ORDER.index(flag.action) for flag in screening.fired), default=len(ACTION_ORDER))


@given(answered(), st.data())
def test_one_answer_worse_never_lowers_the_score_or_the_urgency(
    filled: tuple[Screener, dict[str, Value]], data: st.DataObject
) -> None:
    screener, values = filled
    name = data.draw(st.sampled_from(screener.measures))
    old = values.get(name)
    worse = {**values, name: min(3, old + 1 if isinstance(old, int) else 0)}
    before, after = score_of(screener, values), score_of(screener, worse)
    assert after.at_least >= before.at_least
    assert before.total is None or after.total is not None
    assert set(before.opens) <= set(after.opens)
    assert urgency(screener, worse) <= urgency(screener, values)


@given(answered())
def test_a_total_is_there_exactly_when_every_question_is_answered(filled: tuple[Screener, dict[str, Value]]) -> None:
    screener, values = filled
    score = score_of(screener, values)
    assert (score.total is not None) == (len(values) == len(screener.items))
    assert (score.band is not None) == (score.total is not None)
    assert 0 <= score.at_least <= screener.highest


@given(answered())
def test_the_order_in_which_answers_stand_does_not_matter(filled: tuple[Screener, dict[str, Value]]) -> None:
    screener, values = filled
    assert score_of(screener, dict(reversed(values.items()))) == score_of(screener, values)
