"""The sections of docs/patterns-figures.md from other measurements: tigramite, real diaries, speed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.patterns.baselines import RULES
from benchmarks.patterns.lives import TIERS
from benchmarks.patterns.sections import plain_table, two


def source(name: str, kept: Any) -> Iterator[str]:
    """The sections from other measurements: tigramite, real diaries, speed."""
    if kept is not None:
        yield from {"tigramite": _tigramite, "real": _real, "speed": _speed}[name](kept)
        yield ""


def _tigramite(kept: Mapping[str, Any]) -> Iterator[str]:
    timed = kept["timed"]
    yield "## PCMCI+, recorded once\n"
    yield f"tigramite {kept['version']} ({kept['method']}), measured {kept['measured']}, asked at entries"
    yield f"{', '.join(map(str, kept['looks']))} only. One analysis of {timed['entries']} entries, 40 by 8, in one"
    yield f"process: {timed['theirs']:.1f} s, ours {1000 * timed['ours']:.0f} ms ({timed['times']:.0f} times as fast;"
    yield "processor time).\n"
    body = [
        [
            f"{name} ({kept[name]['people']})",
            f"{kept[name]['false_share']:.2f} / {kept[name]['with_proxies']:.2f}",
            f"{kept[name]['false_each']:.1f}",
            f"{kept[name]['people_with_false']:.2f}",
            *(
                " / ".join(two(value) for value in kept[name]["power"].get(odds_ratio, {}).values()) or "–"
                for odds_ratio in ("4", "6")
            ),
        ]
        for name in ("standard", "null")
        if name in kept
    ]
    head = ["lives (people)", "false ever shown / + proxies", "false pairs each", "people with a false one"]
    yield from plain_table([*head, "OR 4, clear, by look", "OR 6, clear, by look"], body)


def _real(kept: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "## Real diaries\n"
    yield "Activities as factors, the mood of the day and of the next, and the commonest activities of the next day as"
    yield "outcomes. Turned round in time, every link is broken, so whatever is still shown is false; what hangs on"
    yield "weekdays survives that, so the mean over the seven places of the week is told too. Pairs shown ever / at the"
    yield "end:\n"
    for one in kept:
        yield f"**{one['diary']}**, {one['pairs']} pairs\n"
        ways = list(one["shown"])
        body = [
            [
                f"**ours: {rule}**" if rule in TIERS else rule,
                *(f"{one['shown'][how][rule]['ever']:g} / {one['shown'][how][rule]['now']:g}" for how in ways),
            ]
            for rule in (*TIERS, *RULES)
        ]
        yield from plain_table(["", *ways], body)
        yield ""


def _speed(kept: Mapping[str, Any]) -> Iterator[str]:
    yield "## Speed\n"
    yield "Milliseconds by the clock on one core, middle of all rounds, and of processor time (Python"
    yield f"{kept['python']}, load of the machine {kept['load']}, measured {kept['measured']}).\n"
    body = [
        [one["name"], *(f"{one[told]:,.0f}" for told in ("target", "median", "fastest", "processor", "rounds"))]
        for one in kept["figures"]
    ]
    yield from plain_table(["what", "at most", "median", "fastest", "processor", "rounds"], body)
