"""Named moments at which a fault test may end the process; in service nothing happens at them."""

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """A moment that matters when a process dies there."""

    WORKED = "worked"
    """The turns are made and nothing is committed."""

    COMMITTED = "committed"
    """The batch is committed and nothing has been sent."""

    JOB_BEGUN = "job begun"
    """An attempt at a job is counted and its work has not begun."""

    JOB_DONE = "job done"
    """A job is done and nothing of its end is committed."""

    CLAIMED = "claimed"
    """A row is marked as being sent and Telegram has not been called."""

    CALLED = "called"
    """Telegram has answered and the row is not marked as sent."""


Reach = Callable[[Point], None]
"""Told of every point that is reached."""


def pass_by(point: Point) -> None:
    """Goes on: what the service does at every point."""
    del point
