"""The compiled form of the data: used only while it is that of the files beside it."""

from pathlib import Path

from aftercare.knowledge import compiled
from aftercare.knowledge.compiled import compiled_path, read_compiled, write_compiled

RECORD = "- {id: a, name: A}\n"
FILE = "section/one.yaml"


def data(folder: Path) -> Path:
    """A data folder with one file, compiled."""
    (folder / "data" / "section").mkdir(parents=True)
    (folder / "data" / "section" / "one.yaml").write_text(RECORD, encoding="utf-8")
    write_compiled(folder / "data", {"section/one.yaml": [{"id": "a", "name": "A"}]})
    compiled._places.cache_clear()
    return folder / "data"


def test_while_nothing_changed_it_is_used(tmp_path: Path) -> None:
    assert read_compiled(data(tmp_path), FILE) == [{"id": "a", "name": "A"}]


def test_after_a_change_of_a_file_it_is_not_used_any_more(tmp_path: Path) -> None:
    folder = data(tmp_path)
    (folder / "section" / "one.yaml").write_text(RECORD.replace("name: A", "name: B"), encoding="utf-8")
    assert read_compiled(folder, FILE) is None


def test_after_a_file_came_or_went_or_has_another_name_it_is_not_used_any_more(tmp_path: Path) -> None:
    for number, change in enumerate(("more", "gone", "renamed")):
        folder = data(tmp_path / str(number))
        if change == "more":
            (folder / "section" / "two.yaml").write_text(RECORD, encoding="utf-8")
        elif change == "gone":
            (folder / "section" / "one.yaml").unlink()
        else:
            (folder / "section" / "one.yaml").rename(folder / "section" / "other.yaml")
        assert read_compiled(folder, FILE) is None, change


def test_half_a_compiled_file_is_not_used(tmp_path: Path) -> None:
    folder = data(tmp_path)
    whole = compiled_path(folder).read_bytes()
    compiled_path(folder).write_bytes(whole[: len(whole) // 2])
    assert read_compiled(folder, FILE) is None
