"""What a person reads of an experiment: an answer only where there is one, and what "could not tell" rules out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aftercare.experiments import wording
from aftercare.experiments.wording import Verdict, verdict
from aftercare.knowledge.load import load_knowledge
from aftercare.model.experiment import EndReason, Experiment, OutcomeKind, TrialResult
from aftercare.model.measure import Form, Kind, Measure, Phase, Role

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MEASURES = load_knowledge().measures
PAIN, MOOD, TEARS, BURNING = (MEASURES[name] for name in ("pain", "mood_after", "tears", "burning_next_day"))
OWN = Measure(
    id="own.calm",
    question="{0.__class__} calm",
    label="{0.__class__} calm",
    kind=Kind.NUMBER,
    phase=Phase.AFTER,
    form=Form.MORE,
    role=Role.OUTCOME,
    unit="{x}",
    minimum=0,
    maximum=100,
)


def experiment(**more: object) -> Experiment:
    plain = Experiment(
        id="1",
        template="own",
        change="Twenty minutes of talking first.",
        outcome="pain",
        better=-1,
        rounds=40,
        seed="ab" * 32,
        begun=NOW,
        ended=NOW,
        end_reason=EndReason.FINISHED,
    )
    return replace(plain, **more)


def result(effect: float | None = -1.7, *, p: float = 0.01, evidence: float = 3.0, **ends: float | None) -> TrialResult:
    return TrialResult(
        p=p,
        evidence=evidence,
        evidence_max=evidence,
        effect=effect,
        low=ends.get("low", -3.0),
        high=ends.get("high", -0.4),
        usual=(4.0, 5.0),
        change=(2.0, 3.0),
        missing=0,
    )


def test_less_pain_is_better_and_more_is_worse() -> None:
    assert verdict(experiment(), result(-1.7)) is Verdict.BETTER
    assert verdict(experiment(), result(1.7)) is Verdict.WORSE
    assert verdict(experiment(better=1), result(1.7)) is Verdict.BETTER


@pytest.mark.parametrize(("p", "answer"), [(0.04, Verdict.BETTER), (0.0401, Verdict.COULD_NOT_TELL)])
def test_at_the_planned_end_five_in_a_hundred_is_the_line(p: float, answer: Verdict) -> None:
    assert verdict(experiment(), result(p=p)) is answer


@pytest.mark.parametrize(("evidence", "answer"), [(20.0, Verdict.BETTER), (19.9, Verdict.COULD_NOT_TELL)])
@pytest.mark.parametrize("reason", [EndReason.STOPPED, EndReason.SAFETY, EndReason.CLEAR_EARLY, None])
def test_before_the_planned_end_only_the_any_time_evidence_may_answer(
    reason: EndReason | None, evidence: float, answer: Verdict
) -> None:
    assert verdict(experiment(end_reason=reason), result(p=0.001, evidence=evidence)) is answer


def test_without_two_rounds_to_compare_nothing_is_said() -> None:
    nothing = result(None, p=1.0, low=None, high=None)
    assert verdict(experiment(), nothing) is Verdict.NOTHING
    assert wording.main_sentence(PAIN, nothing) is None


@pytest.mark.parametrize(
    ("measure", "effect", "read"),
    [
        (PAIN, -1.7, "On rounds with the change pain was 1.7 points milder, on average."),
        (MOOD, 0.62, "On rounds with the change mood afterwards was 0.6 steps higher, on average."),
        (TEARS, -0.5, "On rounds with the change tears were 0.5 steps weaker, on average."),
        (
            BURNING,
            -0.125,
            "On rounds with the change passing urine burned the next day 12 fewer times in 100.",
        ),
        (PAIN, 0.02, "With the change and as usual, pain came out the same."),
    ],
)
def test_the_difference_is_told_in_the_outcomes_own_words(measure: Measure, effect: float, read: str) -> None:
    assert str(wording.main_sentence(measure, result(effect))) == read


@pytest.mark.parametrize(
    ("low", "high", "read"),
    [
        (-3.0, -0.4, "It is probably between 0.4 and 3.0 points milder."),
        (0.4, 3.0, "It is probably between 0.4 and 3.0 points stronger."),
        (-1.2, 0.6, "It may be anything from 1.2 points milder to 0.6 points stronger, or none at all."),
        (None, None, "The rounds are too few to say how large it may be."),
        (-1.2, None, "It is probably 1.2 points milder at most. How far it goes the other way is open."),
        (0.4, None, "It is probably 0.4 points stronger at least. How much more is open."),
        (None, 0.6, "It is probably 0.6 points stronger at most. How far it goes the other way is open."),
        (None, -0.4, "It is probably 0.4 points milder at least. How much more is open."),
    ],
)
def test_the_interval_is_told_from_the_near_end_to_the_far_one(
    low: float | None, high: float | None, read: str
) -> None:
    assert str(wording.interval_sentence(PAIN, result(low=low, high=high))) == read


def test_could_not_tell_says_which_sizes_are_ruled_out() -> None:
    said = str(wording.ruled_out(PAIN, result(low=-1.2, high=0.6)))
    assert said == (
        "A difference of more than 1.2 points milder, or of more than 0.6 points stronger, is unlikely. Anything in "
        "between is possible, also none at all."
    )
    assert "No size can be called unlikely yet" in str(wording.ruled_out(PAIN, result(low=None, high=None)))
    one_side = str(wording.ruled_out(PAIN, result(low=-1.2, high=None)))
    assert "1.2 points milder" in one_side
    assert "other side no size" in one_side


@pytest.mark.parametrize(
    ("low", "high", "read"),
    [
        (-3.0, -0.4, "more than 3.0 points milder is unlikely. Up to there"),
        (0.4, 3.0, "more than 3.0 points stronger is unlikely. Up to there"),
        (0.4, None, "No size can be called unlikely yet."),
        (None, -0.4, "No size can be called unlikely yet."),
    ],
)
def test_where_it_ended_too_early_to_tell_no_direction_is_let_slip(
    low: float | None, high: float | None, read: str
) -> None:
    assert read in str(wording.ruled_out(PAIN, result(low=low, high=high)))


def test_a_persons_own_words_are_shown_as_typed_and_do_nothing() -> None:
    for sentence in (wording.main_sentence(OWN, result()), wording.ruled_out(OWN, result(low=-1.0, high=1.0))):
        assert "{x}" in str(sentence)
    assert "{0.__class__} calm was 1.7 {x} lower" in str(wording.main_sentence(OWN, result()))


@pytest.mark.parametrize(
    ("chance", "read"),
    [(0.03, "less than 1 in 10"), (0.56, "about 6 in 10"), (0.99, "about 9 in 10")],
)
def test_a_chance_is_told_out_of_ten_and_never_as_certain(chance: float, read: str) -> None:
    assert str(wording.chance_words(chance)) == read


@pytest.mark.parametrize(
    ("measure", "values", "read"),
    [
        (PAIN, (), "Not noted so far."),
        (PAIN, (1.0, 2.0), "Noted 2 times so far, too few to tell how it varies."),
        (PAIN, (0.0, 2.0, 3.0, 4.0, 5.0, 8.0), "Noted 6 times, mostly 2 to 5."),
        (PAIN, (3.0,) * 8, "Noted 8 times, mostly 3."),
        (MOOD, (0.0, 1.0, 2.0, 2.0, 3.0, 3.0), "Noted 6 times, mostly “Low” to “Fine”."),
        (BURNING, (0.0, 1.0, 1.0), "Yes 2 of 3 times so far."),
    ],
)
def test_what_was_noted_so_far_is_told_in_words(measure: Measure, values: tuple[float, ...], read: str) -> None:
    assert str(wording.spread(measure, values)) == read


def test_stopped_as_soon_as_clear_it_says_that_the_size_may_be_overstated() -> None:
    early = [str(line) for line in wording.limits(experiment(end_reason=EndReason.CLEAR_EARLY))]
    whole = [str(line) for line in wording.limits(experiment())]
    assert len(early) == len(whole) + 1
    assert "larger than it is" in early[-1]


def test_a_yes_or_no_is_counted_as_such_and_all_else_as_a_score() -> None:
    assert wording.kind_of(BURNING) is OutcomeKind.BINARY
    assert {wording.kind_of(each) for each in (PAIN, MOOD, TEARS)} == {OutcomeKind.SCORE}
