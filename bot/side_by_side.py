"""Runs long works side by side, each in a process that is forked off with all that it needs; for commands only."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")


def run_side_by_side(works: Sequence[Callable[[], Result]]) -> tuple[Result, ...]:
    """Runs works at the same time and returns their results in order.

    Where the system cannot fork, and in a program that has forked off already, they run one after the other.

    Args:
        works: What to run; a result must be picklable, a work need not be.

    Raises:
        RuntimeError: A process ended without a result; its own trouble stands on the console.
    """
    if "fork" not in multiprocessing.get_all_start_methods() or multiprocessing.parent_process() is not None:
        return tuple(work() for work in works)
    context = multiprocessing.get_context("fork")
    started = []
    for work in works:
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, sending), daemon=True)
        process.start()
        sending.close()
        started.append((process, receiving))
    results = []
    for process, receiving in started:
        try:
            results.append(receiving.recv())
        except EOFError as error:
            message = "a process that was forked off ended without a result; what it met stands above"
            raise RuntimeError(message) from error
        process.join()
    return tuple(results)


def _work(work: Callable[[], object], sending: Connection) -> None:
    sending.send(work())
    sending.close()
