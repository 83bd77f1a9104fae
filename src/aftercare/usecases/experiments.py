"""Running an experiment: begin, reveal, put back, say what was done, pause, go on, stop, delete; and the card on home.

Every change is kept in the journal before it is answered. `card` and `result` are pure and read the journal as it
stands, so that whatever was edited, deleted or left out since is seen without any of these being called. Nothing here
reminds anyone: an arm that stands may stand for ever.
"""

import secrets
import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from aftercare.experiments.draw import arm as drawn_arm
from aftercare.knowledge.experiments import ExperimentTemplate
from aftercare.knowledge.load import Knowledge
from aftercare.model.assessment import Screening
from aftercare.model.entry import Entry
from aftercare.model.errors import Conflict, NotThere
from aftercare.model.experiment import Arm, Compliance, Draw, EndReason, Experiment, Pause
from aftercare.model.journal import Journal
from aftercare.model.notice import Notice, NoticeKind
from aftercare.model.review import Sentence
from aftercare.usecases.experiment_course import GIVEN_BACK, experiment_of, running, settled, template_of
from aftercare.usecases.experiment_offers import (
    RESTING,
    Offered,
    OutcomeChoice,
    Plan,
    outcomes_for,
    own_offered,
    plan,
    templates_for,
)
from aftercare.usecases.experiment_result import ExperimentResult, result, trial_of
from aftercare.usecases.experiment_safety import OWN, ended, follow, holding, must_rest, paused, put
from aftercare.vault.session import Session

__all__ = [
    "CardState",
    "ExperimentResult",
    "HomeCard",
    "Instruction",
    "Offered",
    "OutcomeChoice",
    "Plan",
    "after_log",
    "begin",
    "card",
    "comply",
    "delete",
    "experiment_of",
    "give_back",
    "instruction",
    "new_seed",
    "outcomes_for",
    "own_offered",
    "pause",
    "plan",
    "put_card_away",
    "result",
    "resume",
    "reveal",
    "running",
    "running_now",
    "settled",
    "stop",
    "templates_for",
    "trial_of",
]

NO_RUN = "No experiment runs at the moment."
AS_USUAL = Sentence("As usual: do what you would have done anyway.")
PAUSED_LINE = Sentence("Paused. Nothing is drawn until you go on with it.")
_CARD = "experiment "


class CardState(StrEnum):
    """What the card on home is for."""

    NEXT = "next"
    """The next arm can be revealed, if and when the person wants to."""
    STANDING = "standing"
    """An arm is revealed and waits for an encounter."""
    PAUSED = "paused"
    ENDED = "ended"
    """There is a result to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCard:
    """The card on home. It names neither the change nor the outcome: others may see it (SAFETY 4)."""

    experiment: str
    state: CardState
    title: Sentence
    line: Sentence
    done: int
    """Rounds used so far."""
    rounds: int
    arm: Arm | None = None
    """The arm that stands; what it asks is shown only after a tap (`instruction`)."""
    ask_about: str | None = None
    """The last encounter, where nobody has said yet whether it went as drawn."""
    can_resume: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """What an arm asks, as told at the reveal."""

    arm: Arm
    text: Sentence
    care: tuple[Sentence, ...]
    """What to mind."""
    ask: Sentence
    """How it is asked afterwards."""


def new_seed() -> str:
    """A fresh seed from the operating system's source of chance. For the edges."""
    return secrets.token_hex(32)


def begin(session: Session, knowledge: Knowledge, chosen: Plan, now: datetime, seed: str) -> Experiment:
    """Begin an experiment. Conflict while one runs or something must come first, BadValue where the plan can't be."""
    checked = plan(knowledge, session.refresh(), chosen, now)
    begun = Experiment(
        id=str(uuid.UUID(bytes=sha256(b"experiment" + bytes.fromhex(seed)).digest()[:16], version=4)),
        template=checked.template,
        change=checked.change,
        outcome=checked.outcome,
        better=checked.better,
        rounds=checked.rounds,
        seed=seed,
        begun=now.astimezone(UTC),
        chance=checked.chance,
    )
    session.put_experiments((*session.journal.experiments, begun))
    return begun


def card(
    journal: Journal, knowledge: Knowledge, now: datetime, *, screened: Screening | None = None
) -> HomeCard | None:
    """The card of the experiment that runs, or of one that ended and was not looked at yet; None: there is none.

    `screened` is the screening of the whole journal where it is at hand, as in a review: it takes the longest.
    """
    for one in reversed(journal.experiments):
        current = settled(one, journal, knowledge)
        if current.is_running:
            rests = must_rest(knowledge, journal, now, screened=screened)
            return _running_card(current, journal, knowledge, now, rests=rests)
        put_away = any(
            notice.kind is NoticeKind.CARD_DISMISSED and notice.subject == _CARD + one.id for notice in journal.notices
        )
        if current.end_reason is not EndReason.STOPPED and not put_away:
            return _card_of(current, CardState.ENDED, Sentence("It has ended. You can look at it when you like."))
        return None
    return None


def put_card_away(session: Session, experiment_id: str, now: datetime) -> None:
    """The card of an experiment that ended was looked at or put away."""
    notice = Notice(kind=NoticeKind.CARD_DISMISSED, subject=_CARD + experiment_id, at=now.astimezone(UTC))
    session.put_notices((*session.journal.notices, notice))


def reveal(session: Session, knowledge: Knowledge, now: datetime) -> Draw:
    """Reveal the next arm, or tell again the one that stands. Conflict where none runs, it is paused or has to rest."""
    one = _up_to_date(session, knowledge, now)
    if one.standing is not None:
        return one.standing
    if one.is_paused:
        raise Conflict("It is paused. Go on with it first.")
    if session.journal.waiting:
        raise Conflict(str(RESTING))
    place = len(one.draws)
    draw = Draw(place=place, arm=drawn_arm(one.seed, place), revealed=now.astimezone(UTC))
    put(session, replace(one, draws=(*one.draws, draw)))
    return draw


