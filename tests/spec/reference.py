"""Writes the reference pages from the data, so that pages and behaviour can't part: red flags here, knowledge beside.

`python -m tests.spec.reference` writes them all and the hazard log; `test_reference.py`, `test_reference_library.py`
and `test_hazard_log.py` fail when they have drifted.
"""

from pathlib import Path

from tests.spec.reference_check import findings_page, weights_page
from tests.spec.reference_evidence import claims_page, evidence_page, figures_page, home_page, sources_page
from tests.spec.reference_hazards import pages as hazard_pages
from tests.spec.reference_marks import with_source_addresses
from tests.spec.reference_pages import causes_page, topics_page
from tests.spec.reference_privacy import privacy_page
from tests.spec.walk import Walk, all_walks

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.red_flag import Branch, RedFlag
from aftercare.knowledge.rule import Duration, Expression, Operator
from aftercare.knowledge.schema import Service
from aftercare.knowledge.services import may_be_button
from aftercare.model.assessment import LEVEL_OF, Action

DOCS = Path(__file__).parents[2] / "docs"
WORDS = {
    Action.EMERGENCY: "emergency now",
    Action.SAME_DAY: "same day",
    Action.TWO_WEEKS: "clinician within two weeks",
    Action.ROUTINE: "clinician, routine",
    Action.THERAPIST: "therapist or helpline",
    Action.SELF_CARE: "self care",
}
ABOUT_RULES = """# Red flags

Written from the data in `src/aftercare/knowledge/data/red_flags`; change it there, then run
`python -m tests.spec.reference`.

**No clinician has reviewed these rules.** They rest on guidelines and papers read as abstracts or pages, and on
clinical judgement. An app that says how urgently to act on one's own symptoms is likely a medical device (UK; EU rule
11), whatever it disclaims.

Unknown is never taken for no. *Unless answered x*: only the person's own yes to x, about the same thing, excuses; not
sure and silence excuse nothing. While a rule could still come to something graver and a core finding is there, it is
open: the level is at least its floor, and its questions come next."""
ABOUT_REACH = """# From taps to warning

Found by playing the forms, the danger list and the questions of open rules through the real screening
(`tests/spec/walk.py`). One way is shown for each branch; there may be shorter ones. Change the data, then run
`python -m tests.spec.reference`."""
ABOUT_SERVICES = """# Help services by country

Written from `src/aftercare/knowledge/data/services`. A number is offered as a button only where its confidence is high;
every other one is shown as text, "not checked". The country is never guessed: it is the one the person picked, and
without one the last table is shown. All numbers must be checked again before each release and every year; none has been
dialled for this version.

Beside call links stands: "This call stays in this phone's call list and may be on the bill." On a desktop the digits
are shown."""
JOINED = {Operator.ALL: " and ", Operator.ANY: " or "}


def pages(knowledge: Knowledge, walks: list[Walk]) -> dict[Path, str]:
    """Every generated page and its text."""
    return {
        DOCS / "reference" / "red-flags.md": red_flags_page(knowledge),
        DOCS / "reference" / "red-flags-reach.md": reach_page(walks),
        DOCS / "help-services.md": services_page(knowledge),
    }


def library_pages(knowledge: Knowledge) -> dict[Path, str]:
    """Every generated page on what the library is made of, and its text."""
    texts = {
        "causes": causes_page,
        "topics": topics_page,
        "claims": claims_page,
        "figures": figures_page,
        "evidence": evidence_page,
        "sources": sources_page,
        "home-measures": home_page,
        "findings": findings_page,
        "weights": weights_page,
    }
    return {
        DOCS / "reference" / f"{name}.md": with_source_addresses(knowledge, text(knowledge))
        for name, text in texts.items()
    }


def red_flags_page(knowledge: Knowledge) -> str:
    """All rules in words."""
    rules = sorted(knowledge.red_flags.values(), key=lambda one: one.id)
    parts = [ABOUT_RULES, *(_rule_text(knowledge, rule) for rule in rules)]
    return "\n\n".join(parts) + "\n"


def _rule_text(knowledge: Knowledge, rule: RedFlag) -> str:
    lines = [f"## {rule.id} {rule.title}", ""]
    for branch in rule.branches:
        lines += _branch_lines(knowledge, branch)
    lines.append(f"- Open with: {_names(knowledge, rule.core)}; floor {WORDS[rule.floor]}" + _floors(knowledge, rule))
    if rule.ask:
        asked = [knowledge.findings[name].question or knowledge.findings[name].lay for name in rule.ask]
        lines.append(f"- Asks: {' '.join(asked)}")
    lines.append(f"- Do: {' '.join(rule.do_now)}")
    if rule.discreet:
        lines.append("- Discreet: never a screen of its own; one neutral line opens it.")
    lines.append(f"- Sources: {'; '.join(knowledge.sources[name].title for name in rule.sources)}")
    lines += ["", "Cases:", ""]
    lines += [f"- {case.it}: **{_case_outcome(case.gives)}**" for case in rule.cases]
    return "\n".join(lines)


