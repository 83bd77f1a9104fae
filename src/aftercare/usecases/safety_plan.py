"""Keeping a safety plan: written, changed, removed. One durable write each; nobody reminds of it."""

from collections.abc import Mapping
from datetime import UTC, datetime

from aftercare.model.safety_plan import PARTS, SafetyPlan
from aftercare.vault.session import Session


def keep_plan(session: Session, written: Mapping[str, str], now: datetime) -> SafetyPlan | None:
    """Keep what is written, in place of the plan before; nothing written, no plan. BadValue if a part is too long."""
    parts = {name: written.get(name, "").replace("\r\n", "\n").strip() for name in PARTS}
    plan = SafetyPlan(changed=now.astimezone(UTC), **parts)
    session.put_safety_plan(None if plan.is_empty else plan)
    return session.journal.safety_plan


def remove_plan(session: Session) -> None:
    """Remove it."""
    session.put_safety_plan(None)
