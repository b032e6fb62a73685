"""A danger lexicon that did not change is not compiled again, and one that changed is."""

from bot.knowledge.book import Book
from bot.language.danger.compiled_once import CompiledOnce


def test_the_same_words_have_the_same_reader_and_other_words_another(book: Book) -> None:
    compiled = CompiledOnce()
    first = compiled.reader(book.danger)
    assert compiled.reader(book.danger.model_copy(deep=True)) is first
    flags = {**book.danger.flags}
    del flags["dvt_possible"]
    fewer = book.danger.model_copy(update={"flags": flags})
    other = compiled.reader(fewer)
    assert other is not first
    text = "one calf is swollen and hot"
    assert "dvt_possible" in {finding.fact for finding in first.read(text).findings}
    assert "dvt_possible" not in {finding.fact for finding in other.read(text).findings}
    assert compiled.reader(book.danger) is not other
