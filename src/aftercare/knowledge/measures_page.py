"""The page that documents every measure, made from the data: `python -m aftercare.knowledge.measures_page`.

Takes measures, returns Markdown; run as a program it writes `docs/measures.md`. A test compares the two, so page and
data cannot part.
"""

from collections.abc import Mapping
from pathlib import Path

from aftercare.knowledge.catalogue import by_form, by_group
from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Form, Kind, Measure, Organ, Role

PAGE = Path(__file__).resolve().parents[3] / "docs" / "measures.md"
_FORMS = {
    Form.COMMON: ("The common entry", "Four taps. Nothing is preset; a row left open stays unknown."),
    Form.MORE: ("More", "Every field is optional; what a person uses often comes up first."),
    Form.WANTED: (
        "Was it wanted?",
        "Asked on the page after saving, when somebody else was there. Kept out of report, card and export.",
    ),
    Form.DAY_AFTER: ("The day after", "One card, from 05:00 the next day for 72 hours."),
    Form.CHECK_IN: ("The daily check-in", "“Today” is the short form; the rest opens below it."),
    Form.SCREENER: (
        "Questionnaires",
        "Asked only on the page of a questionnaire, in its exact words; see [screeners](screeners.md).",
    ),
    Form.PERSON: ("The person", "What rarely changes, and what forms and safety rules need to know. All optional."),
}
_KINDS = {
    Kind.YES_NO: "yes or no",
    Kind.STEPS: "steps, stored as 0, 1, 2 …",
    Kind.SCALE: "0 to 10",
    Kind.CHOICE: "one of",
    Kind.CHOICES: "any of",
    Kind.NUMBER: "number",
    Kind.DURATION: "whole minutes",
    Kind.DATE: "date",
    Kind.SITES: "places, each 0 to 10",
    Kind.TEXT: "text",
}
_INTRODUCTION = """# What can be recorded

This page is made from the data files in `src/aftercare/knowledge/data/measures/` by
`python -m aftercare.knowledge.measures_page`; a test fails when it is out of date. None of it has been reviewed by a
clinician yet.

A *measure* is a thing that can be recorded. Its id never changes and is never used for anything else; one that is no
longer asked is retired and keeps what was recorded. Unknown is absence, never zero. Measures of one *concept* are never
paired in patterns. A measure about an organ is asked only of people who have it, or who never said. People's own
measures have ids that begin with `own.` and are not listed here.

Codes marked *memory* were not checked against their terminology and are never exported. LOINC codes come from LOINC
(loinc.org) and are used under its licence, each with its display. SNOMED CT codes belong to SNOMED International; those
marked SNOMED_IPS are in its free set (IPS Terminology, CC BY 4.0), and only they may be exported outside its member
countries.
"""


def measures_page(measures: Mapping[str, Measure]) -> str:
    """The page as Markdown."""
    shown = [measure for measure in measures.values() if not measure.retired]
    parts = [_INTRODUCTION, f"{len(shown)} measures.\n"]
    for form, (title, text) in _FORMS.items():
        parts.append(f"## {title}\n\n{text}\n")
        for group, members in by_group(by_form(measures, form)).items():
            if group:
                parts.append(f"### {group}\n")
            parts.extend(_measure(measure) for measure in members)
    return "\n".join(parts)


def _measure(measure: Measure) -> str:
    lines = [f"**{measure.label}** `{measure.id}`: {measure.question} {measure.help}".rstrip(), ""]
    lines.append(f"- {_kind(measure)}")
    lines.extend(f"- {line}" for line in _facts(measure) if line)
    return "\n".join(lines) + "\n"


def _kind(measure: Measure) -> str:
    written = _KINDS[measure.kind]
    if measure.options:
        return f"{written}: {'; '.join(f'{option.label} (`{option.id}`)' for option in measure.options)}"
    if measure.kind is Kind.NUMBER:
        return f"{written} from {measure.minimum:g} to {measure.maximum:g} {measure.unit}".rstrip()
    return written


def _facts(measure: Measure) -> list[str]:
    role = {Role.FACTOR: "factor", Role.OUTCOME: "outcome", Role.BOTH: "factor or outcome"}.get(measure.role)
    organs = " or ".join(organ.value for organ in Organ if organ in measure.anatomy)
    codes = ", ".join(f"{code.system.upper()} {code.code} {code.display} ({code.status})" for code in measure.codes)
    findings = ", ".join(dict.fromkeys(f"`{gives.finding}`" for gives in measure.gives))
    apps = ", ".join(sorted({name.app for name in measure.names}))
    return [
        f"phase {measure.phase.value}" + (f", concept {measure.concept}" if measure.concept else ""),
        f"in patterns: {role}" if role else "",
        f"in a sentence: {said}" if (said := _said(measure)) else "",
        f"for people with: {organs}" if organs else "",
        "only when somebody else was there" if measure.partnered else "",
        f"asked after `{measure.shown_when.measure}`" if measure.shown_when else "",
        "private: left out of report, card and every export unless asked for" if measure.private else "",
        f"can tell a safety rule: {findings}" if findings else "",
        f"codes: {codes}" if codes else "",
        f"known from: {apps}" if apps else "",
    ]


def _said(measure: Measure) -> str:
    """What it is called in a sentence about patterns, each side of it."""
    spoken = measure.spoken
    if spoken is None:
        return ""
    sides = (spoken.low, spoken.high, spoken.present, *spoken.options.values())
    names = [side.name for side in sides if side is not None]
    outcome = spoken.outcome
    told = [] if outcome is None else [outcome.happened or outcome.name, outcome.more, outcome.less]
    return "; ".join(dict.fromkeys([*names, *told]))


def main() -> None:
    """Write the page."""
    PAGE.write_text(measures_page(load_knowledge().measures), encoding="utf-8")


if __name__ == "__main__":
    main()
