"""The lexicon as a browser needs it to read a note before it is sealed, as one plain JSON value.

Takes knowledge; returns every pattern as it is written, and what else the reader by patterns goes by. All of it: what
decides no rule counts too, because a saying keeps the "no" inside it from reaching further, and a time inside it from
dating another. The texts it was tried with stay here, and so does what likeness has learnt. `web/static/screen/words`
reads it; the same texts are read here and there. Must never hold anything of a person.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from aftercare.freetext.lexicon import COMMON, ready
from aftercare.knowledge.lexicon import Pattern, Saying
from aftercare.knowledge.load import Knowledge
from aftercare.knowledge.rule import Duration, Expression, Operator
from aftercare.usecases.for_browser import version_of

FORMAT = 1
"""The shape of this data; the scripts refuse any other."""
Plain = dict[str, Any]


def reading_data(knowledge: Knowledge) -> Plain:
    """All of it, in the order of the data files; the same knowledge always gives the same value."""
    lexicon = ready(knowledge)
    speller = lexicon.speller
    return {
        "format": FORMAT,
        "version": version_of(knowledge),
        "language": "en",
        "sayings": [_saying(saying) for saying in lexicon.sayings],
        "groups": {group.id: _written(group.words) for group in knowledge.word_groups.values()},
        "figures": [_written(figure.says) for figure in knowledge.figures_of_speech.values()],
        "cues": [
            [cue.id, cue.kind.value, _written(cue.says), None if cue.ago is None else _milliseconds(cue.ago)]
            for cue in lexicon.cues
        ],
        "spellings": _spellings(lexicon.spellings),
        "others": " ".join(sorted(speller.known - speller.weight.keys())),
        "common": sorted(COMMON),
        "implied": [{"when": _expression(one.when), "gives": list(one.gives)} for one in knowledge.implied.values()],
        "lasting": sorted(lexicon.lasting),
        "states": sorted(lexicon.states),
    }


def _saying(saying: Saying) -> list[Any]:
    """Id, ways to say it, what shows that something else was meant, and what else there is to tell of it."""
    more: Plain = {}
    if saying.gives:
        more["gives"] = list(saying.gives)
    if saying.even_asked:
        more["evenAsked"] = True
    if saying.figurative:
        more["figurative"] = True
    return [saying.id, _written(saying.says), _written(saying.unless), *([more] if more else [])]


def _written(patterns: Iterable[Pattern]) -> str:
    """One on each line."""
    return "\n".join(pattern.written for pattern in patterns)


def _spellings(spellings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {short: " ".join(words) for short, words in spellings.items()}


def _expression(expression: Expression) -> Any:
    """What facts of one text say together needs no times and no excuses."""
    if expression.operator is Operator.FINDING:
        assert expression.time is None
        assert expression.within is None
        return expression.finding
    assert expression.operator in (Operator.ALL, Operator.ANY)
    return {expression.operator.value: [_expression(part) for part in expression.parts]}


def _milliseconds(duration: Duration) -> int:
    return round(duration.delta.total_seconds() * 1000)
