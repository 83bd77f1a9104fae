"""Nothing of the evidence is dropped in silence: each of its items stands in the data, once, with what became of it.

The evidence that this library was written from numbers its items. What the ids stand for:

- S1-01 to S1-107, S2-01 to S2-60, S3-01 to S3-151: what the three popular articles claim (on crying after sex, on
  post-coital tristesse, on cramps after sex). S1-103 to S1-106 and S3-121 to S3-150 are the sources they list.
- C01 to C45, without C43, which was never given: what was checked in the studies.
- D01 to D32: where the articles differ from each other or from their sources.
- N1 to N6: numbers fit to publish. Q1 to Q4: sums on the numbers the articles print.
- E01 to E29 (feelings), F01 to F37 (vulva, vagina, womb, ovaries, pregnancy), M01 to M18 (penis, testicles, prostate)
  and A01 to A24 (any body): the 108 possible causes. Each has a page, whose `key` is the id.
- RF01 to RF41: red-flag rules, for which the safety rules came in place.
- T01 to T12: time windows after sex. Y01 to Y15: leading symptoms and what to look at first. H01 to H11: home measures.
- G4.0.0 to G4.5.7: steps in the moment, by section and number. G4.0.0 is how the screens are, G4.1.9 what good practice
  adds to the steps. V-...: lines never to say, and good ones.
- P-...: screeners, scales and items of our own, and how to use them.
- W-...: help lines by place, retired numbers, and how sure each number is.
- R01 to R63, with gaps that were never given, R39b and R42b: references. They stand as `keys` of sources.
"""

from collections import Counter
from collections.abc import Iterator

import pytest

from aftercare.knowledge.condition import Cause
from aftercare.knowledge.evidence import EvidenceItem, Fate
from aftercare.knowledge.lint_library import library_problems
from aftercare.knowledge.load import DATA, load_knowledge, read_yaml_list
from aftercare.right_now.steps import read_guides


def numbered(prefix: str, first: int, last: int, digits: int = 2) -> list[str]:
    """Ids from first to last, both included: S1-01, S1-02, ..."""
    return [f"{prefix}{number:0{digits}d}" for number in range(first, last + 1)]


