"""The name that a person likes to be greeted by: typed, short, used for nothing else. Danger in it is read first."""

from bot.dialogue import typed_checklist
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.turning import Turning

LONGEST = 30
"""Letters."""

MOST_WORDS = 3
"""What has more words is more likely something else that was told."""


def show(turning: Turning) -> Screen:
    """Asks for the name."""
    say, called = turning.say, turning.session.called
    text = paragraphs(
        say("**What shall I call you?** Please type it, {longest} letters at the most.", longest=LONGEST),
        say("Only my greeting uses it. /forget erases it with the rest."),
        say("Now I call you {name}.", name=called) if called else "",
    )
    rows = ((Press(say("No name"), "none"),),) if called else ()
    return Screen(text, (*rows, (Press(say("Back"), "back"),)))


def press(turning: Turning, code: str) -> None:
    """Takes the name away, or leads back."""
    if code == "none":
        turning.change(called="")
    if code in {"none", "back"}:
        turning.go("settings")


def typed_name(turning: Turning, text: str) -> bool:
    """Takes a typed name. What may be something else is asked about; it answers in any case.

    Args:
        turning: The turn; the words were read for danger before.
        text: The words.
    """
    name = tidy(text)
    turning.freshly()
    if not name or len(name) > LONGEST:
        words = turning.say("Please type a name of {longest} letters at the most.", longest=LONGEST)
        turning.tell_person(words)
        turning.again()
        return True
    told = turning.materials.answers.read(text)
    unknown = not turning.materials.danger.read(text).covered
    about_feet = told.asks or told.trouble or told.worrying or bool(told.answers)
    if unknown or about_feet or len(name.split()) > MOST_WORDS:
        turning.go("setting_name_right", text=name)
    else:
        _take(turning, name)
    return True


def tidy(text: str) -> str:
    """Returns a name as one line without markup or anything unseen; empty where no letter is left."""
    seen = "".join(letter if letter.isprintable() and letter not in "*<>{}`" else " " for letter in text)
    name = " ".join(seen.split())
    return name if any(letter.isalnum() for letter in name) else ""


def show_right(turning: Turning) -> Screen:
    """Asks whether it is a name: it may as well have told of a trouble that nobody here can read."""
    say = turning.say
    asked = say(
        "**Is {name} your name?** If you told me how you feel, tap No, please.", name=turning.stage.text or ""
    )
    return Screen(asked, ((Press(say("Yes, my name"), "yes"), Press(say("No"), "no")),))


def press_right(turning: Turning, code: str) -> None:
    """Takes the name; otherwise it was about how the person feels, and the life-threat list is asked."""
    if code == "yes":
        _take(turning, turning.stage.text or "")
    elif code == "no":
        typed_checklist.ask(turning)


def _take(turning: Turning, name: str) -> None:
    turning.change(called=name)
    turning.go("settings")
