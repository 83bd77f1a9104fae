"""What to ask next: what decides an open red flag, then what best tells the leading causes apart.

Takes knowledge, the screening, what is known and the ranked causes; returns one question, or none when no answer would
change much. How well a question tells causes apart is the entropy of the leading causes that
its answer is expected to take away (Lindley 1956, Ann Math Stat 27:986-1005). Pure.
"""

from collections.abc import Mapping, Sequence
from math import exp, log

from aftercare.check.known import KnownFindings
from aftercare.check.rank import Ranked
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.weights import Weighs
from aftercare.model.assessment import Action, OpenRule, Screening
from aftercare.model.check import NextQuestion, Subject
from aftercare.model.fact import Origin, Status

ACUTE = (Action.EMERGENCY, Action.SAME_DAY)
LEADING = 6
"""So many causes are told apart."""
USUAL = 0.25
"""How often a finding is there among people with another cause, where nothing says how often."""
WORTH_ASKING = 0.01
"""In natural units of entropy: a question that promises less is not asked."""
MOST_SURE, LEAST_SURE = 0.95, 0.03


def next_question(
    knowledge: Knowledge,
    screening: Screening,
    known: KnownFindings,
    ranked: Sequence[Ranked],
    subject: Subject,
    answered: frozenset[str],
    *,
    level_asks: Sequence[str] = (),
) -> NextQuestion | None:
    """The next question; None when there is none worth asking.

    `answered`: findings that were asked about already; `level_asks`: what could raise a level that no red flag gives.
    """
    deciding = _deciding(knowledge, screening.open, known, subject, answered)
    if deciding is not None:
        return deciding
    for name in level_asks:
        if name not in answered and _is_open(known, name) and is_askable(knowledge.findings[name], subject):
            return _question(knowledge.findings[name], "", known)
    best = _most_telling(knowledge, known, ranked, subject, answered)
    if best is not None:
        return _question(best, "", known)
    return _of_milder_rules(knowledge, screening.open, known, subject, answered)


def _deciding(
    knowledge: Knowledge, rules: Sequence[OpenRule], known: KnownFindings, subject: Subject, answered: frozenset[str]
) -> NextQuestion | None:
    """What decides open red flags that could be urgent.

    Where one of them raises the level as it stands, its own decider comes first; else what most of them wait for, so
    that a mild complaint is not met with a questionnaire.
    """
    acute = [rule for rule in rules if rule.could_be in ACUTE]
    waits: dict[str, list[OpenRule]] = {}
    for rule in acute:
        for name in rule.ask:
            finding = knowledge.findings[name]
            if (
                name not in answered
                and _is_open(known, name)
                and is_askable(finding, subject)
                and _is_its_turn(finding, known, answered)
            ):
                waits.setdefault(name, []).append(rule)
    if not waits:
        return None
    first = (rule.ask[0] for rule in acute if knowledge.red_flags[rule.rule].ask_first and rule.ask)
    pressing = next((name for name, of in waits.items() if of[0].floor in ACUTE), None)
    pressing = pressing or next((name for name in first if name in waits), None)
    name = pressing or max(waits, key=lambda one: len(waits[one]))
    return _question(knowledge.findings[name], waits[name][0].rule, known)


def _is_open(known: KnownFindings, name: str) -> bool:
    """Not known yet; or the words alone said no to it, which is offered to be confirmed."""
    line = known[name]
    if line.status is Status.ABSENT:
        return all(fact.origin is Origin.WORDS for fact in line.facts)
    return line.status is Status.UNKNOWN


def _is_its_turn(finding: Finding, known: KnownFindings, answered: frozenset[str]) -> bool:
    """Whether what is asked before it is so, or was answered with "not sure"; and nothing says it already."""
    if any(known.is_present(name) for name in finding.said_by):
        return False
    before = finding.asked_after
    if not before or known.is_present(before):
        return True
    return before in answered and not known.is_absent(before)


