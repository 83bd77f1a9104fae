"""The person's own words behind a flag: shown to them as a quote, with the question whether that is so now (SAFETY 2).

Takes flags and answers; returns quotes that still wait for an answer, and the facts an answer gives. Pure. What was
read stands until this very question is answered. A quote goes on a page of the open journal and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from aftercare.check.screening import gone_answer
from aftercare.model.assessment import Action, Fired
from aftercare.model.fact import Fact, FactTime, Origin, Status

LONGEST = 240
"""Characters of a quote that are shown."""
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_URGENT = (Action.EMERGENCY, Action.SAME_DAY)


class Said(StrEnum):
    """The answers to "is that so now?"."""

    NOW = "now"
    NOT_SO = "not_so"
    """It is not so, or was not meant so."""
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one entry that decide one flag or several: they are asked about once."""

    entry: str
    text: str
    rules: tuple[str, ...]
    """The flags they decide, most urgent first."""
    findings: tuple[str, ...]
    """What was read in them."""
    ends: tuple[str, ...]
    """The flags that nothing else decides, so that "it was earlier" can end them."""

    @property
    def key(self) -> str:
        """By which a form names it: nothing of the words."""
        return f"{self.rules[0]}.{self.findings[0]}"

    @property
    def shown(self) -> str:
        """The words as they are shown."""
        return shortened(self.text)


def unanswered(flags: Iterable[Fired], entry: str | None, answers: Iterable[Fact]) -> tuple[Quote, ...]:
    """The quotes behind urgent flags that nobody has answered, in the order of the flags; of one entry, or of all."""
    answered = {
        (fact.finding, fact.entry): fact.at for fact in answers if fact.origin is Origin.ANSWER and fact.at is not None
    }
    found: list[Quote] = []
    for flag in flags:
        if flag.action not in _URGENT or flag.quieted:
            continue
        for (entry_id, text), facts in _by_words(flag.deciding).items():
            if entry not in (None, entry_id):
                continue
            over = answered.get((gone_answer(flag.rule, _ANY_TIME).finding, None))
            if any(_is_answered(fact, over, answered.get((fact.finding, entry_id))) for fact in facts):
                continue
            alone = all(fact.origin is Origin.WORDS and fact.entry == entry_id for fact in flag.deciding if fact.at)
            _put_in(
                found,
                Quote(
                    entry=entry_id,
                    text=text,
                    rules=(flag.rule,),
                    findings=tuple(dict.fromkeys(fact.finding for fact in facts)),
                    ends=(flag.rule,) if alone else (),
                ),
            )
    return tuple(found)


def _put_in(found: list[Quote], quote: Quote) -> None:
    """One question for words that lie within each other."""
    for place, other in enumerate(found):
        if other.entry == quote.entry and (other.text in quote.text or quote.text in other.text):
            found[place] = Quote(
                entry=other.entry,
                text=max(other.text, quote.text, key=len),
                rules=_once(other.rules, quote.rules),
                findings=_once(other.findings, quote.findings),
                ends=_once(other.ends, quote.ends),
            )
            return
    found.append(quote)


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def quotes_of(flag: Fired) -> tuple[str, ...]:
    """The words behind a flag, each once, cut where they are long."""
    return tuple(dict.fromkeys(shortened(text) for _entry, text in _by_words(flag.deciding)))


def answers_to(quote: Quote, said: Said, now: datetime) -> tuple[Fact, ...]:
    """The facts an answer gives. "It was earlier" ends what can be past, and leaves what stands even then.

    Where something else decides the flag too, "it was earlier" takes nothing away from it.
    """
    at = now.astimezone(UTC)
    if said is Said.EARLIER:
        return tuple(gone_answer(rule, now) for rule in quote.ends)
    status = Status.PRESENT if said is Said.NOW else Status.ABSENT
    return tuple(
        Fact(finding=name, status=status, time=FactTime.NOW, origin=Origin.ANSWER, at=at, entry=quote.entry)
        for name in quote.findings
    )


def shortened(text: str) -> str:
    """A quote to show: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _by_words(facts: Iterable[Fact]) -> dict[tuple[str, str], list[Fact]]:
    grouped: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.origin is Origin.WORDS and fact.quote and fact.entry and fact.status is Status.PRESENT:
            grouped.setdefault((fact.entry, fact.quote), []).append(fact)
    return grouped


def _is_answered(fact: Fact, *answered: datetime | None) -> bool:
    return any(at is not None and (fact.at is None or at >= fact.at) for at in answered)
