"""What the scripts that screen in the browser promise beside the rules: they refuse what is wrong, lead like Python.

Whatever they throw, the page shows the static danger list; so what could be silently wrong must be thrown.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.screening.browser import (
    ID,
    SCREEN,
    Browser,
    Fault,
    Plain,
    asked,
    browser,
    data,
    encounter,
    outcome,
    outcome_there,
)

from aftercare.check.facts import moment_of
from aftercare.check.screening import danger_list_for_words
from aftercare.freetext.read import read
from aftercare.knowledge.load import load_knowledge, read_yaml_list
from aftercare.knowledge.services import EU_MEMBERS, services_of_place
from aftercare.model.entry import Addition, Entry, EntryKind, Precision, When
from aftercare.model.fact import Fact, Origin, Status
from aftercare.model.wire import entry_to_object
from aftercare.usecases.after_save import AfterSave, answered_fact
from aftercare.usecases.letter_in import after_letter, answer_quote_of_letter
from aftercare.usecases.notes import NoteRead, state_of_the_writer, words_of
from aftercare.usecases.quotes import Said
from aftercare.usecases.right_now import help_by_country
from aftercare.web.after_steps import DANGER, Kind, flag_key, next_step
from aftercare.web.desk import AfterSaving
from aftercare.web.flag_pages import flag_pages

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
TEXTS = read_yaml_list(Path(__file__).parents[2] / "spec" / "words_cases.yaml")
BAD_NIGHT = {"pain": 8, "tears": 3}


@pytest.fixture(scope="module")
def here() -> Iterator[Browser]:
    with browser() as running:
        yield running


def without(*path: str | int) -> Callable[[Plain], None]:
    def take(changed: Any) -> None:
        for part in path[:-1]:
            changed = changed[part]
        del changed[path[-1]]

    return take


def put(value: object, *path: str | int) -> Callable[[Plain], None]:
    def place(changed: Any) -> None:
        for part in path[:-1]:
            changed = changed[part]
        changed[path[-1]] = value

    return place


FAULTS: dict[str, Callable[[Plain], None]] = {
    "another shape of data": put(2, "format"),
    "no version": without("version"),
    "no rules": put([], "rules"),
    "rules that are gone": without("rules"),
    "a rule without a branch": put([], "rules", 0, "branches"),
    "a rule without a core": put([], "rules", 0, "core"),
    "a condition of no known kind": put({"not": "fever"}, "rules", 0, "branches", 0, "fires"),
    "a condition with nothing in it": put({"any": []}, "rules", 0, "branches", 0, "fires"),
    "a count that can't be reached": put({"atLeast": 3, "of": ["fever"]}, "rules", 0, "branches", 0, "fires"),
    "a misspelt finding": put("feverr", "rules", 0, "branches", 0, "fires"),
    "a misspelt core": put(["feverr"], "rules", 0, "core"),
    "a time that is no time": put({"finding": "fever", "within": "1h"}, "rules", 0, "branches", 0, "fires"),
    "an action that is none": put("XX", "rules", 0, "branches", 0, "action"),
    "a floor that is none": put("XX", "rules", 0, "floor"),
    "a place that is not there": put("nowhere", "rules", 0, "branches", 0, "service"),
    "nothing said": put("", "rules", 0, "branches", 0, "because"),
    "a length that is none": put("1h", "rules", 0, "branches", 0, "liveFor"),
    "a value that gives what is not there": put([["feverr", {"equals": 1}, None]], "gives", "pain"),
    "a line that gives nothing": put([], "dangerLines", 0, "gives"),
    "a line of a trigger that is not there": put(["nothing"], "triggers", 0, "lines"),
    "no danger list": without("dangerList"),
    "a question without words": without("findings", data()["rules"][0]["ask"][0], "question"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_data_that_is_wrong_is_refused(fault: str, here: Browser) -> None:
    """A rule that is half read would be silent: nothing is screened with it."""
    changed = deepcopy(data())
    FAULTS[fault](changed)
    with pytest.raises(Fault, match="ScreeningFault"):
        here.ask("prepare", data=changed, version=None)
    here.ask("prepare", data=data(), version=None)


def test_data_of_another_version_than_the_page_is_refused(here: Browser) -> None:
    given = asked(encounter(NOW), (), NOW)
    here.ask("after", **given, version=data()["version"])
    with pytest.raises(Fault, match="another version"):
        here.ask("after", **given, version="0" * 32)
    assert here.ask("same", one=data(), other={"version": data()["version"]})
    assert not here.ask("same", one=data(), other={"version": "0" * 32})
    assert not here.ask("same", one={}, other={})


ENTRY_FAULTS: dict[str, Callable[[Plain], None]] = {
    "no values": put(None, "entry", "values"),
    "a zone that is not known": put("Mars/Olympus", "entry", "at", "zone"),
    "an exact time without its zone": put(None, "entry", "at", "zone"),
    "a day that is none": put("2026-02-30T10:00", "entry", "at", "local"),
    "a time that is none": put("yesterday", "entry", "at", "local"),
    "a precision that is none": put("about", "entry", "at", "precision"),
    "a time of writing with an offset": put("2026-11-20T22:00:00+01:00", "entry", "recorded"),
    "a questionnaire, which is not screened here": put("screener", "entry", "kind"),
    "no id": put("", "entry", "id"),
    "no entry": put(None, "entry"),
    "no time": put(None, "now"),
    "a word about a finding that is not known": put([{"finding": "feverr", "status": "present"}], "read"),
    "an answer of no known kind": put([{"finding": "fever", "status": "maybe", "origin": "answer"}], "told"),
    "a fact at no time": put([{"finding": "fever", "status": "absent", "origin": "answer", "at": "now"}], "told"),
    "nothing where facts should be": put(None, "read"),
}


@pytest.mark.parametrize("fault", ENTRY_FAULTS)
def test_an_entry_that_cannot_be_screened_is_refused(fault: str, here: Browser) -> None:
    """Never a page as if all were well."""
    given = asked(encounter(NOW, BAD_NIGHT), (), NOW)
    here.ask("after", **given)
    ENTRY_FAULTS[fault](given)
    with pytest.raises(Fault):
        here.ask("after", **given)


def test_no_fault_repeats_a_value(here: Browser) -> None:
    """What a fault says holds nothing that somebody wrote."""
    given = asked(encounter(NOW, {"pain": 8}, note="a secret"), (), NOW)
    given["told"] = [{"finding": "something secret", "status": "present"}]
    with pytest.raises(Fault) as told:
        here.ask("after", **given)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "-03:30"]
)
def test_a_local_time_is_the_same_moment_in_both_places(zone: str, here: Browser) -> None:
    """Also where a clock shows an hour twice or leaves one out."""
    first = datetime(2026, 3, 28, 23, 0)
    days = [first, datetime(2026, 3, 7, 23, 0), datetime(2026, 10, 24, 23, 0), datetime(2026, 10, 31, 23, 0)]
    days += [datetime(2026, 4, 4, 23, 0), datetime(2026, 10, 3, 23, 0)]
    for local in (day + timedelta(minutes=15 * step) for day in days for step in range(30)):
        entry = Entry(
            id=ID,
            kind=EntryKind.ENCOUNTER,
            at=When(local, zone, Precision.INSTANT),
            recorded=NOW,
            values={},
        )
        moment = here.ask("moment", entry=entry_to_object(entry))
        assert moment == moment_of(entry).timestamp() * 1000, local


@pytest.mark.parametrize("precision", [Precision.LOCAL, Precision.DAY])
@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=13), timedelta(hours=15), timedelta(days=3)])
def test_what_is_known_to_the_day_only_counts_as_late_as_it_can_be(
    precision: Precision, ago: timedelta, here: Browser
) -> None:
    """A warning may last too long, never end too soon."""
    local = (NOW - ago).replace(tzinfo=None)
    local = local.replace(hour=0) if precision is Precision.DAY else local
    entry = Entry(id=ID, kind=EntryKind.DAY, at=When(local, None, precision), recorded=NOW, values={})
    assert here.ask("moment", entry=entry_to_object(entry)) == moment_of(entry).timestamp() * 1000


def test_the_words_of_an_entry_are_found_wherever_they_were_typed(here: Browser) -> None:
    """The note and each text question, the latest of each."""
    texts = data()["texts"]
    entry = encounter(NOW, {"pain": 2, **dict.fromkeys(texts, "typed")}, note="a note")
    later = entry.with_addition(Addition(NOW, {texts[0]: "typed later"}))
    for one in (entry, later, encounter(NOW, note="  "), encounter(NOW)):
        assert here.ask("words", entry=entry_to_object(one)) == words_of(one, frozenset(texts))
    assert here.ask("after", **asked(later, (), NOW))["unreadWords"] is True
    assert here.ask("after", **asked(encounter(NOW), (), NOW))["unreadWords"] is False


def test_a_note_gets_the_whole_static_list(here: Browser) -> None:
    """Every line that stands in the list where nothing is known, in its order."""
    expected = [{"id": line.id, "text": line.text} for line in danger_list_for_words(KNOWLEDGE)]
    assert here.ask("list") == expected
    assert len(expected) > 10


@pytest.mark.parametrize("text", [one["words"] for one in TEXTS[::20]])
def test_what_was_read_in_a_note_leads_to_the_same_page(
    text: str, here: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flags, and the quotes that are asked about; despair counts from when it was written."""
    entry = encounter(NOW - timedelta(days=1), note=text)
    entry = Entry(id=entry.id, kind=entry.kind, at=entry.at, recorded=NOW, values={}, note=text)
    facts = tuple(read(text, KNOWLEDGE, moment_of(entry)).facts)
    saved = _saved(monkeypatch, entry, facts)
    there = here.ask("after", **asked(entry, (), NOW, facts))
    assert outcome_there(there) == outcome(saved)
    pages = here.ask("page", **asked(entry, (), NOW, facts), country="DE")
    here_too = flag_pages(KNOWLEDGE, saved.screening.fired, "DE")
    assert [(one["place"], one["mind"], one["kinds"], one["title"]) for one in pages] == [
        (page.place, page.mind, list(page.kinds), page.title) for page in here_too
    ]
    assert [set(one["wrote"]) for one in pages] == [set(page.wrote) for page in here_too]
    assert [[s["id"] for s in one["services"]] for one in pages] == [[s.id for s in p.services] for p in here_too]


