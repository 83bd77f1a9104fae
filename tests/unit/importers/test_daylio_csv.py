"""What somebody sees who brings a Daylio CSV."""

from datetime import date
from pathlib import Path

import pytest
from tests.unit.importers.conftest import Read, rows_of

from aftercare.importers.base import ENCOUNTER, LEAVE_OUT, Answers, Draft
from aftercare.model.entry import EntryKind, Precision
from aftercare.model.errors import BadFile, UserError

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def csv(*rows: str, header: str = HEADER) -> bytes:
    return (header + "\n".join(rows) + "\n").encode()


def values(draft: Draft) -> list[dict[str, object]]:
    return [dict(entry.values) for entry in draft.entries]


def test_all_700_days_of_the_german_sample_arrive_with_their_mood(read: Read, samples: Path) -> None:
    draft = read((samples / "daylio" / "german_mockdata_700days.csv").read_bytes())
    assert len(draft.entries) == 700
    assert len({entry.at.day for entry in draft.entries}) == 700
    assert all("mood" in entry.values and entry.at.precision is Precision.DAY for entry in draft.entries)
    assert draft.report.language == "de"
    assert (draft.report.first_day, draft.report.last_day) == ("2020-08-31", "2022-07-31")
    assert draft.open_questions == ()
    first = draft.entries[0]
    assert first.values == {"mood": 3}
    assert first.source is not None
    assert first.source.words == {"mood": "Gut"}


def test_a_second_import_of_the_700_days_adds_nothing(read: Read, samples: Path) -> None:
    data = (samples / "daylio" / "german_mockdata_700days.csv").read_bytes()
    first = read(data)
    second = read(data, known=rows_of(first))
    assert second.entries == ()
    assert second.report.duplicates == 700
    assert [e.id for e in read(data).entries] == [e.id for e in first.entries]


def test_several_entries_a_day_keep_their_times_as_they_came(read: Read, samples: Path) -> None:
    draft = read((samples / "daylio" / "parser_test_data.csv").read_bytes())
    assert len(draft.entries) == 32
    of_day = [e for e in draft.entries if e.at.day == date(2020, 5, 28)]
    assert [e.at.local.strftime("%H:%M") for e in of_day] == ["00:19", "00:46", "05:58", "09:40", "15:20"]
    assert all(e.kind is EntryKind.DAY and e.at.precision is Precision.LOCAL and e.at.zone is None for e in of_day)


def test_own_mood_names_are_asked_for_and_nothing_is_guessed(read: Read, samples: Path) -> None:
    data = (samples / "daylio" / "sample_multiple_moods.csv").read_bytes()
    draft = read(data)
    asked = draft.open_questions[0]
    assert {word.text for word in asked.words} == {"OK", "Refreshed", "Anxious", "ok but sleepy"}
    assert [choice.label for choice in asked.choices][:5] == ["Awful", "Low", "So-so", "Fine", "Good"]
    answers = Answers(
        words={"moods": {"OK": "so_so", "Refreshed": "good", "Anxious": "low", "ok but sleepy": LEAVE_OUT}}
    )
    answered = read(data, answers=answers)
    assert answered.open_questions == ()
    assert len(answered.entries) == 6
    assert answered.report.unknown["mood: ok but sleepy"] == 1


def test_activities_are_offered_by_name_and_stay_out_unless_answered(read: Read) -> None:
    data = csv("2021-09-28,28 September,Tuesday,10:00 pm,good,Sex | headache | Anna,,")
    draft = read(data)
    question = next(question for question in draft.questions if question.id == "activities")
    suggested = {word.text: word.suggested for word in question.words}
    assert suggested == {"Sex": ENCOUNTER, "headache": "symptoms=headache", "Anna": None}
    assert values(draft) == [{"mood": 3}]
    assert draft.report.unknown == {"activity: Sex": 1, "activity: headache": 1, "activity: Anna": 1}
    for word in question.words:
        assert word.suggested is None or word.suggested in {choice.id for choice in question.choices}


def test_sex_as_an_activity_is_an_encounter_of_that_day_with_no_hour_and_no_symptom(read: Read) -> None:
    data = csv("2021-09-28,28 September,Tuesday,10:00 pm,bad,Sex | headache | fight | cried,,")
    mapped = {"Sex": ENCOUNTER, "headache": "symptoms=headache", "fight": "quarrel_today=yes", "cried": LEAVE_OUT}
    draft = read(data, answers=Answers(words={"activities": mapped}))
    encounter = next(e for e in draft.entries if e.kind is EntryKind.ENCOUNTER)
    assert encounter.values == {}
    assert encounter.at.precision is Precision.DAY
    day = next(e for e in draft.entries if e.kind is EntryKind.DAY)
    assert day.values == {"mood": 1, "symptoms": ("headache",), "quarrel_today": True}
    assert read(data, answers=Answers(words={"activities": mapped}), known=rows_of(draft)).entries == ()


def test_an_answer_that_was_not_offered_is_refused(read: Read) -> None:
    data = csv("2021-09-28,28 September,Tuesday,10:00 pm,great,Sex,,")
    for words in ({"activities": {"Sex": "pain=10"}}, {"moods": {"great": "excellent"}}):
        with pytest.raises(UserError):
            read(data, answers=Answers(words=words))


