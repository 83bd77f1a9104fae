"""Whether every id in the data leads to a record, and every red flag is pinned by cases on both sides."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.red_flag import RedFlag
from aftercare.knowledge.rule import Expression

_REVIEWED = re.compile(r"[^\d,][^,]*, \d{4}-\d{2}-\d{2}\Z")


def reference_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each dangling id and each unpinned rule."""
    for name, member in vars(Knowledge).items():
        if isinstance(member, cached_property):
            section: Mapping[str, object] = getattr(knowledge, name)
            for record_id, record in section.items():
                yield from _record_problems(knowledge, f"{name}/{record_id}", record)
    for flag in knowledge.red_flags.values():
        yield from _flag_problems(knowledge, flag)
    yield from _danger_problems(knowledge)


def _record_problems(knowledge: Knowledge, where: str, record: object) -> Iterator[str]:
    reviewed = getattr(record, "reviewed", None)
    if reviewed is not None and not _REVIEWED.match(reviewed):
        yield f"{where}: `reviewed` is null, or a clinician's name and a date: Name, 2026-11-20."
    for source in getattr(record, "sources", ()):
        if source not in knowledge.sources:
            yield f"{where}: there is no source {source}."
    for expression in expressions_in(record):
        for finding in (*expression.findings(), *expression.excuses()):
            if finding not in knowledge.findings:
                yield f"{where}: there is no finding {finding}."


def expressions_in(value: object) -> Iterator[Expression]:
    """Every rule expression anywhere inside a record."""
    if isinstance(value, Expression):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from expressions_in(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset):
        for item in value:
            yield from expressions_in(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from expressions_in(item)


def _flag_problems(knowledge: Knowledge, flag: RedFlag) -> Iterator[str]:
    where = f"red_flags/{flag.id}"
    for finding in dict.fromkeys((*flag.core, *flag.ask)):
        if finding not in knowledge.findings:
            yield f"{where}: there is no finding {finding}."
    for finding in flag.ask:
        asked = knowledge.findings.get(finding)
        if asked is not None and not asked.question:
            yield f"{where}: {finding} is to be asked and has no question."
    if not flag.sources:
        yield f"{where}: it names no source."
    given = {case.gives for case in flag.cases}
    for branch in flag.branches:
        if branch.service not in knowledge.places:
            yield f"{where}: there is no place {branch.service}."
        if branch.action.value not in given:
            yield f"{where}: no case comes to {branch.action.value}."
        if not given - {branch.action.value}:
            yield f"{where}: no case stays off {branch.action.value}."
    if not any(case.gives == "none" or case.gives.startswith("open") for case in flag.cases):
        yield f"{where}: no case in which it does not fire."


def _danger_problems(knowledge: Knowledge) -> Iterator[str]:
    kinds = {service.kind for service in knowledge.services.values()}
    gives = {f"danger_lines/{line.id}": line.gives for line in knowledge.danger_lines.values()}
    gives |= {f"complaints/{one.id}": one.gives for one in knowledge.complaints.values()}
    for where, findings in gives.items():
        for finding in findings:
            if finding not in knowledge.findings:
                yield f"{where}: there is no finding {finding}."
    for trigger in knowledge.danger_triggers.values():
        for line_id in trigger.lines:
            if line_id not in knowledge.danger_lines:
                yield f"danger_triggers/{trigger.id}: there is no line {line_id}."
    for place in knowledge.places.values():
        for kind in place.lines:
            if kind not in kinds:
                yield f"places/{place.id}: there is no service of the kind {kind}."
