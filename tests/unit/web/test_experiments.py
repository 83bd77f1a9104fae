"""Experiments in the browser: planned step by step with nothing lost, drawn in one tap, and silent where it must be."""

import re
from datetime import timedelta

import pytest
from tests.journey.lived_experiment import begun, lived, months_before
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.model.experiment import Arm, Compliance, Experiment
from aftercare.usecases.experiments import settled
from aftercare.web.routes import url_for

FOUR_TAPS = {"tears": "0", "mood_after": "3", "pain": "2"}


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def plan(mine: Mine, *, outcome: str = "pain less", rounds: str = "40", template: str = "lubricant") -> str:
    """To the last page before it begins."""
    mine.post("experiment_new", template=template, do="on")
    mine.post("experiment_outcome", outcome=outcome, do="on")
    return mine.post("experiment_length", rounds=rounds, do="on")


def begin(mine: Mine) -> str:
    """One that runs, and home."""
    begun(mine.vault, mine.bench.state.now(), rounds=40)
    return mine.get("home")


def only(mine: Mine) -> Experiment:
    """The one there is, as the journal has it now."""
    (one,) = mine.journal.experiments
    return settled(one, mine.journal, load_knowledge())


def draw(mine: Mine, do: str, **more: str) -> str:
    return mine.post("experiment_draw", do=do, page="home", **more)


def log_to_the_end(mine: Mine, wanted: str = "", keep: str = "yes", **answers: str) -> str:
    """Log and answer what comes after, up to the last page."""
    page = mine.log(**{**FOUR_TAPS, **answers})
    for _ in range(6):
        if "It is noted." in page:
            assert not wanted, "it was never asked whether it was wanted"
            return page
        if 'id="wanted"' in page and wanted:
            page, wanted = mine.after("wanted", wanted=wanted, keep=keep), ""
        elif 'value="wanted"' in page:
            page = mine.after("wanted")
        elif 'value="danger"' in page:
            page = mine.after("danger", none="yes")
        else:
            page = mine.after("question", **dict(re.findall(r'name="(finding)" value="([^"]+)"', page)))
    raise AssertionError("the page after a save did not come to an end")


