"""How common something is, as a person reads it: never more than was asked, never "0 of 100", computed intervals."""

import re
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare.knowledge.evidence import Figure, FigureGroup
from aftercare.knowledge.load import load_knowledge
from aftercare.knowledge.schema import Source
from aftercare.library.frequency import frequency, how_common, people, wilson_interval

SOURCES = {"study": Source(id="study", title="A study", year=2019, sample="people")}
RANGE = FigureGroup(id="tears", question="Have you ever cried?")
BESIDE = FigureGroup(id="tears", question="Have you ever cried?", compares=True)


def figure(name: str = "a", **given: object) -> Figure:
    """A figure of one study; who, what and when are always said."""
    told = {"group": "tears", "had": "had cried", "who": "people", "asked": "ever", "source": "study", **given}
    return Figure(id=name, **told)  # type: ignore[arg-type]


def told(**given: object) -> str:
    """Its sentence."""
    return frequency(figure(**given), SOURCES).sentence


# Newcombe 1998 (Stat Med 17:857-872), table I, method 3, prints these four decimals.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_one_published(count: int, of: int, low: float, high: float) -> None:
    assert wilson_interval(count, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


COUNTS = st.integers(1, 100_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS)
def test_the_interval_holds_the_share_and_stays_within_none_and_all(counted: tuple[int, int]) -> None:
    count, of = counted
    low, high = wilson_interval(count, of)
    assert 0 <= low <= count / of + 1e-12
    assert count / of - 1e-12 <= high <= 1
    assert low < high


@given(COUNTS)
def test_the_interval_of_those_who_had_not_is_its_mirror(counted: tuple[int, int]) -> None:
    count, of = counted
    low, high = wilson_interval(count, of)
    assert wilson_interval(of - count, of) == (pytest.approx(1 - high, abs=1e-9), pytest.approx(1 - low, abs=1e-9))


@given(COUNTS, st.integers(2, 50))
def test_more_people_asked_make_the_interval_narrower(counted: tuple[int, int], times: int) -> None:
    count, of = counted
    few, many = wilson_interval(count, of), wilson_interval(count * times, of * times)
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("count", "of"), [(-1, 10), (11, 10), (0, 0)])
def test_what_cannot_be_counted_has_no_interval(count: int, of: int) -> None:
    with pytest.raises(AssertionError):
        wilson_interval(count, of)


def test_one_study_says_who_what_when_how_many_and_how_sure() -> None:
    assert told(count=15, of=148) == (
        "About 10 of 100 people had cried (ever; 148 asked, 2019). "
        "With so many asked, chance alone leaves it between 6.2 and 16."
    )


def test_an_interval_the_study_printed_is_kept_and_none_is_computed() -> None:
    shown = frequency(figure(percent=8, of=6669, low=6.7, high=8.3, spread="confidence"), SOURCES)
    assert (shown.low, shown.high) == (6.7, 8.3)
    assert "between 6.7 and 8.3" in shown.sentence


def test_a_range_over_studies_says_so_and_draws_no_people() -> None:
    shown = frequency(figure(low=10, high=20, spread="studies"), SOURCES)
    assert shown.sentence == "From study to study, 10 to 20 of 100 people had cried (ever, 2019)."
    assert shown.of_100 is None
    assert shown.between_studies


def test_a_pooled_share_says_how_far_the_studies_lie_apart() -> None:
    assert told(percent=8, of=10617, low=0.2, high=10, spread="studies").endswith(
        "Between studies it went from fewer than 1 to 10."
    )


def test_a_number_printed_as_between_two_is_told_as_such() -> None:
    assert told(of=1208, low=3, high=4, spread="printed") == (
        "Between 3 and 4 of 100 people had cried (ever; 1,208 asked, 2019)."
    )


def test_several_studies_make_a_range_with_the_reason_why_they_differ() -> None:
    common = how_common(RANGE, [figure("a", percent=46, of=230), figure("b", percent=8, of=1489)], SOURCES)
    assert common.sentence == (
        "Between 8 and 46 of 100 people, depending on who was asked and how the question was put (2 studies)."
    )
    assert [study.figure for study in common.studies] == ["a", "b"]


