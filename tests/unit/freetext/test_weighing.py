"""How much words speak for danger."""

from aftercare.freetext.weighing import Evidence

EVIDENCE = Evidence.of([("bleed", "soak"), ("bleed", "faint")], [("bleed", "film"), ("film",)])


def test_a_word_told_only_in_danger_speaks_for_it() -> None:
    assert EVIDENCE.weight(("soak",)) > 0


def test_a_word_told_only_without_danger_speaks_against_it() -> None:
    assert EVIDENCE.weight(("film",)) < 0


def test_a_word_nobody_told_says_nothing() -> None:
    assert EVIDENCE.weight(("tea",)) == 0
    assert EVIDENCE.weight(()) == 0


def test_saying_it_twice_says_no_more() -> None:
    assert EVIDENCE.weight(("soak", "soak")) == EVIDENCE.weight(("soak",))


def test_two_words_side_by_side_count_as_one_more() -> None:
    apart = EVIDENCE.weight(("bleed", "tea", "soak"))
    assert EVIDENCE.weight(("bleed", "soak")) > apart
