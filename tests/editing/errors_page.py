"""Makes `docs/errors.md`, wrong edits with what `footguide check` says: `python -m tests.editing.errors_page`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.editing.wrong_edits import GROUPS, faults_of

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


def page() -> str:
    """Returns the page."""
    return "\n".join([HEAD, *_body()]) + "\n"


def _body() -> Iterator[str]:
    for name, edits in GROUPS.items():
        yield f"## {name}\n"
        with tempfile.TemporaryDirectory() as folder:
            for edit, faults in faults_of(edits, Path(folder)):
                yield f"### {edit.title}\n"
                if edit.in_editor:
                    yield "Underlined while you type.\n"
                yield "```\n" + "\n".join(fault.in_full() for fault in faults) + "\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
