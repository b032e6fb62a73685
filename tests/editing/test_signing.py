"""A signature belongs to the words that were signed: any change voids it, and everybody is told honestly."""

import re
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.cases.chat import Chat
from bot.cli import main
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.models.base import Reviewed
from bot.knowledge.reading import read_book
from bot.knowledge.signatures import KINDS, RULES, Signature
from bot.knowledge.signing import CannotBeWritten, with_signatures
from bot.knowledge.unsigned_rules import refused_unsigned
from bot.knowledge.yaml_reading import Document
from bot.language.catalogues import shipped_catalogues
from tests.conftest import ROOT
from tests.conversations.walking import HEALTHY, heel_pain_to_plan, one_leg_swollen
from tests.editing.conftest import CLINICIAN, DUE

TODAY = date(2059, 6, 1)
"""A day after the signing and before the day of another look."""

PUMPS = "techniques/ankle_pumps.yaml"

REVIEWED = Reviewed(by="Ada Example", on=date(2026, 11, 21), due=date(2027, 11, 21), of="0123456789abcdef")
WRITTEN = '{by: "Ada Example", on: 2026-11-21, due: 2027-11-21, of: "0123456789abcdef"}'


@pytest.fixture(scope="session")
def signed_book(signed: Path) -> Book:
    return read_book(signed)


def changed(signed: Path, tmp_path: Path, file: str, old: str, new: str) -> Book:
    """Returns the signed book after one edit."""
    folder = Path(shutil.copytree(signed, tmp_path / "knowledge"))
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    return read_book(folder)


def state(book: Book, name: str, today: date = TODAY) -> Signature:
    return next(entry for entry in book.to_sign if str(entry) == name).signature(today)


# -- what is signed ------------------------------------------------------------------------------------


def test_nothing_in_the_shipped_book_is_signed(book: Book) -> None:
    assert book.unsigned == len(book.to_sign) > 500
    assert book.how_signed(TODAY) == book.words.unsigned
    assert {entry.kind for entry in book.to_sign} == set(KINDS)
    assert set(KINDS) > RULES


def test_every_entry_can_be_signed_and_nothing_else_in_its_file_changes(signed: Path, signed_book: Book) -> None:
    assert signed_book.unsigned == 0
    assert {entry.signature(TODAY) for entry in signed_book.to_sign} == {Signature.VALID}
    signature = re.compile(r"(?:\n *|, )reviewed: (?:null|\{by: [^\n]*?, of: \"[0-9a-f]{16}\"\})")
    for file in sorted((ROOT / "knowledge").rglob("*.yaml")):
        before, after = file.read_text(), (signed / file.relative_to(ROOT / "knowledge")).read_text()
        assert signature.sub("", before) == signature.sub("", after), file.name


def test_a_change_voids_the_signature_of_that_entry_alone(signed: Path, tmp_path: Path) -> None:
    book = changed(signed, tmp_path, PUMPS, "seconds: 60, reps: 20", "seconds: 60, reps: 22")
    assert state(book, "technique/ankle_pumps") is Signature.CHANGED
    assert [str(entry) for entry in book.not_signed] == ["technique/ankle_pumps"]


def test_a_shared_condition_a_class_and_the_order_of_the_screen_are_signed_too(signed: Path, tmp_path: Path) -> None:
    book = changed(signed, tmp_path, "classes.yaml", "first_minutes: 2", "first_minutes: 3")
    assert [str(entry) for entry in book.not_signed] == ["class/stretch"]
    assert refused_unsigned(book) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("herts: hurts", "herst: hurts"),
        ("  a an the my", "  a an the"),
        ("even_when_gone: true", "even_when_gone: false"),
    ],
)
def test_one_word_changed_voids_the_signature_under_the_words_of_danger(
    signed: Path, tmp_path: Path, old: str, new: str
) -> None:
    book = changed(signed, tmp_path, "words/danger.en.yaml", old, new)
    assert [str(entry) for entry in book.not_signed] == ["danger_words/en"]
    assert "danger signs in typed words (1)" in (refused_unsigned(book) or "")


