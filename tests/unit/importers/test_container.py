"""Files that mean harm are refused with a sentence."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from tests.unit.importers.conftest import Read

from aftercare.importers import apple_xml, container, daylio_rows, gather
from aftercare.model.errors import BadFile, TooLarge

Pack = Callable[[dict[str, bytes]], bytes]


def test_an_empty_file_is_refused(read: Read) -> None:
    with pytest.raises(BadFile, match="empty"):
        read(b"")


def test_an_empty_zip_is_refused(read: Read, zipped: Pack) -> None:
    with pytest.raises(BadFile, match="nothing in this zip"):
        read(zipped({}))


@pytest.mark.parametrize("name", ["../../x.xml", "/etc/x.xml", "a/../../x.xml", "..\\x.xml", "C:\\x.xml"])
def test_a_path_that_leads_out_of_the_zip_is_refused(read: Read, zipped: Pack, name: str) -> None:
    packed = zipped({"placeholder.xml": b"<HealthData locale='x'/>"})
    renamed = packed.replace(b"placeholder.xml", name.encode().ljust(15, b"_")[:15])
    with pytest.raises(BadFile, match="leads out"):
        read(renamed)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read: Read, zipped: Pack) -> None:
    bomb = zipped({"export.xml": b"<HealthData locale='x'>" + b" " * (40 * 2**20)})
    with pytest.raises(TooLarge, match="far more"):
        read(bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(read: Read, zipped: Pack) -> None:
    bomb = bytearray(zipped({"export.xml": b"<HealthData locale='x'>" + b" " * (12 * 2**20)}))
    directory = bomb.rfind(b"PK\x01\x02")
    bomb[directory + 24 : directory + 28] = struct.pack("<L", 5000)
    with pytest.raises((BadFile, TooLarge)):
        read(bytes(bomb))


def test_a_stream_that_goes_on_for_ever_is_stopped_at_the_limit() -> None:
    reader = container.GuardedReader(io.BytesIO(b"x" * 100), limit=50)
    with pytest.raises(TooLarge):
        while reader.read(20):
            pass
    whole = container.GuardedReader(io.BytesIO(b"x" * 50), limit=50)
    assert whole.read() == b"x" * 50


def test_a_zip_inside_a_zip_is_refused(read: Read, zipped: Pack) -> None:
    inner = zipped({"export.xml": b"<HealthData locale='x'/>"})
    with pytest.raises(BadFile, match="inside a zip"):
        read(zipped({"inner.zip": inner}))


def test_a_zip_locked_with_a_password_says_what_to_do(read: Read, zipped: Pack) -> None:
    locked = bytearray(zipped({"export.xml": b"<HealthData locale='x'/>"}))
    directory = locked.rfind(b"PK\x01\x02")
    locked[directory + 8] |= 1
    with pytest.raises(BadFile, match="password"):
        read(bytes(locked))


def test_a_zip_cut_in_half_is_refused(read: Read, zipped: Pack) -> None:
    packed = zipped({"export.xml": b"<HealthData locale='x'/>" * 50})
    with pytest.raises(BadFile):
        read(packed[: len(packed) // 2])


def test_a_zip_with_a_flipped_byte_is_refused(read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export.xml", b"<HealthData locale='x'>" + b" " * 3000 + b"</HealthData>")
    damaged = bytearray(packed.getvalue())
    damaged[2000] ^= 0xFF
    with pytest.raises(BadFile, match="damaged"):
        read(bytes(damaged))


def test_too_many_members_are_refused(read: Read, zipped: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "MEMBERS_LIMIT", 2)
    with pytest.raises(TooLarge):
        read(zipped({"a": b"1", "b": b"2", "c": b"3"}))


def test_a_file_over_the_limit_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "FILE_LIMIT", 10)
    with pytest.raises(TooLarge):
        read(b"x" * 11)


def test_the_hash_of_a_file_does_not_move_it() -> None:
    stream = io.BytesIO(b"abc")
    assert container.file_hash(stream).startswith("ba7816bf")
    assert stream.read() == b"abc"


def test_more_entries_than_a_journal_holds_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "ENTRIES_MOST", 1)
    monkeypatch.setattr(daylio_rows, "ROWS_MOST", 1)
    one = (
        '<Record type="HKCategoryTypeIdentifierSexualActivity" startDate="2025-03-0{0} 10:00:00 +0100" '
        'endDate="2025-03-0{0} 10:00:00 +0100" value="x"/>'
    )
    records = "".join(one.format(day) for day in (1, 2))
    with pytest.raises(TooLarge):
        read(f'<HealthData locale="x">{records}</HealthData>'.encode())
    with pytest.raises(TooLarge):
        read(b"full_date,mood\n2021-01-01,good\n2021-01-02,good\n")


def test_a_file_with_endless_kinds_of_records_does_not_fill_the_memory(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apple_xml, "TYPES_MOST", 3)
    records = "".join(f'<Record type="t{number}"/>' for number in range(9))
    sex = (
        '<Record type="HKCategoryTypeIdentifierSexualActivity" startDate="2025-03-01 10:00:00 +0100" '
        'endDate="2025-03-01 10:00:00 +0100" value="x"/>'
    )
    draft = read(f'<HealthData locale="x">{records}{sex}</HealthData>'.encode())
    assert draft.report.unknown == {"t0": 1, "t1": 1, "t2": 1, "other types": 6}