def test_studies_that_come_to_the_same_make_no_range() -> None:
    common = how_common(RANGE, [figure("a", percent=39.1, of=51), figure("b", percent=38.9, of=54)], SOURCES)
    assert common.sentence.startswith("About 39 of 100 people")


def test_figures_about_different_people_stand_beside_one_another_without_a_range() -> None:
    common = how_common(BESIDE, [figure("a", percent=46, of=230), figure("b", percent=8, of=1489)], SOURCES)
    assert common.sentence == ""
    assert [study.of_100 for study in common.studies] == [46, 8]


def test_people_picked_for_having_it_are_counted_among_themselves_and_never_drawn() -> None:
    shown = frequency(figure(percent=61, of=86, measured=False, note="Picked."), SOURCES)
    assert shown.of_100 is None
    assert shown.sentence == "About 52 of 86 people had cried (ever, 2019)."
    assert "of 100" not in shown.sentence


def test_people_picked_for_having_it_never_widen_a_range_or_speak_for_it() -> None:
    picked = figure("picked", percent=88, of=86, measured=False, note="Picked.")
    common = how_common(RANGE, [picked, figure("a", percent=8, of=1489)], SOURCES)
    assert common.sentence.startswith("About 8 of 100 people")
    both = how_common(RANGE, [picked, figure("a", percent=8, of=1489), figure("b", percent=11, of=300)], SOURCES)
    assert both.sentence.startswith("Between 8 and 11 of 100 people")


ZERO = re.compile(r"(?<![\d.,])0(?:\.0)?(?: to \d+| and \d+)? of 100|(?:to|and|from|Between|About) 0 ?(?:of|to|and|\.)")


@given(st.floats(0, 3), st.floats(0, 3), st.sampled_from(["", "confidence", "studies", "printed"]), st.booleans())
def test_something_rare_is_never_0_of_100(one: float, other: float, spread: str, base: bool) -> None:
    """Rare is "fewer than 1 of 100", and no picture of a hundred people of whom nobody has it."""
    low, high = sorted((one, other))
    ends = {"low": low, "high": high, "spread": spread} if spread else {}
    of = {"of": 1000} if base or not spread else {}
    percent = {} if spread in ("printed", "studies") and not base else {"percent": (low + high) / 2}
    rare = figure("rare", **ends, **of, **percent)
    common = how_common(RANGE, [rare, rare] if spread else [rare], SOURCES)
    for sentence in (common.sentence, *(study.sentence for study in common.studies)):
        assert not ZERO.search(sentence.split(" With so many")[0]), sentence
    assert all(study.of_100 != 0 for study in common.studies)


def test_half_a_person_is_fewer_than_one_in_every_sentence() -> None:
    assert told(percent=0.5, of=11420).startswith("Fewer than 1 of 100")
    common = how_common(RANGE, [figure("a", percent=0.5, of=11420), figure("b", percent=13.1, of=11420)], SOURCES)
    assert common.sentence.startswith("Between fewer than 1 and 13 of 100")


def test_so_many_people_are_told_as_the_study_counted_them() -> None:
    assert people(figure(count=52, percent=99, of=86)) == 52
    assert people(figure(percent=61, of=86)) == 52


def test_every_figure_that_ships_makes_an_honest_sentence() -> None:
    """Who was asked and when stands in it; of those picked for having it none is a share of 100 people."""
    knowledge = load_knowledge()
    assert knowledge.figures
    for one in knowledge.figures.values():
        shown = frequency(one, knowledge.sources)
        assert one.who in shown.sentence, one.id
        assert one.asked in shown.sentence, one.id
        assert 0 <= shown.low <= shown.high <= 100, one.id
        assert not ZERO.search(shown.sentence.split(" With so many")[0]), shown.sentence
        if not one.measured:
            assert shown.of_100 is None, one.id
            assert "of 100" not in shown.sentence, one.id


def test_every_group_that_ships_has_its_question_and_a_sentence_or_stands_side_by_side() -> None:
    knowledge = load_knowledge()
    by_group = groupby(sorted(knowledge.figures.values(), key=lambda one: one.group), key=lambda one: one.group)
    for name, figures in by_group:
        common = how_common(knowledge.figure_groups[name], list(figures), knowledge.sources)
        assert common.question.endswith("?"), name
        assert bool(common.sentence) != knowledge.figure_groups[name].compares, name
        assert not ZERO.search(common.sentence), common.sentence
