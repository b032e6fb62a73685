"""The one place where words become Telegram's HTML, so that nothing anybody wrote is taken for markup."""

import html
import re

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024

_BOLD = "**"
_BREAKS = ("\n\n", "\n", " ")


def render(text: str) -> str:
    """Writes words as Telegram HTML.

    `**` opens and closes bold. Where the marks do not pair up, all stay as they are: half a message in bold would be
    worse than two stars.

    Args:
        text: The words.

    Returns:
        HTML in which everything else is escaped.
    """
    escaped = html.escape(text, quote=False)
    pieces = escaped.split(_BOLD)
    if len(pieces) % 2 == 0:
        return escaped
    return "".join(f"<b>{piece}</b>" if place % 2 and piece else piece for place, piece in enumerate(pieces))


def plain(text: str) -> str:
    """Gives the words without any marks, for when Telegram refuses the HTML."""
    return text.replace(_BOLD, "") if text.count(_BOLD) % 2 == 0 else text


def length(text: str) -> int:
    """Counts what Telegram counts: the words as shown, in UTF-16 units, without marks."""
    return len(plain(text).encode("utf-16-le")) // 2


def parts(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cuts words that are too long for one message, at paragraphs before lines before spaces.

    Nothing is lost but the blanks at the cuts. Bold does not run across a cut: the marks of a text that is cut are
    taken out. Callers say so in the log; the checks of the book keep texts from getting here.

    Args:
        text: The words.
        limit: The most that one message shows.

    Returns:
        The pieces, in order; one where it fits.
    """
    if length(text) <= limit:
        return [text]
    pieces, rest = [], plain(text)
    while length(rest) > limit:
        cut = _cut(rest, limit)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def _cut(text: str, limit: int) -> int:
    """Finds the last good place at which the first piece still fits."""
    fits, units = 0, 0
    for character in text:
        units += 2 if ord(character) > 0xFFFF else 1
        if units > limit:
            break
        fits += 1
    for mark in _BREAKS:
        place = text.rfind(mark, 1, fits + 1)
        if place > 0:
            return place
    return fits


def without_quotes(text: str) -> str:
    """Takes what stands in quotation marks out of Telegram's own words, which may quote a message."""
    return re.sub(r"[\"'«“].*[\"'»”]", '"..."', text, flags=re.DOTALL)
