"""What the person says about themselves, and the settings inside the vault."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.parse import parse_values
from aftercare.model.measure import Form
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.settings import Settings
from aftercare.usecases.experiment_safety import follow
from aftercare.vault.session import Session


def answer_person(session: Session, knowledge: Knowledge, values: Mapping[str, object], now: datetime) -> None:
    """Save the answers of the person's page; a field sent empty takes its answer back."""
    asked = {
        name: measure
        for name, measure in catalogue(knowledge, session.journal.own_measures).items()
        if measure.form is Form.PERSON
    }
    parsed = parse_values(asked, values)
    emptied = {name: None for name in values if name in asked and name not in parsed}
    session.put_person(session.journal.person.with_answers({**parsed, **emptied}, now.astimezone(UTC)))
    follow(session, knowledge, now)


def save_settings(session: Session, settings: Settings) -> None:
    """Save the settings kept inside the vault."""
    session.put_settings(settings)


def remember_zone(session: Session, zone: str) -> None:
    """Keep the zone last used, so that it is offered next time."""
    if session.journal.settings.zone != zone:
        session.put_settings(replace(session.journal.settings, zone=zone))


def dismiss_card(session: Session, subject: str, now: datetime) -> None:
    """Put a card away."""
    notice = Notice(kind=NoticeKind.CARD_DISMISSED, subject=subject, at=now.astimezone(UTC))
    session.put_notices((*session.journal.notices, notice))
