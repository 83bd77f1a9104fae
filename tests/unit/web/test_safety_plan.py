"""A plan for heavy hours: optional, in own words, in the vault only, and at hand where it is needed."""

import json

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.exporters.json_export import export_json, read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.model.safety_plan import LONGEST_PART, PARTS
from aftercare.usecases.look import Reviews
from aftercare.usecases.safety_plan import keep_plan
from aftercare.web.routes import url_for

WRITTEN = {
    "warning_signs": "when I stop answering\nand lie awake",
    "what_helps": "the blue blanket",
    "people": "Ada, any time",
    "professionals": "the crisis line",
    "safe_place": "pills at Ada's",
}


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def test_it_is_written_in_own_words_read_again_and_changed(mine: Mine) -> None:
    assert "Write it" in shown(mine.get("safety_plan"))
    page = shown(mine.post("write_plan", **WRITTEN))
    assert all(" ".join(words.split()) in page.replace("&#39;", "'") for words in WRITTEN.values())
    assert "the blue blanket" in mine.get("write_plan")
    page = shown(mine.post("write_plan", **{**WRITTEN, "what_helps": ""}))
    assert "the blue blanket" not in page
    assert "What helps me, by myself" not in page, "an empty part takes no room"


def test_an_empty_one_is_none_and_it_can_be_removed(mine: Mine) -> None:
    mine.post("write_plan", **WRITTEN)
    mine.post("remove_plan")
    assert mine.journal.safety_plan is None
    mine.post("write_plan", **dict.fromkeys(PARTS, "  "))
    assert mine.journal.safety_plan is None


def test_what_is_too_long_is_told_and_nothing_typed_is_lost(mine: Mine) -> None:
    long = "x" * (LONGEST_PART + 1)
    answer = mine.send("write_plan", **{**WRITTEN, "people": long})
    assert answer.status_code == 422 or answer.status_code == 400
    assert long in answer.text
    assert "the blue blanket" in answer.text
    assert mine.journal.safety_plan is None


def test_it_can_be_opened_only_with_the_journal(mine: Mine) -> None:
    mine.post("write_plan", **WRITTEN)
    mine.bench.client.cookies.clear()
    mine.bench.let_in()
    for name in ("safety_plan", "write_plan"):
        answer = mine.bench.client.get(url_for(name), headers=OWN)
        assert "blanket" not in answer.text


def test_settings_and_the_page_about_ending_ones_life_lead_to_it_and_say_nothing_of_it(mine: Mine) -> None:
    mine.post("write_plan", **WRITTEN)
    assert url_for("safety_plan") in mine.get("settings")
    page = mine.log(tears="0", mood_after="3", pain="0", note="I want to kill myself")
    assert url_for("safety_plan") in page
    assert "blanket" not in page


def test_it_leaves_only_with_what_is_private(mine: Mine) -> None:
    mine.post("write_plan", **WRITTEN)
    measures = load_knowledge().measures
    without = export_json(mine.journal, measures, include_private=False, include_left_out=True)
    assert b"blanket" not in without
    complete = export_json(mine.journal, measures, include_private=True, include_left_out=True)
    assert read_export(complete, measures).journal.safety_plan == mine.journal.safety_plan


def test_an_older_export_has_none(mine: Mine) -> None:
    measures = load_knowledge().measures
    written = json.loads(export_json(mine.journal, measures, include_private=True))
    del written["safety_plan"]
    assert read_export(json.dumps(written).encode(), measures).journal.safety_plan is None


def test_it_is_there_after_the_next_unlocking_and_no_rule_reads_it(mine: Mine) -> None:
    keep_plan(mine.vault, {**WRITTEN, "warning_signs": "I want to kill myself"}, mine.bench.state.now())
    assert Reviews(load_knowledge()).of(mine.journal, mine.bench.state.now()).screening.fired == ()
    before = mine.journal.safety_plan
    mine.vault.put_settings(mine.journal.settings)
    mine.vault.refresh()
    assert mine.journal.safety_plan == before
