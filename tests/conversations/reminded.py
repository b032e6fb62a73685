"""What the tests about reminders share: somebody who has one, moments on the clock of London, and what came unasked."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.cases.chat import Chat
from bot.dialogue.turn import Kind, Message
from tests.conversations.walking import asked_about_the_next_day

LONDON = ZoneInfo("Europe/London")


def reminded_at_seven(chat: Chat) -> Chat:
    """Somebody in London who is reminded every day at seven; it is Sunday morning."""
    asked_about_the_next_day(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").types("London")
    return chat.taps_on("Go on")


def nudges(chat: Chat, since: int = 0) -> list[Message]:
    """Returns the reminders that were sent."""
    return [message for message in chat.seen[since:] if message.kind is Kind.NUDGE]


def wait_until(chat: Chat, moment: str) -> Chat:
    """Waits until a moment on the clock of London."""
    return chat.waits(datetime.fromisoformat(moment).replace(tzinfo=LONDON).astimezone(UTC) - chat.now)


def stands_still_until(chat: Chat, moment: str) -> Chat:
    """Nothing runs until a moment; then everything that is due by then comes at once."""
    chat._timers, timers = {}, chat._timers
    wait_until(chat, moment)
    chat._timers = timers
    return chat


def practises(chat: Chat) -> Chat:
    """Does one step of the routine that was done last, and finishes."""
    chat.types("/start").taps_on("The same routine again")
    while chat.session.stage.name == "question":
        question = chat.conversation.book.questions[chat.session.stage.question or ""]
        healthy = {"number": "n:3"}.get(question.kind, "none" if question.lines else f"c:{question.healthy}")
        chat.presses_code("c:nothing_new" if question.question == "anything_new" else healthy)
    return chat.taps_on("Start timer").taps_on("Finish now").presses_code("n:3").taps_on("Fine")
