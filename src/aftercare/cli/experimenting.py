"""What the `experiment` commands show and ask. One journal, opened by the caller.

Nothing of the content is an argument: what is tried, looked at and done is asked for, or read from standard input. Why
a round does not count, and what an experiment rests for, is never said (SAFETY 4).
"""

import sys

from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.options import Opened
from aftercare.cli.words import SHORT_ID
from aftercare.experiments import wording
from aftercare.model.errors import Conflict, NotThere
from aftercare.model.experiment import Arm, Compliance, EndReason, Experiment
from aftercare.model.journal import Journal
from aftercare.model.review import Sentence
from aftercare.usecases import experiments as use

SHORTEST = 4
ARMS = {Arm.USUAL: "as usual", Arm.CHANGE: "the change"}
COMPLIANCES = {
    Compliance.AS_DRAWN: "It went as drawn",
    Compliance.PARTLY: "In part",
    Compliance.OTHERWISE: "It went the other way",
}
ENDS = {
    "finished": "all rounds done",
    "clear_early": "stopped, because it was clear",
    "stopped": "ended early",
    "safety": "ended early",
}
"""The last two are told alike, in words and as JSON: that something came up is for nobody who looks on (SAFETY 4)."""


def named(journal: Journal, typed: str) -> Experiment:
    """The experiment whose id begins like this; without one the latest. NotThere when there is none."""
    wanted = typed.strip().casefold()
    if not wanted and journal.experiments:
        return journal.experiments[-1]
    found = [one for one in journal.experiments if len(wanted) >= SHORTEST and one.id.startswith(wanted)]
    if len(found) != 1:
        raise NotThere("There is no such experiment. They are listed by: aftercare experiment list")
    return found[0]


def show_all(opened: Opened, *, templates: bool, as_json: bool) -> None:
    """The experiments there are, or what can be tried."""
    if templates:
        _show_templates(opened, as_json=as_json)
        return
    journal = opened.session.journal
    current = [use.settled(one, journal, opened.knowledge) for one in journal.experiments]
    if as_json:
        for one in current:
            voice.show_json(_line(one))
        return
    if not current:
        voice.tell("There is no experiment yet. What can be tried: aftercare experiment list --templates")
    for one in current:
        voice.show(f"{one.id[:SHORT_ID]}  {one.begun:%Y-%m-%d}  {_state(one)}")
        voice.show(voice.wrapped(one.change, "  "))


def reveal(opened: Opened, *, as_json: bool) -> None:
    """Reveal the next arm, or tell again the one that stands."""
    draw = use.reveal(opened.session, opened.knowledge, now())
    told = use.instruction(use.running_now(opened.session.journal), opened.knowledge, draw.arm)
    if as_json:
        care = [str(line) for line in told.care]
        voice.show_json({"place": draw.place, "arm": draw.arm.value, "text": str(told.text), "care": care})
        return
    voice.show(voice.strong(f"Drawn: {ARMS[draw.arm]}."))
    voice.show(voice.wrapped(str(told.text)))
    if told.care:
        voice.show(voice.listed(str(line) for line in told.care))
    voice.tell("It stands until the next time that counts, whenever that is. You can always leave it.")


def comply(opened: Opened, *, as_json: bool) -> None:
    """Say of the last round whether it went as drawn."""
    one = use.settled(named(opened.session.journal, ""), opened.session.journal, opened.knowledge)
    last = next((draw for draw in reversed(one.draws) if draw.entry is not None and not draw.void), None)
    if last is None or last.entry is None:
        raise NotThere("No round has been logged yet.")
    answers = list(Compliance)
    if voice.is_conversation():
        voice.tell(f"The last round drawn was: {ARMS[last.arm]}.")
        for number, answer in enumerate(answers, start=1):
            voice.tell(f"  {number}  {COMPLIANCES[answer]}")
        typed = voice.ask_number("Which? (Enter leaves it open)", len(answers))
        chosen = None if typed is None else answers[typed - 1]
    else:
        chosen = _compliance_in(sys.stdin.readline().strip())
    use.comply(opened.session, last.entry, chosen)
    said = "open" if chosen is None else chosen.value
    if as_json:
        voice.show_json({"place": last.place, "compliance": None if chosen is None else said})
    else:
        voice.show("Left open." if chosen is None else f"Kept: {COMPLIANCES[chosen].lower()}.")


def show_result(opened: Opened, typed: str, *, as_json: bool) -> None:
    """What an experiment comes to, or how far it is."""
    journal = opened.session.journal
    shown = use.result(journal, named(journal, typed), opened.knowledge, now())
    if as_json:
        voice.show_json(_result_object(shown))
        return
    one, counts = shown.experiment, shown.counts
    voice.show(voice.strong(one.change))
    voice.show(f"Looked at: {shown.measure.clear_label}. {_state(one)}.")
    voice.show(
        f"Rounds that count: {counts.counted}. Not noted: {counts.missing}. Left out: {counts.void}. "
        f"Put back: {sum(counts.given_back.values())}. Times without a draw: {counts.outside}."
    )
    if one.is_running:
        voice.show(str(Sentence("It is clear already.") if shown.clear_already else Sentence("It is not clear yet.")))
        return
    _show_answer(shown)