ARTICLES = [*numbered("S1-", 1, 107), *numbered("S2-", 1, 60), *numbered("S3-", 1, 151)]
CHECKS = [check for check in numbered("C", 1, 45) if check != "C43"]
STEPS = [
    *numbered("G4.0.", 0, 4, 1),
    *numbered("G4.1.", 1, 9, 1),
    *numbered("G4.2.", 1, 10, 1),
    *numbered("G4.3.", 1, 8, 1),
    *numbered("G4.4.", 1, 5, 1),
    *numbered("G4.5.", 1, 7, 1),
]
LINES = ["V-crying", "V-pain", "V-survivor", "V-product", "V-good"]
SCALES = [
    "P-phq2",
    "P-phq9",
    "P-gad2",
    "P-gad7",
    "P-phq4",
    "P-k6",
    "P-nrs11",
    "P-who5",
    "P-fsfi",
    "P-fsfi6",
    "P-fsds",
    "P-iief5",
    "P-item9",
    "P-asq",
    "P-cssrs",
    "P-hark",
    "P-hits",
    "P-pcptsd5",
    "P-gupi",
    "P-cpsi",
    "P-promis",
    "P-epds",
    "P-drsp",
    "P-pses",
    "P-pcditems",
    "P-own-ever",
    "P-own-recent",
    "P-own-bother",
    "P-own-happy",
    "P-rule",
    "P-item9-predicts",
    "P-item9-misses",
    "P-phq2-gate",
    "P-hark-cautions",
    "P-small-set",
]
PLACES = [
    "W-us",
    "W-uk",
    "W-ie",
    "W-eu",
    "W-de",
    "W-fr",
    "W-es",
    "W-it",
    "W-nl",
    "W-ca",
    "W-au",
    "W-nz",
    "W-in",
    "W-za",
    "W-br",
    "W-mx",
    "W-jp",
    "W-elsewhere",
    "W-old",
    "W-checked",
]
ITEMS = [
    *ARTICLES,
    *CHECKS,
    *numbered("D", 1, 32),
    *numbered("N", 1, 6, 1),
    *numbered("Q", 1, 4, 1),
    *numbered("RF", 1, 41),
    *numbered("T", 1, 12),
    *numbered("Y", 1, 15),
    *numbered("H", 1, 11),
    *STEPS,
    *LINES,
    *SCALES,
    *PLACES,
]
CAUSES = [*numbered("E", 1, 29), *numbered("F", 1, 37), *numbered("M", 1, 18), *numbered("A", 1, 24)]
LISTED_SOURCES = [*numbered("S1-", 103, 106), *numbered("S3-", 121, 150)]
REFERENCES = [
    *numbered("R", 1, 8),
    *["R11", "R14", "R16", "R17", "R18", "R19", "R20", "R21", "R22"],
    *numbered("R", 25, 56),
    *["R39b", "R42b", "R60", "R61", "R62", "R63"],
]
SEVERAL = {
    **dict.fromkeys(["R14", "R18", "R21", "R25", "R31", "R46", "R49", "R54", "R55", "R62"], 2),
    **dict.fromkeys(["R29", "R32", "R33", "R35", "R36", "R37", "R38", "R39", "R39b", "R40", "R45", "R61"], 3),
    **dict.fromkeys(["R34", "R56"], 4),
}
"""References that name more than one study or page, and how many."""
FOR_EVERYBODY = {
    *(set(numbered("E", 1, 29)) - {"E20", "E21", "E28"}),
    *(set(numbered("A", 1, 24)) - {"A23"}),
    *["F16", "F29", "M16", "M18"],
}
"""Causes that any body can have: bladder, anus and skin among them. Every other names its organs or a stage of life."""
PRIORS = {
    "P1": "E01 E02 E03 E10 E16 F03 F04 F06 F08 F09 F13 F15 F21 F35 M04 A01 A02 A23",
    "P2": """E04 E05 E06 E08 E09 E11 E12 E13 E18 E19 E20 E21 E22 E28 E29 F01 F02 F07 F11 F12 F14 F16 F17 F18 F20 F23
        F24 F25 M01 M02 M06 M07 M08 M13 A03""",
    "P3": "E07 E14 E15 E17 E23 E24 E25 F05 F10 F19 F22 F31 F34 M05 M09 M14 M15 A05 A06 A12 A13 A18 A24",
    "P4": """E26 E27 F26 F27 F28 F29 F30 F32 F33 F36 F37 M03 M10 M11 M12 M16 M17 M18 A04 A07 A08 A09 A10 A11 A14 A15
        A16 A17 A19 A20 A21 A22""",
}
"""The coarse share among people who log the matching signs, by cause."""

KNOWLEDGE = load_knowledge()


def ids_in_the_files() -> Iterator[str]:
    """Every id as it stands in the files, doubled ones twice."""
    for path in sorted((DATA / "evidence").glob("*.yaml")):
        yield from (record["id"] for record in read_yaml_list(path))


def test_each_item_of_the_evidence_stands_in_the_data_once() -> None:
    """A claim, check, rule, window, step, line, scale or help line that is missing or doubled fails here, by its id."""
    times = Counter(ids_in_the_files())
    assert [item for item in ITEMS if times[item] == 0] == []
    assert [item for item, count in times.items() if count > 1] == []


def test_nothing_is_told_of_an_item_that_the_evidence_does_not_have() -> None:
    expected = set(ITEMS)
    assert len(expected) == len(ITEMS)
    assert [item for item in ids_in_the_files() if item not in expected] == []


@pytest.mark.parametrize("fate", [fate for fate in Fate if fate is not Fate.SHOWN])
def test_whoever_looks_up_an_item_that_is_not_shown_as_it_was_finds_the_reason(fate: Fate) -> None:
    of_this_fate = [item for item in KNOWLEDGE.evidence.values() if item.fate is fate]
    assert of_this_fate
    assert [item.id for item in of_this_fate if len(item.reason.split()) < 2] == []


def test_each_item_says_in_words_what_it_is() -> None:
    assert [item.id for item in KNOWLEDGE.evidence.values() if len(item.says.split()) < 2] == []