class TestPlanning:
    def test_before_the_first_the_list_says_what_will_be_there(self, mine: Mine) -> None:
        page = shown(mine.get("experiments"))
        assert "None yet" in page
        assert "made a difference" in page
        assert "Plan one" in page

    def test_four_steps_lead_to_a_page_that_says_all_and_nothing_begins_before(self, mine: Mine) -> None:
        months_before(mine.vault, mine.bench.state.now())
        page = shown(plan(mine))
        for said in (
            "Lubricant",
            "Less pain",
            "40",
            "in 10",
            "never reminded",
            "never a duty",
            "Nobody knows the order",
        ):
            assert said in page
        assert "Only the last draw of every four can be worked out" in page
        assert "pause or stop at any time" in page
        assert "Could not tell" in page
        assert mine.journal.experiments == ()

    def test_begun_it_holds_what_was_picked_and_what_was_told(self, mine: Mine) -> None:
        months_before(mine.vault, mine.bench.state.now())
        plan(mine)
        assert "The next draw" in shown(mine.post("experiment_begin", do="on"))
        one = only(mine)
        assert (one.template, one.outcome, one.better, one.rounds) == ("lubricant", "pain", -1, 40)
        assert one.chance is not None
        assert one.draws == ()

    def test_begin_sent_twice_begins_once(self, mine: Mine) -> None:
        plan(mine)
        mine.post("experiment_begin", do="on")
        mine.post("experiment_begin", do="on")
        assert len(mine.journal.experiments) == 1

    def test_back_at_every_step_keeps_what_was_picked(self, mine: Mine) -> None:
        plan(mine, rounds="60")
        assert 'value="60" checked' in mine.post("experiment_begin", do="back")
        page = mine.post("experiment_length", rounds="80", do="back")
        assert 'value="pain less" checked' in page
        page = mine.post("experiment_outcome", outcome="dryness less", do="back")
        assert 'value="lubricant" checked' in page
        page = mine.post("experiment_new", template="lubricant", do="on")
        assert 'value="dryness less" checked' in page
        assert 'value="80" checked' in mine.post("experiment_outcome", outcome="dryness less", do="on")

    def test_a_step_left_open_says_what_is_missing_and_goes_no_further(self, mine: Mine) -> None:
        assert mine.send("experiment_new", do="on").status_code == 422
        mine.post("experiment_new", template="lubricant")
        answer = mine.send("experiment_outcome", do="on")
        assert answer.status_code == 422
        assert "Pick one thing to look at." in shown(answer.text)
        mine.post("experiment_outcome", outcome="pain less")
        assert mine.send("experiment_length", do="on", rounds="7").status_code == 422

    def test_no_step_can_be_jumped_to_ahead(self, mine: Mine) -> None:
        for name in ("experiment_outcome", "experiment_length", "experiment_begin"):
            assert "What would you like to try?" in shown(mine.get_following(name))

    @pytest.mark.parametrize("own", ["No condom this time", "Have sex every evening", "Stop taking my pill"])
    def test_an_own_change_that_takes_protection_away_is_refused_kindly_and_kept_for_mending(
        self, mine: Mine, own: str
    ) -> None:
        answer = mine.send("experiment_new", template="own", own=own)
        assert answer.status_code == 422
        assert f'value="{own}"' in answer.text

    def test_an_own_change_and_an_own_outcome_can_be_tried_either_way(self, mine: Mine) -> None:
        mine.post("own_measures", label="Calm", kind="scale", form="more", phase="after")
        page = mine.post("experiment_new", template="own", own="Ten minutes of music first", agreed="yes")
        assert 'value="own.calm more"' in page
        assert 'value="own.calm less"' in page
        mine.post("experiment_outcome", outcome="own.calm more")
        mine.post("experiment_length", rounds="24")
        mine.post("experiment_begin", do="on")
        assert (only(mine).change, only(mine).outcome, only(mine).better) == (
            "Ten minutes of music first",
            "own.calm",
            1,
        )

    def test_an_own_change_asks_for_one_tick_that_is_kept_on_the_way_back(self, mine: Mine) -> None:
        said = "Nobody bears pain for it, protection stays as it is, and everyone is an adult and wants it."
        assert said in shown(mine.get("experiment_new"))
        answer = mine.send("experiment_new", template="own", own="Ten minutes of music first", do="on")
        assert answer.status_code == 422
        assert "Only you can know this" in shown(answer.text)
        assert 'value="Ten minutes of music first"' in answer.text
        assert 'value="yes" checked' not in answer.text
        mine.post("experiment_new", template="own", own="Ten minutes of music first", agreed="yes", do="on")
        assert 'value="yes" checked' in mine.post("experiment_outcome", outcome="mood_after more", do="back")

    def test_from_a_pattern_its_outcome_is_picked_already(self, mine: Mine) -> None:
        page = mine.post("experiment_new", outcome="mood_after")
        assert "Changes that may matter for “Mood afterwards” come first." in shown(page)
        page = mine.post("experiment_new", template="own", own="Ten minutes of music first", agreed="yes")
        assert 'value="mood_after more" checked' in page

    def test_what_a_person_noted_so_far_stands_beside_each_outcome(self, mine: Mine) -> None:
        months_before(mine.vault, mine.bench.state.now())
        page = shown(mine.post("experiment_new", template="lubricant"))
        assert re.search(r"Less pain Noted 14 times, mostly \d to \d\.", page)

    def test_where_the_same_was_noted_every_time_it_says_that_nothing_can_show(self, mine: Mine) -> None:
        for _ in range(8):
            log_to_the_end(mine, pain="0")
        mine.post("experiment_new", template="lubricant")
        page = shown(mine.post("experiment_outcome", outcome="pain less"))
        assert "no number of rounds can show a change" in page
        assert "in 10" not in page

    def test_the_setting_for_two_people_says_that_experiments_follow_it(self, mine: Mine) -> None:
        assert "Experiments follow it too." in shown(mine.get("settings"))

    def test_while_one_runs_no_other_can_be_planned(self, mine: Mine) -> None:
        begin(mine)
        page = shown(mine.get("experiment_new"))
        assert "One experiment at a time" in page
        assert "Plan one" not in shown(mine.get("experiments"))


