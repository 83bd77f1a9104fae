"""What is known of each finding, for the order of causes: here a no in words counts, and an opposite says no."""

from datetime import timedelta

from tests.unit.check.saves import KNOWLEDGE
from tests.unit.check.told import fact, known, no, yes

from aftercare.check.known import origin_quotes
from aftercare.model.fact import Origin, Status


def test_what_nobody_spoke_of_is_unknown() -> None:
    assert known()["fever"].status is Status.UNKNOWN
    assert not known().is_absent("fever")
    assert not known().is_present("fever")


def test_a_no_in_words_counts_here_and_only_here() -> None:
    assert known(fact("fever", Status.ABSENT, origin=Origin.WORDS)).is_absent("fever")


def test_an_answer_goes_before_words_and_words_before_the_journal() -> None:
    said = fact("fever", origin=Origin.WORDS)
    logged = fact("fever", Status.ABSENT, origin=Origin.JOURNAL)
    assert known(said, *no("fever")).is_absent("fever")
    assert known(said, logged).is_present("fever")


def test_an_opposite_is_absent_while_the_other_is_present() -> None:
    finding = next(one for one in KNOWLEDGE.findings.values() if one.opposite and one.question)
    there = known(*yes(finding.id))
    assert all(there.is_absent(other) for other in finding.opposite)
    assert all(known(*no(finding.id))[other].status is Status.UNKNOWN for other in finding.opposite)


def test_an_opposite_gives_way_to_what_was_said_of_it() -> None:
    finding = next(one for one in KNOWLEDGE.findings.values() if one.opposite and one.question)
    other = finding.opposite[0]
    assert known(*yes(finding.id, other)).is_present(other)


def test_a_composite_follows_from_its_parts() -> None:
    assert known(*yes("deep_pain")).is_present("any_pain")


def test_trying_out_an_answer_changes_nothing_else() -> None:
    before = known(*yes("deep_pain"))
    after = before.with_line("fever", Status.PRESENT)
    assert after.is_present("fever")
    assert not before.is_present("fever")
    assert after["deep_pain"] == before["deep_pain"]


def test_quotes_are_given_once() -> None:
    facts = [fact("fever", origin=Origin.WORDS, quote="hot", ago=timedelta(hours=hours)) for hours in (0, 1)]
    assert origin_quotes([*facts, *yes("fever")]) == ("hot",)
