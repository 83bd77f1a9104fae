"""The library in the terminal: lists of pages, and a page as prose with its sources."""

import json
from dataclasses import replace

import pytest
from tests.unit.cli.terminal import Terminal

from aftercare.cli import reading
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library.pages import library_page, page_ids
from aftercare.library.wording import SURE_IN_WORDS, VERDICT_IN_WORDS
from aftercare.model.errors import NotThere


def flat(text: str) -> str:
    return " ".join(text.split())


def joined(text: str) -> str:
    """Without any white space: a line may break after a hyphen."""
    return "".join(text.split())


class TestList:
    """Which pages there are."""

    @pytest.mark.parametrize("by", ["symptom", "name"])
    def test_every_cause_stands_in_the_list(self, nowhere: Terminal, by: str) -> None:
        listed = flat(nowhere.run("library", "--by", by).out)
        assert [cause for cause in load_knowledge().causes if f"({cause})" not in listed] == []

    def test_by_name_every_page_stands_under_its_letter(self, nowhere: Terminal) -> None:
        out = nowhere.run("library", "--by", "name").out
        assert [page for page in page_ids(load_knowledge()) if f"({page})" not in flat(out)] == []
        letters = [line for line in out.splitlines() if len(line) == 1]
        assert letters == sorted(letters)
        assert len(letters) > 10

    def test_by_part_of_the_body_names_the_parts(self, nowhere: Terminal) -> None:
        out = nowhere.run("library", "--by", "part").out
        parts = {part.name for part in load_knowledge().body_parts.values()}
        assert parts <= set(out.splitlines())

    def test_the_usual_list_begins_with_what_most_people_look_for(self, nowhere: Terminal) -> None:
        out = nowhere.run("library").out
        assert out.startswith("To begin with\n")
        assert "(crying_after_sex)" in flat(out)
        assert flat(out).endswith("Not yet reviewed by a clinician.")

    def test_for_programs_one_object_a_line_for_every_page(self, nowhere: Terminal) -> None:
        told = [json.loads(line) for line in nowhere.run("library", "--json").out.splitlines()]
        assert [one["id"] for one in told] == list(page_ids(load_knowledge()))
        cause = next(one for one in told if one["id"] == "adenomyosis")
        known = load_knowledge().causes["adenomyosis"]
        assert (cause["kind"], cause["key"], cause["name"]) == ("cause", "F14", known.name)
        assert cause["also"] == list(known.also)
        assert cause["symptoms"] == list(known.symptoms)
        assert cause["parts"] == list(known.parts)
        topic = next(one for one in told if one["kind"] == "topic")
        assert topic["key"] == ""
        assert topic["name"] == topic["title"]

    @pytest.mark.usefixtures("in_conversation")
    def test_in_a_terminal_a_page_can_be_named_without_an_argument(self, nowhere: Terminal) -> None:
        read = nowhere.run("library", typed="adenomyosis\n")
        assert read.code == 0
        assert "Sources" in read.out
        assert "Sources" not in nowhere.run("library", typed="\n").out


class TestNaming:
    """Which page was meant."""

    @pytest.mark.parametrize(
        "typed", ["adenomyosis", "ADENOMYOSIS", "f14", "postcoital_dysphoria", "postcoital-dysphoria", "Post-sex blues"]
    )
    def test_id_key_title_and_other_names_all_lead_there(self, nowhere: Terminal, typed: str) -> None:
        assert nowhere.run("library", *typed.split()).code == 0

    def test_a_title_needs_no_quotes(self, nowhere: Terminal) -> None:
        title = load_knowledge().causes["postcoital_dysphoria"].title
        assert nowhere.run("library", *title.split()).out == nowhere.run("library", "postcoital_dysphoria").out

    def test_a_near_miss_suggests_and_repeats_nothing(self, nowhere: Terminal) -> None:
        missed = nowhere.run("library", "adenomiosys")
        assert (missed.code, missed.out) == (2, "")
        assert "(adenomyosis)" in flat(missed.err)
        assert "adenomiosys" not in missed.err

    def test_what_is_nowhere_near_suggests_the_list(self, nowhere: Terminal) -> None:
        missed = nowhere.run("library", "xylophone")
        assert missed.code == 2
        assert "Perhaps" not in missed.err
        assert "aftercare ask" in flat(missed.err)

    def test_a_name_of_two_pages_asks_which(self) -> None:
        known = load_knowledge()
        first, second = list(known.causes.values())[:2]
        both = Knowledge(known.folder)
        named = {one.id: replace(one, also=("the blues",)) for one in (first, second)}
        both.__dict__["causes"] = named
        both.__dict__["topics"] = {}
        with pytest.raises(NotThere) as told:
            reading.page_named(both, "The blues")
        assert first.id in str(told.value)
        assert second.id in str(told.value)

    def test_every_page_is_found_by_its_title(self) -> None:
        known = load_knowledge()
        for page in page_ids(known):
            assert reading.page_named(known, library_page(known, page).title) == page