def test_comments_and_layout_void_nothing(signed: Path, tmp_path: Path) -> None:
    book = changed(
        signed, tmp_path, PUMPS, "name: Ankle pumps", "# looked at by the podiatry team\nname:  'Ankle pumps'"
    )
    assert book.unsigned == 0


def test_a_signature_cannot_be_carried_to_another_entry(signed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(signed, tmp_path / "knowledge"))
    line = next(line for line in (folder / PUMPS).read_text().splitlines() if line.startswith("reviewed:"))
    circles = folder / "techniques" / "ankle_circles.yaml"
    circles.write_text(re.sub(r"^reviewed:.*$", lambda _: line, circles.read_text(), flags=re.MULTILINE))
    assert state(read_book(folder), "technique/ankle_circles") is Signature.CHANGED


def test_signing_a_question_of_a_pattern_does_not_void_the_pattern(signed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(signed, tmp_path / "knowledge"))
    book = read_book(folder)
    pattern, question = next(
        (name, entry.questions[0].question) for name, entry in book.presentations.items() if entry.questions
    )
    again = [
        "sign",
        "--knowledge",
        str(folder),
        f"question/{question}",
        "--by",
        "Somebody else",
        "--due",
        "2061-01-01",
    ]
    assert main(again) == 0
    assert state(read_book(folder), f"presentation/{pattern}") is Signature.VALID


def test_a_day_of_another_look_and_a_day_to_come(signed_book: Book) -> None:
    name = "technique/ankle_pumps"
    assert state(signed_book, name, DUE) is Signature.VALID
    assert state(signed_book, name, DUE + timedelta(days=1)) is Signature.OVERDUE
    assert state(signed_book, name, date(2020, 1, 1)) is Signature.MISSING


# -- how it is written ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: a\n", f"name: a\nreviewed: {WRITTEN}\n"),
        ("name: a", f"name: a\nreviewed: {WRITTEN}"),
        ("name: a\r\nkind: b\r\n", f"name: a\r\nkind: b\r\nreviewed: {WRITTEN}\r\n"),
        ("name: a  # why\n# the end\n", f"name: a  # why\nreviewed: {WRITTEN}\n# the end\n"),
        ("why: >-\n  Long\n  words.\n\n\n", f"why: >-\n  Long\n  words.\nreviewed: {WRITTEN}\n\n\n"),
        ("steps:\n- a\n- b: c\n  d: [e,\n    f]\n", f"steps:\n- a\n- b: c\n  d: [e,\n    f]\nreviewed: {WRITTEN}\n"),
        ("name: a\nreviewed: null  # nobody yet\nnote: n\n", f"name: a\nreviewed: {WRITTEN}  # nobody yet\nnote: n\n"),
        ("name: a\nreviewed:\nnote: n\n", f"name: a\nreviewed: {WRITTEN}\nnote: n\n"),
        ("reviewed:\n  by: x\n  on: y\nname: a\n", f"reviewed: {WRITTEN}\nname: a\n"),
        ("{name: a, kind: b}\n", f"{{name: a, kind: b, reviewed: {WRITTEN}}}\n"),
        ("{name: a, kind: [b],\n}\n", f"{{name: a, kind: [b], reviewed: {WRITTEN},\n}}\n"),
        ("name: Füße 👣\n", f"name: Füße 👣\nreviewed: {WRITTEN}\n"),
        ("name:\n", f"name:\nreviewed: {WRITTEN}\n"),
    ],
)  # fmt: skip
def test_a_signature_is_put_in_and_every_other_byte_stays(before: str, after: str) -> None:
    assert with_signatures(Document("a.yaml", before), {(): REVIEWED}) == after


def test_an_entry_in_a_list_is_signed_with_its_indentation() -> None:
    text = "cautions:\n\n  - caution: a\n    say: b\n\n  # the next\n  - caution: c\n"
    wanted = f"cautions:\n\n  - caution: a\n    say: b\n    reviewed: {WRITTEN}\n\n  # the next\n  - caution: c\n"
    assert with_signatures(Document("a.yaml", text), {("cautions", 0): REVIEWED}) == wanted


def test_what_would_come_out_otherwise_than_meant_is_refused() -> None:
    with pytest.raises(CannotBeWritten, match="add reviewed: "):
        with_signatures(Document("a.yaml", "? name\n: a\n? reviewed\n: null\n"), {(): REVIEWED})


