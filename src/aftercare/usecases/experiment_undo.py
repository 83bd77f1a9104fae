"""Taking back what was done to an experiment: it is put back as it was. The edges hold what it was, until lock.

Only what was done is taken back: rounds drawn since stay. It never goes on past what it rests or ended for meanwhile.
"""

from dataclasses import replace
from datetime import datetime

from aftercare.knowledge.load import Knowledge
from aftercare.model.errors import Conflict
from aftercare.model.experiment import EndReason, Experiment
from aftercare.usecases.experiment_course import running
from aftercare.usecases.experiment_offers import RESTING
from aftercare.usecases.experiment_safety import SAFETY, follow
from aftercare.vault.session import Session


def put_back(session: Session, knowledge: Knowledge, before: Experiment, now: datetime) -> None:
    """The experiment as it was before it was paused, stopped or deleted.

    Conflict where another runs by now, or where this one rests or ended since for what must come first.
    """
    journal = session.refresh()
    now_running = running(journal)
    if before.is_running and now_running is not None and now_running.id != before.id:
        raise Conflict("Another experiment runs by now. End that one first.")
    there = next((one for one in journal.experiments if one.id == before.id), None)
    if there is not None:
        if _rests(there) and not _rests(before):
            raise Conflict(str(RESTING))
        before = replace(before, draws=there.draws, outside=there.outside)
    others = [one for one in journal.experiments if one.id != before.id]
    session.put_experiments(sorted([*others, before], key=lambda one: one.begun))
    follow(session, knowledge, now)


def _rests(experiment: Experiment) -> bool:
    """Whether it ended, or is paused, for what must come first."""
    ended = experiment.end_reason is EndReason.SAFETY
    return ended or any(pause.ended is None and pause.why == SAFETY for pause in experiment.pauses)
