"""Whom a check is about: as options, or asked for, one line each. Every line can be left open.

Nothing is assumed: what is not said stays unknown, and an unknown excuses nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

import click

from aftercare.cli import voice
from aftercare.model.check import Pregnant, Subject, Writer
from aftercare.model.measure import Organ
from aftercare.model.person import OLDEST

ORGAN_WORDS = {
    Organ.VAGINA: "vagina",
    Organ.UTERUS: "womb",
    Organ.OVARIES: "ovaries",
    Organ.PENIS: "penis",
    Organ.TESTES: "testicles",
    Organ.PROSTATE: "prostate",
}
WRITER_WORDS = {Writer.SELF: "me", Writer.PARTNER: "my partner", Writer.FRIEND: "a friend or somebody else"}
PREGNANT_WORDS = {Pregnant.YES: "yes", Pregnant.NO: "no", Pregnant.POSSIBLE: "possible"}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the options said; None where they said nothing."""

    age: int | None = None
    organs: frozenset[Organ] | None = None
    pregnant: Pregnant | None = None
    writer: Writer | None = None

    @property
    def said(self) -> bool:
        """Whether they said anything."""
        return self != About()

    @property
    def is_about_another(self) -> bool:
        """Whether somebody else than the writer is ill."""
        return self.writer not in (None, Writer.SELF)

    @property
    def subject(self) -> Subject:
        """Whom the check is about."""
        return Subject(
            youngest=self.age,
            oldest=self.age,
            organs=self.organs,
            pregnant=self.pregnant or Pregnant.UNKNOWN,
            writer=self.writer or Writer.SELF,
        )

    def asked(self, known: Subject | None) -> "About":
        """The rest asked for. `known`: what the journal says of its person, which is not asked again; the journal says
        itself whether they are pregnant.
        """
        about = self
        if about.writer is None and known is None:
            about = replace(about, writer=_pick("Who is it about?", WRITER_WORDS))
        if about.age is None and (known is None or known.oldest is None):
            age = voice.ask_number("How old, in years? (Enter: leave it open)", OLDEST)
            about = replace(about, age=age)
        if about.organs is None and (known is None or known.organs is None):
            about = replace(about, organs=_ask_organs())
        if about.pregnant is None and known is None and (about.organs is None or Organ.UTERUS in about.organs):
            about = replace(about, pregnant=_pick("Pregnant?", PREGNANT_WORDS))
        return about


def about_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Whom it is about: the command gets one `about`."""

    @wraps(command)
    def with_about(
        *args: Any, age: int | None, organs: str | None, pregnant: str | None, writer: str | None, **kwargs: Any
    ) -> Any:
        about = About(
            age=age,
            organs=None if organs is None else _organs(organs),
            pregnant=None if pregnant is None else Pregnant(pregnant),
            writer=None if writer is None else Writer(writer),
        )
        return command(*args, about=about, **kwargs)

    made: Callable[..., Any] = with_about
    for option in _OPTIONS:
        made = option(made)
    return made


_OPTIONS = (
    click.option("--writer", type=click.Choice([one.value for one in Writer]), help="Who writes; without it: self."),
    click.option("--pregnant", type=click.Choice([one.value for one in Pregnant]), help="Whether they are pregnant."),
    click.option(
        "--organs",
        metavar="LIST",
        help=f"What body they have, with commas: {', '.join(one.value for one in Organ)}.",
    ),
    click.option("--age", type=click.IntRange(0, OLDEST), help="Age in years of whom it is about."),
)


def _organs(typed: str) -> frozenset[Organ] | None:
    names = [part.strip().casefold() for part in typed.split(",") if part.strip()]
    wrong = [name for name in names if name not in set(Organ)]
    if wrong:
        raise click.BadParameter(f"Each is one of {', '.join(Organ)}.", param_hint="--organs")
    return frozenset(Organ(name) for name in names) or None


def _ask_organs() -> frozenset[Organ] | None:
    """Never assumed from anything else."""
    organs = list(ORGAN_WORDS)
    offer = ", ".join(f"{number} {ORGAN_WORDS[organ]}" for number, organ in enumerate(organs, start=1))
    while True:
        typed = voice.ask(
            voice.wrapped(f"Which of these does the body have? (numbers with commas: {offer}; Enter: open)")
        )
        parts = [part.strip() for part in typed.split(",")] if typed else []
        if all(voice.is_number(part, len(organs)) for part in parts):
            return frozenset(organs[int(part) - 1] for part in parts) or None
        voice.fail(f"Type numbers from 1 to {len(organs)}, or Enter.")


def _pick(question: str, words: dict[Any, str]) -> Any:
    offer = ", ".join(f"{number} {word}" for number, word in enumerate(words.values(), start=1))
    picked = voice.ask_number(f"{question} ({offer}; Enter: leave it open)", len(words))
    return None if picked is None else list(words)[picked - 1]
