"""How long to wait before the next try: longer each time, and never in step with everybody else's."""

import random
from collections.abc import Callable

Jitter = Callable[[], float]
"""Gives a number from 0 up to 1, each time another one."""

random_jitter: Jitter = random.random


def pause(tries: int, longest: float, jitter: Jitter) -> float:
    """Gives the seconds to wait.

    Args:
        tries: How often it has failed, from 1.
        longest: The most that is ever waited, in seconds.
        jitter: Spreads the waits over the upper half.

    Returns:
        Between half of 1, 2, 4, 8 ... seconds (`longest` at most) and the whole of it.
    """
    whole = min(longest, 2.0 ** min(tries - 1, 30))
    return whole * (0.5 + jitter() / 2)
