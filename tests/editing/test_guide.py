"""The steps of the guide do what the guide says: they are made and run as they stand on the page."""

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from gettext import GNUTranslations
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import at_the_desk, difference
from bot.difference.comparing import compare
from bot.knowledge.book import Book
from bot.knowledge.book_files import files_in
from bot.knowledge.reading import read_files
from tests.conftest import ROOT
from tests.editions.examined import Examiner

GUIDE = (ROOT / "docs" / "editing.md").read_text()
STEPS = {
    step.partition("\n")[0]: step
    for step in GUIDE.partition("\n## Step by step\n")[2].partition("\n## ")[0].split("\n### ")[1:]
}

PART = re.compile(
    r"(?:In|All of)\s`(?P<file>[^`]+)`|```(?P<kind>diff|sh|yaml|text)\n(?P<text>.*?)```",
    re.DOTALL,
)
"""What a step says to do: a file that is named, and what is changed, written or run."""


BUTTONS = {"I agree: me, 18 or older": "1", "Yes": "1"}
"""What is tapped on the page, by its number in the terminal."""


class Follower:
    """Does what a step says, in a folder in which `knowledge` and `draft` are books.

    Args:
        place: The folder.
        root: Where the files that are edited lie.
    """

    def __init__(self, place: Path, root: Path) -> None:
        self._place = place
        self._root = root
        self._file: Path | None = None
        self._chat = ""

    def follow(self, step: str) -> None:
        """Makes the edits of a step in their files and runs its commands, in order."""
        parts = [found.groupdict() for found in PART.finditer(step)]
        for index, part in enumerate(parts):
            if part["file"]:
                self._file = self._root / part["file"]
            elif part["kind"] == "sh":
                self._chat = next((later["text"] for later in parts[index + 1 :] if later["kind"] == "text"), "")
                for line in part["text"].splitlines():
                    self._run(line)
            elif part["kind"] != "text":
                assert self._file is not None, part["text"]
                self._edit(self._file, part["kind"], part["text"])

    @staticmethod
    def _edit(file: Path, kind: str, text: str) -> None:
        if kind == "yaml":
            file.write_text(text)
            return
        old = "".join(f"{line[1:]}\n" for line in text.splitlines() if not line.startswith("+"))
        new = "".join(f"{line[1:]}\n" for line in text.splitlines() if not line.startswith("-"))
        before = file.read_text()
        assert before.count(old) == 1, old
        file.write_text(before.replace(old, new))

    def _run(self, line: str) -> None:
        words = shlex.split(line)
        program, *rest = words
        if program == "rm":
            (self._place / rest[0]).unlink()
        elif program == "cp":
            shutil.copytree(self._place / rest[1], self._place / rest[2])
        elif program == "make":
            # The environment is there already, and is not made anew.
            tools = f"BIN={Path(sys.executable).parent}"
            subprocess.run([program, "-o", "setup", *rest, tools], cwd=self._root, check=True)
        elif rest[0] == "try":
            self._try([*rest, "--terminal"])
        else:
            assert program == "footguide"
            # The guide shows a difference that is looser.
            assert main(rest) == (difference.LOOSER if rest[0] == "diff" else 0), line

    def _try(self, words: list[str]) -> None:
        """Chats as the guide says, in a terminal instead of a browser."""
        with pytest.MonkeyPatch.context() as patch:
            lines = [BUTTONS.get(line, line) for line in self._chat.splitlines()]
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
            assert main(words) == 0


# What a step must have done, beyond a book without a fault.


def stretch_is_there(book: Book) -> None:
    assert "towel_stretch_bent" in book.routines["stiff_ankles"].substitutes["gastroc_wall_stretch"]


def dose_is_changed(book: Book) -> None:
    assert book.techniques["towel_stretch_calf"].dose.reps == 4


def flag_is_asked(book: Book) -> None:
    assert "ring_rash" in book.red_flags
    assert any("ring_rash" in line.means for line in book.questions["look_at_feet"].lines)


def class_is_forbidden(book: Book) -> None:
    assert "frozen" in book.cautions["osteoporosis"].forbid


def technique_is_gone(book: Book) -> None:
    assert "helper_elbow_sole" not in book.techniques


def stretch_is_signed(book: Book) -> None:
    assert book.unsigned == len(book.to_sign) - 1


def chat_is_a_case(book: Book) -> None:
    assert any(case.case == "chest pain, typed" for case in book.cases)


def word_is_kinder(book: Book) -> None:
    assert book.techniques["towel_stretch_calf"].feel.startswith("A mild pull")


DONE: Mapping[str, Callable[[Book], None]] = {
    "Add a stretch": stretch_is_there,
    "Change a dose": dose_is_changed,
    "Add a red flag": flag_is_asked,
    "Leave a technique out for a condition": class_is_forbidden,
    "Withdraw a technique": technique_is_gone,
    "Sign": stretch_is_signed,
    "Look before you publish": chat_is_a_case,
    "Publish": word_is_kinder,
}


def test_each_step_of_the_guide_has_its_test() -> None:
    assert list(STEPS) == [*DONE, "Translate"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the book, and the draft that the guide begins with."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_DATABASE", "BOT_TRIAL_DATABASE"):
        monkeypatch.setenv(name, f"sqlite:///{tmp_path / name}.db")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Follower(tmp_path, tmp_path).follow(GUIDE.partition("\n## Step by step\n")[2].partition("\n### ")[0])
    return tmp_path


@pytest.mark.parametrize("step", DONE)
def test_a_step_of_the_guide_works(step: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What an examination and a comparison of cases find is tested elsewhere; here it is about the commands.
    monkeypatch.setattr(at_the_desk, "Examiner", lambda *_, **__: Examiner())
    monkeypatch.setattr(difference, "compare", lambda old, new, **_: compare(old, new, play_cases=False))
    Follower(place, place / "draft").follow(STEPS[step])
    book, faults = read_files(files_in(place / "draft"))
    assert [fault.in_full() for fault in faults] == []
    assert book is not None
    DONE[step](book)


def test_a_language_is_begun_and_its_words_are_put_in(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("locales", "__pycache__"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    Follower(tmp_path, tmp_path).follow(STEPS["Translate"])
    compiled = tmp_path / "bot" / "language" / "locales" / "de" / "LC_MESSAGES" / "footguide.mo"
    with compiled.open("rb") as stream:
        words = GNUTranslations(stream)
    assert words.gettext("Skip today") == "Heute auslassen"
    assert words.gettext("Done already") == "Done already"
