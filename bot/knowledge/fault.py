"""A fault in the book, as an operator sees it: where it is, what is wrong, what to do."""

import re
from dataclasses import dataclass, field, replace

WIDEST_SNIPPET = 110
"""Letters of a source line that are shown; of a longer one the part around the fault."""

NARROWEST_SNIPPET = 36
"""The same on a phone."""

_WORD = re.compile(r"[^\s,:\[\]{}]+")
"""What is bold in the place of a caret."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with the book.

    Attributes:
        file: Path below the book's folder, with forward slashes.
        line: Line, from 1; 0 where the fault has no place.
        column: Column, from 1; 0 where the fault has no place.
        code: Code of the check that found it; `footguide explain` tells more about it.
        wrong: What is wrong; further lines, such as a chat that shows it, stand below the first.
        remedy: What to do.
        snippet: The line of the file and, on a second line, a caret under the column; empty where there is no line.
        rule: The rule that was broken, in a sentence.
    """

    file: str
    line: int
    column: int
    code: str
    wrong: str
    remedy: str
    snippet: str = field(default="", compare=False)
    rule: str = field(default="", compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        first, *_ = self.wrong.splitlines()
        return f"{place}: {first}; {self.remedy} [{self.code}]".removeprefix(": ")

    def in_context(self, text: str, rule: str) -> "Fault":
        """Returns the same fault with its line and its rule.

        Args:
            text: What the file holds; empty where it cannot be read.
            rule: The rule behind its code.
        """
        return replace(self, snippet=snippet_of(text, self.line, self.column), rule=rule)

    def in_full(self) -> str:
        """Returns the fault in words, with the line that it points at and the rule, indented below it."""
        below = [*self.wrong.splitlines()[1:], *self.snippet.splitlines()]
        below += [f"The rule: {self.rule}"] if self.rule else []
        return "\n".join([str(self), *(f"    {line}" for line in below)])

    def on_a_phone(self) -> str:
        """Returns the fault in words for a chat: what a caret would point at is bold between `**`.

        The letters of a chat have no common width, and a long line goes on in the next one.
        """
        below = [*self.wrong.splitlines()[1:], *_pointed_at(self.snippet)]
        below += [f"The rule: {self.rule}"] if self.rule else []
        return "\n".join([str(self).replace("**", ""), *(f"    {line}" for line in below)])


def _pointed_at(snippet: str) -> list[str]:
    """Returns the part of a line round its caret, with the word at the caret in bold."""
    if not snippet:
        return []
    indented, caret = snippet.replace("**", "  ").splitlines()
    line = indented.lstrip()
    at = max(0, len(caret) - 1 - (len(indented) - len(line)))
    word = _WORD.match(line, at)
    end = min(word.end() if word else at + 1, at + NARROWEST_SNIPPET)
    if not line[at:end].strip():
        return [line.strip()]
    room = NARROWEST_SNIPPET - (end - at)
    start = max(0, min(at - room // 2, len(line) - NARROWEST_SNIPPET))
    last = start + NARROWEST_SNIPPET
    before = ("… " if start else "") + line[start:at].lstrip()
    after = line[end:last].rstrip() + (" …" if line[last:].strip() else "")
    return [f"{before}**{line[at:end]}**{after}"]


def snippet_of(text: str, line: int, column: int) -> str:
    """Returns a line with a caret under a column, or an empty text where there is no such line.

    Args:
        text: The whole file.
        line: Line, from 1.
        column: Column, from 1.
    """
    lines = text.splitlines()
    if not 1 <= line <= len(lines) or column < 1:
        return ""
    shown, before = lines[line - 1].replace("\t", " "), column - 1
    if len(shown) > WIDEST_SNIPPET:
        start = max(0, min(before - WIDEST_SNIPPET // 2, len(shown) - WIDEST_SNIPPET))
        first, last = ("… " if start else ""), (" …" if start + WIDEST_SNIPPET < len(shown) else "")
        shown, before = first + shown[start : start + WIDEST_SNIPPET] + last, before - start + len(first)
    return f"{shown.rstrip()}\n{' ' * before}^"


class BookUnusable(Exception):
    """The book cannot be used. Its text lists all the faults, each with its line and its rule."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        count = len(self.faults)
        lines = "\n".join(fault.in_full() for fault in self.faults)
        super().__init__(f"The book has {count} fault{'' if count == 1 else 's'} and was not taken:\n{lines}")
