"""Examines one edition in a process of its own: reads what to do on the standard input, writes what it found."""

import os
import resource
import sys

from bot.editions.examining import examine
from bot.editions.memory import Memory
from bot.editions.order import Order

_NICENESS = 15
_MEMORY_BYTES = 4 * 1024**3
"""Of addresses; an examination takes less than a tenth of it. More than that is an edit that grows without end."""


def main() -> int:
    """Does one order, modestly: whoever serves goes first."""
    os.nice(_NICENESS)
    order = Order.read(sys.stdin.buffer.read())
    # Where the process that serves is killed, nobody else ends this one.
    resource.setrlimit(resource.RLIMIT_CPU, (order.seconds, order.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    memory = Memory(order.memory)
    found = examine(
        order.files, order.against, memory, side_by_side=order.side_by_side, require_signed=order.require_signed
    )
    sys.stdout.write(found.model_dump_json())
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
