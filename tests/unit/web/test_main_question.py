"""The main question is set on two pages, in the settings and where its suspects are named: neither undoes the other."""

import re
from dataclasses import replace

import pytest
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Kind
from aftercare.model.settings import Settings

SUSPECTS = ("alcohol", "company", "company:alone", "own.gone")
"""A measure, a choice and an option of it, and one that is no more."""


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def asking(mine: Mine, outcome: str, suspects: tuple[str, ...] = SUSPECTS) -> None:
    mine.vault.put_settings(replace(mine.journal.settings, main_outcome=outcome, suspects=suspects))


def form(mine: Mine, name: str) -> dict[str, str | list[str]]:
    """The form of a page as a browser sends it when nothing on it is touched."""
    page = mine.get(name)
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    whole = next(one for one in forms if 'name="main_outcome"' in one or 'id="outcome"' in one)
    sent: dict[str, str | list[str]] = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', whole))
    del sent["t"]
    for select, inside in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', whole, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', inside)
        sent[select] = chosen[1] if chosen else ""
    for box in re.findall(r"<input[^>]* checked[^>]*>", whole):
        name_of, value = re.search(r'name="([^"]+)"', box), re.search(r'value="([^"]+)"', box)
        assert name_of is not None
        assert value is not None
        sent[name_of[1]] = [*sent.get(name_of[1], ()), value[1]]
    return sent


def asked(mine: Mine) -> tuple[str | None, tuple[str, ...]]:
    settings: Settings = mine.journal.settings
    return settings.main_outcome, settings.suspects


OUTCOMES = ("pain", "feeling_bad_after", "feelings_after:lonely", "own.gone_too")


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_keeping_the_settings_untouched_keeps_question_and_suspects(mine: Mine, outcome: str) -> None:
    """Also a question about several measures at once, about one answer of a choice, or about what is no more."""
    asking(mine, outcome)
    sent = form(mine, "settings")
    assert sent["main_outcome"] == outcome
    mine.post("settings", **sent | {"turns_at": "3"})
    assert asked(mine) == (outcome, SUSPECTS)
    assert mine.journal.settings.day_turns_at == 3


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_keeping_the_page_of_suspects_untouched_keeps_question_and_suspects(mine: Mine, outcome: str) -> None:
    asking(mine, outcome)
    sent = form(mine, "looked_at")
    assert sent["outcome"] == outcome
    mine.post("looked_at", do="ask", **sent)
    kept, suspects = asked(mine)
    assert (kept, set(suspects)) == (outcome, set(SUSPECTS))


def test_a_settings_page_that_was_open_before_takes_no_newer_question_back(mine: Mine) -> None:
    asking(mine, "tears")
    old = form(mine, "settings")
    mine.post("looked_at", do="ask", outcome="feeling_bad_after", suspect=["alcohol"])
    mine.post("settings", **old | {"turns_at": "5"})
    assert asked(mine) == ("feeling_bad_after", ("alcohol",))
    assert mine.journal.settings.day_turns_at == 5


def test_another_question_in_the_settings_keeps_the_suspects_and_none_takes_them_back(mine: Mine) -> None:
    asking(mine, "tears", ("alcohol",))
    mine.post("settings", **form(mine, "settings") | {"main_outcome": "pain"})
    assert asked(mine) == ("pain", ("alcohol",))
    mine.post("settings", **form(mine, "settings") | {"main_outcome": "nonsense"})
    assert asked(mine) == ("pain", ("alcohol",))
    mine.post("settings", **form(mine, "settings") | {"main_outcome": ""})
    assert asked(mine) == (None, ())


def test_the_settings_offer_as_a_question_only_what_patterns_can_tell(mine: Mine) -> None:
    page = mine.get("settings")
    offered = set(re.findall(r'<option value="([^"]*)"', page.split('name="main_outcome">')[1].split("</select>")[0]))
    assert {"tears", "pain", "feeling_bad_after"} <= offered
    known = catalogue(load_knowledge(), mine.journal.own_measures)
    for measure in (known[name] for name in offered & known.keys()):
        assert not measure.private
        assert not measure.options or measure.kind is Kind.STEPS
