"""What holds hazards of the check and is held nowhere else: danger named, never cut, never outranked, never soothed.

Each test here is named by a control in `docs/safety/hazards.yaml`.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftercare.check.assess import Told, assess
from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.weights import CauseWeights
from aftercare.model.assessment import Action, Level
from aftercare.model.check import Assessment, Fit, Pregnant, Subject
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.measure import Organ
from aftercare.usecases.check import Asked, check
from aftercare.usecases.check_batch import checks

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
ACUTE = (Action.EMERGENCY, Action.SAME_DAY)
RULES = list(KNOWLEDGE.red_flags.values())
DANGERS = [record for record in KNOWLEDGE.weights.values() if record.dangerous_when]
CAN_CONCEIVE = frozenset({Organ.VAGINA, Organ.UTERUS, Organ.OVARIES})
WORDS = read_yaml_list(Path(__file__).parent / "words_cases.yaml")
EMERGENCIES = [one["words"] for one in WORDS if one["level"] == "emergency"]


def yes_to(*findings: str, subject: Subject | None = None) -> Assessment:
    """A check in which these were answered with yes, and nothing else."""
    answers = dict.fromkeys(findings, Status.PRESENT)
    return check(KNOWLEDGE, Asked(subject=subject or Subject(), answers=answers), NOW)


def holding(assessment: Assessment) -> set[str]:
    """The rules that fired urgently, or hold the level up while they are open."""
    held = {flag.rule for flag in assessment.screening.fired if flag.action in ACUTE}
    return held | {rule.rule for rule in assessment.screening.open if rule.floor in ACUTE}


def called_dangerous(assessment: Assessment) -> set[str]:
    return {cause.id for cause in assessment.causes if cause.fit is Fit.DANGEROUS}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_cause_is_called_dangerous_only_while_its_own_rule_holds(rule: RedFlag) -> None:
    """Neither more, which would only frighten, nor fewer, where body and age allow it."""
    for finding in rule.core:
        given = yes_to(finding)
        held = holding(given)
        for cause in called_dangerous(given):
            assert held & set(KNOWLEDGE.weights[cause].dangerous_when), (finding, cause)
        for record in DANGERS:
            if held & set(record.dangerous_when) and not KNOWLEDGE.causes[record.id].organs and not record.only_if:
                assert record.id in called_dangerous(given), (finding, record.id)


def test_a_mild_ache_low_in_the_belly_names_no_danger() -> None:
    """It leaves half a dozen rules open, and raises none of them."""
    given = yes_to("deep_pain")
    assert given.screening.open
    assert called_dangerous(given) == set()


@pytest.mark.parametrize("record", DANGERS, ids=lambda record: record.id)
def test_a_danger_that_is_not_excluded_is_never_cut_from_a_long_list(record: CauseWeights) -> None:
    """However many harmless causes fit better: what its rule names stays on the page."""
    common = [one for other in KNOWLEDGE.weights.values() if not other.dangerous_when for one in other.leads[:1]]
    rule = KNOWLEDGE.red_flags[record.dangerous_when[0]]
    for core in rule.core:
        alone = yes_to(core)
        if record.id in called_dangerous(alone):
            assert record.id in called_dangerous(yes_to(core, *common))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_neither_causes_nor_what_words_are_like_change_the_level(rule: RedFlag) -> None:
    """The order of causes may be anything: level and reasons stay."""
    facts = tuple(Fact(finding=name, status=Status.PRESENT, origin=Origin.ANSWER, at=NOW) for name in rule.core[:1])
    plain = assess(KNOWLEDGE, Told(facts=facts), NOW)
    for alike in (dict.fromkeys(KNOWLEDGE.causes, 1.0), {next(iter(KNOWLEDGE.causes)): 1.0}):
        swayed = assess(KNOWLEDGE, Told(facts=facts, alike=alike), NOW)
        assert (swayed.level, swayed.reasons) == (plain.level, plain.reasons)


@pytest.mark.parametrize("words", EMERGENCIES[::4])
@pytest.mark.parametrize("age", [12, 17])
def test_being_young_lowers_no_emergency(words: str, age: int) -> None:
    """Under 18 adds, never replaces."""
    given = check(KNOWLEDGE, Asked(words=words, subject=Subject(youngest=age, oldest=age)), NOW)
    assert given.level is Level.EMERGENCY


def test_a_line_of_a_batch_says_that_nobody_reviewed_it_and_gives_no_chance() -> None:
    """Whoever builds on it gets words, reasons and sources, and no number that looks like one."""
    (given,) = checks(['{"id": 1, "words": "it hurts deep inside and I cry after sex"}'], KNOWLEDGE, NOW)
    assert given["reviewed"] is None
    causes = given["causes"]
    assert isinstance(causes, list)
    assert causes
    for cause in causes:
        assert not {"score", "chance", "probability", "likelihood", "percent"} & set(cause)
        assert cause["fit"] in set(Fit)
        assert "%" not in str(cause)


def test_self_care_always_says_when_to_look_again() -> None:
    """It said self care is not the end of it."""
    mild = [record for record in KNOWLEDGE.levels.values() if record.action is Action.SELF_CARE]
    assert mild
    assert all(len(record.look_again) > 2 for record in mild)
    given = yes_to("tears_after")
    assert given.level is Level.SELF_CARE
    assert given.reasons[0].look_again


@pytest.mark.parametrize(
    "wording",
    [
        *("I'm late", "my period is late", "missed my period", "two lines on the test", "positive test", "ttc"),
        *("im preggo", "knocked up", "up the duff", "I am expecting", "bun in the oven", "BFP this morning"),
        *(
            "8 weeks along",
            "in my first trimester",
            "im 3 months gone",
            "we are trying for a baby",
            "might be pregnant",
        ),
    ],
)
def test_a_pregnancy_is_read_in_the_words_people_use(wording: str) -> None:
    """Even where *not pregnant* was tapped, severe belly pain with such words is the emergency of a pregnancy."""
    told_no = Subject(organs=CAN_CONCEIVE, pregnant=Pregnant.NO)

    def fired(words: str) -> set[str]:
        given = check(KNOWLEDGE, Asked(words=words, subject=told_no), NOW)
        return {reason.rule for reason in given.reasons if reason.fired}

    assert "RF15" in fired(f"{wording} and I have severe belly pain")
    assert "RF15" not in fired("and I have severe belly pain"), "the control"


@pytest.mark.parametrize("record", KNOWLEDGE.weights.values(), ids=lambda record: record.id)
def test_every_weight_says_why_and_what_it_rests_on(record: CauseWeights) -> None:
    """A number without a sentence and a source would be an opinion that looks like a fact."""
    assert record.leads
    for one in record.weighs:
        assert one.sources, one.finding
        assert set(one.sources) <= set(KNOWLEDGE.sources), one.finding
        assert one.because or not one.present, one.finding
        assert one.if_not or not one.absent, one.finding
        assert abs(one.present) <= 4
        assert abs(one.absent) <= 4
