"""Formatted words: reads Telegram's HTML into plain text and entities, as Telegram itself does.

Offsets and lengths are counted in UTF-16 code units, which is what the Bot API and browsers count in.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.trial.refusal import Refusal, bad_request

_ENTITY_OF_TAG: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_NAMED_CHARACTERS: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));")
_TAG = re.compile(r"<(/?)([a-zA-Z0-9-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_COMMAND = re.compile(r"(?<![\w/<>@.:])/[A-Za-z0-9_]{1,32}(?:@\w+)?\b")
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")
_LITERAL: Final = frozenset({"code", "pre", "text_link"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text that is shown in its own way.

    Attributes:
        type: Telegram's name of the way, such as `bold`.
        offset: Where it begins, in UTF-16 code units.
        length: How long it is, in UTF-16 code units.
        url: Where a `text_link` leads.
        language: The language of a `pre` block.
    """

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as the Bot API writes it."""
        body: dict[str, object] = {"type": self.type, "offset": self.offset, "length": self.length}
        if self.url is not None:
            body["url"] = self.url
        if self.language is not None:
            body["language"] = self.language
        return body


@dataclass(frozen=True, slots=True)
class Words:
    """Text with its entities, without white space at its ends.

    Attributes:
        text: What is read.
        entities: How it is shown, in the order of the text, the wider first.
    """

    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    begins: int
    attributes: dict[str, str]


def units(text: str) -> int:
    """Return how many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(markup: str) -> Words:
    """Read Telegram's HTML.

    Args:
        markup: Text with tags, where `<`, `>` and `&` are escaped.

    Raises:
        Refusal: A tag is unknown, stays open or closes what is not open.
    """
    pieces: list[str] = []
    length = 0
    stack: list[_OpenTag] = []
    entities: list[Entity] = []
    position = 0
    while position < len(markup):
        if markup[position] == "<":
            tag = _TAG.match(markup, position)
            where = len(markup[:position].encode())
            if tag is None:
                raise _unreadable(f"Unclosed start tag at byte offset {where}")
            closing, name, rest = tag.group(1) == "/", tag.group(2).lower(), tag.group(3)
            if closing:
                entity = _close(stack, name, length, where)
                if entity is not None and not _is_block_of_language(entity, entities):
                    entities.append(entity)
            else:
                stack.append(_open(name, rest, length, where))
            position = tag.end()
            continue
        piece, position = _character(markup, position)
        pieces.append(piece)
        length += units(piece)
    if stack:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return tidy(Words("".join(pieces), tuple(entities)))


def tidy(words: Words) -> Words:
    """Return the words without white space at the ends, their entities in order, commands and addresses marked."""
    begin = units(words.text) - units(words.text.lstrip())
    text = words.text.strip()
    end = begin + units(text)
    entities = []
    for entity in words.entities:
        first, last = max(entity.offset, begin), min(entity.offset + entity.length, end)
        if first < last:
            entities.append(replace(entity, offset=first - begin, length=last - first))
    entities.extend(_found(text, [entity for entity in entities if entity.type in _LITERAL]))
    entities.sort(key=lambda entity: (entity.offset, -entity.length))
    return Words(text, tuple(entities))


def _unreadable(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


def _character(markup: str, position: int) -> tuple[str, int]:
    """Read one character or one stretch of text up to the next tag or `&`."""
    if markup[position] == "&":
        found = _CHARACTER.match(markup, position)
        if found is not None:
            decimal, hexadecimal, name = found.groups()
            if name is not None and name in _NAMED_CHARACTERS:
                return _NAMED_CHARACTERS[name], found.end()
            code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
            if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
                return chr(code), found.end()
        return "&", position + 1
    ends = [place for mark in "<&" if (place := markup.find(mark, position + 1)) >= 0]
    end = min(ends, default=len(markup))
    return markup[position:end], end


def _decoded(markup: str) -> str:
    pieces, position = [], 0
    while position < len(markup):
        piece, position = _character(markup, position)
        pieces.append(piece)
    return "".join(pieces)


def _is_block_of_language(entity: Entity, before: list[Entity]) -> bool:
    """Return whether a `pre` only wraps the `code` that already became a block with its language."""
    return bool(before) and entity.type == "pre" and replace(before[-1], language=None) == entity


def _open(name: str, rest: str, begins: int, where: int) -> _OpenTag:
    attributes = {
        found.group(1).lower(): _decoded(found.group(2) or found.group(3) or found.group(4) or "")
        for found in _ATTRIBUTE.finditer(rest)
    }
    spoiler = name == "span" and attributes.get("class") == "tg-spoiler"
    if name not in _ENTITY_OF_TAG and not spoiler:
        raise _unreadable(f'Unsupported start tag "{name}" at byte offset {where}')
    return _OpenTag(name, begins, attributes)


def _close(stack: list[_OpenTag], name: str, end: int, where: int) -> Entity | None:
    if not stack:
        raise _unreadable(f"Unexpected end tag at byte offset {where}")
    tag = stack.pop()
    if name not in ("", tag.name):
        raise _unreadable(f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"')
    length = end - tag.begins
    if length == 0:
        return None
    kind = _ENTITY_OF_TAG.get(tag.name, "spoiler")
    if kind == "text_link":
        url = tag.attributes.get("href", "")
        return Entity(kind, tag.begins, length, url=url) if url else None
    if kind == "blockquote" and "expandable" in tag.attributes:
        return Entity("expandable_blockquote", tag.begins, length)
    language = tag.attributes.get("class", "").removeprefix("language-") if kind == "code" else ""
    if language and stack and stack[-1].name == "pre":
        return Entity("pre", tag.begins, length, language=language)
    return Entity(kind, tag.begins, length)


def _found(text: str, literal: list[Entity]) -> list[Entity]:
    """Return the commands and web addresses that Telegram finds by itself."""
    found = []
    taken = [(entity.offset, entity.offset + entity.length) for entity in literal]
    for kind, pattern in (("url", _ADDRESS), ("bot_command", _COMMAND)):
        for match in pattern.finditer(text):
            begin = units(text[: match.start()])
            end = begin + units(match.group())
            if all(end <= first or last <= begin for first, last in taken):
                taken.append((begin, end))
                found.append(Entity(kind, begin, end - begin))
    return found
