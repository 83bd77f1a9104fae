"""Experiments in an export: what they may tell of entries that stay out of it, and whether a file's own are whole.

Takes experiments and the ids of the entries that go along; returns experiments. Where private things stay out, nothing
may tell that a red flag stood; an entry that stays out looks like one that was deleted.
"""

from collections.abc import Collection
from dataclasses import replace

from aftercare.model.errors import BadFile
from aftercare.model.experiment import Draw, EndReason, Experiment

_OWN, _DELETED, _UNSAFE, _GIVEN_BACK = "own", "deleted", "unsafe", "given_back"


def experiments_to_write(
    experiments: tuple[Experiment, ...], there: Collection[str], *, private: bool, left_out: bool
) -> tuple[Experiment, ...]:
    """The experiments for an export that holds these entries; as they are where nothing stays out of it."""
    if private and left_out:
        return experiments
    return tuple(_to_write(one, there, private) for one in experiments)


def read_experiments(read: tuple[Experiment, ...]) -> tuple[Experiment, ...]:
    """The experiments of a file, or BadFile: one of each id, one that runs, each place and encounter once."""
    if len({one.id for one in read}) != len(read):
        raise BadFile("Two experiments share one id.", where="experiments")
    if sum(one.is_running for one in read) > 1:
        raise BadFile("Only one experiment runs at a time.", where="experiments")
    for one in read:
        entries = [draw.entry for draw in one.draws if draw.entry is not None]
        in_order = [draw.place for draw in one.draws] == list(range(len(one.draws)))
        if not in_order or len(one.draws) > one.rounds or len(set(entries)) != len(entries):
            raise BadFile("The rounds of an experiment do not fit together.", where="experiments")
    return read


def _to_write(experiment: Experiment, there: Collection[str], private: bool) -> Experiment:
    draws = tuple(_draw(one, there, private) for one in experiment.draws)
    written = replace(experiment, draws=draws, outside=tuple(one for one in experiment.outside if one in there))
    if private:
        return written
    return replace(
        written,
        pauses=tuple(replace(pause, why=_OWN) for pause in written.pauses),
        end_reason=EndReason.STOPPED if written.end_reason is EndReason.SAFETY else written.end_reason,
    )


def _draw(draw: Draw, there: Collection[str], private: bool) -> Draw:
    if draw.entry is not None and draw.entry not in there and draw.void != _DELETED:
        return replace(draw, entry=None, void=_DELETED, compliance=None)
    if private:
        return draw
    return replace(draw, void=_GIVEN_BACK) if draw.void == _UNSAFE else draw
