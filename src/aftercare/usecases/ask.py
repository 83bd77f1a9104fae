"""Ask: a question in plain words, screened for danger first, then answered from the library. Nothing is kept.

A question asked for information only has no level; what somebody tells of themselves, or of someone who is ill now, has
the level its red flags give. A crisis is never answered with "nothing on that here" (SAFETY 5).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from json import loads

from aftercare.knowledge.load import Knowledge
from aftercare.library import ask as search
from aftercare.library.index import build_index
from aftercare.library.pages import library_page
from aftercare.model.assessment import ACTION_ORDER, LEVEL_OF, Action, Fired, Level, OpenRule
from aftercare.model.errors import BadFile
from aftercare.model.library import Hit
from aftercare.usecases.read_words import read_words
from aftercare.usecases.screeners import despair_findings

CRISIS_PAGE = "crisis_help"
HARM_PAGE = "caused_harm"
"""The page, and the finding, of who went on against a no: never offered unasked to somebody in despair."""
URGENT = (Action.EMERGENCY, Action.SAME_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What Ask says: danger first, then the pages."""

    level: Level | None
    """The level of what the question tells; None where it only asks."""
    fired: tuple[Fired, ...]
    """Red flags that it brings up, the most urgent first."""
    open: tuple[OpenRule, ...]
    """Red flags that hang on something it does not say."""
    hits: tuple[Hit, ...]
    """Pages, best first; empty when there is nothing on it here."""
    understood: bool = True
    """False for words that could not be read: what they ask may be a cry for help."""

    @property
    def urgent(self) -> tuple[Fired, ...]:
        """What comes before anything else."""
        return tuple(flag for flag in self.fired if flag.action in URGENT)

    @property
    def needs_danger_list(self) -> bool:
        """Whether the danger list stands beside it: a crisis in other words never meets "nothing on that" alone."""
        return not self.understood or not (self.fired or self.open or self.hits)


def answer(question: str, knowledge: Knowledge, now: datetime, *, helped: frozenset[str] = frozenset()) -> Answer:
    """Screen the question, then find the pages. `helped`: pages that helped this person before come up sooner."""
    words = read_words(question, knowledge, now)
    index = build_index(knowledge)
    screening = words.screening
    waiting = tuple(rule for rule in screening.open if rule.floor in URGENT)
    urgent = [flag.rule for flag in screening.fired if flag.action in URGENT] + [rule.rule for rule in waiting]
    hits = search.hits(words.scored, index, rules=urgent[:1], helped=helped)
    if words.crisis and all(hit.page != CRISIS_PAGE for hit in hits):
        hits = (*hits[: search.MOST_HITS - 1], _crisis_hit(knowledge))
    if _is_despair(knowledge, screening.fired) and all(fact.finding != HARM_PAGE for fact in words.present):
        hits = tuple(hit for hit in hits if hit.page != HARM_PAGE)
    actions = [flag.action for flag in screening.fired] + [rule.floor for rule in waiting]
    action = min(actions, key=ACTION_ORDER.index, default=Action.SELF_CARE)
    return Answer(
        level=None if action is Action.SELF_CARE else LEVEL_OF[action],
        fired=screening.fired,
        open=waiting,
        hits=hits,
        understood=words.read,
    )


def _is_despair(knowledge: Knowledge, fired: Iterable[Fired]) -> bool:
    rules = (knowledge.red_flags[flag.rule] for flag in fired)
    return any(not rule.discreet and not despair_findings(knowledge).isdisjoint(rule.core) for rule in rules)


def _crisis_hit(knowledge: Knowledge) -> Hit:
    page = library_page(knowledge, CRISIS_PAGE)
    return Hit(page=page.id, title=page.title, passage=page.summary, score=0.0)


def answers(lines: Iterable[str], knowledge: Knowledge, now: datetime) -> Iterator[dict[str, object]]:
    """Answer a file of questions, one object a line: {"id", "q"} in, {"id", "level", "hits"} out, order kept.

    Raises BadFile naming the line. Empty lines are passed over.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            asked = _read_line(line, number)
            yield {"id": asked["id"], **as_object(answer(str(asked["q"]), knowledge, now))}


def as_object(given: Answer) -> dict[str, object]:
    """An answer as plain JSON types (DESIGN 12)."""
    return {
        "level": given.level,
        "reasons": [{"rule": flag.rule, "because": flag.because} for flag in given.fired],
        "hits": [
            {"page": hit.page, "title": hit.title, "passage": hit.passage, "score": hit.score} for hit in given.hits
        ],
    }


def _read_line(line: str, number: int) -> dict[str, object]:
    where = f"line {number}"
    try:
        read_object = loads(line)
    except (ValueError, RecursionError):
        raise BadFile("This line is not a JSON object; write one question a line.", where=where) from None
    if not isinstance(read_object, dict) or "id" not in read_object:
        raise BadFile('Each line is an object with "id" and "q".', where=where)
    if not isinstance(read_object.get("q"), str):
        raise BadFile("The question must be a text.", where=f"{where}, q")
    return read_object
