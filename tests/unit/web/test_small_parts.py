"""Throttle, letter rate, link, launch, drafts: each alone."""

import io
import socket
import threading
import time
from pathlib import Path

import pytest

from aftercare.model.errors import BadValue, Conflict
from aftercare.model.reach import OnThisMachine
from aftercare.web.drafts import KEPT, Drafts
from aftercare.web.launch import Launch
from aftercare.web.let_in import LetIn
from aftercare.web.link import Asking, Line, Link, Say
from aftercare.web.parent import Parent, listen
from aftercare.web.throttle import FREE_TRIES, LETTERS_A_MINUTE, LONGEST_WAIT, LetterRate, UnlockThrottle


def fail(throttle: UnlockThrottle, now: float) -> None:
    assert throttle.begin(now) == 0.0
    throttle.end(now, opened=False)


def test_a_few_slips_cost_nothing_then_each_costs_twice_as_long() -> None:
    """2, 4, 8 ... seconds, a minute at most."""
    throttle, now, waits = UnlockThrottle(), 0.0, []
    for _ in range(12):
        fail(throttle, now)
        waits.append(throttle.begin(now))
        if waits[-1] == 0.0:
            throttle.abandoned()
        now += waits[-1]
    assert waits[: FREE_TRIES - 1] == [0.0] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1 : FREE_TRIES + 2] == [2.0, 4.0, 8.0]
    assert max(waits) == LONGEST_WAIT


def test_opening_forgives_the_slips() -> None:
    """The owner starts afresh."""
    throttle = UnlockThrottle(failures=9)
    assert throttle.begin(0.0) == 0.0
    throttle.end(0.0, opened=True)
    assert throttle.failures == 0


def test_one_try_at_a_time_and_a_dead_one_counts_as_none() -> None:
    """Two tabs can't try in parallel."""
    throttle = UnlockThrottle()
    assert throttle.begin(0.0) == 0.0
    assert throttle.begin(0.0) == 1.0
    throttle.abandoned()
    assert throttle.begin(0.0) == 0.0
    assert throttle.failures == 0


def test_letters_are_counted_by_token_and_minute() -> None:
    """Thirty a minute."""
    rate = LetterRate()
    assert all(rate.allow("a", 0.0) for _ in range(LETTERS_A_MINUTE))
    assert not rate.allow("a", 59.0)
    assert rate.allow("b", 59.0)
    assert rate.allow("a", 60.1)


def test_messages_that_come_at_once_are_all_read() -> None:
    """A selector would tell of the first only."""
    ours, theirs = socket.socketpair()
    link, other = Link(ours), Link(theirs)
    for value in (1.0, 2.0, 3.0):
        other.write(Line(Say.LETTER, value))
    read = [link.read()]
    while link.more:
        read.append(link.read())
    assert [line.value for line in read if line] == [1.0, 2.0, 3.0]
    other.close()
    assert link.read() is None
    link.close()


def test_a_question_gets_its_answer_and_a_dead_parent_none() -> None:
    """The worker never hangs on a parent that is gone."""
    ours, theirs = socket.socketpair()
    link = Link(ours)
    asking, parent = Asking(link), Link(theirs)
    threading.Thread(target=asking.listen, daemon=True).start()

    def answer() -> None:
        line = parent.read()
        assert line == Line(Say.TRY)
        parent.write(Line(Say.ANSWER, 4.5))

    thread = threading.Thread(target=answer)
    thread.start()
    assert asking.ask(Line(Say.TRY)) == 4.5
    thread.join()
    parent.close()
    assert asking.ask(Line(Say.TRY)) is None
    link.close()


def launch() -> Launch:
    return Launch(folder=Path("x"), host="127.0.0.1", port=8427, key="ab" * 32)


def test_a_launch_survives_the_way_to_the_worker_and_knows_its_own_cookies() -> None:
    """And no other launch's."""
    one = launch()
    assert Launch.from_json(one.to_json()) == one
    cookie = one.new_launch_cookie(lambda count: "cd" * count)
    assert one.launch_id(cookie) == "cd" * 16
    other = Launch(folder=Path("x"), host="127.0.0.1", port=8427, key="ac" * 32)
    assert other.launch_id(cookie) is None
    assert one.sign("form", "x") != one.sign("launch", "x")


def test_the_opening_token_works_once_the_printed_one_as_long_as_it_runs() -> None:
    """The one given to the browser can be seen in the list of running programs."""
    parent = Parent(launch(), socket.socket(), LetIn("printed"), io.StringIO())
    opening = parent.opening_address().split("/a/")[1]
    now = time.monotonic()
    assert not parent.let_in.redeem("guess", now)
    assert parent.let_in.redeem(opening, now)
    assert not parent.let_in.redeem(opening, now)
    assert parent.let_in.redeem("printed", now)
    assert parent.first_address().endswith("/a/printed")
    late = parent.opening_address().split("/a/")[1]
    assert not parent.let_in.redeem(late, now + 1_000)
    parent.listener.close()


def test_only_loopback_is_served_and_a_port_asked_for_is_not_swapped() -> None:
    """Each with its sentence; without a wish a busy port is stepped around."""
    with pytest.raises(BadValue):
        OnThisMachine("0.0.0.0")
    taken = listen(OnThisMachine(), 0)
    assert taken.getsockname()[0] == "127.0.0.1"
    port = taken.getsockname()[1]
    with pytest.raises(Conflict):
        listen(OnThisMachine(), port)
    first, second = listen(OnThisMachine(), None), listen(OnThisMachine(), None)
    assert first.getsockname()[1] != second.getsockname()[1]
    for listener in (taken, first, second):
        listener.close()


def test_drafts_are_by_browser_and_few() -> None:
    """The oldest makes room."""
    drafts = Drafts()
    for number in range(KEPT + 1):
        drafts.keep(str(number), number)
    assert drafts.get("0") is None
    assert drafts.get(str(KEPT)) == KEPT
    drafts.forget(str(KEPT))
    assert drafts.get(str(KEPT)) is None
    drafts.forget_all()
    assert drafts.get("5") is None
