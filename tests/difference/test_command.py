"""`footguide diff`: folders and git revisions, the exit codes, and what it says of a name that is nothing."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.difference.finding import NotFound, find_files
from bot.difference.keeping import from_database
from bot.knowledge.book_files import BookFiles, files_in
from bot.store import Action, KeptFiles, Move, SqliteStore

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of the book in a git repository, in a folder `book` of it."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "book")
    _git(tmp_path, "init", "-q")
    _commit(tmp_path, "as shipped")
    return tmp_path


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def _commit(folder: Path, message: str) -> None:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message)


def _head(folder: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def _edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "book" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_folder_against_a_revision(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(kept / "book")
    assert main(["diff", "HEAD", book, "--knowledge", book]) == 0
    assert "Nothing differs" in capsys.readouterr().out
    _edit(kept, "techniques/ball_bottle_roll.yaml", "pressure: 4\n", "pressure: 6\n")
    assert main(["diff", "HEAD", book, "--knowledge", book, "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert "pressure 6 (was 4)" in told["looser"][0]["says"]
    _commit(kept, "harder")
    assert main(["diff", "HEAD", "HEAD~1", "--knowledge", book, "--format", "phone"]) == 0
    assert "**Stricter: 1. Looser: 0.**" in capsys.readouterr().out


def test_an_old_edition_that_a_later_check_faults_is_compared_all_the_same(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(kept / "book")
    parts = kept / "book" / "pictures" / "parts"
    faulty = parts / "of_no_picture.yaml"
    shutil.copy(min(parts.glob("*.yaml")), faulty)
    _commit(kept, "with a part that no picture uses")
    faulty.unlink()
    assert main(["diff", "HEAD", book, "--knowledge", book]) == 0
    told = capsys.readouterr()
    assert "Picture part of no picture: is gone." in told.out
    assert told.err.startswith("Note: HEAD has a fault by the checks of this program, and is compared all the same:")
    assert "of_no_picture" in told.err
    assert main(["diff", book, "HEAD", "--knowledge", book]) == 1
    assert "of_no_picture" in capsys.readouterr().err


def test_an_old_edition_of_before_a_key_was_required_names_the_next_that_can_be_compared(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = str(kept / "book")
    text = (kept / "book" / "book.yaml").read_text(encoding="utf-8")
    _edit(kept, "book.yaml", "\noverdue:", "\n# overdue:")
    _commit(kept, "of before")
    old = _head(kept)
    _edit(kept, "book.yaml", "title: footguide", "title: Footguide")
    _commit(kept, "of before, with another title")
    (kept / "book" / "book.yaml").write_text(text, encoding="utf-8")
    _commit(kept, "with the key")
    assert main(["diff", old, book, "--knowledge", book]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"Nothing was compared: this program cannot read {old}.")
    assert "overdue: this key is missing" in told
    assert f"can be compared: footguide diff {_head(kept)} {book}" in told
    assert "put its files into a folder" in told


async def _keep(
    database: Path, editions: Mapping[str, BookFiles], meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Lets editions serve, one after the other, and does something else while the bot runs."""
    serving = None
    async with await SqliteStore.open(database, serving=True) as store:
        for edition, files in editions.items():
            kept = KeptFiles(edition, files.fingerprint, files.contents)
            action = Action(datetime.now(UTC), "operator 1", "published")
            assert await store.move_pointer(Move(edition, serving, action, kept))
            serving = edition
        await asyncio.to_thread(meanwhile)


def test_an_edition_of_the_database_by_its_first_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "bot.db"
    monkeypatch.setenv("BOT_DATABASE", f"sqlite:///{database}")
    files = files_in(ROOT / "knowledge")
    name = "techniques/ball_bottle_roll.yaml"
    harder = files.replaced(name, files.contents[name].replace(b"pressure: 4", b"pressure: 6"))
    assert main(["diff", files.edition, str(ROOT / "knowledge")]) == 1
    assert "Name one of these" in capsys.readouterr().err
    assert not database.exists()

    def while_the_bot_runs() -> None:
        assert main(["diff", harder.edition[:6], files.edition, "--format", "phone"]) == 0
        assert "**Stricter: 1. Looser: 0.**" in capsys.readouterr().out

    asyncio.run(_keep(database, {files.edition: files, harder.edition: harder}, while_the_bot_runs))
    before = database.read_bytes()
    assert main(["diff", files.edition[:4], str(ROOT / "knowledge")]) == 0
    assert "Nothing differs" in capsys.readouterr().out
    assert database.read_bytes() == before
    # Three letters are too few to be an edition, and these begin none.
    for unknown in (files.edition[:3], "ffff" if not files.edition.startswith("ffff") else "0000"):
        assert main(["diff", unknown, files.edition]) == 1
        assert "Name one of these" in capsys.readouterr().err


def test_a_beginning_of_several_editions_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "bot.db"
    files = [BookFiles.of({f"{number}.yaml": b""}) for number in range(3)]
    called = ("abcd00000001", "abcd00000002", "abce00000001")
    asyncio.run(_keep(database, dict(zip(called, files, strict=True))))
    resolve = from_database(lambda: database)
    with pytest.raises(
        NotFound, match=r"'abcd' is the beginning of abcd00000001 and abcd00000002 .* Write more letters"
    ):
        resolve("abcd")
    assert resolve("abce") == files[2]
    assert resolve("abcf") is None


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("no database", encoding="utf-8")
    with pytest.raises(NotFound, match="cannot be read"):
        from_database(lambda: tmp_path / "bot.db")("abcd")


def test_a_name_of_two_books_is_refused() -> None:
    first, second = (BookFiles.of({name: b""}) for name in ("a.yaml", "b.yaml"))
    with pytest.raises(NotFound, match="More than one book is called 'abcd'"):
        find_files("abcd", (lambda _: first, lambda _: second))
    assert find_files("abcd", (lambda _: first, lambda _: None, lambda _: first)) == first


def test_a_name_that_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(tmp_path / "nowhere"), str(ROOT / "knowledge")]) == 1
    assert "Name one of these" in capsys.readouterr().err


def test_a_name_that_would_be_an_option_of_git(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--", "--output=x", str(ROOT / "knowledge")]) == 1
    assert "Name one of these" in capsys.readouterr().err


def test_a_book_with_faults_is_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "knowledge", tmp_path / "book")
    (tmp_path / "book" / "classes.yaml").unlink()
    new = str(tmp_path / "book")
    assert main(["diff", str(ROOT / "knowledge"), new]) == 1
    told = capsys.readouterr().err
    assert f"{new} must have no faults" in told
    assert "classes.yaml" in told
    assert main(["diff", new, str(ROOT / "knowledge")]) == 1
    told = capsys.readouterr().err
    assert f"cannot read {new}" in told
    assert "classes.yaml" in told
