"""The tables of the reference on questions and claims: what was asked, what was claimed, and the sources that it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

GRADES = ("strong", "moderate", "limited", "expert_advice", "traditional_only", "contradicted")


@dataclass(frozen=True)
class ProductRow:
    """One row of such a table.

    Attributes:
        subject: The question or the claim.
        grades: The grades that the row names.
        cites: Ids of the sources that the row names.
    """

    subject: str
    grades: frozenset[str]
    cites: frozenset[str]


def read_product_tables(
    path: Path, sources: frozenset[str]
) -> tuple[Mapping[int, ProductRow], Mapping[str, ProductRow]]:
    """Reads the table of questions and the table of claims.

    Args:
        path: The text of the reference on techniques.
        sources: All ids of sources, to tell them from other words.
    """
    text = path.read_text(encoding="utf-8")
    questions = _section(text, "## 5. FAQ", "## 6.")
    claims = _section(text, "## 6. Seed coverage", "### 6.1")
    return (
        {int(cells[0]): _row(cells, sources) for cells in _rows(questions, r"\d+")},
        {cells[0]: _row(cells, sources) for cells in _rows(claims, r"[AB]\d+")},
    )


def _section(text: str, begin: str, end: str) -> str:
    start = text.index(begin)
    return text[start : text.index(end, start)]


def _rows(text: str, key: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if re.match(rf"\| {key} \|", line)
    ]


def _row(cells: list[str], sources: frozenset[str]) -> ProductRow:
    rest = " ".join(cells[2:])
    words = set(re.findall(r"[a-z][a-z0-9_]*", rest))
    return ProductRow(cells[1], frozenset(words & set(GRADES)), frozenset(words & sources))
