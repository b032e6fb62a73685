"""What the trial chat itself says stands in the catalogues: neither the page, its scripts nor the terminal hold words."""

import ast
import inspect
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from string import Template
from types import ModuleType

import aiohttp
import pytest
from babel.messages.extract import extract

from bot.language.catalogues import Catalogue, Catalogues
from bot.trial import terminal, transcript, wording
from bot.trial.pageapi import STATIC
from bot.trial.server import TrialServer
from bot.trial.undone import Reason
from bot.trial.wording import page_words, reason_words, refusal_words
from tests.dialogue.test_pseudo_language import Marking

from .conftest import SECRET, TOKEN
from .javascript import Literal, literals
from .marking import ALL_MARKED, MARKED, mark, not_said
from .page_client import PageClient

ENGLISH = Catalogues({}).of("en")
SCRIPTS = sorted(STATIC.glob("*.js"))
READ_ALOUD_OR_SHOWN = {"aria-label", "title", "placeholder", "alt", "value", "label", "aria-description"}
A_LETTER = re.compile(r"[^\W\d_]")

# Where a literal of a script is never shown: as an argument of these, ...
TECHNICAL_CALLS = {
    "querySelector", "querySelectorAll", "matches", "addEventListener", "matchMedia",
    "createElement", "createElementNS", "make", "toggleAttribute", "removeAttribute",
    "setItem", "startsWith", "get", "#send", "#post",
}  # fmt: skip
# ... or right after one of these.
TECHNICAL_PLACES = re.compile(
    r"\bfrom$|\bcase$|[!=]==$|\.(className|type|name|target|rel) =$|\bclassList\.(add|toggle)\($"
    r'|\.setAttribute\($|\.setAttribute\("(role|aria-busy|aria-expanded|aria-hidden|aria-pressed)",$'
)
# The rest, one by one.
TECHNICAL_LITERALS = {
    "beside.js": {"text/html"},
    "bubble.js": {
        "http://www.w3.org/2000/svg",
        "short",  # how a time is written
    },
    "connection.js": {"chats/", "/news?", "/beside", "en", "POST", "Content-Type"},
    "log.js": {"long", "numeric"},  # how a date is written
    "main.js": {
        "/start",  # what START sends
        "?chat=",
    },
    "sound.js": {"footguide-sound", "pointerdown", "keydown"},
    "words.js": {
        *("b", "i", "u", "s", "code", "pre", "blockquote", "expandable_blockquote"),  # elements and entities
        *("http:", "https:", "mailto:", "tel:", "tg:"),
    },
}  # fmt: skip
DRAWING = re.compile(r"[MmZzHhVvAaCcLlSs\d\s.,-]+")


def shown(script: str, literal: Literal) -> bool:
    """Whether a literal may be a word that somebody reads; what is not known to be technical may."""
    return not (
        literal.call in {"say", *TECHNICAL_CALLS}
        or TECHNICAL_PLACES.search(literal.before)
        or literal.text in TECHNICAL_LITERALS.get(script, set())
        or DRAWING.fullmatch(literal.text)
        or not A_LETTER.search(re.sub(r"\\.", "", literal.text))
    )


