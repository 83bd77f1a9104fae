"""Marks texts in Python for the translators' catalogue; they are translated where they are shown."""


def for_translation(text: str) -> str:
    """The text itself. `tools/extract_messages.py` collects what stands in a call of this name."""
    return text
