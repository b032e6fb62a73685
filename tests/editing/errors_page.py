"""Makes `docs/errors.md`, wrong edits with what `footguide check` says: `python -m tests.editing.errors_page`."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.knowledge.fault import Fault
from tests.conftest import ROOT
from tests.editing.wrong_edits import GROUPS, WrongEdit, faults_of

PAGE = ROOT / "docs" / "errors.md"

HEAD = """\
# Mistakes, and what is said about them

Wrong edits as they happen when somebody goes through the book, one thing broken in each, with the words of
`footguide check`: where it is, what is wrong, what to do, the line itself and the rule. All the mistakes of a folder are
told at once. `footguide explain CODE`, with the word in brackets, tells why a rule is there, with a wrong and a right
example. An editor that reads the [schemas](editing.md#help-while-you-type) underlines
those that say so while you type.

This page is made by `python -m tests.editing.errors_page`, and a test holds it true.
"""


Found = Mapping[str, Sequence[tuple[WrongEdit, Sequence[Fault]]]]
"""The wrong edits of each group, each with what is said about it."""


def found_faults() -> Found:
    """Makes all the wrong edits and returns what is said about them."""
    found = {}
    for name, edits in GROUPS.items():
        with tempfile.TemporaryDirectory() as folder:
            found[name] = list(faults_of(edits, Path(folder)))
    return found


def page(found: Found) -> str:
    """Returns the page.

    Args:
        found: What is said about the wrong edits.
    """
    return "\n".join([HEAD, *_body(found)]) + "\n"


def _body(found: Found) -> Iterator[str]:
    for name, edits in found.items():
        yield f"## {name}\n"
        for edit, faults in edits:
            yield f"### {edit.title}\n"
            if edit.in_editor:
                yield "Underlined while you type.\n"
            yield "```\n" + "\n".join(fault.in_full() for fault in faults) + "\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(found_faults()), encoding="utf-8")
