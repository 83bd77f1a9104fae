"""Whether the sentences of the privacy page are sound: each in a part of the page, each with its proof."""

import re
from collections import Counter
from collections.abc import Iterator

from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.privacy import PrivacySentence, Standing

LONGEST = 260
"""Characters of a sentence: it is read on a phone, by somebody who may be afraid."""
_TEST = re.compile(r"tests/(?:\w+/)*test_\w+\.py::test_\w+")


def privacy_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing wrong with `data/privacy`."""
    used = {sentence.group for sentence in knowledge.privacy.values()}
    for group in knowledge.privacy_groups:
        if group not in used:
            yield f"privacy/groups/{group}: it holds no sentence."
    for text, times in Counter(sentence.text for sentence in knowledge.privacy.values()).items():
        if times > 1:
            yield f"privacy: “{text}” stands twice."
    for sentence in knowledge.privacy.values():
        for problem in _problems(knowledge, sentence):
            yield f"privacy/{sentence.id}: {problem}"


def _problems(knowledge: Knowledge, sentence: PrivacySentence) -> Iterator[str]:
    if sentence.group not in knowledge.privacy_groups:
        yield f"there is no part {sentence.group}."
    if len(sentence.text) > LONGEST:
        yield f"at most {LONGEST} characters."
    if sentence.standing is Standing.PROMISE and not sentence.proof:
        yield "a promise names the test that proves it."
    if sentence.standing is Standing.PROMISE and sentence.said:
        yield "a promise can't do with a reason; name tests alone."
    if not sentence.proof and not sentence.said:
        yield "it names a test, or says why it needs none."
    for test in sentence.proof:
        if not _TEST.fullmatch(test):
            yield f"{test} is no test; write tests/…/test_file.py::test_name."
    if len(set(sentence.proof)) < len(sentence.proof):
        yield "it names a test twice."
