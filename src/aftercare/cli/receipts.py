"""What a save gives back when nobody sits there to be asked: one receipt for each entry, in prose or as JSON."""

from pathlib import Path
from typing import Any

from aftercare.charts.encounter import when_in_words
from aftercare.cli import voice
from aftercare.cli.after import show_counts
from aftercare.cli.flags import (
    flag_object,
    flags_for_the_person,
    open_flags,
    questions_for_all,
    show_urgent,
    tell_urgent,
)
from aftercare.cli.words import short_id
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import LEVEL_OF, LEVEL_ORDER
from aftercare.model.wire import entry_to_object
from aftercare.usecases.after_save import AfterSave


def show_receipt(after: AfterSave, folder: Path, knowledge: Knowledge) -> None:
    """Flags that cannot wait, then what was saved, what nobody could be asked, and the counts."""
    show_urgent(open_flags(after.screening, knowledge), folder, knowledge)
    voice.show(f"Saved: {when_in_words(after.entry.at)} ({short_id(after.entry.id)})")
    if flags_for_the_person(after.screening, knowledge):
        voice.show(f"There is a page for you only: aftercare timeline {short_id(after.entry.id)} --for-me")
    if after.danger_lines:
        voice.show("If any of these is so now, get help at once (numbers: aftercare now):")
        voice.show(voice.listed(line.text for line in after.danger_lines))
    questions = questions_for_all(after, (), knowledge)
    if questions:
        voice.show("This could not be asked. After a yes, look at: aftercare now")
        voice.show(voice.listed(question.question for question in questions))
    show_counts(after.counts)


def show_receipt_json(after: AfterSave, folder: Path, knowledge: Knowledge) -> None:
    """The same for programs; what cannot wait is said on standard error too."""
    tell_urgent(after.screening, folder)
    voice.show_json(receipt_object(after, knowledge))


def receipt_object(after: AfterSave, knowledge: Knowledge) -> dict[str, Any]:
    """One save. What is for the person alone is not spelled out, only that it is there."""
    hidden = flags_for_the_person(after.screening, knowledge)
    told = [flag for flag in after.screening.fired if flag not in hidden]
    levels = [flag.level for flag in told]
    asked = {finding.id for finding in questions_for_all(after, (), knowledge)}
    levels += [LEVEL_OF[rule.floor] for rule in after.screening.open if asked.intersection(rule.ask)]
    written = entry_to_object(after.entry)
    return {
        "id": after.entry.id,
        "kind": written["kind"],
        "at": written["at"],
        "level": min(levels, key=LEVEL_ORDER.index, default=None),
        "flags": [flag_object(flag, knowledge) for flag in told],
        "ask": [{"id": finding.id, "text": finding.question} for finding in after.questions if finding.id in asked],
        "any_of_these": [{"id": line.id, "text": line.text} for line in after.danger_lines],
        "page_for_you": bool(hidden),
        "counts": [{"measure": c.measure, "label": c.label, "times": c.times, "of": c.of} for c in after.counts],
    }