class TestPage:
    """One page as prose."""

    def test_summary_first_then_what_is_urgent_then_the_rest_and_the_sources(self, nowhere: Terminal) -> None:
        page = library_page(load_knowledge(), "postcoital_dysphoria")
        out = flat(nowhere.run("library", "postcoital_dysphoria").out)
        headings = [
            page.summary,
            "Don't wait with any of these",
            "How common it is",
            *(section.heading for section in sorted(page.sections, key=reading._place)),
            "What articles say, what studies say",
            "Read on",
            "Sources",
        ]
        places = [out.index(flat(heading)) for heading in headings]
        assert places == sorted(places)
        assert out.startswith(page.title)
        assert out.endswith("Not yet reviewed by a clinician.")

    def test_every_page_shows_all_its_texts(self, nowhere: Terminal) -> None:
        """Nothing that stands on the page in the browser is missing here."""
        known = load_knowledge()
        for name in list(page_ids(known))[::9]:
            page = library_page(known, name)
            out = joined(nowhere.run("library", name).out)
            texts = [page.summary, *(text.text for section in page.sections for text in section.texts)]
            texts += [one.because for one in page.urgent] + [one.studies for one in page.comparisons]
            texts += [study.sentence for one in page.common for study in one.studies]
            texts += [source.title.rstrip(".") for source in page.sources]
            assert [text for text in texts if joined(text) not in out] == [], name

    def test_first_steps_say_how_sure_they_are_and_on_what_they_rest(self, nowhere: Terminal) -> None:
        page = library_page(load_knowledge(), "postcoital_dysphoria")
        step = next(section for section in page.sections if section.id == "helps").texts[0]
        number = [source.id for source in page.sources].index(step.sources[0]) + 1
        out = flat(nowhere.run("library", "postcoital_dysphoria").out)
        assert f"{flat(step.text)} ({SURE_IN_WORDS[step.sure]}) [{number}" in out

    def test_a_source_says_how_it_was_read(self, nowhere: Terminal) -> None:
        page = library_page(load_knowledge(), "postcoital_dysphoria")
        out = flat(nowhere.run("library", "postcoital_dysphoria").out).split(" Sources ")[1]
        assert out.count(page.sources[0].read) >= 1

    def test_pages_on_despair_violence_and_force_say_first_where_help_is(self, nowhere: Terminal) -> None:
        known = load_knowledge()
        first = [page for page in page_ids(known) if library_page(known, page).safety_first]
        assert first
        for page in first:
            out = flat(nowhere.run("library", page).out)
            assert out.count("The nearest hospital") <= 1
            before = out.split(flat(library_page(known, page).summary))[0]
            assert "Where help is Find a helpline" in before
            assert "Emergency number" in before

    def test_a_page_that_a_clinician_read_says_who_and_when(
        self, nowhere: Terminal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = replace(library_page(load_knowledge(), "adenomyosis"), reviewed="A. Reader, 2026-11-22")
        monkeypatch.setattr(reading, "library_page", lambda *_: page)
        out = flat(nowhere.run("library", "adenomyosis").out)
        assert out.endswith("Reviewed by a clinician: A. Reader, 2026-11-22")

    def test_for_programs_the_whole_page_is_one_object(self, nowhere: Terminal) -> None:
        told = json.loads(nowhere.run("library", "adenomyosis", "--json").out)
        page = library_page(load_knowledge(), "adenomyosis")
        assert (told["id"], told["kind"], told["title"]) == (page.id, "cause", page.title)
        assert told["sections"][0]["texts"][0]["text"] == page.sections[0].texts[0].text
        assert told["reviewed"] is None
        assert {source["id"] for source in told["sources"]} == {source.id for source in page.sources}

    def test_every_word_for_how_sure_and_every_verdict_has_its_words(self) -> None:
        from aftercare.knowledge.evidence import Sureness, Verdict

        assert set(SURE_IN_WORDS) == set(Sureness)
        assert set(VERDICT_IN_WORDS) == set(Verdict)

    def test_help_warns_of_the_history(self, nowhere: Terminal) -> None:
        assert "stays in the shell's history" in flat(nowhere.run("library", "--help").out)
