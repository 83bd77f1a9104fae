"""The tables of docs/patterns-figures.md, section by section, from summaries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.patterns.asked import OURS
from benchmarks.patterns.baselines import LASSO_LOOKS, RULES
from benchmarks.patterns.coverage import FIXED
from benchmarks.patterns.lives import TIERS
from benchmarks.patterns.targets import USUAL, Results, Summary, rows, told

SCENARIO_WORDS = {
    "standard": "standard",
    "few links": "about 6 true links, mostly weak",
    "strong links": "6 strong links",
    "heavy drift": "doubled drift",
    "no drift": "no drift",
    "null": "no link at all, drift",
    "heavy drift, null": "doubled drift, no link",
    "no drift, null": "no drift, autocorrelation .8, no link",
    "main question": "standard, with a main question",
    "main question, null": "no link, with a main question",
    "graded": "standard, three outcomes in grades",
    "graded, null": "no link, three outcomes in grades",
    "composite": "standard, distress besides",
    "composite, null": "no link, distress besides",
}
LONG = 1000
BY = (60, 120, 250, 400)
EARLY = (40, 60, 80, 120)


@dataclass(frozen=True)
class Section:
    """A heading, its pictures and its lines."""

    title: str
    lines: Callable[[Results], Iterator[str]]
    pictures: tuple[str, ...] = ()
    said: str = ""
    """What the pictures show, for those who do not see them."""


def plain_table(head: Sequence[str], body: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of the page."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"


def found_by(rule: Summary, odds_ratio: str, by: int, which: str = "clear") -> str:
    """Power as text."""
    return two(rule["power"][which][odds_ratio]["by"].get(str(by)))


def two(value: float | None) -> str:
    """A share as text."""
    return "–" if value is None else f"{value:.2f}"


def _with_error(figure: Sequence[float], digits: int = 3) -> str:
    return f"{figure[0]:.{digits}f} ± {figure[1]:.{digits}f}"


def _targets(results: Results) -> Iterator[str]:
    marks = {True: "met", False: "**missed**", None: ""}
    body = [
        [row.name, row.told_target, told(row.ours), marks[row.is_met], *(told(value) for value in row.simpler)]
        + [""] * (len(RULES) - len(row.simpler))
        for row in rows(results)
    ]
    if body:
        yield from plain_table(["figure", "target", "ours", "", *RULES], body)


def _methods(results: Results) -> Iterator[str]:
    head = [
        "method",
        "false ever shown",
        "+ proxies",
        "false pairs each",
        "no link: people who see ≥ 1 (pairs each)",
        "OR 4 by 120 / 250 / 400, every",
        "OR 6 by 120 / 250, every",
    ]
    body = []
    for name in (*RULES, *TIERS):
        rule, none = results.rule("standard", name), results.rule("null", name)
        if rule is None or none is None:
            continue
        body.append(
            [
                f"**ours: {name} or better**" if name in TIERS else name,
                _with_error(rule["false_share"]),
                f"{rule['with_proxies'][0]:.3f}",
                f"{rule['false_each'][0]:.2f}",
                f"{100 * none['people_with_false'][0]:.0f} % ({none['false_each'][0]:.2f})",
                " / ".join(found_by(rule, "4", by, "every") for by in (120, 250, 400)),
                " / ".join(found_by(rule, "6", by, "every") for by in (120, 250)),
            ]
        )
    if body:
        yield from plain_table(head, body)
        looks = ", ".join(map(str, LASSO_LOOKS))
        yield f"\nThe lasso is asked at entries {looks} only; every other rule after nearly every entry."


def _scenarios(results: Results) -> Iterator[str]:
    body = []
    lives = [(scenario, words, USUAL) for scenario, words in SCENARIO_WORDS.items()]
    lives += [(name, f"{SCENARIO_WORDS[name]}, {LONG} entries", LONG) for name in ("standard", "null")]
    for scenario, words, entries in lives:
        summary = results.read(scenario, OURS, entries)
        if summary is None:
            continue
        rules = summary["rules"]
        for_null = summary["links"] == 0
        cells = [
            f"{rules[t]['people_with_false'][0]:.2f} / {rules[t]['false_each'][0]:.2f}"
            if for_null
            else f"{rules[t]['false_share'][0]:.3f} / {rules[t]['with_proxies'][0]:.3f}"
            for t in TIERS
        ]
        body.append(
            [f"{words} ({summary['people']})", "people / pairs each" if for_null else "false / + proxies", *cells]
        )
    if body:
        yield from plain_table(["lives (people)", "figure", *TIERS], body)
        yield "\nOn the screen at one time, after 400 entries:\n"
        yield from _now(results)


def _now(results: Results) -> Iterator[str]:
    body = []
    for scenario in ("standard", "few links", "heavy drift"):
        summary = results.read(scenario, OURS)
        if summary is not None:
            rules = summary["rules"]
            body.append(
                [
                    scenario,
                    *(
                        f"{1 - rules[t]['now']['pooled_true']:.3f} of {rules[t]['now']['shown_each'][0]:.1f}"
                        for t in TIERS
                    ),
                ]
            )
    yield from plain_table(["lives", *(f"{tier}: false, of pairs each" for tier in TIERS)], body)


def _power(results: Results) -> Iterator[str]:
    summary = results.read("standard", OURS)
    if summary is None:
        return
    body = []
    for tier in TIERS:
        power = summary["rules"][tier]["power"]
        for odds_ratio in ("6", "4", "3", "2"):
            groups = [power[which][odds_ratio] for which in ("clear", "clear, scores", "clear, yes/no")]
            medians = ["–" if one["median_entry"] is None else str(one["median_entry"]) for one in groups]
            body.append(
                [
                    f"{tier}, OR {odds_ratio} ({groups[0]['links']})",
                    *(
                        f"{two(groups[0]['by'].get(str(by)))} "
                        f"({two(groups[1]['by'].get(str(by)))}/{two(groups[2]['by'].get(str(by)))})"
                        for by in BY
                    ),
                    f"{medians[0]} ({medians[1]}/{medians[2]})",
                ]
            )
    yield from plain_table(["clear links (how many)", *(f"by {by}" for by in BY), "median entry"], body)
    yield "\nIn brackets: outcomes that are scores / yes-or-no. Clear: the factor is in 20 to 65 % of the entries or"
    yield "not yes-or-no, and the outcome not rarer than 20 %.\n"
    yield from _first_times(results)


def _first_times(results: Results) -> Iterator[str]:
    body = []
    for scenario in ("standard", "few links", "main question"):
        summary = results.read(scenario, OURS)
        if summary is not None:
            at = [summary["rules"][tier]["first_entry"] for tier in TIERS]
            body.append([scenario, *(f"{one['median'] or 'later'} ({one['earliest']})" for one in at)])
    yield "Entry of the first pattern of a tier, median person (earliest):\n"
    yield from plain_table(["lives", *TIERS], body)


def _tiers(results: Results) -> Iterator[str]:
    body = []
    for scenario in ("standard", "strong links", "few links", "heavy drift", "no drift"):
        summary = results.read(scenario, OURS)
        if summary is not None:
            rules = summary["rules"]
            body.append(
                [
                    scenario,
                    *(f"{100 * (1 - rules[t]['false_share'][0]):.0f} ({rules[t]['shown_each'][0]:.1f})" for t in TIERS),
                ]
            )
    if body:
        yield "Of 100 ever shown, how many hold up, mean over people (pairs shown each):\n"
        yield from plain_table(["lives", *TIERS], body)
        yield "\nWhat a current value of the evidence means at entry 400 (true links or proxies / links alone):\n"
        yield from _evidence(results)


def _evidence(results: Results) -> Iterator[str]:
    wanted = ("standard", "few links", "heavy drift")
    kept = {name: summary for name in (*wanted, "null") if (summary := results.read(name, OURS))}
    if not kept:
        return
    body = []
    bins = next(iter(kept.values()))["evidence"]
    for i, one in enumerate(bins):
        until = f"to {bins[i + 1]['from']:g}" if i + 1 < len(bins) else "and more"
        cells = [
            f"{two(kept[name]['evidence'][i]['link_or_proxy'])} / {two(kept[name]['evidence'][i]['link'])}"
            if name in kept
            else "–"
            for name in wanted
        ]
        none = f"{kept['null']['evidence'][i]['null_each']:.2f}" if "null" in kept else "–"
        body.append([f"{one['from']:g} {until}", *cells, none])
    yield from plain_table(["evidence", *wanted, "pairs each with no link at all"], body)


def _intervals(results: Results) -> Iterator[str]:
    summary = results.read("standard", OURS)
    if summary is None:
        return
    body = [
        [
            tier,
            f"{told(one['hold'])} of {one['intervals']}",
            f"{told(one['plain_hold'])} / {told(one['always_hold'])}",
            f"{told(one['exaggeration'])} ({told(one['raw_exaggeration'])})",
            f"{told(one['wrong_sign'])} of {one['signs']}",
        ]
        for tier, one in summary["showings"].items()
    ]
    yield from plain_table(
        ["true links, first shown as", "interval holds", "plain / always-valid", "exaggeration (raw)", "wrong sign"],
        body,
    )
    yield "\nYes-or-no factors: the plain 95 % interval at entries fixed beforehand, and at all looks of a life:\n"
    body = []
    for kind, one in summary["coverage"].items():
        figures = [*(one["wald"].get(str(n)) for n in FIXED), one["wald_all_looks"], one["always_all_looks"]]
        body.append([f"{kind} ({one['pairs']})", *map(told, figures)])
    head = ["pairs (how many)", *(f"plain, at {n}" for n in FIXED), "plain, at all looks", "always-valid, at all looks"]
    yield from plain_table(head, body)
    absent, roles, tangled = summary["no_link"], summary["roles"], summary["tangled"]
    yield f"\n- Links of half a standard deviation or more ever called absent: {told(absent['large_denied'])} of"
    yield f"  {absent['large']}; graded factors of OR 4 or more: {told(absent['graded_denied'])} of {absent['graded']}."
    yield f"- Null pairs called absent by entry 400: {told(absent['null_said'])}; with a yes-or-no factor:"
    yield f"  {told(absent['null_said_yes_no'])}."
    yield f"- Direct causes standing as lead: {told(roles['lead'])} of {roles['direct']}; companions put under a lead:"
    yield f"  {told(roles['moved'])} of {roles['proxies']}."
    yield f"- Pairs ever told as not to be told apart: {tangled['each']:.2f} each, {tangled['null']} of"
    yield f"  {tangled['pairs']} of them without any link."


def _main(results: Results) -> Iterator[str]:
    asked, plain = results.read("main question", OURS), results.read("standard", OURS)
    if asked is None:
        return
    body = []
    for tier in TIERS:
        for odds_ratio in ("6", "4", "3"):
            one = asked["main"][tier]["power"][odds_ratio]
            other = {} if plain is None else plain["main"][tier]["power"][odds_ratio]["by"]
            cells = [f"{two(one['by'].get(str(by)))} ({two(other.get(str(by)))})" for by in EARLY]
            body.append([f"{tier}, OR {odds_ratio} ({one['links']})", *cells])
    yield "Twelve suspects, one outcome; its clear true links found (in brackets: the same links of the same people"
    yield "when no question is asked):\n"
    yield from plain_table(["", *(f"by {by}" for by in EARLY)], body)
    mine, every = asked["main"]["likely"], asked["rules"]["likely"]
    yield f"\nFalse share of all *likely* ever shown: of the main question {_with_error(mine['false_share'])}, of"
    yield f"everything {_with_error(every['false_share'])}" + (
        f" (the same lives without a main question {plain['rules']['likely']['false_share'][0]:.3f})." if plain else "."
    )
    none = results.read("main question, null", OURS)
    if none is not None:
        everything, own = (none[part]["likely"]["people_with_false"][0] for part in ("rules", "main"))
        yield f"People with no link who ever see a *likely* one: {everything:.2f}, of their main question {own:.2f}."


def _sooner(results: Results) -> Iterator[str]:
    """Graded and composite outcomes: what they gain and cost, on the same lives."""
    body: list[list[str]] = []
    plain = results.read("standard", OURS)
    for scenario, said, group in (
        ("graded", "in grades 0 to 3", _yes_no_links),
        ("composite", "distress as an outcome of its own", _distress_links),
    ):
        changed = results.read(scenario, OURS)
        if plain is None or changed is None:
            continue
        for tier in TIERS[:2]:
            for ratio in ("6", "4"):
                before, after = group(plain, tier, ratio), group(changed, tier, ratio)
                cells = [f"{two(after['by'].get(str(n)))} ({two(before['by'].get(str(n)))})" for n in BY]
                body.append([f"{said}: {tier}, OR {ratio} ({after['links']})", *cells])
            costs = [one["rules"][tier]["false_share"][0] for one in (changed, plain)]
            body.append(
                [f"{said}: {tier}, false share of all ever shown", "", "", "", f"{costs[0]:.3f} ({costs[1]:.3f})"]
            )
    if body:
        yield "Links of the outcomes concerned, rare ones too for grades, found by entry; in brackets the same lives"
        yield "without the change. For distress, a clear link of tears, mood change or irritability counts as found at"
        yield "either place.\n"
        yield from plain_table(["", *(f"by {n}" for n in BY)], body)


def _yes_no_links(summary: Summary, tier: str, odds_ratio: str) -> Summary:
    return summary["rules"][tier]["power"]["every, yes/no"][odds_ratio]


def _distress_links(summary: Summary, tier: str, odds_ratio: str) -> Summary:
    return summary["distress"][tier][odds_ratio]


SECTIONS = (
    Section(
        "Methods side by side", _methods, ("false-share",), "Bars: false share of everything ever shown, by method"
    ),
    Section("Targets", _targets),
    Section("Error rates by kind of life", _scenarios),
    Section("How long it takes", _power, ("power",), "Curves: share of clear true links found, by entry and tier"),
    Section("What the words mean", _tiers, ("tiers",), "Dots: of 100 ever shown, how many hold up, by tier and life"),
    Section("Intervals, absence, and factors that come together", _intervals),
    Section(
        "The main question", _main, ("main-question",), "Curves: links of the main outcome found, by entry and tier"
    ),
    Section("Outcomes in grades, and a composite", _sooner),
)
