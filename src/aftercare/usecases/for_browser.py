"""What a browser needs to screen an entry that is left while the journal is locked, as plain JSON values.

Takes knowledge and a translation of its texts; returns what `usecases.letter_in.after_letter` looks at and no more: the
rules that need the entry alone, findings, what values give, danger lines, places, help lines. The scripts in
`web/static/screen` read it; the same cases run here and there. Must never hold anything of a person.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from aftercare.check.facts import gives_by_measure
from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.compiled import digest_of
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.red_flag import After, Branch, Needs, RedFlag
from aftercare.knowledge.rule import Duration, Expression, Operator
from aftercare.knowledge.schema import Finding, Service
from aftercare.knowledge.services import EU_MEMBERS
from aftercare.model.fact import FactTime
from aftercare.model.measure import Condition, Form, Gives, Kind
from aftercare.usecases.discreet_flags import wanted_findings
from aftercare.usecases.notes import state_of_the_writer

FORMAT = 1
"""The shape of this data; the scripts refuse any other."""
Plain = dict[str, Any]
Translate = Callable[[str], str]


def version_of(knowledge: Knowledge) -> str:
    """A digest of the knowledge: what is made of one does not go with what is made of another."""
    return digest_of(knowledge.folder)[:32]


def screening_data(knowledge: Knowledge, translate: Translate, language: str = "en") -> Plain:
    """All of it. The order of rules, findings and lines is that of the data files, and it counts."""
    rules = [rule for rule in knowledge.red_flags.values() if rule.needs is Needs.ENTRY]
    asked = {name for rule in rules for name in rule.ask}
    listed = danger_list_for_words(knowledge)
    return {
        "format": FORMAT,
        "version": version_of(knowledge),
        "language": language,
        "rules": [_rule(rule, translate) for rule in rules],
        "findings": {
            name: _finding(finding, translate, asked=name in asked) for name, finding in knowledge.findings.items()
        },
        "gives": {name: [_gives(one) for one in given] for name, given in gives_by_measure(knowledge.measures).items()},
        "texts": [name for name, measure in knowledge.measures.items() if measure.kind is Kind.TEXT],
        "triggers": [
            {"id": one.id, "when": _expression(one.when), "lines": list(one.lines)}
            for one in knowledge.danger_triggers.values()
        ],
        "dangerLines": [
            {"id": line.id, "text": translate(line.text), "gives": list(line.gives)}
            for line in knowledge.danger_lines.values()
        ],
        "dangerList": [{"id": line.id, "text": translate(line.text)} for line in listed],
        "writer": sorted(state_of_the_writer(knowledge)),
        "wanted": sorted(wanted_findings(knowledge)),
        "wantedMeasures": [name for name, one in knowledge.measures.items() if one.form is Form.WANTED],
        "places": _places(knowledge, rules, translate),
        "services": [_service(one, translate) for one in knowledge.services.values()],
        "members": sorted(EU_MEMBERS),
    }


def _rule(rule: RedFlag, translate: Translate) -> Plain:
    return _told(
        {
            "id": rule.id,
            "title": translate(rule.title),
            "core": list(rule.core),
            "floor": rule.floor.value,
            "floors": [{"when": _expression(one.when), "action": one.action.value} for one in rule.floors],
            "ask": list(rule.ask),
            "askFirst": rule.ask_first,
            "discreet": rule.discreet,
            "doNow": [translate(line) for line in rule.do_now],
            "branches": [_branch(branch, translate) for branch in rule.branches],
        }
    )


def _branch(branch: Branch, translate: Translate) -> Plain:
    return _told(
        {
            **_says(branch, translate),
            "fires": _expression(branch.fires),
            "liveFor": _length(branch.live_for),
            "together": _length(branch.together),
            "silent": not branch.opens,
            "stands": branch.stands,
            "doNow": [translate(line) for line in branch.do_now],
            "doNot": [translate(line) for line in branch.do_not],
            "after": None
            if branch.after is None
            else {**_says(branch.after, translate), "until": _length(branch.after.until)},
        }
    )


def _says(said: Branch | After, translate: Translate) -> Plain:
    return {
        "action": said.action.value,
        "within": translate(said.within),
        "service": said.service,
        "because": translate(said.because),
    }


def _finding(finding: Finding, translate: Translate, *, asked: bool) -> Plain:
    derive = finding.derive
    return _told(
        {
            "question": translate(finding.question) if asked and finding.question else "",
            "ever": finding.time is FactTime.EVER,
            "lasts": _length(finding.lasts),
            "denies": list(finding.denies),
            "noMeans": finding.no_means,
            "when": None if derive is None or derive.when is None else _expression(derive.when),
            "discreet": finding.discreet,
        }
    )


def _gives(given: Gives) -> list[Any]:
    return [given.finding, _condition(given.present), _condition(given.absent)]


def _condition(condition: Condition | None) -> Plain | None:
    if condition is None:
        return None
    parts: Plain = {
        "equals": condition.equals,
        "anyOf": list(condition.any_of) or None,
        "atLeast": condition.at_least,
        "atMost": condition.at_most,
        "site": condition.site,
    }
    return {name: value for name, value in parts.items() if value is not None}


def _expression(expression: Expression) -> Any:
    """A finding by its name where nothing else is said of it; else one key that names the operator."""
    if expression.operator is Operator.FINDING:
        if expression.time is None and expression.within is None:
            return expression.finding
        time = None if expression.time is None else expression.time.value
        return _told({"finding": expression.finding, "time": time, "within": _length(expression.within)})
    parts = [_expression(part) for part in expression.parts]
    if expression.operator is Operator.UNLESS_ANSWERED:
        return {"unless": parts[0]}
    if expression.operator is Operator.AT_LEAST:
        return {"atLeast": expression.least, "of": parts}
    return {expression.operator.value: parts}


def _length(duration: Duration | None) -> int | None:
    """In milliseconds."""
    return None if duration is None else round(duration.delta.total_seconds() * 1000)


def _places(knowledge: Knowledge, rules: Iterable[RedFlag], translate: Translate) -> Mapping[str, Plain]:
    said = [one for rule in rules for branch in rule.branches for one in (branch, branch.after) if one is not None]
    named = {one.service for one in said}
    return {
        name: {"name": translate(place.name), "lines": list(place.lines)}
        for name, place in knowledge.places.items()
        if name in named
    }


def _service(service: Service, translate: Translate) -> Plain:
    return _told(
        {
            "id": service.id,
            "country": service.country,
            "kind": service.kind,
            "name": translate(service.name),
            "hours": translate(service.hours) if service.hours else "",
            "note": translate(service.note) if service.note else "",
            "lines": [
                _told({"number": line.number, "how": line.how, "note": line.note, "confidence": line.confidence})
                for line in service.lines
            ],
        }
    )


def _told(parts: Plain) -> Plain:
    """Without what says nothing: the scripts take what is missing as none, no or empty."""
    return {name: value for name, value in parts.items() if value not in (None, False, "", [], 0)}
