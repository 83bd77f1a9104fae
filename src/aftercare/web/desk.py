"""What lies on the desk between two pages of the open journal: which entry was just saved, what was answered and is not
kept, which pattern is looked at.

In the worker's memory only, one desk per unlocking, gone with lock. It stands here so that nothing of it stands in an
address.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from aftercare.model.assessment import Fired
from aftercare.model.experiment import USUAL_ROUNDS, Experiment
from aftercare.model.journal import Journal
from aftercare.model.report import Report, ReportChoice
from aftercare.model.review import Review
from aftercare.model.translatable import for_translation
from aftercare.patterns.changes import Seen
from aftercare.usecases.after_save import AfterSave, Told
from aftercare.usecases.experiment_lengths import PlanOptions
from aftercare.usecases.experiment_offers import OutcomeChoice
from aftercare.usecases.letters import LastLook
from aftercare.usecases.look import Reviews
from aftercare.usecases.looked_at import LookedAt
from aftercare.usecases.screeners import Sheet, SheetResult
from aftercare.web.check_waiting import Held

NOT_THE_LAST = for_translation("Something else was changed since, so nothing was taken back. It is as it was.")
FOUND_HOLDS = timedelta(minutes=1)
SENT_KEPT = 50
"""Forms remembered as sent. A double submit comes within seconds."""


@dataclass(frozen=True, slots=True)
class FoundAfter:
    """What was found of a saved entry, and what that went by."""

    journal: Journal
    told: Told
    at: datetime
    saved: AfterSave

    def holds(self, journal: Journal, told: Told, now: datetime) -> bool:
        """Whether it need not be looked for anew: the very same journal, the same answers, less than a minute ago."""
        return self.journal is journal and self.told == told and timedelta(0) <= now - self.at < FOUND_HOLDS


@dataclass(slots=True)
class AfterSaving:
    """How far the person is in what comes after one save."""

    entry: str
    told: Told = ()
    """Answers that count now and are not kept."""
    seen: set[str] = field(default_factory=set)
    """Rules whose page was read."""
    passed: set[str] = field(default_factory=set)
    """Questions that were answered or skipped."""
    opened: bool = False
    """The page behind the neutral line was opened: its questions may be asked."""
    sentence: str = ""
    """What was done, said on the last page."""
    fresh: tuple[int, AfterSave] | None = None
    """What the save itself found, with the journal's version: the first page takes it, then it is gone."""
    found: FoundAfter | None = None
    """What the last page found."""
    steps: tuple[int, ...] = ()
    """The steps of undo that take all of it back, newest last; none where the save changed nothing."""

    def answered_in(self, steps: tuple[int, ...]) -> None:
        """Something was answered in these steps: they go with the save, where that can be taken back itself."""
        if self.steps:
            self.steps += steps


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back last, so that the same Undo sent twice does nothing twice."""

    steps: tuple[int, ...]
    lost: tuple[Fired, ...] = ()
    """What could not wait and stands no longer."""
    back: str = "home"
    """The page to go on with."""


@dataclass(slots=True)
class FillingIn:
    """A questionnaire that is filled in."""

    screener: str
    sheet: Sheet | None = None
    """What was answered; None while the form is still open."""
    seen: bool = False
    """The page that comes before the score was read."""
    kept: bool = False
    found: tuple[Journal, Sheet, datetime, SheetResult] | None = None
    """What it came to, and what that went by."""

    def found_for(self, journal: Journal, sheet: Sheet, now: datetime) -> SheetResult | None:
        """What it came to, where nothing has changed since and less than a minute has passed."""
        if self.found is None or self.found[0] is not journal or self.found[1] is not sheet:
            return None
        return self.found[3] if timedelta(0) <= now - self.found[2] < FOUND_HOLDS else None


@dataclass(slots=True)
class Planning:
    """An experiment that is being planned."""

    hoped: str = ""
    """The outcome of the pattern it was begun from; changes that may matter for it come first."""
    template: str = ""
    own: str = ""
    """The person's own change, as typed."""
    agreed: bool = False
    """They said of it that nobody bears pain for it, and what else is asked of an own change."""
    outcome: str = ""
    better: int = 0
    rounds: int = USUAL_ROUNDS
    outcomes: tuple[Journal, str, tuple[OutcomeChoice, ...]] | None = None
    """What can be looked at, with the journal and the template it was gathered for."""
    reckoned: tuple[tuple[str, ...], PlanOptions] | None = None
    """The lengths with their chances, and what they were reckoned for: it takes half a second."""


