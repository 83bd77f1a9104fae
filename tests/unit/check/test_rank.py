"""The order of causes: what speaks for and against, once each; body and life stage; several at once."""

import pytest
from tests.unit.check.saves import KNOWLEDGE
from tests.unit.check.told import FEMALE, MALE, assessed, cause, fact, no, score, yes

from aftercare.check import rank
from aftercare.knowledge.weights import log_ratio
from aftercare.model.check import Fit
from aftercare.model.fact import Origin, Status


def weight(of: str, finding: str) -> tuple[float, float]:
    found = next(one for one in KNOWLEDGE.weights[of].weighs if one.finding == finding)
    return found.when_present, found.when_absent


def test_a_step_is_a_likelihood_ratio_and_below_zero_it_is_the_other_way_round() -> None:
    assert log_ratio(0) == 0
    assert [round(2.718281828 ** log_ratio(step), 1) for step in (1, 2, 3, 4)] == [1.5, 3.0, 8.0, 20.0]
    assert log_ratio(-3) == -log_ratio(3)


def test_a_yes_counts_its_weight_and_says_so_with_its_source() -> None:
    before, after = assessed(*yes("deep_pain")), assessed(*yes("deep_pain", "position_dependent"))
    counts = weight("deep_contact", "position_dependent")[0]
    assert score(after, "deep_contact") - score(before, "deep_contact") == pytest.approx(counts)
    found = cause(after, "deep_contact")
    assert found is not None
    reason = next(one for one in found.speaks_for if one.finding == "position_dependent")
    assert reason.text
    assert reason.sources
    assert reason.origins == (Origin.ANSWER,)


def test_a_no_speaks_against_only_where_a_no_says_something() -> None:
    table = KNOWLEDGE.weights["deep_contact"].weighs
    telling = next(one for one in table if one.when_absent < 0 and one.finding != "deep_pain")
    before, after = assessed(*yes("deep_pain")), assessed(*yes("deep_pain"), *no(telling.finding))
    assert score(after, "deep_contact") < score(before, "deep_contact")
    found = cause(after, "deep_contact")
    assert found is not None
    assert any(one.text == telling.if_not for one in found.speaks_against)


def test_not_sure_says_nothing() -> None:
    plain = assessed(*yes("deep_pain"))
    unsure = assessed(*yes("deep_pain"), fact("position_dependent", Status.UNKNOWN))
    assert [(one.id, one.score) for one in unsure.causes] == [(one.id, one.score) for one in plain.causes]


def test_findings_that_say_the_same_count_once() -> None:
    for record in KNOWLEDGE.weights.values():
        groups: dict[str, list[str]] = {}
        for one in record.weighs:
            if one.present > 0:
                groups.setdefault(rank.group(KNOWLEDGE.findings[one.finding]), []).append(one.finding)
        double = next((names for names in groups.values() if len(names) > 1), None)
        if double and not any(KNOWLEDGE.findings[name].opposite for name in double):
            break
    else:
        pytest.fail("no cause has two findings of one concept")
    lead = record.leads[0]
    each = [score(assessed(*yes(lead, name), alike={record.id: 1.0}), record.id) for name in double]
    both = score(assessed(*yes(lead, *double), alike={record.id: 1.0}), record.id)
    assert both == pytest.approx(max(each))


def test_a_body_that_cannot_have_it_is_not_told_of_it() -> None:
    pelvic = assessed(*yes("any_pain", "deep_pain"), organs=MALE)
    assert all(not KNOWLEDGE.causes[one.id].organs or KNOWLEDGE.causes[one.id].organs & MALE for one in pelvic.causes)
    assert cause(assessed(*yes("deep_pain"), organs=FEMALE), "deep_contact") is not None


def test_a_body_nobody_spoke_of_leaves_every_cause_in() -> None:
    assert cause(assessed(*yes("deep_pain")), "deep_contact") is not None


def test_what_needs_a_pregnancy_goes_when_there_is_none() -> None:
    needy = next(one for one in KNOWLEDGE.weights.values() if one.only_if)
    leads = yes(needy.leads[0])
    without = assessed(*leads, *no(*needy.only_if), alike={needy.id: 1.0})
    assert cause(without, needy.id) is None
    assert cause(assessed(*leads, alike={needy.id: 1.0}), needy.id) is not None


def test_a_cause_is_looked_at_only_with_its_complaint_or_words_like_its_page() -> None:
    assert cause(assessed(*yes("dryness")), "deep_contact") is None
    assert cause(assessed(*yes("dryness"), alike={"deep_contact": 0.9}), "deep_contact") is not None


def test_fits_well_takes_two_things_and_nothing_strong_against() -> None:
    for given in (assessed(*yes("deep_pain", "position_dependent")), assessed(*yes("tears_after", "no_reason_found"))):
        for one in given.causes:
            if one.fit is Fit.WELL:
                assert len([reason for reason in one.speaks_for if reason.finding]) > 1
                assert all(reason.counts > -rank.STRONG for reason in one.speaks_against)


def test_dangerous_and_not_excluded_stands_only_while_its_rule_does() -> None:
    open_still = cause(assessed(*yes("testicle_pain")), "testicular_torsion")
    assert open_still is not None
    assert open_still.fit is Fit.DANGEROUS
    settled = assessed(*yes("testicle_pain", "testicle_heaviness"), *no(*KNOWLEDGE.red_flags["RF22"].ask))
    later = cause(settled, "testicular_torsion")
    if later is not None and not any(one.rule == "RF22" for one in (*settled.screening.fired, *settled.screening.open)):
        assert later.fit is not Fit.DANGEROUS


def test_two_complaints_are_both_explained_among_the_first_three() -> None:
    given = assessed(*yes("dryness", "low_since_birth", "breastfeeding", "tears_after"), organs=FEMALE)
    first = {lead for one in given.causes[: rank.FIRST] for lead in KNOWLEDGE.weights[one.id].leads}
    assert "dryness" in first
    assert first & {"low_since_birth", "tears_after"}


def test_few_unlikely_ones_are_shown_and_never_too_many() -> None:
    given = assessed(*yes("deep_pain", "bleeding_between_periods", "tears_after", "itching", "burning_urine"))
    calm = [one for one in given.causes if one.fit is not Fit.DANGEROUS]
    assert len([one for one in calm if one.fit is Fit.LESS]) <= rank.MOST_LESS_LIKELY
    assert len(calm) <= rank.MOST_SHOWN


def test_the_same_told_in_another_order_is_the_same() -> None:
    facts = yes("deep_pain", "position_dependent", "dryness", "tears_after")
    assert assessed(*facts).causes == assessed(*reversed(facts)).causes


def test_nothing_shown_has_a_percentage() -> None:
    given = assessed(*yes("deep_pain", "tears_after", "burning_urine"))
    texts = [reason.text for one in given.causes for reason in (*one.speaks_for, *one.speaks_against)]
    assert texts
    assert not any("%" in text or "per cent" in text for text in texts)


@pytest.mark.parametrize("danger", ["memory_loss_stroke", "sexual_assault", "suicidal_crisis", "strangulation"])
def test_a_danger_is_never_named_because_the_words_sound_like_its_page(danger: str) -> None:
    """With nothing told of it and no red flag up, a stroke or an assault is not put before anybody."""
    assert cause(assessed(*yes("tears_happy"), alike={danger: 0.9}), danger) is None
    assert cause(assessed(*yes("tears_happy"), alike={"postcoital_dysphoria": 0.9}), "postcoital_dysphoria") is not None
