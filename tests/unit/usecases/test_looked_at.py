"""What is searched, and what the person wants to be: named in advance, picked by how often it was noted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadValue
from aftercare.model.person import Person
from aftercare.review import review_journal
from aftercare.usecases import looked_at as use
from aftercare.usecases.looked_at import LookedAt, looked_at
from aftercare.usecases.sample_journal import sample_journal
from aftercare.vault import Session, create_vault, passphrase_step

NOW = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = create_vault(
        tmp_path / "journal", PASSPHRASE, person=Person(birth_year=1990), now=NOW, recovery=False
    ).session
    for entry in sample_journal(KNOWLEDGE.measures, NOW.date()).entries[-60:]:
        opened.add(entry)
    yield opened
    opened.lock()


def there(session: Session) -> LookedAt:
    return looked_at(session.journal, KNOWLEDGE)


def searched(session: Session) -> set[str]:
    table = review_journal(session.journal, (), KNOWLEDGE, NOW).table
    return {factor.id for factor in table.factors} | {outcome.id for outcome in table.outcomes}


def test_what_is_listed_is_what_is_searched(session: Session) -> None:
    listed = there(session)
    assert {one.id for one in (*listed.factors, *listed.outcomes)} == searched(session)
    assert len(listed.outcomes) <= listed.most_outcomes


def test_what_did_not_fit_can_be_put_in_and_something_gives_way(session: Session) -> None:
    left = there(session).left_outcomes[0].id
    before = len(there(session).outcomes)
    use.put_in(session, left, there(session))
    assert left in searched(session)
    assert len(there(session).outcomes) == before
    use.take_out(session, left, there(session))
    assert left not in searched(session)
    assert session.journal.settings.swapped_in == ()


def test_taken_out_means_out_until_it_is_put_in_again(session: Session) -> None:
    use.take_out(session, "alcohol", there(session))
    assert "alcohol" not in searched(session)
    assert "alcohol" in {one.id for one in there(session).left_factors}
    use.put_in(session, "alcohol", there(session))
    assert "alcohol" in searched(session)


def test_a_main_question_with_suspects_is_kept_and_can_be_taken_back(session: Session) -> None:
    use.ask(session, "tears", ("sleep_hours", "quarrel", "quarrel"), there(session))
    settings = session.journal.settings
    assert (settings.main_outcome, settings.suspects) == ("tears", ("sleep_hours", "quarrel"))
    table = review_journal(session.journal, (), KNOWLEDGE, NOW).table
    assert table.main_outcome == "tears"
    assert set(table.suspects) == {"sleep_hours", "quarrel"}
    use.ask(session, "", (), there(session))
    assert session.journal.settings.main_outcome is None


def test_a_question_can_be_named_before_the_first_entry(session: Session) -> None:
    new = there(session).new_factors[0].id
    use.ask(session, "feeling_bad_after", (new,), there(session))
    assert session.journal.settings.suspects == (new,)


def test_at_most_twelve_suspects(session: Session) -> None:
    listed = there(session)
    many = [one.id for one in (*listed.factors, *listed.new_factors)][:13]
    with pytest.raises(BadValue, match="at most 12"):
        use.ask(session, "tears", many, listed)
    assert session.journal.settings.suspects == ()


def test_the_watch_list_holds_five_pairs_and_what_is_on_it_stays_searched(session: Session) -> None:
    for factor in ("sleep_hours", "quarrel", "alcohol", "stress", "lubricant"):
        use.watch(session, (factor, "tears"), there(session))
    use.watch(session, ("quarrel", "tears"), there(session))
    assert len(session.journal.settings.watched) == 5
    assert review_journal(session.journal, (), KNOWLEDGE, NOW).table.watched == set(session.journal.settings.watched)
    with pytest.raises(BadValue, match="holds 5 pairs"):
        use.watch(session, ("energy", "tears"), there(session))
    with pytest.raises(BadValue, match="asked about this"):
        use.take_out(session, "quarrel", there(session))
    use.unwatch(session, ("quarrel", "tears"))
    use.take_out(session, "quarrel", there(session))
    assert "quarrel" not in searched(session)


def test_what_is_not_on_the_list_is_refused(session: Session) -> None:
    for refused in (
        lambda: use.put_in(session, "nonsense", there(session)),
        lambda: use.take_out(session, "nonsense", there(session)),
        lambda: use.ask(session, "sleep_hours", (), there(session)),
        lambda: use.watch(session, ("tears", "sleep_hours"), there(session)),
    ):
        with pytest.raises(BadValue):
            refused()
    assert session.journal.settings.watched == ()
