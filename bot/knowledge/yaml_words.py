"""What PyYAML says of a broken file, in words for people who write no programs."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import yaml

ORDINARY = "check indentation, quotes and colons here"

_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mapping values are not allowed in this context": (
            "a colon where none can stand",
            'put a text that has a colon in quotes ("..."), and give a key the indentation of the keys beside it',
        ),
        "did not find expected key": (
            "this belongs to nothing that stands before it",
            "write an apostrophe inside '...' twice (''), or give the line the indentation of those beside it",
        ),
        "could not find expected ':'": (
            "a key without its colon",
            "write key: value, and indent a text that goes on over several lines",
        ),
        "did not find expected '-' indicator": (
            "this line stands where the next one of a list should begin",
            "begin it with a dash, or give it the indentation of what it belongs to",
        ),
        "block sequence entries are not allowed in this context": (
            "a list cannot begin on the line of its key",
            "put the dash on a line of its own, or write the list in brackets: [a, b]",
        ),
        "found unknown escape character": (
            'a backslash inside "..." means something else', "write the text between '...' instead"
        ),
    }
)  # fmt: skip
"""Words and remedy for each thing that is often wrong."""

_OPEN = {"']'": "[", "'}'": "{"}


def in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[Any, str, str]:
    """Returns where a file is broken, what is wrong and what to do.

    Args:
        error: What PyYAML says.
        text: What the file holds.
    """
    problem, mark = error.problem or "this is not YAML", error.problem_mark or error.context_mark
    if mark is None:
        return None, problem, ORDINARY
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if problem.startswith("found character that cannot start any token"):
        if "\t" in line[: mark.column + 1]:
            return mark, "the line is indented with the tab key", "use spaces, as many as the lines beside it have"
        letter = line[mark.column : mark.column + 1]
        return mark, f"a text cannot begin with {letter}", 'put the text in quotes: "..."'
    unclosed = re.match(r"did not find expected ',' or ('\]'|'\}')", problem)
    if unclosed is not None and error.context_mark is not None:
        close = unclosed[1].strip("'")
        wrong = f"a {_OPEN[unclosed[1]]} that is not closed before line {mark.line + 1}"
        return error.context_mark, wrong, f"close it with {close}, and put a comma between two things in it"
    if problem == "found unexpected end of stream" and error.context_mark is not None:
        return error.context_mark, "a quote that is never closed", "close it, or take it away"
    wrong, remedy = _WORDS.get(problem, (problem, ORDINARY))
    return mark, wrong, remedy
