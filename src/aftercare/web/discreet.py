"""What never shows itself unbidden, on the pages: the same as at the command line (`usecases.discreet`)."""

from aftercare.usecases.discreet import discreet_flags, is_discreet, is_discreet_question, wanted_findings

__all__ = ["discreet_flags", "is_discreet", "is_discreet_question", "wanted_findings"]
