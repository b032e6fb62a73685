"""What an operator should not send is refused in words; what serves stays as it is, and nothing is left on the disk."""

import io
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.editions.incoming import FilesRefused, from_zip, with_file
from bot.knowledge.book_files import LARGEST_FILE, BookFiles, files_in, one_file
from bot.knowledge.fault import Fault
from bot.knowledge.reading import read_files
from tests.conftest import ROOT

SERVING = BookFiles.of(
    {"book.yaml": b"book", "techniques/calf.yaml": b"calf", "faq/calf.yaml": b"faq", "faq/heel.yaml": b"heel"}
)


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


# A single file


def test_a_file_replaces_the_one_of_its_name() -> None:
    changed = with_file(SERVING, "heel.yaml", b"new")
    assert changed.contents["faq/heel.yaml"] == b"new"
    assert {name for name in changed.contents if changed.contents[name] != SERVING.contents[name]} == {
        "faq/heel.yaml"
    }


def test_a_file_with_its_folder_may_be_new() -> None:
    assert with_file(SERVING, "techniques/sole.yaml", b"new").contents["techniques/sole.yaml"] == b"new"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("calf.yaml", r"faq/calf.yaml and techniques/calf.yaml. Say which"),
        ("sole.yaml", "no file sole.yaml. A new one begins with the line that"),
        ("../../etc/passwd", "must lie in the book's own folder"),
        ("/etc/cron.d/book.yaml", "must lie in the book's own folder"),
        ("techniques/../../x.yaml", "must lie in the book's own folder"),
        ("C:\\book.yaml", "must lie in the book's own folder"),
        ("techniques/a\nb.yaml", "must lie in the book's own folder"),
        ("pictures/foot.svg", "Files of the book end in .yaml"),
        ("", "must lie in the book's own folder"),
    ],
)
def test_a_file_that_is_none_of_the_book(name: str, words: str) -> None:
    with pytest.raises(FilesRefused, match=words):
        with_file(SERVING, name, b"x")


def test_a_file_of_a_hundred_megabytes() -> None:
    with pytest.raises(FilesRefused, match="more than 1000000 bytes"):
        with_file(SERVING, "heel.yaml", bytes(100_000_000))


# A zip


def test_a_whole_book_in_a_folder_of_its_own() -> None:
    found = from_zip(
        zipped(("my book/book.yaml", b"b"), ("my book/faq/a.yaml", b"a"), ("my book/README.md", b"r")), SERVING
    )
    assert dict(found.contents) == {"book.yaml": b"b", "faq/a.yaml": b"a"}


def test_without_a_book_file_it_changes_what_serves() -> None:
    found = from_zip(zipped(("faq/heel.yaml", b"new"), ("__MACOSX/faq/._heel.yaml", b"?")), SERVING)
    assert dict(found.contents) == {**SERVING.contents, "faq/heel.yaml": b"new"}
    with pytest.raises(FilesRefused, match="no edition serves"):
        from_zip(zipped(("faq/heel.yaml", b"new")), None)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([("../book.yaml", b"")], "must lie in the book's own folder"),
        ([("/book.yaml", b"")], "must lie in the book's own folder"),
        ([("faq/../../x.yaml", b"")], "must lie in the book's own folder"),
        ([(entry("faq/a.yaml", stat.S_IFLNK | 0o777), b"/etc/passwd")], "is a link"),
        ([("faq/a.yaml", bytes(LARGEST_FILE + 1))], "more than 1000000 bytes"),
        ([(f"faq/{number}.yaml", bytes(LARGEST_FILE)) for number in range(21)], "unpacks to more than"),
        ([(f"faq/{number}.yaml", b"") for number in range(5001)], "more than 5000 files"),
        ([("pictures/foot.svg", b"<svg onload='x'/>")], "pictures/foot.svg has no place in a book"),
        ([("index.html", b"<script>"), ("faq/a.yaml", b"")], "index.html has no place in a book"),
        ([("technique/a.yaml", b""), ("faq/a.yaml", b"")], "technique/a.yaml has no place in a book"),
        ([("README.md", b"")], "no file of a book"),
    ],
)
def test_a_zip_with_something_in_it_that_is_no_book(files: list[tuple[str, bytes]], words: str) -> None:
    with pytest.raises(FilesRefused, match=words):
        from_zip(zipped(*files), SERVING)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_that_holds_a_file_twice() -> None:
    with pytest.raises(FilesRefused, match=r"faq/a.yaml twice"):
        from_zip(zipped(("faq/a.yaml", b"one"), ("faq/a.yaml", b"two")), SERVING)


def test_a_zip_that_lies_about_its_size() -> None:
    """A bomb: it says that it is small, and unpacks to a thousand times as much."""
    honest = zipped(("faq/a.yaml", bytes(300_000_000)))
    assert len(honest) < LARGEST_FILE
    size = (300_000_000).to_bytes(4, "little")
    lying = honest.replace(size, (1000).to_bytes(4, "little"))
    assert lying != honest
    for bomb in (honest, lying):
        with pytest.raises(FilesRefused):
            from_zip(bomb, SERVING)


