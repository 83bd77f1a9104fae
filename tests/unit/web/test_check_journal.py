"""A check with the journal open: what it says comes first, a check waits in the vault, a result is kept when asked."""

import html
import re

import pytest
from tests.unit.web.check_bench import hidden
from tests.unit.web.conftest import Bench
from tests.unit.web.journal_bench import Mine, open_journal, shown

from aftercare.knowledge.load import load_knowledge
from aftercare.model.fact import Status
from aftercare.model.interview import StepKind
from aftercare.usecases.interview import Screen, show

NONE = "None of these"


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def wanted_is_kept_as_no(mine: Mine) -> None:
    mine.log(tears="2", partnered="partner")
    mine.after("wanted", wanted="no", keep="yes")
    assert mine.last.value("wanted") == "no"


def test_a_question_for_the_person_only_waits_behind_a_neutral_page(mine: Mine) -> None:
    wanted_is_kept_as_no(mine)
    mine.post("my_check", words="my mood is low after sex")
    mine.post("my_check_step", do="journal", at="0")
    page = mine.post("my_check_step", do="danger", at="1", none="yes")
    assert "There is a question for you only." in page
    finding = load_knowledge().findings[hidden(page, "finding")]
    assert finding.discreet
    assert finding.question not in html.unescape(page)
    assert "sexual assault service" in mine.post("my_check_step", do="open")
    assert finding.question in html.unescape(mine.post("my_check_step", do="read"))


def test_what_only_the_journal_knows_of_it_stays_behind_a_neutral_line(mine: Mine) -> None:
    wanted_is_kept_as_no(mine)
    mine.post("my_check", words="my mood is low after sex")
    mine.post("my_check_step", do="journal", at="0")
    mine.post("my_check_step", do="danger", at="1", none="yes")
    page = mine.post("my_check_step", do="enough")
    assert "A note for you, when you like" in page
    assert "assault" not in page
    assert "not wanted" not in page
    assert "sexual assault service" in mine.post("my_check_step", do="open")


def log_pain(mine: Mine) -> None:
    mine.log(pain="3", tears="2")


def test_what_the_journal_says_is_shown_with_its_day_and_can_be_put_aside(mine: Mine) -> None:
    log_pain(mine)
    page = mine.post("my_check", words="my mood is low after sex")
    assert "From your journal" in shown(page)
    assert "Today" in shown(page)
    names = re.findall(r'name="still\.(\w+)"', page)
    mine.post("my_check_step", do="journal", **{f"still.{name}": "no" for name in names})
    waits = mine.journal.open_check
    assert waits is not None
    assert {waits.answers[name] for name in names} == {Status.ABSENT}


def test_none_of_it_is_used_when_asked(mine: Mine) -> None:
    log_pain(mine)
    mine.post("my_check", words="my mood is low after sex")
    page = mine.post("my_check_step", do="journal", none="yes")
    assert "any of these" in shown(page)
    waits = mine.journal.open_check
    assert waits is not None
    assert not waits.use_journal


def test_about_a_partner_the_journal_says_nothing(mine: Mine) -> None:
    log_pain(mine)
    page = mine.post("my_check", words="she has deep pain after sex", who="partner")
    assert "From your journal" not in shown(page)
    assert "for either of you" in shown(page)


def test_it_is_gone_on_with_from_home_after_a_lock(mine: Mine) -> None:
    mine.post("my_check", words="deep pain during sex for months")
    mine.post("my_check_step", do="danger", at="0", none="yes")
    assert "Go on with your check" in mine.get("home")
    waits = mine.journal.open_check
    assert waits is not None
    assert waits.has_seen(StepKind.DANGER)
    session = mine.bench.state.sessions.get(mine.bench.client.cookies[mine.bench.state.launch.session_cookie])
    assert session is not None
    session.desk.check = None  # as after a lock: the desk is new, the vault is the same
    assert "Question 1 of" in shown(mine.post("my_check", do="go"))


def test_thrown_away_it_is_gone(mine: Mine) -> None:
    mine.post("my_check", words="deep pain during sex for months")
    assert "Thrown away" in mine.post("my_check", do="away")
    assert mine.journal.open_check is None


def to_result(mine: Mine, words: str = "deep pain during sex for months") -> str:
    mine.post("my_check", words=words)
    page = mine.post("my_check_step", do="danger", at="0", none="yes")
    for _ in range(14):
        if 'name="answer"' not in page:
            break
        page = mine.post(
            "my_check_step", do="question", at=hidden(page, "at"), finding=hidden(page, "finding"), answer="no"
        )
    return page


def test_at_its_end_nothing_waits_and_nothing_is_kept_unless_asked(mine: Mine) -> None:
    page = to_result(mine)
    assert "Keep it in my journal" in page
    assert mine.journal.open_check is None
    assert mine.journal.checks == ()
    assert "Nothing of the check was kept." in mine.post("my_check_step", do="away")
    assert mine.journal.checks == ()


def test_kept_it_stands_with_its_words_and_can_be_opened_and_deleted(mine: Mine) -> None:
    to_result(mine)
    mine.post("my_check_step", do="keep")
    mine.post("my_check_step", do="keep")
    (kept,) = mine.journal.checks
    assert kept.words == "deep pain during sex for months"
    assert kept.causes
    assert [one for one in kept.answers if one.status is Status.ABSENT]
    assert not kept.is_private
    assert "22 November 2026" in mine.get("kept_checks")
    page = mine.post("kept_checks", check=kept.id)
    assert kept.reasons[0].because in html.unescape(page)
    assert kept.causes[0].title in html.unescape(page)
    assert "Deleted." in mine.post("kept_checks", check=kept.id, do="delete")
    assert mine.journal.checks == ()


def test_what_was_told_in_confidence_marks_the_kept_check_as_private(mine: Mine) -> None:
    mine.post("my_check", complaint="not_wanted")
    mine.post("my_check_step", do="read")
    mine.post("my_check_step", do="danger", at="1", none="yes")
    mine.post("my_check_step", do="enough")
    mine.post("my_check_step", do="keep")
    (kept,) = mine.journal.checks
    assert kept.is_private
    assert any(one.discreet for one in kept.causes)


def test_a_kept_check_goes_into_the_report_only_when_chosen(mine: Mine) -> None:
    to_result(mine)
    mine.post("my_check_step", do="keep")
    (kept,) = mine.journal.checks
    form = mine.get("report")
    assert "A check you kept" in form
    assert "What a check has in confidence" not in form
    assert kept.causes[0].title not in html.unescape(mine.post("report", item="concern"))
    page = html.unescape(mine.post("report", item="concern", check=kept.id))
    assert kept.causes[0].title in page
    assert kept.words in page


def test_a_screen_and_its_page_are_the_same(mine: Mine) -> None:
    """What waits in the vault leads to the screen that the page shows."""
    page = mine.post("my_check", words="deep pain during sex for months")
    waits = mine.journal.open_check
    assert waits is not None
    assert show(load_knowledge(), waits, mine.bench.state.now(), journal=mine.journal).screen is Screen.DANGER
    assert NONE in shown(page)
