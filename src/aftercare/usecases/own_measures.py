"""A person's own measures: add one, give it another name, stop or resume asking. Each is one durable write."""

from aftercare.knowledge import own
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.own import NewMeasure
from aftercare.model.measure import Measure
from aftercare.vault.session import Session


def define_measure(session: Session, knowledge: Knowledge, new: NewMeasure) -> Measure:
    """Add a measure of one's own and return it with its id, which it keeps for ever."""
    journal = session.put_own_measures(own.define(session.journal.own_measures, new, knowledge.measures))
    return journal.own_measures[-1]


def rename_measure(session: Session, knowledge: Knowledge, measure_id: str, label: str) -> Measure:
    """Give a measure another name; what was recorded stays with it."""
    changed = own.rename(session.journal.own_measures, measure_id, label, knowledge.measures)
    return _kept(session, changed, measure_id)


def retire_measure(session: Session, measure_id: str) -> Measure:
    """Stop asking. What was recorded stays, and the id is never used again."""
    return _kept(session, own.retire(session.journal.own_measures, measure_id), measure_id)


def bring_back_measure(session: Session, knowledge: Knowledge, measure_id: str) -> Measure:
    """Ask again."""
    changed = own.bring_back(session.journal.own_measures, measure_id, knowledge.measures)
    return _kept(session, changed, measure_id)


def _kept(session: Session, measures: tuple[Measure, ...], measure_id: str) -> Measure:
    journal = session.put_own_measures(measures)
    return next(measure for measure in journal.own_measures if measure.id == measure_id)
