"""Twenty conversations typed as a new user would type them, and the page that shows them.

`python -m tests.conversations.own_words` writes docs/own_words.md anew; a test fails where the page is not true.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from bot.shipped_book import shipped_book_folder

PAGE = Path(__file__).parents[2] / "docs" / "own_words.md"
BEFORE = Path(__file__).parent / "own_words_before.md"
"""What stands above the conversations; written by hand."""
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
LONGEST_SHOWN = 200
"""Letters of a screen that the page shows; the safety lists are long."""


@dataclass(frozen=True)
class Conversed:
    """One conversation.

    Attributes:
        title: What it is about.
        does: Types and taps.
        ends: Words that the last screen must hold.
        lock: The flag that must lock, if one must.
        facts: Facts that must be told by the end.
    """

    title: str
    does: Callable[[Chat], object]
    ends: str
    lock: str | None = None
    facts: tuple[tuple[str, str | int], ...] = ()


ADULT = "I agree: me, 18 or older"
YES = "Yes, that's it"

CONVERSATIONS = (
    Conversed(
        "Heels in the morning, all in one message",
        lambda chat: chat.types("my heels hurt in the morning since 3 weeks, 5 out of 10").taps_on(YES).taps_on(ADULT),
        "Safety check 1 of",
        facts=(("complaint", "heel_or_sole"), ("pain_pattern", "first_steps"), ("how_long", "2_to_6_weeks"),
               ("pain_now", 5)),
    ),
    Conversed(
        "Clumsy English",
        lambda chat: chat.types("helo my fot is herting botom when i wakup 3 week alredy").taps_on(YES).taps_on(ADULT),
        "Safety check 1 of",
        facts=(("complaint", "heel_or_sole"), ("how_long", "2_to_6_weeks")),
    ),
    Conversed(
        "What was understood is not right",
        lambda chat: chat.types("no heel pain, but my toes hurt").taps_on("Change").taps_on(ADULT),
        "What would you like help with?",
    ),
    Conversed(
        "Denied and meant",
        lambda chat: chat.types("no heel pain, but my toes hurt").taps_on(YES).taps_on(ADULT),
        "Safety check 1 of",
        facts=(("complaint", "ball_or_toes"),),
    ),
    Conversed(
        "For a mother",
        lambda chat: chat.types("my mother has sore feet, can i do something for her")
        .taps_on("Yes, for another adult").taps_on("I agree: another adult"),
        "unable to feel touch well",
        facts=(("who", "other_adult"), ("complaint", "tired_or_swollen")),
    ),
    Conversed(
        "For a child",
        lambda chat: chat.types("my son has tired legs").taps_on("Yes, for a child").taps_on("Me or a child under 16"),
        "Safety check 1 of",
        facts=(("who", "child"),),
    ),
    Conversed(
        "Stress, and no sleep",
        lambda chat: chat.types("so stressed, i want to relax before i sleep").taps_on(YES).taps_on(ADULT),
        "Safety check 1 of",
        facts=(("complaint", "relax"), ("relax_for", "sleep")),
    ),
    Conversed(
        "A condition by the way",
        lambda chat: chat.types("i am pregnant and my feet are so tired after work").taps_on("Yes").taps_on("Yes")
        .taps_on(YES)
        .taps_on(ADULT),
        "Safety check 1 of",
        facts=(("pregnancy_or_birth_12wk", "yes"), ("complaint", "tired_or_swollen")),
    ),
    Conversed(
        "A blood thinner, remembered late",
        lambda chat: chat.types("my calves are tight for two months").taps_on(YES).taps_on(ADULT)
        .types("sory i forget i take warfarin").taps_on("Yes"),
        "Safety check 1 of",
        facts=(("blood_thinner_bleeding", "yes"), ("complaint", "calf_or_cramps")),
    ),
    Conversed(
        "Chest pain",
        lambda chat: chat.types("my feet are tired and i have a tight chest, hard to breathe"),
        "Is this happening now?",
        lock="pe_symptoms",
    ),
    Conversed(
        "One calf",
        lambda chat: chat.types("only one leg is swolen since the long flight").taps_on("Yes"),
        "In the last 3 months",
        lock="dvt_possible",
    ),
    Conversed(
        "A foot that drops",
        lambda chat: chat.types("since last week i trip because my toes wont lift").taps_on("Yes"),
        "This needs a medical check **today**.",
        lock="new_foot_drop",
    ),
    Conversed(
        "A stiff jaw after a wound",
        lambda chat: chat.types("i stepped on a rusty nail").types("my jaw is getting stiff"),
        "Is this happening now?",
        lock="puncture_tetanus",
    ),
    Conversed(
        "In two messages",
        lambda chat: chat.types("my leg is a bit swollen").taps_on("No").types("also a bit breathless"),
        "Is this happening now?",
        lock="pe_symptoms",
    ),
    Conversed(
        "A way of speaking",
        lambda chat: chat.types("my feet are killing me after 10 hours in the shop").taps_on(YES).taps_on(ADULT),
        "Safety check 1 of",
        facts=(("complaint", "tired_or_swollen"),),
    ),
    Conversed(
        "Words nobody knows, and a worry",
        lambda chat: chat.types("my foot is all glorpy and looks horrible").taps_on("None of these"),
        "Who is this for?",
    ),
    Conversed(
        "Another language",
        lambda chat: chat.types("mir ist seit heute ganz schwummrig und komisch"),
        "Is any of these happening right now?",
    ),
    Conversed(
        "A question first",
        lambda chat: chat.types("does reflexology really work?"),
        "Who is this for?",
    ),
    Conversed(
        "A number and a time in words",
        lambda chat: _to_the_pain(chat).types("about four").types("since three months"),
        "?",
        facts=(("pain_now", 4), ("how_long", "longer")),
    ),
    Conversed(
        "Words never answer a safety question",
        lambda chat: chat.types("my heels are sore").taps_on(YES).taps_on(ADULT).types("no nothing all good"),
        "Safety check 1 of",
        facts=(("complaint", "heel_or_sole"),),
    ),
)  # fmt: skip


def _to_the_pain(chat: Chat) -> Chat:
    """A healthy person types what hurts and taps through the safety check."""
    chat.types("my toes hurt").taps_on(YES).taps_on(ADULT)
    while chat.session.stage.question != "pain_now":
        chat.taps_on("None of these")
    return chat


class Watching(Chat):
    """A chat that writes down what is typed, tapped and shown."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(conversation, NOW)
        self.lines: list[str] = []

    def types(self, text: str, *, edited: bool = False) -> Chat:
        """Types, and writes it down."""
        self.lines.append(f"> {text}")
        return self._shown(lambda: Chat.types(self, text, edited=edited))

    def taps_on(self, label: str) -> Chat:
        """Taps, and writes it down."""
        self.lines.append(f"-> {label}")
        return self._shown(lambda: Chat.taps_on(self, label))

    def _shown(self, happens: Callable[[], object]) -> "Watching":
        before = len(self.seen)
        happens()
        for message in self.seen[before:]:
            said = " / ".join(part for part in message.text.split("\n") if part)
            cut = said if len(said) <= LONGEST_SHOWN else said[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " ..."
            labels = [button.label for row in message.buttons for button in row]
            shown = labels if len(labels) <= 4 else [*labels[:3], "..."]
            self.lines.append(f"BOT {cut}" + "".join(f" [{label}]" for label in shown))
        return self


def have(conversed: Conversed, conversation: Conversation) -> Watching:
    """Has a conversation and returns the chat as it stands then."""
    chat = Watching(conversation)
    conversed.does(chat)
    return chat


def page(conversation: Conversation) -> str:
    """Returns the whole page."""
    return "\n".join(_page(conversation)) + "\n"


def _page(conversation: Conversation) -> Iterator[str]:
    yield BEFORE.read_text(encoding="utf-8").rstrip()
    yield ""
    yield "## Twenty conversations"
    yield ""
    yield "`>` is typed, `->` is tapped, `[ ]` are buttons. Long screens are cut. Written by `python -m tests.conversations.own_words`."
    for number, conversed in enumerate(CONVERSATIONS, start=1):
        yield ""
        yield f"### {number}. {conversed.title}"
        yield ""
        yield "```text"
        yield from have(conversed, conversation).lines
        yield "```"


if __name__ == "__main__":
    PAGE.write_text(page(Conversation(read_book(shipped_book_folder()), shipped_catalogues())), encoding="utf-8")