def test_notes_stay_out_unless_asked_for(read: Read) -> None:
    data = csv('2021-09-28,28 September,Tuesday,10:00 pm,good,,Title,"one<br>two &amp; three\nfour"')
    assert [entry.note for entry in read(data).entries] == [None]
    assert read(data).report.notes_seen == 1
    assert [e.note for e in read(data, answers=Answers(notes=True)).entries] == ["Title\none\ntwo & three\nfour"]


def test_the_layout_of_2018_with_month_names_is_read(read: Read) -> None:
    header = "year,date,weekday,time,mood,activities,note\n"
    draft = read(csv("2018,April 12,Thursday,6:50 pm,rad,,", "2018,3. März,Samstag,18:50,rad,,", header=header))
    assert [e.at.local.isoformat() for e in draft.entries] == ["2018-03-03T18:50:00", "2018-04-12T18:50:00"]


def test_the_order_of_day_and_month_is_taken_from_the_whole_file_or_asked(read: Read) -> None:
    header = "full_date,time,mood\n"
    clear = read(csv("03/04/2021,10:00,rad", "13/04/2021,10:00,rad", header=header))
    assert [e.at.day for e in clear.entries] == [date(2021, 4, 3), date(2021, 4, 13)]
    unclear = csv("03/04/2021,10:00,rad", "05/04/2021,10:00,rad", header=header)
    asked = read(unclear)
    assert asked.entries == ()
    assert asked.open_questions[0].examples == ("03/04/2021", "05/04/2021")
    answered = read(unclear, answers=Answers(words={"dates": {"order": "month_first"}}))
    assert [e.at.day for e in answered.entries] == [date(2021, 3, 4), date(2021, 5, 4)]


def test_the_sleep_time_of_the_scales_column_is_taken_and_points_are_not_turned_into_words(read: Read) -> None:
    header = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    row = "2025-01-02,2 January,Thursday,08:00,good,,Sleep Quality: 8/10 points | Sleep Time: 7:45,,"
    draft = read(csv(row, header=header))
    assert values(draft) == [{"mood": 3, "sleep_hours": 465}]
    assert draft.report.unknown == {"scale: sleep quality": 1}


def test_an_exact_double_row_counts_once(read: Read) -> None:
    row = "2021-09-28,28 September,Tuesday,10:00 pm,good,walk,,"
    draft = read(csv(row, row))
    assert len(draft.entries) == 1
    assert draft.report.duplicates == 1


GOOD = "2021-09-28,28 September,Tuesday,10:00 pm,good,walk,,"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark_is_no_obstacle(read: Read, mark: bytes) -> None:
    assert len(read(mark + csv(GOOD)).entries) == 1
    assert len(read(csv(GOOD).decode().encode("utf-16")).entries) == 1


def test_missing_fields_are_told_by_line_and_the_rest_is_taken(read: Read) -> None:
    draft = read(csv(GOOD, "2021-09-27,27 September,Monday", GOOD.replace("28", "26")))
    assert len(draft.entries) == 2
    assert draft.report.unreadable == ("line 3: it has 3 columns instead of 8",)


def test_blank_lines_and_a_repeated_header_are_passed_over(read: Read) -> None:
    draft = read(csv("", GOOD, "", ",,,,,,,", HEADER.strip()))
    assert len(draft.entries) == 1
    assert draft.report.unreadable == ()


@pytest.mark.parametrize(
    "row",
    [
        '2021-09-28,28 September,Tuesday,10:00 pm,good,"walk,,',
        '2021-09-28,28 September,Tuesday,10:00 pm,good,"walk" and more,,',
    ],
)
def test_quotation_marks_that_do_not_match_are_refused_with_a_line(read: Read, row: str) -> None:
    with pytest.raises(BadFile, match="quotation") as caught:
        read(csv(GOOD, row, GOOD))
    assert caught.value.where is not None


def test_a_corrupted_file_is_refused(read: Read) -> None:
    with pytest.raises(BadFile):
        read(csv(GOOD) + b"\xff\xfe\x00 broken")
    with pytest.raises(BadFile):
        read(csv(GOOD) + b"a\x00b")


def test_unreadable_dates_and_times_are_told_by_line(read: Read) -> None:
    draft = read(csv(GOOD, GOOD.replace("2021-09-28", "2021-02-30"), GOOD.replace("10:00 pm", "25:99")))
    assert len(draft.entries) == 1
    assert draft.report.unreadable_count == 2
    assert draft.report.rows_read == 3


@pytest.mark.parametrize("year", ["0001", "1949", "2027", "9999"])
def test_a_day_in_the_future_or_too_long_ago_is_told_and_not_taken(read: Read, year: str) -> None:
    draft = read(csv(GOOD, GOOD.replace("2021-", f"{year}-")))
    assert len(draft.entries) == 1
    assert draft.report.unreadable == ("line 3: its date is in the future or too long ago",)


def test_a_file_with_only_a_header_is_an_error(read: Read) -> None:
    with pytest.raises(BadFile, match="holds no rows"):
        read(HEADER.encode())


def test_a_table_of_something_else_is_refused(read: Read) -> None:
    with pytest.raises(BadFile, match="not an export we can read"):
        read(b"Activities\nDate,Steps\n2021-09-28,4000\n")
