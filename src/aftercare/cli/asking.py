"""Asking the library at the terminal: where the question comes from, and how the answer is said, danger first.

Opens no journal and keeps nothing; the country of the help lines comes from the settings outside it. A question is
never repeated, in an answer or an error.
"""

import sys
from pathlib import Path
from typing import Any

from aftercare.check.screening import danger_list_for_words
from aftercare.cli import voice
from aftercare.cli.flags import flag_object, flag_texts, show_urgent
from aftercare.cli.help_lines import lines_for
from aftercare.cli.reading import show_page, show_places_to_turn
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.schema import Finding
from aftercare.library.pages import page_record
from aftercare.model.errors import BadValue, TooLarge
from aftercare.usecases.ask import CRISIS_PAGE, URGENT, Answer, as_object
from aftercare.usecases.device import load

LONGEST = 20_000
"""Signs of a question. A longer text is refused, not cut: what is cut could be the danger."""
MOST_QUESTIONS = 8
AMBULANCE = ("ambulance",)
NOTHING = (
    "Nothing on that here. The library is about body and mind around sex, and it does not know everything. Other words "
    "may find it, or look by what you notice: aftercare library. If you are worried about your health, or not safe, "
    "you don't need the right words: aftercare now."
)
NOBODY_TOLD = "Nobody has been told. This is what the words may mean; if they meant something else, read on."


def question(words: tuple[str, ...]) -> str:
    """The question: from the arguments, else asked for, else all of standard input. Refused when there is none."""
    typed = " ".join(words).strip() or _asked()
    if not typed:
        raise BadValue("There is no question. Type it at the prompt, or give it on standard input.", where="question")
    if len(typed) > LONGEST:
        raise TooLarge(f"This is too long for a question: at most {LONGEST:,} signs. Ask in fewer words.")
    return typed


def _asked() -> str:
    if voice.is_conversation():
        return voice.ask("What would you like to know? In your own words:")
    return sys.stdin.read(LONGEST + 1).strip()


def show_answer(given: Answer, folder: Path, knowledge: Knowledge) -> None:
    """Danger first, then the page that answers and the others, or that there is nothing on it."""
    show_urgent(given.urgent, folder, knowledge)
    if given.urgent:
        voice.show(f"{voice.wrapped(NOBODY_TOLD)}\n")
    _show_open(open_questions(given, knowledge), folder, knowledge)
    if given.needs_danger_list:
        _show_dangers(knowledge)
    if given.hits:
        _show_hits(given, folder, knowledge)
    elif not given.fired and not given.open:
        voice.show(voice.wrapped(NOTHING))
    for flag in given.fired:
        if flag.action not in URGENT:
            voice.show(voice.wrapped(flag.because))
    voice.show(voice.wrapped(f"Answered on this machine; the question is kept nowhere. {voice.UNREVIEWED}"))


def offer_to_read(given: Answer, folder: Path, knowledge: Knowledge) -> None:
    """Read one of the pages without typing its name as an argument. After an emergency nothing is asked."""
    if given.urgent or not given.hits:
        return
    picked = voice.ask_number("Read one? Its number; Enter: none.", len(given.hits))
    if picked is not None:
        show_page(knowledge, given.hits[picked - 1].page, folder)


def show_answer_json(given: Answer, folder: Path, knowledge: Knowledge) -> None:
    """The same for programs; what cannot wait is said on standard error too."""
    for text in flag_texts(given.urgent, folder, knowledge):
        voice.tell(text)
    voice.show_json(answer_object(given, knowledge))


def answer_object(given: Answer, knowledge: Knowledge) -> dict[str, Any]:
    """As `aftercare ask --batch` gives it, and with what to do about each red flag, and what to ask next."""
    return {
        **as_object(given),
        "flags": [flag_object(flag, knowledge) for flag in given.fired],
        "ask": [{"id": one.id, "text": one.question} for one in open_questions(given, knowledge)],
    }


def open_questions(given: Answer, knowledge: Knowledge) -> tuple[Finding, ...]:
    """What decides the red flags that are still open; most pressing first."""
    asked = dict.fromkeys(finding for rule in given.open for finding in rule.ask)
    found = (knowledge.findings[finding] for finding in asked)
    return tuple(finding for finding in found if finding.question)[:MOST_QUESTIONS]


def _show_dangers(knowledge: Knowledge) -> None:
    """What a question in other words, or another language, may have been about."""
    voice.show(voice.strong("Is one of these so right now? Then get help now: aftercare now"))
    voice.show(voice.listed(line.text for line in danger_list_for_words(knowledge)))


def _show_open(questions: tuple[Finding, ...], folder: Path, knowledge: Knowledge) -> None:
    if not questions:
        return
    voice.show(voice.strong("If any of these is so, don't wait:"))
    voice.show(voice.listed(finding.question for finding in questions))
    for text in lines_for(AMBULANCE, load(folder).country, knowledge):
        voice.show(text)
    voice.show("  More numbers, and what to do: aftercare now\n")


def _show_hits(given: Answer, folder: Path, knowledge: Knowledge) -> None:
    """The numbers come before a page about despair, violence or force, and after one that only may touch on it."""
    best, *others = given.hits
    helped = bool(given.urgent)
    if not helped and page_record(knowledge, best.page).safety_first:
        show_places_to_turn(knowledge, folder)
        helped = True
    voice.show(voice.strong(voice.wrapped(best.title, "1 ", hanging="  ")))
    voice.show(voice.wrapped(best.passage, "  "))
    voice.show(f"  Read the page: aftercare library {best.page}\n")
    if others:
        voice.show("Perhaps also:")
    for number, hit in enumerate(others, start=2):
        voice.show(voice.wrapped(f"{hit.title} (aftercare library {hit.page})", f"{number} ", hanging="  "))
    if not helped and any(hit.page == CRISIS_PAGE for hit in given.hits):
        voice.show()
        show_places_to_turn(knowledge, folder)
