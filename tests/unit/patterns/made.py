"""Small tables for tests, seeded."""

import numpy as np

from aftercare.model.pattern import ColumnKind, Factor, Outcome, Table

NAN = float("nan")


def binary(name, values):
    return Factor(id=name, kind=ColumnKind.BINARY, columns=(tuple(float(v) for v in values),))


def graded(name, values, kind=ColumnKind.ORDINAL):
    return Factor(id=name, kind=kind, columns=(tuple(float(v) for v in values),))


def score(name, values):
    return Outcome(id=name, kind=ColumnKind.ORDINAL, values=tuple(float(v) for v in values))


def yes_no(name, values):
    return Outcome(id=name, kind=ColumnKind.BINARY, values=tuple(float(v) for v in values))


def table(factors, outcomes, **more):
    size = len(outcomes[0].values) if outcomes else 0
    return Table(
        rows=tuple(f"entry-{row}" for row in range(size)), factors=tuple(factors), outcomes=tuple(outcomes), **more
    )


def noise(size, seed):
    return np.random.default_rng(seed).normal(size=size)


def coin(size, seed, share=0.4):
    return (np.random.default_rng(seed).random(size) < share).astype(float)
