"""What a save gives back when nobody sits there to be asked: one receipt for each entry, in prose or as JSON."""

from pathlib import Path
from typing import Any

from aftercare.charts.encounter import when_in_words
from aftercare.cli import voice
from aftercare.cli.after import show_counts
from aftercare.cli.flags import flags_for_the_person, open_flags, show_urgent, tell_urgent
from aftercare.cli.words import short_id
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import LEVEL_ORDER, Fired
from aftercare.model.wire import entry_to_object
from aftercare.usecases.after_save import AfterSave


def show_receipt(after: AfterSave, folder: Path, knowledge: Knowledge) -> None:
    """Flags that cannot wait, then what was saved, then the counts."""
    show_urgent(open_flags(after.screening, knowledge), folder, knowledge)
    voice.show(f"Saved: {when_in_words(after.entry.at)} ({short_id(after.entry.id)})")
    if flags_for_the_person(after.screening, knowledge):
        voice.show(f"There is a page for you only: aftercare timeline {short_id(after.entry.id)}")
    if after.questions or after.danger_lines:
        voice.show("Some questions are open: log in a terminal to be asked, or look at: aftercare now")
    show_counts(after.counts)


def show_receipt_json(after: AfterSave, folder: Path, knowledge: Knowledge) -> None:
    """The same for programs; what cannot wait is said on standard error too."""
    tell_urgent(after.screening, folder)
    voice.show_json(receipt_object(after, knowledge))


def receipt_object(after: AfterSave, knowledge: Knowledge) -> dict[str, Any]:
    """One save. What is for the person alone is not spelled out, only that it is there."""
    told = [flag for flag in after.screening.fired if flag not in flags_for_the_person(after.screening, knowledge)]
    written = entry_to_object(after.entry)
    return {
        "id": after.entry.id,
        "kind": written["kind"],
        "at": written["at"],
        "level": min((flag.level for flag in told), key=LEVEL_ORDER.index, default=None),
        "flags": [_flag_object(flag) for flag in told],
        "ask": [{"id": finding.id, "text": finding.question} for finding in after.questions],
        "page_for_you": len(told) < len(after.screening.fired),
        "counts": [{"measure": c.measure, "label": c.label, "times": c.times, "of": c.of} for c in after.counts],
        "reviewed": False,
    }


def _flag_object(flag: Fired) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "action": flag.action.value,
        "within": flag.within,
        "because": flag.because,
        "do_now": list(flag.do_now),
        "do_not": list(flag.do_not),
        "sources": list(flag.sources),
        "quieted": flag.quieted,
    }
