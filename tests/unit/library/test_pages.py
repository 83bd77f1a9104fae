"""A page of the library, as it is put together: the red flags' own words first, every source named, nothing empty."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.library.small import FILES, library

from aftercare.knowledge.condition import Cause, Topic
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library.pages import (
    WORDS_A_MINUTE,
    library_page,
    page_ids,
    page_record,
    page_records,
    page_title,
    source_line,
    urgent_of,
)
from aftercare.library.wording import SURE_IN_WORDS, VERDICT_IN_WORDS
from aftercare.model.assessment import ACTION_ORDER, Action
from aftercare.model.errors import NotThere

KNOWLEDGE = load_knowledge()
PAGES = page_ids(KNOWLEDGE)
URGENT = (Action.EMERGENCY, Action.SAME_DAY)


@pytest.mark.parametrize("page_id", PAGES)
def test_every_page_can_be_read_and_is_whole(page_id: str) -> None:
    """It has a title, a summary, stretches with texts, and a source for each mark; one can go on reading from it."""
    page = library_page(KNOWLEDGE, page_id)
    assert page.title
    assert page.summary
    assert page.sections
    assert page.minutes >= 1
    assert all(section.texts and section.heading for section in page.sections)
    assert all(text.text for section in page.sections for text in section.texts)
    named = {source.id for source in page.sources}
    assert len(named) == len(page.sources)
    cited = {source for section in page.sections for text in section.texts for source in text.sources}
    cited |= {study.source for one in page.common for study in one.studies}
    cited |= {source for one in page.comparisons for source in one.sources}
    assert cited <= named
    assert page.id not in (*page.related, *page.causes)
    assert {*page.related, *page.causes} <= set(PAGES)
    assert {text.sure for section in page.sections for text in section.texts} <= {"", *SURE_IN_WORDS}
    assert {one.sure for one in page.comparisons} <= set(SURE_IN_WORDS)
    assert {one.verdict for one in page.comparisons} <= set(VERDICT_IN_WORDS)


@pytest.mark.parametrize("page_id", PAGES)
def test_what_is_urgent_is_said_in_the_red_flags_own_words_the_most_urgent_first(page_id: str) -> None:
    """A page never words an emergency of its own, and leaves out none of the rules it names."""
    page, record = library_page(KNOWLEDGE, page_id), page_record(KNOWLEDGE, page_id)
    about_another = isinstance(record, Topic) and record.about_another
    for one in page.urgent:
        flag = KNOWLEDGE.red_flags[one.rule]
        own = {(branch.action, flag.title if about_another else branch.because) for branch in flag.branches}
        assert (one.action, one.because) in own
        assert one.action in URGENT
    order = [ACTION_ORDER.index(one.action) for one in page.urgent]
    assert order == sorted(order)
    said = {one.rule for one in page.urgent}
    see = {text.text for section in page.sections if section.id == "see" for text in section.texts}
    for rule in record.raised_by:
        assert about_another or rule in said or KNOWLEDGE.red_flags[rule].branches[0].because in see, rule
        soon = {branch.action for branch in KNOWLEDGE.red_flags[rule].branches if branch.action in URGENT}
        assert about_another or soon == {one.action for one in page.urgent if one.rule == rule}, rule
    assert all(action.action not in URGENT for action in record.see)


def test_a_rule_that_is_not_urgent_stands_under_when_to_get_help() -> None:
    """Only what is for now or for today stands in the urgent part."""
    later = [
        (record.id, one.because)
        for record in page_records(KNOWLEDGE)
        for one in urgent_of(KNOWLEDGE, record.raised_by)
        if one.action not in (*URGENT, Action.SELF_CARE) and not (isinstance(record, Topic) and record.about_another)
    ]
    assert later
    for page_id, because in later:
        sections = {section.id: section for section in library_page(KNOWLEDGE, page_id).sections}
        assert because in [text.text for text in sections["see"].texts]


def test_the_page_of_a_danger_opens_with_calling_for_help() -> None:
    """The control for the two tests above: pages that must have an urgent part do."""
    for page_id in ("ectopic_pregnancy", "suicidal_crisis", "thunderclap_headache", "testicular_torsion"):
        assert library_page(KNOWLEDGE, page_id).urgent[0].action is Action.EMERGENCY


def test_a_page_about_a_cause_says_how_it_feels_what_speaks_for_it_what_helps_and_what_a_clinician_asks() -> None:
    page = library_page(KNOWLEDGE, "orgasm_cramps")
    own = {section.id for section in page.sections}
    assert {"feels", "course", "points_to", "points_away", "helps", "see", "clinician"} <= own
    assert page.is_cause
    assert page.name == "Dysorgasmia"


def test_a_page_about_a_topic_shows_its_own_stretches_and_the_causes_behind_it() -> None:
    page = library_page(KNOWLEDGE, "crying_after_sex")
    assert not page.is_cause
    assert [section for section in page.sections if section.id == "own"]
    assert "postcoital_dysphoria" in page.causes


def test_what_articles_say_stands_beside_what_studies_say_on_each_page_a_claim_names() -> None:
    for claim in KNOWLEDGE.claims.values():
        for page_id in claim.pages:
            shown = {one.claim: one for one in library_page(KNOWLEDGE, page_id).comparisons}
            assert shown[claim.id].studies == claim.text
            assert shown[claim.id].articles == claim.articles


def test_home_measures_time_windows_and_lines_stand_on_each_page_they_name() -> None:
    """What is not advised stands apart from what is."""
    for measure in KNOWLEDGE.home_measures.values():
        for page_id in measure.pages:
            sections = {section.id: section for section in library_page(KNOWLEDGE, page_id).sections}
            texts = [text.text for text in sections["home" if measure.advised else "not_advised"].texts]
            assert any(text.startswith(f"{measure.name}: ") for text in texts), (measure.id, page_id)
            for limit in measure.limits:
                assert any(limit in text for text in texts), limit
    for window in KNOWLEDGE.time_windows.values():
        for page_id in window.pages:
            sections = {section.id: section for section in library_page(KNOWLEDGE, page_id).sections}
            assert any(window.text in text.text for text in sections["windows"].texts), (window.id, page_id)
    for phrase in KNOWLEDGE.phrases.values():
        for page_id in phrase.pages:
            texts = [text.text for section in library_page(KNOWLEDGE, page_id).sections for text in section.texts]
            for line in (phrase.never, phrase.better):
                assert not line or any(f"“{line}”" in text for text in texts), (phrase.id, page_id)


def test_reading_time_is_that_of_the_words_on_the_page() -> None:
    """200 words a minute; a short page takes one."""
    for page_id in PAGES:
        page = library_page(KNOWLEDGE, page_id)
        texts = [page.summary, *(text.text for section in page.sections for text in section.texts)]
        texts += [text for one in page.comparisons for text in (one.articles, one.studies)]
        words = sum(len(text.split()) for text in texts)
        assert abs(page.minutes - words / WORDS_A_MINUTE) <= 0.5 or page.minutes == 1, page_id


def test_no_page_claims_a_review_that_nobody_made() -> None:
    for page_id in PAGES:
        assert library_page(KNOWLEDGE, page_id).reviewed == page_record(KNOWLEDGE, page_id).reviewed


def test_a_page_that_is_not_there_is_told_without_repeating_what_was_asked_for() -> None:
    for look in (library_page, page_title):
        with pytest.raises(NotThere) as told:
            look(KNOWLEDGE, "my secret page")
        assert "secret" not in str(told.value)


def test_a_source_says_where_it_stands_how_it_was_read_and_nothing_it_does_not_know() -> None:
    source = KNOWLEDGE.sources["bird_2011"]
    line = source_line(source)
    assert "2011" in line.details
    assert f"doi {source.doi}" in line.details
    assert line.read == "the abstract was read"
    bare = source_line(replace(source, authors="", where="", year=None, doi="", pmid=""))
    assert bare.details == ""


def test_an_empty_library_has_no_page(tmp_path: Path) -> None:
    empty = Knowledge(tmp_path)
    assert page_ids(empty) == ()
    assert page_records(empty) == ()


def test_every_condition_of_the_library_has_one_page_and_no_two_pages_share_a_title() -> None:
    assert len(set(PAGES)) == len(PAGES)
    titles = [page_title(KNOWLEDGE, page_id).lower() for page_id in PAGES]
    assert len(set(titles)) == len(titles)
    assert sum(isinstance(record, Cause) for record in page_records(KNOWLEDGE)) == 108


def test_a_page_counts_as_reviewed_only_when_everything_on_it_is(tmp_path: Path) -> None:
    """A clinician's name under a page must not vouch for a claim they never saw."""
    name = "reviewed: Ada Example, 2026-11-22"
    own = FILES["topics"].replace("reviewed: null", name)
    assert library_page(library(tmp_path / "own", topics=own), "tears").reviewed is None
    everything = {
        "topics": own,
        "claims": FILES["claims"].replace("reviewed: null", name),
        "phrases": FILES["phrases"].replace("sources: [study]}", f"sources: [study], {name.replace(',', '')}}}"),
    }
    assert library_page(library(tmp_path / "all", **everything), "tears").reviewed == "Ada Example, 2026-11-22"
