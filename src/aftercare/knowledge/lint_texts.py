"""Whether the texts of the data may be said: none of what the product must never say, and easy to read.

The lists come from the safety and evidence pages (what it must never say or imply). Lists of what *others* should never
say (`never`) and the facts of spec cases are not texts of ours. Reading age is measured with the Flesch-Kincaid grade
(Kincaid et al. 1975); twelve years is about grade 7. A short text swings widely, so a single one may reach more.
"""

import re
from collections.abc import Iterator
from statistics import fmean
from typing import Any

NOT_OURS = frozenset(
    {"never", "cases", "names", "codes", "title", "url", "doi", "display", "authors"}
    | {"articles", "says", "also", "asks"}
)
"""Keys whose texts are quoted, typed by people, or are no sentences."""
NOT_TEXTS = ("words/", "lexicon/", "told/", "asks/")
"""Folders of words that are read, not said."""
FORBIDDEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"nothing to worry about",
        r"\bharmless\b",
        r"\bnormal for you\b",
        r"\b(?:is|it's|perfectly|completely|totally) (?:normal|safe) to hurt\b",
        r"(?<!where )(?<!if )(?<!until )(?<!unless )(?<!that )\byou(?: are|'re) safe\b(?! (?:here|now|from))",
        r"\b(?:perfectly|completely|totally) (?:safe|normal|fine)\b",
        r"\bdon'?t worry\b",
        r"\bcalm down\b",
        r"\boverreact",
        r"\bstop crying\b",
        r"\bjust (?:your |the )?hormones\b",
        r"\bhormones crashed\b",
        r"\b(?:all )?in your (?:head|mind)\b",
        r"(?:^|[.!?] |\bjust )push through\b",
        r"\bjust relax\b",
        r"\btoo tight\b",
        r"\bpartner's fault\b",
        r"(?<!not )\b(?:your|his|her|their) fault\b",
        r"\b(?:everybody|everyone) (?:has|gets) this\b",
        r"\bthis is nothing\b",
        r"\bdefinitely\b",
        r"\byou should be over\b",
        r"\bwhy did you(?: not|n't)?\b",
        r"\bwere you drunk\b",
        r"\byou have to report\b",
        r"\bshall we finish\b",
        r"\btoo late\b",
        r"\bwait for the app\b",
        r"\bsafest\b",
        r"\b(?:days? streak|your streak|well done|good job|congratulations)\b",
        r"\byou (?:probably |surely |clearly )?(?:have|suffer from) (?:PCD|vaginismus|endometriosis|depression|PTSD)\b",
        r"\b(?:real|normal) (?:men|women|man|woman)\b",
        r"\b2[.,]87\b",
        r"\b1[,.]?635\b",
        r"\b3[.,]1 ?(?:%|per ?cent\b)",
        # Of 86 women picked for having it; told only in a sentence that says so.
        (
            r"(?:^|[.;] )(?!(?:[^.;]|\.\d)*\b86 (?:selected |picked )?(?:women|people)\b)(?:[^.;]|\.\d)*?"
            r"\b(?:61|88) ?(?:%|per ?cent\b|(?:of|in|out of) (?:every )?100\b)"
        ),
    )
)
CLINICAL = ("measures/", "findings/", "red_flags/", "right_now/", "danger_list/")
"""Folders that speak to a person about themselves: there, no percentage."""
_PERCENT = re.compile(r"\d\s?%|\bper ?cent\b", re.IGNORECASE)
READ_ALOUD = frozenset(
    {"help", "question", "why", "text", "say", "more", "because", "do_now", "do_not"}
    | {"summary", "course", "when", "points_to", "points_away", "clinician", "limits", "after", "common"}
)
"""Keys of texts that somebody in distress may have to read."""
GRADE_LIMIT = 12.0
"""For a single text."""
FILE_GRADE_LIMIT = 7.0
"""For all texts of a file together: reading age 12."""
GRADE_WORDS = 12
"""Below so many words a grade says nothing."""
SENTENCE_LIMIT = 34
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")


def text_problems(name: str, record: object) -> Iterator[str]:
    """One sentence for each text of a raw record that may not be said or is hard to read."""
    if name.startswith(NOT_TEXTS):
        return
    label = record.get("id", "?") if isinstance(record, dict) else "?"
    for key, text in _texts(record, ""):
        where = f"{name}, {label}, {key}"
        for pattern in FORBIDDEN:
            if found := pattern.search(text):
                yield f"{where}: “{found[0]}” is never said."
        if name.startswith(CLINICAL) and _PERCENT.search(text):
            yield f"{where}: a percentage is never told of a person."
        if key in READ_ALOUD:
            yield from (f"{where}: {problem}" for problem in _reading_problems(text))


def file_problems(name: str, records: list[Any]) -> Iterator[str]:
    """One sentence when a file as a whole is hard to read."""
    if name.startswith(NOT_TEXTS):
        return
    grades = [
        reading_grade(text)
        for record in records
        for key, text in _texts(record, "")
        if key in READ_ALOUD and len(_WORD.findall(text)) >= GRADE_WORDS
    ]
    if grades and fmean(grades) > FILE_GRADE_LIMIT:
        yield f"{name}: it reads like grade {fmean(grades):.1f}; at most {FILE_GRADE_LIMIT:.0f} on average."


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for inner, item in value.items():
            if inner not in NOT_OURS:
                yield from _texts(item, str(inner))
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, key)


def _reading_problems(text: str) -> Iterator[str]:
    longest = max((len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)), default=0)
    if longest > SENTENCE_LIMIT:
        yield f"a sentence has {longest} words; at most {SENTENCE_LIMIT}."
    if len(_WORD.findall(text)) >= GRADE_WORDS and (grade := reading_grade(text)) > GRADE_LIMIT:
        yield f"it reads like grade {grade:.0f}; at most {GRADE_LIMIT:.0f}."


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = _WORD.findall(text)
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    if not words:
        return 0.0
    syllables = sum(syllable_count(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllable_count(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    lowered = word.lower().replace("’", "'").split("'")[0]
    count = len(_VOWELS.findall(lowered))
    if lowered.endswith("e") and not lowered.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(count, 1)
