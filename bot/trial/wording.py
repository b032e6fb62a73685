"""Names every word that the page of the trial chat says itself, so that each goes through a catalogue.

The terminal says its words where it prints them; what the bot says comes from the bot in its own language.
"""

from bot.language.catalogues import Catalogue
from bot.trial.undone import Reason


def page_words(words: Catalogue) -> dict[str, str]:
    """Returns the page's words by name; its template and its scripts ask for them by these names.

    Braces are filled in by the scripts, so they stay as they are here.
    """
    return {
        # The bar at the top.
        "to_message_box": words.say("Go to the message box"),
        "connecting": words.say("connecting…"),
        "typing": words.say("typing…"),
        "ready": words.say("bot · trial chat"),
        "sound": words.say("Sound"),
        "sound_on": words.say("Sound is on"),
        "sound_off": words.say("Sound is off"),
        "beside": words.say("What the rules make of it"),
        "more": words.say("More"),
        "another_person": words.say("Chat as somebody else"),
        "block": words.say("Block the bot"),
        "unblock": words.say("Unblock the bot"),
        # The messages.
        "chat": words.say("Chat"),
        "about_trial": words.say("This is the trial chat. It runs on this computer only; nothing goes to Telegram."),
        "newest": words.say("Newest messages"),
        "today": words.say("Today"),
        "from_bot": words.say("Bot, {time}"),
        "from_person": words.say("You, {time}"),
        "answers": words.say("Answers"),
        "may_ring": words.say("The phone may ring for this message"),
        "with_sound": words.say("with sound"),
        "changed": words.say("changed"),
        "change_message": words.say("Change your message"),
        "picture": words.say("Picture"),
        "enlarge": words.say("Enlarge"),
        "voice_shown": words.say("Voice message, 0:14"),
        "sticker_shown": words.say("👣 Sticker"),
        "location_shown": words.say("Location: Vienna"),
        "bytes": words.say("{number} bytes"),
        "kilobytes": words.say("{number} kB"),
        "megabytes": words.say("{number} MB"),
        # The box to write in.
        "start_button": words.say("START"),
        "unblock_button": words.say("UNBLOCK"),
        "write": words.say("Write a message"),
        "message": words.say("Message"),
        "send": words.say("Send"),
        "commands": words.say("Commands"),
        "commands_found": words.say("Commands: {number}, first {first}"),
        "no_commands": words.say("The bot has not told its commands yet."),
        "send_other": words.say("Send something else"),
        "photo_sample": words.say("Photo (a sample)"),
        "voice_sample": words.say("Voice message (pretended)"),
        "sticker_sample": words.say("Sticker (pretended)"),
        "location_sample": words.say("Location (pretended)"),
        "choose_file": words.say("File…"),
        "file_to_send": words.say("File to send"),
        "keep_message": words.say("Keep it as it was"),
        # What is said over the chat.
        "close": words.say("Close"),
        "copied": words.say("Copied"),
        "connection_lost": words.say("The connection is lost. Trying again."),
        "no_answer": words.say("Not sent: the program does not answer. Is it still running?"),
        "fault": words.say("Not sent: the program had a fault. Its log says more."),
        "needs_javascript": words.say("This page needs JavaScript. In a terminal, use this:"),
    }


def reason_words(words: Catalogue, reason: Reason) -> str:
    """Returns what a person reads where something that they did could not be done."""
    match reason:
        case Reason.MESSAGE_EMPTY:
            return words.say("Not sent: the message is empty.")
        case Reason.MESSAGE_TOO_LONG:
            return words.say("Not sent: a message has at most 4096 characters.")
        case Reason.MESSAGE_UNCHANGEABLE:
            return words.say("This message cannot be changed.")
        case Reason.BUTTON_GONE:
            return words.say("This button is gone.")
        case Reason.FILE_EMPTY:
            return words.say("Not sent: the file is empty.")
        case Reason.FILE_TOO_LARGE:
            return words.say("Not sent: a file has at most 20 MB.")
        case Reason.BOT_BLOCKED:
            return words.say("You have blocked the bot. Unblock it first.")


def refusal_words(words: Catalogue, description: str) -> str:
    """Returns what is read where a request made no sense, which the page itself never sends.

    Args:
        words: The catalogue.
        description: What is wrong, in the Bot API's own words.
    """
    return words.say("Not sent: {reason}", reason=description)
