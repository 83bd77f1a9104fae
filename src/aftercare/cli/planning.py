"""Planning an experiment in the terminal: what to try, what to look at, how many rounds; nothing begins before the end.

From another program one JSON object comes in on standard input, and nothing is asked.
"""

import json
import sys

from aftercare.cli import voice
from aftercare.cli.clock import now
from aftercare.cli.options import Opened
from aftercare.experiments.wording import chance_words, spread
from aftercare.knowledge.experiments import OWN
from aftercare.model.errors import BadValue
from aftercare.model.experiment import USUAL_ROUNDS, Experiment
from aftercare.usecases import experiments as use
from aftercare.usecases.experiment_lengths import plan_options
from aftercare.usecases.experiment_offers import AGREEMENT, NOT_AGREED
from aftercare.usecases.experiment_words import refused

KEYS = ("template", "change", "outcome", "better", "rounds", "agreed")


def begin(opened: Opened, *, as_json: bool) -> None:
    """Plan and begin; Enter at any question leaves it, and nothing has begun."""
    plan = _asked(opened) if voice.is_conversation() else _read(sys.stdin.read())
    if plan is None:
        voice.tell("Nothing has begun.")
        return
    begun = use.begin(opened.session, opened.knowledge, plan, now(), use.new_seed())
    if as_json:
        voice.show_json({"id": begun.id, "rounds": begun.rounds})
        return
    _tell_begun(begun)


def _tell_begun(begun: Experiment) -> None:
    voice.show(f"Begun, for {begun.rounds} rounds.")
    voice.tell(
        voice.wrapped(
            "On a day you want to, see what is drawn before: aftercare experiment reveal. It stands until the next "
            "time you log. Nothing reminds you, and a time without a draw is fine."
        )
    )


def _read(text: str) -> use.Plan:
    try:
        read = json.loads(text)
    except ValueError:
        read = None
    if not isinstance(read, dict) or not read.keys() <= set(KEYS) or "outcome" not in read:
        raise BadValue(
            "Write one JSON object with template, outcome, better, rounds, and for an own one change and agreed."
        )
    fits = all(isinstance(read.get(key, ""), str) for key in ("template", "change", "outcome")) and all(
        type(read.get(key, 1)) is int for key in ("better", "rounds")
    )
    if not fits or not isinstance(read.get("agreed", False), bool):
        raise BadValue(
            "In the plan template, change and outcome are texts; better and rounds are whole numbers; "
            "agreed is true or false."
        )
    return use.Plan(
        template=read.get("template", OWN),
        change=read.get("change", ""),
        outcome=read["outcome"],
        better=read.get("better", -1),
        rounds=read.get("rounds", USUAL_ROUNDS),
        agreed=read.get("agreed", False),
    )


def _asked(opened: Opened) -> use.Plan | None:
    template, change = _ask_change(opened)
    if not template:
        return None
    outcome = _ask_outcome(opened, template)
    if outcome is None:
        return None
    better = outcome.better
    if not outcome.better_known:
        better = 1 if voice.ask_yes_no(f"Is more of “{outcome.measure.clear_label}” better?") else -1
    chosen = _ask_length(opened, template, outcome, better)
    if chosen is None:
        return None
    rounds, chance = chosen
    plan = use.Plan(
        template=template,
        change=change,
        outcome=outcome.measure.id,
        better=better,
        rounds=rounds,
        chance=chance,
        agreed=template == OWN,  # Its words came back only with a yes.
    )
    return plan if voice.ask_yes_no("Begin?") else None


def _ask_change(opened: Opened) -> tuple[str, str]:
    """Id of the template and, for the person's own, its words; empty: left."""
    journal = opened.session.journal
    offered = [one for one in use.templates_for(opened.knowledge, journal, now()) if one.can_begin]
    own = use.own_offered(opened.knowledge, journal, now())
    if own:
        voice.tell(voice.wrapped(str(own[0])))
        return "", ""
    for number, one in enumerate(offered, start=1):
        voice.tell(f"{number:3}  {one.template.name}")
        voice.tell(voice.wrapped(one.template.change, "     "))
    voice.tell(f"{len(offered) + 1:3}  A change of your own")
    voice.tell(voice.UNREVIEWED)
    picked = voice.ask_number("What do you want to try? (Enter leaves)", len(offered) + 1)
    if picked is None:
        return "", ""
    if picked <= len(offered):
        template = offered[picked - 1].template
        voice.tell(voice.listed(passage.text for passage in template.why))
        voice.tell(voice.wrapped(f"Else: {template.usual}"))
        return template.id, template.change
    voice.tell(
        voice.wrapped(
            "It may add protection, time or comfort, or take away a risk. It may not ask for sex, to bear pain, to "
            "leave out protection, to drink, to hold urine, or to change a medicine. The other rounds are as usual."
        )
    )
    while words := voice.ask("What is done on a round of the change? (Enter leaves)"):
        why = refused(opened.knowledge, words)
        if why is None:
            return (OWN, words) if _is_agreed() else ("", "")
        voice.fail(str(why))
    return "", ""


def _is_agreed() -> bool:
    """Whether what no reading of the words can know holds: asked of a change of one's own alone."""
    if voice.ask_yes_no(f"{AGREEMENT} Is that so?"):
        return True
    voice.tell(voice.wrapped(str(NOT_AGREED)))
    return False


def _ask_outcome(opened: Opened, template: str) -> use.OutcomeChoice | None:
    choices = use.outcomes_for(opened.knowledge, opened.session.journal, template)
    for number, one in enumerate(choices, start=1):
        voice.tell(f"{number:3}  {one.measure.clear_label}. {spread(one.measure, one.values)}")
    picked = voice.ask_number("What should it change? (Enter leaves)", len(choices))
    return None if picked is None else choices[picked - 1]


def _ask_length(opened: Opened, template: str, outcome: use.OutcomeChoice, better: int) -> tuple[int, float] | None:
    options = plan_options(opened.knowledge, opened.session.journal, template, outcome, better, now=now())
    voice.tell(f"The chance of a clear answer at the end. {options.large.said}, or: {options.smaller.said}")
    for number, one in enumerate(options.options, start=1):
        weeks = "" if one.weeks is None else f", about {one.weeks} weeks at your pace"
        chances = f"{chance_words(one.large)}, or: {chance_words(one.smaller)}"
        voice.tell(f"{number:3}  {one.rounds} rounds: {chances}{weeks}")
    picked = voice.ask_number("How many rounds? (Enter leaves)", len(options.options))
    return None if picked is None else (options.options[picked - 1].rounds, options.options[picked - 1].large)
