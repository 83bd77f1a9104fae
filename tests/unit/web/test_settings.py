"""The settings: one list, found from every page, locked or not; each says what it is now and can be taken back."""

import re

import pytest
from tests.unit.web.calendar_lines import component, text
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.model.measure import Form
from aftercare.usecases.form_choice import MOST_FIRST
from aftercare.usecases.person_uses import Use, uses
from aftercare.usecases.unlock import unlock
from aftercare.web.i18n import languages
from aftercare.web.routes import url_for

INSIDE = ("form_choice", "own_measures", "person", "settings", "looked_at", "safety_plan", "backup", "take_out")
INSIDE = (*INSIDE, "bring_in", "secrets", "devices", "letters", "forget", "report")
DEVICE = ("language", "appearance", "reminder", "explain_exit", "phone", "install", "forget_device", "promises")


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def links(page: str) -> set[str]:
    return set(re.findall(r'href="(/[^"#]*)', page.split("<main", 1)[1].split("</main>")[0]))


def row(page: str, measure: str) -> str:
    """Where a question stands, on the page that moves it."""
    select = page.split(f'name="at.{measure}"')[1].split("</select>")[0]
    found = re.search(r'value="(\w+)" selected', select)
    assert found is not None
    return found[1]


def test_every_setting_is_one_tap_from_one_list_and_the_list_is_at_the_end_of_every_page(mine: Mine) -> None:
    assert {url_for(name) for name in (*INSIDE, *DEVICE)} <= links(mine.get("my_settings"))
    for name in ("home", "timeline", "settings", "library", "appearance"):
        assert f'href="{url_for("my_settings")}"' in mine.get(name), name


def test_locked_it_lists_what_needs_no_key_and_nothing_of_the_journal(mine: Mine) -> None:
    mine.post("own_measures", label="A bath before", kind="yes_no", form="more", phase="before")
    mine.bench.client.cookies.delete(mine.bench.state.launch.session_cookie)
    page = mine.get("all_settings")
    assert {url_for(name) for name in (*DEVICE, "forget_locked", "unlock")} <= links(page)
    assert not {url_for(name) for name in INSIDE} & links(page)
    assert mine.bench.client.get(url_for("my_settings"), headers=OWN).headers["location"] == url_for("front")


def test_before_there_is_a_journal_the_list_is_there_too_and_offers_nothing_to_forget(inside: Bench) -> None:
    page = inside.client.get(url_for("all_settings"), headers=OWN).text
    assert {url_for(name) for name in (*DEVICE, "restore")} <= links(page)
    assert url_for("forget_locked") not in links(page)


def test_the_list_says_what_each_is_now_and_no_answer(mine: Mine) -> None:
    mine.post("person", organs=["vagina"], main_concern="a very private word")
    mine.post("form_choice", **{"at.dryness": "hidden", "at.depth": "first"})
    page = shown(mine.get("my_settings"))
    assert "1 first, 1 hidden" in page
    assert re.search(r"2 of \d+ answered", page)
    assert "None yet. A locked copy" in page
    assert "private word" not in page


def test_a_hidden_question_is_not_asked_and_what_was_noted_stays(mine: Mine) -> None:
    mine.log(tears="0", pain="0", dryness="2", alcohol="1")
    before = mine.last
    page = mine.post("form_choice", **{"at.dryness": "hidden"})
    assert row(page, "dryness") == "hidden"
    assert 'name="dryness"' not in mine.get("log")
    assert 'name="alcohol"' in mine.get("log")
    mine.post("entry", entry=before.id)
    assert mine.journal.entry(before.id) == before
    edit = mine.get("edit")
    assert 'name="dryness"' in edit, "where it has a value it can be changed"
    mine.post("edit", entry=before.id, tears="1", pain="0", dryness="2", alcohol="1", when="now")
    assert mine.journal.entry(before.id).value("dryness") == 2


def test_what_was_begun_or_sent_with_a_question_that_is_hidden_meanwhile_keeps_its_answer(mine: Mine) -> None:
    form = mine.form_id()
    mine.post("form_choice", **{"at.dryness": "hidden"})
    mine.post("log", id=form, when="now", tears="1", dryness="3")
    assert mine.last.value("dryness") == 3


def test_what_stands_first_is_asked_at_once_after_the_rows_that_always_stand(mine: Mine) -> None:
    mine.post("form_choice", **{"at.depth": "first", "at.energy": "first"})
    log = mine.get("log")
    assert log.index('id="pain"') < log.index('id="depth"') < log.index('id="more"')
    for row_name in ("tears", "mood_before", "mood_after", "pain"):
        assert f'name="{row_name}"' in log
    mine.log(tears="0", depth="1")
    assert mine.last.value("depth") == 1


