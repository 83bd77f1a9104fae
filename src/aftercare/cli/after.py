"""After a save, in conversation: flags that cannot wait, *was it wanted?*, *any of these now?*, questions, counts.

The order is that of `usecases.after_save`. An emergency ends the questions. Skipping is not "no". Takes what a save
gave back; returns nothing.
"""

from dataclasses import dataclass

from aftercare.check.screening import danger_list_for_words
from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.flags import (
    flag_texts,
    flags_for_the_person,
    has_emergency,
    open_flags,
    questions_for_all,
    show_urgent,
)
from aftercare.cli.help_lines import lines_for
from aftercare.cli.options import Opened
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.schema import Finding
from aftercare.model.assessment import Action, Fired
from aftercare.model.fact import Status
from aftercare.model.review import PlainCount
from aftercare.usecases.after_save import (
    ALL_RIGHT,
    SEEN_SOMEONE,
    WANTED,
    AfterSave,
    Told,
    answer_questions,
    answer_quote,
    answer_wanted,
    quiet_flag,
)
from aftercare.usecases.device import load
from aftercare.usecases.flag_help import excuses_of
from aftercare.usecases.quotes import Said

AMBULANCE = ("ambulance",)
MOST_QUESTIONS = 12
FOR_YOU = "There is a page for you only. r reads it, Enter goes on"
QUIET = {"s": SEEN_SOMEONE, "a": ALL_RIGHT}
SAID = {"y": Said.NOW, "yes": Said.NOW, "n": Said.NOT_SO, "no": Said.NOT_SO, "e": Said.EARLIER}
ANSWERS = {"y": Status.PRESENT, "yes": Status.PRESENT, "n": Status.ABSENT, "no": Status.ABSENT, "?": Status.UNKNOWN}


@dataclass(slots=True)
class Talk:
    """One conversation about one entry: what is known so far and what was already shown."""

    opened: Opened
    after: AfterSave
    told: Told = ()
    shown: frozenset[tuple[str, str]] = frozenset()
    asked: frozenset[str] = frozenset()
    """Words of a note that were asked about."""
    over: bool = False
    page_open: bool = False
    """The person opened the page that is for them only, so its questions may be asked too."""

    def run(self) -> None:
        """The whole of it."""
        self._show_flags()
        if self.after.ask_wanted:
            self._ask_wanted()
        self._ask_dangers()
        self._ask_questions()
        show_counts(self.after.counts)

    def _show_flags(self) -> None:
        knowledge = self.opened.knowledge
        flags = open_flags(self.after.screening, knowledge)
        fresh = tuple(flag for flag in flags if (flag.rule, flag.action) not in self.shown)
        show_urgent(fresh, self.opened.session.folder, knowledge, self.opened.session.journal)
        self.shown |= {(flag.rule, flag.action) for flag in fresh}
        self.over = has_emergency(flags)
        for flag in fresh:
            self._offer_quiet(flag)
        self._offer_excuses(fresh)
        self._ask_quotes(frozenset(flag.rule for flag in flags))

    def _ask_quotes(self, rules: frozenset[str]) -> None:
        """Whether what was read in the person's own words is so now: it holds until this is answered (SAFETY 2)."""
        quote = next(
            (one for one in self.after.quotes if rules.intersection(one.rules) and one.key not in self.asked), None
        )
        if quote is None:
            return
        self.asked |= {quote.key}
        voice.tell(voice.wrapped(f"You wrote: “{quote.shown}”"))
        said = SAID.get(voice.ask("Is that so now? (y yes, n no, e it was earlier; Enter leaves it open)").casefold())
        if said is not None:
            discreet = any(self.opened.knowledge.findings[name].discreet for name in quote.findings)
            keep = said is Said.NOW and discreet and voice.ask_yes_no("Keep this answer?")
            self.after, self.told = answer_quote(
                self.opened.session, self.opened.knowledge, quote, said, told=self.told, keep=keep, now=now()
            )
        self._show_flags()

    def _offer_excuses(self, flags: tuple[Fired, ...]) -> None:
        """One quiet line below: a yes may take a flag back, and nothing else does."""
        known = (*self.opened.session.journal.answers, *self.told)
        answered = {f.finding for f in known if f.entry == self.after.entry.id and f.status is not Status.UNKNOWN}
        offered = excuses_of(self.opened.knowledge, flags, answered)
        if not offered:
            return
        voice.tell("Is one of these so?")
        for number, finding in enumerate(offered, start=1):
            voice.tell(voice.wrapped(str(finding.question), f"  {number} ", hanging="    "))
        picked = _pick("(its number; Enter if none or not sure)", len(offered))
        if picked:
            self._answer({offered[number - 1].id: Status.PRESENT for number in picked}, keep=False)

    def _offer_quiet(self, flag: Fired) -> None:
        """It comes back with a new fact or after four weeks; an emergency can't be put away (SAFETY 2)."""
        if flag.action is Action.EMERGENCY:
            return
        reason = QUIET.get(
            voice.ask("s I have seen someone about it, a this is all right for me, Enter goes on").casefold()
        )
        if reason is not None:
            quiet_flag(self.opened.session, self.after.screening, flag.rule, reason, now())

    def _ask_wanted(self) -> None:
        measure = catalogue(self.opened.knowledge)[WANTED]
        words = ", ".join(f"{n} {option.label.lower()}" for n, option in enumerate(measure.options, start=1))
        voice.tell(voice.wrapped(f"{measure.question} {measure.help}"))
        picked = _pick(f"({words}; Enter leaves it open)", len(measure.options))
        if not picked:
            return
        keep = voice.ask_yes_no("Keep this answer?")
        self.after, self.told = answer_wanted(
            self.opened.session,
            self.opened.knowledge,
            self.after.entry.id,
            measure.option_ids[picked[0] - 1],
            keep=keep,
            now=now(),
        )
        self._show_flags()
        self._offer_page()

    def _offer_page(self) -> None:
        knowledge = self.opened.knowledge
        flags = flags_for_the_person(self.after.screening, knowledge)
        if not flags:
            return
        if voice.ask(FOR_YOU).casefold() == "r":
            self.page_open = True
            for text in flag_texts(flags, self.opened.session.folder, knowledge, self.opened.session.journal):
                voice.show(text)

    def _ask_dangers(self) -> None:
        lines = self.after.danger_lines
        if not lines:
            if self.after.unread_words and not self.over:
                tell_danger_list(self.opened)
            return
        voice.tell("Any of these now?")
        for number, line in enumerate(lines, start=1):
            voice.tell(voice.wrapped(line.text, f"  {number} ", hanging="    "))
        voice.tell("  0 None of these")
        picked = _pick("(one or several, with commas; Enter leaves it open)", len(lines), none=True)
        if picked is None:
            return
        chosen = [lines[number - 1] for number in picked] or list(lines)
        status = Status.PRESENT if picked else Status.ABSENT
        self._answer({finding: status for line in chosen for finding in line.gives}, keep=False)

    def _ask_questions(self) -> None:
        asked: set[str] = set()
        while not self.over and len(asked) < MOST_QUESTIONS:
            allowed = self.after.questions
            if not self.page_open:
                allowed = questions_for_all(self.after, self.told, self.opened.knowledge)
            question = next((each for each in allowed if each.id not in asked), None)
            if question is None:
                return
            asked.add(question.id)
            status = _ask_finding(question)
            if status is not None:
                keep = question.discreet and voice.ask_yes_no("Keep this answer?")
                self._answer({question.id: status}, keep=keep)

    def _answer(self, answers: dict[str, Status], *, keep: bool) -> None:
        self.after, self.told = answer_questions(
            self.opened.session,
            self.opened.knowledge,
            self.after.entry.id,
            answers,
            told=self.told,
            keep=keep,
            now=now(),
        )
        self._show_flags()


