"""Lets no library or thread of this process write a value to standard error, whatever breaks.

What breaks in a page ends in `faults`; this is for what breaks beside it: threads, timers, the event loop. All of them
would print a message, and a message can hold what a person wrote. Takes and returns nothing.
"""

import asyncio
import logging
import sys
import threading
from types import TracebackType
from typing import Any

from aftercare.web.faults import report


def keep_silent() -> None:
    """For the whole process: no log of any library, and errors outside of pages without their message."""
    logging.disable(logging.CRITICAL)
    sys.excepthook = _outside
    threading.excepthook = _in_thread


def keep_loop_silent(loop: asyncio.AbstractEventLoop) -> None:
    """For the event loop: neither its slow calls nor its lost errors are described."""
    loop.set_debug(False)
    loop.set_exception_handler(_in_loop)


def _outside(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    report(error)


def _in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        report(args.exc_value)


def _in_loop(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    if isinstance(error, BaseException):
        report(error)
