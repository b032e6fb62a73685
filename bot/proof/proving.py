"""Runs all five pieces of the safety proof over one edition.

Reading a book never runs it: `footguide check` does, and whoever publishes an edition remembers its outcome.
"""

from functools import partial
from time import perf_counter

from bot.knowledge.book import Book
from bot.proof.answers_alone import prove_answers_alone
from bot.proof.collecting import Collecting, run_piece
from bot.proof.levels import prove_levels
from bot.proof.merging import prove_merging
from bot.proof.outcomes_alone import prove_outcomes_alone
from bot.proof.pairs import prove_pairs
from bot.proof.practices import prove_practices
from bot.proof.recording import Recording
from bot.proof.result import Proof
from bot.proof.rules_alone import prove_rules_alone
from bot.proof.slots import prove_slots
from bot.proof.variants import prove_variants
from bot.side_by_side import run_side_by_side


def prove(book: Book, *, side_by_side: bool = False) -> Proof:
    """Proves an edition.

    Args:
        book: The edition; it has no other faults.
        side_by_side: Whether the pieces run at the same time, in processes that are forked off.
    """
    recording = Recording(book)

    def each_rule(collecting: Collecting) -> None:
        prove_rules_alone(collecting, book, recording)
        prove_outcomes_alone(collecting, book)
        prove_answers_alone(collecting, book)

    def planning(collecting: Collecting) -> None:
        prove_slots(collecting, book)
        prove_variants(collecting, book, recording)

    def every_path(collecting: Collecting) -> None:
        prove_levels(collecting, book, recording)
        prove_practices(collecting, book, recording)

    works = (
        partial(run_piece, "each rule alone", "proof_rule", each_rule),
        partial(run_piece, "merging limits", "proof_merging", partial(prove_merging, book=book)),
        partial(run_piece, "planning sees permissions", "proof_planning", planning),
        partial(run_piece, "no path around a question", "proof_path", every_path),
        partial(run_piece, "pairs of cautions", "proof_pair", partial(prove_pairs, book=book, recording=recording)),
    )
    began = perf_counter()
    done = run_side_by_side(works) if side_by_side else tuple(work() for work in works)
    return Proof(book.edition, done, perf_counter() - began)
