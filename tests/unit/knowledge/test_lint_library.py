"""The linter of the library finds each fault in a small library that is sound otherwise."""

from pathlib import Path

import pytest
from tests.unit.library.small import (
    CLAIMS,
    FILES,
    HOME,
    SOURCES,
    TOPICS,
    write,
)

from aftercare.knowledge import lint
from aftercare.knowledge.lint_library import SUMMARY_GRADE, advice_problems
from aftercare.knowledge.lint_texts import text_problems


def told(folder: Path, **changed: str) -> list[str]:
    """What is wrong with the small library once these sections are changed."""
    return lint.problems(write(folder, **changed))


def changed(section: str, old: str, new: str) -> dict[str, str]:
    """One section with one text in it replaced, which must have been there."""
    text = FILES[section.replace("__", "/")]
    assert old in text, old
    return {section: text.replace(old, new, 1)}


def test_the_small_library_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("section", "old", "new", "said"),
    [
        ("causes", "related: [tears]", "related: [gone]", "no page gone"),
        ("topics", "causes: [cramps]", "causes: [gone]", "no page gone"),
        ("causes", "symptoms: [pain]", "symptoms: [gone]", "no symptom gone"),
        ("causes", "parts: [belly]", "parts: [gone]", "no body part gone"),
        ("causes", "raised_by: [RF99]", "raised_by: [RF98]", "no red flag RF98"),
        ("causes", "figure_groups: [cramps_how_common]", "figure_groups: [gone]", "no group of figures gone"),
        ("causes", "low in the belly., sources: [study]", "low in the belly., sources: [gone]", "no source gone"),
        ("causes", "  sources: [study]\n", "  sources: [gone]\n", "no source gone"),
        ("topics", "bring tears., sources: [study]", "bring tears., sources: [gone]", "no source gone"),
        ("figures", "source: study", "source: gone", "no source gone"),
        ("figures", "group: cramps_how_common", "group: gone", "no group of figures gone"),
        ("claims", "pages: [tears]", "pages: [gone]", "no page gone"),
        ("claims", "sources: [study]", "sources: [gone]", "no source gone"),
        ("claims", "pages: [tears]", "pages: [tears]\n  figures: [gone]", "no figure gone"),
        ("symptoms", "order: [cramps]", "order: [gone]", "no page gone"),
        ("home_measures", "pages: [cramps]", "pages: [gone]", "no page gone"),
        ("home_measures", "sources: [study]", "sources: [gone]", "no source gone"),
        ("time_windows", "pages: [cramps]", "pages: [gone]", "no page gone"),
        ("time_windows", "sources: [study]", "sources: [gone]", "no source gone"),
        ("phrases", "pages: [tears]", "pages: [gone]", "no page gone"),
        ("evidence", "claims/tears_common", "claims/gone", "no claims/gone"),
        ("evidence", "claims/tears_common", "nothing/tears_common", "no nothing/tears_common"),
    ],
)
def test_an_id_that_leads_nowhere_is_told(tmp_path: Path, section: str, old: str, new: str, said: str) -> None:
    found = told(tmp_path, **changed(section, old, new))
    assert any(said in problem for problem in found), found


def test_more_asks_belong_to_a_page_or_to_none(tmp_path: Path) -> None:
    more = "- {id: cramps, asks: [cramp cramp]}\n- {id: elsewhere, asks: [best pizza]}\n"
    assert told(tmp_path, asks=more) == []
    assert told(tmp_path, asks=more.replace("id: cramps", "id: gone")) == ["asks: there is no page gone."]


@pytest.mark.parametrize(
    ("section", "old", "new", "said"),
    [
        ("causes", "low in the belly., sources: [study]", "low in the belly.", "names no source"),
        ("topics", "bring tears., sources: [study]", "bring tears.", "names no source"),
        ("claims", "sources: [study]", "sources: []", "names no source"),
        ("home_measures", "sources: [study]", "sources: []", "names no source"),
        ("time_windows", "sources: [study]", "sources: []", "names no source"),
    ],
)
def test_a_statement_without_a_source_is_told(tmp_path: Path, section: str, old: str, new: str, said: str) -> None:
    found = told(tmp_path, **changed(section, old, new))
    assert any(said in problem for problem in found), found


SHARES = ["12% of them", "12 per cent of them", "3 of 10 people", "1 in 10 people", "one in ten people", "24 of 200"]