def _show_answer(shown: use.ExperimentResult) -> None:
    one, measure, trial = shown.experiment, shown.measure, shown.trial
    assert shown.verdict is not None, "it has ended"
    voice.show(voice.strong(wording.HEADLINES[shown.verdict]))
    clear = _is_clear(shown.verdict)
    lines = [wording.main_sentence(measure, trial)] if clear else [wording.ruled_out(measure, trial)]
    if clear or one.end_reason is EndReason.FINISHED:
        # Else its interval may lie on one side, and would say what the evidence can't yet.
        lines.append(wording.interval_sentence(measure, trial))
    if not clear:
        lines.append(Sentence("That is a result too: no answer is better than a wrong one."))
    if trial.effect is not None:
        lines.append(wording.chance_sentence(one, trial))
    for line in (*lines, *wording.limits(one)):
        if line is not None:
            voice.show(voice.wrapped(str(line)))
    done = shown.as_done
    if done.usual is not None and done.change is not None:
        voice.show(
            voice.wrapped(
                f"By what was done, where you said so: {done.usual:.1f} as usual ({done.usual_rounds}), "
                f"{done.change:.1f} with the change ({done.change_rounds}). Days on which one kept to it may differ "
                "from others, so this is no answer of its own."
            )
        )
    if shown.counts.given_back[Arm.USUAL] != shown.counts.given_back[Arm.CHANGE]:
        voice.show("One of the two was put back more often than the other. That weakens the answer.")


def _is_clear(verdict: wording.Verdict) -> bool:
    return verdict in (wording.Verdict.BETTER, wording.Verdict.WORSE)


def _show_templates(opened: Opened, *, as_json: bool) -> None:
    for one in use.templates_for(opened.knowledge, opened.session.journal, now()):
        why_not = [str(why) for why in one.why_not]
        if as_json:
            voice.show_json(
                {"id": one.template.id, "name": one.template.name, "change": one.template.change, "why_not": why_not}
            )
            continue
        voice.show(f"{one.template.id}  {voice.strong(one.template.name)}")
        voice.show(voice.wrapped(one.template.change, "  "))
        for why in why_not:
            voice.show(voice.wrapped(f"Not now: {why}", "  "))
    if not as_json:
        voice.tell(voice.UNREVIEWED)


def _compliance_in(typed: str) -> Compliance | None:
    if not typed:
        return None
    if typed not in tuple(Compliance):
        raise Conflict(f"Write one of {', '.join(Compliance)}, or nothing to leave it open.")
    return Compliance(typed)


def _state(one: Experiment) -> str:
    done = len(one.draws) - (one.standing is not None)
    if one.end_reason is not None:
        return f"{done} of {one.rounds} rounds; {ENDS[one.end_reason.value]}"
    return f"{done} of {one.rounds} rounds" + ("; paused" if one.is_paused else "")


def _told_end(one: Experiment) -> str | None:
    if one.end_reason is EndReason.SAFETY:
        return EndReason.STOPPED.value
    return None if one.end_reason is None else one.end_reason.value


def _line(one: Experiment) -> dict[str, object]:
    return {
        "id": one.id,
        "template": one.template,
        "change": one.change,
        "outcome": one.outcome,
        "better": one.better,
        "rounds": one.rounds,
        "drawn": len(one.draws),
        "begun": one.begun.isoformat(),
        "paused": one.is_paused,
        "ended": None if one.ended is None else one.ended.isoformat(),
        "end_reason": _told_end(one),
    }


def _result_object(shown: use.ExperimentResult) -> dict[str, object]:
    """While it runs nothing of how the arms differ, and nothing of p."""
    counts, trial, one = shown.counts, shown.trial, shown.experiment
    told: dict[str, object] = {
        **_line(one),
        "counted": counts.counted,
        "missing": counts.missing,
        "void": counts.void,
        "given_back": {arm.value: number for arm, number in counts.given_back.items()},
        "outside": counts.outside,
        "clear_already": shown.clear_already,
    }
    if shown.verdict is None:
        return told
    # Ended early and not clear, the end test may not speak: its interval would say what the evidence can't yet.
    may_tell = _is_clear(shown.verdict) or one.end_reason is EndReason.FINISHED
    return {
        **told,
        "verdict": shown.verdict.value,
        "effect": trial.effect,
        "low": trial.low if may_tell else None,
        "high": trial.high if may_tell else None,
        "p": trial.p if may_tell else None,
        "evidence": trial.evidence,
        "evidence_max": trial.evidence_max,
        "usual": list(trial.usual),
        "change": list(trial.change),
        "compliance": {name.value: shown.compliance.get(name, 0) for name in Compliance},
        "as_done": {"usual": shown.as_done.usual, "change": shown.as_done.change},
    }
