"""The wheel and the source archive hold all that footguide needs at work, and nothing else."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT, Distributions

TOP_OF_SDIST = {
    ".dockerignore", ".env.example", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "NOTICE", "PKG-INFO",
    "README.md", "bot", "docs", "hatch_build.py", "knowledge", "pyproject.toml", "requirements-build.txt",
    "requirements-dev.txt", "requirements.txt", "tests",
}  # fmt: skip

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Go on"
msgstr "Weiter"
"""


def _names_in_wheel(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _names_in_sdist(sdist: Path) -> set[str]:
    with tarfile.open(sdist) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def _files(folder: str) -> set[str]:
    found = {path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {path.relative_to(ROOT).as_posix() for path in found}


@pytest.mark.parametrize(
    "folder", ["bot", "bot/trial/static", "bot/store/migrations", "bot/pictures/fonts"], ids=lambda folder: folder
)
def test_the_wheel_holds_every_file_of(folder: str, distributions: Distributions) -> None:
    expected = _files(folder)
    assert expected
    assert expected <= _names_in_wheel(distributions.wheel)


def test_the_wheel_holds_the_whole_book(distributions: Distributions) -> None:
    expected = {f"bot/shipped/{name}" for name in _files("knowledge")}
    assert "bot/shipped/knowledge/LICENSE" in expected
    assert expected <= _names_in_wheel(distributions.wheel)


def test_the_wheel_holds_nothing_else(distributions: Distributions) -> None:
    others = {name for name in _names_in_wheel(distributions.wheel) if not name.startswith("bot/")}
    tops = {name.split("/")[0] for name in others}
    assert len(tops) == 1
    assert tops.pop().endswith(".dist-info")


def test_the_wheel_holds_every_licence(distributions: Distributions) -> None:
    names = _names_in_wheel(distributions.wheel)
    licences = {name.partition(".dist-info/licenses/")[2] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE", "knowledge/LICENSE", "bot/pictures/fonts/LICENSE"}


def test_the_source_archive_holds_book_and_program_and_nothing_from_a_machine(distributions: Distributions) -> None:
    names = _names_in_sdist(distributions.sdist)
    assert _files("knowledge") | _files("bot") <= names
    assert {name.split("/")[0] for name in names if name} <= TOP_OF_SDIST
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".env", ".db"))]


def test_a_catalogue_reaches_the_wheel_compiled(distributions: Distributions, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xzf", str(distributions.sdist), "-C", str(tmp_path)], check=True)
    (source,) = tmp_path.iterdir()
    catalogue = source / "bot/language/locales/de/LC_MESSAGES/footguide.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    built = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr

    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        compiled = archive.read("bot/language/locales/de/LC_MESSAGES/footguide.mo")
    assert b"Weiter" in compiled