@pytest.mark.parametrize("share", SHARES)
def test_a_share_of_people_needs_a_study_with_year_and_sample(tmp_path: Path, share: str) -> None:
    """The book has neither; the study has both."""
    passage = f"{share} have a cramp low in the belly., sources: [study]"
    ok = changed("causes", "A cramp low in the belly., sources: [study]", passage)
    assert told(tmp_path / "ok", **ok) == []
    bad = {"causes": ok["causes"].replace(passage, passage.replace("[study]", "[book]"))}
    assert any("without a study of known year and sample" in problem for problem in told(tmp_path / "bad", **bad))


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize(
    ("section", "old"),
    [
        ("causes", "At the peak the womb gets tight."),
        ("causes", "It starts at the peak"),
        ("causes", "points_to: [It comes at the peak"),
        ("causes", "clinician: [They ask where it hurts."),
        ("causes", "when: It keeps coming back."),
        ("topics", "summary: Many people cry at times."),
    ],
)
def test_a_share_of_people_where_no_source_can_stand_is_told(
    tmp_path: Path, section: str, old: str, share: str
) -> None:
    found = told(tmp_path, **changed(section, old, f"{old.rstrip('.')} for {share}."))
    assert any("belongs into a figure with its study" in problem for problem in found), found


@pytest.mark.parametrize("other", ["20 minutes", "2 to 4 hours", "at 3 of the night", "ten days", "200 mg in one go"])
def test_other_numbers_are_fine_in_prose(tmp_path: Path, other: str) -> None:
    assert told(tmp_path, **changed("causes", "goes within hours.", f"goes in {other}.")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("percent: 12, of: 200", "percent: 12", "does not say how many were asked"),
        ("percent: 12, of: 200", "of: 200", "it has no number"),
        ("percent: 12, of: 200", "low: 3, high: 9", "come together"),
        ("percent: 12, of: 200", "percent: 12, of: 200, low: 3", "come together"),
        ("percent: 12, of: 200", "percent: 12, of: 200, low: 3, high: 9, spread: guess", "come together"),
        ("percent: 12, of: 200", "percent: 12, of: 200, low: 9, high: 3, spread: confidence", "low is above high"),
        ("percent: 12, of: 200", "percent: 12, of: 200, measured: false", "picked for having it"),
        ("percent: 12, of: 200", "percent: 112, of: 200", "between 0 and 100"),
        ("percent: 12, of: 200", "count: 201, of: 200", "more people than were asked"),
        ("percent: 12, of: 200", "percent: 3.1, of: 1635", "no study that asked 1,635"),
        ("percent: 12, of: 200", "percent: 61, of: 86", "picked for having it"),
        ("percent: 12, of: 200", "percent: 88, of: 86", "picked for having it"),
        ("source: study", "source: book", "has no year"),
        ("asked: ever, ", "", "asked"),
        ("who: people, ", "", "who"),
    ],
)
def test_a_figure_without_study_year_sample_or_sense_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = told(tmp_path, **changed("figures", old, new))
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    "numbers",
    [
        "count: 24, of: 200",
        "low: 3, high: 9, spread: studies",
        "of: 200, low: 3, high: 4, spread: printed",
        "percent: 12, of: 200, low: 9, high: 15, spread: confidence",
        "percent: 61, of: 86, measured: false, note: They were picked for having it.",
    ],
)
def test_a_figure_that_says_what_it_rests_on_passes(tmp_path: Path, numbers: str) -> None:
    assert told(tmp_path, **changed("figures", "percent: 12, of: 200", numbers)) == []


def test_a_group_without_a_figure_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, figure_groups=FILES["figure_groups"] + "- {id: empty, question: Anything?}\n")
    assert found == ["figure_groups/empty: it holds no figure."]


@pytest.mark.parametrize("action", ["EN", "SD"])
@pytest.mark.parametrize("section", ["causes", "topics"])
def test_a_page_never_calls_an_emergency_itself(tmp_path: Path, action: str, section: str) -> None:
    if section == "causes":
        found = told(tmp_path, **changed("causes", "action: RT", f"action: {action}"))
    else:
        see = f"  see: [{{action: {action}, when: It is bad.}}]\n  causes: [cramps]"
        found = told(tmp_path, **changed("topics", "  causes: [cramps]", see))
    assert any(f"{action} belongs to a red flag" in problem for problem in found), found


