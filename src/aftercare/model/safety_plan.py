"""A safety plan for heavy hours, in the person's own words, after the parts of Stanley and Brown's safety planning.

It is kept in the vault only, is read by no rule, and leaves in no report and on no card.
"""

from dataclasses import dataclass, fields
from datetime import datetime

from aftercare.model.errors import BadValue

LONGEST_PART = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlan:
    """Five parts, each optional."""

    changed: datetime
    """When it was last written (UTC)."""
    warning_signs: str = ""
    what_helps: str = ""
    people: str = ""
    professionals: str = ""
    safe_place: str = ""

    def __post_init__(self) -> None:
        if self.changed.tzinfo is None:
            raise BadValue("The time of writing needs its offset.", where="changed")
        for name in PARTS:
            if len(getattr(self, name)) > LONGEST_PART:
                raise BadValue(f"At most {LONGEST_PART} characters in one part.", where=name)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(getattr(self, name) for name in PARTS)


PARTS = tuple(field.name for field in fields(SafetyPlan) if field.name != "changed")
