"""Kind answers to what cannot be read for danger signs: voice, pictures, files, games; then the open screen again."""

from bot.dialogue.events import Unreadable
from bot.dialogue.turning import Turning


def answer(turning: Turning, kind: Unreadable) -> None:
    """Says what cannot be done with it and what can, and shows the open screen again.

    Args:
        turning: The turn.
        kind: What was sent.
    """
    turning.tell_person(words_about(turning, kind))
    turning.again()


def words_about(turning: Turning, kind: Unreadable) -> str:
    """Returns what a person is told who sent something that is not words; where they may have spoken, what to do."""
    say = turning.say
    if kind is Unreadable.VOICE:
        return say(
            "I can't listen to voice messages, so I don't know what you said. "
            "**If it was about chest pain, breathing, a face that droops, or a leg that went cold, numb or very "
            "swollen: call your local emergency number (112 / 911 / 999).** "
            "Otherwise please type it in a few words, or tap below."
        )
    if kind is Unreadable.VIDEO:
        return say(
            "I can't watch videos or hear them, and a video can't rule anything out. "
            "**If it was about chest pain, breathing, a face that droops, or a leg that went cold, numb or very "
            "swollen: call your local emergency number (112 / 911 / 999).** "
            "Otherwise please type it in a few words, or tap below."
        )
    if kind is Unreadable.PHOTO:
        return say(
            "I can't judge photos, and a photo can't rule anything out. If something looks wrong to you, "
            "tick it in the safety check, or ask a clinician."
        )
    if kind is Unreadable.STICKER:
        return say("I can't read stickers, but thank you. Here is where we were.")
    if kind is Unreadable.CONTACT:
        return say("I don't need phone numbers, and I kept nothing of this one. Here is where we were.")
    if kind is Unreadable.FILE:
        return say(
            "I can't open files, and I kept nothing of this one. If it is a letter from a clinician, please type "
            "what matters in a few words."
        )
    if kind is Unreadable.GAME:
        return say("I can't vote or play along, but I can help your feet. Here is where we were.")
    return say("I can only read words and buttons. Here is where we were.")