def test_a_follow_up_goes_with_the_question_it_follows(mine: Mine) -> None:
    assert 'name="pain_quality"' in mine.get("log") or 'name="bleeding_from"' in mine.get("log")
    mine.post("form_choice", **{"at.bleeding_after": "hidden"})
    page = mine.get("log")
    assert 'name="bleeding_after"' not in page
    assert 'name="bleeding_from"' not in page


def test_more_than_fit_at_the_top_are_refused_with_a_sentence_and_nothing_changes(mine: Mine) -> None:
    names = [m.id for m in load_knowledge().measures.values() if m.form is Form.CHECK_IN and not m.anatomy][
        : MOST_FIRST + 1
    ]
    answer = mine.send("form_choice", **{f"at.{name}": "first" for name in names})
    assert answer.status_code == 422
    assert f"At most {MOST_FIRST} can stand first" in answer.text
    assert row(answer.text, names[0]) == "first", "what was picked is kept to be mended"
    assert not mine.journal.settings.form_first


def test_the_four_rows_and_what_is_asked_for_safety_cannot_be_moved(mine: Mine) -> None:
    page = mine.get("form_choice")
    for name in ("tears", "mood_before", "mood_after", "pain", "wanted", "mood_next_day"):
        assert f'name="at.{name}"' not in page
    mine.post(
        "form_choice", **{"at.tears": "hidden", "at.wanted": "hidden", "at.nonsense": "hidden", "at.depth": "odd"}
    )
    assert not mine.journal.settings.form_hidden


def test_a_question_that_warnings_read_says_so(mine: Mine) -> None:
    page = mine.get("form_choice")
    label = page.split('for="c-bleeding_after"')[1].split("</label>")[0]
    assert "warnings read it" in label
    assert "warnings read it" not in page.split('for="c-depth"')[1].split("</label>")[0]


def test_everything_is_put_back_by_one_tap(mine: Mine) -> None:
    mine.post("form_choice", **{"at.depth": "first", "at.dryness": "hidden"})
    page = mine.post("form_choice", do="reset")
    assert row(page, "depth") == row(page, "dryness") == "usual"
    assert 'name="do" value="reset"' not in page


def test_the_locked_form_stays_the_standard_one(mine: Mine) -> None:
    """What the person chose is locked away with the journal: a look at the locked form tells nothing of it."""
    mine.post("devices", device="This phone")
    mine.post("form_choice", **{"at.depth": "first"})
    mine.bench.client.cookies.delete(mine.bench.state.launch.session_cookie)
    page = mine.get("locked_log")
    assert 'name="tears"' in page
    assert 'name="depth"' not in page


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("language", {"clock": "12", "week": "sunday", "language": "en"}),
        ("appearance", {"theme": "dark", "name": "Garden", "minutes": "9", "cover": "yes"}),
    ],
)
def test_a_change_of_this_device_is_said_once_and_taken_back_by_one_tap(
    mine: Mine, name: str, changed: dict[str, str]
) -> None:
    before = mine.bench.state.device
    answer = mine.bench.client.post(
        url_for(name), data={"t": mine.bench.token("/p/148"), **changed}, headers=OWN, follow_redirects=True
    )
    assert "Kept." in answer.text
    assert mine.bench.state.device != before
    named = re.search(r'name="step" value="(\d+)"', answer.text)
    assert named is not None
    assert "Kept." not in mine.get(name), "said once"
    taken_back = mine.bench.client.post(
        url_for("all_settings"),
        data={"t": mine.bench.token("/p/148"), "back": name, "step": named[1]},
        headers=OWN,
        follow_redirects=True,
    )
    assert "Taken back." in taken_back.text
    assert mine.bench.state.device == before
    assert mine.bench.state.autolock is not None
    assert mine.bench.state.autolock.idle == before.auto_lock_minutes * 60


def test_taking_back_leads_to_no_made_up_page(inside: Bench) -> None:
    answer = inside.client.post("/p/145", data={"t": inside.token("/"), "back": "https://elsewhere"}, headers=OWN)
    assert answer.headers["location"] == url_for("all_settings")


