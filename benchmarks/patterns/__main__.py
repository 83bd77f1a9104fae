"""How often the search for patterns is right over whole simulated lives, beside simpler rules, and how fast.

    python -m benchmarks.patterns run --scenario standard --people 60 --method ours --kept FOLDER --write
    python -m benchmarks.patterns report --seeds first
    python -m benchmarks.patterns speed --write
    python -m benchmarks.patterns real --more backup.daylio --write
    python -m benchmarks.patterns sooner --people 60
    python -m benchmarks.patterns pages

`run` asks every diary again after nearly every entry; everything ever shown counts, withdrawn or not. What one person
was shown is kept in the folder given, so a run that was broken off goes on; `--write` puts the figures of the whole
into the repository, from which `report` prints the table of targets and `pages` makes docs/patterns-figures.md and its
pictures. Without a word after it, everything is run as told by the options and reported, and nothing is written.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.patterns import pages, real, sooner, speed
from benchmarks.patterns.asked import METHODS, SEEDS, Question, lives, people
from benchmarks.patterns.diaries import SCENARIOS
from benchmarks.patterns.summary import summarise
from benchmarks.patterns.targets import RESULTS, Results, table


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the first word says."""
    told = _parser().parse_args(arguments)
    if told.do == "run":
        run(told, Results.of(told.seeds) if told.write else None)
    elif told.do == "report":
        _print(table(Results.of(told.seeds)))
    elif told.do == "speed":
        speed.main(RESULTS if told.write else None)
    elif told.do == "real":
        real.main(told.more, RESULTS if told.write else None)
    elif told.do == "sooner":
        _print(sooner.measure(people(told.seeds, told.people)))
    elif told.do == "pages":
        _print(str(file) for file in pages.write(told.seeds))
    else:
        with tempfile.TemporaryDirectory() as folder:
            results = Results(Path(folder))
            run(told, results)
            _print(table(results))
        speed.main(None)
    return 0


def run(told: argparse.Namespace, results: Results | None) -> None:
    """The scenarios and methods asked for."""
    for scenario in told.scenario or SCENARIOS:
        for method in [told.method] if told.method else METHODS:
            asked = [
                Question(scenario, method, seed, entries=told.entries, folder=told.kept)
                for seed in people(told.seeds, told.people)
            ]
            summary = summarise(list(lives(asked, told.jobs)))
            summary = {"scenario": scenario, "method": method, "seeds": told.seeds, **summary}
            summary["measured"] = datetime.now(UTC).date().isoformat()
            print(f"{scenario}, {method}: {told.people} people, {summary['seconds']} s each", flush=True)
            if results is not None:
                file = results.file(scenario, method, told.entries)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(compact(summary) + "\n")


def compact(summary: object) -> str:
    """JSON with a line for each rule or group of figures, so that a change can be seen."""
    if not isinstance(summary, dict):
        return json.dumps(summary, ensure_ascii=False)
    parts = []
    for name, value in summary.items():
        nested = isinstance(value, dict) and any(isinstance(v, dict) for v in value.values()) and name == "rules"
        text = compact(value) if nested else json.dumps(value, ensure_ascii=False)
        parts.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}"


def _print(lines: Iterable[object]) -> None:
    for line in lines:
        print(line, flush=True)


DOES = ("all", "run", "report", "speed", "real", "sooner", "pages")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.patterns", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("do", nargs="?", default="all", choices=DOES)
    parser.add_argument("--scenario", nargs="*", choices=list(SCENARIOS), help="all if left out")
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--entries", type=int, default=400)
    parser.add_argument("--seeds", default="first", choices=list(SEEDS))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--method", choices=list(METHODS), help="both if left out")
    parser.add_argument("--kept", type=Path, help="folder for what each person was shown")
    parser.add_argument("--write", action="store_true", help="put the figures into the repository")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="Daylio exports of one's own")
    return parser


if __name__ == "__main__":
    sys.exit(main())
