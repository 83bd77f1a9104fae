"""The clinician's page, the whole export, the backup: seen first, sealed by default, saved under a neutral name."""

import io
import re
import tarfile

import pytest
from tests.unit.web.conftest import OWN, Bench
from tests.unit.web.journal_bench import PASSPHRASE, Mine, open_journal, shown
from tests.unit.web.test_journal_home import fill
from tests.unit.web.yours_bench import OTHER

from aftercare.exporters.json_export import read_export
from aftercare.knowledge.load import load_knowledge
from aftercare.model.notice import NoticeKind
from aftercare.usecases.export_journal import open_sealed
from aftercare.usecases.log_entry import leave_out
from aftercare.web.routes import url_for

PAGES = ("bring_in", "report", "take_out", "backup", "secrets", "devices", "letters", "own_measures", "forget")


@pytest.fixture
def mine(inside: Bench) -> Mine:
    return open_journal(inside)


def saved(mine: Mine) -> tuple[str, bytes]:
    """Save the file that is ready: its name, its bytes."""
    answer = mine.bench.client.get(url_for("fetch"), headers=OWN)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    named = re.fullmatch(r'attachment; filename="(.+)"', answer.headers["content-disposition"])
    assert named is not None
    return named[1], answer.content


def ticked(mine: Mine, page: str, name: str) -> bool:
    """Whether a tick stands on a page that was just opened."""
    field = re.search(rf'<input type="checkbox" name="{name}"[^>]*>', mine.get(page))
    assert field is not None
    return "checked" in field[0]


def test_the_menu_leads_everywhere_and_is_reached_from_every_page_of_the_journal(mine: Mine) -> None:
    menu = mine.get("yours")
    for name in PAGES:
        assert f'href="{url_for(name)}"' in menu
    assert f'href="{url_for("yours")}"' in mine.get("home")


def test_the_clinicians_page_is_seen_before_it_is_made(mine: Mine) -> None:
    """What was chosen stands on it, with the picture; what was not chosen does not."""
    fill(mine)
    form = mine.get("report")
    assert "For the clinician" in shown(form)
    page = mine.post(
        "report",
        item=["concern", "arcs", "questions"],
        concern="Tears I can't place",
        questions="Is it common?\nWhy me?",
    )
    text = shown(page)
    assert "Tears I can&#39;t place" in text
    assert "Why me?" in text
    assert "chart-arcs" in page
    assert "How often" not in text
    assert "This is what the file will say." in text


def test_private_answers_and_left_out_entries_are_never_preset(mine: Mine) -> None:
    """Not on a fresh form, and not on going back to it."""
    fill(mine)
    for name in ("private", "left_out"):
        assert not ticked(mine, "report", name)
        assert not ticked(mine, "take_out", name)
    assert "keep to yourself otherwise" in shown(mine.post("report", item="arcs", private="yes", left_out="yes"))
    for name in ("private", "left_out"):
        assert not ticked(mine, "report", name)


def test_what_does_not_fit_stands_at_its_field_and_what_was_typed_stays(mine: Mine) -> None:
    answer = mine.send("report", item="arcs", first="2026-05-02", last="2026-05-01", concern="keep this")
    assert answer.status_code == 422
    assert "swap them" in answer.text
    assert "keep this" in answer.text
    assert mine.send("report", first="yesterday").status_code == 422
    assert "At most" in mine.send("report", questions="why?\n" * 20).text


def test_the_clinicians_page_is_sealed_with_a_passphrase_of_its_own(mine: Mine) -> None:
    mine.log(pain="3")
    mine.post("report", item=["frequencies", "scores"])
    assert mine.send("seal", phrase=OTHER, again="another").status_code == 422
    assert "12 characters" in mine.send("seal", phrase="short", again="short").text
    page = mine.post("seal", phrase=OTHER, again=OTHER)
    assert "Sealed. It opens with the passphrase you just gave it" in shown(page)
    name, data = saved(mine)
    assert name == "notes-2026-11-22.pdf.age"
    assert open_sealed(data, OTHER).startswith(b"%PDF")


