"""Reads why Telegram refused a call. It gives no codes for this, only words, so all of them stand here."""

from telegram.error import BadRequest

_UNCHANGED = ("message is not modified",)
_TARGET_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message",
    "there is no caption in the message",
    "there is no media in the message",
)
_NOT_DELETABLE = ("message can't be deleted",)
_CHAT_UNKNOWN = ("chat not found", "user not found", "peer_id_invalid", "chat_id is empty")
_FILE_REFUSED = (
    "wrong file identifier",
    "wrong remote file",
    "wrong file_id",
    "file reference",
    "file is temporarily unavailable",
    "can't use file of type",
    "invalid file",
)


def _says(refusal: BadRequest, phrases: tuple[str, ...]) -> bool:
    words = refusal.message.lower()
    return any(phrase in words for phrase in phrases)


def unchanged(refusal: BadRequest) -> bool:
    """Tells whether the message shows just this already."""
    return _says(refusal, _UNCHANGED)


def target_gone(refusal: BadRequest) -> bool:
    """Tells whether the message is not there or of the other kind, so that it can never be edited to this."""
    return _says(refusal, _TARGET_GONE)


def not_deletable(refusal: BadRequest) -> bool:
    """Tells whether the message is too old to be deleted."""
    return _says(refusal, _NOT_DELETABLE)


def chat_unknown(refusal: BadRequest) -> bool:
    """Tells whether there is nobody to write to."""
    return _says(refusal, _CHAT_UNKNOWN)


def file_refused(refusal: BadRequest) -> bool:
    """Tells whether Telegram does not take its own name for a picture any more."""
    return _says(refusal, _FILE_REFUSED)
