"""What Telegram says when it will not do something; kept in one place so that its words stay Telegram's."""

from typing import Final

WRONG_FILE: Final = "Bad Request: wrong file identifier/HTTP URL specified"
NOT_MODIFIED: Final = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD: Final = "Bad Request: query is too old and response timeout expired or query ID is invalid"
SECOND_POLLER: Final = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Refusal(Exception):
    """An answer with `"ok": false`.

    Attributes:
        code: The error code, which is also the HTTP status.
        description: The sentence that goes to the bot, beginning with the name of the status.
    """

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def bad_request(reason: str) -> Refusal:
    """Return the refusal of a request that makes no sense.

    Args:
        reason: What is wrong, without the words "Bad Request".
    """
    return Refusal(400, f"Bad Request: {reason}")
