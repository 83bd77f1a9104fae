"""What the page seals by itself is what the server would have kept: for every form, both ways round, each once."""

import base64
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sealing.node import Node, started
from tests.vectors.vaults import PASSPHRASE, REMEMBERING

from aftercare.knowledge.catalogue import by_form
from aftercare.knowledge.load import load_knowledge
from aftercare.model.entry import Entry, EntryKind
from aftercare.model.errors import FieldErrors, TooLarge, UserError
from aftercare.model.measure import Condition, Form, Kind, Measure, Option, Phase, ShownWhen
from aftercare.model.person import Person
from aftercare.model.wire import entry_from_object, entry_to_object
from aftercare.usecases.drafts import entry_from_draft
from aftercare.vault import create_vault, passphrase_step
from aftercare.vault.letter import LARGE, SMALL, Letter, open_letter, seal_letter
from aftercare.vault.letterbox import drop_letter
from aftercare.web.forms import Posted, readable
from aftercare.web.sealed_form import SENTENCES, asked_data, read_draft

KNOWLEDGE = load_knowledge()
ASKED = tuple(by_form(KNOWLEDGE.measures, Form.COMMON))
ID = "6f2b1f7e-1111-4222-8333-944455556666"
NOW = datetime(2026, 11, 22, 1, 30, 15, tzinfo=UTC)
tried = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    with started() as running:
        yield running


def _measure(name: str, kind: Kind, order: int, **more: Any) -> Measure:
    return Measure(
        id=name, question="?", label=name, kind=kind, phase=Phase.AFTER, form=Form.COMMON, order=order, **more
    )


WORDS = tuple(Option(id=name, label=name) for name in ("none", "left", "right"))
EVERY_KIND = (
    _measure("zz_yes", Kind.YES_NO, 9),
    _measure("a_steps", Kind.STEPS, 8, options=WORDS),
    _measure("b_scale", Kind.SCALE, 8),
    _measure(
        "choice", Kind.CHOICE, 3, options=WORDS, shown_when=ShownWhen(measure="b_scale", when=Condition(at_least=4))
    ),
    _measure(
        "choices", Kind.CHOICES, 2, options=WORDS, shown_when=ShownWhen(measure="zz_yes", when=Condition(equals=True))
    ),
    _measure("long", Kind.DURATION, 1, maximum=600),
    _measure(
        "sites", Kind.SITES, 0, options=WORDS, shown_when=ShownWhen(measure="choices", when=Condition(any_of=("left",)))
    ),
    _measure("degrees", Kind.NUMBER, 4, minimum=-1, maximum=43, unit="°C"),
    _measure("since", Kind.DATE, 5),
    _measure("words", Kind.TEXT, 6),
    _measure("short", Kind.TEXT, 7, maximum=3),
)
"""More than the form asks today: what it may ask one day is read alike."""

SCRAPS = st.sampled_from(
    [
        "",
        "0",
        "1",
        "3",
        "4",
        "7",
        "10",
        "11",
        "007",
        "-1",
        " 2 ",
        "\x1c1",
        "2.5",
        "2,5",
        "+1.",
        ".5e1",
        "1_0",
        "inf",
        "2026-02-28",
        "2026-02-30",
        "a\0",
        "x" * 2_001,
        "yes",
        "no",
        "none",
        "left",
        "right",
        "upset",
        "moved",
        "123456789",
        "1234567890",
        "٣",
        "x",
        " ",
    ]
)
NOTES = st.one_of(
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(
        ["  a \r\n b\x85", "\ufeffmark", "\x1f \u3000", "ü" * 10_000, "x" * 10_001, "\u2028 line", "\x7f\x00\x08"]
    ),
)
TIMES = st.fixed_dictionaries(
    {},
    optional={
        "when": st.sampled_from(["now", "earlier", "earlier", ""]),
        "local": st.sampled_from(["2026-11-22T02:30", "2026-02-30T10:00", "", "nonsense", "2031-01-01T00:00"]),
        "zone": st.sampled_from(
            ["Europe/Berlin", "Asia/Calcutta", "America/Port-au-Prince", "+05:30", "", "Moon/Far", "UTC"]
        ),
        "day": st.sampled_from(
            ["2026-11-20", "2026-02-30", "", "1929-12-31", "2026-11-23", "2026-12-01", "0000-01-01"]
        ),
        "hour": st.sampled_from(["", "23:40", "23:40:05", "24:00", "7", "late"]),
        "only_day": st.sampled_from(["", "yes"]),
    },
)


def _names(asked: tuple[Measure, ...]) -> list[str]:
    names = [measure.id for measure in asked]
    names += [f"{m.id}{end}" for m in asked if m.kind is Kind.DURATION for end in (".h", ".m")]
    return names + [f"{m.id}.{site}" for m in asked if m.kind is Kind.SITES for site in m.option_ids]


def _fields(asked: tuple[Measure, ...]) -> st.SearchStrategy[list[tuple[str, str]]]:
    answers = st.lists(st.tuples(st.sampled_from(_names(asked)), SCRAPS), max_size=7)
    return st.builds(lambda rows, note, time: [*rows, ("note", note), *time.items()], answers, NOTES, TIMES)


def _by_server(fields: list[tuple[str, str]], asked: tuple[Measure, ...], now: datetime) -> Entry | set[str]:
    """The entry, or the fields that are to be mended."""
    try:
        draft = read_draft(Posted(readable((("id", ID), *fields))), asked, now)
        return entry_from_draft(draft, {measure.id: measure for measure in asked}, now)
    except FieldErrors as error:
        return set(error.errors)
    except UserError as error:
        return {error.where or "form"}


