"""Ends the service when the system or a person at the keyboard asks for it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

_log = logging.getLogger(__name__)

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextlib.contextmanager
def end_on_signals(stopping: asyncio.Event) -> Iterator[None]:
    """Sets `stopping` at the first SIGTERM or SIGINT; a second one ends the process at once.

    Args:
        stopping: What the service is run with.
    """
    loop = asyncio.get_running_loop()

    def forget() -> None:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)

    def end(received: signal.Signals) -> None:
        _log.info("%s: ending once what is in hand is done", received.name)
        forget()
        stopping.set()

    for each in _SIGNALS:
        loop.add_signal_handler(each, end, each)
    try:
        yield
    finally:
        forget()
