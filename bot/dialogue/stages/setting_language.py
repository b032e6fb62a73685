"""The language: those that the book and a catalogue both have. With one alone it says so."""

from bot.dialogue.screen import Press, Screen
from bot.dialogue.turning import Turning


def show(turning: Turning) -> Screen:
    """Lists the languages, each by its own name."""
    say, languages = turning.say, _offered(turning)
    back = (Press(say("Back"), "back"),)
    if len(languages) < 2:
        return Screen(say("**I speak English only**, for now. Other languages may come."), (back,))
    rows = tuple(
        (Press(("✅ " if tag == turning.words.language else "") + own_name(turning, tag), f"l:{tag}"),)
        for tag in languages
    )
    return Screen(say("**Which language shall I speak?**"), (*rows, back))


def press(turning: Turning, code: str) -> None:
    """Takes a language; the very next words are in it."""
    kind, _, tag = code.partition(":")
    if code == "back":
        turning.go("settings")
    elif kind == "l" and tag in _offered(turning):
        turning.speak(tag)
        turning.stay()


def own_name(turning: Turning, tag: str) -> str:
    """Returns what a language calls itself: each catalogue translates the word English with its own name."""
    return turning.materials.catalogues.of(tag).say("English")


def _offered(turning: Turning) -> tuple[str, ...]:
    return turning.materials.catalogues.offered(turning.book.words.languages)
