"""Walks through a planned practice: to its end, or up and down all its easier and harder ways."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.cases.chat import Chat
from bot.knowledge.book import Book
from bot.knowledge.models.question import Question

Answer = Callable[[Chat, Question], None]

MOST_PRESSES = 400
"""A practice that needs more presses than this goes in circles."""

WAYS = ("easier", "harder")


class PracticeStuck(Exception):
    """A practice did not come to its end."""


def practise(chat: Chat, answer: Answer, told: Mapping[str, str | int]) -> None:
    """Does the plan on the screen to its end: every step in full, then the pain after and the effort.

    Args:
        chat: The chat, at the plan or in the practice.
        answer: Answers what is asked before a routine.
        told: What the person tells; `pain_after` and `effort` may be among it.

    Raises:
        PracticeStuck: The practice does not reach its end.
    """
    book = chat.conversation.book
    for _ in range(MOST_PRESSES):
        name = chat.session.stage.name
        if name in {"plan", "question"}:
            _begin(chat, answer, book)
        elif name == "practice":
            _do_step(chat)
        elif name == "pain_after":
            pain = f"n:{told.get('pain_after', told.get('pain_now', 3))}"
            chat.presses_code(pain if chat.offers(pain) else "none")
        elif name == "effort":
            chat.presses_code(str(told.get("effort", "fine")))
            return
        else:
            message = f"the practice was to be done, and ended at: {chat.screen.text[:160]!r}"
            raise PracticeStuck(message)
    message = f"after {MOST_PRESSES} presses the practice has no end"
    raise PracticeStuck(message)


def reached_by_other_ways(chat: Chat, answer: Answer, wanted: frozenset[str]) -> frozenset[str]:
    """Returns which of some techniques are shown to somebody who tries every easier and harder way and Back.

    The chat itself stays where it is.

    Args:
        chat: The chat, at the plan or in the practice.
        answer: Answers what is asked before a routine.
        wanted: The techniques that are looked for.
    """
    if not _led_to(chat, wanted):
        return frozenset()
    walk = chat.branch()
    seen = len(walk.seen)
    for _ in range(MOST_PRESSES):
        name = walk.session.stage.name
        if name in {"plan", "question"}:
            _begin(walk, answer, walk.conversation.book)
        elif name == "practice":
            _try_ways(walk)
            walk.presses_code("skip")
        else:
            return wanted & set(walk.shown_techniques(seen))
    message = f"after {MOST_PRESSES} presses the practice has no end"
    raise PracticeStuck(message)


def _led_to(chat: Chat, wanted: frozenset[str]) -> bool:
    """Whether an easier or harder way of a planned technique is one of some techniques."""
    session, techniques = chat.session, chat.conversation.book.techniques
    plan = session.practice.plan if session.practice is not None else session.plan
    if plan is None or session.stage.name not in {"plan", "practice"}:
        return False
    planned = (techniques[item.technique] for item in plan.items)
    ways = (way for technique in planned for way in (technique.easier, technique.harder))
    return any(way is not None and way.use in wanted for way in ways)


def _begin(chat: Chat, answer: Answer, book: Book) -> None:
    if chat.session.stage.name == "plan":
        chat.presses_code(next(code for code in ("start", "start:both") if chat.offers(code)))
    else:
        answer(chat, book.questions[str(chat.session.stage.question)])


def _do_step(chat: Chat) -> None:
    practice = chat.session.practice
    if chat.offers("start") and practice is not None:
        chat.presses_code("start")
        chat.waits(timedelta(seconds=practice.plan.items[practice.step].seconds))
    chat.presses_code("next")


def _try_ways(chat: Chat) -> None:
    """Presses every easier and harder way of the present step, and goes back from each."""
    for way in WAYS:
        if chat.offers(way):
            chat.presses_code(way)
            for other in WAYS:
                if chat.offers(other):
                    chat.presses_code(other)
            if chat.offers("written"):
                chat.presses_code("written")
