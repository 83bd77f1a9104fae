"""What one worker knows while it runs: the launch, who is in, the open vault, the clock of its lock.

The only mutable thing in the web part. Everything of a person in it goes with the process when the vault locks.
"""

import contextlib
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aftercare.model.errors import UserError
from aftercare.model.settings import Device
from aftercare.usecases.begun import leave_begun
from aftercare.vault import Session
from aftercare.web.answered import Answered
from aftercare.web.autolock import AutoLock, Reading
from aftercare.web.check_waiting import Waiting
from aftercare.web.drafts import Drafts
from aftercare.web.launch import Launch, RandomHex
from aftercare.web.link import Line, Say
from aftercare.web.sessions import BrowserSession, Sessions
from aftercare.web.unsaved import Unsaved


class ParentLink(Protocol):
    """What a worker may say to its parent."""

    def tell(self, line: Line) -> None:
        """Say something that needs no answer."""

    def ask(self, line: Line) -> str | float | bool | None:
        """Ask and wait for the answer."""


JOURNAL_THREAD = "journal"
CLOSING_TAKES = 5.0
"""Seconds we wait for a save under way before the process ends regardless; a save survives being cut off."""


@dataclass(slots=True, kw_only=True)
class AppState:
    """See the module docstring. Edges only: `reading`, `now` and `random_hex` are the worker's clock and chance."""

    launch: Launch
    parent: ParentLink
    reading: Callable[[], Reading]
    now: Callable[[], datetime]
    random_hex: RandomHex
    leave: Callable[[], None]
    """Ends this process soon, once the answer now being written is out."""
    device: Device = field(default_factory=Device)
    vault: Session | None = None
    sessions: Sessions = field(default_factory=Sessions)
    drafts: Drafts = field(default_factory=Drafts)
    unsaved: Unsaved = field(default_factory=Unsaved)
    answered: Answered = field(default_factory=Answered)
    checks: Waiting = field(default_factory=Waiting)
    autolock: AutoLock | None = None
    device_change: object | None = None
    """The last change of the device's settings, to be taken back; see `device_change`."""
    journal_thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix=JOURNAL_THREAD)
    )
    """Everything that touches the open vault runs here, one thing at a time."""
    left: bool = False
    leaving: threading.Lock = field(default_factory=threading.Lock, repr=False)
    """Exit, Lock and the clock may come at once, each in a thread of its own: one of them locks."""

    def open(self, vault: Session, *, replacing: str | None = None) -> BrowserSession:
        """The vault is open from now on, for one browser."""
        self.vault = vault
        self.autolock = AutoLock.starting(self.reading(), idle=self.device.auto_lock_minutes * 60.0)
        return self.sessions.begin(self.random_hex, replacing=replacing)

    def watch(self) -> None:
        """What was just written while the vault is locked is forgotten like an open one, when nobody is there."""
        if self.autolock is None:
            self.autolock = AutoLock.starting(self.reading(), idle=self.device.auto_lock_minutes * 60.0)

    def acted(self) -> None:
        """The person did something themself."""
        if self.autolock is not None:
            self.autolock.acted(self.reading())

    def lock_if_due(self) -> bool:
        """Lock when it is time; True when it was. What waits without a journal is forgotten in its time."""
        self.checks.forget_old(self.now())
        if self.autolock is None or not self.autolock.due(self.reading()):
            return False
        try:
            self.lock_unasked()
        finally:
            self.leave()
        return True

    def lock_unasked(self) -> None:
        """Lock, not by the person's own doing: what is half filled in waits sealed in the letterbox."""
        for sealed in self.unsaved.take_all():
            # Locking comes first: a full disk or letterbox must not keep the journal open.
            with contextlib.suppress(UserError, OSError):
                leave_begun(self.launch.folder, sealed)
        self.lock()

    def lock(self) -> None:
        """Close the vault, end all sessions, and let the reserve take over. The caller then calls `leave`, also when
        this fails: the process ends in any case, and the next unlocking finishes what closing could not.
        """
        with self.leaving:
            if self.left:
                return
            self.left = True
        self.sessions.end_all()
        self.drafts.forget_all()
        self.unsaved.take_all()
        self.autolock = None
        vault, self.vault = self.vault, None
        try:
            if vault is not None:
                self._close(vault)
        finally:
            self.parent.tell(Line(Say.LEAVING))

    def _close(self, vault: Session) -> None:
        """After the work under way, in the vault's own thread; at once when that is where we are."""
        if threading.current_thread().name.startswith(JOURNAL_THREAD):
            vault.lock()
        else:
            closing = self.journal_thread.submit(vault.lock)
            with contextlib.suppress(TimeoutError):
                closing.result(timeout=CLOSING_TAKES)