@tried
@given(st.data(), st.sampled_from([ASKED, EVERY_KIND]), st.integers(0, 999))
def test_for_any_form_the_page_makes_the_same_entry_as_the_server(
    node: Node, data: st.DataObject, asked: tuple[Measure, ...], milliseconds: int
) -> None:
    """Value for value, in the same order, and the same fields to mend."""
    fields = data.draw(_fields(asked))
    now = NOW + timedelta(milliseconds=milliseconds)
    there = _by_server(fields, asked, now)
    moment = round(now.timestamp() * 1000)
    here = node.ask("entry", fields=fields, asked=asked_data(asked), id=ID, now=moment)
    if "leftToServer" in here:
        assert dict(fields)["degrees"] in ("٣", "1_0")
    elif isinstance(there, set):
        assert set(here["mend"]) == there
        assert set(here["mend"].values()) <= SENTENCES.keys()
    else:
        assert json.dumps(here["entry"]) == json.dumps(entry_to_object(there))


def test_a_check_in_is_read_as_one(node: Node) -> None:
    """All its questions, of whatever kind, as the server reads them."""
    asked = tuple(by_form(KNOWLEDGE.measures, Form.CHECK_IN))
    fields = [["sleep_hours.h", "7"], ["temperature", "36,6"], ["caffeine_today", "2"]]
    here = node.ask("entry", fields=fields, asked=asked_data(asked), id=ID, now=1_790_000_000_000, kind="day")["entry"]
    assert entry_from_object(here).kind is EntryKind.DAY
    assert here["values"] == {"sleep_hours": 420, "temperature": 36.6, "caffeine_today": 2}


def _entries() -> st.SearchStrategy[Entry]:
    """Entries as the form gives them, with notes of every length."""

    def of(fields: list[tuple[str, str]], note: str) -> Entry | None:
        made = _by_server([*fields, ("note", note)], EVERY_KIND, NOW)
        return made if isinstance(made, Entry) else None

    note = st.one_of(NOTES, st.integers(3_000, 16_500).map(lambda size: "é" * (size // 2)))
    return st.builds(of, _fields(EVERY_KIND), note).filter(lambda made: made is not None).map(lambda made: made)  # type: ignore[arg-type,return-value]


@tried
@given(_entries())
def test_both_write_a_letter_byte_for_byte_alike(node: Node, entry: Entry) -> None:
    """Same words, same blanks, and both refuse what is too long."""
    identity = pyrage.x25519.Identity.generate()
    try:
        sealed = seal_letter(Letter(id=ID, device=ID, content=entry), str(identity.to_public()))
        by_server = pyrage.decrypt(sealed, [identity])
    except TooLarge:
        by_server = None
    here = node.ask("write", **{"from": {"letter": ID, "device": ID}, "content": {"entry": entry_to_object(entry)}})
    if by_server is None:
        assert here == {"tooLong": True}
    else:
        assert here["text"].encode() == by_server
        assert len(by_server) in (SMALL, LARGE)


@tried
@given(_entries())
def test_what_either_sealed_the_other_opens(node: Node, entry: Entry) -> None:
    """And each sealing looks like any other of its size."""
    identity = pyrage.x25519.Identity.generate()
    paired = {"recipient": str(identity.to_public()), "device": ID}
    try:
        by_server = seal_letter(Letter(id=ID, device=ID, content=entry), paired["recipient"])
    except TooLarge:
        return
    sealed = base64.b64decode(node.ask("seal", paired=paired, content={"entry": entry_to_object(entry)})["sealed"])
    opened = open_letter(sealed, [str(identity)])
    assert opened.content == entry
    assert opened.device == ID
    assert opened.id != ID
    assert len(sealed) in (SMALL + 200, LARGE + 200)
    there = node.ask("open", sealed=base64.b64encode(by_server).decode(), identity=str(identity))["text"]
    assert entry_from_object(json.loads(there)["entry"]) == entry


def test_delivered_in_any_order_and_any_number_of_times_each_is_in_the_journal_once(
    node: Node, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the answer got lost and the phone brings it again after it was taken in."""
    monkeypatch.setattr(passphrase_step, "_run", REMEMBERING)
    session = create_vault(
        tmp_path / "journal", PASSPHRASE, person=Person(birth_year=1990), now=NOW, recovery=False
    ).session
    chance = random.Random(7)
    device = session.pair_device("Phone", NOW)
    paired = {"recipient": device.recipient, "device": device.device}
    ids = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(6)]
    sealed = []
    for number, entry_id in enumerate(ids):
        made = node.ask(
            "entry", fields=[["pain", str(number)]], asked=asked_data(ASKED), id=entry_id, now=1_790_000_000_000
        )
        sealed.append(base64.b64decode(node.ask("seal", paired=paired, content=made)["sealed"]))
    for _round in range(4):
        for each in chance.choices(sealed, k=5):
            drop_letter(session.folder, each)
        session.take_letters()
    for each in sealed:
        drop_letter(session.folder, each)
    session.take_letters()
    assert sorted(entry.id for entry in session.journal.entries) == ids
    assert {entry.letter for entry in session.journal.entries} == {"Phone"}
    assert session.letters_aside() == ()
    session.lock()
