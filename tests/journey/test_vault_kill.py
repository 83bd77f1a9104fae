"""Killed in the middle: nothing acknowledged is lost. A few rounds here; benchmarks/kill_rounds.py does sixty."""

import tempfile
from pathlib import Path

from benchmarks import kill_rounds

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A kill leaves what the system was already given, on whatever it is kept; the sixty rounds use the disk."""


def test_a_vault_survives_being_killed_during_saves_letters_and_a_passphrase_change() -> None:
    """One round of each, with a seed of their own; every round checks what was promised."""
    told: list[str] = []
    with tempfile.TemporaryDirectory(dir=MEMORY) as place:
        kill_rounds.run(3, Path(place, "vault"), seed=7, tell=told.append)
    assert len(told) == 3
    assert any("acknowledged saves" in line for line in told)
    assert any("passphrase opens" in line for line in told)
