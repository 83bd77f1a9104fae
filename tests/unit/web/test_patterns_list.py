"""The page of patterns and the page of what is looked at: every kind of pattern, told as what it is."""

import re
from dataclasses import replace

import pytest
from tests.journey.made_patterns import LAST_LOOK, patterned
from tests.unit.usecases.invented import bring_in
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.model.notice import NoticeKind
from aftercare.web.routes import url_for


def fill(mine: Mine) -> None:
    """One pattern of every kind, and what was seen at the last look."""
    made = patterned(mine.bench.state.now().date())
    bring_in(made, mine.vault, mine.bench.state.now())


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


@pytest.fixture
def full(mine: Mine) -> Mine:
    fill(mine)
    return mine


def test_the_main_question_stands_first_then_the_rest_by_tier(full: Mine) -> None:
    text = shown(full.get("patterns"))
    question = text.index("Your main question: tears again by the next day")
    assert question < text.index("Tears came again by the next day after") < text.index("Everything else")
    assert text.index("Everything else") < text.index("Pain was")
    assert text.count("of 100 such patterns shown, about 98 hold up") + text.count("Of 100 such patterns shown") == 1


def test_what_changed_since_the_last_look_stands_on_top_as_long_as_it_is_open(full: Mine) -> None:
    for _ in range(2):
        text = shown(full.get("patterns"))
        top = text[: text.index("From 200 entries")]
        assert "Since you last looked" in top
        assert re.search(r"New\s+Cramps go with the day of your cycle", top)
        assert re.search(r"Stronger\s+A quarrel goes with tears", top)
        assert re.search(r"Faded\s+Alcohol and pain the next day", top)
        assert top.count("your entries cannot tell them apart yet") == 1
    seen = [one.detail for one in full.journal.notices if one.kind is NoticeKind.PATTERNS_SEEN]
    assert len(seen) == 1
    assert seen != [LAST_LOOK]


def test_two_that_cannot_be_told_apart_are_one_card_with_the_way_to_an_experiment(full: Mine) -> None:
    page = full.get("patterns")
    text = shown(page).split("From 200 entries")[1]
    assert text.count("Holding each other or talking afterwards: your entries cannot tell them apart yet.") == 1
    card = page.split("card apart")[1].split("</section>")[0]
    assert url_for("experiment_new") in card
    assert 'name="outcome" value="close_next_day"' in card
    assert card.count("btn ghost slim") == 2


def test_one_outcome_alone_is_chosen_by_post_and_leaves_no_trace_in_the_address(full: Mine) -> None:
    answer = full.send("patterns_of", only="pain")
    assert answer.headers["location"] == url_for("patterns")
    page = full.follow(answer)
    text = shown(page)
    assert "Pain was" in text
    assert "Tears came again by the next day after" not in text.split("From 200 entries")[1]
    assert re.search(r'value="pain" aria-pressed="true"', page)
    assert "Tears came again by the next day after" in shown(full.post("patterns_of", only=""))
    assert "Tears came again" in shown(full.post("patterns_of", only="nonsense"))


def test_a_faded_pattern_keeps_its_story_and_claims_nothing(full: Mine) -> None:
    page = full.post("patterns", factor="alcohol", outcome="pain_next_day")
    text = shown(page)
    assert "Alcohol and pain the next day: faded." in text
    assert "It was likely once." in text
    assert "95 hold up" not in text
    assert re.search(r"Its story\s+Likely\s+First shown: ", text)
    assert "goes with more pain" not in text


@pytest.mark.parametrize(
    ("factor", "outcome", "chart", "says"),
    [
        ("quarrel", "tears_next_day", "chart-dots", "more times in 100 with a quarrel"),
        ("depth", "pain", "chart-stacks", "parted at about your highest third: with more depth"),
        ("cycle_day", "cramps", "chart-cycle", "the week before bleeding"),
        ("stress", "mood_after", "chart-stacks", "check-in"),
        (
            "held_after",
            "close_next_day",
            "chart-step-rows",
            "your entries cannot tell them apart yet. An experiment could.",
        ),
    ],
)
def test_every_kind_has_its_picture_its_words_and_its_numbers(
    full: Mine, factor: str, outcome: str, chart: str, says: str
) -> None:
    page = full.post("patterns", factor=factor, outcome=outcome)
    text = shown(page)
    assert chart in page
    assert says in text
    assert "As a table" in text
    assert "In numbers" in text
    assert "It can't say why." in text
    whole = full.post("patterns", factor=factor, outcome=outcome, whole="yes")
    assert whole.count("entry-line") == 200
    assert ("If you look every day" in text) == (factor != "cycle_day")


