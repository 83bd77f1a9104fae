"""Letters: what was written while the journal was locked. Looked at, kept, discarded; and those that did not open."""

from dataclasses import dataclass

from starlette.responses import Response

from aftercare.model.assessment import Fired
from aftercare.model.errors import NotThere
from aftercare.usecases import letters
from aftercare.usecases.discreet import discreet_flags, is_discreet
from aftercare.usecases.letters import Letter
from aftercare.usecases.right_now import help_by_country
from aftercare.web.flag_pages import flag_pages
from aftercare.web.home_cards import Waiting
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import line_of, parts_of
from aftercare.web.visit import Visit


@dataclass(slots=True)
class Looking:
    """The letter that is looked at, and which flags were said to be there still."""

    entry: str
    still: frozenset[str] = frozenset()


def show(visit: Visit) -> Response:
    """All that wait, oldest first, and those set aside."""
    here = opened(visit)
    letters.take_in(here.vault)
    sentence, undo = here.take_sentence()
    times = here.times
    waiting = letters.waiting_letters(here.vault, here.knowledge, here.now, last=here.desk.letters)
    return visit.render(
        "yours/letters.html",
        letters=[Waiting(line_of(each.entry, here.measures, times), each.cannot_wait) for each in waiting],
        aside=letters.letters_aside(here.vault),
        sentence=sentence,
        undo=undo,
    )


def act(visit: Visit) -> Response:
    """Look, keep, discard; remove one that did not open."""
    here = opened(visit)
    doing, entry = visit.posted.text("do"), visit.posted.text("entry")
    if doing == "aside":
        letters.discard_aside(here.vault, visit.posted.text("aside"))
        here.desk.say("Removed.")
    elif doing == "look":
        letter = letters.look_at_letter(here.vault, here.knowledge, entry, here.now, last=here.desk.letters)
        here.desk.job = Looking(letter.entry.id)
        return visit.go("letter_look")
    elif doing == "keep":
        letters.keep_letter(here.vault, here.knowledge, entry, here.now)
        here.desk.begin_after(entry, "Kept in the journal.", here.made)
        return visit.go("after_save")
    elif doing == "discard":
        letters.discard_letter(here.vault, entry)
        here.desk.say("Discarded. Until you lock, you can take that back; then it is gone.", undo=here.made)
    return visit.go("letters")


def look(visit: Visit) -> Response:
    """One letter, whole; what cannot wait stands first, or for an older one the question whether it is still there."""
    here = opened(visit)
    found = _looked_at(here)
    if found is None:
        return visit.go("letters")
    job, letter = found
    asked = [f for f in letters.still_there(here.knowledge, letter, here.now) if f.rule not in job.still]
    flags = [f for f in _urgent(here, letter) if f not in asked]
    country = visit.state.device.country
    return visit.render(
        "yours/letter.html",
        line=line_of(letter.entry, here.measures, here.times),
        parts=parts_of(letter.entry, here.measures, here.gettext),
        note=letter.entry.note,
        still=flag_pages(here.knowledge, asked, country, here.journal),
        flags=flag_pages(here.knowledge, flags, country, here.journal),
        helps=help_by_country(here.knowledge),
        danger=here.unread(letter.seen),
        quotes=letter.seen.quotes,
        neutral_line=bool(discreet_flags(here.knowledge, letter.seen.screening.fired)),
    )


def still_there(visit: Visit) -> Response:
    """The answer for a letter over a day old. A yes warns as of today; not sure shows what follows from then."""
    here = opened(visit)
    found = _looked_at(here)
    if found is None:
        return visit.go("letters")
    job, letter = found
    rule = visit.posted.text("rule")
    if rule in {flag.rule for flag in letters.still_there(here.knowledge, letter, here.now)}:
        if visit.posted.text("still") == "no":
            with here.undoable("Noted."):
                letters.it_is_over(here.vault, rule, here.now)
        elif visit.posted.text("still") == "yes":
            with here.undoable("Noted."):
                letters.it_is_still_there(here.vault, letter, rule, here.now)
        job.still |= {rule}
    return visit.go("letter_look")


def _looked_at(here: Opened) -> tuple[Looking, Letter] | None:
    job = here.desk.job
    if not isinstance(job, Looking):
        return None
    try:
        letter = letters.look_at_letter(here.vault, here.knowledge, job.entry, here.now, last=here.desk.letters)
    except NotThere:
        here.desk.job = None
        return None
    return job, letter


def _urgent(here: Opened, letter: Letter) -> tuple[Fired, ...]:
    return tuple(flag for flag in letter.seen.screening.first_screen if not is_discreet(here.knowledge, flag))
