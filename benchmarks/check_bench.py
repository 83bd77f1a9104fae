"""The check on texts and stories that people might tell: what is called, what is lost, what comes first, how fast.

The tuning sets shaped rules, lexicon and weights. The held-back ones were written by people who had seen neither, nor
one another, and were run once at the end. Their accepted levels are the writers'; no clinician rated them.

`python -m benchmarks.check_bench [--misses] [SET ...]` runs the sets whose file names begin so; with `--misses` it
lists what went wrong (for tuning).
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library.frequency import wilson_interval
from aftercare.model.assessment import Action, Level
from aftercare.model.check import Assessment
from aftercare.model.fact import Status
from aftercare.model.interview import Interview
from aftercare.usecases.check import Asked, LastReading, check
from aftercare.usecases.check_batch import checks, read_line
from aftercare.usecases.interview import Screen, show, with_answer, with_complaints, with_dangers
from aftercare.usecases.read_words import get_ready

SETS = Path(__file__).parent.parent / "tests" / "spec" / "check"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URGENT = (Level.EMERGENCY, Level.SAME_DAY)
LOST = (Level.THERAPIST, Level.SELF_CARE)
FIRST = 3
BATCH = 1000
MOST_SCREENS = 20

Record = dict[str, Any]
Figure = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Done:
    """One text or story, and what the check made of it."""

    record: Record
    given: Assessment
    seconds: float

    @property
    def kind(self) -> str:
        """emergency, same_day, twin, benign or story."""
        return str(self.record["kind"])

    def has_cause(self) -> bool:
        """Whether an accepted cause is among the first three."""
        return any(cause.id in self.record["causes"] for cause in self.given.causes[:FIRST])


def read_sets(names: Iterable[str]) -> Iterator[Record]:
    """The records of all sets whose file names begin with one of these."""
    for path in sorted(SETS.glob("*.jsonl")):
        if path.name.startswith(tuple(names)):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield json.loads(line)


def asked_of(record: Record, knowledge: Knowledge, *, answers: bool) -> Asked:
    """What a record tells, read as a line of a batch file is."""
    line = {"id": 0, "words": record["words"], "person": record.get("person")}
    if answers:
        line["answers"] = record.get("answers")
    return replace(read_line(json.dumps(line), "set", knowledge)[1], questions_asked=0)


def run(records: Iterable[Record], knowledge: Knowledge, *, answers: bool) -> list[Done]:
    """Check each; `answers`: with everything the story answers, else with the words alone."""
    get_ready(knowledge, fully=True)
    check(knowledge, Asked(words="warm up"), NOW)
    done = []
    for record in records:
        asked = asked_of(record, knowledge, answers=answers)
        started = time.perf_counter()
        given = check(knowledge, asked, NOW)
        done.append(Done(record, given, time.perf_counter() - started))
    return done


def words_figures(done: list[Done]) -> Iterator[tuple[Figure, list[Done]]]:
    """What is measured with words alone, and what missed it."""
    by_kind = {kind: [one for one in done if one.kind == kind] for kind in {one.kind for one in done}}
    emergencies, same_day = by_kind.get("emergency", []), by_kind.get("same_day", [])
    twins, benign, stories = by_kind.get("twin", []), by_kind.get("benign", []), by_kind.get("story", [])
    rated = [*emergencies, *same_day, *twins, *benign, *stories]
    yield _figure("emergencies called", emergencies, lambda one: one.given.level is Level.EMERGENCY)
    yield _figure("same-day not lost", same_day, lambda one: one.given.level not in LOST)
    yield _figure("twins accepted", twins, lambda one: one.given.level in _accepted(one))
    yield _figure("twins not an emergency", twins, lambda one: one.given.level is not Level.EMERGENCY)
    yield _figure("benign not sent on today", benign, lambda one: one.given.level not in URGENT)
    yield _figure("benign not an emergency", benign, lambda one: one.given.level is not Level.EMERGENCY)
    yield _figure("level accepted, words alone", rated, lambda one: one.given.level in _accepted(one))
    causes = [one for one in (*stories, *benign) if one.record.get("causes")]
    yield _figure("cause in the first three, words alone", causes, Done.has_cause)


def _figure(name: str, of: list[Done], holds: Any) -> tuple[Figure, list[Done]]:
    missed = [one for one in of if not holds(one)]
    return (name, len(of) - len(missed), len(of)), missed


def _accepted(one: Done) -> tuple[str, ...]:
    """The levels the writer accepts. One that only asks has none: then any level below today's help will do."""
    if one.kind == "emergency":
        return (Level.EMERGENCY,)
    if one.kind == "same_day":
        return (Level.EMERGENCY, Level.SAME_DAY) if one.record.get("either") else (Level.SAME_DAY,)
    accepted = tuple(one.record.get("accepted") or one.record.get("level_words", ()))
    return (*accepted, Level.SELF_CARE, Level.THERAPIST, Level.CLINICIAN) if "none" in accepted else accepted


