"""SAFETY 4, sentence by sentence: despair, violence, unwanted sex, letters, whose body. Each test is one of them.

What a test here only touches is held in full by the tests of the part it names; this is the list that nothing is
missing from.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.unit.usecases.test_notes import DESPAIR, NOW, STROKE, entry, journal_of, urgent
from tests.unit.web.conftest import Bench
from tests.unit.web.conftest import bench as bench
from tests.unit.web.conftest import inside as inside
from tests.unit.web.journal_bench import Mine, open_journal, shown
from tests.vectors.vaults import REMEMBERING

from aftercare.check.screening import screen_facts, screen_letter
from aftercare.days import columns
from aftercare.exporters.json_export import export_json
from aftercare.knowledge.load import load_knowledge
from aftercare.model.assessment import Action
from aftercare.model.check import Assessment, Subject, Writer
from aftercare.model.fact import Fact, FactTime, Origin, Status
from aftercare.model.settings import Device, Settings
from aftercare.usecases.after_save import after_save
from aftercare.usecases.check import Asked, check
from aftercare.usecases.discreet import advice_for_two_is_off
from aftercare.usecases.letter_in import after_letter
from aftercare.usecases.letters import Letter, still_there
from aftercare.vault import passphrase_step
from aftercare.web.day_after_card import card_for
from aftercare.web.flag_pages import flag_pages
from aftercare.web.templating import template_names, template_text
from aftercare.web.times import Times

KNOWLEDGE = load_knowledge()
HELP = "components/help.html"
CALM = {"tears": "0", "mood_after": "3", "pain": "0"}
THREE = {"self_harm_done", "suicidal_thoughts", "could_act_tonight"}


@pytest.fixture
def mine(inside: Bench) -> Iterator[Mine]:
    yield open_journal(inside)


@pytest.fixture(autouse=True)
def _remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)


def told(finding: str, status: Status = Status.PRESENT, time: FactTime = FactTime.NOW) -> Fact:
    return Fact(finding=finding, status=status, time=time, origin=Origin.ANSWER, at=NOW)


def fired(*facts: Fact) -> dict[str, Action]:
    return {flag.rule: flag.action for flag in screen_facts(KNOWLEDGE, None, facts, NOW).fired}


def checked(words: str, writer: Writer = Writer.SELF, **kept: object) -> Assessment:
    return check(KNOWLEDGE, Asked(words=words, subject=Subject(writer=writer)), NOW, **kept)


def rules(assessment: Assessment) -> dict[str, Action]:
    return {one.rule: one.action for one in reversed(assessment.reasons) if one.fired}


class TestDespair:
    def test_three_own_questions_stand_beside_the_phq4_never_behind_a_score(self, mine: Mine) -> None:
        assert set(KNOWLEDGE.screeners["phq4"].asks_beside) == THREE
        page = mine.post("screeners", screener="phq4")
        assert all(f'name="beside.{question}"' in page for question in THREE)
        assert "of 12" not in page, "no score stands before them"

    def test_what_was_already_done_is_an_emergency_whatever_the_score(self) -> None:
        assert fired(told("self_harm_done"))["RF42"] is Action.EMERGENCY

    def test_thoughts_of_ending_ones_life_are_for_today_and_with_means_or_intent_for_now(self) -> None:
        assert fired(told("suicidal_thoughts"))["RF02"] is Action.SAME_DAY
        assert fired(told("suicidal_thoughts"), told("could_act_tonight"))["RF01"] is Action.EMERGENCY

    def test_skip_is_not_no(self) -> None:
        unknown = screen_facts(
            KNOWLEDGE, None, [told("suicidal_thoughts"), told("could_act_tonight", Status.UNKNOWN)], NOW
        )
        assert unknown.action in (Action.EMERGENCY, Action.SAME_DAY)
        assert any(rule.rule == "RF01" for rule in unknown.open)

    def test_tried_years_ago_alone_is_not_for_today(self) -> None:
        assert Action.SAME_DAY not in fired(told("suicide_attempt_past", time=FactTime.EVER)).values()
        assert not checked("I tried to kill myself years ago").is_emergency

    def test_the_last_item_of_the_phq9_interrupts_at_once(self) -> None:
        assert KNOWLEDGE.screeners["phq9"].interrupts
        assert fired(told("phq9_item9"))["RF02"] is Action.SAME_DAY

    def test_the_screen_has_the_number_first_then_our_words(self, mine: Mine) -> None:
        page = mine.log(**CALM, note=DESPAIR)
        order = ["Who to reach", "It is good that you said that.", "Nobody has been told", "can&#39;t call anyone"]
        places = [page.replace("can't", "can&#39;t").index(words) for words in order]
        assert places == sorted(places)

    def test_it_says_to_tell_one_person_now_and_to_put_out_of_reach_what_could_be_used(self, mine: Mine) -> None:
        page = shown(mine.log(tears="0", mood_after="3", pain="0", note="I keep thinking about ending my life")).lower()
        assert "one person now" in page
        assert "out of reach" in page

    def test_the_lock_does_not_blank_it_because_nothing_personal_is_on_it(self, mine: Mine) -> None:
        page = mine.log(**CALM, note=DESPAIR)
        assert "data-personal" not in page
        assert DESPAIR not in page

    def test_nothing_of_an_answer_is_saved_unless_asked(self, mine: Mine) -> None:
        mine.log(**CALM, note=DESPAIR)
        page = mine.after("read")
        key = re.search(r'name="quote" value="([^"]+)"', page)
        assert key is not None
        mine.after("quote", quote=key[1], so="now")
        assert mine.journal.answers == ()

    def test_at_the_next_unlocking_comes_one_kind_question(self) -> None:
        from aftercare.usecases.screeners import asks_how_it_is

        dark = replace(journal_of(), answers=(replace(told("suicidal_thoughts"), at=NOW - timedelta(days=1)),))
        assert asks_how_it_is(dark, KNOWLEDGE, NOW)
        assert not asks_how_it_is(journal_of(), KNOWLEDGE, NOW)

    def test_an_optional_safety_plan_lives_in_the_vault(self, mine: Mine) -> None:
        assert mine.journal.safety_plan is None
        mine.post("write_plan", what_helps="the blue blanket")
        assert mine.journal.safety_plan is not None
        out = export_json(mine.journal, KNOWLEDGE.measures, include_private=False)
        assert b"blanket" not in out

    def test_no_screener_lowers_anything(self) -> None:
        """All noes and a score of nothing leave what was told as it was."""
        zeros = replace(entry(None, number=2), values={})
        alone = urgent(journal_of(entry(DESPAIR)))
        assert urgent(journal_of(entry(DESPAIR), zeros)) == alone
        assert alone["RF02"] is Action.SAME_DAY

    def test_prompts_for_screeners_are_off_unless_wished(self) -> None:
        assert Settings().screener_prompts is False

    def test_control_in_the_past_year_without_fear_now_is_a_helpline(self) -> None:
        assert fired(told("hark_positive", time=FactTime.EVER))["RF04"] is Action.THERAPIST


class TestWanted:
    def test_it_is_asked_after_saving_for_encounters_with_somebody_else(self, mine: Mine) -> None:
        assert "Was it wanted?" in mine.log(**CALM, company="one")

    def test_it_is_not_asked_of_one_alone(self, mine: Mine) -> None:
        assert "Was it wanted?" not in mine.log(**CALM, company="alone")

    @pytest.mark.parametrize("answer", ["no", "not_sure"])
    def test_after_no_or_not_sure_the_page_carries_one_neutral_line_and_the_rest_opens_on_that_tap(
        self, mine: Mine, answer: str
    ) -> None:
        mine.log(**CALM, company="one")
        page = shown(mine.after("wanted", wanted=answer, keep="yes"))
        assert "A note for you, when you like" in page
        assert "wanted" not in page.lower()
        assert "For you only" in mine.post("quiet", entry=mine.last.id)

    def test_not_kept_it_is_the_general_mark_left_out(self, mine: Mine) -> None:
        mine.log(**CALM, company="one")
        mine.after("wanted", wanted="no", keep="no")
        assert mine.last.left_out
        assert mine.last.value("wanted") is None

    def test_any_entry_can_have_that_mark(self, mine: Mine) -> None:
        mine.log(**CALM)
        mine.post("entry", entry=mine.last.id)
        mine.post("leave_out", entry=mine.last.id, do="out")
        assert mine.last.left_out

    def test_left_out_is_left_out_of_patterns_whole(self) -> None:
        one, other = entry(None, tears=3), entry(None, number=2, tears=1)
        table = columns.build(journal_of(one, replace(other, left_out=True)), KNOWLEDGE.measures)
        assert table.rows == (one.id,)

    def test_for_an_export_it_is_opt_in_and_asked_separately(self) -> None:
        kept = entry(None, tears=1, company="one", wanted="no")
        left = replace(entry("a word of it", number=2), left_out=True)
        held = journal_of(kept, left)
        plain = export_json(held, KNOWLEDGE.measures, include_private=False, include_left_out=False)
        assert b'"wanted"' not in plain
        assert left.id.encode() not in plain
        assert b'"wanted"' in export_json(held, KNOWLEDGE.measures, include_private=True, include_left_out=False)
        assert left.id.encode() in export_json(held, KNOWLEDGE.measures, include_private=False, include_left_out=True)

    @pytest.mark.parametrize("how", ["kept", "not kept", "written"])
    def test_while_it_stands_the_next_day_card_is_neutral(self, how: str) -> None:
        crying = {"tears": 3, "company": "one"}
        one = {
            "kept": entry(None, **crying, wanted="no"),
            "not kept": replace(entry(None, **crying), left_out=True),
            "written": entry("I kept saying no and he forced me to have sex anyway", **crying),
        }[how]
        card = card_for(
            journal_of(one), KNOWLEDGE.measures, one.id, Times(today=NOW.date(), gettext=str), neutral=how == "written"
        )
        assert card is not None
        assert not card.ended_in_tears

    @pytest.mark.parametrize("finding", ["unwanted_sex", "afraid_of_partner"])
    def test_while_it_stands_advice_for_two_people_is_off_until_the_person_turns_it_on(self, finding: str) -> None:
        standing = screen_facts(KNOWLEDGE, None, [told(finding)], NOW).fired
        assert advice_for_two_is_off(KNOWLEDGE, standing, Settings())
        assert not advice_for_two_is_off(KNOWLEDGE, standing, Settings(advice_for_two=True))

    def test_written_in_a_note_it_waits_behind_the_neutral_line_too(self, mine: Mine) -> None:
        page = mine.log(**CALM, note="I kept saying no and he forced me to have sex anyway")
        assert "forced" not in page
        assert "A note for you" in page


class TestHelpLines:
    def test_beside_call_links_stands_what_a_call_leaves_behind(self) -> None:
        for name in template_names():
            if "service(entry)" in template_text(name) and name != HELP:
                assert "call_note()" in template_text(name), name
        assert "A call stays in this phone's call list and may be on the bill." in template_text(HELP)

    def test_the_country_is_never_guessed(self) -> None:
        assert Device().country is None
        flags = screen_facts(KNOWLEDGE, None, [told("chest_pain")], NOW).first_screen
        assert flags
        assert all(page.services == () for page in flag_pages(KNOWLEDGE, flags, None))

    def test_ambulance_and_police_are_separate(self) -> None:
        kinds = {service.kind for service in KNOWLEDGE.services.values()}
        assert {"ambulance", "police"} <= kinds
        assert all(service.kind != "emergency" for service in KNOWLEDGE.services.values())

    def test_buttons_only_for_numbers_of_high_confidence_and_digits_always(self) -> None:
        text = template_text(HELP)
        assert 'entry.how == "call" and entry.confidence == "high"' in text
        assert "not checked" in text
        assert re.search(r"<a [^>]*digits[^>]*>\{\{ entry.number \}\}</a>", text), "the digits are the button's text"


class TestLetters:
    def test_words_of_a_letter_get_the_static_list_always(self) -> None:
        for note in ("A quiet evening.", "ganz anders als sonst und mir ist übel"):
            assert after_letter(KNOWLEDGE, entry(note), (), NOW).unread_words

    def test_at_unlocking_it_is_screened_again_with_history(self) -> None:
        left = replace(entry(STROKE), letter="phone")
        held = replace(journal_of(left), waiting=frozenset({left.id}))
        assert urgent(held)["RF09"] is Action.EMERGENCY
        assert after_save(held, KNOWLEDGE, left, (), NOW).quotes

    def test_over_a_day_old_it_is_asked_whether_it_is_still_there(self) -> None:
        def asked(age: timedelta) -> set[str]:
            left = replace(entry(STROKE, at=NOW - age), letter="phone")
            seen = after_save(journal_of(left), KNOWLEDGE, left, (), NOW)
            return {flag.rule for flag in still_there(KNOWLEDGE, Letter(entry=left, seen=seen), NOW)}

        assert "RF09" in asked(timedelta(hours=30))
        assert asked(timedelta(hours=2)) == set()

    def test_despair_and_violence_are_asked_afresh_instead(self) -> None:
        left = replace(entry(DESPAIR, at=NOW - timedelta(hours=30)), letter="phone")
        seen = after_save(journal_of(left), KNOWLEDGE, left, (), NOW)
        assert still_there(KNOWLEDGE, Letter(entry=left, seen=seen), NOW) == ()
        assert seen.quotes

    def test_a_letter_never_answers_no_to_a_red_flag(self) -> None:
        """What one entry denies says nothing of another."""
        left = replace(entry("no chest pain, no stroke, my face is fine", number=2), letter="phone")
        assert urgent(journal_of(entry(STROKE), left)) == urgent(journal_of(entry(STROKE)))
        assert all(flag.rule for flag in screen_letter(KNOWLEDGE, left, (), NOW).fired)


class TestWhoseBody:
    def test_the_level_is_for_whoever_is_ill_now(self) -> None:
        for writer in (Writer.SELF, Writer.PARTNER, Writer.FRIEND):
            assert checked("she passed out after", writer).is_emergency, writer

    def test_only_anothers_past_is_dropped(self) -> None:
        assert not checked("my sister fainted during sex years ago").is_emergency

    def test_a_partner_who_writes_is_never_told_they_may_be_abused(self) -> None:
        for words in ("she bled after sex and cries now", "he is quiet and sad after sex", "she fainted after"):
            said = checked(words, Writer.PARTNER)
            assert "RF04" not in rules(said), words
            assert "partner_violence" not in {cause.id for cause in said.causes}, words

    def test_a_check_about_somebody_else_never_uses_the_persons_own_data(self) -> None:
        held = journal_of(entry(STROKE), entry(None, number=2, pain=9))
        with_journal = checked("she has a headache", Writer.PARTNER, journal=held)
        assert with_journal == checked("she has a headache", Writer.PARTNER)

    def test_who_choked_somebody_is_told_of_help_for_the_other_and_for_themselves(self) -> None:
        said = rules(checked("I choked her during sex tonight"))
        assert {"RF05", "RF44"} <= said.keys()

    def test_who_went_on_against_a_stop_is_told_of_help_for_the_other_and_for_themselves(self) -> None:
        said = rules(checked("she said stop and I didn't"))
        assert {"RF03", "RF44"} <= said.keys()

    def test_in_a_note_the_same_is_read(self, mine: Mine) -> None:
        page = mine.log(**CALM, note="I choked her during sex tonight")
        assert "Get help now" in page
        assert "I choked her" in shown(mine.after("read"))
