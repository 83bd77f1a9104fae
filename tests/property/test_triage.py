"""Laws of screening, for any facts: more danger never lowers, unknown is not no, order does not matter."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from aftercare.check.screening import ready, screen_facts
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import ACTION_ORDER, Action, Screening
from aftercare.model.fact import Fact, FactTime, Origin, Status

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
READY = ready(KNOWLEDGE)
NAMES = sorted({name for names in READY.matters.values() for name in names})
EXCUSES = {
    name
    for expression in [
        *(branch.fires for rule in READY.rules for branch in rule.branches),
        *READY.composites.values(),
    ]
    for excuse in expression.excuses()
    for name in (excuse, *(READY.composites[excuse].findings() if excuse in READY.composites else ()))
} | {name for name, finding in KNOWLEDGE.findings.items() if finding.denies or finding.no_means}
DANGERS = sorted(set(NAMES) - EXCUSES)
AGES = st.sampled_from([timedelta(0), timedelta(hours=2), timedelta(hours=30), timedelta(days=6), timedelta(days=40)])


def facts_about(names: list[str], statuses: list[Status]) -> st.SearchStrategy[Fact]:
    return st.builds(
        lambda finding, status, age, origin: Fact(
            finding=finding,
            status=status,
            time=FactTime.EVER if KNOWLEDGE.findings[finding].time is FactTime.EVER else FactTime.NOW,
            origin=origin,
            at=NOW - age,
        ),
        st.sampled_from(names),
        st.sampled_from(statuses),
        AGES,
        st.sampled_from(list(Origin)),
    )


CLOSE = [sorted(READY.matters[rule.id]) for rule in READY.rules]
JOURNALS = st.sampled_from(CLOSE).flatmap(lambda names: st.lists(facts_about(names, list(Status)), max_size=10))
"""Facts that one rule looks at, so that they meet."""


def urgency(screening: Screening) -> int:
    """0 is an emergency; the larger, the less urgent; none at all is the largest."""
    return len(ACTION_ORDER) if screening.action is None else ACTION_ORDER.index(screening.action)


def screened(facts: list[Fact]) -> Screening:
    return screen_facts(KNOWLEDGE, None, facts, NOW)


def outline(screening: Screening) -> tuple[list[tuple[str, Action]], list[tuple[str, Action, Action]]]:
    return (
        [(fired.rule, fired.action) for fired in screening.fired],
        [(rule.rule, rule.floor, rule.could_be) for rule in screening.open],
    )


@settings(max_examples=250, deadline=None, derandomize=True)
@given(JOURNALS, st.one_of(*(facts_about(sorted(set(one) - EXCUSES), [Status.PRESENT]) for one in CLOSE)))
def test_one_more_danger_never_lowers_the_level(facts: list[Fact], danger: Fact) -> None:
    """Whatever else is known, adding a red flag can only raise what the person is told."""
    assert urgency(screened([*facts, danger])) <= urgency(screened(facts))


@settings(max_examples=250, deadline=None, derandomize=True)
@given(JOURNALS, st.data())
def test_not_knowing_is_never_less_urgent_than_a_no(facts: list[Fact], data: st.DataObject) -> None:
    """Skipping a question, or being unsure, never makes the level lower than saying no."""
    absent = [fact for fact in facts if fact.status is Status.ABSENT and fact.finding not in EXCUSES]
    if not absent:
        return
    said = data.draw(st.sampled_from(absent))
    rest = [fact for fact in facts if fact is not said]
    assert urgency(screened(rest)) <= urgency(screened(facts))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(JOURNALS, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_said_does_not_matter(facts: list[Fact], chance: object) -> None:
    """The same facts in another order give the same warnings."""
    shuffled = list(facts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outline(screened(shuffled)) == outline(screened(facts))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(JOURNALS)
def test_saying_a_thing_twice_changes_nothing(facts: list[Fact]) -> None:
    """Doubled facts neither raise nor lower."""
    assert outline(screened([*facts, *facts])) == outline(screened(facts))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(JOURNALS, st.sampled_from(DANGERS))
def test_a_no_read_in_words_never_lowers_an_emergency_or_same_day(facts: list[Fact], name: str) -> None:
    """An absence in words is offered as a question, never believed, where it could hide danger."""
    before = screened(facts)
    word = Fact(finding=name, status=Status.ABSENT, origin=Origin.WORDS, at=NOW)
    after = screened([*facts, word])
    grave = [fired.rule for fired in before.fired if fired.action in (Action.EMERGENCY, Action.SAME_DAY)]
    still = {fired.rule: fired.action for fired in after.fired}
    was = {fired.rule: fired.action for fired in before.fired}
    assert all(rule in still and still[rule] == was[rule] for rule in grave)
