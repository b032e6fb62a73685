"""How long it takes to tell what an edit does: `python -m tests.benchmarks.difference`.

Prints the seconds of reading one book, of comparing without cases, and of the whole with the cases that are touched, and
how many times as long as reading each takes.
"""

from collections.abc import Callable
from time import perf_counter

from bot.difference.change import Difference
from bot.difference.comparing import compare
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.reading import read_book
from bot.shipped_book import shipped_book_folder
from tests.difference.editing import edited, first_change, first_level

EDITS: dict[str, Callable[[Book], Book]] = {
    "one cap of a caution": lambda book: first_change(book, "varicose_veins", pressure=5),
    "one level of a red flag": lambda book: first_level(book, "dvt_possible", level=Level.CLINICIAN, within_days=2),
    "one technique": lambda book: edited(book, "techniques", "ball_bottle_roll", pressure=6),
    "one text": lambda book: edited(book, "techniques", "ball_bottle_roll", feel="A rub and a mild ache."),
}


def main() -> None:
    """Measures and prints."""
    began = perf_counter()
    book = read_book(shipped_book_folder())
    reading = perf_counter() - began
    print(f"reading and checking the book: {reading:.1f} s")  # noqa: T201
    for what, edit in EDITS.items():
        planted = edit(book)
        rules, _ = _timed(lambda planted=planted: compare(book, planted, play_cases=False))  # type: ignore[misc]
        whole, found = _timed(lambda planted=planted: compare(book, planted, side_by_side=True))  # type: ignore[misc]
        print(  # noqa: T201
            f"{what}: rules {rules:.1f} s ({rules / reading:.1f} x reading), with {found.cases_played} cases"
            f" {whole:.1f} s ({whole / reading:.1f} x); looser {len(found.looser)}"
        )


def _timed(work: Callable[[], Difference]) -> tuple[float, Difference]:
    began = perf_counter()
    found = work()
    return perf_counter() - began, found


if __name__ == "__main__":
    main()
