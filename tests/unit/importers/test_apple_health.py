"""What somebody sees who brings an Apple Health export."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.importers.conftest import Read, rows_of

from aftercare.importers.base import Draft
from aftercare.model.entry import EntryKind, Precision
from aftercare.model.errors import BadFile, UserError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_DE">\n'
TAIL = "</HealthData>\n"


def record(
    kind: str, value: str, start: str, end: str | None = None, *inside: tuple[str, str], source: str = "Health"
) -> str:
    metadata = "".join(f'<MetadataEntry key="{key}" value="{text}"/>' for key, text in inside)
    return (
        f'<Record type="HKCategoryTypeIdentifier{kind}" sourceName="{source}" startDate="{start}" '
        f'endDate="{end or start}" value="HKCategoryValue{value}">{metadata}</Record>\n'
    )


def export(*records: str) -> bytes:
    return (HEAD + "".join(records) + TAIL).encode()


def on(draft: Draft, day: str, kind: EntryKind) -> list[dict[str, object]]:
    return [dict(e.values) for e in draft.entries if e.at.day == date.fromisoformat(day) and e.kind is kind]


@pytest.fixture
def sample(read: Read, samples: Path) -> Draft:
    return read((samples / "apple_health" / "synthetic_reproductive_v14.xml").read_bytes())


def test_each_kind_of_record_of_the_sample_arrives_once(sample: Draft) -> None:
    assert Counter(entry.kind.value for entry in sample.entries) == {"day": 9, "moment": 6, "encounter": 3}
    assert sample.report.rows_read == 25
    assert sample.report.duplicates == 1
    assert (sample.report.first_day, sample.report.last_day) == ("2021-11-03", "2025-03-31")
    assert sample.report.language == "en_DE"
    assert "+01:00" in sample.report.zone_assumption


def test_the_encounter_written_twice_by_a_sync_is_one(sample: Draft) -> None:
    assert on(sample, "2025-03-15", EntryKind.ENCOUNTER) == [{"protection": "none"}]


def test_cramps_of_the_same_evening_are_a_moment_and_never_an_after_sex_symptom(sample: Draft) -> None:
    moments = on(sample, "2025-03-15", EntryKind.MOMENT)
    assert {"abdominal_cramps": 2} in moments
    assert {"pelvic_pain": 1} in moments
    for encounter in (entry for entry in sample.entries if entry.kind is EntryKind.ENCOUNTER):
        assert set(encounter.values) <= {"protection"}


def test_not_present_is_a_real_no(sample: Draft) -> None:
    assert on(sample, "2025-03-20", EntryKind.MOMENT) == [{"pelvic_pain": 0}]


def test_a_strength_that_was_not_said_is_not_made_up(sample: Draft) -> None:
    assert {"symptoms": ("vaginal_dryness",)} in on(sample, "2025-03-15", EntryKind.MOMENT)
    assert {"period_today": True, "period_started": True} in on(sample, "2025-03-31", EntryKind.DAY)


def test_both_spellings_of_bleeding_from_two_apps_are_one_value_a_day_without_an_invented_hour(sample: Draft) -> None:
    days = [e for e in sample.entries if e.at.day == date(2025, 3, 4)]
    assert [dict(e.values) for e in days] == [{"menstrual_bleeding": 4, "period_started": False}]
    assert days[0].at.precision is Precision.DAY
    assert days[0].source is not None
    assert "VaginalBleedingHeavy | HKCategoryValueMenstrualFlowHeavy" in days[0].source.words["menstrual_bleeding"]


def test_sleep_is_one_value_a_night_on_the_day_of_waking(sample: Draft) -> None:
    nights = {e.at.day: e.values["sleep_hours"] for e in sample.entries if "sleep_hours" in e.values}
    assert nights == {date(2021, 11, 3): 450, date(2025, 3, 16): 379, date(2025, 3, 30): 410}


def test_the_zone_of_the_record_wins_over_that_of_the_phone(read: Read) -> None:
    draft = read(
        export(
            record(
                "SexualActivity", "NotApplicable", "2025-07-01 05:30:00 +0200", None, ("HKTimeZone", "America/New_York")
            ),
            record("SexualActivity", "NotApplicable", "2025-07-02 23:40:00 +0200", None, ("HKTimeZone", "Not/AZone")),
        )
    )
    first, second = (entry.at for entry in draft.entries)
    assert (first.local.isoformat(), first.zone) == ("2025-06-30T23:30:00", "America/New_York")
    assert (second.local.isoformat(), second.zone) == ("2025-07-02T23:40:00", "+02:00")


def test_midnight_to_midnight_is_a_day_and_gets_no_hour(read: Read) -> None:
    draft = read(
        export(
            record("SexualActivity", "NotApplicable", "2025-03-04 00:00:00 +0100", "2025-03-04 23:59:59 +0100"),
            record("Headache", "SeverityMild", "2025-03-04 00:00:00 +0100", "2025-03-05 00:00:00 +0100"),
            record("Headache", "SeverityMild", "2025-03-06 00:00:00 +0100"),
        )
    )
    assert {(e.kind, e.at.precision) for e in draft.entries} == {
        (EntryKind.DAY, Precision.DAY),
        (EntryKind.ENCOUNTER, Precision.DAY),
        (EntryKind.MOMENT, Precision.INSTANT),
    }


def test_stages_count_over_plain_sleep_and_time_in_bed_is_no_sleep(read: Read) -> None:
    draft = read(
        export(
            record("SleepAnalysis", "SleepAnalysisInBed", "2025-03-15 22:00:00 +0100", "2025-03-16 08:00:00 +0100"),
            record(
                "SleepAnalysis",
                "SleepAnalysisAsleepUnspecified",
                "2025-03-15 22:00:00 +0100",
                "2025-03-16 08:00:00 +0100",
            ),
            record(
                "SleepAnalysis", "SleepAnalysisAsleepCore", "2025-03-15 22:30:00 +0100", "2025-03-15 23:30:00 +0100"
            ),
            record(
                "SleepAnalysis",
                "SleepAnalysisAsleepCore",
                "2025-03-15 22:30:00 +0100",
                "2025-03-15 23:30:00 +0100",
                source="Copy",
            ),
            record("SleepAnalysis", "SleepAnalysisAsleepREM", "2025-03-15 23:00:00 +0100", "2025-03-16 01:00:00 +0100"),
            record("SleepAnalysis", "SleepAnalysisInBed", "2025-03-16 22:00:00 +0100", "2025-03-17 08:00:00 +0100"),
            record("SleepAnalysis", "SleepAnalysisDreaming", "2025-03-17 22:00:00 +0100", "2025-03-18 08:00:00 +0100"),
        )
    )
    assert [dict(e.values) for e in draft.entries] == [{"sleep_hours": 150}]
    assert draft.report.unknown == {"nights with time in bed only": 1, "SleepAnalysis: Dreaming": 1}


def test_records_inside_a_correlation_are_counted_once(read: Read) -> None:
    one = record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100")
    draft = read(export(one, f'<Correlation type="x" sourceName="a">{one}</Correlation>'))
    assert draft.report.rows_read == 1
    assert draft.report.duplicates == 0
    assert len(draft.entries) == 1


def test_what_is_not_known_is_listed_by_count_and_never_lost_silently(read: Read) -> None:
    draft = read(
        export(
            record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100"),
            record("Nausea", "SeverityUnheardOf", "2025-03-15 22:00:00 +0100"),
            record("HairLoss", "SeverityMild", "2025-03-15 22:00:00 +0100"),
            '<StateOfMind startDate="2025-03-15" valence="0.5"/>',
            record("Nausea", "SeverityMild", "yesterday"),
        )
    )
    assert draft.report.unknown == {"HairLoss": 1, "StateOfMind": 1, "Nausea: HKCategoryValueSeverityUnheardOf": 1}
    assert draft.report.unreadable_count == 1


def test_the_broken_document_type_of_2022_fails_raw_and_passes_here(read: Read, samples: Path) -> None:
    data = (samples / "apple_health" / "synthetic_broken_dtd_v12.xml").read_bytes()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(data)
    draft = read(data)
    assert [dict(e.values) for e in draft.entries] == [{"abdominal_cramps": 1}]


def test_stray_control_characters_are_no_obstacle(read: Read) -> None:
    draft = read(export(record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100", source="Ti\x03ny\x0bApp")))
    assert len(draft.entries) == 1


def test_a_file_that_was_cut_off_is_refused_with_a_line(read: Read) -> None:
    data = export(record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100"))
    with pytest.raises(BadFile, match="cut off") as caught:
        read(data[: len(data) - 20])
    assert caught.value.where is not None


def test_the_line_of_a_fault_is_that_of_the_file_as_it_was_given(read: Read) -> None:
    doctype = "<!DOCTYPE HealthData [\n<!ELEMENT HealthData EMPTY>\n]>\n"
    data = f'<?xml version="1.0"?>\n{doctype}<HealthData locale="x">\n<Record type="a"></Wrong>\n</HealthData>'
    with pytest.raises(BadFile) as caught:
        read(data.encode())
    assert caught.value.where == "line 6"


def test_entities_and_document_types_get_nowhere(read: Read, samples: Path) -> None:
    secret = samples / "apple_health" / "SOURCES.md"
    doctype = f'<!DOCTYPE HealthData [<!ENTITY a "b"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    for entity in ("&a;", "&f;"):
        body = f'<HealthData locale="x"><Record type="{entity}"/></HealthData>'
        with pytest.raises(UserError):
            read((doctype + body).encode())
    late = HEAD + "<!DOCTYPE x>" + record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100") + TAIL
    with pytest.raises(UserError):
        read(late.encode())


@pytest.mark.parametrize("name", ["apple_health_export/export.xml", "Export.xml", "导出.xml", "a/b/c.bin"])
def test_the_export_is_found_in_the_zip_whatever_its_name(
    read: Read, samples: Path, zipped: Callable[[dict[str, bytes]], bytes], name: str
) -> None:
    data = (samples / "apple_health" / "synthetic_reproductive_v14.xml").read_bytes()
    other = b'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>'
    packed = zipped({"__MACOSX/._export.xml": b"\0\1", "apple_health_export/export_cda.xml": other, name: data})
    assert len(read(packed).entries) == 18


def test_a_second_import_of_the_same_file_adds_nothing(read: Read, samples: Path, sample: Draft) -> None:
    data = (samples / "apple_health" / "synthetic_reproductive_v14.xml").read_bytes()
    again = read(data)
    assert [e.id for e in again.entries] == [e.id for e in sample.entries]
    known = read(data, known=rows_of(sample))
    assert known.entries == ()
    assert known.report.duplicates == 20


def test_a_newer_export_adds_only_what_is_new(read: Read) -> None:
    old = record("MenstrualFlow", "VaginalBleedingLight", "2025-03-03 12:00:00 +0100")
    new = record("Headache", "SeverityMild", "2025-03-03 00:00:00 +0100", "2025-03-03 23:59:59 +0100")
    first = read(export(old))
    second = read(export(old, new), known=rows_of(first))
    assert [dict(e.values) for e in second.entries] == [{"headache": 1}]
    assert {e.id for e in first.entries}.isdisjoint(e.id for e in second.entries)


@pytest.mark.parametrize("name", ["healthkit_to_sqlite_export.xml", "applehealthdata_export6s3sample_v3dtd.xml"])
def test_a_file_without_anything_for_this_journal_is_an_error_that_says_so(
    read: Read, samples: Path, name: str
) -> None:
    with pytest.raises(BadFile, match=r"None of the \d+ rows"):
        read((samples / "apple_health" / name).read_bytes())


@pytest.mark.parametrize(
    "start",
    [
        "0001-01-01 00:00:00 +0100",
        "9999-12-31 23:59:59 -1200",
        "2026-11-23 10:00:00 +0000",
        "1949-12-31 10:00:00 +0000",
    ],
)
@pytest.mark.parametrize("kind", ["SleepAnalysis", "SexualActivity", "MenstrualFlow"])
def test_a_date_that_cannot_be_right_is_told_and_not_taken(read: Read, kind: str, start: str) -> None:
    good = record("Nausea", "SeverityMild", "2025-03-15 22:00:00 +0100")
    values = {"SleepAnalysis": "SleepAnalysisAsleepCore", "MenstrualFlow": "MenstrualFlowLight"}
    draft = read(export(good, record(kind, values.get(kind, "NotApplicable"), start)))
    assert len(draft.entries) == 1
    assert draft.report.unreadable_count == 1
