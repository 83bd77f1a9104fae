"""Taking back what was done to an experiment: it is put back as it was. The edges hold what it was, until lock."""

from aftercare.model.errors import Conflict
from aftercare.model.experiment import Experiment
from aftercare.usecases.experiment_course import running
from aftercare.vault.session import Session


def put_back(session: Session, before: Experiment) -> None:
    """The experiment as it was before it was paused, stopped or deleted. Conflict where another runs by now."""
    now_running = running(session.journal)
    if before.is_running and now_running is not None and now_running.id != before.id:
        raise Conflict("Another experiment runs by now. End that one first.")
    others = [one for one in session.journal.experiments if one.id != before.id]
    session.put_experiments(sorted([*others, before], key=lambda one: one.begun))
