"""A month in the life of eight people with reminders; `python -m tests.simulations.month` writes the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.reminding.counting import MOST_A_DAY
from bot.dialogue.turn import Kind
from bot.knowledge.reading import read_book
from bot.language.catalogues import shipped_catalogues
from tests.conversations.walking import heel_pain_in_practice

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "a_month.md"
BEGIN = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
DAYS = 28


@dataclass
class Life:
    """One person's month: the chat, and what is written down of it."""

    chat: Chat
    zone: ZoneInfo
    lines: list[str] = field(default_factory=list)
    nudges: dict[date, int] = field(default_factory=dict)
    _seen: int = 0

    def does(self, *labels: str) -> "Life":
        """Taps buttons one after the other, and writes the last screen down."""
        for label in labels:
            self.chat.taps_on(label)
        self.note(f"taps {', '.join(labels)}")
        return self

    def writes(self, text: str) -> "Life":
        """Types something."""
        self.chat.types(text)
        self.note(f"types “{text}”")
        return self

    def morning(self, day: date, hour: int = 7, minute: int = 5) -> bool:
        """Sleeps until a time of a day; returns whether a reminder lies in the chat since."""
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=self.zone).astimezone(UTC)
        before = len(self.chat.seen)
        self.chat.waits(max(moment - self.chat.now, timedelta(0)))
        rang = False
        # Only timers ring while somebody sleeps, so that whatever came meanwhile came unasked.
        for message in self.chat.seen[before:]:
            here = self.chat.now.astimezone(self.zone).date()
            self.nudges[here] = self.nudges.get(here, 0) + 1
            rang = rang or message.kind is Kind.NUDGE
            self.lines.append(f"- {here:%a %d %b} **bot** (unasked): {_first_line(message.text)}")
        self._seen = len(self.chat.seen)
        return rang

    def note(self, what: str) -> None:
        """Writes down what the person did and what they saw."""
        here = self.chat.now.astimezone(self.zone)
        said = _first_line(self.chat.screen.text) if len(self.chat.seen) > self._seen else (self.chat.toast or "")
        self._seen = len(self.chat.seen)
        self.lines.append(f"- {here:%a %d %b %H:%M} *{what}* → {said}")

    def practises(self) -> "Life":
        """Starts from the reminder, does one step in full, and finishes."""
        self.does("Start")
        if self.chat.session.stage.name == "next_day":
            self.does("Not sore")
        if self.chat.offers("c:nothing_new"):
            self.does("Nothing new")
        while self.chat.session.stage.name == "question":
            self.answers()
        if self.chat.session.stage.name == "review":
            self.does("A step up" if self.chat.offers("up") else "Stay as it is")
        self.chat.taps_on("Start timer").waits(timedelta(minutes=5))
        self.does("Finish now")
        self.chat.presses_code("n:3")
        return self.does("Fine")

    def answers(self) -> None:
        """Answers the open question as a healthy person does."""
        chat = self.chat
        question = chat.conversation.book.questions[chat.session.stage.question or ""]
        healthy = {"number": "n:3"}.get(question.kind, "none" if question.lines else f"c:{question.healthy}")
        chat.presses_code(healthy)


def regular(life: Life) -> None:
    """Starts every morning."""
    for day in _days():
        if life.morning(day):
            life.practises()


def irregular(life: Life) -> None:
    """Takes every other day, delays some, skips the rest with a word."""
    for number, day in enumerate(_days()):
        if not life.morning(day):
            continue
        if number % 4 == 1:
            life.does("1 hour")
            if life.morning(day, 8, 10):
                life.practises()
        elif number % 4 == 3:
            life.does("Skip today", "No time")
        else:
            life.practises()


def traveller(life: Life) -> None:
    """Flies to New York in the second week and comes back in the third."""
    for number, day in enumerate(_days()):
        if life.morning(day):
            if number == 7:
                life.does("Skip today", "Travelling")
                life.writes("/reminders").does("My clock").writes("New York")
                life.zone = ZoneInfo("America/New_York")
            else:
                life.practises()
        if number == 16:
            life.writes("/reminders").does("My clock").writes("London")
            life.zone = ZoneInfo("Europe/London")


def ill(life: Life) -> None:
    """Has fever from the ninth to the twelfth day."""
    for number, day in enumerate(_days()):
        if life.morning(day):
            if 8 <= number <= 11:
                life.does("Skip today", "Ill")
            else:
                life.practises()


def quitter(life: Life) -> None:
    """Does the first three days, then never looks again."""
    for number, day in enumerate(_days()):
        if life.morning(day) and number < 3:
            life.practises()


def thorough(life: Life) -> None:
    """Has set the three times that the book proposes for the toe pull, and answers each."""
    life.writes("/reminders").does("1", "Time", "07:00, 13:00, 20:00", "Go on")
    for day in _days():
        for hour in (7, 13, 20):
            if life.morning(day, hour):
                if hour == 7:
                    life.practises()
                else:
                    life.does("Done already")


def on_holiday(life: Life) -> None:
    """Pauses for the second and third week, by typing it, and goes on."""
    for number, day in enumerate(_days()):
        if number == 7:
            life.morning(day, 9)
            life.writes("/reminders").does("1", "Pause").writes("two weeks")
        elif life.morning(day):
            life.practises()


