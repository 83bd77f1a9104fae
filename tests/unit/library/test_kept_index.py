"""What is asked is found at once after a start: what search takes longest to build is kept, and never out of date."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftercare.knowledge.load import Knowledge, load_knowledge
from aftercare.library import index, kept_index
from aftercare.library.index import build_index, keep_index
from aftercare.library.kept_index import read_kept, write_kept
from aftercare.likeness.groups import Group, Groups
from aftercare.likeness.kept import groups_as_bytes, groups_from_bytes
from aftercare.likeness.spelling import Speller

TERMS = st.lists(st.text("abc~= é", min_size=1, max_size=4), max_size=5).map(tuple)
GROUPS = st.lists(
    st.builds(
        Group,
        examples=st.lists(TERMS, max_size=3).map(tuple),
        other=st.lists(st.tuples(st.floats(0.1, 3.0), TERMS), max_size=2).map(tuple),
        plain=st.lists(st.tuples(st.floats(0.1, 3.0), TERMS), max_size=2).map(tuple),
    ),
    min_size=1,
    max_size=4,
)
SOME = [
    Group(examples=(("cramp", "after"), ("cry",)), plain=((0.3, ("orgasm", "cramp")),)),
    Group(examples=(("low",),)),
]


def same(one: Groups, other: Groups) -> bool:
    """To the last bit."""
    parts = [
        (
            dict(groups.rarity),
            groups.unknown,
            dict(groups.spoken),
            list(groups.length_effect),
            dict(groups.examples_with),
            list(groups.group_of_example),
        )
        for groups in (one, other)
    ]
    return parts[0] == parts[1]


@given(GROUPS)
def test_what_is_kept_is_what_was_built(groups: list[Group]) -> None:
    """Whatever the texts."""
    built = Groups.of(groups)
    assert same(groups_from_bytes(groups_as_bytes(built)), built)


def test_questions_are_answered_the_same_from_the_file_as_from_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of the library that ships; another library is never answered from its file."""
    file = tmp_path / "index.compiled"
    shipped = load_knowledge()
    monkeypatch.setattr(index, "read_kept", lambda: None)
    built = build_index.__wrapped__(shipped)
    write_kept(built.groups, built.speller.known, file)
    monkeypatch.setattr(index, "read_kept", lambda: read_kept(file))
    kept = build_index.__wrapped__(shipped)
    assert kept.groups is not built.groups
    assert same(kept.groups, built.groups)
    assert kept.speller == built.speller
    assert kept == replace(built, groups=kept.groups)
    monkeypatch.setattr(index, "read_kept", lambda: pytest.fail("read for another library"))
    monkeypatch.setattr(index, "_speller_and_groups", lambda *_: (built.speller, built.groups))
    build_index.__wrapped__(Knowledge())


def test_it_is_written_once_and_then_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installing again takes no longer than it must."""
    written: list[object] = []
    monkeypatch.setattr(index, "write_kept", lambda *parts: written.append(parts))
    made = Speller.of(["cramp"]), Groups.of(SOME)
    monkeypatch.setattr(index, "_speller_and_groups", lambda *_: made)
    monkeypatch.setattr(index, "read_kept", lambda: None)
    keep_index(load_knowledge())
    monkeypatch.setattr(index, "read_kept", lambda: written)
    keep_index(load_knowledge())
    assert len(written) == 1


def test_nothing_is_read_that_does_not_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file, a piece of one, one that was changed, one of another version of data or program: built anew."""
    file = tmp_path / "index.compiled"
    assert read_kept(file) is None
    write_kept(Groups.of(SOME), ["cramp", "low"], file)
    whole = file.read_bytes()
    fits = read_kept(file)
    assert fits is not None
    assert fits.words == {"cramp", "low"}
    assert same(fits.groups, Groups.of(SOME))
    assert list(tmp_path.iterdir()) == [file]
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place])
        assert read_kept(file) is None
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_kept(file) is None
    file.write_bytes(whole)
    assert read_kept(file) is not None
    monkeypatch.setattr(kept_index, "digest_of", lambda _folder: "of other data")
    assert read_kept(file) is None


def test_a_change_of_the_program_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that it is made by are part of what it says it was made from."""
    source = tmp_path / "terms.py"
    source.write_text("one")
    assert {path.name for path in kept_index.MADE_BY} >= {
        "terms.py",
        "groups.py",
        "index.py",
        "condition.py",
        "pages.py",
    }
    monkeypatch.setattr(kept_index, "MADE_BY", (source,))
    before = kept_index.made_from()
    source.write_text("two")
    assert kept_index.made_from() != before
