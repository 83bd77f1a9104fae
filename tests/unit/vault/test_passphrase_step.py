"""The passphrase step in its own process: what it does, and what it never does with the passphrase."""

import subprocess
from collections.abc import Callable

import pytest
from tests.vectors.vaults import REMEMBERING

from aftercare.model.errors import DamagedVault, WrongSecret
from aftercare.vault import passphrase_step
from aftercare.vault.passphrase_step import Overloaded, open_with_passphrase, seal_with_passphrase, work_factor

SECRET = "a passphrase nobody else has"


def test_what_is_sealed_opens_with_the_same_passphrase_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """For real, through the child process; a changed byte after the header is found."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING._real)
    sealed = seal_with_passphrase(b"content", SECRET)
    assert 17 <= (work_factor(sealed) or 0) <= 20
    assert open_with_passphrase(sealed, f" {SECRET} ", where="identity.age") == b"content"
    with pytest.raises(WrongSecret):
        open_with_passphrase(sealed, "another passphrase", where="identity.age")
    damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(DamagedVault, match=r"identity\.age"):
        open_with_passphrase(damaged, SECRET, where="identity.age")


def test_the_passphrase_goes_through_a_pipe_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never an argument, never the environment: other programs can read both."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING._real)
    calls = []

    def watched(arguments: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        calls.append((arguments, options))
        return subprocess.CompletedProcess(arguments, 0, b'{"data": ""}\n', b"")

    monkeypatch.setattr(subprocess, "run", watched)
    monkeypatch.setattr(passphrase_step, "work_factor", lambda _sealed: 18)
    seal_with_passphrase(b"content", SECRET)
    arguments, options = calls[0]
    assert SECRET not in " ".join(arguments)
    assert "env" not in options
    assert SECRET.encode() in options["input"]  # type: ignore[operator]


def _answers(*answers: bytes | Exception) -> Callable[[str, bytes, str], bytes]:
    waiting = list(answers)

    def run(_task: str, _data: bytes, _passphrase: str) -> bytes:
        answer = waiting.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return run


def _header(factor: int) -> bytes:
    return b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" %d\n" % factor


def test_a_work_factor_outside_17_to_20_is_sealed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is chosen by a measurement, which a busy machine gets wrong."""
    monkeypatch.setattr(passphrase_step, "_run", _answers(_header(16), _header(21), _header(17)))
    assert work_factor(seal_with_passphrase(b"", SECRET)) == 17
    monkeypatch.setattr(passphrase_step, "_run", _answers(*[_header(16)] * 4))
    with pytest.raises(Overloaded, match="too busy"):
        seal_with_passphrase(b"", SECRET)


def test_excessive_work_is_tried_again_then_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit too comes from a measurement."""
    too_much = passphrase_step._Refused("Excessive work parameter for passphrase.")
    monkeypatch.setattr(passphrase_step, "_run", _answers(too_much, too_much, b"content"))
    assert open_with_passphrase(_header(20), SECRET, where="identity.age") == b"content"
    monkeypatch.setattr(passphrase_step, "_run", _answers(*[too_much] * 4))
    with pytest.raises(Overloaded, match="more work than this machine can do"):
        open_with_passphrase(_header(20), SECRET, where="identity.age")


@pytest.mark.parametrize("sealed", [b"", b"not age at all", _header(23), _header(17).replace(b"scrypt", b"X25519")])
def test_a_file_that_asks_for_endless_work_or_is_no_key_file_is_refused_at_once(sealed: bytes) -> None:
    """Before any work is done on it."""
    with pytest.raises(DamagedVault, match="damaged"):
        open_with_passphrase(sealed, SECRET, where="identity.age")


def test_a_child_that_dies_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little memory ends it; the journal is untouched."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING._real)
    monkeypatch.setattr(subprocess, "run", lambda arguments, **_: subprocess.CompletedProcess(arguments, -9, b"", b""))
    with pytest.raises(Overloaded, match="too little memory"):
        seal_with_passphrase(b"content", SECRET)
