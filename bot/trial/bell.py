"""Wakes everybody who waits for something new, without losing a ring in between."""

import asyncio


class Bell:
    """A signal that may be rung many times and waited for by many.

    Whoever looks for news and then waits, without awaiting anything in between, misses none.
    """

    def __init__(self) -> None:
        self._next_ring = asyncio.Event()

    def ring(self) -> None:
        """Wake all who wait now."""
        self._next_ring.set()
        self._next_ring = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Wait for the next ring.

        Args:
            seconds: The longest wait.

        Returns:
            Whether it rang.
        """
        ring = self._next_ring
        try:
            await asyncio.wait_for(ring.wait(), seconds)
        except TimeoutError:
            return False
        return True
