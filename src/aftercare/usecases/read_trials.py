"""Trials from a file, what each comes to out: one JSON object a line, in and out, order kept (PATTERNS 10, DESIGN 12).

In: `{"id", "outcome_kind": "score"|"binary", "entries": [{"block", "arm": "A"|"B", "value"}]}`, A as usual, B the
change. Out: `{"id", "p", "evidence_max", "effect", "lo", "hi", …}`, effect B minus A. Needs no vault. Raises BadFile
naming line and field for what cannot be read as meant; nothing of what was recorded stands in the message. A value
that is null or left out was not recorded. An interval end that the draws leave open is null.
"""

from collections.abc import Iterable, Iterator, Mapping
from json import loads
from math import isfinite

from aftercare.experiments.analyse import Silent, analyse, silent
from aftercare.model.errors import BadFile
from aftercare.model.experiment import Arm, OutcomeKind, Round, Trial, TrialResult
from aftercare.usecases.check_batch import decoded

ARMS = {"A": Arm.USUAL, "B": Arm.CHANGE}
LARGEST = 1e12
DIGITS = 6
"""Significant digits of the numbers given out: rounding noise of the arithmetic stays in."""
REASONS = {
    Silent.NO_ROUNDS: "There are no entries.",
    Silent.NOTHING_RECORDED: "No entry has a value.",
    Silent.ONE_ARM: "Only one of the two arms has values.",
    Silent.NO_BLOCK_WITH_BOTH: "No block has values of both arms; only entries of one block can be compared.",
    Silent.ALWAYS_THE_SAME: "The value never differed within a block, so there is nothing to compare.",
}


def results(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Analyse each line. Empty lines are passed over; nothing is given out before every line could be read."""
    trials = [
        _trial(_parse(line, f"line {number}"), f"line {number}")
        for number, line in enumerate(decoded(lines), start=1)
        if line.strip()
    ]
    for name, trial in trials:
        yield {"id": name, **as_object(analyse(trial)), "reason": _reason(trial)}


def as_object(result: TrialResult) -> dict[str, object]:
    """A result as plain JSON types."""
    return {
        "p": _rounded(result.p),
        "evidence_max": _rounded(result.evidence_max),
        "effect": _rounded(result.effect),
        "lo": _rounded(result.low),
        "hi": _rounded(result.high),
        "evidence": _rounded(result.evidence),
        "n_a": len(result.usual),
        "n_b": len(result.change),
        "missing": result.missing,
    }


def _reason(trial: Trial) -> str | None:
    why = silent(trial)
    return None if why is None else REASONS[why]


def _rounded(number: float | None) -> float | None:
    # Adding 0 takes the sign from a zero.
    return None if number is None else float(f"{number:.{DIGITS}g}") + 0.0


def _parse(line: str, where: str) -> Mapping[str, object]:
    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            raise BadFile("A field stands there twice; which one counts?", where=where)
        return read

    def no_number(_said: str) -> object:
        raise BadFile("NaN and Infinity are no numbers here; leave out what was not recorded.", where=where)

    try:
        read = loads(line, object_pairs_hook=fields, parse_constant=no_number)
    except (ValueError, RecursionError):
        raise BadFile("This line is not a JSON object; write one trial a line.", where=where) from None
    if not isinstance(read, dict) or "id" not in read:
        raise BadFile('Each line is an object with an "id".', where=where)
    return read


def _trial(read: Mapping[str, object], where: str) -> tuple[object, Trial]:
    name, kind, entries = read["id"], read.get("outcome_kind") or OutcomeKind.SCORE, read.get("entries")
    if type(name) not in (str, int, float) or (isinstance(name, float) and not isfinite(name)):
        raise BadFile("An id is a text or a number.", where=f"{where}, id")
    if not isinstance(kind, str) or kind not in list(OutcomeKind):
        raise BadFile(f"This must be one of {', '.join(OutcomeKind)}.", where=f"{where}, outcome_kind")
    if not isinstance(entries, list):
        raise BadFile("The entries are a list, each with block, arm and value.", where=f"{where}, entries")
    outcome = OutcomeKind(kind)
    rounds = tuple(_round(entry, outcome, f"{where}, entry {place}") for place, entry in enumerate(entries, start=1))
    return name, Trial(kind=outcome, rounds=rounds)


def _round(read: object, kind: OutcomeKind, where: str) -> Round:
    if not isinstance(read, Mapping):
        raise BadFile("An entry is an object with block, arm and value.", where=where)
    block, arm, value = read.get("block"), read.get("arm"), read.get("value")
    if not isinstance(block, int | float) or isinstance(block, bool) or not _is_whole(block):
        raise BadFile("A block is a whole number.", where=f"{where}, block")
    if not isinstance(arm, str) or arm.upper() not in ARMS:
        raise BadFile("An arm is A or B.", where=f"{where}, arm")
    return Round(block=int(block), arm=ARMS[arm.upper()], value=_value(value, kind, f"{where}, value"))


def _is_whole(number: float) -> bool:
    return abs(number) <= LARGEST and float(number).is_integer()


def _value(read: object, kind: OutcomeKind, where: str) -> float | None:
    if read is None:
        return None
    if not isinstance(read, bool | int | float) or not abs(read) <= LARGEST:
        raise BadFile("This must be a number, true or false, or null where nothing was recorded.", where=where)
    if kind is OutcomeKind.BINARY and read not in (0, 1):
        raise BadFile("A yes-or-no value is 0 or 1, true or false.", where=where)
    return float(read)
