"""How common something is: from a study's counts to an honest sentence, an interval and people out of 100.

Takes figures and sources; returns values to show. Intervals are computed here with Wilson's formula (Wilson 1927, J Am
Stat Assoc 22:209-212) for 95 % unless the study weighted or pooled its answers and printed its own.
"""

from collections.abc import Mapping, Sequence
from math import floor, sqrt

from aftercare.knowledge.evidence import Figure, FigureGroup
from aftercare.knowledge.schema import Source
from aftercare.model.library import Frequency, HowCommon

Z_95 = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""
HUNDRED = 100
BETWEEN_STUDIES = "studies"


def wilson_interval(count: int, of: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of `count` out of `of`, as shares from 0 to 1."""
    assert 0 <= count <= of, "so many people cannot be counted"
    assert of > 0, "nobody was asked"
    share = count / of
    spread = Z_95 * sqrt(share * (1 - share) / of + Z_95**2 / (4 * of**2))
    middle = share + Z_95**2 / (2 * of)
    scale = 1 + Z_95**2 / of
    return (max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))


def how_common(group: FigureGroup, figures: Sequence[Figure], sources: Mapping[str, Source]) -> HowCommon:
    """All figures of one group, the range between them first. `figures` must not be empty."""
    studies = tuple(frequency(figure, sources) for figure in figures)
    if group.compares:
        return HowCommon(group=group.id, question=group.question, sentence="", studies=studies)
    general = [study for study, figure in zip(studies, figures, strict=True) if figure.measured]
    if len(general) < 2:
        return HowCommon(
            group=group.id, question=group.question, sentence=(general or studies)[0].sentence, studies=studies
        )
    points = [point for figure in figures if figure.measured for point in _points(figure)]
    span = _reach(min(points), max(points))
    sentence = (
        f"{span} of 100 people, depending on who was asked and how the question was put ({len(general)} studies)."
    )
    return HowCommon(group=group.id, question=group.question, sentence=sentence, studies=studies)


def frequency(figure: Figure, sources: Mapping[str, Source]) -> Frequency:
    """One study's figure as a sentence, with its interval."""
    source = sources[figure.source]
    low, high = _ends(figure)
    between = figure.spread == BETWEEN_STUDIES
    percent = _percent(figure)
    of_100 = _of_100(percent) or None if percent is not None and figure.measured else None
    return Frequency(
        figure=figure.id,
        of_100=of_100,
        caption=f"{figure.who} {figure.had}",
        sentence=_sentence(figure, source, (low, high)),
        asked=figure.asked,
        low=low,
        high=high,
        between_studies=between,
        source=figure.source,
        note=figure.note,
    )


def _ends(figure: Figure) -> tuple[float, float]:
    if figure.low is not None and figure.high is not None:
        return figure.low, figure.high
    assert figure.of is not None, f"{figure.id}: the linter lets no figure without a base pass"
    low, high = wilson_interval(people(figure), figure.of)
    return low * HUNDRED, high * HUNDRED


def people(figure: Figure) -> int:
    """How many people it was: as printed, else worked out from the per cent."""
    if figure.count is not None:
        return figure.count
    assert figure.percent is not None
    assert figure.of is not None
    return round(figure.percent * figure.of / HUNDRED)


def _percent(figure: Figure) -> float | None:
    if figure.percent is not None:
        return figure.percent
    if figure.count is not None and figure.of is not None:
        return HUNDRED * figure.count / figure.of
    return None


def _points(figure: Figure) -> tuple[float, ...]:
    percent = _percent(figure)
    if percent is not None:
        return (percent,)
    assert figure.low is not None
    assert figure.high is not None
    return (figure.low, figure.high)


def _sentence(figure: Figure, source: Source, ends: tuple[float, float]) -> str:
    percent = _percent(figure)
    year = f", {source.year}" if source.year else ""
    if percent is None and figure.of is not None:
        return f"{_reach(*ends)} of 100 {figure.who} {figure.had} ({figure.asked}; {figure.of:,} asked{year})."
    if percent is None:
        low, high = _at_least_1(ends[0]), _at_least_1(ends[1])
        reach = low if low == high else f"{low} to {high}"
        return f"From study to study, {reach} of 100 {figure.who} {figure.had} ({figure.asked}{year})."
    base = f"{figure.of:,} asked" if figure.of is not None else "several studies"
    if not figure.measured:
        about = "" if figure.count is not None else "About "
        return f"{about}{people(figure)} of {figure.of:,} {figure.who} {figure.had} ({figure.asked}{year})."
    told = f"{_of_100_words(percent)} of 100 {figure.who} {figure.had} ({figure.asked}; {base}{year})."
    if figure.spread == BETWEEN_STUDIES:
        return f"{told} Between studies it went from {_at_least_1(ends[0])} to {_at_least_1(ends[1])}."
    if figure.of is None:
        return told
    return f"{told} With so many asked, chance alone leaves it between {_one_place(ends[0])} and {_one_place(ends[1])}."


def _of_100(percent: float) -> int:
    """The nearest whole number of people, halves up; half a person is not yet one."""
    return floor(percent + 0.5) if percent > 0.5 else 0


def _at_least_1(percent: float) -> str:
    """People out of 100; a 0 would read as never."""
    return str(_of_100(percent)) if _of_100(percent) else "fewer than 1"


def _reach(low: float, high: float) -> str:
    """From one number of people out of 100 to another; one number where both come to the same."""
    if _of_100(low) == _of_100(high):
        return _of_100_words(low)
    return f"Between {_at_least_1(low)} and {_of_100(high)}"


def _of_100_words(percent: float) -> str:
    if not _of_100(percent):
        return "Fewer than 1"
    return f"About {_of_100(percent)}"


def _one_place(percent: float) -> str:
    return f"{percent:.1f}".removesuffix(".0")
