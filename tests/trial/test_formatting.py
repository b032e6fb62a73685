"""Telegram's HTML becomes text and entities; what Telegram would refuse is refused with its words."""

import pytest

from bot.trial.formatting import Entity, Words, parse_html, tidy
from bot.trial.refusal import Refusal


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("plain", "plain", ()),
        ("<b>a</b><i>b</i>", "ab", (Entity("bold", 0, 1), Entity("italic", 1, 1))),
        ("<strong>a</strong><em>b</em>", "ab", (Entity("bold", 0, 1), Entity("italic", 1, 1))),
        ("<u>a</u><s>b</s>", "ab", (Entity("underline", 0, 1), Entity("strikethrough", 1, 1))),
        ("<b>a <i>b</i></b>", "a b", (Entity("bold", 0, 3), Entity("italic", 2, 1))),
        ("👣 <b>x</b>", "👣 x", (Entity("bold", 3, 1),)),
        ("a &lt;b&gt; &amp; &quot;c&quot; &#33;&#x21;", 'a <b> & "c" !!', ()),
        ("a & b &nbsp; &unknown;", "a & b &nbsp; &unknown;", ()),
        (
            '<a href="https://example.org/?a=1&amp;b">x</a>',
            "x",
            (Entity("text_link", 0, 1, url="https://example.org/?a=1&b"),),
        ),
        ("<pre>x</pre>", "x", (Entity("pre", 0, 1),)),
        (
            '<pre><code class="language-yaml">x</code></pre>',
            "x",
            (Entity("pre", 0, 1, language="yaml"),),
        ),
        ("<blockquote>x</blockquote>", "x", (Entity("blockquote", 0, 1),)),
        ("<blockquote expandable>x</blockquote>", "x", (Entity("expandable_blockquote", 0, 1),)),
        ("<tg-spoiler>x</tg-spoiler>", "x", (Entity("spoiler", 0, 1),)),
        ('<span class="tg-spoiler">x</span>', "x", (Entity("spoiler", 0, 1),)),
        ("<b></b>x", "x", ()),
        ("  <b> x </b>\n", "x", (Entity("bold", 0, 1),)),
        ("see /privacy now", "see /privacy now", (Entity("bot_command", 4, 8),)),
        ("112 / 911 and 1/2", "112 / 911 and 1/2", ()),
        ("at https://example.org/a.", "at https://example.org/a.", (Entity("url", 3, 21),)),
        ("<code>/start</code>", "/start", (Entity("code", 0, 6),)),
    ],
)
def test_html_is_read_as_telegram_reads_it(markup: str, text: str, entities: tuple[Entity, ...]) -> None:
    assert parse_html(markup) == Words(text, entities)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "can't parse entities: Unexpected end tag at byte offset 1"),
        ("<p>x</p>", 'can\'t parse entities: Unsupported start tag "p" at byte offset 0'),
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ('<span class="other">x</span>', 'Unsupported start tag "span"'),
        ("1 < 2 > 1", 'Unsupported start tag ""'),
        ("a <b", "can't parse entities: Unclosed start tag at byte offset 2"),
    ],
)
def test_broken_html_is_refused(markup: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(markup)
    assert refused.value.code == 400
    assert reason in refused.value.description


def test_entities_move_with_the_text_when_white_space_goes() -> None:
    words = tidy(Words("  a b ", (Entity("bold", 0, 3), Entity("italic", 4, 2))))
    assert words == Words("a b", (Entity("bold", 0, 1), Entity("italic", 2, 1)))
