"""A check at the terminal: one screen after another, from the first words to the result.

Takes what the options said; asks, and shows. Skipping is not "no". An emergency ends the questions. Opens no journal of
itself and keeps nothing unless told to; words are never repeated in an error.
"""

import sys
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aftercare.cli import voice
from aftercare.cli.about import About
from aftercare.cli.check_result import grouped, show_result, show_urgent_reasons, shown_reasons
from aftercare.cli.clock import local_zone, now
from aftercare.cli.options import Opened
from aftercare.cli.reading import show_page
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.schema import Complaint, DangerLine
from aftercare.model.assessment import Action
from aftercare.model.check import Assessment, FindingLine, NextQuestion, Subject
from aftercare.model.entry import zone_info
from aftercare.model.errors import BadValue
from aftercare.model.fact import Status
from aftercare.model.interview import Interview, StepKind
from aftercare.model.journal import Journal
from aftercare.report.wording import short_day
from aftercare.usecases import interview as steps
from aftercare.usecases.check import LastReading, check
from aftercare.usecases.check_batch import checks, decoded, line_object
from aftercare.usecases.experiment_safety import follow_check
from aftercare.usecases.interview import Screen, Shown
from aftercare.usecases.keep_check import as_kept, keep_check, let_wait

ASK_WORDS = "What is it? In your own words; Enter: choose from a list."
NO_WORDS = "There are no words. Type them at the prompt, or give them on standard input."
KEYS = "y yes, n no, Enter not sure, ? why, b back, r result now"
FOR_YOU = "There is a question for you only. r reads it, Enter goes on"
PAGE_FOR_YOU = "There is a page for you only. r reads it, Enter goes on"
SAID_NO = "Your words seem to say no to this. To be sure:"
NOBODY_TOLD = "Nobody has been told, and this program can't call anyone."
ANSWERS = {"y": Status.PRESENT, "yes": Status.PRESENT, "n": Status.ABSENT, "no": Status.ABSENT, "": Status.UNKNOWN}
URGENT = (Action.EMERGENCY, Action.SAME_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the options and arguments said."""

    words: str
    about: About
    use_journal: bool
    as_json: bool


def batch(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """A file of checks, one object out for each, as soon as it is there."""
    return checks(decoded(lines), load_knowledge(), now())


def check_alone(folder: Path, wish: Wish) -> None:
    """Without a journal."""
    talk = Talk(folder, load_knowledge(), _begun(wish))
    talk.run(wish)


def check_in_journal(opened: Opened, wish: Wish, *, keep: bool) -> None:
    """With an open journal: going by what it says, keeping the result in it, or both."""
    talk = Talk(opened.session.folder, opened.knowledge, _begun(wish), opened=opened, uses=wish.use_journal)
    talk.run(wish)
    follow_check(opened.session, opened.knowledge, talk.assessment, talk.interview.subject.writer, now())
    if talk.left:
        return
    asks = not keep and not wish.as_json and voice.is_conversation()
    if keep or (asks and voice.ask_yes_no("Keep this result in your journal?")):
        keep_check(opened.session, as_kept(opened.knowledge, talk.interview, talk.assessment, now()))
        voice.tell("Kept in your journal.")


def _begun(wish: Wish) -> Interview:
    return steps.begin(str(uuid.uuid4()), now(), words=wish.words, subject=wish.about.subject)


@dataclass(slots=True)
class Talk:
    """One check from its first words to its result."""

    folder: Path
    knowledge: Knowledge
    interview: Interview
    opened: Opened | None = None
    uses: bool = False
    """Whether it goes by the journal too."""
    told: set[str] = field(default_factory=set)
    """Rules whose warning was shown already."""
    page_open: bool = False
    """The person opened what is for them only."""
    page_declined: bool = False
    reading: LastReading = field(default_factory=LastReading)
    """The words, read once."""
    left: bool = False
    """Stopped, to be gone on with later."""

    @property
    def journal(self) -> Journal | None:
        """What it may go by."""
        return self.opened.session.journal if self.opened is not None and self.uses else None

    @property
    def assessment(self) -> Assessment:
        """As it stands."""
        return check(self.knowledge, steps.as_asked(self.interview), now(), journal=self.journal, reading=self.reading)

    def run(self, wish: Wish) -> None:
        """The whole of it."""
        if wish.as_json or not voice.is_conversation():
            self._without_questions(wish)
            return
        if not wish.words and not self._goes_on():
            self.interview = steps.with_words(self.interview, voice.ask(ASK_WORDS))
        self._interview(wish.about)
        if not self.left:
            self._result()

    def _without_questions(self, wish: Wish) -> None:
        """Nobody is asked: what the words come to, and what would decide more."""
        if not wish.words:
            words = voice.ask(ASK_WORDS) if voice.is_conversation() else sys.stdin.read().strip()
            if not words:
                raise BadValue(NO_WORDS, where="check")
            self.interview = steps.with_words(self.interview, words)
        given = self.assessment
        if wish.as_json:
            voice.show_json(line_object(None, given, self.knowledge))
            return
        show_result(given, self.folder, self.knowledge, list_seen=False)

    def _goes_on(self) -> bool:
        """Whether a check that waits in the journal is gone on with."""
        waiting = self.opened.session.journal.open_check if self.opened is not None and self.uses else None
        if waiting is None or not voice.ask_yes_no("A check that you began waits here. Go on with it?"):
            return False
        self.interview = steps.taken_up(waiting, now())
        return True

    def _interview(self, about: About) -> None:
        asked_about = bool(self.interview.steps)
        while True:
            shown = steps.show(self.knowledge, self.interview, now(), journal=self.journal, reading=self.reading)
            if shown.screen is Screen.RESULT:
                return
            self._warn(shown.assessment)
            typed = self._screen(shown)
            if typed == "s":
                self._wait()
                return
            if shown.screen is Screen.DANGER and not asked_about and self.interview.has_seen(StepKind.DANGER):
                asked_about = True
                self._ask_about(about)

    def _ask_about(self, about: About) -> None:
        """After the danger list: nothing about a person comes before what cannot wait."""
        shown = steps.show(self.knowledge, self.interview, now(), journal=self.journal, reading=self.reading)
        if shown.screen is Screen.RESULT:
            return
        known = check_subject(self.journal)
        self.interview = steps.with_subject(self.interview, about.asked(known).subject)

    def _screen(self, shown: Shown) -> str:
        """Ask one screen; returns the letter that was typed instead of an answer, if any."""
        if shown.screen is Screen.JOURNAL:
            return self._ask_journal(shown.from_journal)
        if shown.screen is Screen.DANGER:
            return self._ask_dangers(shown.lines)
        if shown.screen is Screen.COMPLAINT:
            return self._ask_complaints(shown.complaints)
        question = shown.assessment.next_question
        assert question is not None
        return self._ask_question(question, shown)

    def _ask_journal(self, lines: tuple[FindingLine, ...]) -> str:
        voice.tell(voice.wrapped("From your journal. Look through it before it is used; it changes nothing there."))
        for number, line in enumerate(lines, start=1):
            voice.tell(voice.wrapped(f"{line.lay}{_day_of(line)}", f"  {number} ", hanging="    "))
        picked = self._pick("(numbers of what is not so now; Enter: all of it is so; 0: use none of it)", len(lines))
        if isinstance(picked, str):
            return picked
        kept = [line.id for number, line in enumerate(lines, start=1) if number not in (picked or ())]
        self.interview = steps.with_journal(self.interview, lines, kept, use=picked != [])
        return ""

    def _ask_dangers(self, lines: tuple[DangerLine, ...]) -> str:
        voice.tell("Any of these now?")
        for number, line in enumerate(lines, start=1):
            voice.tell(voice.wrapped(line.text, f"  {number:2} ", hanging="     "))
        voice.tell("   0 None of these")
        picked = self._pick("(one or several, with commas; Enter leaves it open)", len(lines))
        if isinstance(picked, str):
            return picked
        tapped = [lines[number - 1].id for number in picked or ()]
        self.interview = steps.with_dangers(self.interview, lines, tapped, none=picked == [])
        return ""

    def _ask_complaints(self, complaints: tuple[Complaint, ...]) -> str:
        voice.tell("What is it about?")
        for number, one in enumerate(complaints, start=1):
            voice.tell(voice.wrapped(one.name, f"  {number:2} ", hanging="     "))
        picked = self._pick("(one or several, with commas; Enter: none of these)", len(complaints))
        if isinstance(picked, str):
            return picked
        tapped = [complaints[number - 1].id for number in picked or ()]
        self.interview = steps.with_complaints(self.knowledge, self.interview, tapped)
        return ""

    def _ask_question(self, question: NextQuestion, shown: Shown) -> str:
        if self._is_for_one_only(question) and not self._opens_page():
            self.interview = steps.with_answer(self.interview, question.finding, Status.UNKNOWN)
            return ""
        if question.confirms:
            voice.tell(SAID_NO)
        keys = f"{KEYS}, s stop and go on later" if self._can_wait else KEYS
        while True:
            asked = f"{shown.number}. {question.text} ({keys})"
            typed = voice.ask(voice.wrapped(asked, hanging="   ")).casefold()
            if typed in ANSWERS:
                self.interview = steps.with_answer(self.interview, question.finding, ANSWERS[typed])
                return ""
            if typed == "?":
                voice.tell(voice.wrapped(question.why or "It decides how soon to get help.", "   ", hanging="   "))
            elif self._is_command(typed):
                return self._obey(typed)
            else:
                voice.fail("Type y, n, Enter, ?, b or r.")

    def _pick(self, offer: str, highest: int) -> list[int] | str | None:
        """Numbers; [] for 0; None where it is left open; a letter where one was typed."""
        while True:
            typed = voice.ask(f"{offer} (b back, r result now)").casefold()
            if not typed:
                return None
            if self._is_command(typed):
                return self._obey(typed)
            parts = [part.strip() for part in typed.split(",")]
            if parts == ["0"]:
                return []
            if all(voice.is_number(part, highest) for part in parts):
                return [int(part) for part in parts]
            voice.fail(f"Type numbers from 0 to {highest}, or Enter.")

    def _is_command(self, typed: str) -> bool:
        return typed in ("b", "r") or (typed == "s" and self._can_wait)

    def _obey(self, typed: str) -> str:
        if typed == "b":
            self.interview = steps.back(self.interview)
        elif typed == "r":
            self._enough()
        return typed

    def _enough(self) -> None:
        """The result now: what was not asked stays unknown."""
        if self.journal is not None and not self.interview.has_seen(StepKind.JOURNAL):
            self.interview = steps.with_journal(self.interview, (), ())
        if not self.interview.has_seen(StepKind.DANGER):
            self.interview = steps.with_dangers(self.interview, (), (), none=False)
        self.interview = steps.enough(self.interview)

    @property
    def _can_wait(self) -> bool:
        return self.opened is not None and self.uses

    def _wait(self) -> None:
        assert self.opened is not None
        let_wait(self.opened.session, self.interview)
        self.left = True
        voice.tell("It waits in your journal: aftercare check --journal goes on with it.")

    def _is_for_one_only(self, question: NextQuestion) -> bool:
        """Asked only by a rule about violence or unwanted sex: it is not shown unasked (SAFETY 4)."""
        return (
            question.discreet
            and question.rule in self.knowledge.red_flags
            and (self.knowledge.red_flags[question.rule].discreet)
        )

    def _opens_page(self) -> bool:
        if not self.page_open and not self.page_declined:
            self.page_open = voice.ask(FOR_YOU).casefold() == "r"
            self.page_declined = not self.page_open
        return self.page_open

    def _warn(self, assessment: Assessment) -> None:
        """What has fired and cannot wait is said as soon as it is known, once; the result says it again."""
        reasons = shown_reasons(assessment, page_open=self.page_open)
        fresh = tuple(one for one in reasons if one.fired and one.action in URGENT and one.rule not in self.told)
        self.told |= {one.rule for one in fresh}
        for reason in fresh:
            voice.tell(voice.strong(voice.wrapped(reason.because)))

    def _result(self) -> None:
        given = self.assessment
        everything = shown_reasons(given, page_open=True)
        if len(everything) > len(shown_reasons(given, page_open=self.page_open)) and not self.page_declined:
            self.page_open = voice.ask(PAGE_FOR_YOU).casefold() == "r"
        seen = any(step.kind is StepKind.DANGER and step.answers for step in self.interview.steps)
        show_result(given, self.folder, self.knowledge, page_open=self.page_open, list_seen=seen)
        if given.is_emergency:
            voice.show(NOBODY_TOLD)
            self._something_else(given)
        elif given.causes:
            picked = voice.ask_number("Read about one? Its number; Enter: none.", len(given.causes))
            if picked is not None:
                show_page(self.knowledge, grouped(given)[picked - 1].id, self.folder)

    def _something_else(self, given: Assessment) -> None:
        """An emergency ends the questions, but not what a person wants to say."""
        while more := voice.ask("Something else too? In your own words; Enter: no."):
            self.interview = steps.with_words(self.interview, f"{self.interview.words}\n{more}".strip())
            known = {one.rule for one in given.reasons if one.fired}
            given = self.assessment
            fresh = [one for one in shown_reasons(given, page_open=True) if one.fired and one.rule not in known]
            show_urgent_reasons([one for one in fresh if one.action in URGENT], self.folder, self.knowledge)
            for reason in fresh:
                if reason.action not in URGENT:
                    voice.show(voice.wrapped(reason.because))
            voice.show("What was said first still holds.")


def check_subject(journal: Journal | None) -> Subject | None:
    """What the journal knows of its person; None without one."""
    from aftercare.check.subject import subject_of

    return None if journal is None else subject_of(journal, now())


def _day_of(line: FindingLine) -> str:
    days = [fact.at for fact in line.facts if fact.at is not None and fact.entry is not None]
    return f" ({short_day(max(days).astimezone(zone_info(local_zone())).date())})" if days else ""
