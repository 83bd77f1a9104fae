"""Home, patterns, the person's page and the journal's settings, from an empty journal to a long one."""

import re
from datetime import date

import pytest
from tests.unit.usecases.invented import bring_in
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.sample_journal import sample_journal
from aftercare.web.journal_pages import greeting


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def fill(mine: Mine) -> None:
    """A year and a half of an invented person, put in as one."""
    made = sample_journal(load_knowledge().measures, date(2026, 11, 22))
    bring_in(made, mine.vault, mine.bench.state.now())


def test_an_empty_home_says_what_will_be_here(mine: Mine) -> None:
    text = shown(mine.get("home"))
    assert "Good afternoon." in text
    assert "After your first entry, its line stands here" in text
    assert "Nothing to compare yet." in text
    assert "100 to 250 entries" in text


@pytest.mark.parametrize(
    ("hour", "said"), [(4, "Good evening."), (5, "Good morning."), (12, "Good afternoon."), (18, "Good evening.")]
)
def test_the_greeting_goes_by_the_persons_hour(hour: int, said: str) -> None:
    assert greeting(hour) == said


def test_from_the_first_entry_on_it_is_said_how_much_more_is_needed(mine: Mine) -> None:
    mine.log(tears="2", mood_before="1", mood_after="1", pain="4", quarrel="yes")
    text = shown(mine.get("patterns"))
    assert "From 1 entry." in text
    assert "No pattern yet" in text
    assert re.search(r"Needs \d+ more entries", text)
    assert "1 entry so far." in shown(mine.get("home"))


def test_a_long_journal_shows_arcs_one_pattern_and_the_way_to_it(mine: Mine) -> None:
    fill(mine)
    home = mine.get("home")
    assert "chart-arcs" in home
    assert "Look closer" in shown(home)
    assert re.search(r"\d+ of \d+ (other )?times|on average over \d+ times", shown(home))
    page = mine.post("patterns", factor="sleep_hours", outcome="tears")
    text = shown(page)
    assert "Little sleep goes with tears, for you." in text
    assert "chart-step-rows" in page
    assert "chart-interval" in page
    assert "It can't say why." in text
    assert re.search(r"Probably not|No large link|comes along with", text)
    assert page.count("entry-line") == 20
    composite = load_knowledge().composites["feeling_bad_after"]
    assert composite.help in shown(mine.post("patterns", factor="sleep_hours", outcome=composite.id))
    everything = mine.post("patterns", factor="sleep_hours", outcome="tears", whole="yes")
    assert everything.count("entry-line") == 149


def test_a_pattern_that_is_none_leads_back_to_the_list(mine: Mine) -> None:
    fill(mine)
    assert "From 150 entries." in shown(mine.post("patterns", factor="nothing", outcome="tears"))


def test_which_patterns_were_shown_is_remembered_once(mine: Mine) -> None:
    fill(mine)
    mine.get("patterns")
    remembered = mine.journal.notices
    assert remembered
    mine.get("patterns")
    assert mine.journal.notices == remembered


def test_the_words_never_claim_a_cause(mine: Mine) -> None:
    fill(mine)
    for page in (mine.get("patterns"), mine.post("patterns", factor="depth", outcome="pain")):
        assert not re.search(r"\b(cause[sd]?|because of|leads? to|correlat\w+|proves?)\b", shown(page).lower())


def test_a_flag_that_can_wait_is_a_card_and_is_put_away_by_two_buttons(mine: Mine) -> None:
    for day in range(10, 22):
        mine.post("log", id=mine.form_id(), when="earlier", day=f"2026-11-{day}", hour="20:00", pain="5")
    home = mine.get("home")
    assert "I have seen someone" in shown(home)
    assert "Not yet reviewed by a clinician." in shown(home)
    rule = re.search(r'name="rule" value="(\w+)"', home)
    assert rule is not None
    mine.post("quiet_flag", rule=rule[1], why="seen_someone")
    assert f'value="{rule[1]}"' not in mine.get("home")


def test_everything_about_the_person_is_optional_and_can_be_taken_back(mine: Mine) -> None:
    page = shown(mine.get("person"))
    assert "Born in 1990" in page
    mine.post("person", organs=["vagina", "uterus"], cycle_length="28")
    assert mine.journal.person.value("organs") == ("vagina", "uterus")
    mine.post("person", organs=["vagina", "uterus"], cycle_length="")
    assert mine.journal.person.value("cycle_length") is None


def test_only_what_fits_the_persons_organs_is_asked(mine: Mine) -> None:
    assert 'id="erection"' in mine.get("log")
    mine.post("person", organs=["vagina", "uterus", "ovaries"])
    assert 'id="erection"' not in mine.get("log")
    assert 'id="dryness"' in mine.get("log")


def test_a_wrong_number_about_the_person_is_told_at_its_field_and_nothing_is_lost(mine: Mine) -> None:
    answer = mine.send("person", cycle_length="900", main_concern="It hurts when it is deep.")
    assert answer.status_code == 422
    assert 'href="#cycle_length"' in answer.text
    assert "It hurts when it is deep." in answer.text
    assert mine.journal.person.answers == {}


def test_the_settings_of_the_journal_are_kept(mine: Mine) -> None:
    mine.post("settings", main_outcome="pain", day_after_card="no", turns_at="6", zone_name="Europe/Berlin")
    settings = mine.journal.settings
    assert (settings.main_outcome, settings.day_after_card, settings.day_turns_at) == ("pain", False, 6)
    assert settings.zone == "Europe/Berlin"


@pytest.mark.parametrize("wrong", [{"turns_at": "13"}, {"turns_at": "x"}, {"turns_at": "4", "zone_name": "Moon/Base"}])
def test_settings_nobody_can_mean_are_refused(mine: Mine, wrong: dict[str, str]) -> None:
    before = mine.journal.settings
    assert mine.send("settings", **wrong).status_code == 422
    assert mine.journal.settings == before
