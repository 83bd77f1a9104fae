"""The sample journal as the source of a report, with what screening would add."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired, OpenRule, Screening
from aftercare.model.experiment import EndReason, Experiment, TrialResult
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.journal import Journal
from aftercare.report.build import ReportSource
from aftercare.report.experiments import Tried
from aftercare.review import review_journal
from aftercare.usecases.sample_journal import sample_journal

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FEVER = Finding(id="fever", name="Fever", lay="a fever", question="Do you have a fever?")
PAIN_RULE = Fired(
    rule="RF38",
    action=Action.TWO_WEEKS,
    within="within two weeks",
    service="clinician",
    because="Within two weeks: pain of 4 or more in 3 of the last 6 times.",
    do_now=(),
    do_not=(),
    sources=(),
    deciding=(Fact(finding="pain_with_sex", status=Status.PRESENT),),
)
PAIN = load_knowledge().measures["pain"]
TRIED = Tried(
    experiment=Experiment(
        id="1",
        template="own",
        change="Twenty minutes of talking first.",
        outcome="pain",
        better=-1,
        rounds=40,
        seed="ab" * 32,
        begun=datetime(2026, 3, 1, 12, tzinfo=UTC),
        ended=datetime(2026, 8, 2, 12, tzinfo=UTC),
        end_reason=EndReason.FINISHED,
    ),
    measure=PAIN,
    result=TrialResult(
        p=0.01, evidence=9, evidence_max=9, effect=-1.7, low=-3.0, high=-0.4, usual=(5.0, 6.0), change=(4.0,), missing=0
    ),
)
OPEN_RULE = OpenRule(rule="RF18", floor=Action.SAME_DAY, ask=("fever",), could_be=Action.EMERGENCY)


def fired(rule: str, finding: str, because: str) -> Fired:
    """Another warning, decided by one finding."""
    return replace(PAIN_RULE, rule=rule, because=because, deciding=(Fact(finding=finding, status=Status.PRESENT),))


def answer(finding: str, status: Status) -> Fact:
    """An answer to a danger-sign question, given now."""
    return Fact(finding=finding, status=status, origin=Origin.ANSWER, at=NOW)


@lru_cache(maxsize=1)
def sample() -> Journal:
    """The sample journal."""
    return sample_journal(load_knowledge().measures, TODAY)


def source_of(
    journal: Journal,
    *,
    screening: Screening = Screening(fired=(), open=()),  # noqa: B008  frozen
    told: tuple[Fact, ...] = (),
) -> ReportSource:
    """What a report of this journal is made from."""
    knowledge = load_knowledge()
    measures = catalogue(knowledge, journal.own_measures)
    review = replace(review_journal(journal, (), knowledge, NOW), screening=screening)
    return ReportSource(
        journal=journal,
        review=review,
        measures=measures,
        findings={"fever": FEVER},
        rules=knowledge.red_flags,
        screeners=knowledge.screeners,
        told=told,
        sample=True,
    )


@lru_cache(maxsize=1)
def sample_source() -> ReportSource:
    """The sample with one warning, one open question and one answer."""
    return source_of(
        sample(),
        screening=Screening(fired=(PAIN_RULE,), open=(OPEN_RULE,)),
        told=(answer("fever", Status.ABSENT),),
    )
