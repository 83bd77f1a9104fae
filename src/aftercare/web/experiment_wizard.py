"""The steps of planning an experiment, as pages: what, hoped for what, how long, and what will happen. Pure.

Takes what the use cases offer and the plan so far; returns what the templates print. Why something is not offered is
said in the use case's own words, which tell nothing that stands behind a tap elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from aftercare.charts.experiment import of_ten
from aftercare.experiments.chance import Basis
from aftercare.experiments.wording import about_in_ten, chance_words, spread
from aftercare.knowledge.experiments import OWN, ExperimentTemplate
from aftercare.model.experiment import LONGEST_OWN
from aftercare.model.first_letter import capital
from aftercare.model.measure import Measure
from aftercare.model.translatable import for_translation
from aftercare.usecases.experiment_lengths import PlanOption, PlanOptions
from aftercare.usecases.experiment_offers import AGREEMENT, Offered, OutcomeChoice
from aftercare.web.desk import Planning
from aftercare.web.experiment_pages import hope
from aftercare.web.telling import Gettext, drawn, said

WEEKS_A_MONTH = 4.35
FEW_WEEKS = 10
"""Up to here a time is told in weeks, from there on in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several to pick."""

    id: str
    title: str
    line: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatPage:
    """What could be tried."""

    offered: tuple[Choice, ...]
    withheld: tuple[Choice, ...]
    resting: str
    """Why nothing can be begun now; empty where something can."""
    hoped: str
    own: str
    agreement: str
    """What is ticked for a change of one's own."""
    agreed: bool
    longest: int = LONGEST_OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class HopePage:
    """What could be looked at."""

    first: tuple[Choice, ...]
    others: tuple[Choice, ...]

    @property
    def other_chosen(self) -> bool:
        """Whether the folded part holds what was picked."""
        return any(choice.chosen for choice in self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """The chance of a clear answer for one size of change, as words and as ten marks."""

    size: str
    chance: str
    picture: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """One number of rounds."""

    rounds: int
    pace: str
    odds: tuple[Odds, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthPage:
    """The numbers of rounds to pick from, and what they were reckoned from."""

    lengths: tuple[Length, ...]
    basis: str
    never_varies: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginPage:
    """All that was picked, before it begins."""

    title: str
    change: str
    care: tuple[str, ...]
    why: tuple[str, ...]
    hope: str
    rounds: int
    pace: str
    odds: tuple[Odds, ...]


def what_page(
    offered: Iterable[Offered], why_not_at_all: str, planning: Planning, measure: Measure | None, gettext: Gettext
) -> WhatPage:
    """The changes there are; those that may matter for the outcome of a pattern come first."""
    all_of_them = tuple(offered)
    hoped = planning.hoped
    ordered = sorted(all_of_them, key=lambda one: hoped not in {each.measure for each in one.template.outcomes})
    begin = [_template_choice(one.template, planning) for one in ordered if one.can_begin]
    begin.append(
        Choice(
            id=OWN,
            title=for_translation("A change of your own"),
            line=for_translation("Say it in one sentence below."),
            chosen=planning.template == OWN,
        )
    )
    withheld = [
        Choice(id=one.template.id, title=one.template.name, line=said(one.why_not[0], gettext))
        for one in all_of_them
        if not one.can_begin and str(one.why_not[0])
    ]
    return WhatPage(
        offered=() if why_not_at_all else tuple(begin),
        withheld=() if why_not_at_all else tuple(withheld),
        resting=why_not_at_all,
        hoped="" if measure is None else measure.clear_label,
        own=planning.own,
        agreement=said(AGREEMENT, gettext),
        agreed=planning.agreed,
    )


def _template_choice(template: ExperimentTemplate, planning: Planning) -> Choice:
    return Choice(id=template.id, title=template.name, line=template.change, chosen=planning.template == template.id)


def hope_page(outcomes: Iterable[OutcomeChoice], planning: Planning, gettext: Gettext) -> HopePage:
    """What could be hoped for, each with the person's own spread; what the change is known to touch comes first."""
    picked = planning.outcome or planning.hoped
    first: list[Choice] = []
    others: list[Choice] = []
    for outcome in outcomes:
        into = first if outcome.suggested or outcome.measure.id == planning.hoped else others
        for better in (outcome.better,) if outcome.better_known else (1, -1):
            chosen = outcome.measure.id == picked and planning.better in (0, better)
            into.append(
                Choice(
                    id=choice_id(outcome, better),
                    title=hope(outcome.measure, better),
                    line=said(spread(outcome.measure, outcome.values), gettext),
                    chosen=chosen and (outcome.better_known or planning.better != 0),
                )
            )
    return HopePage(first=tuple(first or others), others=tuple(others if first else ()))


def choice_id(outcome: OutcomeChoice, better: int) -> str:
    """What the form sends for an outcome and the way it is hoped to go."""
    return f"{outcome.measure.id} {'more' if better > 0 else 'less'}"


def length_page(options: PlanOptions, outcome: OutcomeChoice, planning: Planning, gettext: Gettext) -> LengthPage:
    """The numbers of rounds to pick from."""
    basis = {
        Basis.OWN: gettext("Worked out from what you noted so far, {times} times.").format(times=len(outcome.values)),
        Basis.TYPICAL: gettext("You have noted this too seldom, so it is worked out from how such notes usually vary."),
        Basis.NEVER_VARIES: gettext(
            "You have noted the same every time. As long as it stays so, no number of rounds can show a change."
        ),
    }[options.basis]
    return LengthPage(
        lengths=tuple(
            Length(
                rounds=option.rounds,
                pace=pace(option.weeks, gettext),
                odds=odds(options, option, gettext),
                chosen=option.rounds == planning.rounds,
            )
            for option in options.options
        ),
        basis=basis,
        never_varies=options.basis is Basis.NEVER_VARIES,
    )


def odds(options: PlanOptions, option: PlanOption, gettext: Gettext) -> tuple[Odds, ...]:
    """The chances of one length, for the large change first; none where nothing could come out."""
    if options.basis is Basis.NEVER_VARIES:
        return ()
    both = ((options.large, option.large), (options.smaller, option.smaller))
    return tuple(
        Odds(
            size=said(size.said, gettext),
            chance=said(chance_words(chance), gettext),
            picture=drawn(of_ten(about_in_ten(chance), in_ten(chance, gettext))),
        )
        for size, chance in both
    )


def begin_page(
    planning: Planning,
    template: ExperimentTemplate | None,
    outcome: OutcomeChoice,
    options: PlanOptions,
    gettext: Gettext,
) -> BeginPage:
    """All that was picked."""
    option = next(one for one in options.options if one.rounds == planning.rounds)
    return BeginPage(
        title=planning.own if template is None else template.name,
        change=planning.own if template is None else template.change,
        care=() if template is None else template.care,
        why=() if template is None else tuple(passage.text for passage in template.why),
        hope=hope(outcome.measure, planning.better),
        rounds=planning.rounds,
        pace=pace(option.weeks, gettext),
        odds=odds(options, option, gettext),
    )


def in_ten(chance: float, gettext: Gettext) -> str:
    """A chance, to stand on its own."""
    words = said(chance_words(chance), gettext)
    return capital(words)


def pace(weeks: int | None, gettext: Gettext) -> str:
    """How long it would take; empty where nobody can say."""
    if weeks is None:
        return ""
    if weeks <= FEW_WEEKS:
        return gettext("about {weeks} weeks at your pace").format(weeks=weeks)
    months = round(weeks / WEEKS_A_MONTH)
    return gettext("about {months} months at your pace").format(months=months)
