"""The published bands, both sides of every cut, and the published words, written down apart from the data."""

import pytest

from aftercare.check.screeners import band_of, score_of
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.screener import Screener

SCREENERS = load_knowledge().screeners
BANDS = {
    "phq4": [(0, 2, "None to minimal"), (3, 5, "Mild"), (6, 8, "Moderate"), (9, 12, "Severe")],
    "phq9": [
        (0, 4, "Minimal"),
        (5, 9, "Mild"),
        (10, 14, "Moderate"),
        (15, 19, "Moderately severe"),
        (20, 27, "Severe"),
    ],
    "gad7": [(0, 4, "Minimal"), (5, 9, "Mild"), (10, 14, "Moderate"), (15, 21, "Severe")],
}
EDGES = [(name, total, band) for name, bands in BANDS.items() for low, high, band in bands for total in (low, high)]
LAST = {"phq4": "phq9_2", "phq9": "phq9_9", "gad7": "gad7_7"}


@pytest.mark.parametrize(("name", "total", "band"), EDGES)
def test_both_ends_of_every_band(name: str, total: int, band: str) -> None:
    assert band_of(SCREENERS[name], total).name == band


@pytest.mark.parametrize("name", BANDS)
def test_the_bands_are_all_there_is_from_nothing_to_everything(name: str) -> None:
    screener = SCREENERS[name]
    assert screener.highest == BANDS[name][-1][1]
    assert [band.least for band in screener.bands] == [low for low, _, _ in BANDS[name]]
    everything = score_of(screener, dict.fromkeys(screener.measures, 3))
    assert everything.total == screener.highest


def test_the_cuts_are_the_published_ones() -> None:
    assert (SCREENERS["phq9"].positive, SCREENERS["gad7"].positive, SCREENERS["phq4"].positive) == (10, 10, None)
    assert [(half.id, half.items, half.positive, half.opens) for half in SCREENERS["phq4"].halves] == [
        ("anxiety", ("gad7_1", "gad7_2"), 3, "gad7"),
        ("depression", ("phq9_1", "phq9_2"), 3, "phq9"),
    ]
    assert [(one.finding, one.least) for one in SCREENERS["phq9"].gives] == [("phq9_10", 10), ("phq9_20", 20)]
    assert [(one.finding, one.least) for one in SCREENERS["gad7"].gives] == [("gad7_10", 10)]


@pytest.mark.parametrize(("total", "positive"), [(2, False), (3, True)])
@pytest.mark.parametrize("half", [0, 1])
def test_each_half_on_both_sides_of_its_cut(half: int, total: int, positive: bool) -> None:
    items = SCREENERS["phq4"].halves[half].items
    values = {items[0]: total - 1, items[1]: 1}
    assert score_of(SCREENERS["phq4"], values).halves[half].positive is positive


def test_the_words_are_the_published_ones() -> None:
    """A validated questionnaire is only that in its own words."""
    answers = ("Not at all", "Several days", "More than half the days", "Nearly every day")
    assert all(screener.answers == answers for screener in SCREENERS.values())
    assert [item.wording for item in SCREENERS["phq9"].items] == [
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
        "Trouble falling or staying asleep, or sleeping too much",
        "Feeling tired or having little energy",
        "Poor appetite or overeating",
        "Feeling bad about yourself - or that you are a failure or have let yourself or your family down",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
        (
            "Moving or speaking so slowly that other people could have noticed. Or the opposite - being so fidgety or "
            "restless that you have been moving around a lot more than usual"
        ),
        "Thoughts that you would be better off dead, or of hurting yourself in some way",
    ]
    assert [item.wording for item in SCREENERS["gad7"].items] == [
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
        "Worrying too much about different things",
        "Trouble relaxing",
        "Being so restless that it is hard to sit still",
        "Becoming easily annoyed or irritable",
        "Feeling afraid as if something awful might happen",
    ]
    four = [*SCREENERS["gad7"].items[:2], *SCREENERS["phq9"].items[:2]]
    assert list(SCREENERS["phq4"].items) == four


def test_the_three_direct_questions_stand_beside_the_phq4_in_their_words() -> None:
    findings = load_knowledge().findings
    assert [findings[name].question for name in SCREENERS["phq4"].asks_beside] == [
        "Have you already taken or done something to hurt yourself?",
        "Are you thinking of ending your life?",
        "Could you act on it tonight, or have you got what you would use?",
    ]


def test_only_the_last_question_of_the_phq9_interrupts() -> None:
    assert {name: screener.interrupts for name, screener in SCREENERS.items()} == {
        "phq4": (),
        "phq9": ("phq9_9",),
        "gad7": (),
    }


def test_no_screener_is_taken_that_is_not_meant_to_be() -> None:
    assert list(SCREENERS) == ["phq4", "phq9", "gad7"]


@pytest.mark.parametrize("screener", SCREENERS.values(), ids=lambda one: one.id)
def test_each_says_who_made_it_and_by_what_right_it_is_here(screener: Screener) -> None:
    assert "Spitzer" in screener.credit
    assert "No permission required" in screener.licence
    assert screener.panel is not None
    assert screener.panel.status == "seen"