def stopped(life: Life) -> None:
    """Writes of a swollen calf on the tenth day; has it checked two days later, and goes on after that."""
    for number, day in enumerate(_days()):
        rang = life.morning(day)
        if number == 9:
            life.writes("my left calf is swollen and hot").does("Yes")
        elif number == 11:
            life.does("Yes, seen", "No clot found")
            while life.chat.session.stage.name == "question":
                life.answers()
        elif rang:
            life.practises()


PEOPLE: dict[str, Callable[[Life], None]] = {
    "Regular": regular, "Irregular": irregular, "Traveller": traveller, "Ill for four days": ill, "Quitter": quitter,
    "Thorough": thorough, "On holiday": on_holiday, "Stopped by a sign": stopped,
}  # fmt: skip

JUDGED: dict[str, tuple[int, str]] = {
    "Regular": (8, "One a day is what was asked for, and each led to a practice. Nothing to take away."),
    "Irregular": (
        11,
        "Seven that were asked for, and one more for each delay that was tapped. Without delays it would be seven.",
    ),
    "Traveller": (
        8,
        (
            "One a day by the clock of the place. The day of the flight cost no message more: the question about the clock "
            "stands under the answer that was tapped. A flight to the west makes one day longer."
        ),
    ),
    "Ill for four days": (
        8,
        (
            "Each morning of the fever got one message, because nobody said for how long. Two taps answer it, and Pause "
            "stands beside them: four messages are the price of not guessing."
        ),
    ),
    "Quitter": (
        8,
        "Less each week, one question, then nothing. A bot that goes on longer is blocked, and then it helps nobody.",
    ),
    "Thorough": (
        22,
        (
            "Three a day is much. It is what the dose of the stretch needs, was chosen with one tap that names all three "
            "times, and is the most that one routine may have."
        ),
    ),
    "On holiday": (8, "Nothing at all in the pause, not even a word about it; one question when it ends."),
    "Stopped by a sign": (
        8,
        "From the sign until it was checked no invitation; a day later one question in two short messages, by day.",
    ),
}
"""The most messages a week that may come, and why so many are right."""


def live(conversation: Conversation, story: Callable[[Life], None]) -> Life:
    """Plays one month.

    Args:
        conversation: The conversation with the book.
        story: What the person does.
    """
    chat = Chat(conversation, BEGIN)
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Finish now").taps_on("3").taps_on("Fine")
    chat.taps_on("07:00").types("London").taps_on("Go on")
    life = Life(chat, ZoneInfo("Europe/London"))
    life._seen = len(chat.seen)
    story(life)
    return life


def all_lives(conversation: Conversation) -> dict[str, Life]:
    """Plays all the months."""
    return {name: live(conversation, story) for name, story in PEOPLE.items()}


def page(lives: dict[str, Life]) -> str:
    """Returns the page with all the months, the count of messages that nobody asked for, and what to think of it."""
    rows = [
        f"| {name} | " + " | ".join(str(count) for count in weeks(life)) + f" | {sum(weeks(life))} |"
        for name, life in lives.items()
    ]
    parts = [
        "# A month with reminders",
        "",
        "Eight invented people with heel pain set a reminder for 07:00 on their first day. What follows is played by the",
        "real conversation with a moved clock; `python -m tests.simulations.month` writes this page, and a test holds",
        "that it is true.",
        "",
        "## Messages that came unasked, a week",
        "",
        "| | week 1 | week 2 | week 3 | week 4 | in all |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        "Every message that came without a word or a tap just before it is counted: reminders, the end of a delay, the",
        "question after a stop, the question after silence.",
        "",
        "## Is that right?",
        "",
        "| | most in a week | allowed | why so many are right |",
        "|---|---|---|---|",
        *(f"| {name} | {max(weeks(lives[name]))} | {most} | {why} |" for name, (most, why) in JUDGED.items()),
        "",
        f"Four weeks of silence cost {sum(weeks(lives['Quitter']))} messages in all, the last of them a question.",
        f"Nobody got more than {MOST_A_DAY} on one day, which is the cap.",
        "",
        "Tone: the first line of a reminder is always “Time for your stretch.” No message names a condition, counts a loss,",
        "compares or blames; a skip is answered with “No problem”, and a pause ends with a question that can be answered",
        "with one more week.",
    ]
    for name, life in lives.items():
        parts += ["", f"## {name}", "", PEOPLE[name].__doc__ or "", "", *life.lines]
    return "\n".join(parts) + "\n"


def weeks(life: Life) -> list[int]:
    """Returns how many messages came unasked in each of the four weeks."""
    first = BEGIN.date()
    return [
        sum(count for day, count in life.nudges.items() if week * 7 <= (day - first).days < week * 7 + 7)
        for week in range(DAYS // 7)
    ]


def _days() -> Iterator[date]:
    return (BEGIN.date() + timedelta(days=number) for number in range(1, DAYS))


def _first_line(text: str) -> str:
    line = text.splitlines()[0].replace("**", "") if text else ""
    return line if len(line) <= 110 else line[:107] + "…"


if __name__ == "__main__":
    played = all_lives(Conversation(read_book(ROOT / "knowledge"), shipped_catalogues()))
    PAGE.write_text(page(played), encoding="utf-8")
