"""The reference pages on what is known say what the data say, leave nothing out, and their links lead somewhere."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from tests.spec.reference import DOCS, library_pages
from tests.spec.reference_evidence import used_by

from aftercare.knowledge.load import Knowledge, load_knowledge

NAMES = ("causes", "topics", "claims", "figures", "evidence", "sources", "home-measures", "findings", "weights")
LINK = re.compile(r"(?:\]\(|^\[\w+\]: )([\w./-]*)(?:#([^)\n]+))?", re.MULTILINE)
MOST_BYTES = 500_000
"""Code hosts show no longer page as a page."""
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@cache
def written() -> dict[str, str]:
    return {path.stem: text for path, text in library_pages(load_knowledge()).items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_as_the_data_make_it(name: str) -> None:
    """Run `python -m tests.spec.reference` after a change of the data."""
    assert set(written()) == set(NAMES)
    kept = (DOCS / "reference" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    fresh = written()[name].splitlines()
    drifted = next((number for number, pair in enumerate(zip(kept, fresh, strict=False), 1) if pair[0] != pair[1]), 0)
    assert (drifted, len(kept)) == (0, len(fresh)), f"from line {drifted}: run `python -m tests.spec.reference`"


def test_a_changed_word_in_the_data_shows_as_drift_on_its_page_alone() -> None:
    """The control for the test above."""
    known = load_knowledge()
    changed = Knowledge(known.folder)
    first = next(iter(known.causes.values()))
    changed.__dict__["causes"] = {**known.causes, first.id: replace(first, course="Another course.")}
    fresh = {path.stem: text for path, text in library_pages(changed).items()}
    assert [name for name in NAMES if fresh[name] != written()[name]] == ["causes"]


@pytest.mark.parametrize("section", ["causes", "topics", "claims", "figures", "evidence", "sources"])
def test_every_record_stands_on_its_page_once(section: str) -> None:
    anchors = Counter(ANCHOR.findall(written()[section]))
    assert anchors == Counter(list(getattr(load_knowledge(), section)))


def test_home_measures_windows_and_lines_stand_on_one_page_once() -> None:
    known = load_knowledge()
    anchors = Counter(ANCHOR.findall(written()["home-measures"]))
    assert anchors == Counter([*known.home_measures, *known.time_windows, *known.phrases])


@pytest.mark.parametrize("name", NAMES)
def test_every_link_lands_on_a_page_and_a_place_that_are_there(name: str) -> None:
    links = LINK.findall(written()[name])
    assert links
    missing = [f"{file}#{place}" for file, place in set(links) if not lands(file, place)]
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_too_long_to_be_shown_and_every_source_on_it_is_linked(name: str) -> None:
    text = written()[name]
    assert len(text.encode()) < MOST_BYTES
    named = {source for source in re.findall(r"\[(\w+)\](?!\(|:)", text) if source in load_knowledge().sources}
    assert named == set(re.findall(r"^\[(\w+)\]: ", text, re.MULTILINE))
    assert named or name in ("sources", "findings")


def lands(file: str, place: str) -> bool:
    path = DOCS / "reference" / file
    return path.is_file() and (not place or place in places(file))


@cache
def places(file: str) -> frozenset[str]:
    text = (DOCS / "reference" / file).read_text(encoding="utf-8")
    headings = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text))
    return frozenset([*ANCHOR.findall(text), *headings])


def test_every_claim_and_cause_says_how_sure_and_that_nobody_reviewed_it() -> None:
    """Each first step has its mark; a page says "not yet reviewed" exactly as often as the data do."""
    known = load_knowledge()
    unreviewed = sum(cause.reviewed is None for cause in known.causes.values())
    assert written()["causes"].count("not yet reviewed by a clinician") == unreviewed
    steps = [step for cause in known.causes.values() for step in cause.helps]
    assert all(f"{step.text} *(" in written()["causes"] for step in steps if step.sure is not None)


def test_an_interval_is_worked_out_from_the_counts_unless_the_study_printed_one() -> None:
    """46 of 100 among 230 students: Wilson's interval goes from 39.8 to 52.5."""
    place = written()["figures"].split('<a id="tears_ever_schweitzer"></a>')[1].split("<a id=")[0]
    assert "39.8 to 52.5 % (computed)" in place


def test_a_source_lists_what_rests_on_it() -> None:
    used = used_by(load_knowledge())
    assert "causes/postcoital_dysphoria" in used["schweitzer_2015"]
    assert "figures/tears_ever_schweitzer" in used["schweitzer_2015"]
    known = set(load_knowledge().sources)
    assert set(used) <= known
    assert written()["sources"].count("Used by nothing yet") == len(known - set(used))


def test_the_account_of_the_evidence_adds_up() -> None:
    """The rows of the table sum to its last row, and that is the number of items."""
    rows = [
        line.split("|")[2:-1] for line in written()["evidence"].splitlines() if re.match(r"\| [\w*]+.* \| \d", line)
    ]
    numbers = [[int(cell) for cell in row] for row in rows]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1][0] == len(load_knowledge().evidence) == sum(numbers[-1][1:])
