"""Words become HTML in which only our own bold is markup, and nothing is cut off in silence."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering import length, parts, plain, render, without_quotes


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Stop** now", "<b>Stop</b> now"),
        ("**a** and **b**", "<b>a</b> and <b>b</b>"),
        ("<b>x</b> & y", "&lt;b&gt;x&lt;/b&gt; &amp; y"),
        ("**<i>**", "<b>&lt;i&gt;</b>"),
        ("2 ** 3 is 8", "2 ** 3 is 8"),
        ("**a** and **b", "**a** and **b"),
        ("****", ""),
        ("a * b _c_ `d` [e](f)", "a * b _c_ `d` [e](f)"),
        ('"quoted"', '"quoted"'),
    ],
)
def test_only_balanced_bold_is_markup(text: str, shown: str) -> None:
    assert render(text) == shown


@given(st.text())
def test_what_is_shown_is_what_was_written(text: str) -> None:
    rendered = render(text)
    without_bold = re.sub(r"</?b>", "", rendered)
    assert html.unescape(without_bold) == html.unescape(html.escape(plain(text), quote=False))
    assert not re.search(r"<(?!/?b>)", rendered)
    assert rendered.count("<b>") == rendered.count("</b>")


@pytest.mark.parametrize(("text", "units"), [("abc", 3), ("**abc**", 3), ("<&>", 3), ("😀", 2), ("**a", 3)])
def test_length_counts_what_is_shown(text: str, units: int) -> None:
    assert length(text) == units


def test_words_that_fit_stay_whole() -> None:
    assert parts("**a** b", 3) == ["**a** b"]


def test_long_words_are_cut_at_paragraphs_before_lines_before_spaces() -> None:
    assert parts("one\ntwo\n\nthree four", 12) == ["one\ntwo", "three four"]
    assert parts("one two\nthree four", 12) == ["one two", "three four"]
    assert parts("one two three", 8) == ["one two", "three"]
    assert parts("onetwothree", 4) == ["onet", "woth", "ree"]
    assert parts("😀😀😀", 4) == ["😀😀", "😀"]


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_a_cut_loses_nothing_but_blanks(text: str, limit: int) -> None:
    pieces = parts(text, limit)
    assert "".join("".join(pieces).split()) in {"".join(text.split()), "".join(plain(text).split())}
    if len(pieces) > 1:
        assert all(length(piece) <= limit for piece in pieces)


def test_what_telegram_quotes_is_taken_out() -> None:
    assert without_quotes('can\'t parse: tag "my sore" leg') == 'can"..." leg'
    assert without_quotes("message is too long") == "message is too long"
