"""The way into a vault without this program, as docs/vault-format.md tells it, with the real `age` tool."""

import json
import os
import pty
import re
import select
import shutil
import time
from pathlib import Path

import apsw
import pytest
from tests.vectors.vaults import CURRENT, PASSPHRASE, copy_vault, recovery_key

from aftercare.model.wire import entry_from_json, entry_from_object

DOC = Path(__file__).parents[2] / "docs" / "vault-format.md"
SECONDS = 60


def blocks(language: str) -> list[str]:
    """The code blocks of the document, as they stand there."""
    return re.findall(rf"```{language}\n(.*?)```", DOC.read_text(), flags=re.DOTALL)


def command(about: str) -> str:
    """The one documented command that names this file."""
    (found,) = [block.strip() for block in blocks("sh") if about in block]
    return found


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A locked vault of this version."""
    assert shutil.which("age"), "the standard age tool is needed: tools/install_test_programs.sh"
    return copy_vault(CURRENT, tmp_path / "vault")


def at_terminal(line: str, folder: Path, answer: str | None) -> bytes:
    """Run a shell line at a terminal of its own, type the answer when asked, return what it printed to its output."""
    read_end, write_end = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.dup2(write_end, 1)
        os.execvp("sh", ["sh", "-c", line])
    os.close(write_end)
    asked, output = b"", b""
    open_ends = {terminal, read_end}
    deadline = time.monotonic() + SECONDS
    while open_ends and time.monotonic() < deadline:
        for end in select.select(list(open_ends), [], [], 1.0)[0]:
            try:
                piece = os.read(end, 65536)
            except OSError:  # a terminal whose program is gone
                piece = b""
            if not piece:
                open_ends.discard(end)
            elif end == read_end:
                output += piece
            else:
                asked += piece
                if answer is not None and b"passphrase" in asked:
                    os.write(terminal, answer.encode() + b"\n")
                    answer = None
    os.close(terminal)
    os.close(read_end)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, asked.decode(errors="replace")
    return output


def read_journal(folder: Path, key: str) -> list[str]:
    """The documented SQL, statement by statement."""
    (sql,) = blocks("sql")
    connection = apsw.Connection(str(folder / "journal.db"), flags=apsw.SQLITE_OPEN_READWRITE)
    rows = [row for line in sql.strip().splitlines() for row in connection.execute(line.replace("JOURNALKEY", key))]
    connection.close()
    return [body for (body,) in rows if str(body).startswith("{")]


def test_the_passphrase_and_the_age_tool_open_the_journal(vault: Path) -> None:
    """Two programs that are not ours, and every entry is there in its documented form."""
    key = at_terminal(command("identity.age journal.key.age"), vault, PASSPHRASE).decode().strip()
    assert re.fullmatch("[0-9a-f]{64}", key)
    entries = [entry_from_json(body) for body in read_journal(vault, key)]
    assert [entry.note for entry in entries] == [f"Vector entry {number}." for number in range(4)]


def test_the_recovery_key_and_the_age_tool_open_the_journal(vault: Path) -> None:
    """Without any passphrase."""
    (vault / "recovery.txt").write_text(recovery_key() + "\n")
    key = at_terminal(command("recovery.txt"), vault, None).decode().strip()
    assert len(read_journal(vault, key)) == 4


def test_the_age_tool_opens_a_waiting_letter(vault: Path) -> None:
    """It is JSON as documented, then blanks."""
    letter = at_terminal(command("letterbox"), vault, PASSPHRASE)
    assert len(letter) == 4096
    assert entry_from_object(json.loads(letter)["entry"]).note == "Written while locked."


def test_the_identity_says_what_the_document_says(vault: Path) -> None:
    """The comment lines, by name and in order."""
    text = at_terminal("age -d identity.age", vault, PASSPHRASE).decode()
    (documented,) = blocks("text")
    names = [line.split(":")[0] for line in documented.strip().splitlines()]
    assert [line.split(":")[0] for line in text.splitlines() if line.startswith("#")] == names
    assert text.splitlines()[-1].startswith("AGE-SECRET-KEY-1")


def test_every_file_in_a_vault_is_in_the_document(vault: Path) -> None:
    """And the number of words and bits too."""
    from aftercare.vault.passphrase import drawn_bits, word_list

    text = DOC.read_text()
    for path in vault.rglob("*"):
        name = str(path.relative_to(vault))
        assert path.is_dir() or f"`{name}`" in text or name.startswith("letterbox/"), name
    assert f"list of {len(word_list()):,}" in text
    assert f"{drawn_bits():.0f} bits" in text
