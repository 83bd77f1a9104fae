"""Ten years of a made-up journal for the benchmarks: 1,200 encounters and 3,800 check-ins, the same for the same seed.

Takes the catalogue, the last day and a seed; returns a journal in memory. The life is that of `simulated_life`; on top
of it, every other measure of the catalogue is filled in now and then, so that tables, reviews and stores carry what a
diligent person would put in them. Documented in docs/sample-journal.md; figures quoted anywhere use SEED.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from aftercare.model.entry import Entry
from aftercare.model.journal import Journal, entry_order
from aftercare.model.measure import Form, Kind, Measure, Value
from aftercare.model.person import Dated, Person
from aftercare.model.settings import Settings
from aftercare.usecases.simulated_life import ZONE, check_in, encounter, evenings, fitted, live

SEED = 10
ENCOUNTERS = 1_200
CHECK_INS = 3_800
DAYS = 3_800
"""One check-in a day: a little over ten years."""
AGE = 38
SEVEREST = 2
"""Sprinkled steps stay mild; some other answers do raise danger signs, so that screening has its usual work."""


def ten_years(catalogue: Mapping[str, Measure], today: date, seed: int = SEED) -> Journal:
    """The journal. Every value in it fits its measure in `catalogue`."""
    chance = random.Random(seed)  # noqa: S311  an invented person, not a secret
    days = live(today, DAYS, chance)
    last = today - timedelta(days=1)
    when = sorted(evenings(days[:-1], ENCOUNTERS, chance), key=lambda placed: (placed[0].on, placed[1]))
    encounters = [
        encounter(day, at, chance, answered_next_day=day.on < last and chance.random() < 0.7) for day, at in when
    ]
    check_ins = [check_in(day, chance) for day in days]
    at_encounter = _sprinkled(catalogue, (Form.COMMON, Form.MORE), chance)
    in_check_in = _sprinkled(catalogue, (Form.CHECK_IN,), chance)
    entries = [_fill(entry, at_encounter, chance) for entry in encounters]
    entries += [_fill(entry, in_check_in, chance) for entry in check_ins]
    recorded = datetime.combine(days[0].on, time(19, 0), UTC)
    organs: dict[str, Value] = {"organs": ("vagina", "uterus", "ovaries")} if "organs" in catalogue else {}
    return Journal(
        person=Person(
            birth_year=today.year - AGE, answers={key: Dated(value, recorded) for key, value in organs.items()}
        ),
        entries=tuple(sorted((fitted(entry, catalogue) for entry in entries), key=entry_order)),
        settings=Settings(zone=ZONE),
    )


def _sprinkled(
    catalogue: Mapping[str, Measure], forms: tuple[Form, ...], chance: random.Random
) -> list[tuple[Measure, float]]:
    """Which measures are filled in besides, and how often each."""
    return [
        (measure, chance.choice((0.05, 0.15, 0.3, 0.6)))
        for measure in catalogue.values()
        if measure.form in forms and measure.kind in _ANSWERS and not (measure.private or measure.retired)
    ]


def _fill(entry: Entry, sprinkled: list[tuple[Measure, float]], chance: random.Random) -> Entry:
    """The entry with more of its measures answered; what it said already stays."""
    more = {
        measure.id: _ANSWERS[measure.kind](measure, chance)
        for measure, often in sprinkled
        if chance.random() < often and measure.id not in entry.values
    }
    return replace(entry, values={**entry.values, **more})


def _some_step(measure: Measure, chance: random.Random) -> Value:
    return min(int(chance.expovariate(1.4)), SEVEREST, len(measure.options) - 1)


def _some_choices(measure: Measure, chance: random.Random) -> Value:
    picked = chance.sample(measure.option_ids, min(chance.choice((1, 1, 2)), len(measure.options)))
    return tuple(option for option in measure.option_ids if option in picked)


def _some_number(measure: Measure, chance: random.Random) -> Value:
    assert measure.minimum is not None
    assert measure.maximum is not None
    return round(measure.minimum + (measure.maximum - measure.minimum) * chance.betavariate(2, 5))


_ANSWERS: dict[Kind, Callable[[Measure, random.Random], Value]] = {
    Kind.YES_NO: lambda _measure, chance: chance.random() < 0.25,
    Kind.STEPS: _some_step,
    Kind.SCALE: lambda _measure, chance: min(int(chance.expovariate(0.6)), 6),
    Kind.CHOICE: lambda measure, chance: chance.choice(measure.option_ids[:2]),
    Kind.CHOICES: _some_choices,
    Kind.NUMBER: _some_number,
    Kind.DURATION: lambda _measure, chance: 5 * round(chance.betavariate(2, 5) * 120),
}
