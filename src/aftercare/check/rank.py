"""Puts possible causes in order, by what speaks for and against each (entry point: `rank`).

Takes knowledge, what is known of each finding, whom it is about, which red flags are up, and how like each cause's page
the words are; returns ranked causes with the weights that counted. A score is a sum of logarithms of likelihood ratios
over groups of findings that say the same (naive Bayes; Spiegelhalter & Knill-Jones 1984, J R Stat Soc A 147:35-77): it
orders causes, is never shown, and never sets a level. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from aftercare.check.known import KnownFindings
from aftercare.knowledge.condition import Cause, Prior
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.weights import CauseWeights, Weighs, log_ratio
from aftercare.model.assessment import Action, Screening
from aftercare.model.check import Fit, Subject
from aftercare.model.measure import Organ

PRIOR_STEPS: Mapping[Prior, float] = {Prior.P1: 0.0, Prior.P2: -0.8, Prior.P3: -1.8, Prior.P4: -3.0}
"""Shares a factor of ten apart, counted for less than they say: they are of everybody who logs such symptoms, and most
are judgement."""
LIKE_PAGE = 4.0
"""What words exactly like those others write about a cause count."""
LIKE_ENOUGH = 0.22
"""From this likeness on a cause is looked at although no leading complaint of it was read."""
FIRED_DANGER = 3.0
"""A cause whose own red flag has fired comes before what merely fits."""
NOT_SURE_IT_CAN_BE = log_ratio(2)
"""Most people are not pregnant, have no coil, took no such medicine."""
WELL, PARTLY = log_ratio(4), log_ratio(2)
STRONG = log_ratio(3)
MOST_SHOWN, MOST_LESS_LIKELY = 8, 3
FIRST = 3
COVERS_NEAR = 2 * log_ratio(3)
"""A cause of a complaint that the first does not explain comes up to the first three if it is so near the first."""
ACUTE = (Action.EMERGENCY, Action.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Counted:
    """A weight that counted."""

    weighs: Weighs
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One cause in the order."""

    cause: Cause
    weights: CauseWeights
    fit: Fit
    score: float
    counted: tuple[Counted, ...]
    """What counted, the weightiest first."""
    likeness: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights of one cause, ready."""

    cause: Cause
    weights: CauseWeights
    group_of: Mapping[str, str]


@lru_cache(maxsize=4)
def ready(knowledge: Knowledge) -> tuple[Weighed, ...]:
    """Every cause that has weights; kept for each knowledge."""
    return tuple(
        Weighed(
            knowledge.causes[record.id],
            record,
            {one.finding: group(knowledge.findings[one.finding]) for one in record.weighs},
        )
        for record in knowledge.weights.values()
    )


def group(finding: Finding) -> str:
    """Findings that say the same have one group."""
    return finding.same or finding.id


def rank(
    knowledge: Knowledge,
    known: KnownFindings,
    subject: Subject,
    screening: Screening,
    alike: Mapping[str, float],
) -> tuple[Ranked, ...]:
    """All causes that come into question, in the order to be shown. `alike`: by cause, from 0 to 1."""
    organs = subject.organs or organs_spoken_of(knowledge, known)
    fired, waiting = _dangers(screening)
    found = []
    for weighed in ready(knowledge):
        if not _is_possible(weighed, known, organs):
            continue
        danger = not (fired | waiting).isdisjoint(weighed.weights.dangerous_when)
        likeness = alike.get(weighed.cause.id, 0.0)
        led = any(known.is_present(lead) for lead in weighed.weights.leads)
        if danger or led or (likeness >= LIKE_ENOUGH and not _is_a_danger(weighed)):
            bonus = FIRED_DANGER if not fired.isdisjoint(weighed.weights.dangerous_when) else 0.0
            found.append(_ranked(weighed, known, likeness, danger=danger, bonus=bonus))
    found.sort(key=lambda one: (-one.score, one.cause.id))
    return _cut(_covering(found, known))


def _is_a_danger(weighed: Weighed) -> bool:
    """Whether it is one: a stroke or an assault is never named because a word sounds like its page."""
    return bool(weighed.weights.dangerous_when)


def organs_spoken_of(knowledge: Knowledge, known: KnownFindings) -> frozenset[Organ] | None:
    """The organs that what is present can only be of; None where it says nothing of organs."""
    spoken: set[Organ] = set()
    for name, line in known.lines.items():
        finding = knowledge.findings.get(name)
        if finding is not None and finding.organs and known.is_present(name) and line.facts:
            spoken.update(Organ(organ) for organ in finding.organs)
    return _with_neighbours(spoken) if spoken else None


def _with_neighbours(organs: set[Organ]) -> frozenset[Organ]:
    """Who has one of them mostly has the others; who has all says so."""
    sides = ({Organ.VAGINA, Organ.UTERUS, Organ.OVARIES}, {Organ.PENIS, Organ.TESTES, Organ.PROSTATE})
    return frozenset(organs.union(*(side for side in sides if side & organs)))


def _prior(weighed: Weighed, known: KnownFindings) -> float:
    """How common it is, and less while it is not known whether the person is one who can have it."""
    only_if = weighed.weights.only_if
    unsure = bool(only_if) and not any(known.is_present(name) for name in only_if)
    return PRIOR_STEPS[weighed.cause.prior] - (NOT_SURE_IT_CAN_BE if unsure else 0.0)


def _dangers(screening: Screening) -> tuple[frozenset[str], frozenset[str]]:
    """Urgent rules that fired, and those that are open and raise the level by it.

    A mild belly ache opens half a dozen rules that it does not raise; to name an appendix then would only frighten.
    """
    fired = frozenset(flag.rule for flag in screening.fired if flag.action in ACUTE)
    return fired, frozenset(rule.rule for rule in screening.open if rule.floor in ACUTE)


def _is_possible(weighed: Weighed, known: KnownFindings, organs: frozenset[Organ] | None) -> bool:
    needs = weighed.cause.organs
    if needs and organs is not None and organs.isdisjoint(needs):
        return False
    only_if = weighed.weights.only_if
    return not only_if or not all(known.is_absent(name) for name in only_if)


def _counted(weighed: Weighed, known: KnownFindings) -> list[Counted]:
    """Of each group the strongest weight for and the strongest against, once."""
    best: dict[tuple[str, bool], Counted] = {}
    for one in weighed.weights.weighs:
        if known.is_present(one.finding):
            value = one.when_present
        elif known.is_absent(one.finding):
            value = one.when_absent
        else:
            continue
        key = (_says(weighed, known, one.finding), value > 0)
        if value and (key not in best or abs(value) > abs(best[key].value)):
            best[key] = Counted(one, value)
    return sorted(best.values(), key=lambda each: (-abs(each.value), each.weighs.finding))


def _says(weighed: Weighed, known: KnownFindings, finding: str) -> str:
    """The group a finding counts in: where it only follows from another that weighs here too, they say one thing."""
    facts = known[finding].facts
    follows = all(fact.finding != finding for fact in facts)
    part = next((fact.finding for fact in facts if fact.finding in weighed.group_of), None) if follows else None
    return weighed.group_of[part or finding]


def _ranked(weighed: Weighed, known: KnownFindings, likeness: float, *, danger: bool, bonus: float) -> Ranked:
    counted = _counted(weighed, known)
    score = bonus + _prior(weighed, known) + LIKE_PAGE * likeness + sum(one.value for one in counted)
    fit = Fit.DANGEROUS if danger else _fit(counted, LIKE_PAGE * likeness)
    return Ranked(
        cause=weighed.cause,
        weights=weighed.weights,
        fit=fit,
        score=score,
        counted=tuple(counted),
        likeness=likeness,
    )


def _fit(counted: list[Counted], from_words: float) -> Fit:
    """Well: much in all, from two things at least, and nothing strong against it."""
    total = sum(one.value for one in counted)
    supports = sum(one.value > 0 for one in counted)
    if total >= WELL and supports > 1 and all(one.value > -STRONG for one in counted):
        return Fit.WELL
    return Fit.PARTLY if total + from_words >= PARTLY and total > -PARTLY else Fit.LESS


def _covering(found: list[Ranked], known: KnownFindings) -> list[Ranked]:
    """Bring up, to the first three, the best cause of a complaint that those before it do not explain.

    Several causes can stand together: a pain that leads to tears, dryness and a low mood after birth.
    """
    order = list(found)
    for place in range(1, min(FIRST, len(order))):
        explained = _complaints(order[:place], known)
        open_ones = {name for one in order for name in _complaints([one], known)} - explained
        if not open_ones:
            break
        near = (
            one
            for one in order[place:]
            if order[0].score - one.score <= COVERS_NEAR
            and one.fit is not Fit.LESS
            and not open_ones.isdisjoint(_complaints([one], known))
        )
        chosen = next(near, None)
        if chosen is not None:
            order.remove(chosen)
            order.insert(place, chosen)
    return order


def _complaints(causes: Iterable[Ranked], known: KnownFindings) -> set[str]:
    return {lead for one in causes for lead in one.weights.leads if known.is_present(lead)}


def _cut(order: list[Ranked]) -> tuple[Ranked, ...]:
    """At most so many, few of them unlikely; what is dangerous and not excluded always stays."""
    kept: list[Ranked] = []
    unlikely = 0
    for one in order:
        unlikely += one.fit is Fit.LESS
        over = len(kept) >= MOST_SHOWN or (one.fit is Fit.LESS and unlikely > MOST_LESS_LIKELY)
        if one.fit is Fit.DANGEROUS or not over:
            kept.append(one)
    return tuple(kept)
