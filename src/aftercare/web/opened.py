"""A visit to the open journal: the session, the catalogue and the desk, at hand for a view."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from aftercare.check.screening import danger_list_for_words
from aftercare.knowledge.catalogue import catalogue
from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.knowledge.schema import DangerLine
from aftercare.model.assessment import Screening
from aftercare.model.entry import zone_info
from aftercare.model.journal import Journal
from aftercare.model.measure import Measure
from aftercare.model.review import Review
from aftercare.model.settings import Device
from aftercare.usecases.after_save import AfterSave
from aftercare.usecases.look import Reviews
from aftercare.usecases.notes import has_words
from aftercare.vault import Session
from aftercare.web.desk import Desk
from aftercare.web.i18n import is_read, translations
from aftercare.web.times import Times, times_of
from aftercare.web.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What every view of the journal starts from."""

    vault: Session
    desk: Desk
    knowledge: Knowledge
    now: datetime
    device: Device
    before: tuple[int, ...]
    """The steps that could be undone when the visit began."""

    @property
    def made(self) -> tuple[int, ...]:
        """The steps that this visit made, newest last."""
        return tuple(step for step in self.vault.undo_steps() if step > max(self.before, default=0))

    def offered(self, steps: tuple[int, ...]) -> str:
        """The steps as the form of an Undo names them; empty when they are not the newest any more."""
        newest = self.vault.undo_steps()[-len(steps) :] if steps else ()
        return " ".join(map(str, steps)) if steps == newest else ""

    def take_sentence(self) -> tuple[str, str]:
        """What was done last, said once, and the steps that its Undo names; empty when there is no way back."""
        sentence, steps = self.desk.take_sentence()
        return sentence, self.offered(steps)

    @property
    def journal(self) -> Journal:
        """The journal as last written."""
        return self.vault.journal

    @property
    def measures(self) -> Mapping[str, Measure]:
        """The catalogue with the person's own measures."""
        return catalogue(self.knowledge, self.journal.own_measures)

    @property
    def local_now(self) -> datetime:
        """Now in the zone last used, naive: what a page without script takes for the person's time."""
        return self.now.astimezone(zone_info(self.journal.settings.zone)).replace(tzinfo=None)

    def review(self) -> Review:
        """The review of the journal as it is; made anew only when something changed."""
        return self._reviews.of(self.journal, self.now)

    def screening(self) -> Screening:
        """What stands in the journal as it is, where nothing else of a review is needed."""
        return self._reviews.screening(self.journal, self.now)

    @property
    def _reviews(self) -> Reviews:
        if self.desk.reviews is None:
            self.desk.reviews = Reviews(self.knowledge)
        return self.desk.reviews

    @contextmanager
    def undoable(self, sentence: str) -> Iterator[None]:
        """What is written inside can be taken back as one; the next page says the sentence, with Undo."""
        with self.vault.one_step() as step:
            yield
        self.desk.say(sentence, undo=step.made)

    def gettext(self, text: str) -> str:
        """A text in the person's language."""
        return translations(self.device.language).gettext(text)

    @property
    def language(self) -> str:
        """The language that is set."""
        return self.device.language

    def unread(self, saved: AfterSave) -> tuple[DangerLine, ...]:
        """The danger list, where an entry holds words that were not read well enough, or in a language nobody reads."""
        words = has_words(saved.entry, self.journal.own_measures, knowledge=self.knowledge)
        if saved.unread_words or (words and not is_read(self.language)):
            return danger_list_for_words(self.knowledge, self.journal.person)
        return ()

    @property
    def times(self) -> Times:
        """How days and hours are said here."""
        return times_of(self.device, self.local_now.date(), self.gettext)

    def local(self, moment: datetime) -> datetime:
        """An aware moment in the zone last used, naive, as the person's clock showed it."""
        return moment.astimezone(zone_info(self.journal.settings.zone)).replace(tzinfo=None)


def opened(visit: Visit) -> Opened:
    """The open journal of a visit to a page whose door is UNLOCKED."""
    assert visit.session is not None, "the door lets nobody in without a session"
    vault = visit.state.vault
    assert vault is not None, "the door lets nobody in without an open vault"
    vault.refresh()
    desk, now = visit.session.desk, visit.state.now()
    desk.began = desk.began or now
    return Opened(
        vault=vault,
        desk=desk,
        knowledge=load_knowledge(),
        now=now,
        device=visit.state.device,
        before=vault.undo_steps(),
    )
