"""Asks one simulated person's diary all along, by our engine or by the simpler rules. Answers are kept by person.

The looks are those of PATTERNS 10: every entry to 59, every 2nd to 118, every 5th to 295, every 10th after, the last.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import aftercare
from aftercare.model.pattern import Table
from aftercare.patterns.find import find
from aftercare.usecases import read_diary
from aftercare.usecases.diary_lines import read_diaries
from benchmarks.patterns.baselines import RULES, ask, columns_of
from benchmarks.patterns.coverage import Coverage
from benchmarks.patterns.diaries import SCENARIOS, Diary, Truth, longer, simulate
from benchmarks.patterns.lives import TIERS, Key, Life, Showing, look

HERE = Path(__file__).parent
OURS, BASELINES = "ours", "baselines"
METHODS = {OURS: TIERS, BASELINES: RULES}
SEEDS = {name: kept for name, kept in json.loads((HERE / "seeds.json").read_text()).items() if name != "note"}
SIMULATOR = ("diaries.py", "diary_file.py", "factors.py")
KEPT_AS = {OURS: 2, BASELINES: 1}
"""To be raised when what is kept of a life changes here, in `lives` or in `coverage`."""
SAME_LIVES = {"main question": "standard", "main question, null": "null"}
"""A main question changes nothing in the life, and the simpler rules do not know it."""
ENGINE = ("patterns", "model/pattern.py", "usecases/read_diary.py", "usecases/diary_lines.py", "days/cycle.py")


@dataclass(frozen=True)
class Question:
    """One person, one method."""

    scenario: str
    method: str
    seed: int
    entries: int = 400
    folder: Path | None = None
    """Where answers are kept, so that a run that was broken off goes on where it was; None: nowhere."""

    @property
    def file(self) -> Path | None:
        """Where this answer is kept. Its name changes with the code that makes it."""
        if self.folder is None:
            return None
        name = f"{self.seed}-{self.entries}-{self.method}-{code_mark(self.method)}.json"
        return self.folder / self.scenario.replace(", ", "-").replace(" ", "-") / name


def grid(entries: int) -> list[int]:
    """The looks."""
    asked = [*range(8, 60), *range(60, 120, 2), *range(120, 300, 5), *range(300, entries + 1, 10), entries]
    return sorted({n for n in asked if n <= entries})


def people(which: str, count: int) -> range:
    """The first `count` people of a set of seeds."""
    kept = SEEDS[which]
    assert count <= kept["people"], f"this set has {kept['people']} people"
    return range(kept["start"], kept["start"] + count)


def lives(questions: Sequence[Question], jobs: int) -> Iterator[Life]:
    """The answers, in order; each is worked out only if it is not kept already."""
    if jobs == 1:
        yield from map(live, questions)
        return
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(live, questions, chunksize=1)


def live(question: Question) -> Life:
    """One person's life with one method."""
    if question.method == BASELINES and question.scenario in SAME_LIVES:
        return live(replace(question, scenario=SAME_LIVES[question.scenario]))
    life = _kept_or_asked(question)
    for asking, same in SAME_LIVES.items():
        if question.scenario == same:
            # The question that is not asked here, so that its links can be followed without it.
            twin = simulate(longer(SCENARIOS[asking], question.entries), question.seed)
            life.diary.lines[0]["main"] = twin.lines[0]["main"]
    return life


def _kept_or_asked(question: Question) -> Life:
    file = question.file
    if file is not None and file.exists():
        return _read(file)
    diary = simulate(longer(SCENARIOS[question.scenario], question.entries), question.seed)
    life = ask_ours(diary) if question.method == OURS else ask_baselines(diary)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(_plain(life)))
        fresh.replace(file)
    return life


