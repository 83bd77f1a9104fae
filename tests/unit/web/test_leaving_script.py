"""Which presses of Shift count as Exit: the script itself, run in node."""

import json
import subprocess
from pathlib import Path

import pytest

import aftercare.web

SCRIPT = Path(aftercare.web.__file__).parent / "static" / "shift.js"
RUN = """
import { countShift } from %s;
const shift = countShift();
const counts = [];
for (const [type, key, timeStamp, more] of JSON.parse(process.argv[1])) {
  if (type === "tap") shift.other();
  else counts.push(shift.key({ type, key, timeStamp, repeat: false, ctrlKey: false, altKey: false, ...more }));
}
process.stdout.write(JSON.stringify(counts.filter((count) => count !== null)));
"""
Event = tuple[object, ...]


def highest(*events: Event) -> int:
    """The most presses in a row that the script counts; at three the page leaves."""
    code = RUN % json.dumps(SCRIPT.as_uri())
    made = [[*event, {}] if len(event) == 3 else list(event) for event in events]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code, json.dumps(made)],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    counts: list[int] = json.loads(done.stdout)
    return max(counts, default=0)


def shift(at: int, **held: bool) -> list[Event]:
    """Shift pressed and let go, nothing with it."""
    return [("keydown", "Shift", at, held), ("keyup", "Shift", at + 80, held)]


def typed(letter: str, at: int) -> list[Event]:
    return [("keydown", letter, at), ("keyup", letter, at + 60)]


def capital(letter: str, at: int) -> list[Event]:
    """Shift held while a letter is typed."""
    return [("keydown", "Shift", at), *typed(letter, at + 50), ("keyup", "Shift", at + 200)]


def test_three_times_in_a_row_within_five_seconds_count() -> None:
    """Slow or fast; a fourth is no more than three."""
    assert highest(*shift(0), *shift(200), *shift(400)) == 3
    assert highest(*shift(0), *shift(2_000), *shift(4_500)) == 3
    assert highest(*shift(0), *shift(200), *shift(400), *shift(600)) == 3


def test_two_or_three_too_slow_do_not() -> None:
    assert highest(*shift(0), *shift(300)) == 2
    assert highest(*shift(0), *shift(3_000), *shift(6_000)) == 2


@pytest.mark.parametrize(
    "events",
    [
        [*capital("A", 0), *capital("B", 300), *capital("C", 600), *capital("D", 900)],
        [*shift(0), *typed("s", 200), *shift(400), *typed("h", 600), *shift(800), *typed("i", 1_000)],
        [*capital("S", 0), *typed("h", 300), *shift(500), *capital("I", 700), *shift(900)],
        [*shift(0), *capital("A", 200), *shift(500), *capital("B", 800), *shift(1_100)],
        [("keydown", "Shift", 0), ("tap",), ("keyup", "Shift", 90)] * 3,
        [*shift(0), ("tap",), *shift(300), ("tap",), *shift(600)],
        [*shift(0, altKey=True), *shift(200, altKey=True), *shift(400, altKey=True)],
        [*shift(0, ctrlKey=True), *shift(200, ctrlKey=True), *shift(400, ctrlKey=True)],
    ],
    ids=[
        "a word in capitals",
        "Shift between the letters of a word",
        "Shift pressed and not used, then a capital",
        "Shift and capitals in turn",
        "marking text with Shift and the mouse",
        "taps between",
        "Alt and Shift, for another keyboard",
        "Control and Shift, for another keyboard",
    ],
)
def test_typing_never_counts_as_three_times_shift(events: list[Event]) -> None:
    """Whoever writes a note in capitals is not thrown out of it."""
    assert highest(*events) < 3


def test_letting_go_of_a_shift_that_was_pressed_elsewhere_is_no_press() -> None:
    """The window came to the front with Shift held."""
    assert highest(("keyup", "Shift", 0), ("keyup", "Shift", 100), ("keyup", "Shift", 200)) == 0
