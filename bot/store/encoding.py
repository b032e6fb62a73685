"""How moments and things to show are written as text, in one place for all tables."""

from datetime import UTC, datetime

from pydantic import TypeAdapter

from bot.dialogue.turn import Message, Outgoing, Remove, TakeButtons

_FORMS: dict[str, TypeAdapter[Outgoing]] = {
    "message": TypeAdapter(Message),
    "take_buttons": TypeAdapter(TakeButtons),
    "remove": TypeAdapter(Remove),
}


def moment_text(moment: datetime) -> str:
    """Writes an aware moment so that texts sort as the moments do.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        message = "a moment without a time zone cannot be stored"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_moment(text: str) -> datetime:
    """Reads a moment back, in UTC."""
    return datetime.fromisoformat(text)


def form_of(outgoing: Outgoing) -> str:
    """Names what kind of thing is to be done in the chat."""
    match outgoing:
        case Message():
            return "message"
        case TakeButtons():
            return "take_buttons"
        case Remove():
            return "remove"


def write_outgoing(outgoing: Outgoing) -> str:
    """Writes something to show as JSON."""
    return _FORMS[form_of(outgoing)].dump_json(outgoing, exclude_defaults=True).decode()


def read_outgoing(form: str, content: str) -> Outgoing:
    """Reads it back.

    Raises:
        pydantic.ValidationError: It was written by a program whose form this one does not know.
    """
    return _FORMS[form].validate_json(content)