class TestTheDraw:
    def test_home_tells_the_draw_in_one_tap_and_afterwards_only_on_a_tap(self, mine: Mine) -> None:
        assert "The next draw" in shown(begin(mine))
        page = draw(mine, "reveal")
        assert '<details class="in-words drawn" open>' in page
        assert '<details class="in-words drawn">' in mine.get("home")
        assert only(mine).standing is not None

    def test_no_heading_title_or_address_names_what_is_tried(self, mine: Mine) -> None:
        begin(mine)
        page = draw(mine, "reveal")
        heads = " ".join(re.findall(r"<(?:title|h1|h2|h3)[^>]*>(.*?)</", page))
        assert "ubricant" not in heads
        assert "pain" not in heads.lower()
        assert "experiment" not in heads.lower()

    def test_seen_twice_it_is_the_same_draw(self, mine: Mine) -> None:
        begin(mine)
        draw(mine, "reveal")
        draw(mine, "reveal")
        assert len(only(mine).draws) == 1

    def test_given_back_its_place_stays_used(self, mine: Mine) -> None:
        begin(mine)
        draw(mine, "reveal")
        assert "The next draw" in shown(draw(mine, "give_back"))
        assert only(mine).standing is None
        draw(mine, "reveal")
        assert [each.place for each in only(mine).draws] == [0, 1]
        assert "Given back or left out 1" in shown(mine.get("experiment"))

    @pytest.mark.parametrize("how", list(Compliance))
    def test_after_the_log_one_tap_says_how_it_went(self, mine: Mine, how: Compliance) -> None:
        begin(mine)
        draw(mine, "reveal")
        page = log_to_the_end(mine)
        assert "Did it go as drawn?" in shown(page)
        assert "Did it go as drawn?" in shown(mine.get("home"))
        entry = only(mine).draws[0].entry
        assert entry == mine.last.id
        page = mine.post("experiment_draw", do="comply", page="after_save", entry=entry, compliance=how.value)
        assert "It is noted." in page
        assert "Did it go as drawn?" not in shown(page)
        assert only(mine).draws[0].compliance is how

    def test_nobody_has_to_say_how_it_went_to_see_the_next_draw(self, mine: Mine) -> None:
        begin(mine)
        draw(mine, "reveal")
        log_to_the_end(mine)
        assert "See the next draw" in shown(mine.get("home"))
        draw(mine, "reveal")
        assert only(mine).standing is not None

    @pytest.mark.parametrize("keep", ["yes", "no"])
    @pytest.mark.parametrize("wanted", ["no", "not_sure"])
    def test_a_time_that_was_not_wanted_changes_no_word_and_asks_nothing(
        self, mine: Mine, wanted: str, keep: str
    ) -> None:
        begin(mine)
        draw(mine, "reveal")
        page = log_to_the_end(mine, wanted=wanted, keep=keep, company="one")
        assert "drawn" not in shown(page)
        home = shown(mine.get("home"))
        assert "Did it go as drawn?" not in home
        stands = shown(mine.get("experiment"))
        for word in ("wanted", "unwanted", "safety", "because"):
            assert word not in stands.lower().replace("only what you wanted counts", "")
        assert only(mine).draws[0].void


class TestResting:
    def test_severe_pain_lets_it_rest_in_words_that_tell_nothing(self, mine: Mine) -> None:
        begin(mine)
        draw(mine, "reveal")
        mine.log(**{**FOUR_TAPS, "pain": "8"})
        assert only(mine).is_paused
        assert "The draw rests" in shown(mine.get("home"))
        by_itself = _about_the_pause(mine)
        assert "pain of" not in by_itself.lower()

    def test_a_pause_of_ones_own_reads_the_same(self, mine: Mine) -> None:
        begin(mine)
        mine.post("experiment_act", do="pause")
        own = _about_the_pause(mine)
        mine.post("experiment_act", do="resume")
        draw(mine, "reveal")
        mine.log(**{**FOUR_TAPS, "pain": "8"})
        assert _about_the_pause(mine) == own

    def test_gone_on_with_too_early_it_says_no_more_than_that_it_rests(self, mine: Mine) -> None:
        begin(mine)
        draw(mine, "reveal")
        mine.log(**{**FOUR_TAPS, "pain": "8"})
        assert "Experiments rest for now." in shown(mine.post("experiment_act", do="resume"))
        assert only(mine).is_paused

    def test_pause_stop_and_delete_can_each_be_taken_back(self, mine: Mine) -> None:
        begin(mine)
        for do in ("pause", "stop", "delete"):
            before = mine.journal.experiments
            page = mine.post("experiment_act", do=do)
            assert "Undo" in shown(page)
            assert mine.journal.experiments != before
            mine.post("experiment_act", do="undo")
            assert mine.journal.experiments == before

    def test_an_undo_does_not_put_a_second_one_to_run(self, mine: Mine) -> None:
        begin(mine)
        mine.post("experiment_act", do="stop")
        begun(mine.vault, mine.bench.state.now() + timedelta(minutes=1))
        mine.send("experiment_act", do="undo")
        assert sum(one.is_running for one in mine.journal.experiments) == 1

    def test_stopped_it_shows_no_card_on_home(self, mine: Mine) -> None:
        begin(mine)
        mine.post("experiment_act", do="stop")
        assert "draw" not in shown(mine.get("home")).lower()