def _branch_lines(knowledge: Knowledge, branch: Branch) -> list[str]:
    time = f", within the last {_length(branch.live_for)}" if branch.live_for else ""
    stands = ", stands even if it has passed" if branch.stands else ""
    lines = [
        (
            f"- **{branch.action} {WORDS[branch.action]}** (level `{LEVEL_OF[branch.action]}`, "
            f"{knowledge.places[branch.service].name}){time}{stands}: {condition(knowledge, branch.fires)}. "
            f"*{branch.because}*"
        )
    ]
    if branch.after is not None:
        lines.append(
            f"  - Once past, for {_length(branch.after.until)}: {WORDS[branch.after.action]}. *{branch.after.because}*"
        )
    if branch.do_now:
        lines.append(f"  - Do: {' '.join(branch.do_now)}")
    if branch.do_not:
        lines.append(f"  - Don't: {' '.join(branch.do_not)}")
    return lines


def condition(knowledge: Knowledge, expression: Expression, *, inside: bool = False) -> str:
    """A condition in words."""
    if expression.operator is Operator.FINDING:
        text = knowledge.findings[expression.finding].lay
        text += " (within " + _length(expression.within) + ")" if expression.within else ""
        return text + (" (ever)" if expression.time else "")
    if expression.operator is Operator.UNLESS_ANSWERED:
        return f"unless answered: {condition(knowledge, expression.parts[0])}"
    parts = [condition(knowledge, part, inside=True) for part in expression.parts]
    if expression.operator is Operator.AT_LEAST:
        return f"at least {expression.least} of ({', '.join(parts)})"
    text = JOINED[expression.operator].join(parts)
    return f"({text})" if inside and len(parts) > 1 else text


def _floors(knowledge: Knowledge, rule: RedFlag) -> str:
    return "".join(f"; with {condition(knowledge, floor.when)}: {WORDS[floor.action]}" for floor in rule.floors)


def _names(knowledge: Knowledge, names: tuple[str, ...]) -> str:
    return ", ".join(knowledge.findings[name].lay for name in names)


def _length(duration: Duration) -> str:
    hours = duration.delta.total_seconds() / 3600
    return f"{hours / 24:g} days" if hours % 24 == 0 and hours > 72 else f"{hours:g} hours"


def _case_outcome(gives: str) -> str:
    if gives == "none":
        return "does not fire"
    if gives.startswith("open "):
        return f"open, at least {WORDS[Action(gives.removeprefix('open '))]}"
    return WORDS[Action(gives)]


def reach_page(walks: list[Walk]) -> str:
    """From taps to warning, for every branch; what no tap reaches yet, by id."""
    missing = [walk for walk in walks if not walk.reached]
    parts = [
        ABOUT_REACH,
        f"{len(walks) - len(missing)} of {len(walks)} branches are reached.",
        "## Not reached yet",
        "\n".join(["| rule | action | missing |", "| --- | --- | --- |", *(_missing_line(walk) for walk in missing)]),
        "## Reached",
        "\n".join(
            [
                "| rule | action | taps and answers | questions |",
                "| --- | --- | --- | --- |",
                *(
                    f"| {walk.rule} | {walk.branch.action} | {'; '.join(walk.steps)} | {walk.questions} |"
                    for walk in walks
                    if walk.reached
                ),
            ]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _missing_line(walk: Walk) -> str:
    return f"| {walk.rule} | {walk.branch.action} | {', '.join(walk.missing)} |"


def services_page(knowledge: Knowledge) -> str:
    """Help services by country."""
    parts = [ABOUT_SERVICES]
    by_country: dict[str, list[Service]] = {}
    for service in knowledge.services.values():
        by_country.setdefault(service.country, []).append(service)
    for country, services in sorted(by_country.items()):
        rows = [
            f"| {service.kind} | {service.name} | {line.number} | {line.how} | "
            f"{'button' if may_be_button(line) else 'text, not checked'} | "
            f"{' '.join(part for part in (line.note, service.note, service.hours) if part)} |"
            for service in services
            for line in service.lines
        ]
        head = ["| kind | name | number | how | shown as | note |", "| --- | --- | --- | --- | --- | --- |"]
        parts += [f"## {country}", "\n".join([*head, *rows])]
    return "\n\n".join(parts) + "\n"


def write() -> None:
    """Write all pages."""
    knowledge = load_knowledge()
    written = library_pages(knowledge) | pages(knowledge, all_walks(knowledge)) | hazard_pages()
    written[DOCS / "reference" / "privacy.md"] = privacy_page(knowledge)
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