def test_a_cause_and_a_topic_cannot_share_an_id(tmp_path: Path) -> None:
    found = told(tmp_path, **changed("topics", "id: tears", "id: burning"))
    assert any("a cause and a topic have the same id" in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("comes: first", "comes: not_first", "cases are needed on both sides"),
        ("comes: not_first", "comes: first", "cases are needed on both sides"),
        ("comes: first", "comes: soon", "not soon"),
        ("my tummy seizes up at the peak", "Womb hurts after climax?", "so it tests nothing"),
        ("i weep when we are done", "why do i cry after sex", "so it tests nothing"),
    ],
)
def test_a_page_needs_cases_on_both_sides_that_are_no_asks_of_any_page(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    found = told(tmp_path, **changed("causes", old, new))
    assert any(said in problem for problem in found), found


def test_a_case_that_stands_in_more_asks_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, asks="- {id: cramps, asks: [my tummy seizes up at the peak]}\n")
    assert any("so it tests nothing" in problem for problem in found), found


def test_a_page_without_cases_is_told(tmp_path: Path) -> None:
    start = TOPICS.index("  cases:")
    found = told(tmp_path, topics=TOPICS[:start] + "  cases: []\n")
    assert found == ["topics/tears: cases are needed on both sides: one that finds the page and one that does not."]


@pytest.mark.parametrize("ask", ["womb hurts after climax", "Womb hurts after climax?"])
def test_an_ask_stands_on_one_page_only(tmp_path: Path, ask: str) -> None:
    found = told(tmp_path, **changed("topics", "my partner cries each time", f'"{ask}"'))
    assert found == ["asks: “womb hurts after climax” stands on 2 pages."]


def test_an_ask_that_stands_among_more_asks_of_another_page_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, asks="- {id: tears, asks: [womb hurts after climax]}\n")
    assert found == ["asks: “womb hurts after climax” stands on 2 pages."]


@pytest.mark.parametrize(
    ("section", "old"),
    [
        ("causes", "It starts at the peak and goes within hours."),
        ("causes", "A heat pad on the belly eases it."),
        ("topics", "Joy and low mood can both bring tears."),
        ("claims", "Many cry at times."),
        ("home_measures", "Warmth on the belly."),
        ("time_windows", "Ask today."),
        ("phrases", "It hurts."),
    ],
)
@pytest.mark.parametrize(
    "never",
    [
        "There is nothing to worry about.",
        "It is harmless.",
        "You are safe.",
        "That is just hormones.",
        "You have endometriosis.",
        "Women cry 2.87 times as often.",
        "A study asked 1,635 men.",
        "It was 3.1% of men.",
        "It was 3.1 per cent of men.",
        "It was 61% of women.",
        "For 88 per cent it was so.",
        "It was 88 of 100 women.",
        "The risk is 1.13 and 88% cried.",
    ],
)
def test_what_is_never_said_is_found_wherever_we_speak(tmp_path: Path, section: str, old: str, never: str) -> None:
    found = told(tmp_path, **changed(section, old, f'"{never}"'))
    assert any("is never said" in problem for problem in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Of 86 women picked because they have it, 61% named the body.",
        "61% of 86 selected women named the body.",
        "88% of these 86 women named tears.",
        "It took 61 hours and 88 people.",
        "It was 12.87 times.",
    ],
)
def test_the_same_numbers_told_of_those_86_may_be_said(text: str) -> None:
    assert list(text_problems("claims/1.yaml", {"id": "a", "text": text})) == []


def test_a_base_in_another_sentence_is_no_base() -> None:
    text = "They asked 86 women. It was 88% of women."
    assert list(text_problems("claims/1.yaml", {"id": "a", "text": text}))


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        ("causes", "A heat pad on the belly eases it.", "Low-dose naltrexone can ease it."),
        ("causes", "A heat pad on the belly eases it.", "A steroid cream makes a scar soft."),
        ("causes", "A heat pad on the belly eases it.", "Rub the scar with a steroid cream."),
        ("causes", "clinician: [They ask where it hurts.", "clinician: [They may give naltrexone."),
        ("causes", "Warmth may ease it.", "Naltrexone may ease it."),
        ("topics", "Joy and low mood can both bring tears.", "Ask for naltrexone."),
        ("claims", "Many cry at times.", "Naltrexone lifts the mood."),
        ("home_measures", "name: Heat pad", "name: Naltrexone"),
    ],
)
def test_naltrexone_and_steroid_cream_for_scars_are_never_advised(
    tmp_path: Path, section: str, old: str, new: str
) -> None:
    found = told(tmp_path, **changed(section, old, new))
    assert any("were advised" in problem for problem in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Naltrexone is not advised for this.",
        "Nobody has tested naltrexone for this.",
        "Not advised: naltrexone.",
        "Steroid creams are not for scars.",
        "A steroid cream helps lichen sclerosus.",
    ],
)
def test_they_may_be_named_where_it_says_no(text: str) -> None:
    assert list(advice_problems(text)) == []