def answered_figures(done: list[Done]) -> Iterator[tuple[Figure, list[Done]]]:
    """What is measured with all answers of the stories."""
    yield _figure("level accepted, answered", done, lambda one: one.given.level in one.record["level_answered"])
    dangerous = [one for one in done if one.record["level_answered"] == ["emergency"]]
    yield _figure("emergencies called, answered", dangerous, lambda one: one.given.level is Level.EMERGENCY)
    yield _figure("cause in the first three, answered", done, Done.has_cause)


def finding_figures(done: list[Done], knowledge: Knowledge) -> Iterator[Figure]:
    """How many of the findings that the words state are read, and how many are read the other way round."""
    urgent = {name for rule in knowledge.red_flags.values() for name in rule.urgent_findings()}
    stated = [
        (name, said, _read_status(one.given, name)) for one in done for name, said in one.record.get("says", {}).items()
    ]
    for label, chosen in (("", stated), (" of red flags", [each for each in stated if each[0] in urgent])):
        present = [each for each in chosen if each[1]]
        yield f"findings read{label}", sum(read is Status.PRESENT for _, _, read in present), len(present)
        yield (
            f"findings not turned round{label}",
            sum(not _is_flip(said, read) for _, said, read in chosen),
            len(chosen),
        )


def _read_status(given: Assessment, name: str) -> Status:
    for line in given.findings:
        if line.id == name:
            return line.status
    return Status.UNKNOWN


def _is_flip(said: bool, read: Status) -> bool:
    return read is (Status.ABSENT if said else Status.PRESENT)


@dataclass(frozen=True, slots=True)
class Led:
    """A story told through the whole interview."""

    taps: int
    questions: int
    level: Level
    cause: str
    """The cause shown first."""
    seconds: tuple[float, ...]


def lead(record: Record, knowledge: Knowledge) -> Led:
    """Go through the interview with the story's answers; what it does not say is "not sure"."""
    asked = asked_of(record, knowledge, answers=False)
    interview = Interview(id="story", begun=NOW, words=asked.words, subject=asked.subject)
    answers = {name: Status.PRESENT if said else Status.ABSENT for name, said in record.get("answers", {}).items()}
    answers |= {name: Status.PRESENT if said else Status.ABSENT for name, said in record.get("says", {}).items()}
    times = []
    reading = LastReading()
    taps = 0
    while taps < MOST_SCREENS:
        taps += 1
        started = time.perf_counter()
        shown = show(knowledge, interview, NOW, reading=reading)
        times.append(time.perf_counter() - started)
        given = shown.assessment
        if shown.screen is Screen.RESULT:
            break
        if shown.screen is Screen.DANGER:
            tapped = [
                line.id for line in shown.lines if any(answers.get(name) is Status.PRESENT for name in line.gives)
            ]
            interview = with_dangers(interview, shown.lines, tapped, none=not tapped)
        elif shown.screen is Screen.COMPLAINT:
            about = [
                one.id for one in shown.complaints if any(answers.get(name) is Status.PRESENT for name in one.gives)
            ]
            interview = with_complaints(knowledge, interview, about)
        else:
            assert given.next_question is not None
            name = given.next_question.finding
            interview = with_answer(interview, name, answers.get(name, Status.UNKNOWN))
    cause = given.causes[0].id if given.causes else ""
    return Led(taps, interview.questions_asked, given.level, cause, tuple(times))