def running_now(journal: Journal) -> Experiment:
    """The one that runs; Conflict where none does."""
    one = running(journal)
    if one is None:
        raise Conflict(NO_RUN)
    return one


def give_back(session: Session, knowledge: Knowledge, now: datetime) -> None:
    """Put the arm that stands back unused. Its place is not drawn again. Conflict where none stands."""
    one = _up_to_date(session, knowledge, now)
    if one.standing is None:
        raise Conflict("Nothing is revealed that could be put back.")
    draws = (*one.draws[:-1], replace(one.draws[-1], void=GIVEN_BACK))
    put(session, settled(replace(one, draws=draws), session.journal, knowledge))


def comply(session: Session, entry_id: str, compliance: Compliance | None) -> None:
    """Keep whether an encounter went as drawn; None takes the answer back. NotThere where it is in no experiment."""
    for one in session.refresh().experiments:
        if any(draw.entry == entry_id for draw in one.draws):
            draws = (replace(d, compliance=compliance) if d.entry == entry_id else d for d in one.draws)
            put(session, replace(one, draws=tuple(draws)))
            return
    raise NotThere("That encounter is in no experiment.")


def pause(session: Session, knowledge: Knowledge, now: datetime) -> None:
    """Pause it: nothing is drawn, and encounters of the meantime are not part of it. An arm that stands waits."""
    put(session, paused(_up_to_date(session, knowledge, now), now, OWN))


def resume(session: Session, knowledge: Knowledge, now: datetime) -> None:
    """Go on with it. Conflict while something stands that must come first; the sentence tells nothing of what."""
    one = _up_to_date(session, knowledge, now)
    if not one.is_paused:
        return
    if must_rest(knowledge, session.journal, now, template_of(one, knowledge)):
        raise Conflict(str(RESTING))
    at = now.astimezone(UTC)
    pauses = tuple(Pause(begun=p.begun, why=p.why, ended=at) if p.ended is None else p for p in one.pauses)
    put(session, replace(one, pauses=pauses))


def stop(session: Session, knowledge: Knowledge, now: datetime) -> Experiment:
    """End it now, whatever for. What was drawn so far is kept and looked at."""
    one = _up_to_date(session, knowledge, now)
    is_clear = result(session.journal, one, knowledge, now).clear_already
    over = ended(one, now, EndReason.CLEAR_EARLY if is_clear else EndReason.STOPPED)
    put(session, over)
    return over


def delete(session: Session, experiment_id: str) -> None:
    """Delete an experiment, running or not. The encounters stay."""
    experiment_of(session.refresh(), experiment_id)
    session.put_experiments(one for one in session.journal.experiments if one.id != experiment_id)


def after_log(
    session: Session, knowledge: Knowledge, entry: Entry | None, now: datetime, *, before: Entry | None = None
) -> None:
    """Bring what runs up to date after an entry was saved, changed, deleted (None) or left out."""
    follow(session, knowledge, now, before=before, after=entry)


def instruction(experiment: Experiment, knowledge: Knowledge, arm: Arm) -> Instruction:
    """What an arm asks, in full: for the page after the tap."""
    template = template_of(experiment, knowledge)
    ask = Sentence(template.ask) if template is not None else Sentence("Did it go as drawn?")
    if arm is Arm.CHANGE:
        text = Sentence(template.change) if template is not None else Sentence("{own}", {"own": experiment.change})
        return Instruction(arm=arm, text=text, care=_care(template), ask=ask)
    usual = AS_USUAL if template is None else Sentence(template.usual)
    return Instruction(arm=arm, text=usual, care=(), ask=ask)


def _care(template: ExperimentTemplate | None) -> tuple[Sentence, ...]:
    return () if template is None else tuple(Sentence(line) for line in template.care)


def _up_to_date(session: Session, knowledge: Knowledge, now: datetime) -> Experiment:
    """What runs, as the journal has it now, kept; Conflict where nothing runs (any more).

    Another program may have written in the meantime: an arm that it revealed stands here too.
    """
    session.refresh()
    follow(session, knowledge, now)
    return running_now(session.journal)


def _running_card(one: Experiment, journal: Journal, knowledge: Knowledge, now: datetime, *, rests: bool) -> HomeCard:
    if one.is_paused or rests:
        template = None if rests else template_of(one, knowledge)
        held = template is not None and bool(holding(knowledge, journal, (template,), now)[template.id])
        return replace(_card_of(one, CardState.PAUSED, PAUSED_LINE), can_resume=not rests and not held)
    standing = one.standing
    if standing is not None:
        line = Sentence("Revealed, and waiting. It stands until the next time that counts, whenever that is.")
        return replace(_card_of(one, CardState.STANDING, line), arm=standing.arm)
    last = one.draws[-1] if one.draws else None
    asks = last is not None and last.entry is not None and not last.void and last.compliance is None
    shown = _card_of(one, CardState.NEXT, Sentence("See what is drawn, if you like. There is no hurry."))
    if journal.waiting:
        # A letter that nobody has read may hold what it has to rest for.
        shown = _card_of(one, CardState.PAUSED, PAUSED_LINE)
    return replace(shown, ask_about=last.entry if asks and last is not None else None)


def _card_of(one: Experiment, state: CardState, line: Sentence) -> HomeCard:
    done = len(one.draws) - (one.standing is not None)
    return HomeCard(
        experiment=one.id,
        state=state,
        title=Sentence("Your experiment"),
        line=line,
        done=done,
        rounds=one.rounds,
    )
