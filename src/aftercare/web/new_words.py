"""Choosing a new passphrase on a page: the six words drawn for it, or one's own, typed twice."""

from aftercare.web.forms import FieldError, Posted


def mismatch(posted: Posted, offered: str) -> FieldError | None:
    """What has to be typed again; None when it is the six words, or twice the same."""
    phrase = posted.text("phrase")
    if posted.text("which") == "own":
        if phrase != posted.text("again"):
            return FieldError("again", "", "The two are not the same. Type your passphrase once more.")
    elif phrase.casefold().split() != offered.casefold().split():
        return FieldError("phrase", "", "These are not the six words. Type them as they stand above, with spaces.")
    return None
