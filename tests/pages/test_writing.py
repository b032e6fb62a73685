"""`footguide pages OUT`: the whole site or nothing, over nothing else, the same in every process."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from bot.cli import main
from bot.pages.site import PAGES
from bot.pages.writing import LISTING, FolderTaken, write_pages
from tests.conftest import ROOT

FILES = {"index.html": b"one", "pictures/foot.svg": b"<svg/>"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_writes_everything_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_pages(FILES, tmp_path / "new" / "site")
    assert {name: files_in(tmp_path / "new" / "site")[name] for name in FILES} == FILES
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["site"]


def test_an_empty_folder_and_an_earlier_site_are_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    write_pages(FILES, site)
    write_pages({"index.html": b"two"}, site)
    assert files_in(site) == {"index.html": b"two", LISTING: f"{LISTING}\nindex.html\n".encode()}


def test_a_folder_that_holds_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_pages(FILES, site)
    (site / "notes.txt").write_text("mine")
    before = files_in(site)
    with pytest.raises(FolderTaken, match=r"holds something else \(notes.txt\), and nothing was written"):
        write_pages({"index.html": b"two"}, site)
    assert files_in(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_of_that_name_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(FolderTaken, match="is a file"):
        write_pages(FILES, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_what_fails_half_way_leaves_the_earlier_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_pages(FILES, site)
    before = files_in(site)
    with pytest.raises(OSError, match="File name too long"):
        write_pages({"index.html": b"two", "x" * 300: b""}, site)
    assert files_in(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_command_writes_the_shipped_book_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pages", str(tmp_path / "site")]) == 0
    assert str(tmp_path / "site" / "index.html") in capsys.readouterr().out
    assert {page.file for page in PAGES} <= set(files_in(tmp_path / "site"))


def test_the_command_refuses_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["pages", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"{tmp_path} holds something else (mine.txt), and nothing was written.")
    assert files_in(tmp_path) == {"mine.txt": b"mine"}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    """The order of sets differs from process to process; nothing on the pages may hang on it."""
    copytree(ROOT / "knowledge", tmp_path / "book")
    sites = []
    for seed in ("1", "4711"):
        command = [sys.executable, "-m", "bot", "pages", "--knowledge", str(tmp_path / "book"), str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        sites.append(files_in(tmp_path / seed))
    assert sites[0] == sites[1]