def _saved(patch: pytest.MonkeyPatch, entry: Entry, facts: tuple[Fact, ...], told: tuple[Fact, ...] = ()) -> AfterSave:
    """Python's page, when this was read in the note: dated as `usecases.notes` dates it."""
    dated = []
    for fact in facts:
        despair = fact.finding in state_of_the_writer(KNOWLEDGE) and fact.time != "ever" and fact.at == moment_of(entry)
        at = max(fact.at, entry.recorded) if despair and fact.at is not None else fact.at
        parts = {name: getattr(fact, name) for name in ("finding", "status", "time", "origin", "quote", "alike")}
        dated.append(Fact(**parts, at=at, entry=entry.id))
    patch.setattr("aftercare.usecases.letter_in.read_note", lambda *_: NoteRead(facts=tuple(dated)))
    return after_letter(KNOWLEDGE, entry, told, NOW)


SAYS: list[list[Plain]] = [
    [{"quote": quote, "lines": lines, "answer": answer} for _ in range(18)]
    for quote in ("now", "not_so", "earlier", None)
    for lines, answer in (("none", "absent"), (0, "present"), (None, "unknown"), (1, None))
]
NIGHTS: list[tuple[dict[str, Any], str]] = [
    ({"pain": 6, "tears": 2}, "then I fainted and it bleeds and won't stop"),
    ({"tears": 3, "mood_after": 0}, "I want to die, I have the pills here"),
    ({"pain": 5, "tears": 1}, ""),
    ({"pain": 9, "pain_onset": "sudden"}, ""),
]


