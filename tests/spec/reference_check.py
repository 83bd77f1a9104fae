"""The reference pages on what the check goes by: findings with their questions, and the weights of causes."""

from tests.spec.reference_marks import about, anchor, page_of, source_links

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.knowledge.weights import LIKELIHOOD_RATIO_OF_STEP, CauseWeights, FallbackLevel, Weighs

ABOUT_FINDINGS = """A finding is a clinical fact that is present, absent or unknown. Its question is answered by yes, no
or not sure; not sure is never no. One without a question follows from others, from the journal, or from words."""
ABOUT_WEIGHTS = f"""What speaks for and against each cause. A weight is a step from -4 to 4; a step stands for how many
times as often the finding is there among people with the cause as among others: {
    ", ".join(f"{step} is {ratio:g}" for step, ratio in enumerate(LIKELIHOOD_RATIO_OF_STEP) if step)
}.
Most steps are judgement in the light of the source named. Weights order causes; they never set a level, and no number
is ever shown to a person. *Leads*: the complaints with which the cause is looked at. *Dangerous while*: the red flags
while which it stands under "dangerous and not excluded"."""
ABOUT_LEVELS = "Where no red flag is brought up, the first of these that fits gives the level."


def findings_page(knowledge: Knowledge) -> str:
    """All findings, by id."""
    findings = sorted(knowledge.findings.values(), key=lambda finding: finding.id)
    asked = sum(bool(finding.question) for finding in findings)
    rows = ["| id | term | question | tells |", "| --- | --- | --- | --- |", *(_finding(one) for one in findings)]
    return page_of(
        [
            about("Findings", ABOUT_FINDINGS, "findings"),
            f"{len(findings)} findings; {asked} are asked about.",
            "\n".join(rows),
        ]
    )


def weights_page(knowledge: Knowledge) -> str:
    """All weights, by cause, and the levels without a red flag."""
    weights = knowledge.weights.values()
    number = sum(len(one.weighs) for one in weights)
    return page_of(
        [
            about("What speaks for and against", ABOUT_WEIGHTS, "weights", "levels"),
            f"{len(weights)} causes, {number} weights; none reviewed by a clinician.",
            "## Levels without a red flag",
            ABOUT_LEVELS,
            *(_level(one) for one in knowledge.levels.values()),
            *(_cause(knowledge, one) for one in weights),
        ]
    )


def _finding(finding: Finding) -> str:
    question = finding.question or f"*{finding.lay}*"
    return f"| {anchor(finding.id)}`{finding.id}` | {finding.name} | {question} | {finding.tells} |"


def _level(level: FallbackLevel) -> str:
    return f"- **{level.id}**, {level.told} told, {level.action}: {level.because}"


def _cause(knowledge: Knowledge, cause: CauseWeights) -> str:
    lines = [
        f"## {anchor(cause.id)}{knowledge.causes[cause.id].title}",
        "",
        f"`{cause.id}`. Leads: {_names(cause.leads)}",
    ]
    if cause.only_if:
        lines.append(f"- Only if: {_names(cause.only_if)}")
    if cause.dangerous_when:
        lines.append(f"- Dangerous while: {', '.join(cause.dangerous_when)}")
    lines += ["", "| finding | yes | no | sources |", "| --- | --- | --- | --- |", *(_row(one) for one in cause.weighs)]
    return "\n".join(lines)


def _row(one: Weighs) -> str:
    return f"| `{one.finding}` | {one.present:+d} | {one.absent:+d} |{source_links(one.sources)} |"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
