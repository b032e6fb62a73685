"""`footguide run` against a Bot API in the test process, with a database that can be looked at while nobody runs."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.turn import Message
from bot.store.encoding import moment_text, read_outgoing
from bot.telegram.rendering import plain
from bot.trial.server import TrialServer
from tests.walks.clock import SUNDAY_MORNING
from tests.walks.program import Footguide

TOKEN = "1234567890:AAE-token_of_the_walks_and_no_real_one_01"  # noqa: S105  no real one


@dataclass(frozen=True, slots=True)
class Installation:
    """A place where the bot runs, again and again.

    Attributes:
        telegram: What it takes for Telegram.
        folder: Its folder.
    """

    telegram: TrialServer
    folder: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "data" / "bot.db"

    def settings(self, **more: str) -> dict[str, str]:
        """Gives the settings that it runs with."""
        return {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": self.telegram.root_url,
            "BOT_DATABASE": f"sqlite:///{self.database}",
            "BOT_RATE_OVERALL": "0",
            "BOT_RATE_CHAT": "0",
            **more,
        }

    def run(self, first: str = "", **more: str) -> Footguide:
        """Gives the process.

        Args:
            first: As for `Footguide`.
            **more: Settings that differ.
        """
        return Footguide(self.folder, "run", settings=self.settings(**more), first=first)

    def on_their_way(self) -> set[tuple[int, str]]:
        """Gives chat and words of the messages that were in flight when the process died."""
        with closing(sqlite3.connect(self.database)) as database:
            rows = database.execute("SELECT chat, form, content FROM outgoing WHERE state = 'sending'").fetchall()
        found = ((chat, read_outgoing(form, content)) for chat, form, content in rows)
        return {(chat, plain(outgoing.text)) for chat, outgoing in found if isinstance(outgoing, Message)}

    def holds_end_meanwhile(self) -> int:
        """Lets the end of all running holds pass while nobody runs; gives how many there were."""
        with closing(sqlite3.connect(self.database)) as database, database:
            past = moment_text(SUNDAY_MORNING.replace(year=2020))
            return database.execute("UPDATE timer SET due = ? WHERE name = 'hold'", (past,)).rowcount

    def waits_to_be_sent(self) -> int:
        """Gives how many messages wait or are on their way; of the others Telegram's answer was worked."""
        with closing(sqlite3.connect(self.database)) as database:
            return int(database.execute("SELECT count(*) FROM outgoing WHERE state != 'sent'").fetchone()[0])

    def in_hand(self) -> list[tuple[str, int]]:
        """Gives what is begun and not finished, with how many of each; what waits for the next start is neither."""
        questions = {
            "messages on their way": "SELECT count(*) FROM outgoing WHERE state = 'sending'",
            "updates begun": "SELECT count(*) FROM attempt",
            "parked": "SELECT count(*) FROM parked",
        }
        with closing(sqlite3.connect(self.database)) as database:
            counts = [(name, int(database.execute(ask).fetchone()[0])) for name, ask in questions.items()]
        return [(name, count) for name, count in counts if count]

    def diary(self) -> list[tuple[int, int | None, int | None]]:
        """Gives chat, pain before and pain after of all that is in the diary."""
        with closing(sqlite3.connect(self.database)) as database:
            return database.execute("SELECT chat, pain_before, pain_after FROM diary").fetchall()