def ask_ours(diary: Diary) -> Life:
    """Our tiers after every look."""
    life, covered = Life(diary=diary), Coverage()
    read = next(iter(read_diaries(json.dumps(line) for line in diary.lines)))
    whole = read_diary.table_of(read)
    started = time.process_time()
    for n in grid(len(whole.rows)):
        found = find(whole.first(n, cycle_length=read.cycle_length(n)))
        look(life, read_diary.claims_object(found), n)
        covered.note(found, diary, n)
        life.note_plain_intervals({pair.key: pair.effect for pair in found.pairs})
        life.evidence = {pair.key: pair.log_evidence_given_others for pair in found.pairs}
        life.pairs, life.entries = found.pair_count, n
    life.seconds = time.process_time() - started
    life.coverage = covered.counts()
    return life


def table_of(diary: Diary) -> Table:
    """The whole diary as a table."""
    return read_diary.table_of(next(iter(read_diaries(json.dumps(line) for line in diary.lines))))


def ask_baselines(diary: Diary) -> Life:
    """Every simpler rule after every look."""
    life = Life(diary=diary, rules=RULES)
    table = table_of(diary)
    columns = columns_of(table)
    started = time.process_time()
    for n in grid(len(table.rows)):
        for rule, shown in ask(columns.first(n)).items():
            pairs = zip(*shown.nonzero(), strict=True)
            life.note(rule, ((table.factors[i].id, table.outcomes[k].id) for i, k in pairs), n)
        life.entries = n
    life.pairs = len(table.factors) * len(table.outcomes)
    life.seconds = time.process_time() - started
    return life


@cache
def code_mark(method: str) -> str:
    """Changes when the code behind the answers does."""
    files = [HERE / name for name in SIMULATOR]
    if method == BASELINES:
        files += [HERE / name for name in ("baselines.py", "lasso.py", "significance.py")]
    else:
        source = Path(aftercare.__file__).parent
        for name in ENGINE:
            files += sorted((source / name).glob("*.py")) if (source / name).is_dir() else [source / name]
    return hashlib.sha256(b"".join([bytes([KEPT_AS[method]]), *(file.read_bytes() for file in files)])).hexdigest()[:12]


def _plain(life: Life) -> dict[str, object]:
    diary = life.diary
    return {
        "meta": diary.lines[0],
        "links": [[*key, asdict(truth)] for key, truth in diary.links.items()],
        "proxies": sorted(diary.proxies),
        "outcome_sd": diary.outcome_sd,
        "rules": life.rules,
        "first": {rule: [[*key, n] for key, n in first.items()] for rule, first in life.first.items()},
        "now": {rule: sorted(now) for rule, now in life.now.items()},
        "showings": {tier: [[*key, asdict(s)] for key, s in kept.items()] for tier, kept in life.showings.items()},
        "coverage": life.coverage,
        "last_roles": [[*key, role] for key, role in life.last_roles.items()],
        "evidence": [[*key, round(value, 4)] for key, value in life.evidence.items()],
        "sets": {name: sorted(getattr(life, name)) for name in SETS},
        "numbers": {name: getattr(life, name) for name in NUMBERS},
    }


SETS = ("tangled", "no_link", "no_link_last")
NUMBERS = ("pairs", "entries", "seconds")


def _read(file: Path) -> Life:
    kept = json.loads(file.read_text())

    def keyed(rows: Sequence[Sequence[object]]) -> Iterator[tuple[Key, object]]:
        return (((str(row[0]), str(row[1])), row[2]) for row in rows)

    diary = Diary(
        lines=[kept["meta"]],
        links={key: Truth(**truth) for key, truth in keyed(kept["links"])},
        proxies={(f, o) for f, o in kept["proxies"]},
        outcome_sd=kept["outcome_sd"],
    )
    return Life(
        diary=diary,
        rules=tuple(kept["rules"]),
        coverage=kept.get("coverage", {}),
        first={rule: dict(keyed(first)) for rule, first in kept["first"].items()},
        now={rule: {(f, o) for f, o in now} for rule, now in kept["now"].items()},
        showings={tier: {key: Showing(**one) for key, one in keyed(rows)} for tier, rows in kept["showings"].items()},
        last_roles=dict(keyed(kept["last_roles"])),
        evidence=dict(keyed(kept["evidence"])),
        **{name: {(f, o) for f, o in pairs} for name, pairs in kept["sets"].items()},
        **kept["numbers"],
    )
