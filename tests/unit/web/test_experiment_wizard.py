"""Planning an experiment: what is not offered says kindly why, and a chance says whose ups and downs it goes by."""

from dataclasses import replace

import pytest

from aftercare.experiments.chance import Basis
from aftercare.knowledge.load import load_knowledge
from aftercare.model.experiment import OutcomeKind
from aftercare.model.measure import Measure
from aftercare.model.review import Sentence
from aftercare.usecases.experiment_lengths import PlanOption, PlanOptions, sizes
from aftercare.usecases.experiment_offers import Offered, OutcomeChoice
from aftercare.web.desk import Planning
from aftercare.web.experiment_wizard import hope_page, length_page, pace, what_page

KNOWLEDGE = load_knowledge()
PAIN, MOOD, BURNING = (KNOWLEDGE.measures[name] for name in ("pain", "mood_after", "burning_next_day"))
FIRST, SECOND, *_ = KNOWLEDGE.experiments.values()


def same(text: str) -> str:
    return text


def choice(measure: Measure = PAIN, better: int = -1, **more: object) -> OutcomeChoice:
    plain = OutcomeChoice(
        measure=measure, better=better, better_known=True, kind=OutcomeKind.SCORE, suggested=True, values=(3.0,) * 9
    )
    return replace(plain, **more)


def options(basis: Basis) -> PlanOptions:
    large, smaller = sizes(PAIN, -1)
    made = tuple(PlanOption(rounds=rounds, large=0.56, smaller=0.02, weeks=20) for rounds in (24, 40, 60, 80))
    return PlanOptions(basis=basis, large=large, smaller=smaller, options=made)


def test_what_is_not_offered_stands_apart_with_its_reason() -> None:
    why = Sentence("Let the sore place heal and be looked at first.")
    page = what_page([Offered(template=FIRST, why_not=(why,)), Offered(template=SECOND)], "", Planning(), None, same)
    assert [each.id for each in page.offered] == [SECOND.id, "own"]
    assert [(each.title, each.line) for each in page.withheld] == [(FIRST.name, str(why))]


def test_what_is_never_said_unasked_is_not_said() -> None:
    page = what_page([Offered(template=FIRST, why_not=(Sentence(""),))], "", Planning(), None, same)
    assert [each.id for each in page.offered] == ["own"]
    assert page.withheld == ()


def test_where_everything_rests_one_sentence_stands_for_all() -> None:
    offered = [Offered(template=FIRST, why_not=(Sentence("Experiments rest for now."),))]
    page = what_page(offered, "Experiments rest for now.", Planning(), None, same)
    assert (page.offered, page.withheld, page.resting) == ((), (), "Experiments rest for now.")


def test_of_an_own_measure_the_person_says_which_way_is_better() -> None:
    page = hope_page([choice(better_known=False), choice(MOOD, 1)], Planning(), same)
    assert [each.id for each in page.first] == ["pain more", "pain less", "mood_after more"]
    assert page.first[2].title == "A better mood afterwards"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.OWN, "Worked out from what you noted so far, 9 times."),
        (Basis.TYPICAL, "You have noted this too seldom, so it is worked out from how such notes usually vary."),
    ],
)
def test_a_length_tells_its_chance_for_two_sizes_and_from_what_it_is_reckoned(basis: Basis, said: str) -> None:
    page = length_page(options(basis), choice(), Planning(rounds=60), same)
    assert page.basis == said
    assert [each.rounds for each in page.lengths if each.chosen] == [60]
    assert [(one.size, one.chance) for one in page.lengths[0].odds] == [
        ("If the change halves pain", "about 6 in 10"),
        ("If it takes a third off pain", "less than 1 in 10"),
    ]
    assert page.lengths[0].odds[0].picture.count("dot-filled") == 6


def test_where_nothing_varies_no_chance_is_told() -> None:
    page = length_page(options(Basis.NEVER_VARIES), choice(), Planning(), same)
    assert page.never_varies
    assert all(length.odds == () for length in page.lengths)


@pytest.mark.parametrize(
    ("measure", "better", "said"),
    [
        (PAIN, -1, ("If the change halves pain", "If it takes a third off pain")),
        (PAIN, 1, ("If the change lifts pain by 2 points", "If it lifts pain by 1 point")),
        (MOOD, 1, ("If the change lifts mood afterwards by a step", "If it lifts mood afterwards by half a step")),
        (
            BURNING,
            -1,
            (
                "If burning urine the next day comes half as often",
                "If burning urine the next day comes a third less often",
            ),
        ),
    ],
)
def test_a_size_of_change_is_named_in_the_outcomes_own_words(
    measure: Measure, better: int, said: tuple[str, str]
) -> None:
    assert tuple(str(one.said) for one in sizes(measure, better)) == said


@pytest.mark.parametrize(
    ("weeks", "said"), [(None, ""), (9, "about 9 weeks at your pace"), (40, "about 9 months at your pace")]
)
def test_how_long_it_takes_is_told_at_the_persons_own_pace(weeks: int | None, said: str) -> None:
    assert pace(weeks, same) == said