def tell_danger_list(opened: Opened) -> None:
    """Where words could not be read, the list that must never be missed stands beside them (SAFETY 4)."""
    lines = danger_list_for_words(opened.knowledge, opened.session.journal.person)
    if not lines:
        return
    said = "Not all of the words could be read. If any of these is so now, get help at once:"
    voice.tell(voice.wrapped(said))
    voice.tell(voice.listed(line.text for line in lines))
    for text in lines_for(AMBULANCE, load(opened.session.folder).country, opened.knowledge):
        voice.tell(text)


def show_counts(counts: tuple[PlainCount, ...]) -> None:
    """Plain counts so far. Nothing is claimed by them."""
    for count in counts:
        voice.show(f"{count.label}: {count.times} of {count.of} times")


def _ask_finding(question: Finding) -> Status | None:
    """Yes, no, not sure; None when skipped, which is not no."""
    while True:
        asked = f"{question.question} (y yes, n no, ? not sure, w why do you ask; Enter skips)"
        word = voice.ask(voice.wrapped(asked)).casefold()
        if not word:
            return None
        if word == "w":
            voice.tell(voice.wrapped(question.why or "It decides how soon to get help.", "  "))
        elif word in ANSWERS:
            return ANSWERS[word]


def _pick(offer: str, highest: int, *, none: bool = False) -> list[int] | None:
    """Numbers picked from a list; [] for "none of these" where that is offered; None when left open."""
    while True:
        typed = voice.ask(offer)
        if not typed:
            return None
        parts = [part.strip() for part in typed.split(",")]
        if none and parts == ["0"]:
            return []
        if all(voice.is_number(part, highest) for part in parts):
            return [int(part) for part in parts]
        voice.fail(f"Type numbers from 1 to {highest}{', or 0' if none else ''}.")
