"""Reads how old the writer is, where they say so: "I'm 58", "58 f here", "at 74 I still".

Takes a text; returns years, or None. Weeks, scores, times and other people's ages are not taken for it. A number read
wrongly must do no harm: an age only adds or leaves out questions and counts, and an answer about age comes before it.
"""

import re

YOUNGEST, OLDEST = 13, 99
_AFTER = (
    r"(?!\s*(?:%|weeks?|wks?|days?|months?|mins?|minutes?|hours?|hrs?|times?|degrees|mg|ml|cm|kg|lbs?|pounds|am|pm"
    r"|out of|to|and a half|/|:|\.\d|-\s*\d|st\b|nd\b|rd\b|th\b))"
)
_SAID = (
    re.compile(rf"\b(?:i\s*['’]?\s*m|i am|im only|im now|me,)\s+(?:only\s+|now\s+|just\s+|a\s+)?(\d{{2}})\b{_AFTER}"),
    re.compile(r"\b(?:i\s*['’]?\s*m|i am)\s+(?:a|an)\s+(\d{2})\s*(?:yo|y/o|year|yr)"),
    re.compile(rf"(?:^|[.!?,;]\s*)(?:at|aged?)\s+(\d{{2}})\b{_AFTER}\s*,?\s*(?:i\b|my\b|and\b)"),
    re.compile(
        r"(?:^|[\s(\[])(\d{2})\s*(?:f|m|nb|yo|y/o|yrs? old|years? old|year old)\b(?!.{0,12}\b(?:son|kid|child))"
    ),
    re.compile(r"(?:^|[\s(\[])[fm]\s?(\d{2})\b(?!\s*weeks?)"),
)
_OTHERS = "he|she|they|husband|wife|partner|boyfriend|girlfriend|daughter|son|mum|mother|dad"
_ANOTHER = re.compile(rf"\b(?:{_OTHERS})\b[^.!?]{{0,20}}$")


def read_age(words: str) -> int | None:
    """The age that the text gives to who writes it; None when it gives none, or several."""
    text = words.lower()[:5000]
    found = {
        int(match[1])
        for pattern in _SAID
        for match in pattern.finditer(text)
        if YOUNGEST <= int(match[1]) <= OLDEST and not _ANOTHER.search(text[: match.start()])
    }
    return found.pop() if len(found) == 1 else None
