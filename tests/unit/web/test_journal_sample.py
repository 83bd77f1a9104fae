"""The sample journal: open to everyone, marked on every page, never written and never mixed with a vault."""

import re

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import open_journal, shown

from aftercare.web.routes import url_for

BANNER = "Sample. An invented person. Nothing here is real, nothing is kept."


def get(bench: Bench, name: str) -> str:
    answer = bench.client.get(url_for(name), headers=OWN)
    assert answer.status_code == 200
    return answer.text


def post(bench: Bench, name: str, **fields: str) -> str:
    answer = bench.client.post(url_for(name), data={"t": bench.token("/"), **fields}, headers=OWN)
    assert answer.status_code == 200, answer.text
    return answer.text


def ended(bench: Bench) -> list[str]:
    """The experiments that came to something, the latest first."""
    page = get(bench, "sample_experiments")
    return re.findall(r'name="experiment" value="([^"]+)"', page)[1:]


def test_every_page_of_it_carries_the_banner_on_screen_and_paper(inside: Bench) -> None:
    timeline = get(inside, "sample_timeline")
    entry = re.search(r'name="entry" value="([^"]+)"', timeline)
    before = re.search(r'name="before" value="([^"]+)"', timeline)
    assert entry is not None
    assert before is not None
    pages = [
        get(inside, "sample"),
        timeline,
        post(inside, "sample_timeline", before=before[1]),
        post(inside, "sample_entry", entry=entry[1]),
        get(inside, "sample_patterns"),
        post(inside, "sample_pattern", factor="sleep_hours", outcome="tears"),
        get(inside, "sample_experiments"),
        get(inside, "sample_experiment"),
        *(post(inside, "sample_result", experiment=one) for one in ended(inside)),
        get(inside, "sample_report"),
    ]
    for page in pages:
        assert BANNER in shown(page)
        assert "sample-banner" in page
        assert "no-print" not in page.split("sample-banner")[0][-40:]


def test_it_needs_no_vault_and_makes_none(inside: Bench) -> None:
    get(inside, "sample")
    get(inside, "sample_patterns")
    assert not inside.state.launch.folder.exists()
    assert inside.state.vault is None


def test_every_tier_shows(inside: Bench) -> None:
    text = shown(get(inside, "sample_patterns"))
    for tier in ("Strong", "Likely", "Hunch", "Comes along with another", "No sign of a large link", "Not told yet"):
        assert tier in text


def test_nothing_on_it_can_be_changed(inside: Bench) -> None:
    timeline = get(inside, "sample_timeline")
    entry = re.search(r'name="entry" value="([^"]+)"', timeline)
    assert entry is not None
    page = post(inside, "sample_entry", entry=entry[1])
    for name in ("edit", "delete", "leave_out", "day_after_of", "undo", "log"):
        assert f'"{url_for(name)}"' not in page


MISSES = (
    ("sample_entry", {"entry": "no"}),
    ("sample_timeline", {"before": "no"}),
    ("sample_experiment", {"experiment": "no"}),
)
ACTS = ("experiment_act", "experiment_draw", "experiment_new", "experiments", "experiment", "experiment_result")


def test_home_shows_the_draw_that_stands_behind_a_tap_and_nothing_to_act_on(inside: Bench) -> None:
    page = get(inside, "sample")
    words = shown(page)
    assert "Drawn for the next time What was drawn" in words
    assert "Not tonight" not in words
    assert f'"{url_for("sample_experiment")}"' in page
    assert not [name for name in ACTS if f'"{url_for(name)}"' in page]


def test_its_experiments_can_be_looked_at_and_not_acted_on(inside: Bench) -> None:
    listed = shown(get(inside, "sample_experiments"))
    for text in ("Ten minutes of talking", "Under way", "Take a warm bath before.", "Could not tell"):
        assert text in listed
    assert "Made a difference, for the better" in listed
    stands = get(inside, "sample_experiment")
    assert "19 of 24 rounds" in shown(stands)
    over = post(inside, "sample_experiment", experiment=ended(inside)[0])
    assert "See what it came to" in shown(over)
    for page in (stands, over, post(inside, "sample_result", experiment=ended(inside)[0])):
        assert not [name for name in ACTS if f'"{url_for(name)}"' in page]
        assert "Delete it" not in page


def test_what_its_experiments_came_to_can_be_read(inside: Bench) -> None:
    bath, holding = (shown(post(inside, "sample_result", experiment=one)) for one in ended(inside))
    assert "It could not tell." in bath
    assert "A difference of more than" in bath
    assert "It made a difference, for the better." in holding
    assert re.search(r"On rounds with the change .* was 0\.6 steps higher, on average\.", holding)
    assert "luck alone would do this in about 1 of 100 experiments" in holding


def test_the_page_for_a_clinician_tells_of_them_and_makes_no_file(inside: Bench) -> None:
    page = get(inside, "sample_report")
    words = shown(page)
    assert "It made a difference, for the better." in words
    assert "It could not tell." in words
    assert "From the sample journal" in words or "Sample" in words
    assert "Make the file" not in words
    assert f'"{url_for("report")}"' not in page


def test_the_result_of_the_one_that_runs_is_where_it_stands(inside: Bench) -> None:
    running = re.findall(r'name="experiment" value="([^"]+)"', get(inside, "sample_experiments"))[0]
    token = inside.token("/")
    answer = inside.client.post(url_for("sample_result"), data={"t": token, "experiment": running}, headers=OWN)
    assert answer.headers["location"] == url_for("sample_experiment")


def test_it_is_never_mixed_with_an_open_journal(inside: Bench) -> None:
    mine = open_journal(inside)
    mine.log(mood_after="3")
    assert "From 150 entries." in shown(mine.get("sample_patterns"))
    assert "From 1 entry." in shown(mine.get("patterns"))
    assert BANNER not in shown(mine.get("home"))
    assert len(mine.journal.entries) == 1


@pytest.mark.parametrize("name", ["sample_entry", "sample_pattern", "sample_result"])
def test_the_bare_address_of_a_page_behind_a_tap_leads_to_the_first(inside: Bench, name: str) -> None:
    answer = inside.client.get(url_for(name), headers=OWN)
    assert answer.headers["location"] == url_for("sample")


def test_an_entry_or_a_page_that_is_not_there_gets_its_sentence(inside: Bench) -> None:
    token = inside.token("/")
    for name, fields in MISSES:
        answer = inside.client.post(url_for(name), data={"t": token, **fields}, headers=OWN)
        assert answer.status_code == 404
