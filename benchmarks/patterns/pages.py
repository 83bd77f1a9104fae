"""Writes docs/patterns-figures.md and its pictures from the figures kept in results/; nothing is typed by hand."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.patterns import plots
from benchmarks.patterns.asked import BASELINES, HERE, OURS
from benchmarks.patterns.baselines import RULES
from benchmarks.patterns.diaries import SCENARIOS
from benchmarks.patterns.lives import TIERS
from benchmarks.patterns.recorded import source
from benchmarks.patterns.sections import SECTIONS, found_by, plain_table
from benchmarks.patterns.summary import BY
from benchmarks.patterns.targets import RESULTS, Results, Summary

DOCS = HERE.parent.parent / "docs"
HEAD = """# Patterns: the figures

Made by `python -m benchmarks.patterns pages` from what `run`, `speed`, `real` and the recorded run of tigramite left in
`benchmarks/patterns/results/`; do not edit by hand. What is computed, and what the words mean, stands in
[patterns.md](patterns.md). How the lives are simulated: `benchmarks/patterns/diaries.py`. Each life is asked again
after nearly every entry, and everything ever shown counts, also what was withdrawn later. A figure over 60 people
carries about ± .02 on shares, ± .04 on power and ± .05 on people.
"""


def write(seeds: str) -> Iterator[Path]:
    """Write the page and the pictures of a set of seeds; yields each file."""
    for name, text in made(seeds).items():
        file = DOCS / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        yield file


def made(seeds: str) -> dict[str, str]:
    """Name under docs/ to content."""
    results = Results.of(seeds)
    pictures = dict(_pictures(results))
    files = {f"images/patterns/{name}.svg": text for name, text in pictures.items()}
    return files | {"patterns-figures.md": "\n".join([HEAD, *_page(results, seeds, set(pictures))])}


def _page(results: Results, seeds: str, pictures: set[str]) -> Iterator[str]:
    people = {
        summary["people"]
        for scenario in SCENARIOS
        for method in (OURS, BASELINES)
        if (summary := results.read(scenario, method))
    }
    counted = " to ".join(str(n) for n in sorted({min(people), max(people)})) if people else "0"
    yield f"People per scenario: {counted}, {seeds} set of seeds, 400 entries, 40 factors by 8 outcomes.\n"
    for section in SECTIONS:
        lines = list(section.lines(results))
        if not lines:
            continue
        yield f"## {section.title}\n"
        yield from (f"![{section.said}](images/patterns/{name}.svg)\n" for name in section.pictures if name in pictures)
        yield from lines
        yield ""
    other = "second" if seeds == "first" else "first"
    yield from _other_seeds(Results.of(other), other)
    yield from (part for name in ("tigramite", "real", "speed") for part in source(name, _kept(name)))


def _other_seeds(results: Results, seeds: str) -> Iterator[str]:
    """The main error rates again, on the other set of people."""
    rows = []
    for scenario in SCENARIOS:
        summary = results.read(scenario, OURS)
        if summary is not None:
            rules = summary["rules"]
            rows.append(
                [
                    f"{scenario} ({summary['people']})",
                    *(f"{rules[tier]['false_share'][0]:.3f}" for tier in TIERS),
                    *(f"{rules[tier]['people_with_false'][0]:.2f}" for tier in TIERS),
                    found_by(rules["likely"], "6", 250),
                    found_by(rules["likely"], "4", 400),
                ]
            )
    if rows:
        yield f"## The same on the {seeds} set of people\n"
        head = ["scenario (people)", *(f"false, {tier}" for tier in TIERS), *(f"people, {tier}" for tier in TIERS)]
        yield from plain_table([*head, "likely OR 6 by 250", "likely OR 4 by 400"], rows)
        yield ""


def _kept(name: str) -> object:
    file = RESULTS / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None


def _pictures(results: Results) -> Iterator[tuple[str, str]]:
    standard = results.read("standard", OURS)
    if standard is None:
        return
    said = "Share of clear true links found, by entry"
    yield "power", plots.curves(said, said, [_panel(standard["rules"], "6"), _panel(standard["rules"], "4")])
    simpler = results.read("standard", BASELINES)
    if simpler is not None:
        kept = [
            plots.Bar(f"ours: {tier}", standard["rules"][tier]["false_share"][0], True, target)
            for tier, target in zip(TIERS, (0.40, 0.10, 0.04), strict=True)
        ]
        kept += [plots.Bar(rule, simpler["rules"][rule]["false_share"][0], False) for rule in RULES]
        title = "False share of everything ever shown (the line: our target)"
        yield "false-share", plots.bars(title, title, kept)
    title = "Of 100 ever shown, how many hold up (with 95 % margin)"
    yield "tiers", plots.dots(title, title, {tier: list(_holding(results, tier)) for tier in TIERS})
    asked = results.read("main question", OURS)
    if asked is not None:
        said = "Clear true links of the main outcome, found by entry (dotted: likely without the question)"
        panels = [_main_panel(asked, standard, odds_ratio) for odds_ratio in ("6", "4")]
        yield "main-question", plots.curves(said, said, panels)


def _panel(rules: Summary, odds_ratio: str) -> plots.Panel:
    looks = [("plum", "dashed"), ("plum", "solid"), ("ember", "dotted")]
    lines = [
        plots.Line(tier, _points(rules[tier]["power"]["clear"][odds_ratio]["by"]), colour, dash)
        for tier, (colour, dash) in zip(TIERS, looks, strict=True)
    ]
    return plots.Panel(f"odds ratio {odds_ratio}", lines, until=400, marks=(0, 100, 200, 300, 400))


def _main_panel(asked: Summary, plain: Summary, odds_ratio: str) -> plots.Panel:
    """The first 120 entries, with the main question, and *likely* without it."""
    early = [n for n in BY if n <= 120]
    lines = [
        plots.Line(name, _points(summary["main"][tier]["power"][odds_ratio]["by"], early), colour, dash)
        for name, summary, tier, colour, dash in (
            ("hunch", asked, "hunch", "plum", "dashed"),
            ("likely", asked, "likely", "plum", "solid"),
            ("not asked", plain, "likely", "ember", "dotted"),
        )
    ]
    return plots.Panel(f"odds ratio {odds_ratio}", lines, until=120, marks=(0, 40, 80, 120))


def _points(by: dict[str, float], at: Sequence[int] = BY) -> list[tuple[float, float]]:
    return [(0.0, 0.0), *((float(n), by[str(n)]) for n in at if str(n) in by)]


def _holding(results: Results, tier: str) -> Iterator[tuple[str, float, float]]:
    for scenario in ("standard", "strong links", "few links", "heavy drift", "no drift"):
        rule = results.rule(scenario, tier)
        if rule is not None:
            mean, error = rule["false_share"]
            yield scenario, 1.0 - mean, error
