"""Kill the program with signal 9 in the middle of its work, again and again, and look at what is left.

`python -m benchmarks.kill_rounds --rounds 60` kills during saves, while taking letters in, and during a passphrase
change, in turns. After each kill: nothing acknowledged is lost, nothing is there twice, every check of unlocking passes
(pages, digest), and exactly one passphrase opens.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from aftercare.model.entry import Entry, EntryKind, Precision, When
from aftercare.model.errors import WrongSecret
from aftercare.model.person import Person
from aftercare.vault import Letter, Session, drop_letter, opening, read_recipient, renew, seal_letter, waiting
from aftercare.vault import folder as files
from aftercare.vault import keys as keyfiles
from aftercare.vault.folder import FolderLock
from aftercare.vault.keys import Keys
from aftercare.vault.renew import Recovery

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
LETTERS = 40
LONGEST_SAVES = 0.25
"""Seconds of saving before the kill, at most."""


class Rounds:
    """One vault, killed over and over. Every method is one round; AssertionError means a promise is broken."""

    def __init__(self, folder: Path, passphrase: str, chance: random.Random) -> None:
        self.folder = folder
        self.passphrase = passphrase
        self.chance = chance
        self.keys = keyfiles.open_keys(folder, passphrase)
        self.acknowledged: set[str] = set()

    def saves(self) -> str:
        """Kill while entries are saved one after another."""
        lines = self._killed_child("saves", after=None, delay=self.chance.uniform(0.0, LONGEST_SAVES))
        self.acknowledged |= set(lines)
        self._check()
        return f"killed after {len(lines)} acknowledged saves"

    def letters(self) -> str:
        """Kill while letters are taken in; then take in the rest."""
        recipient = read_recipient(self.folder)
        written = [_entry() for _ in range(LETTERS)]
        for entry in written:
            drop_letter(self.folder, seal_letter(Letter(id=str(uuid.uuid4()), device=None, content=entry), recipient))
        self._killed_child("letters", after="begun", delay=self.chance.uniform(0.0, 0.12))
        left = waiting(self.folder).letters
        session = _open(self.folder, self.keys)
        session.take_letters()
        assert session.letters_aside() == (), "a good letter was set aside"
        session.lock()
        self.acknowledged |= {entry.id for entry in written}
        self._check()
        assert waiting(self.folder).letters == 0
        return f"killed with {left} of {LETTERS} letters left"

    def passphrase_change(self) -> str:
        """Kill during a passphrase change: exactly one of the two passphrases opens afterwards."""
        new = f"a passphrase drawn for {uuid.UUID(int=self.chance.getrandbits(128))}"
        mark = self.chance.choice(["begun", "copying", "copying", "deciding", "deciding", "deciding"])
        lines = self._killed_child("change", after=mark, delay=self.chance.uniform(0.0, 0.08), new=new)
        opened = [passphrase for passphrase in (self.passphrase, new) if self._opens(passphrase)]
        assert len(opened) == 1, f"{len(opened)} passphrases open after a kill"
        if "changed" in lines:
            assert opened == [new], "an acknowledged change is lost"
        happened = "new" if opened == [new] else "old"
        self.passphrase = opened[0]
        self._check()
        return f"killed after '{mark}', the {happened} passphrase opens"

    def _opens(self, passphrase: str) -> bool:
        with files.alone(self.folder):
            try:
                self.keys = keyfiles.open_keys(self.folder, passphrase)
            except WrongSecret:
                return False
        return True

    def _check(self) -> None:
        session = _open(self.folder, self.keys)
        there = Counter(entry.id for entry in session.journal.entries)
        session.lock()
        lost = self.acknowledged - set(there)
        assert not lost, f"{len(lost)} acknowledged entries are lost"
        assert all(count == 1 for count in there.values()), "an entry is there twice"
        self.acknowledged = set(there)

    def _killed_child(self, job: str, *, after: str | None, delay: float, new: str = "") -> list[str]:
        """Run a job in a child of its own, kill it `delay` seconds after it said `after`; return what it said."""
        child = subprocess.Popen(
            [sys.executable, __file__, "--child", job, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        keys = {**asdict(self.keys), "journal_key": self.keys.journal_key.hex()}
        child.stdin.write(json.dumps({"keys": keys, "new": new}) + "\n")
        child.stdin.close()
        lines: list[str] = []
        wanted = threading.Event()

        def listen() -> None:
            assert child.stdout is not None
            for line in child.stdout:
                lines.append(line.strip())
                if after is None or line.strip() == after:
                    wanted.set()

        listener = threading.Thread(target=listen)
        listener.start()
        assert wanted.wait(60), f"the child never came to '{after}'"
        time.sleep(delay)
        child.kill()
        child.wait()
        listener.join()
        child.stdout.close()
        return lines


def run(rounds: int, folder: Path, *, seed: int, tell: Callable[[str], None]) -> None:
    """Make a vault and kill it `rounds` times, the three kinds in turns."""
    passphrase = "six plain words for the kills"
    opening.create(folder, passphrase, person=Person(birth_year=1990), recovery=None, now=NOW)
    state = Rounds(folder, passphrase, random.Random(seed))
    kinds = [state.saves, state.letters, state.passphrase_change]
    for number in range(rounds):
        kind = kinds[number % len(kinds)]
        tell(f"round {number + 1:3d} {kind.__name__:18s} {kind()}")


def _child(job: str, folder: Path) -> None:
    asked = json.loads(sys.stdin.readline())
    keys = Keys(**{**asked["keys"], "journal_key": bytes.fromhex(asked["keys"]["journal_key"])})
    if job == "change":
        _change(folder, keys, asked["new"])
        return
    session = _open(folder, keys)
    if job == "letters":
        _say("begun")
        session.take_letters()
    while job == "saves":
        entry = _entry()
        session.add(entry)
        _say(entry.id)
    time.sleep(60)


def _change(folder: Path, keys: Keys, new: str) -> None:
    """Say how far it is, so that the kill can hit the short moments that matter."""
    begin, commit = files.begin_change, files.commit_change

    def copying(place: Path) -> Path:
        _say("copying")
        return begin(place)

    def deciding(place: Path) -> None:
        _say("deciding")
        commit(place)

    files.begin_change, files.commit_change = copying, deciding
    _say("begun")
    renew.renew_secrets(folder, keys, new, recovery=Recovery.KEEP, now=NOW)
    _say("changed")
    time.sleep(60)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _open(folder: Path, keys: Keys) -> Session:
    lock = FolderLock(folder)
    is_alone = lock.try_alone()
    assert is_alone, "the killed program still holds the folder"
    files.settle(folder)
    return Session(opening.open_with_keys(folder, keys, lock=lock, is_alone=is_alone))


def _entry() -> Entry:
    return Entry(
        id=str(uuid.uuid4()),
        kind=EntryKind.ENCOUNTER,
        at=When(datetime(2026, 11, 20, 23, 0), "Europe/Berlin", Precision.INSTANT),
        recorded=NOW,
        values={"tears": 1, "pain": 3},
        note="some words " * 20,
    )


def main() -> None:
    """Run the rounds and print each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--child", nargs=2, metavar=("JOB", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(options.child[0], Path(options.child[1]))
        return
    with tempfile.TemporaryDirectory() as place:
        run(options.rounds, Path(place, "vault"), seed=options.seed, tell=print)
    print(f"{options.rounds} kills: nothing acknowledged lost, nothing twice, digest right, one passphrase opens")


if __name__ == "__main__":
    main()