def test_a_home_measure_that_is_not_advised_may_name_them(tmp_path: Path) -> None:
    text = HOME.replace("name: Heat pad", "name: Naltrexone") + "  advised: false\n"
    assert told(tmp_path, home_measures=text) == []


HARD = (
    "Dysorgasmia constitutes an involuntary, excessively vigorous contraction of uterine musculature, occasionally "
    "accompanying physiological orgasm."
)


def test_a_summary_above_reading_age_13_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, **changed("causes", "At the peak the womb gets tight.", HARD))
    assert any(f"at most {SUMMARY_GRADE:.0f} (reading age 13)" in problem for problem in found), found


@pytest.mark.parametrize("section", sorted(set(FILES) - {"danger_list/places"}))
def test_an_unknown_key_is_told(tmp_path: Path, section: str) -> None:
    text = FILES[section]
    surprised = text.replace("- {id:", "- {surprise: 1, id:", 1).replace("- id:", "- surprise: 1\n  id:", 1)
    found = told(tmp_path, **{section: surprised})
    assert any("surprise" in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("leads_to: [claims/tears_common]", "leads_to: []", "leads nowhere"),
        ("fate: shown", "fate: corrected", "without a reason"),
        ("fate: left_out, reason: Not so.", "fate: left_out", "without a reason"),
        ("fate: left_out, reason: Not so.", "fate: lost", "must be one of shown"),
    ],
)
def test_nothing_of_the_evidence_is_dropped_in_silence(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = told(tmp_path, **changed("evidence", old, new))
    assert any(said in problem for problem in found), found


def test_judgement_alone_is_not_good_evidence_and_a_claim_is_shown_somewhere(tmp_path: Path) -> None:
    sources = SOURCES + "- {id: judgement, title: Judgement of ours}\n"
    claims = CLAIMS.replace("sure: some", "sure: good").replace("sources: [study]", "sources: [judgement]")
    assert told(tmp_path / "a", sources=sources, claims=claims) == [
        "claims/tears_common: judgement alone is not good evidence."
    ]
    unseen = CLAIMS.replace("pages: [tears]", "pages: []")
    assert told(tmp_path / "b", claims=unseen) == ["claims/tears_common: no page shows it."]


ARTICLE = "The tears came quickly after the lights went out. Then she fell asleep."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with one article in it."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "more" / "one.md").write_text(ARTICLE, encoding="utf-8")
    return folder


def test_six_words_in_a_row_from_an_article_are_told(tmp_path: Path, articles: Path) -> None:
    """Across commas and line ends and in any case; five are a fact."""
    six = changed("claims", "Many cry at times.", "Tears came quickly, AFTER the\n    lights.")
    found = lint.problems(write(tmp_path / "six", **six), articles)
    assert len(found) == 1
    assert "stands in an article word for word" in found[0]
    assert found[0].startswith("claims/1.yaml, tears_common")
    five = changed("claims", "Many cry at times.", "Tears came quickly after the rain.")
    assert lint.problems(write(tmp_path / "five", **five), articles) == []
    assert lint.problems(write(tmp_path / "without", **six)) == []


def test_what_is_quoted_or_typed_by_people_may_be_the_same(tmp_path: Path, articles: Path) -> None:
    asks = changed("topics", "why do i cry after sex", "the tears came quickly after the lights went out")
    assert lint.problems(write(tmp_path / "data", **asks), articles) == []


def test_the_check_against_articles_is_not_passed_over_when_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped folder would otherwise look like a clean library."""
    for arguments in (["--articles"], ["--articles", str(tmp_path / "gone")], ["--articles", str(tmp_path)]):
        assert lint.main(arguments) == 2
        assert "needs a folder with the articles" in capsys.readouterr().err