@dataclass(frozen=True, slots=True)
class MadeReport:
    """The report as last made, and all that it was made from."""

    journal: Journal
    review: Review
    choice: ReportChoice
    report: Report

    def is_of(self, journal: Journal, review: Review, choice: ReportChoice) -> bool:
        """Whether the very same would be made anew: both values never change, a write or a new hour makes others."""
        return self.journal is journal and self.review is review and self.choice == choice


@dataclass(slots=True)
class Desk:
    """See the module docstring."""

    began: datetime | None = None
    """When this unlocking was first used (UTC)."""
    filling: FillingIn | None = None
    planning: Planning | None = None
    experiment: str | None = None
    """Which experiment is looked at."""
    experiment_before: Experiment | None = None
    """The experiment as it was before it was stopped, paused or deleted, until that is too old to undo."""
    experiment_acts: int = 0
    """How many times one was: the number that an Undo names."""
    experiment_undo: str = ""
    """The number that the next page offers to take back."""
    drawn: bool = False
    """The draw was just revealed: the next page shows it open."""
    check: Held | None = None
    """A check, and what of it is looked at."""
    kept_check: str | None = None
    """Which kept check is looked at."""
    after: AfterSaving | None = None
    entry: str | None = None
    """The entry that is looked at or edited."""
    begun: str | None = None
    """The half-filled form that is gone on with."""
    older: date | None = None
    """Where the older page of the timeline begins."""
    month: date | None = None
    """The month of the calendar that is looked at."""
    day: date | None = None
    """The day of it that is looked at."""
    form_day: date | None = None
    """The day that the next form begins with: something is added to a day of the calendar."""
    pair: tuple[str, str] | None = None
    """The pattern that is looked at: factor and outcome."""
    whole: bool = False
    """With all the entries behind it, not only the latest."""
    outcome: str = ""
    """The outcome whose patterns are looked at alone; empty: all."""
    offered: tuple[int, LookedAt] | None = None
    """What could be searched, with the journal's version it was reckoned from."""
    by_day: bool = False
    """Patterns of days are looked at, not those of encounters."""
    looks: dict[bool, Seen | None] = field(default_factory=dict)
    """By whether it was of days: what stood there at the last look before this unlocking, None at the very first.
    Without a key they were not looked at since unlocking."""
    sentence: str = ""
    """Said once on the next page, with Undo."""
    undo: tuple[int, ...] = ()
    """The steps that this Undo takes back, newest last."""
    taken_back: TakenBack | None = None
    reviews: Reviews | None = None
    report: MadeReport | None = None
    letters: LastLook = field(default_factory=LastLook)
    job: object | None = None
    """What the pages for data in and out are in the middle of, such as a file that is looked at; one at a time."""
    sent: dict[str, str] = field(default_factory=dict)
    """Ids of forms that were sent, and the entry each became."""

    def remember_sent(self, form_id: str, entry_id: str) -> None:
        """This form is done: sending it again adds nothing."""
        self.sent[form_id] = entry_id
        while len(self.sent) > SENT_KEPT:
            del self.sent[next(iter(self.sent))]

    def begin_after(
        self,
        entry_id: str,
        sentence: str,
        steps: tuple[int, ...],
        fresh: tuple[int, AfterSave] | None = None,
        *,
        again: bool = False,
    ) -> None:
        """An entry was saved in these steps: what comes after begins; `again`: by a form that had saved it before."""
        before = self.after if again else None
        if before is not None and before.entry == entry_id:
            self.after = AfterSaving(entry_id, before.told, sentence=sentence, steps=(*before.steps, *steps))
        else:
            self.after = AfterSaving(entry=entry_id, sentence=sentence, fresh=fresh, steps=steps)

    def take_experiment_undo(self) -> str:
        """The number of what was just done to an experiment, once; empty when it can't be taken back."""
        number, self.experiment_undo = self.experiment_undo, ""
        return number if self.experiment_before is not None else ""

    def take_form_day(self) -> date | None:
        """The day that a form was opened for, once."""
        day, self.form_day = self.form_day, None
        return day

    def say(self, sentence: str, *, undo: tuple[int, ...] = ()) -> None:
        """Leave a sentence for the next page, with the steps that its Undo takes back."""
        self.sentence, self.undo = sentence, undo

    def take_sentence(self) -> tuple[str, tuple[int, ...]]:
        """The sentence that was left, once."""
        said = self.sentence, self.undo
        self.sentence, self.undo = "", ()
        return said
