"""Every text of the book is named as one that a patient reads, or as one that only operators read."""

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from bot.knowledge.book_files import files_in
from bot.knowledge.models.base import Words
from bot.knowledge.patient_texts import LABELS, SENTENCES, WATCH_LISTS, all_texts, sentences
from bot.knowledge.reading import BookReader
from tests.conftest import ROOT

FOR_OPERATORS = {
    ("Advice", "when"), ("BannedClaim", "because"), ("BannedClaim", "words"), ("BookWords", "banned_claims"),
    ("BookWords", "denials"), ("Case", "case"), ("CoverageRow", "claim"), ("CoverageRow", "verdict"),
    ("Faq", "phrases"), ("OpenQuestion", "asks"), ("OpenQuestion", "until_then"), ("RedFlag", "suggests"),
    ("Part", "about"), ("Reviewed", "by"), ("Ruling", "asks"), ("Ruling", "does"), ("Ruling", "drafts"), ("Ruling", "name"),
    ("Rulings", "stricter"), ("Scene", "shows"), ("Source", "title"), ("TechniqueClass", "meaning"), ("ThingPart", "about"),
}  # fmt: skip


def words_fields(kind: type[BaseModel]) -> Iterator[str]:
    """Yields the keys of a kind of entry that hold words, alone or in a list or a mapping."""
    marker = get_args(Words)[1]
    for name, info in kind.model_fields.items():
        if marker in info.metadata or "min_length=1" in str(info.annotation):
            yield name


def test_every_text_is_for_patients_or_for_operators() -> None:
    reader = BookReader(files_in(ROOT / "knowledge"))
    assert reader.book() is not None
    kinds = {
        type(entry) for entry in reader.positions.entries() if type(entry).__module__.startswith("bot.knowledge")
    }
    told = {(kind, key) for table in (SENTENCES, LABELS) for kind, keys in table.items() for key in keys}
    named = {(kind.__name__, key) for kind, key in told} | FOR_OPERATORS
    missing = {(kind.__name__, key) for kind in kinds for key in words_fields(kind)} - named
    assert missing == set()


def test_every_named_text_is_there() -> None:
    for table in (SENTENCES, LABELS, WATCH_LISTS):
        for kind, keys in table.items():
            assert set(keys) <= set(kind.model_fields), kind
    for kind, keys in WATCH_LISTS.items():
        assert set(keys) <= set(SENTENCES[kind])


def test_the_texts_of_the_book_are_found_with_their_places() -> None:
    reader = BookReader(files_in(ROOT / "knowledge"))
    book = reader.book()
    assert book is not None
    said = {text.text for text in sentences(reader.positions)}
    assert book.techniques["ankle_pumps"].feel in said
    assert book.words.evidence["limited"] in said
    labels = {text.text: text for text in all_texts(reader.positions)}
    ball = labels[book.words.equipment["ball"]]
    assert reader.positions.of(ball.entry, *ball.path)[0] == "book.yaml"
