"""Whether the lexicon leads somewhere: every finding, group and kind exists, every saying is pinned on both sides.

Reading the texts themselves is `freetext`'s, which stands above; the specification tests do that.
"""

from collections.abc import Iterator

from aftercare.knowledge.lexicon import CueKind, Part, Pattern
from aftercare.knowledge.load import Knowledge


def lexicon_problems(knowledge: Knowledge) -> Iterator[str]:
    """One sentence for each thing that is wrong with the lexicon."""
    for saying in knowledge.lexicon.values():
        where = f"lexicon/sayings/{saying.id}"
        for finding in saying.findings:
            if finding not in knowledge.findings:
                yield f"{where}: there is no finding {finding}."
        if not saying.reads or not saying.leaves:
            yield f"{where}: give texts that say it, and texts that only look like it."
        for other in saying.shares:
            if other not in knowledge.lexicon:
                yield f"{where}: it shares with {other}, which does not exist."
        yield from _group_problems(knowledge, where, (*saying.says, *saying.unless))
    for group in knowledge.word_groups.values():
        yield from _group_problems(knowledge, f"lexicon/groups/{group.id}", group.words)
    for figure in knowledge.figures_of_speech.values():
        yield from _group_problems(knowledge, f"lexicon/figures/{figure.id}", figure.says)
        if not figure.reads:
            yield f"lexicon/figures/{figure.id}: give a text that says it."
    for cue in knowledge.cues.values():
        yield from _group_problems(knowledge, f"lexicon/cues/{cue.id}", cue.says)
    for implied in knowledge.implied.values():
        for finding in implied.gives:
            if finding not in knowledge.findings:
                yield f"lexicon/implied/{implied.id}: there is no finding {finding}."
    missing = set(CueKind) - {cue.kind for cue in knowledge.cues.values()} if knowledge.lexicon else set()
    yield from (f"lexicon/cues: no cue is of the kind {kind}." for kind in sorted(missing))
    yield from _doubled(knowledge)


def _doubled(knowledge: Knowledge) -> Iterator[str]:
    """The same pattern for two meanings, where neither saying names the other."""
    owners: dict[str, str] = {}
    for saying in knowledge.lexicon.values():
        for pattern in dict.fromkeys(one.written for one in saying.says):
            owner = owners.setdefault(pattern, saying.id)
            if owner == saying.id or owner in saying.shares or saying.id in knowledge.lexicon[owner].shares:
                continue
            yield f"lexicon/sayings/{saying.id}: “{pattern}” stands in {owner} too; name it in `shares` if meant."


def _group_problems(knowledge: Knowledge, where: str, patterns: tuple[Pattern, ...]) -> Iterator[str]:
    for pattern in patterns:
        for name in _groups(pattern.parts):
            if name not in knowledge.word_groups:
                yield f"{where}: there is no word group {name}."


def _groups(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        if part.kind == "group":
            yield part.words[0]
        for choice in part.choices:
            yield from _groups(choice)
