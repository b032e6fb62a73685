"""The page that leads from each claim of the first articles to the file that covers it."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.models.coverage import CoverageRow

KNOWLEDGE = "../knowledge"
"""The way from the page, which lies in `docs/`, to the book."""

HEAD = """\
# What the first articles claim, and where it is

The product began from two articles: A is on foot massage and reflexology, B on pain relief, points, combinations and
tools. Each technique, tool, point and claim of theirs has a row here, with an honest verdict, what a person is told,
and the files where it lives. No clinician has signed any of it unless the entry says so.

This page is made from `knowledge/coverage.yaml` by `footguide coverage --write docs/coverage.md`; edit it there.
"""


def coverage_page(book: Book) -> str:
    """Returns the page as Markdown.

    Args:
        book: The edition; its rows are told in their order.
    """
    return "\n".join((HEAD, *_summary(book), "", *_table(book))) + "\n"


def _summary(book: Book) -> Iterator[str]:
    rows = book.coverage.values()
    told = sum(row.told_in is not None for row in rows)
    yield f'{len(rows)} rows; {told} of them can be read in the chat under `/learn`, "What people claim".'
    yield ""
    yield "| Grade of the claim | Rows |"
    yield "|---|---|"
    for grade in (*book.words.evidence, None):
        count = sum(row.evidence == grade for row in rows)
        yield f"| {'no effect is claimed' if grade is None else grade.replace('_', ' ')} | {count} |"


def _table(book: Book) -> Iterator[str]:
    yield "| Row | The article says | What is known | A person is told | Where it is | Sources |"
    yield "|---|---|---|---|---|---|"
    for row in book.coverage.values():
        grade = f" **{row.evidence.replace('_', ' ')}**" if row.evidence is not None else ""
        known = ", ".join((*row.sources, *((row.standing.value.replace("_", " "),) if row.standing else ())))
        cells = (row.row, row.claim, row.verdict + grade, row.say, "<br>".join(_places(book, row)), known)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _places(book: Book, row: CoverageRow) -> Iterator[str]:
    covered = row.covered_by
    for folder, names in (
        ("techniques", covered.techniques),
        ("routines", covered.routines),
        ("presentations", covered.presentations),
        ("faq", covered.faq),
    ):
        yield from (f"[{folder}/{name}]({KNOWLEDGE}/{folder}/{name}.yaml)" for name in names)
    yield from (f"[advice: {name}]({KNOWLEDGE}/advice.yaml)" for name in covered.advice)
    yield from (f"[pictures/{name}]({KNOWLEDGE}/pictures/{name}.yaml)" for name in covered.pictures)
    if row.told_in is not None:
        yield f"[`/learn`: {book.claim_pages[row.told_in]}]({KNOWLEDGE}/coverage.yaml)"
