"""The sample journal: a made-up person's 150 encounters, dated to end today, for everyone to look around in.

Takes the catalogue and the day; returns a journal in memory. Always the same but for its dates. Never written to a
vault, never mixed with one; pages and prints of it carry a banner.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from aftercare.model.entry import Entry
from aftercare.model.journal import Journal, entry_order
from aftercare.model.measure import Form, Kind, Measure, Phase, Role, Value
from aftercare.model.person import Dated, Person
from aftercare.model.settings import Settings
from aftercare.usecases.sample_experiments import lived
from aftercare.usecases.simulated_life import ZONE, Day, Values, check_in, encounter, evenings, fitted, live

SEED = 1_287
ENCOUNTERS = 150
CHECK_INS = 520
DAYS = 580
AGE = 34
OWN = Measure(
    id="own.warm_bath",
    question="A warm bath before?",
    label="Warm bath",
    kind=Kind.YES_NO,
    phase=Phase.BEFORE,
    form=Form.MORE,
    group="Own",
    role=Role.FACTOR,
    concept="own.warm_bath",
)
CONCERN = (
    "Sometimes I cry afterwards and do not know why, mostly when I have slept badly. "
    "And when it is deep, it often hurts."
)
LATELY: tuple[Values, ...] = ({"warm_up": 2}, {"warm_up": 1}, {"warm_up": 3})
"""What the last encounters tell besides: something she began to write down only now, so that it needs more entries."""
NOTES = (
    "Slept badly all week. It came over me afterwards, and I could not say why.",
    "We laughed a lot tonight.",
    "A long talk afterwards. That helped more than I thought.",
    "It hurt when it was deep, so we slowed down. Better then.",
    "Quiet evening, felt close.",
)


def sample_journal(catalogue: Mapping[str, Measure], today: date) -> Journal:
    """The journal. Every value in it fits its measure in `catalogue`."""
    chance = random.Random(SEED)  # noqa: S311  an invented person, not a secret
    days = live(today, DAYS, chance)
    yesterday = today - timedelta(days=1)
    when = [*evenings(days[:-2], ENCOUNTERS - 1, chance), (days[-2], time(22, 40))]
    encounters = [
        encounter(day, at, chance, answered_next_day=day.on < yesterday and chance.random() < 0.72)
        for day, at in sorted(when, key=lambda placed: (placed[0].on, placed[1]))
    ]
    check_ins = [check_in(days[i], chance) for i in sorted(chance.sample(range(DAYS - 1), CHECK_INS - 1))]
    early = datetime.combine(today, time(), UTC)
    check_ins.append(replace(check_in(days[-1], chance), recorded=early))
    measures = {**catalogue, OWN.id: OWN}
    told, experiments = lived(_with_own(encounters, chance), early)
    entries = [fitted(entry, measures) for entry in (*told, *check_ins)]
    return Journal(
        person=_person(days),
        entries=tuple(sorted(entries, key=entry_order)),
        own_measures=(OWN,),
        settings=Settings(zone=ZONE, main_outcome="tears"),
        experiments=experiments,
    )


def _with_own(encounters: list[Entry], chance: random.Random) -> list[Entry]:
    """The same encounters with the person's own measure, and here and there a note."""
    noted = dict(zip(sorted(chance.sample(range(len(encounters)), len(NOTES))), NOTES, strict=True))
    told = []
    for index, entry in enumerate(encounters):
        values = {**entry.values, OWN.id: chance.random() < 0.45} if chance.random() < 0.9 else entry.values
        lately = dict(enumerate(LATELY, start=len(encounters) - len(LATELY))).get(index, {})
        told.append(replace(entry, values={**values, **lately}, note=noted.get(index)))
    return told


def _person(days: Sequence[Day]) -> Person:
    """What the person told about herself on the first evening."""
    bleeding_began = max(day.on for day in days if day.cycle_day == 1)
    answers: dict[str, Value] = {
        "main_concern": CONCERN,
        "organs": ("vagina", "uterus", "ovaries"),
        "operations": ("none",),
        "periods": "regular",
        "last_period": bleeding_began.isoformat(),
        "cycle_length": 28,
        "pregnant": "no",
        "contraception": ("condom",),
        "cervical_screening": "up_to_date",
        "medicines": ("none",),
        "other_medicines": "Vitamin D in winter",
        "allergies": ("none",),
        "health_risks": ("none",),
    }
    told = datetime.combine(days[0].on, time(19, 0), UTC)
    return Person(
        birth_year=days[-1].on.year - AGE, answers={measure: Dated(value, told) for measure, value in answers.items()}
    )