@pytest.mark.parametrize("says", SAYS, ids=lambda says: "-".join(str(value) for value in says[0].values()))
@pytest.mark.parametrize(("values", "note"), NIGHTS, ids=["faint", "despair", "ache", "sudden"])
def test_a_person_who_answers_is_led_the_same_way(
    values: dict[str, Any], note: str, says: list[Plain], here: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page after page, with the same answers, down to the end."""
    entry = encounter(NOW, values, note=note or None)
    facts = tuple(read(note, KNOWLEDGE, moment_of(entry)).facts) if note else ()
    expected = _walk(monkeypatch, entry, facts, says)
    given = asked(entry, (), NOW, facts)
    there = here.ask("walk", read=given["read"], entry=given["entry"], says=says, now=given["now"])
    assert [(one["kind"], one["about"]) for one in there] == expected
    assert len(expected) > 1


def _walk(
    patch: pytest.MonkeyPatch, entry: Entry, facts: tuple[Fact, ...], says: list[Plain]
) -> list[tuple[str, list[str]]]:
    """The pages as the server leads through them (`web.views.locked_log`)."""
    progress = AfterSaving(entry=entry.id, opened=True)
    pages = []
    for said in says:
        saved = _saved(patch, entry, facts, progress.told)
        step = next_step(saved, progress, KNOWLEDGE)
        about = [*map(flag_key, step.flags), *(one.key for one in step.quotes), *(line.id for line in step.lines)]
        pages.append((step.kind.value, [*about, *([step.question.id] if step.question else [])]))
        if step.kind is Kind.FLAGS:
            progress.seen |= {flag_key(flag) for flag in saved.screening.first_screen}
        elif step.kind is Kind.QUOTE:
            quote = step.quotes[0]
            if said["quote"] is not None:
                progress.told = answer_quote_of_letter(quote, Said(said["quote"]), progress.told, NOW)
            progress.passed.add(quote.key)
        elif step.kind is Kind.DANGER:
            _tell(progress, entry, _ticked(saved, said["lines"]))
            progress.passed.add(DANGER)
        elif step.kind is Kind.QUESTION:
            assert step.question is not None
            status = said["answer"]
            _tell(progress, entry, {} if status is None else {step.question.id: Status(status)})
            progress.passed.add(step.question.id)
        else:
            break
    return pages


def _ticked(saved: AfterSave, said: object) -> dict[str, Status]:
    if said == "none":
        return {name: Status.ABSENT for line in saved.danger_lines for name in line.gives}
    if not isinstance(said, int):
        return {}
    return dict.fromkeys(saved.danger_lines[said % len(saved.danger_lines)].gives, Status.PRESENT)


def _tell(progress: AfterSaving, entry: Entry, answers: dict[str, Status]) -> None:
    facts = tuple(answered_fact(name, status, entry, NOW) for name, status in answers.items())
    progress.told = (*(fact for fact in progress.told if fact.finding not in answers), *facts)


def test_help_is_found_by_country_as_on_our_own_pages(here: Browser) -> None:
    """The same lines in the same order, for every country and every place a flag sends to."""
    for place in data()["places"]:
        kinds = KNOWLEDGE.places[place].lines
        expected = [(one.country, [each.id for each in one.of(kinds)]) for one in help_by_country(KNOWLEDGE)]
        found = here.ask("help", kinds=list(kinds))
        assert [(one["country"], [each["id"] for each in one["services"]]) for one in found] == [
            (country, services) for country, services in expected if services
        ]
        for country in ("DE", "GB", "US", "PL", "XX", *sorted(EU_MEMBERS)[:3]):
            there = here.ask("services", country=country, kinds=list(kinds))
            assert [one["id"] for one in there] == [
                one.id for one in services_of_place(KNOWLEDGE.services, KNOWLEDGE.places[place], country)
            ]


MUTANTS = {
    ("rules.js", "fact.at >= window.since", "fact.at > window.since"),
    ("rules.js", 'fact.origin === "words" && urgent.has', 'fact.origin === "journal" && urgent.has'),
    ("triage.js", "start <= fact.at && fact.at <= start + length", "fact.at <= start + length"),
    ("facts.js", "value >= atLeast", "value > atLeast"),
    ("facts.js", "fact.at < now - finding.lasts", "fact.at <= now - finding.lasts"),
    ("after.js", "gives.some((name) => opened.has(name))", "gives.some((name) => !opened.has(name))"),
}


@pytest.mark.parametrize(("file", "was", "broken"), sorted(MUTANTS), ids=lambda part: part if ".js" in part else "")
def test_a_script_with_one_comparison_broken_is_told_from_ours(
    file: str, was: str, broken: str, edges: tuple[list[Plain], object], tmp_path: Path
) -> None:
    """The control: entries and answers on the edges tell a broken script from a whole one."""
    folder = tmp_path / "screen"
    folder.mkdir()
    for path in SCREEN.glob("*.js"):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(was) == 1
    (folder / file).write_text(text.replace(was, broken), encoding="utf-8")
    with browser(folder) as other:
        assert other.ask("many", asked=edges[0]) != edges[1]


@pytest.fixture(scope="module")
def edges(here: Browser) -> tuple[list[Plain], object]:
    """Entries and answers on the edges of the rules, and what our scripts make of them."""
    questions = [{"do": "after", **one} for one in _on_edges()]
    return questions, here.ask("many", asked=questions)


def _on_edges() -> Iterator[Plain]:
    day = timedelta(days=1)
    for values in ({"pain": 1}, {"pain": 7}, {"pain": 4, "tears": 1}, {"bleeding_after": 1}):
        yield asked(encounter(NOW, values), (), NOW)
    headache = [("first_headache_with_sex", timedelta(0)), ("severe_headache", 3 * day)]
    apart = [Fact(finding=name, status=Status.PRESENT, at=NOW - ago, entry=ID) for name, ago in headache]
    yield asked(encounter(NOW), apart, NOW)
    states = [name for name, one in KNOWLEDGE.findings.items() if one.lasts is not None]
    for rule in (one for one in KNOWLEDGE.red_flags.values() if one.needs.value == "entry"):
        core = Fact(finding=rule.core[0], status=Status.PRESENT, origin=Origin.ANSWER, at=NOW - day)
        gone = Fact(finding=f"gone_{rule.id.lower()}", status=Status.PRESENT, origin=Origin.ANSWER, at=NOW - day / 2)
        no = Fact(finding=rule.core[0], status=Status.ABSENT, origin=Origin.WORDS, at=NOW, entry=ID)
        for told in ((core,), (core, gone), (no,)):
            yield asked(encounter(NOW), told, NOW)
        for branch in rule.branches:
            names = branch.fires.findings()
            length = branch.live_for.delta if branch.live_for else day
            at = [Fact(finding=name, status=Status.PRESENT, at=NOW - length, origin=Origin.ANSWER) for name in names]
            yield asked(encounter(NOW), at, NOW)
    for name in states:
        lasts = KNOWLEDGE.findings[name].lasts
        assert lasts is not None
        state = Fact(finding=name, status=Status.PRESENT, origin=Origin.ANSWER, at=NOW - lasts.delta)
        belly = Fact(finding="belly_pain", status=Status.PRESENT, origin=Origin.ANSWER, at=NOW)
        yield asked(encounter(NOW), (state, belly), NOW)
