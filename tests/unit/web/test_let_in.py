"""Codes for other devices, and what the terminal says about who can reach the pages."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from aftercare.web.announce import announce
from aftercare.web.authority import certificates
from aftercare.web.authority.kept import Kept
from aftercare.web.launch import Launch
from aftercare.web.let_in import CODE_LASTS, LetIn

MADE = certificates.make("notes.local", datetime(2026, 11, 22, tzinfo=UTC))


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def launch(kept: Kept | None = None, host: str = "notes.local", prefix: str = "") -> Launch:
    return Launch(folder=Path("x"), host=host, port=8427, key="ab" * 32, tls=True, prefix=prefix, kept=kept)


def said(of: Launch, today: date = date(2026, 11, 22), out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    announce(of, of.address + "a/abcd-efgh-jkmn", out, today)
    return out.getvalue()


def test_a_code_works_once_however_it_is_typed() -> None:
    """Capitals, spaces and hyphens don't matter."""
    let_in = LetIn()
    code = let_in.code(0.0)
    assert len(code) == 14
    assert let_in.redeem(f" {code.upper().replace('-', ' ')} ", 1.0)
    assert not let_in.redeem(code, 1.0)


def test_a_code_holds_ten_minutes_and_the_next_one_ends_it() -> None:
    """So one that somebody photographed is soon worth nothing."""
    let_in = LetIn()
    late = let_in.code(0.0)
    assert not let_in.redeem(late, CODE_LASTS)
    first, second = let_in.code(0.0), let_in.code(0.0)
    assert not let_in.redeem(first, 1.0)
    assert let_in.redeem(second, CODE_LASTS - 1)


@pytest.mark.parametrize("guess", ["", "-", " ", "abcd-efgh-jkmn"])
def test_nothing_lets_in_where_no_token_was_given_out(guess: str) -> None:
    """Where other devices reach us, there is no lasting token."""
    assert not LetIn().redeem(guess, 0.0)
    let_in = LetIn()
    let_in.code(0.0)
    assert not let_in.redeem(guess, 0.0)


def test_the_terminal_says_who_can_reach_it_and_shows_the_fingerprint() -> None:
    """In words, before the phone is touched."""
    kept = Kept(MADE.pem, MADE.until, new=True)
    text = said(launch(kept))
    assert text.startswith("Open https://notes.local:8427/a/abcd-efgh-jkmn\n")
    assert "every device on it can reach the page that asks for the code" in text
    assert all(pair in text for pair in kept.fingerprint.split())
    assert "each phone has to install it once" in text
    assert "PRIVATE" not in text


def test_a_month_before_its_end_the_terminal_warns() -> None:
    """While there is time to have the phone at hand."""
    kept = Kept(MADE.pem, MADE.until)
    assert "--renew" in said(launch(kept), (MADE.until - timedelta(days=30)).date())
    assert "--renew" not in said(launch(kept), (MADE.until - timedelta(days=31)).date())


def test_a_terminal_draws_the_address_for_a_camera_and_a_file_gets_none() -> None:
    """What is redirected stays readable."""
    assert "▀" in said(launch(Kept(MADE.pem, MADE.until)), out=Terminal())
    assert "▀" not in said(launch(Kept(MADE.pem, MADE.until)))


def test_under_a_path_it_says_that_others_share_the_name() -> None:
    """A browser keeps names apart, not paths."""
    assert "counts as the same place" in said(launch(host="name.example", prefix="/some/path"))
    assert "counts as the same place" not in said(launch(host="name.example"))
    assert "can read all that passes" in said(launch(host="name.example"))


def test_on_this_machine_alone_it_says_only_the_address() -> None:
    """As before."""
    assert said(launch(host="127.0.0.1")).count("\n") == 1
