"""Right now, and help by country. Works locked and leaves no trace: what was tapped stands in no address."""

from starlette.responses import Response

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import NotThere
from aftercare.right_now.steps import DANGER, GUIDE, Choice, Guide, Step, What, Who
from aftercare.usecases import right_now
from aftercare.web.countries import by_name
from aftercare.web.visit import Visit


def choose(visit: Visit) -> Response:
    """For whom, and what is happening. One tap leads to the danger list."""
    by_who = {who: [_find(who, what) for what in What] for who in Who}
    return visit.render("right_now.html", mine=by_who[Who.ME], theirs=by_who[Who.PARTNER])


def guide(visit: Visit) -> Response:
    """The danger list and every step, in one page: from here on no step waits for the server."""
    chosen = right_now.guides().get(visit.posted.text("g"))
    if chosen is None:
        raise NotThere("That guide isn't there. Go back and choose again.")
    linked = right_now.with_linked(chosen)
    knowledge = load_knowledge()
    helps = _helps(visit)
    dangers = right_now.danger_list(knowledge, chosen.side, visit.state.now())
    device = visit.state.device
    return visit.render(
        "right_now_guide.html",
        guide=chosen,
        screens=[_screen(part, step, linked, dangers) for part in linked for step in part.steps],
        dangers=dangers,
        helps=helps,
        home=next((entry for entry in helps if entry.country == device.country), None),
    )


def services(visit: Visit) -> Response:
    """Every number we know, by country."""
    return visit.render("services.html", helps=_helps(visit))


def _helps(visit: Visit) -> list[right_now.CountryHelp]:
    """Every country, by its name in the person's language."""
    language = visit.state.device.language
    helps = right_now.help_by_country(load_knowledge())
    return sorted(helps, key=lambda entry: by_name(entry.country, language))


def _find(who: Who, what: What) -> Guide:
    return next(each for each in right_now.guides().values() if each.who is who and each.what is what)


def _screen(
    part: Guide, step: Step, linked: tuple[Guide, ...], dangers: tuple[right_now.Danger, ...]
) -> dict[str, object]:
    following = part.after(step)
    return {
        "anchor": anchor(part, step, linked),
        "step": step,
        "never": part.never,
        "next": None if following is None else anchor(part, following, linked),
        "choices": [(choice.label, _target(choice, part, linked, dangers)) for choice in step.choices],
    }


def _target(choice: Choice, part: Guide, linked: tuple[Guide, ...], dangers: tuple[right_now.Danger, ...]) -> str:
    if choice.to.startswith(DANGER):
        lines = [danger.line.id for danger in dangers]
        return f"d{lines.index(choice.to.removeprefix(DANGER)) + 1}"
    if choice.to.startswith(GUIDE):
        other = next(each for each in linked if each.id == choice.to.removeprefix(GUIDE))
        return anchor(other, other.steps[0], linked)
    return anchor(part, next(step for step in part.steps if step.id == choice.to), linked)


def anchor(part: Guide, step: Step, linked: tuple[Guide, ...]) -> str:
    """The neutral name of a screen in the page's address: a letter for the guide, a number for the step."""
    return f"{'nopqrs'[linked.index(part)]}{part.steps.index(step) + 1}"
