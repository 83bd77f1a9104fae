"""The result of a check in the terminal: how soon and why, what could be behind it, what would tell more, its sources.

Takes an assessment; writes to the terminal. An emergency stands alone: the number, what to do, what not to do. Every
result says that no clinician has reviewed it; none names a percentage or a diagnosis, or calls anything safe.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from aftercare.check.screening import danger_list_for_words
from aftercare.cli import voice
from aftercare.cli.help_lines import lines_for
from aftercare.knowledge.load import Knowledge
from aftercare.library.pages import source_line
from aftercare.model.assessment import LEVEL_OF, Action, Level
from aftercare.model.check import Assessment, Fit, LevelReason, PossibleCause, Reason
from aftercare.model.fact import Origin, Status
from aftercare.usecases.device import load
from aftercare.usecases.keep_check import reasons_to_show

LEVEL_WORDS = {
    Level.EMERGENCY: "Emergency",
    Level.SAME_DAY: "Be seen today",
    Level.CLINICIAN: "See a clinician",
    Level.THERAPIST: "A therapist or a helpline",
    Level.SELF_CARE: "Care for yourself, and look again",
}
FIT_WORDS = {
    Fit.DANGEROUS: "Dangerous, and not excluded",
    Fit.WELL: "Fits well",
    Fit.PARTLY: "Fits partly",
    Fit.LESS: "Less likely",
}
ORIGIN_WORDS = {Origin.ANSWER: "You answered", Origin.WORDS: "In your words", Origin.JOURNAL: "From your journal"}
STATUS_WORDS = {Status.PRESENT: "", Status.ABSENT: "no: ", Status.UNKNOWN: "not sure: "}
NOT_A_DIAGNOSIS = "What could be behind it. None of this is a diagnosis, and several can be so at once."
MOST_SETTLING = 6
URGENT = (Action.EMERGENCY, Action.SAME_DAY)
AMBULANCE = ("ambulance",)


class Sources:
    """Sources as they are cited, numbered in the order they first stand there."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.numbers: dict[str, int] = {}

    def marks(self, sources: Iterable[str]) -> str:
        """The numbers of these, in brackets."""
        marks = [str(self.numbers.setdefault(name, len(self.numbers) + 1)) for name in dict.fromkeys(sources)]
        return f" [{', '.join(marks)}]" if marks else ""

    def show(self) -> None:
        """The list of all that were cited."""
        if self.numbers:
            voice.show(f"\n{voice.strong('Sources')}")
        for name, number in self.numbers.items():
            line = source_line(self.knowledge.sources[name])
            parts = [part.rstrip(".") for part in (line.title, line.details, line.read) if part]
            voice.show(voice.wrapped(f"{'. '.join(parts)}.", f"  {number}. ", hanging="     "))


GOES_BY_LIKENESS = "This goes by what your words are like. If it is not so, read on; if you are not sure, get help."


def shown_reasons(assessment: Assessment, *, page_open: bool) -> tuple[LevelReason, ...]:
    """The reasons to show at once. What only the journal says and is for the person alone waits (SAFETY 4)."""
    reasons = reasons_to_show(assessment)
    return reasons if page_open else tuple(one for one in reasons if not is_hidden(assessment, one))


def is_hidden(assessment: Assessment, reason: LevelReason) -> bool:
    """Whether it is about despair, violence or unwanted sex, and nobody spoke of it in this check."""
    if not reason.discreet:
        return False
    deciding = [fact for flag in assessment.screening.fired if flag.rule == reason.rule for fact in flag.deciding]
    if not reason.fired:
        deciding = [fact for line in assessment.findings if line.discreet for fact in line.facts]
    return all(fact.origin is Origin.JOURNAL for fact in deciding)


def grouped(assessment: Assessment) -> tuple[PossibleCause, ...]:
    """The causes as they stand there: by how they fit, and within that in their order."""
    return tuple(sorted(assessment.causes, key=lambda cause: tuple(Fit).index(cause.fit)))


def show_urgent_reasons(reasons: Iterable[LevelReason], folder: Path, knowledge: Knowledge) -> None:
    """What comes before anything else: each with its number, what to do and what not to do."""
    country = load(folder).country
    for reason in reasons:
        for text in urgent_texts(reason, country, knowledge):
            voice.show(text)
        voice.show()


def urgent_texts(reason: LevelReason, country: str | None, knowledge: Knowledge) -> Iterator[str]:
    """One reason, line by line."""
    yield voice.strong(voice.wrapped(reason.because))
    place = knowledge.places.get(reason.service)
    if place is not None:
        yield from lines_for(place.lines, country, knowledge)
    for title, lines in (("What to do:", reason.do_now), ("What not to do:", reason.do_not)):
        if lines:
            yield title
            yield voice.listed(lines)
    if reason.alike:
        yield voice.wrapped(GOES_BY_LIKENESS)