# -- the command ---------------------------------------------------------------------------------------


def sign(folder: Path, *words: str) -> int:
    return main(["sign", "--knowledge", str(folder), *words])


def test_the_command_says_what_it_signed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign(copy, "ankle_pumps", "caution/osteoporosis", "--by", "Ada Example", "--due", "2060-01-01") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Signed technique/ankle_pumps in techniques/ankle_pumps.yaml: Ada Example, to be looked at again by 2060-01-01.",
        (
            "Signed caution/osteoporosis in screening/cautions_joints_and_bones.yaml: "
            "Ada Example, to be looked at again by 2060-01-01."
        ),
    ]
    book = read_book(copy)
    assert book.unsigned == len(book.to_sign) - 2
    reviewed = book.techniques["ankle_pumps"].reviewed
    assert reviewed is not None
    assert reviewed.on == datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ankle_pumps",), "Name what is signed, by whom and until when: "),
        (("ankle_pumps", "--by", " ", "--due", "2060-01-01"), "Name what is signed, by whom and until when: "),
        (("ankle_pump", "--by", "A", "--due", "2060-01-01"), "There is no entry ankle_pump to sign; did you mean ankle_pumps?"),
        (("techniqe/ankle_pumps", "--by", "A", "--due", "2060-01-01"), "did you mean technique/ankle_pumps?"),
        (("qqq", "--by", "A", "--due", "2060-01-01"), "There is no entry qqq to sign; `footguide sign --list` names them all."),
        (("zz/zzzzzz", "--by", "A", "--due", "2060-01-01"), "the kinds are question, term, "),
        (("tired_feet", "ankle_pumps", "--by", "A", "--due", "soon"), "--due soon: "),
        (("ankle_pumps", "--by", "A", "--due", "2020-01-01"), "Write a day after 20"),
        (("achilles_insertional", "--by", "A", "--due", "2060-01-01"), "write one of: presentation/achilles_insertional, routine/"),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_refused_in_words_and_no_file_changes(
    copy: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    before = {file: file.read_bytes() for file in copy.rglob("*.yaml")}
    assert sign(copy, *words) == 1
    assert told in capsys.readouterr().err
    assert {file: file.read_bytes() for file in copy.rglob("*.yaml")} == before


def test_a_book_with_faults_is_not_signed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / PUMPS).write_text((copy / PUMPS).read_text().replace("classes: [movement]", "classes: [movment]"))
    assert sign(copy, "ankle_pumps", "--by", "A", "--due", "2060-01-01") == 1
    assert "did you mean movement?" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_stays_as_it_was(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A folder where the new file would be written keeps even root from writing it.
    (copy / "techniques" / ".ankle_pumps.yaml.new").mkdir()
    before = (copy / PUMPS).read_bytes()
    assert sign(copy, "ankle_pumps", "--by", "A", "--due", "2060-01-01") == 1
    assert "ankle_pumps.yaml cannot be written (Is a directory); it is not signed." in capsys.readouterr().err
    assert (copy / PUMPS).read_bytes() == before


def test_the_list_names_what_is_unsigned_changed_and_due(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(signed, tmp_path, PUMPS, "seconds: 60, reps: 20", "seconds: 60, reps: 22")
    copy = tmp_path / "knowledge"
    circles = copy / "techniques" / "ankle_circles.yaml"
    circles.write_text(re.sub(r"on: \S+, due: \S+,", "on: 2020-01-01, due: 2021-01-01,", circles.read_text()))
    desk = copy / "routines" / "desk_micro_break.yaml"
    desk.write_text(re.sub(r"^reviewed: .*\n", "", desk.read_text(), flags=re.MULTILINE))
    assert sign(copy, "--list") == 0
    *lines, summary = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[0] == (
        f"techniques/ankle_circles.yaml:2: technique/ankle_circles: due for another look ({CLINICIAN}, 2021-01-01)"
    )
    assert lines[1].startswith("techniques/ankle_pumps.yaml:2: technique/ankle_pumps: changed since it was signed (")
    assert lines[2] == "routines/desk_micro_break.yaml:2: routine/desk_micro_break: not signed"
    assert summary.endswith(
        " entries: 1 not signed, 1 changed since it was signed, 1 due for another look, "
        f"{len(read_book(copy).to_sign) - 3} signed. 1 of the safety rules wait for a signature."
    )


# -- BOT_REQUIRE_SIGNED --------------------------------------------------------------------------------


def test_an_unsigned_rule_is_a_fault_where_signatures_are_required(
    signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(signed, tmp_path, PUMPS, "seconds: 60, reps: 20", "seconds: 60, reps: 22")
    assert main(["check", str(tmp_path / "knowledge"), "--require-signed"]) == 1
    first, line, caret, rule, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(
        f"{PUMPS}:22:1: the technique ankle_pumps changed after {CLINICIAN} had signed it; have a "
    )
    assert first.endswith(
        'clinician look at it, then: footguide sign technique/ankle_pumps --by "NAME, PROFESSION" --due DATE [unsigned]'
    )
    assert line.startswith("    reviewed: {by: ")
    assert caret == "    ^"
    assert rule.startswith("    The rule: Where signatures are required")


def test_all_of_an_unsigned_book_is_refused_in_one_sentence(book: Book) -> None:
    told = refused_unsigned(book)
    assert told is not None
    assert told.startswith("BOT_REQUIRE_SIGNED is yes, and ")
    assert f"red flag ({len(book.red_flags)}), caution ({len(book.cautions)})" in told
    assert "`footguide sign --list` names them" in told


def test_a_signed_book_is_taken_and_an_unsigned_answer_of_the_faq_keeps_nobody_out(
    signed: Path, signed_book: Book, tmp_path: Path
) -> None:
    assert refused_unsigned(signed_book) is None
    book = changed(signed, tmp_path, "faq/why_it_works.yaml", "Touch, warmth", "Warmth, touch")
    assert book.unsigned == 1
    assert refused_unsigned(book) is None


def test_the_bot_does_not_start_with_unsigned_rules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_REQUIRE_SIGNED", "yes")
    monkeypatch.setenv("BOT_TOKEN", "1:a")
    assert main(["run"]) == 1
    assert "safety rules of the book are not signed by a clinician" in capsys.readouterr().err


# -- what people are told ------------------------------------------------------------------------------


def about(book: Book, day: date) -> str:
    chat = Chat(Conversation(book, shipped_catalogues()), datetime.combine(day, time(7), tzinfo=UTC))
    seen = len(chat.types("/start").seen)
    chat.types("/about")
    return next(message.text for message in chat.seen[seen:] if "Edition" in message.text)


def test_about_says_how_much_is_signed(book: Book, signed: Path, signed_book: Book, tmp_path: Path) -> None:
    partly = changed(signed, tmp_path, PUMPS, "seconds: 60, reps: 20", "seconds: 60, reps: 22")
    words = book.words
    assert words.unsigned in about(book, TODAY)
    assert words.partly_signed in about(partly, TODAY)
    assert words.signed in about(signed_book, TODAY)
    assert words.overdue in about(signed_book, DUE + timedelta(days=1))
    assert words.unsigned in about(signed_book, date(2020, 1, 1))


def test_each_outcome_says_it_but_the_call_for_help_stands_alone(
    signed_book: Book, conversation: Conversation
) -> None:
    for talk, wanted in (
        (conversation, signed_book.words.unsigned),
        (Conversation(signed_book, shipped_catalogues()), signed_book.words.signed),
    ):
        moment = datetime.combine(TODAY, time(7), tzinfo=UTC)
        assert wanted in heel_pain_to_plan(Chat(talk, moment)).screen.text
        chat = one_leg_swollen(Chat(talk, moment))
        assert chat.screen.text.startswith("This needs a medical check **today**.")
        assert wanted in chat.screen.text
        chat.types("I have chest pain").taps_on("Yes")
        assert chat.screen.text.startswith("Please stop here.")
        assert wanted not in chat.screen.text


def test_what_a_clinician_should_look_at_says_it(chat: Chat, book: Book) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for answer in (*HEALTHY, "4", "2 to 6 weeks", "Not sure", "No"):
        chat.taps_on(answer)
    assert "looked at by a clinician" in chat.screen.text
    assert book.words.unsigned in chat.screen.text
