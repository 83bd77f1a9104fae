"""What is said of danger where what a person told can't be taken: the static list, and whom to ring (SAFETY 2, 4).

Reads the knowledge only; nothing of what was told.
"""

from typing import Any

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.load import load_knowledge
from aftercare.usecases.right_now import help_by_country

RING = ("ambulance", "crisis")
"""Kinds of help lines that stand beside the static list, in order."""


def static_list(country: str | None) -> dict[str, Any]:
    """For a template: the lines, all help by country, and that of the person's own country where we know any."""
    knowledge = load_knowledge()
    helps = help_by_country(knowledge)
    home = next((entry for entry in helps if entry.country == country and entry.of(RING)), None)
    return {"danger": danger_list_for_words(knowledge), "helps": helps, "home": home, "ring": RING}
