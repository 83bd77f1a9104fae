"""A journal in which experiments can be lived through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.usecases.experiment_bench import START, Bench
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.model.person import Person
from aftercare.vault import create_vault, passphrase_step


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    person = Person(birth_year=1990)
    session = create_vault(tmp_path / "journal", PASSPHRASE, person=person, now=START, recovery=False).session
    yield Bench(session)
    session.lock()