def test_what_is_shown_corrected_or_merged_can_be_opened_somewhere() -> None:
    """Every link ends at a record; the guides of Right now, which the linter leaves out, are looked up here."""
    kept = [item for item in KNOWLEDGE.evidence.values() if item.fate is not Fate.LEFT_OUT]
    assert [item.id for item in kept if not item.leads_to] == []
    assert [problem for problem in library_problems(KNOWLEDGE) if problem.startswith("evidence/")] == []
    guides = read_guides()
    assert [f"{item.id}: {guide}" for item in kept for guide in _guides(item) if guide not in guides] == []


def _guides(item: EvidenceItem) -> list[str]:
    return [link.removeprefix("right_now/") for link in item.leads_to if link.startswith("right_now/")]


@pytest.mark.parametrize("article", ["S1", "S2", "S3"])
def test_the_claims_of_an_article_are_not_all_waved_through(article: str) -> None:
    """Each article is wrong somewhere, and some of its claims are said twice; an account that finds neither is none."""
    fates = Counter(item.fate for item in KNOWLEDGE.evidence.values() if item.id.startswith(f"{article}-"))
    assert fates[Fate.CORRECTED]
    assert fates[Fate.MERGED]


def test_each_of_the_108_causes_has_one_page() -> None:
    keys = Counter(cause.key for cause in KNOWLEDGE.causes.values())
    assert len(CAUSES) == 108
    assert [key for key in CAUSES if keys[key] == 0] == []
    assert [key for key in keys if key not in CAUSES or keys[key] > 1] == []


def cause_of(key: str) -> Cause:
    return next(cause for cause in KNOWLEDGE.causes.values() if cause.key == key)


@pytest.mark.parametrize("key", CAUSES)
def test_a_cause_says_whose_body_it_is_about(key: str) -> None:
    """By organs or a stage of life, never by gender; and a cause that anybody can have is hidden from nobody."""
    cause = cause_of(key)
    assert bool(cause.organs or cause.stages) is (key not in FOR_EVERYBODY)
    assert cause.parts


@pytest.mark.parametrize("key", CAUSES)
def test_a_cause_says_when_it_comes_what_speaks_for_it_and_what_a_clinician_does(key: str) -> None:
    cause = cause_of(key)
    assert len(cause.course.split()) >= 4
    assert cause.points_to
    assert cause.helps
    assert cause.clinician
    assert cause.sources


@pytest.mark.parametrize(("prior", "keys"), PRIORS.items())
def test_a_cause_has_the_coarse_prior_of_the_evidence(prior: str, keys: str) -> None:
    """A prior only ranks; a dangerous cause is raised by its rules, so a rare one stays rare here."""
    assert {key: cause_of(key).prior.value for key in keys.split()} == dict.fromkeys(keys.split(), prior)


def test_every_cause_has_a_prior() -> None:
    assert sorted(key for keys in PRIORS.values() for key in keys.split()) == sorted(CAUSES)


def test_each_reference_and_each_source_that_an_article_lists_can_be_looked_up() -> None:
    times = Counter(key for source in KNOWLEDGE.sources.values() for key in source.keys)
    assert [key for key in [*REFERENCES, *LISTED_SOURCES] if times[key] == 0] == []
    assert {key: times[key] for key in SEVERAL if times[key] < SEVERAL[key]} == {}


def test_no_source_claims_a_place_in_the_evidence_that_there_is_not() -> None:
    known = {*ITEMS, *REFERENCES, "S1", "S2", "S3"}
    wrong = [f"{source.id}: {key}" for source in KNOWLEDGE.sources.values() for key in source.keys if key not in known]
    assert wrong == []


@pytest.mark.parametrize("key", LISTED_SOURCES)
def test_a_source_that_an_article_lists_leads_to_the_record_that_carries_its_key(key: str) -> None:
    targets = [
        link.removeprefix("sources/") for link in KNOWLEDGE.evidence[key].leads_to if link.startswith("sources/")
    ]
    assert any(key in KNOWLEDGE.sources[target].keys for target in targets)