def test_the_meaning_of_a_tier_is_only_said_of_what_stands_for_itself(full: Mine) -> None:
    held = shown(full.post("patterns", factor="held_after", outcome="close_next_day"))
    assert "Not told apart It may be this, the other, or both: your entries cannot tell yet." in held
    assert "hold up" not in held
    assert "98 hold up" in shown(full.post("patterns", factor="depth", outcome="pain"))


def test_what_is_open_is_a_range_and_what_is_ruled_out_has_its_size(full: Mine) -> None:
    text = shown(full.get("patterns"))
    assert re.search(r"about \d+( to \d+)? more|more than 200 more", text)
    assert "A guess, not a promise" in text or "more than 200 more" in text
    assert re.search(r"No (very )?large link with .*? smaller than \d", text)
    assert "no effect" not in text.lower()


def test_from_the_first_entry_on_plain_counts_are_told_without_a_claim(mine: Mine) -> None:
    mine.log(tears="2", mood_after="1", pain="4")
    text = shown(mine.get("patterns"))
    assert "So far, in counts" in text
    assert re.search(r"Tears.*?1\s+of 1", text)
    assert "A count alone says nothing about why." in text
    assert "100 to 250 entries" in text


def test_nothing_of_it_stands_in_an_address_or_title(full: Mine) -> None:
    page = full.post("patterns", factor="depth", outcome="pain")
    for address in re.findall(r'(?:href|action|src)="([^"]+)"', page):
        assert not re.search("depth|pain|quarrel", address)


def test_the_page_of_what_is_looked_at_names_all_and_takes_changes(full: Mine) -> None:
    text = shown(full.get("looked_at"))
    assert "Name it before you look." in text
    assert "counts from now on" in text
    assert "Quarrel noted 200 times" in text
    assert "Kept. It counts from now on." in shown(full.post("looked_at", do="ask", outcome="pain", suspect=["depth"]))
    assert full.journal.settings.suspects == ("depth",)
    assert "Your main question: pain" in shown(full.get("patterns"))
    assert "Watched from now on." in shown(full.post("looked_at", do="watch", factor="quarrel", outcome="cramps"))
    assert full.journal.settings.watched == (("quarrel", "cramps"),)
    assert "Taken out." in shown(full.post("looked_at", do="out", what="alcohol"))
    assert "Put in." in shown(full.post("looked_at", do="in", what="alcohol"))
    full.post("looked_at", do="unwatch", factor="quarrel", outcome="cramps")
    assert full.journal.settings.watched == ()


def test_the_watch_list_says_how_it_stands_whatever_there_is_to_say(full: Mine) -> None:
    watched = (("depth", "pain"), ("alcohol", "pain"), ("alcohol", "cramps"), ("own.rain", "pain"))
    full.vault.put_settings(replace(full.journal.settings, watched=watched))
    text = shown(full.get("patterns")).split("Your watch list")[1]
    assert re.match(r"\s+Depth and pain\s+Strong\. Pain was .* with more depth", text)
    assert re.search(r"Alcohol and pain\s+(Nothing to see yet\. To be likely it needs|No large link)", text)
    assert re.search(r"Alcohol and cramps\s+No large link between", text)
    assert "own.rain" not in text


def test_what_cannot_be_is_said_at_its_place_and_nothing_is_lost(full: Mine) -> None:
    answer = full.send("looked_at", do="ask", outcome="pain", suspect=[f"n{i}" for i in range(3)])
    assert answer.status_code == 422
    assert "not among what you note" in answer.text
    assert full.journal.settings.main_outcome == "tears_next_day"
    assert full.bench.client.post(url_for("looked_at"), data={"t": full.key, "do": "nonsense"}, headers=OWN).headers[
        "location"
    ] == url_for("looked_at")


def test_the_settings_keep_a_question_about_several_measures_at_once(full: Mine) -> None:
    full.vault.put_settings(replace(full.journal.settings, main_outcome="feeling_bad_after"))
    page = full.get("settings")
    assert re.search(r'value="feeling_bad_after" selected', page)