def is_askable(finding: Finding, subject: Subject) -> bool:
    """Whether it has a question and is one for this body and age. The unknown is no reason not to ask."""
    if not finding.question:
        return False
    if finding.organs and subject.organs is not None and finding.organs.isdisjoint(subject.organs):
        return False
    ages = finding.ages
    if ages is None or subject.youngest is None or subject.oldest is None:
        return True
    return subject.oldest >= ages.least and subject.youngest <= ages.most


def _question(finding: Finding, rule: str, known: KnownFindings) -> NextQuestion:
    said_no = known[finding.id].status is Status.ABSENT and any(
        fact.origin is Origin.WORDS for fact in known[finding.id].facts
    )
    return NextQuestion(
        finding=finding.id,
        text=finding.question,
        why=finding.why,
        rule=rule,
        confirms=said_no,
        lay=finding.lay,
        discreet=finding.discreet,
    )


def _of_milder_rules(
    knowledge: Knowledge, rules: Sequence[OpenRule], known: KnownFindings, subject: Subject, answered: frozenset[str]
) -> NextQuestion | None:
    for rule in rules:
        for name in rule.ask:
            finding = knowledge.findings[name]
            if (
                name not in answered
                and _is_open(known, name)
                and is_askable(finding, subject)
                and _is_its_turn(finding, known, answered)
            ):
                return _question(finding, rule.rule, known)
    return None


def _most_telling(
    knowledge: Knowledge, known: KnownFindings, ranked: Sequence[Ranked], subject: Subject, answered: frozenset[str]
) -> Finding | None:
    leading = sorted(ranked, key=lambda one: -one.score)[:LEADING]
    if len(leading) < 2:
        return None
    shares = _shares(leading)
    tables = [{one.finding: one for one in each.weights.weighs} for each in leading]
    names = dict.fromkeys(name for table in tables for name in table)
    told = {
        name: _expected_gain(name, shares, tables)
        for name in names
        if name not in answered
        and known[name].status is Status.UNKNOWN
        and not knowledge.findings[name].discreet
        and is_askable(knowledge.findings[name], subject)
        and _is_its_turn(knowledge.findings[name], known, answered)
    }
    best = max(told, key=lambda name: (told[name], name), default=None)
    return None if best is None or told[best] < WORTH_ASKING else knowledge.findings[best]


def _shares(leading: Sequence[Ranked]) -> list[float]:
    most = max(one.score for one in leading)
    odds = [exp(one.score - most) for one in leading]
    return [each / sum(odds) for each in odds]


def _expected_gain(name: str, shares: Sequence[float], tables: Sequence[Mapping[str, Weighs]]) -> float:
    """The entropy now, less that after a yes or a no, each as likely as the causes make it."""
    chances = [_chance(table.get(name)) for table in tables]
    yes = [share * chance for share, chance in zip(shares, chances, strict=True)]
    no = [share * (1 - chance) for share, chance in zip(shares, chances, strict=True)]
    after = sum(sum(part) * _entropy(part) for part in (yes, no))
    return _entropy(shares) - after


def _entropy(parts: Sequence[float]) -> float:
    total = sum(parts)
    if total <= 0:
        return 0.0
    return -sum(part / total * log(part / total) for part in parts if part > 0)


def _chance(weighs: Weighs | None) -> float:
    """How often the finding is there with a cause, from the two likelihood ratios of its "yes" and "no".

    p / q = r1 and (1 - p) / (1 - q) = r0 give p = r1 (1 - r0) / (r1 - r0); with one of them 1, q is `USUAL`.
    """
    if weighs is None:
        return USUAL
    yes, no = exp(weighs.when_present), exp(weighs.when_absent)
    if weighs.present and weighs.absent and (yes > 1) != (no > 1):
        chance = yes * (1 - no) / (yes - no)
    elif weighs.present:
        chance = USUAL * yes
    else:
        chance = 1 - (1 - USUAL) * no
    return min(max(chance, LEAST_SURE), MOST_SURE)
