"""`aftercare findings`: the clinical findings that the safety rules and the causes speak of."""

from typing import Any

import click

from aftercare.cli import voice
from aftercare.cli.options import json_option


@click.command()
@json_option
def command(as_json: bool) -> None:
    """The clinical findings that the safety rules and the causes speak of: id, name, and the same in plain words."""
    from aftercare.knowledge.load import load_knowledge

    findings = load_knowledge().findings.values()
    if as_json:
        for finding in findings:
            voice.show_json(_plain(finding))
        return
    from aftercare.cli.tables import show_table

    show_table(("Id", "Name", "In plain words"), [(each.id, each.name, each.lay) for each in findings])
    voice.show(voice.UNREVIEWED)


def _plain(finding: Any) -> dict[str, object]:
    return {
        "id": finding.id,
        "name": finding.name,
        "lay": finding.lay,
        "question": finding.question,
        "why": finding.why,
        "tells": finding.tells.value,
        "organs": sorted(finding.organs),
        "ages": None if finding.ages is None else {"least": finding.ages.least, "most": finding.ages.most},
        "time": finding.time.value,
        "discreet": finding.discreet,
        "reviewed": finding.reviewed,
    }
