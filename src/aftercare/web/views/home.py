"""Home: one card for today, the two ways in, the last six weeks, one insight; the rest in a list below."""

from starlette.responses import Response

from aftercare.usecases import letters
from aftercare.usecases.after_save import ALL_RIGHT, SEEN_SOMEONE, answer_quote, quiet_flag
from aftercare.usecases.begun import begun_forms
from aftercare.usecases.discreet import discreet_flags
from aftercare.usecases.experiments import card
from aftercare.usecases.noted import no_longer_standing
from aftercare.usecases.quotes import Said, unanswered
from aftercare.usecases.right_now import help_by_country
from aftercare.usecases.screeners import asks_how_it_is
from aftercare.web.day_after_card import card_for
from aftercare.web.experiment_pages import DrawCard, Look, draw_card
from aftercare.web.flag_pages import flag_pages
from aftercare.web.home_cards import Waiting, Waits, cards_in_order, checked_in_today, folded
from aftercare.web.journal_pages import flags_of, home_page
from aftercare.web.opened import Opened, opened
from aftercare.web.telling import line_of
from aftercare.web.visit import Visit


def home(visit: Visit) -> Response:
    """The page after unlocking."""
    here = opened(visit)
    review = here.review()
    flags = flags_of(review, here.knowledge)
    sentence, undo = here.take_sentence()
    waits = Waits(
        day_after=card_for(here.journal, here.measures, review.day_after, here.times, neutral=flags.neutral_line),
        draw=_draw(here),
        begun=_begun(here),
        letters=_letters(here),
        check=_check_waits(here),
        checked_in=checked_in_today(here.journal, here.local_now),
    )
    cards = cards_in_order(waits)
    return visit.render(
        "journal/home.html",
        page=home_page(here.journal, here.measures, review, now=here.local_now, times=here.times),
        today=cards[0] if cards else "",
        folded=folded(cards),
        day_after=waits.day_after,
        letters=waits.letters,
        begun=waits.begun,
        check_waits=waits.check,
        draw=waits.draw,
        urgent=flag_pages(here.knowledge, flags.urgent, visit.state.device.country),
        cards=flag_pages(here.knowledge, flags.cards, visit.state.device.country),
        neutral_line=flags.neutral_line,
        neutral_first=flags.neutral_first,
        quotes=unanswered(review.screening.fired, None, here.journal.answers),
        helps=help_by_country(here.knowledge),
        how_is_it=asks_how_it_is(here.journal, here.knowledge, here.desk.began or here.now),
        sentence=sentence,
        undo=undo,
        sample=False,
    )


def _letters(here: Opened) -> tuple[Waiting, ...]:
    times = here.times
    waiting = letters.waiting_letters(here.vault, here.knowledge, here.now, last=here.desk.letters)
    return tuple(Waiting(line_of(one.entry, here.measures, times), one.cannot_wait) for one in waiting)


def _begun(here: Opened) -> tuple[dict[str, str], ...]:
    """What had been begun when it locked: which form and when, not what was in it."""
    times = here.times
    lines = []
    for begun in begun_forms(here.vault):
        kept = here.local(begun.kept)
        lines.append(
            {"form": begun.form, "id": begun.form_id, "day": times.title(kept.date()), "hour": times.hour(kept)}
        )
    return tuple(lines)


def _draw(here: Opened) -> DrawCard | None:
    """The draw of an experiment, if one runs; what was drawn is open only right after the tap."""
    look = Look("home", here.desk.drawn)
    here.desk.drawn = False
    found = card(here.journal, here.knowledge, here.now, screened=here.review().screening)
    if found is not None:
        here.desk.experiment = found.experiment
    return draw_card(found, here.journal, here.knowledge, look, here.gettext)


def _check_waits(here: Opened) -> str:
    """When the check that waits was begun; empty when there is none. What it is about is not said here."""
    waits = here.journal.open_check
    if waits is None:
        return ""
    return here.times.moment(here.local(waits.begun))


def quiet(visit: Visit) -> Response:
    """ "I have seen someone", or "this is all right for me"; or whether words of a note are so now."""
    here = opened(visit)
    reason = visit.posted.text("why")
    if visit.posted.text("quote"):
        _answer_quote(visit, here)
    elif reason in (SEEN_SOMEONE, ALL_RIGHT):
        with here.undoable("Put away. It comes back only with something new, or after four weeks."):
            quiet_flag(here.vault, here.review().screening, visit.posted.text("rule"), reason, here.now)
    return visit.go("home")


def _answer_quote(visit: Visit, here: Opened) -> None:
    said = {one.value: one for one in Said}.get(visit.posted.text("so"))
    for quote in unanswered(here.review().screening.fired, None, here.journal.answers):
        if said is not None and (quote.key, quote.entry) == (visit.posted.text("quote"), visit.posted.text("entry")):
            keep = bool(visit.posted.text("keep"))
            with here.undoable("Noted."):
                answer_quote(here.vault, here.knowledge, quote, said, told=(), keep=keep, now=here.now)


def keep_letter(visit: Visit) -> Response:
    """Keep an entry that was written while locked, or give it up; then what comes after any save."""
    here = opened(visit)
    entry_id = visit.posted.text("entry")
    if visit.posted.text("do") == "keep":
        letters.keep_letter(here.vault, here.knowledge, entry_id, here.now)
        here.desk.begin_after(entry_id, "Kept in the journal.", here.made)
        return visit.go("after_save")
    letters.discard_letter(here.vault, entry_id)
    here.desk.say("Discarded.", undo=here.made)
    return visit.go("home")


def private_page(visit: Visit) -> Response:
    """What stands behind the neutral line of home, for this person only."""
    here = opened(visit)
    taken = here.desk.taken_back
    standing = discreet_flags(here.knowledge, here.review().screening.fired)
    if taken is not None:
        standing += discreet_flags(here.knowledge, no_longer_standing(taken.lost, standing))
    if not standing:
        return visit.go("home")
    return visit.render(
        "journal/quiet.html",
        quotes=unanswered(standing, None, here.journal.answers),
        flags=flag_pages(here.knowledge, standing, visit.state.device.country),
        helps=help_by_country(here.knowledge),
        back="home",
    )
