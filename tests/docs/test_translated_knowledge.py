"""Whatever a page of help shows in the person's language is a text that translators are given."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache

import pytest
from tools.extract_messages import all_messages, is_safety, texts_of_python

from aftercare.check.known import KnownFindings
from aftercare.check.levels import level_reasons
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.red_flag import After, Branch
from aftercare.model.assessment import Action, OpenRule, Screening
from aftercare.model.check import LevelReason
from aftercare.usecases import right_now
from aftercare.web.countries import NAMES
from aftercare.web.flag_pages import CHIPS

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@lru_cache(maxsize=1)
def given() -> dict[str, set[str]]:
    """Every text that translators are given, and the contexts it stands in."""
    texts: dict[str, set[str]] = {}
    for message in all_messages():
        for text in [message.id] if isinstance(message.id, str) else message.id:
            texts.setdefault(text, set()).add(message.context or "")
    return texts


def of_right_now() -> Iterator[str]:
    """The guides, and the screen of each line of danger."""
    for guide in right_now.guides().values():
        yield from (guide.title, guide.why_not, *guide.never, *guide.rather)
        for step in guide.steps:
            yield from (step.say, step.more, *(choice.label for choice in step.choices))
    for danger in right_now.every_danger(KNOWLEDGE, NOW):
        yield from (danger.line.text, danger.within, danger.because, danger.place, *danger.do_now, *danger.do_not)


def of_danger_list() -> Iterator[str]:
    """The lines, where they lead, and who is there."""
    yield from (line.text for line in KNOWLEDGE.danger_lines.values())
    yield from (place.name for place in KNOWLEDGE.places.values())
    for service in KNOWLEDGE.services.values():
        yield from (service.name, service.hours, service.note, *(line.note for line in service.lines))


def of_flags() -> Iterator[str]:
    """All that any red flag can say, past ones included."""
    yield from CHIPS.values()
    for rule in KNOWLEDGE.red_flags.values():
        yield from (rule.title, *rule.do_now)
        for branch in rule.branches:
            yield from (*branch.do_now, *branch.do_not)
            for said in (branch, branch.after):
                if isinstance(said, Branch | After):
                    yield from (said.within, said.because)


def of_questions() -> Iterator[str]:
    """What may be asked, and what is told back."""
    for finding in KNOWLEDGE.findings.values():
        yield from (finding.question, finding.lay)


def of_levels() -> Iterator[str]:
    """Why a level is what it is: the four that no flag gives, and every flag that is still open."""
    for level in KNOWLEDGE.levels.values():
        yield from (level.within, level.because, *level.look_again)
    for reason in open_reasons():
        yield from (reason.within, reason.because, *reason.do_now, *reason.do_not)


def open_reasons() -> Iterator[LevelReason]:
    """The reason of each rule at each urgency it can have while it is open."""
    nothing = KnownFindings(lines={})
    for rule in KNOWLEDGE.red_flags.values():
        for floor in {rule.floor, *(more.action for more in rule.floors)} - {Action.SELF_CARE}:
            screening = Screening(fired=(), open=(OpenRule(rule=rule.id, floor=floor, ask=(), could_be=floor),))
            yield from level_reasons(KNOWLEDGE, screening, nothing, told_something=True)


SHOWN: dict[str, Callable[[], Iterator[str]]] = {
    "right now": of_right_now,
    "danger list": of_danger_list,
    "flags": of_flags,
    "questions": of_questions,
    "levels": of_levels,
    "countries": lambda: iter(NAMES.values()),
}


@pytest.mark.parametrize("where", SHOWN)
def test_every_text_shown_there_is_given_to_translators(where: str) -> None:
    """What is not in the catalogue would stay English on a German page, in the worst minute of someone's life."""
    shown = {text for text in SHOWN[where]() if text}
    assert len(shown) > 5
    assert sorted(shown - set(given())) == []


@pytest.mark.parametrize("where", ["right now", "danger list", "flags"])
def test_no_language_ships_without_them(where: str) -> None:
    """They stand in a context that a language must not lack."""
    for text in {text for text in SHOWN[where]() if text}:
        assert any(is_safety(context) for context in given()[text]) or "" in given()[text], text


def test_each_text_that_a_call_chooses_from_is_one_of_its_own() -> None:
    """Joined into one, neither could ever be found again."""
    source = """
say("Left out." if out else "Counted again.")
gettext(own or "One")
say(_("Two"))
Sentence("{number} {unit}" if unit else "{number}", {"unit": "not this"})
Sentence(TEXTS["nor this" if out else "or that"])
ngettext("One entry", "%(num)s entries", count)
Conflict("What is wrong. " "What to do.", where="not a text")
UserError(f"Nobody can look up {this}.")
FieldError("age", "not a field's name", "Say how old." if wrong else "Once more.")
begin_after(entry.id, "Saved.")
with here.undoable("Deleted."):
    print("nothing marked")
"""
    assert texts_of_python(source) == [
        *("Left out.", "Counted again.", "One", "Two", "{number} {unit}", "{number}"),
        ("One entry", "%(num)s entries"),
        *("What is wrong. What to do.", "Say how old.", "Once more.", "Saved.", "Deleted."),
    ]


def test_no_text_is_two_sentences_run_together() -> None:
    """As they were once: a full stop and then a letter, or one gap and then another."""
    for text in given():
        assert not any(bad in text for bad in (".Counted", "duringtimes", "}{number}", ".Put away"))


def test_the_time_of_a_flag_stands_at_the_start_of_its_reason() -> None:
    """Two times on one screen would leave a person to choose."""
    for rule in KNOWLEDGE.red_flags.values():
        for branch in rule.branches:
            assert branch.because.lower().startswith(branch.within), rule.id