def _about_the_pause(mine: Mine) -> str:
    page = shown(mine.get("experiment"))
    return page[page.index(" Paused ") : page.index("Stop it")]


class TestTheAnswer:
    @pytest.fixture
    def helped(self, mine: Mine) -> Mine:
        begins = mine.bench.state.now() - timedelta(days=60)
        months_before(mine.vault, begins, times=2)
        begun(mine.vault, begins)
        lived(mine.vault, 24)
        return mine

    def test_home_leads_to_an_answer_with_its_size_how_sure_and_what_it_cant_say(self, helped: Mine) -> None:
        assert "The draw has ended" in shown(helped.get("home"))
        page = draw(helped, "look")
        text = shown(page)
        for said in ("It made a difference, for the better.", "points milder, on average", "fewer than 1 of 100"):
            assert said in text
        for part in ("The counts", "By what was done", "What it can't say", "Not yet reviewed by a clinician"):
            assert part in text
        assert text.index("The rounds themselves") < text.index("By what was done"), "as drawn comes first"
        assert page.count("<svg") >= 3
        assert page.count('<table class="table">') == 3
        assert "draw" not in shown(helped.get("home")).lower(), "seen once, the card goes"

    def test_the_list_tells_what_it_came_to(self, helped: Mine) -> None:
        assert "Made a difference, for the better" in shown(helped.get("experiments"))

    def test_while_it_runs_nothing_of_the_arms_is_told(self, mine: Mine) -> None:
        begins = mine.bench.state.now() - timedelta(days=60)
        begun(mine.vault, begins, rounds=40)
        lived(mine.vault, 22)
        page = shown(mine.get("experiment"))
        assert "22 of 40 rounds" in page
        assert "average" not in page
        assert "As usual" not in page
        assert "Where it stands" in shown(mine.get_following("experiment_result"))

    def test_clear_before_the_end_it_says_so_and_leaves_the_choice(self, mine: Mine) -> None:
        begins = mine.bench.state.now() - timedelta(days=60)
        begun(mine.vault, begins, rounds=40)
        lived(mine.vault, 24)
        assert "It is clear already" in shown(mine.get("experiment"))
        mine.post("experiment_act", do="stop")
        page = shown(mine.get("experiment_result"))
        assert "It made a difference, for the better." in page
        assert "The size then tends to look larger than it is." in page

    def test_could_not_tell_is_told_as_a_result_with_what_is_ruled_out(self, mine: Mine) -> None:
        begins = mine.bench.state.now() - timedelta(days=60)
        begun(mine.vault, begins, seed="77" * 32)
        lived(mine.vault, 24, helps=0)
        page = shown(draw(mine, "look"))
        assert "It could not tell." in page
        assert "A difference of more than" in page
        assert "That is a result too" in page
        assert "made a difference" not in page.replace("whether the change made a difference, not why", "")

    def test_stopped_early_and_not_clear_it_lets_no_direction_slip(self, mine: Mine) -> None:
        begun(mine.vault, mine.bench.state.now() - timedelta(days=60), rounds=40)
        lived(mine.vault, 8, helps=2)
        mine.post("experiment_act", do="stop")
        page = shown(mine.get("experiment_result"))
        assert "It could not tell." in page
        assert "only very strong evidence could have told" in page
        assert "How large, and how sure" not in page

    def test_stopped_before_two_rounds_can_be_compared_it_says_that_and_no_more(self, mine: Mine) -> None:
        begin(mine)
        mine.post("experiment_act", do="stop")
        page = shown(mine.get("experiment_result"))
        assert "Too few rounds to compare." in page
        assert "No size can be called unlikely yet" in page

    def test_it_goes_into_the_page_for_the_clinician_unless_left_off(self, helped: Mine) -> None:
        page = helped.post("report", item=["experiments"], paper="a4")
        assert "Pain: It made a difference, for the better." in shown(page)
        assert "made a difference" not in shown(helped.post("report", item=["scores"], paper="a4"))

    def test_every_arm_was_drawn_twice_in_each_block(self, helped: Mine) -> None:
        arms = [each.arm for each in only(helped).draws]
        assert all(arms[i : i + 4].count(Arm.CHANGE) == 2 for i in range(0, 24, 4))


def test_patterns_lead_to_experiments_and_back(mine: Mine) -> None:
    assert f'href="{url_for("patterns")}"' in mine.get("experiments")
    assert f'href="{url_for("experiments")}"' in mine.get("patterns")
