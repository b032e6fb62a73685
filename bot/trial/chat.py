"""One private chat: its messages as they stand now, and the news about them."""

from dataclasses import replace

from bot.trial.feed import Feed
from bot.trial.messages import Message, Person
from bot.trial.profile import Profile


class Chat:
    """The chat of one person with the bot.

    Attributes:
        person: Whose chat it is.
        news: What the page is told.
        blocked: Whether the person has blocked the bot.
        begun: Whether the person ever wrote; before that a bot cannot write to them.
    """

    def __init__(self, person: Person, profile: Profile) -> None:
        self.person = person
        self.news = Feed(self.snapshot)
        self.blocked = False
        self.begun = False
        self._profile = profile
        self._messages: dict[int, Message] = {}

    def message(self, message_id: int) -> Message | None:
        """Return the message with this number, if it is there."""
        return self._messages.get(message_id)

    def messages(self) -> tuple[Message, ...]:
        """Return all messages that are there, oldest first."""
        return tuple(self._messages.values())

    def put(self, message: Message) -> None:
        """Add a message, or put its new form in the place of the old."""
        kind = "edit" if message.id in self._messages else "message"
        self._messages[message.id] = message
        self.news.tell(kind, message=message.as_page())

    def remove(self, message_id: int) -> None:
        """Take a message away that is there."""
        del self._messages[message_id]
        self.news.tell("delete", id=message_id)

    def block(self, blocked: bool) -> None:
        """Block the bot or let it write again."""
        self.blocked = blocked
        self.news.tell("blocked", blocked=blocked)

    def speak(self, language: str) -> None:
        """Set the language of the person's app."""
        if language != self.person.language:
            self.person = replace(self.person, language=language)
            self.tell_profile()

    def tell_profile(self) -> None:
        """Tell the page what the bot says about itself now."""
        self.news.tell("profile", **self._profile_as_page())

    def snapshot(self) -> dict[str, object]:
        """Return all that a page needs to show the chat."""
        return {
            **self._profile_as_page(),
            "blocked": self.blocked,
            "messages": [message.as_page() for message in self._messages.values()],
        }

    def _profile_as_page(self) -> dict[str, object]:
        language = self.person.language
        menu = self._profile.menu(self.person.id, language)
        return {
            "name": self._profile.text("name", language),
            "description": self._profile.text("description", language),
            "commands": [command.as_json() for command in menu],
        }
