"""The page of a flag: who can be reached, until when help is usually offered, and the quiet line of what excuses it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.check.saves import KNOWLEDGE, NOW, entry, journal
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.check.screening import screen_journal
from aftercare.model.fact import Status
from aftercare.model.settings import Settings
from aftercare.web.flag_pages import flag_pages
from aftercare.web.routes import url_for
from aftercare.web.templating import environment

CALLS = {"tears": "3", "mood_after": "0", "pain": "5"}


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_help_with_a_time_window_says_until_when_and_never_that_it_is_too_late() -> None:
    """From the earliest it can have been, with day and hour, and still go after it (SAFETY 5)."""
    logged = entry({"protection": "none", "touch": ("penis_in_vagina",)}, timedelta(hours=20))
    held = replace(
        journal(logged, organs=("vagina", "uterus")), settings=Settings(pregnancy_matters=True, zone="Europe/Berlin")
    )
    flags = [one for one in screen_journal(KNOWLEDGE, held, (), NOW).fired if one.rule == "RF34"]
    (page,) = flag_pages(KNOWLEDGE, flags, "DE", held)
    module = environment("en", url_for).get_template("components/flag.html").module
    text = str(module.to_do(page))  # type: ignore[attr-defined]
    assert "not offered after about Wednesday 03:00; after that, still go." in text
    assert "too late" not in text


def test_a_country_without_a_line_of_its_own_gets_those_of_its_union() -> None:
    """Poland has no list here and 112 works there; no country is left without a number in an emergency."""
    logged = entry({"body_after": ("chest_pain",)})
    flags = [one for one in screen_journal(KNOWLEDGE, journal(logged), (), NOW).fired if one.rule == "RF07"]
    (page,) = flag_pages(KNOWLEDGE, flags, "PL")
    assert any(line.number == "112" for service in page.services for line in service.lines)


@pytest.mark.parametrize(("country", "name"), [("DE", "Germany"), ("PL", "European Union")])
def test_a_flag_says_whose_numbers_it_shows(country: str, name: str) -> None:
    """Who has moved, or is abroad, sees that these are not the numbers of where they are."""
    logged = entry({"body_after": ("chest_pain",)})
    flags = [one for one in screen_journal(KNOWLEDGE, journal(logged), (), NOW).fired if one.rule == "RF07"]
    module = environment("en", url_for).get_template("components/flag.html").module
    (page,) = flag_pages(KNOWLEDGE, flags, country)
    assert name in str(module.reach(page, (), country)).partition("112")[0]  # type: ignore[attr-defined]
    (page,) = flag_pages(KNOWLEDGE, flags, None)
    assert name not in str(module.reach(page, (), None))  # type: ignore[attr-defined]


def test_the_page_of_a_severe_pain_offers_what_would_take_it_back_and_a_yes_does(mine: Mine) -> None:
    """A quiet line below what to do: over within the hour, said by the person."""
    page = mine.log(tears="0", mood_after="3", pain="8")
    text = shown(page)
    assert text.index("Do now") < text.index("Is one of these so?")
    assert "Was the pain over within an hour?" in text
    after = mine.after("excuse", excuse="pain_over_within_1h")
    assert "Be seen today" not in shown(after)
    assert any(fact.finding == "pain_over_within_1h" for fact in mine.journal.answers)


def test_the_page_of_chest_pain_offers_the_usual_panic_and_nothing_that_was_not_offered_counts(mine: Mine) -> None:
    """Only what stands on the page can be said from there."""
    mine.log(**CALLS)
    page = mine.after("danger", line=["chest"])
    assert "usual panic" in shown(page)
    mine.after("excuse", excuse="plain_bruise")
    assert not any(fact.finding == "plain_bruise" for fact in mine.journal.answers)
    after = mine.after("excuse", excuse="usual_panic_checked")
    assert "Get help now" not in shown(after)
    kept = {fact.finding: fact.status for fact in mine.journal.answers}
    assert kept["usual_panic_checked"] is Status.PRESENT
    assert kept["chest_pain"] is Status.PRESENT
