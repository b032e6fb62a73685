"""A page as a test reads it: its marks, its links and its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

VOID = frozenset({"meta", "link", "img", "br", "hr", "input"})


@dataclass(frozen=True, slots=True)
class Element:
    """One opening mark."""

    tag: str
    attributes: dict[str, str | None]

    def get(self, name: str) -> str:
        """Returns an attribute; empty where there is none."""
        return self.attributes.get(name) or ""


@dataclass
class Parsed(HTMLParser):
    """One page.

    Attributes:
        elements: Its opening marks, in order.
        text: Its words, unescaped, blanks made one.
    """

    content: bytes
    elements: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open_marks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.content.decode())
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open_marks]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self.open_marks.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if not self.open_marks or self.open_marks.pop() != tag:
            self.faults.append(f"</{tag}> closes something else at {self.getpos()}")

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[Element]:
        """Returns the marks of one kind."""
        return [element for element in self.elements if element.tag == tag]

    @property
    def ids(self) -> list[str]:
        """Its anchors."""
        return [element.get("id") for element in self.elements if "id" in element.attributes]