def test_only_languages_that_ship_are_offered_or_taken(inside: Bench) -> None:
    page = inside.client.get(url_for("language"), headers=OWN).text
    assert set(re.findall(r'name="language" value="(\w+)"', page)) == set(languages())
    refused = inside.client.post("/p/148", data={"t": inside.token("/"), "language": "xx"}, headers=OWN)
    assert refused.status_code == 422
    assert "This language is not there yet." in refused.text
    assert inside.state.device.language == "en"


def test_of_each_answer_about_oneself_it_is_said_what_reads_it(mine: Mine) -> None:
    page = mine.get("person")
    asked = re.findall(r'class="small soft used-for">([^<]+)', page)
    assert len(asked) == 1 + len([one for one in load_knowledge().measures.values() if one.form is Form.PERSON])
    told = uses(load_knowledge())
    assert told["organs"] == (Use.WARNINGS, Use.QUESTIONS)
    assert Use.WARNINGS in told["pregnant"]
    assert told["last_period"] == (Use.CYCLE,)
    assert told["allergies"] == ()


def test_nobody_is_asked_for_a_gender() -> None:
    """Organs are asked where something depends on them; nothing else of who a person is."""
    asks = re.compile(r"\b(gender|are you (?:a )?(?:wo)?man|male|female|sex at birth|assigned)\b", re.IGNORECASE)
    for measure in load_knowledge().measures.values():
        words = " ".join((measure.id, measure.question, measure.label, *(option.label for option in measure.options)))
        assert not asks.search(words), measure.id


def make(bench: Bench, **fields: str | list[str]) -> object:
    return bench.client.post(url_for("reminder"), data={"t": bench.token("/"), **fields}, headers=OWN)


def test_the_reminder_is_a_file_that_names_nothing_and_is_kept_nowhere(inside: Bench) -> None:
    page = inside.client.get(url_for("reminder"), headers=OWN).text
    assert 'value="Notes"' in page
    assert "Calendars are often shared" in page
    before = sorted(inside.state.launch.folder.parent.rglob("*"))
    answer = inside.client.post(
        url_for("reminder"),
        data={"t": inside.token("/"), "words": "Look in", "at": "21:30", "every": "weekly", "day": ["0", "4"]},
        headers=OWN,
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert answer.headers["cache-control"] == "no-store"
    _, _, ((_, told, _),) = component(answer.content)
    assert text(told["SUMMARY"][0]) == "Look in"
    assert told["DTSTART"] == ["20261123T213000"]
    assert told["RRULE"] == ["FREQ=WEEKLY;BYDAY=MO,FR"]
    assert sorted(inside.state.launch.folder.parent.rglob("*")) == before


def test_two_reminders_are_two_events(inside: Bench) -> None:
    ids = [
        component(make(inside, words="Notes", at="21:00", every="daily").content)[2][0][1]["UID"][0]  # type: ignore[attr-defined]
        for _ in range(2)
    ]
    assert ids[0] != ids[1]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"at": "soon"}, "at"),
        ({"words": " "}, "words"),
        ({"every": "weekly"}, "day"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    inside: Bench, wrong: dict[str, str], where: str
) -> None:
    answer = make(inside, **{"words": "My words", "at": "20:15", "every": "daily", **wrong})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    html = answer.text  # type: ignore[attr-defined]
    assert f'href="#{where}"' in html
    assert ('value="My words"' in html) == (where != "words")


def test_the_first_home_offers_the_reminder_and_a_later_one_does_not(mine: Mine) -> None:
    assert url_for("reminder") in links(mine.get("home"))
    mine.log(tears="0", pain="0")
    assert url_for("reminder") not in links(mine.get("home"))


def test_a_restored_journal_shows_the_form_as_it_was_chosen(mine: Mine) -> None:
    mine.post("form_choice", **{"at.depth": "first", "at.dryness": "hidden"})
    kept = mine.journal.settings
    mine.vault.lock()
    again = unlock(mine.bench.state.launch.folder, PASSPHRASE, mine.bench.state.now()).session
    assert (again.journal.settings.form_first, again.journal.settings.form_hidden) == (
        kept.form_first,
        kept.form_hidden,
    )
    assert kept.form_first == ("depth",)
    again.lock()


def test_numbers_kept_on_this_device_are_renewed_at_once_after_a_change(mine: Mine) -> None:
    """The page that says it tells its script; the next one has nothing to hurry for."""
    before = mine.get("language")
    token = mine.bench.token("/p/148")
    after = mine.bench.client.post(
        url_for("language"), data={"t": token, "clock": "12"}, headers=OWN, follow_redirects=True
    )
    assert ["data-changed" in page for page in (before, after.text, mine.get("language"))] == [False, True, False]