def test_without_a_seal_only_after_a_warning_and_the_journals_passphrase(mine: Mine) -> None:
    mine.log(pain="3")
    mine.post("report", item="frequencies")
    assert "Anyone who comes by the file can read it." in shown(mine.get("plain"))
    assert mine.send("plain", phrase="not the right one").status_code == 403
    assert mine.bench.client.get(url_for("fetch"), headers=OWN).status_code == 303
    assert "Not sealed" in shown(mine.post("plain", phrase=PASSPHRASE))
    name, data = saved(mine)
    assert name == "notes-2026-11-22.pdf"
    assert data.startswith(b"%PDF")


def test_trying_the_passphrase_there_is_slowed_like_unlocking(mine: Mine) -> None:
    from aftercare.web.link import Say

    mine.post("take_out")
    mine.bench.parent.answers[Say.TRY] = 7.0
    answer = mine.send("plain", phrase=PASSPHRASE)
    assert answer.status_code == 429
    assert "Wait 7 seconds" in answer.text
    mine.bench.parent.answers[Say.TRY] = 0.0
    mine.send("plain", phrase="wrong")
    assert [(line.say, line.value) for line in mine.bench.parent.said][-1] == (Say.TRIED, False)


def test_the_export_holds_what_was_chosen_and_no_more(mine: Mine) -> None:
    mine.log(pain="1")
    leave_out(mine.vault, load_knowledge(), mine.last.id, out=True, now=mine.bench.state.now())
    mine.log(pain="2")
    mine.post("take_out")
    mine.post("seal", phrase=OTHER, again=OTHER)
    name, data = saved(mine)
    assert name == "notes-2026-11-22.age"
    read = read_export(open_sealed(data, OTHER), load_knowledge().measures)
    assert (len(read.journal.entries), read.without) == (1, ("private", "left_out"))
    mine.post("take_out", private="yes", left_out="yes")
    mine.post("seal", phrase=OTHER, again=OTHER)
    read = read_export(open_sealed(saved(mine)[1], OTHER), load_knowledge().measures)
    assert (len(read.journal.entries), read.without) == (2, ())


def test_that_a_file_was_taken_out_is_remembered_once(mine: Mine) -> None:
    """So that forgetting everything can name what it can't reach; looking at a file is not taking it."""
    mine.post("take_out")
    mine.post("seal", phrase=OTHER, again=OTHER)
    assert mine.journal.notices == ()
    saved(mine)
    saved(mine)
    assert [(notice.kind, notice.subject) for notice in mine.journal.notices] == [
        (NoticeKind.EXPORT_MADE, "notes-2026-11-22.age")
    ]
    assert "notes-2026-11-22.age" in shown(mine.get("forget"))


def test_a_backup_is_one_tar_with_everything_in_it_locked(mine: Mine) -> None:
    mine.log(pain="3", note="a very own word")
    assert "None yet." in shown(mine.get("backup"))
    assert "Everything in it is locked." in shown(mine.post("backup"))
    name, data = saved(mine)
    assert name == "notes-2026-11-22.tar"
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        assert {"journal.db", "identity.age", "journal.key.age", "recipient.txt"} <= set(tar.getnames())
    assert b"very own word" not in data
    assert [notice.subject for notice in mine.journal.notices] == [name]
    assert name in shown(mine.get("backup"))


def test_pages_without_a_file_in_hand_lead_to_the_menu(mine: Mine) -> None:
    """A bookmark or Back after a lock finds nothing lying about."""
    for name in ("seal", "plain", "ready", "fetch"):
        answer = mine.bench.client.get(url_for(name), headers=OWN)
        assert (answer.status_code, answer.headers["location"]) == (303, url_for("yours"))
    assert mine.bench.client.get(url_for("report_look"), headers=OWN).headers["location"] == url_for("report")


def test_no_page_or_file_says_in_title_or_name_what_it_is(mine: Mine) -> None:
    for name in (*PAGES, "yours", "passphrase", "recovery"):
        title = re.search(r"<title>(.*?)</title>", mine.get(name))
        assert title is not None
        assert title[1] == "Notes"
        assert re.fullmatch(r"/p/\d+", url_for(name))