class _Read(HTMLParser):
    """Everything of a page that is shown or read aloud, and the data for its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.wording = ""
        self.attributes: dict[str, dict[str, str | None]] = {}
        self._inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.attributes[tag] = dict(attrs)
        self.texts += [text or "" for name, text in attrs if name in READ_ALOUD_OR_SHOWN]

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.wording += data.strip()
        else:
            self.texts.append(data)


async def served(session: aiohttp.ClientSession, server: TrialServer, language: str) -> _Read:
    async with session.get(server.page_url, headers={"Accept-Language": language}) as response:
        return _Read(await response.text())


async def serving(catalogues: Catalogues) -> TrialServer:
    server = TrialServer(token=TOKEN, secret=SECRET, port=0, catalogues=catalogues)
    await server.start()
    return server


async def test_the_served_page_holds_no_unmarked_word(session: aiohttp.ClientSession) -> None:
    server = await serving(ALL_MARKED)
    try:
        page = await served(session, server, "en-GB,en;q=0.9")
    finally:
        await server.stop()
    assert [text for text in page.texts if not_said(text)] == []
    assert mark("START") in page.texts
    assert mark("Go to the message box") in page.texts
    assert json.loads(page.wording) == page_words(MARKED)


async def test_the_page_and_its_refusals_speak_the_language_of_the_browser(session: aiohttp.ClientSession) -> None:
    server = await serving(Catalogues({"de": Catalogue("de", Marking(), Marking())}))
    person = PageClient(session, server.page_url, server.chat_id)
    try:
        german = await served(session, server, "de-AT,de;q=0.9,en;q=0.8")
        english = await served(session, server, "nl,de;q=0.5")
        async with person.news(language="de"):
            _, refused = await person.post("messages", {"text": " "})
            _, unread = await person.post("messages", {})
    finally:
        await server.stop()
    assert (german.attributes["html"]["lang"], mark("START") in german.texts) == ("de", True)
    assert (english.attributes["html"]["lang"], "START" in english.texts) == ("en", True)
    assert refused["error"] == mark("Not sent: the message is empty.")
    assert unread["error"] == mark("Not sent: Bad Request: text: Field required")


async def test_words_of_a_catalogue_are_never_read_as_markup(session: aiohttp.ClientSession) -> None:
    class Hostile(Marking):
        def gettext(self, message: str) -> str:
            return f'"></script><b id="planted">{message}'

    hostile = Catalogue("en", Hostile(), Hostile())
    server = await serving(Catalogues({"en": hostile}))
    try:
        page = await served(session, server, "en")
    finally:
        await server.stop()
    assert page.attributes["b"] == {}
    assert json.loads(page.wording) == page_words(hostile)


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_goes_through_the_catalogue(reason: Reason) -> None:
    assert not_said(reason_words(MARKED, reason)) == ""
    assert not_said(refusal_words(MARKED, "Bad Request: nonsense")) == ""


def test_every_word_of_the_page_is_asked_for_and_every_asked_for_is_there() -> None:
    template = set(Template((STATIC / "index.html").read_text()).get_identifiers())
    scripts = {one.text for script in SCRIPTS for one in literals(script.read_text()) if one.call == "say"}
    assert template | scripts == {*page_words(MARKED), "chat_id", "language", "panel", "wording"}


def test_translators_are_given_every_word() -> None:
    with Path(wording.__file__).open("rb") as source:
        given = {message for _, message, _, _ in extract("python", source, keywords={"say": None})}
    refusals = {reason_words(ENGLISH, reason) for reason in Reason} | {"Not sent: {reason}"}
    assert given == {*page_words(ENGLISH).values()} | refusals


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_holds_a_word_that_is_shown(script: Path) -> None:
    assert [one for one in literals(script.read_text()) if shown(script.name, one)] == []


@pytest.mark.parametrize(
    "planted",
    [
        'toast("Copied");',
        'button.title = on ? "sound" : "";',
        'element.setAttribute("aria-label", "answers");',
        "size.textContent = `${bytes} bytes`;",
        'throw new Error(say("fault") + " sorry");',
        'meta.append(say("changed"), "changed");',
        "field.placeholder = 'message';",
        'note(/a"b/.test(`x${[1].map((n) => `${n} minutes`)}`));',
    ],
)
def test_a_word_planted_in_a_script_is_found(planted: str) -> None:
    assert any(shown("planted.js", one) for one in literals(planted))


# What stands in the terminal's code without being printed.
TERMINAL_LITERALS = {
    *("message", "edit", "delete", "messages", "presses"),  # kinds of news, and addresses
    *("chats/", "/news", "files/"),
    "typed lines",  # the name of a thread
}


def printed_literals(source: str) -> list[str]:
    """The string literals of Python code that may be printed: no docstrings, keys, patterns, nor what is said."""
    tree = ast.parse(source)
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                silent.add(node.value)
            case ast.Subscript():
                silent.add(node.slice)
            case ast.Compare():
                silent |= {node.left, *node.comparators}
            case ast.MatchValue():
                silent.add(node.value)
            case ast.Dict():
                silent |= {key for key in node.keys if key is not None}
            case ast.Call(func=ast.Attribute(attr="say" | "get" | "compile" | "startswith" | "removeprefix")):
                silent |= {*node.args[:1]}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node not in silent and A_LETTER.search(node.value) and node.value not in TERMINAL_LITERALS
    ]


@pytest.mark.parametrize("module", [terminal, transcript], ids=lambda module: module.__name__)
def test_the_terminal_prints_no_word_of_its_own_code(module: ModuleType) -> None:
    assert printed_literals(inspect.getsource(module)) == []


@pytest.mark.parametrize("planted", ['print("Ended.")', 'line = f"{name} changed:"', 'lines = [heading, "changed"]'])
def test_a_word_planted_in_the_terminal_is_found(planted: str) -> None:
    assert printed_literals(planted) != []
