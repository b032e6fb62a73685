"""Why something that a person does in the chat cannot be done; the words for each reason are in `wording`."""

from enum import Enum, auto


class Reason(Enum):
    """What stands in the way."""

    MESSAGE_EMPTY = auto()
    MESSAGE_TOO_LONG = auto()
    MESSAGE_UNCHANGEABLE = auto()
    BUTTON_GONE = auto()
    FILE_EMPTY = auto()
    FILE_TOO_LARGE = auto()
    BOT_BLOCKED = auto()


class Undone(Exception):
    """Something that a person did changed nothing.

    Attributes:
        code: The HTTP status of the answer.
        reason: Why.
    """

    def __init__(self, code: int, reason: Reason) -> None:
        super().__init__(reason.name)
        self.code = code
        self.reason = reason
