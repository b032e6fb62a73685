"""Proves a book, unless this very program proved this very book before."""

from datetime import UTC, datetime

from bot.editions.examination import Proved
from bot.editions.memory import Memory
from bot.knowledge.book import Book
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import Fault
from bot.proof.proving import prove
from bot.proof.result import Proof


def proved(book: Book, fingerprint: str, memory: Memory, *, side_by_side: bool) -> tuple[Proved | None, list[Fault]]:
    """Proves an edition, unless this program proved it before; a proof that failed is never remembered.

    Args:
        book: The edition; it has no other faults.
        fingerprint: Hash of its files.
        memory: What was proved before.
        side_by_side: Whether it may take all processors.
    """
    remembered = memory.recall(fingerprint, Proved)
    if remembered is not None:
        return remembered, []
    proof = prove(book, side_by_side=side_by_side)
    faults = [fault.in_context("", rule_of(fault.code)) for fault in proof.faults()]
    if faults:
        return None, faults
    found = summary_of(proof)
    memory.remember(fingerprint, found)
    return found, []


def summary_of(proof: Proof) -> Proved:
    """Returns what is kept of a proof that has no counter-example."""
    return Proved(
        worlds=proof.worlds,
        pieces={piece.name: piece.worlds for piece in proof.pieces},
        seconds=round(proof.seconds, 1),
        at=datetime.now(UTC),
    )