def show_result(
    assessment: Assessment, folder: Path, knowledge: Knowledge, *, page_open: bool = False, list_seen: bool = True
) -> None:
    """The whole result. `list_seen`: the danger list was shown and answered."""
    reasons = shown_reasons(assessment, page_open=page_open)
    if any(one.fired and one.action is Action.EMERGENCY for one in reasons):
        _show_emergency(reasons, folder, knowledge)
        return
    urgent = tuple(one for one in reasons if one.action in URGENT)
    show_urgent_reasons(urgent, folder, knowledge)
    cited = Sources(knowledge)
    _show_level(tuple(one for one in reasons if one.action not in URGENT), cited, alone=not urgent)
    if not list_seen:
        _show_danger_list(folder, knowledge)
    _show_causes(assessment, knowledge, cited)
    _show_next(assessment, knowledge, page_open=page_open)
    _show_told(assessment, page_open=page_open)
    cited.show()
    voice.show(f"\n{voice.UNREVIEWED}")


def _show_emergency(reasons: tuple[LevelReason, ...], folder: Path, knowledge: Knowledge) -> None:
    """It alone, with all else that fired as one sentence each: only one thing is to be done now."""
    first = tuple(one for one in reasons if one.fired and one.action is Action.EMERGENCY)
    show_urgent_reasons(first, folder, knowledge)
    others = [one.because for one in reasons if one.fired and one not in first]
    if others:
        voice.show("Also, once you have help:")
        voice.show(voice.listed(others))
    voice.show(voice.UNREVIEWED)


def _show_level(reasons: tuple[LevelReason, ...], cited: Sources, *, alone: bool) -> None:
    if alone and reasons:
        voice.show(voice.strong(f"{LEVEL_WORDS[LEVEL_OF[reasons[0].action]]}: {reasons[0].within}"))
    for reason in reasons:
        voice.show(voice.wrapped(reason.because + cited.marks(reason.sources)))
        if reason.do_now:
            voice.show(voice.listed(reason.do_now))
    voice.show()


def _show_danger_list(folder: Path, knowledge: Knowledge) -> None:
    """Nobody could be asked, so the list that must never be missed stands in the result."""
    voice.show(voice.strong("If any of these is so now, don't wait:"))
    voice.show(voice.listed(line.text for line in danger_list_for_words(knowledge)))
    for text in lines_for(AMBULANCE, load(folder).country, knowledge):
        voice.show(text)
    voice.show()


def _show_causes(assessment: Assessment, knowledge: Knowledge, cited: Sources) -> None:
    if not assessment.causes:
        return
    voice.show(voice.strong(voice.wrapped(NOT_A_DIAGNOSIS)))
    fit: Fit | None = None
    for number, cause in enumerate(grouped(assessment), start=1):
        if cause.fit is not fit:
            voice.show(f"\n{voice.strong(FIT_WORDS[cause.fit])}")
        fit = cause.fit
        _show_cause(number, cause, cited)
    asked = dict.fromkeys(name for cause in assessment.causes for name in cause.settles)
    questions = [knowledge.findings[name].question for name in asked][:MOST_SETTLING]
    if questions:
        voice.show(f"\n{voice.strong('What would tell more')}")
        voice.show(voice.listed(questions))


def _show_cause(number: int, cause: PossibleCause, cited: Sources) -> None:
    voice.show(voice.wrapped(cause.title, f"{number:2} ", hanging="   "))
    for sign, reasons in (("For", cause.speaks_for), ("Against", cause.speaks_against)):
        for reason in reasons:
            voice.show(voice.wrapped(_reason(reason) + cited.marks(reason.sources), f"    {sign}: ", hanging="      "))
    voice.show(f"    First steps, and what a clinician asks: aftercare library {cause.id}")


def _reason(reason: Reason) -> str:
    origin = f" ({ORIGIN_WORDS[Origin.JOURNAL].lower()})" if reason.origins == (Origin.JOURNAL,) else ""
    return f"{reason.text}{origin}"


def _show_next(assessment: Assessment, knowledge: Knowledge, *, page_open: bool) -> None:
    question = assessment.next_question
    if question is not None and (page_open or not question.discreet):
        voice.show(f"\n{voice.strong('What decides most now')}")
        voice.show(voice.wrapped(question.text, "  ", hanging="  "))
    again = dict.fromkeys(line for reason in assessment.reasons for line in reason.look_again)
    if not again:
        records = knowledge.levels.values()
        again = dict.fromkeys(line for one in records if one.action is Action.SELF_CARE for line in one.look_again)
    voice.show(f"\n{voice.strong('Look again if')}")
    voice.show(voice.listed(again))


def _show_told(assessment: Assessment, *, page_open: bool) -> None:
    """Answers, words and journal, kept apart."""
    for origin, title in ORIGIN_WORDS.items():
        lines = [
            f"{STATUS_WORDS[line.status]}{line.lay}"
            for line in assessment.findings
            if line.origins[:1] == (origin,)
            and any(fact.finding == line.id for fact in line.facts)
            and (page_open or not line.discreet or origin is not Origin.JOURNAL)
        ]
        if lines:
            voice.show(f"\n{voice.strong(title)}")
            voice.show(voice.listed(lines))
