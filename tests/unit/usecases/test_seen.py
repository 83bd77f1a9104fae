"""What was seen of the patterns: kept once, in place of the last look, also over lock and restart; never evidence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.journey.made_patterns import patterned
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.knowledge.load import load_knowledge
from aftercare.model.notice import NoticeKind
from aftercare.model.pattern import PatternRole, Patterns, Tier
from aftercare.model.person import Person
from aftercare.patterns.changes import ChangeKind
from aftercare.review import review_journal, shown_before
from aftercare.usecases.look import first_shown, remember_shown
from aftercare.usecases.seen import changed_since, keep_seen, last_seen
from aftercare.vault import Session, create_vault, passphrase_step, unlock

NOW = datetime(2026, 11, 20, 22, 45, tzinfo=UTC)
KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def review() -> object:
    return review_journal(patterned(NOW.date()), (), KNOWLEDGE, NOW)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    opened = create_vault(
        tmp_path / "journal", PASSPHRASE, person=Person(birth_year=1990), now=NOW, recovery=False
    ).session
    yield opened
    opened.lock()


def seen_notices(session: Session) -> list[str]:
    return [one.detail for one in session.journal.notices if one.kind is NoticeKind.PATTERNS_SEEN]


def without(patterns: Patterns, factor: str) -> Patterns:
    return replace(patterns, patterns=tuple(p for p in patterns.patterns if p.factor != factor))


def test_at_the_first_look_nothing_has_changed(session: Session, review) -> None:
    assert last_seen(session.journal) is None
    assert changed_since(last_seen(session.journal), review.patterns) == ()


def test_what_is_new_since_the_last_look_is_told_also_after_a_restart(session: Session, review, tmp_path: Path) -> None:
    keep_seen(session, without(review.patterns, "quarrel"), NOW)
    session.lock()
    again = unlock(tmp_path / "journal", PASSPHRASE, NOW)
    (change,) = changed_since(last_seen(again.journal), review.patterns)
    assert (change.kind, change.pattern.factor) == (ChangeKind.NEW, "quarrel")
    keep_seen(again, review.patterns, NOW)
    assert changed_since(last_seen(again.journal), review.patterns) == ()
    again.lock()


def test_the_vault_does_not_grow_with_each_look(session: Session, review) -> None:
    for day in range(5):
        keep_seen(session, review.patterns, NOW + timedelta(days=day))
    assert len(seen_notices(session)) == 1
    version = session.journal.version
    keep_seen(session, review.patterns, NOW + timedelta(days=9))
    assert session.journal.version == version
    keep_seen(session, without(review.patterns, "quarrel"), NOW)
    assert len(seen_notices(session)) == 1


def test_a_pattern_that_goes_up_and_down_is_noted_once_for_each_height(session: Session, review) -> None:
    def as_tier(tier: Tier) -> object:
        shown = tuple(
            replace(p, tier=tier)
            for p in review.patterns.patterns
            if p.factor == "depth" and p.role is PatternRole.LEAD
        )
        return replace(review, patterns=replace(review.patterns, patterns=shown))

    for tier in (Tier.HUNCH, Tier.LIKELY, Tier.HUNCH, Tier.LIKELY, Tier.HUNCH):
        remember_shown(session, as_tier(tier), NOW)
    shown = first_shown(session.journal, ("depth", "pain"))
    assert [tier for _, tier in shown] == [Tier.HUNCH, Tier.LIKELY]


def test_what_was_seen_changes_no_evidence(review) -> None:
    journal = patterned(NOW.date())
    bare = replace(journal, notices=tuple(one for one in journal.notices if one.kind is not NoticeKind.PATTERNS_SEEN))
    assert review_journal(bare, (), KNOWLEDGE, NOW).patterns == review.patterns


def as_days(review) -> object:
    """The same patterns, as if its rows were days."""
    return replace(review, table=replace(review.table, by_day=True))


def test_what_was_shown_of_days_is_no_history_of_times_and_the_other_way_round(session: Session, review) -> None:
    remember_shown(session, as_days(review), NOW)
    assert shown_before(session.journal) == {}
    of_days = shown_before(session.journal, by_day=True)
    assert ("depth", "pain") in of_days
    assert first_shown(session.journal, ("depth", "pain")) == ()
    later = NOW + timedelta(days=3)
    remember_shown(session, review, later)
    assert shown_before(session.journal).keys() == of_days.keys()
    assert [at for at, _ in first_shown(session.journal, ("depth", "pain"))] == [later]
    assert [at for at, _ in first_shown(session.journal, ("depth", "pain"), by_day=True)] == [NOW]


def test_what_was_shown_before_the_two_were_kept_apart_is_read_as_of_times() -> None:
    held = patterned(NOW.date())
    assert ("alcohol", "pain_next_day") in shown_before(held)
    assert shown_before(held, by_day=True) == {}
    assert last_seen(held)
    assert last_seen(held, by_day=True) is None


def test_looking_at_days_leaves_the_last_look_at_times_as_it_was(session: Session, review) -> None:
    keep_seen(session, without(review.patterns, "quarrel"), NOW)
    for day in (1, 2):
        keep_seen(session, without(review.patterns, "depth"), NOW + timedelta(days=day), by_day=True)
    assert len(seen_notices(session)) == 2
    (of_times,) = changed_since(last_seen(session.journal), review.patterns)
    (of_days,) = changed_since(last_seen(session.journal, by_day=True), review.patterns)
    assert (of_times.pattern.factor, of_days.pattern.factor) == ("quarrel", "depth")
