"""The first screen: what the bot is, the emergency line, who it is for, and consent, in one tap."""

from datetime import timedelta

from bot.dialogue import flow
from bot.dialogue.jobs import ask_for_export
from bot.dialogue.keeping import warned_before
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.session import Person
from bot.dialogue.turn import Kind, Message, Slot
from bot.dialogue.turning import Turning
from bot.dialogue.understood import tell_understood

WHO = "who"
"""The question, and its fact, that this screen asks."""

COMPLAINT = "complaint"


def show(turning: Turning) -> Screen:
    """Shows the welcome."""
    say = turning.say
    known_complaint = ""
    if turning.session.first_words is not None:
        choices = turning.book.questions[COMPLAINT].choices
        label = next((c.label for c in choices if c.choice == turning.session.first_words), None)
        if label is not None:
            known_complaint = say(
                "I understood: {complaint}. I'll use that if you agree.", complaint=turning.read(label)
            )
    text = paragraphs(
        say("**Hello, I'm {title}.**", title=turning.book.words.title) + " " + turning.read(turning.book.words.about),
        turning.read(turning.book.how_signed(turning.now.date())),
        emergency_line(turning),
        say("I keep your answers so I can keep you safe, and no messages you type. See or erase it all: /privacy"),
        known_complaint,
        say('Who is this for? A tap on "I agree" means I may keep those answers.'),
    )
    rows = (
        (Press(say("I agree: me, 18 or older"), "w:adult"),),
        (Press(say("I agree: me, 16 or 17"), "w:16_17"),),
        (Press(say("Me or a child under 16"), "w:child"),),
        (Press(say("I agree: another adult"), "w:other_adult"),),
        *in_pairs([Press(say("What is kept?"), "kept"), Press(say("No, thanks"), "no")]),
    )
    return Screen(text, rows)


def declined(turning: Turning) -> str:
    """Returns the words after a no."""
    text = turning.say("That's fine. I kept nothing. If you change your mind, send /start.")
    return paragraphs(text, emergency_line(turning))


def emergency_line(turning: Turning) -> str:
    """Returns the line that stands wherever a danger sign cannot be read."""
    return turning.say(
        "**Chest pain, trouble breathing, or a leg suddenly cold or numb? "
        "Call your local emergency number (112 / 911 / 999) now.**"
    )


def press(turning: Turning, code: str) -> None:
    """Takes consent and who it is for, or shows what is kept."""
    kind, _, value = code.partition(":")
    if code == "kept":
        turning.go("kept")
    elif code == "no":
        turning.send(Message(Kind.SCREEN, declined(turning), slot=Slot.INTERVIEW))
        turning.erase()
    elif kind == "w":
        agree(turning, value)


def agree(turning: Turning, who: str) -> None:
    """Notes consent and whom the facts are about, and goes on.

    Another adult and a child are somebody else than the owner of the chat: their facts last for this visit only.
    """
    if who not in {choice.choice for choice in turning.book.questions[WHO].choices}:
        return
    other = who in {"other_adult", "child"}
    consented = turning.session.consented or turning.now
    if other:
        guest = turning.session.guest if turning.session.about_other and turning.session.guest else Person()
        turning.change(consented=consented, about_other=True, guest=guest)
    else:
        turning.change(consented=consented, about_other=False, guest=None)
    turning.tell(WHO, {WHO: who})
    if turning.session.first_words is not None:
        turning.tell(COMPLAINT, turning.book.questions[COMPLAINT].settled_by(turning.session.first_words))
        turning.change(first_words=None)
    tell_understood(turning)
    flow.advance(turning)


def show_kept(turning: Turning) -> Screen:
    """Shows what is kept."""
    say = turning.say
    text = paragraphs(
        say("**What I keep**"),
        say("· Your answers and when you gave them, so I don't offer what is unsafe"),
        say("· Your plan and your diary: days, minutes, pain numbers"),
        say("· Your reminders and your time zone"),
        say("· Your settings, and a name for you if you typed one"),
        say("**What I don't keep:** messages you type, voice, photos, your place, your phone number"),
        say("Only a message that goes wrong on my side is kept, for up to 7 days."),
        say("**Who sees it:** the people who run this bot can. Telegram carries the messages and stores the chat."),
        turning.words.count(
            "**How long:** until you erase it, or after {number} day without a visit.",
            "**How long:** until you erase it, or after {number} days without a visit.",
            turning.materials.kept_days,
        ),
        turning.words.count(
            "I tell you {number} day before. Any answer keeps it.",
            "I tell you {number} days before. Any answer keeps it.",
            round(warned_before(timedelta(days=turning.materials.kept_days)) / timedelta(days=1)),
        ),
    )
    back = "welcome" if turning.session.consented is None else "home"
    mine = ((Press(say("Send me my data"), "export"),), (Press(say("Erase everything"), "forget"),))
    return Screen(text, (*(mine if turning.session.consented is not None else ()), (Press(say("Back"), back),)))


def press_kept(turning: Turning, code: str) -> None:
    """Leads on from what is kept."""
    if code == "forget":
        turning.go("forget")
    elif code == "export":
        ask_for_export(turning)
    elif code == "home":
        from_home(turning)
    else:
        turning.go("welcome")


def from_home(turning: Turning) -> None:
    """Goes home, or to the lock where there is one."""
    turning.go("stopped" if turning.person.lock is not None else "home")
