"""A file of checks: what a program gets for each line, and what it is told when a line can't be read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from aftercare.knowledge.load import load_knowledge
from aftercare.model.errors import BadFile
from aftercare.usecases.check_batch import checks, decoded

NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
TORSION = "sudden pain in one testicle, and I threw up"


def checked(*lines: str) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(one)) for one in checks(lines, KNOWLEDGE, NOW)]


def one(**fields: object) -> dict[str, Any]:
    return checked(json.dumps({"id": 1, **fields}))[0]


class TestShape:
    """What other programs rely on."""

    def test_every_key_is_there_with_its_kind(self) -> None:
        given = one(words="it hurts deep inside and I cry after sex", person={"age": 30, "organs": ["vagina"]})
        assert isinstance(given["level"], str)
        assert isinstance(given["within"], str)
        assert all({"rule", "because", "sources"} <= reason.keys() for reason in given["reasons"])
        assert given["causes"]
        for cause in given["causes"]:
            assert {"id", "name", "fit", "for", "against"} <= cause.keys()
            assert [reason["text"] for reason in cause["reasons_for"]] == cause["for"]
            assert [reason["text"] for reason in cause["reasons_against"]] == cause["against"]
            assert all(reason["sources"] for reason in cause["reasons_for"])
        assert all({"id", "status", "from"} <= finding.keys() for finding in given["findings"])
        assert {"id", "text", "finding"} <= given["next_question"].keys()
        assert given["next_question"]["finding"] in KNOWLEDGE.findings

    def test_lines_come_back_in_order_with_their_ids(self) -> None:
        ids = ["b", 7, "a", 7.5, ""]
        assert [given["id"] for given in checked(*(json.dumps({"id": each}) for each in ids))] == ids

    def test_a_line_is_answered_before_the_next_is_read(self) -> None:
        read: list[int] = []

        def lines() -> Iterator[str]:
            for number in range(3):
                read.append(number)
                yield json.dumps({"id": number})

        next(checks(lines(), KNOWLEDGE, NOW))
        assert read == [0]

    def test_empty_lines_are_passed_over_and_counted(self) -> None:
        assert len(checked("", '{"id": 1}', "  \n", '{"id": 2}')) == 2
        with pytest.raises(BadFile, match="line 3"):
            checked("", '{"id": 1}', "no")

    def test_an_emergency_has_no_next_question_and_says_what_to_do(self) -> None:
        given = one(words=TORSION)
        assert given["level"] == "emergency"
        assert given["next_question"] is None
        assert given["reasons"][0]["do_now"]

    def test_where_a_finding_comes_from_is_told_without_a_journal(self) -> None:
        given = one(words="it burns when I pee", answers={"fever": False})
        found = {line["id"]: line for line in given["findings"]}
        assert found["burning_urine"]["from"] == ["words"]
        assert found["fever"] == {"id": "fever", "status": "absent", "from": ["answer"]}
        assert not any("journal" in line["from"] for line in given["findings"])


class TestUnknown:
    """What is left out is unknown, and never a no."""

    def test_all_but_the_id_may_be_left_out_or_null(self) -> None:
        bare = one()
        nulls = {"words": None, "person": None, "answers": None}
        assert one(**nulls) == bare
        assert one(person={"age": None, "organs": None, "pregnant": None, "writer": None}) == bare

    def test_an_empty_list_of_organs_says_nothing(self) -> None:
        told = {"words": "severe pain low in my belly", "answers": {"severe_pain": True}}
        assert one(person={"organs": []}, **told)["reasons"] == one(**told)["reasons"]

    def test_null_is_not_sure(self) -> None:
        given = one(answers={"fever": None, "deep_pain": True})
        assert {"id": "fever", "status": "unknown", "from": ["answer"]} in given["findings"]
        assert (given["next_question"] or {}).get("finding") != "fever"

    @pytest.mark.parametrize(
        "words", ["", "   ", "asdf qwer zxcv", "Ich habe starke Bauchschmerzen nach dem Sex", "болит живот", "\n\n"]
    )
    def test_what_cannot_be_read_is_never_self_care_and_the_danger_list_comes_next(self, words: str) -> None:
        given = one(words=words)
        assert given["level"] == "clinician"
        assert given["reasons"][0]["rule"] == "D4"
        assert given["next_question"]["id"] == "danger_list"
        assert len(given["next_question"]["lines"]) > 10

    def test_none_of_the_dangers_does_not_make_it_readable(self) -> None:
        given = one(words="asdf qwer zxcv", answers={"danger_list": False})
        assert given["reasons"][0]["rule"] == "D4"
        assert given["next_question"] is None

    def test_a_line_of_the_danger_list_is_answered_by_its_findings(self) -> None:
        given = one(answers={"danger_list": False, "chest_pain": True})
        assert given["level"] == "emergency"
        with pytest.raises(BadFile, match="line 1, answers, danger_list"):
            one(answers={"danger_list": True})

    def test_a_field_that_is_none_of_ours_decides_nothing_and_is_named(self) -> None:
        given = one(words=TORSION, expected="self_care", person={"mood": "fine"})
        assert given["level"] == "emergency"
        assert given["ignored"] == ["expected", "person.mood"]


HOSTILE = {
    "not json": ("no", "line 1"),
    "not an object": ("[1]", "line 1"),
    "no id": ('{"words": "hello"}', "line 1"),
    "cut off": ('{"id": 1, "words": "hel', "line 1"),
    "two objects": ('{"id": 1} {"id": 2}', "line 1"),
    "very deep": ('{"id": 1, "answers": ' + "[" * 100_000 + "]" * 100_000 + "}", "line 1"),
    "deep enough to read": ('{"id": ' + "[" * 200 + "]" * 200 + "}", "line 1, id"),
    "an id that is a list": ('{"id": [1]}', "line 1, id"),
    "an id that is true": ('{"id": true}', "line 1, id"),
    "an id that is null": ('{"id": null}', "line 1, id"),
    "an id without end": ('{"id": 1e999}', "line 1, id"),
    "nan": ('{"id": NaN}', "line 1"),
    "nan as age": ('{"id": 1, "person": {"age": NaN}}', "line 1"),
    "a huge number": ('{"id": 1, "person": {"age": ' + "9" * 5000 + "}}", "line 1"),
    "an age of a thousand": ('{"id": 1, "person": {"age": 1000}}', "line 1, person, age"),
    "a negative age": ('{"id": 1, "person": {"age": -1}}', "line 1, person, age"),
    "an age that is true": ('{"id": 1, "person": {"age": true}}', "line 1, person, age"),
    "an age with a half": ('{"id": 1, "person": {"age": 34.5}}', "line 1, person, age"),
    "an age in words": ('{"id": 1, "person": {"age": "34"}}', "line 1, person, age"),
    "words that are a list": ('{"id": 1, "words": ["a"]}', "line 1, words"),
    "a person in words": ('{"id": 1, "person": "me"}', "line 1, person"),
    "organs in words": ('{"id": 1, "person": {"organs": "vagina"}}', "line 1, person, organs"),
    "no such organ": ('{"id": 1, "person": {"organs": ["tail"]}}', "line 1, person, organs"),
    "an organ that is a list": ('{"id": 1, "person": {"organs": [[1]]}}', "line 1, person, organs"),
    "pregnant as false": ('{"id": 1, "person": {"pregnant": false}}', "line 1, person, pregnant"),
    "pregnant as nothing": ('{"id": 1, "person": {"pregnant": ""}}', "line 1, person, pregnant"),
    "no such writer": ('{"id": 1, "person": {"writer": "cat"}}', "line 1, person, writer"),
    "answers in a list": ('{"id": 1, "answers": ["fever"]}', "line 1, answers"),
    "no such finding": ('{"id": 1, "answers": {"purple": true}}', "line 1, answers, purple"),
    "an answer that is a number": ('{"id": 1, "answers": {"fever": 1}}', "line 1, answers, fever"),
    "an answer in words": ('{"id": 1, "answers": {"fever": "yes"}}', "line 1, answers, fever"),
    "an answer given twice": ('{"id": 1, "answers": {"fever": true, "fever": false}}', "line 1, fever"),
    "an id given twice": ('{"id": 1, "id": 2}', "line 1, id"),
}


class TestWhatCannotBeRead:
    """One sentence with line and field; nothing for that line."""

    @pytest.mark.parametrize("case", HOSTILE)
    def test_it_stops_there_and_says_where(self, case: str) -> None:
        line, where = HOSTILE[case]
        with pytest.raises(BadFile) as raised:
            checked(line)
        assert str(raised.value).startswith(f"{where}: ")
        assert str(raised.value).isprintable()

    def test_what_came_before_stays_good(self) -> None:
        given = checks(['{"id": 1}', '{"id": 2, "answers": 3}'], KNOWLEDGE, NOW)
        assert next(given)["id"] == 1
        with pytest.raises(BadFile, match="line 2, answers"):
            next(given)

    def test_nothing_that_was_written_stands_in_the_sentence(self) -> None:
        with pytest.raises(BadFile) as raised:
            checked('{"id": 1, "words": "my secret lighthouse", "person": {"age": "lighthouse"}}')
        assert "lighthouse" not in str(raised.value)

    def test_half_a_sign_in_the_words_or_the_id_ends_in_an_answer(self) -> None:
        """JSON can carry it, UTF-8 cannot."""
        given = list(checks(['{"id": "\\ud800", "words": "chest pain \\udfff now"}'], KNOWLEDGE, NOW))
        assert given[0]["id"] == "\ud800"
        assert given[0]["level"] == "emergency"

    def test_a_file_that_is_not_text_names_the_line(self) -> None:
        with pytest.raises(BadFile, match="line 2: This is not plain text"):
            list(decoded([b'{"id": 1}\n', b"\xff\xfe\n"]))

    def test_a_mark_at_the_beginning_of_the_file_is_passed_over(self) -> None:
        assert list(decoded([b'\xef\xbb\xbf{"id": 1}\n'])) == ['{"id": 1}\n']