def interview_lines(stories: list[Record], full: list[Done], knowledge: Knowledge) -> Iterator[str]:
    """Taps to an emergency, questions to the level and cause of all answers, time of a step."""
    led = [lead(record, knowledge) for record in stories]
    pairs = list(zip(led, full, strict=True))
    urgent = [one for one, done in pairs if done.given.level is Level.EMERGENCY]
    if urgent:
        quick = sum(one.level is Level.EMERGENCY and one.taps <= 3 for one in urgent)
        yield _line(("emergency within three taps", quick, len(urgent)))
    yield _line(
        ("same level as with all answers", sum(one.level is done.given.level for one, done in pairs), len(pairs))
    )
    calm = [(one, done) for one, done in pairs if done.given.causes and one.level is not Level.EMERGENCY]
    yield _line(
        (
            "same first cause as with all answers",
            sum(one.cause == done.given.causes[0].id for one, done in calm),
            len(calm),
        )
    )
    asked = [one.questions for one in led]
    yield f"  questions asked: median {median(asked):g}, most {max(asked)}"
    times = [second * 1000 for one in led for second in one.seconds]
    yield f"  one step: median {median(times):.1f} ms, 99th percentile {quantiles(times, n=100)[98]:.1f} ms"


def batch_seconds(records: list[Record], knowledge: Knowledge) -> float:
    """Seconds for a batch of a thousand lines."""
    lines = [
        json.dumps(
            {"id": number, "words": record["words"], "person": record.get("person"), "answers": record.get("answers")}
        )
        for number, record in zip(range(BATCH), records * (BATCH // len(records) + 1), strict=False)
    ]
    started = time.perf_counter()
    for _ in checks(lines, knowledge, NOW):
        pass
    return time.perf_counter() - started


def _line(figure: Figure) -> str:
    name, held, of = figure
    low, high = wilson_interval(held, of) if of else (0.0, 1.0)
    return f"  {name}: {held} of {of} = {held / max(of, 1):.1%} (95% {low:.1%} to {high:.1%})"


def report(name: str, knowledge: Knowledge, *, misses: bool) -> Iterator[str]:
    """All figures of one group of sets."""
    records = list(read_sets([name]))
    stories = [record for record in records if record["kind"] == "story"]
    done = run(records, knowledge, answers=False)
    for figure, missed in words_figures(done):
        if figure[2]:
            yield _line(figure)
            yield from _missed(missed) if misses else ()
    for figure in finding_figures(done, knowledge):
        if figure[2]:
            yield _line(figure)
    if stories:
        full = run(stories, knowledge, answers=True)
        for figure, missed in answered_figures(full):
            yield _line(figure)
            yield from _missed(missed) if misses else ()
        yield from interview_lines(stories, full, knowledge)
    times = [one.seconds * 1000 for one in done]
    yield f"  words alone: median {median(times):.1f} ms, 99th percentile {quantiles(times, n=100)[98]:.1f} ms"
    yield f"  a batch of {BATCH}: {batch_seconds(records, knowledge):.1f} s"


def _missed(missed: Iterable[Done]) -> Iterator[str]:
    for one in missed:
        record = one.record
        wanted = record.get("accepted") or record.get("level_answered") or record.get("scene")
        rules = [reason.rule for reason in one.given.reasons if reason.action in (Action.EMERGENCY, Action.SAME_DAY)]
        causes = [cause.id for cause in one.given.causes[:FIRST]]
        wants = f"wanted {wanted} {record.get('causes', '')}"
        yield f"    - {one.given.level} {rules} {wants} got {causes}: {record['words']}"


def main(arguments: list[str]) -> None:
    """Print the figures of each set."""
    knowledge = load_knowledge()
    misses = "--misses" in arguments
    names = [one for one in arguments if not one.startswith("--")] or ["tuning", "held_back"]
    for name in names:
        if any(read_sets([name])):
            print(f"Check, {name}:")
            for line in report(name, knowledge, misses=misses):
                print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
