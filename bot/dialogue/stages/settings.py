"""/settings: all that can be set, each in two taps: one for its screen, one for the choice."""

from collections.abc import Mapping

from bot.dialogue import weekly
from bot.dialogue.picture_name import picture_name
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.session import StageName
from bot.dialogue.stages import learn
from bot.dialogue.stages.plan import take_wish, wish_rows
from bot.dialogue.stages.setting_sides import sides_in_words
from bot.dialogue.turn import Kind, Message
from bot.dialogue.turning import Turning

TONES = (1, 2, 3, 4, 5)

SAMPLE = "ankle_circles"
"""The picture that shows a tone of skin."""

ELSEWHERE: Mapping[str, StageName] = {
    "wishes": "setting_wishes", "sides": "setting_sides", "tone": "setting_tone", "text": "setting_text",
    "sounds": "setting_sounds", "name": "setting_name", "language": "setting_language",
    "reminders": "reminders", "quiet": "quiet_time", "zone": "zone", "day": "setting_day", "kept": "kept",
}  # fmt: skip
"""Each setting, and the stage that sets it."""


def open_settings(turning: Turning) -> None:
    """Opens the settings, and remembers where the person was."""
    if turning.stage.name not in {"settings", *ELSEWHERE.values()}:
        turning.change(left=turning.stage)
    turning.go("settings")


def show(turning: Turning) -> Screen:
    """Shows what can be set, and how the most of it is set now."""
    say, session = turning.say, turning.session
    called = session.called
    text = paragraphs(
        say("**Settings.**"),
        say("About {minutes} minutes a routine.", minutes=session.owner.wants.minutes),
        sides_in_words(turning),
        say("Skin in the pictures: {tone} of 5.", tone=session.tone)
        if session.pictures else say("Steps come as words, without pictures."),
        "" if session.timers else say("No timers: you count yourself."),
        _sounds_in_words(turning),
        say("I call you {name}.", name=called) if called else "",
    )  # fmt: skip
    buttons = [
        Press(say("Time, things"), "wishes"), Press(say("Which foot"), "sides"),
        Press(say("Pictures"), "tone"), Press(say("Just text"), "text"),
        Press(say("Sounds"), "sounds"), Press(say("My name"), "name"),
        Press(say("Reminders"), "reminders"), Press(say("Quiet time"), "quiet"),
        Press(say("My clock"), "zone"), Press(say("My day"), "day"),
        Press(say("Language"), "language"), Press(say("My data"), "kept"),
        Press(("✅ " if session.weekly else "") + say("My week, weekly"), "weekly"),
    ]  # fmt: skip
    return Screen(text, (*in_pairs(buttons), (Press(say("Back"), "back"),)))


def press(turning: Turning, code: str) -> None:
    """Leads to what is to be set, or back to where the person was."""
    if code in ELSEWHERE:
        turning.go(ELSEWHERE[code])
    elif code == "weekly":
        _turn_over_weekly(turning)
    elif code == "back":
        learn.leave(turning)


def _turn_over_weekly(turning: Turning) -> None:
    """Sends the card of the week from now on, or no more."""
    if turning.session.weekly:
        weekly.turn_off(turning)
    else:
        weekly.turn_on(turning)
        turning.toast = turning.say("You get it once a week, silently, if you practised.")
    turning.stay()


def _sounds_in_words(turning: Turning) -> str:
    session, say = turning.session, turning.say
    if session.bells and session.rings:
        return ""
    if session.bells or session.rings:
        return say("Reminders come without a sound.") if session.bells else say("Holds end without a sound.")
    return say("Holds end and reminders come without a sound.")


def show_wishes(turning: Turning) -> Screen:
    """Shows the minutes of a routine and what is at hand."""
    text = turning.say("**How long, and what do you have at hand?** The next plan uses it.")
    return Screen(text, (*wish_rows(turning), (Press(turning.say("Back"), "back"),)))


def press_wishes(turning: Turning, code: str) -> None:
    """Takes minutes and things at hand."""
    if code == "back":
        turning.go("settings")
    else:
        take_wish(turning, code)


def show_tone(turning: Turning) -> Screen:
    """Asks for the tone of skin in pictures."""
    say = turning.say
    labels = {1: say("1 light"), 5: say("5 dark")}
    buttons = tuple(
        Press(("✅ " if turning.session.tone == tone else "") + labels.get(tone, str(tone)), f"t:{tone}")
        for tone in TONES
    )
    return Screen(say("**Which skin shall the pictures have?**"), (buttons, (Press(say("Back"), "back"),)))


def press_tone(turning: Turning, code: str) -> None:
    """Takes a tone, and shows a picture in it."""
    kind, _, value = code.partition(":")
    if code == "back":
        turning.go("settings")
    elif kind == "t" and value.isdecimal() and int(value) in TONES:
        turning.change(tone=int(value))
        if SAMPLE in turning.book.pictures:
            sample = picture_name(SAMPLE, tone=int(value))
            turning.send(Message(Kind.ANSWER, turning.say("So the pictures look from now on."), picture=sample))
        turning.again()