@pytest.mark.parametrize("damage", [lambda z: z[: len(z) // 2], lambda _: b"", lambda _: b"PK\x03\x04 no zip"])
def test_a_damaged_zip(damage: Callable[[bytes], bytes]) -> None:
    whole = zipped(("faq/a.yaml", os.urandom(10_000)))
    with pytest.raises(FilesRefused, match="may be damaged or half sent"):
        from_zip(damage(whole), SERVING)


def test_a_zip_whose_content_was_damaged_on_the_way() -> None:
    whole = bytearray(zipped(("faq/a.yaml", os.urandom(10_000)), method=zipfile.ZIP_STORED))
    whole[5_000] ^= 0xFF
    with pytest.raises(FilesRefused, match="may be damaged"):
        from_zip(bytes(whole), SERVING)


def test_an_encrypted_zip() -> None:
    content = bytearray(zipped(("faq/a.yaml", b"secret")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    with pytest.raises(FilesRefused, match="encrypted"):
        from_zip(bytes(content), SERVING)


# A folder


def faults_of(folder: Path) -> dict[str, str]:
    return {fault.file: fault.code for fault in files_in(folder).faults}


def test_stray_files_and_links_out_of_a_folder_are_told_and_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    (folder / "faq").mkdir(parents=True)
    secret = tmp_path / "secret.yaml"
    secret.write_text("a secret")
    (folder / "faq" / "link.yaml").symlink_to(secret)
    (folder / "faq" / "inside.yaml").symlink_to(folder / "faq" / "real.yaml")
    (folder / "faq" / "real.yaml").write_text("real")
    (folder / "faq" / "nowhere.yaml").symlink_to(tmp_path / "not there")
    (folder / "faq" / "photo.svg").write_text("<svg><script/></svg>")
    (folder / "page.html").write_text("<script>")
    (folder / "faqs").mkdir()
    (folder / "faqs" / "a.yaml").write_text("a")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.yaml").write_text("not ours")
    (folder / "faq" / "real.yaml~").write_text("an editor's")
    assert faults_of(folder) == {
        "faq/link.yaml": "link_out",
        "faq/nowhere.yaml": "link_out",
        "faq/photo.svg": "stray_file",
        "page.html": "stray_file",
        "faqs/a.yaml": "stray_file",
    }
    assert dict(files_in(folder).contents) == {"faq/inside.yaml": b"real", "faq/real.yaml": b"real"}


def test_a_folder_that_is_a_link_out(tmp_path: Path) -> None:
    folder, outside = tmp_path / "book", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "a.yaml").write_text("a secret")
    (folder / "faq").symlink_to(outside)
    assert faults_of(folder) == {"faq/a.yaml": "link_out"}
    assert not files_in(folder).contents


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    os.mkfifo(tmp_path / "faq" / "pipe.yaml")
    assert faults_of(tmp_path) == {"faq/pipe.yaml": "file_unreadable"}


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "book.yaml").open("wb") as file:
        file.truncate(100_000_000)
    assert faults_of(tmp_path) == {"book.yaml": "file_too_large"}


def test_a_folder_that_is_no_book_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    for number in range(5002):
        (tmp_path / "faq" / f"{number}.yaml").touch()
    assert list(faults_of(tmp_path).values()) == ["book_too_large"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [fault.code for fault in one_file(tmp_path / "none.yaml").faults] == ["file_unreadable"]


# What is in a file


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"name: [unclosed\n", "yaml", "a [ that is not closed"),
        (b"name: Pumps\n  kind: x\n", "yaml", "a colon where none can stand"),
        ("name: Fußpumpe\n".encode("latin-1"), "not_utf8", "not UTF-8"),
        ("name: Pumps\n".encode("utf-16"), "not_utf8", "not UTF-8"),
        (b"name: Pumps\x00\n", "yaml", "character"),
        (b"", "yaml", "empty"),
        (b"a: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n", "yaml", "an alias"),
        (b"a: &a\n  <<: *a\n", "yaml", "an alias"),
        (b"name: !!python/name:os.system x\n", "yaml", "tag"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_place(content: bytes, code: str, words: str) -> None:
    shipped = files_in(ROOT / "knowledge")
    book, faults = read_files(shipped.replaced("techniques/ankle_pumps.yaml", content))
    assert book is None
    (fault,) = (fault for fault in faults if fault.file == "techniques/ankle_pumps.yaml")
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert words in fault.wrong
    assert fault.line >= 1


def test_a_file_whose_name_two_have_is_known_by_its_first_line() -> None:
    serving = BookFiles.of(
        {
            "book.yaml": b"one",
            "techniques/pumps.yaml": b"# technique\nname: Pumps\n",
            "pictures/pumps.yaml": b"# picture\nshows: A leg.\n",
        }
    )
    changed = with_file(serving, "pumps.yaml", b"# picture\nshows: Two legs.\n")
    assert changed.contents["pictures/pumps.yaml"] == b"# picture\nshows: Two legs.\n"
    assert changed.contents["techniques/pumps.yaml"] == serving.contents["techniques/pumps.yaml"]
    with pytest.raises(FilesRefused, match="keep the first line of the file as it was"):
        with_file(serving, "pumps.yaml", b"shows: Two legs.\n")


def test_a_new_file_says_in_its_first_line_where_it_belongs() -> None:
    serving = BookFiles.of({"book.yaml": b"", "techniques/a.yaml": b""})
    new = b"# yaml-language-server: $schema=../schemas/technique.json\nname: TODO\n"
    assert set(with_file(serving, "calf_shake.yaml", new).contents) == {
        *serving.contents,
        "techniques/calf_shake.yaml",
    }
    part = b"# yaml-language-server: $schema=../../schemas/part.json\n"
    assert "pictures/parts/calf.yaml" in with_file(serving, "calf.yaml", part).contents
    for content in (b"name: TODO\n", b"# yaml-language-server: $schema=../schemas/nothing.json\n", b"\xff\n"):
        with pytest.raises(
            FilesRefused, match=r"or send it in a zip with its folder, such as techniques/calf_shake\.yaml"
        ):
            with_file(serving, "calf_shake.yaml", content)
