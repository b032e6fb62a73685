"""The commands of the chat; they work at any moment and lead back."""

from collections.abc import Callable
from datetime import timedelta

from bot.dialogue import deep_link, flow, interview
from bot.dialogue.jobs import ask_for_export, ask_for_look
from bot.dialogue.operating import desk
from bot.dialogue.screen import paragraphs
from bot.dialogue.session import StageName
from bot.dialogue.stages import home, learn, settings, silence
from bot.dialogue.stages.practice.holds import HOLD
from bot.dialogue.stages.stopped import insist
from bot.dialogue.stages.welcome import emergency_line
from bot.dialogue.turning import Turning
from bot.language.catalogues import Catalogue
from bot.safety.triage import triage

ASK_WHETHER_SEEN = timedelta(hours=12)
"""How old a lock is before /start asks whether a clinician has seen the person, rather than saying it all again."""

ASKING: frozenset[StageName] = frozenset(
    {"question", "which", "line", "why", "preferences", "plan", "change", "pain_after", "effort"}
)
"""Stages of an interview, or of the end of a practice, that /stop ends."""

OPEN_ABOUT_DANGER: frozenset[StageName] = frozenset({"confirm", "checklist"})
"""Stages whose question about danger nothing puts aside."""


def command_list(words: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the commands with a line about each, for the menu of the app."""
    return (
        ("start", words.say("Start, or go on")),
        ("routine", words.say("My routine")),
        ("progress", words.say("How it goes")),
        ("reminders", words.say("My reminders")),
        ("settings", words.say("Time, things, pictures, data")),
        ("stop", words.say("Stop what is running")),
        ("learn", words.say("Questions and honest answers")),
        ("help", words.say("How this works")),
        ("privacy", words.say("What I keep")),
        ("export", words.say("Send me my data")),
        ("forget", words.say("Erase everything")),
        ("about", words.say("What I am")),
    )


def group_command_list(words: Catalogue) -> tuple[tuple[str, str], ...]:
    """Returns the commands that the app shows in a group, where the bot only points to the private chat."""
    return (("start", words.say("Talk to me in private")),)


def obey(turning: Turning, text: str) -> None:
    """Obeys a command.

    Args:
        turning: The turn.
        text: The whole message; it begins with a slash.
    """
    word, _, rest = text[1:].partition(" ")
    name = word.partition("@")[0].casefold()
    turning.freshly()
    if name in desk.COMMANDS and desk.is_operator(turning):
        desk.obey(turning, name, rest)
    elif name == "start":
        _start(turning, rest)
    elif name == "routine":
        _routine(turning)
    elif name == "stop":
        _stop(turning)
    elif name == "reminders":
        _open(turning, lambda turning: turning.go("reminders"))
    elif name == "settings":
        _open(turning, settings.open_settings)
    elif name == "progress":
        _progress(turning)
    elif name == "export":
        ask_for_export(turning)
    elif name == "privacy":
        turning.go("kept")
    elif name == "forget":
        turning.go("forget")
    elif name == "learn":
        learn.open_topics(turning)
    elif name == "help":
        _help(turning)
    elif name == "about":
        turning.tell_person(about(turning))
        turning.again()
    else:
        turning.tell_person(turning.say("I don't know that command. /help shows what I know."))
        turning.again()


def about(turning: Turning) -> str:
    """Returns what the bot is and is not."""
    words = turning.book.words
    return paragraphs(
        f"**{turning.read(words.title)}**",
        turning.read(words.about),
        turning.read(turning.book.how_signed(turning.now.date())),
        turning.say("Edition {edition} of my knowledge.", edition=turning.book.edition),
        turning.say("Run by: {contact}", contact=turning.materials.contact.replace("**", ""))
        if turning.materials.contact
        else "",
        emergency_line(turning),
    )


def _start(turning: Turning, payload: str) -> None:
    if turning.session.consented is None or not turning.person.facts.told.get("who"):
        choice = deep_link.complaint_of(turning.book, payload)
        turning.change(first_words=choice or turning.session.first_words)
        turning.go("welcome")
        return
    lock = turning.person.lock
    if lock is None:
        deep_link.follow(turning, payload)
    elif lock.checking:
        flow.advance(turning)
    elif turning.now - lock.since >= ASK_WHETHER_SEEN:
        turning.go("seen")
    else:
        turning.go("stopped")


def _routine(turning: Turning) -> None:
    if turning.session.consented is None or turning.person.lock is not None:
        _start(turning, "")
    elif turning.session.practice is not None:
        flow.resume(turning)
    elif turning.person.history.last_routine is not None:
        home.press(turning, "repeat")
    else:
        flow.advance(turning)


def _open(turning: Turning, opens: Callable[[Turning], None]) -> None:
    """Opens a screen of somebody who has agreed and is not locked."""
    if turning.session.consented is None or turning.person.lock is not None:
        _start(turning, "")
    else:
        opens(turning)


def _progress(turning: Turning) -> None:
    if turning.session.consented is None or turning.person.lock is not None:
        _start(turning, "")
    else:
        ask_for_look(turning)


def _stop(turning: Turning) -> None:
    """Ends what is running, and then offers to stop the reminders too. A question about danger stays open."""
    practice, lock = turning.session.practice, turning.person.lock
    if turning.session.confirm or turning.stage.name in OPEN_ABOUT_DANGER:
        _ask_about_danger_first(turning)
    elif lock is not None and not lock.checking:
        _insist(turning)
    elif turning.session.consented is not None and triage(turning.known()).stops:
        # What would stop anyway does not wait for one more answer.
        interview.stop(turning, triage(turning.known()))
    elif practice is not None and practice.ended is None:
        turning.go("hurts", tapped=True, by_command=True)
        turning.cancel_timer(HOLD)
        turning.drop_bell()
    else:
        _stop_asking(turning)


def _ask_about_danger_first(turning: Turning) -> None:
    turning.cancel_timer(HOLD)
    turning.drop_bell()
    turning.tell_person(turning.say("One question first, because it may be about danger."))
    if turning.session.confirm:
        turning.go("confirm", flag=turning.session.confirm[0])
    else:
        turning.again()


def _insist(turning: Turning) -> None:
    insist(turning)
    if silence.ringing_schedules(turning):
        turning.tell_person(turning.say("Until it was checked, no reminder invites you to a routine."))


def _stop_asking(turning: Turning) -> None:
    """Ends an interview or the rest of a practice; where nothing runs it says so."""
    asking = turning.stage.name in ASKING and turning.session.consented is not None
    if asking:
        interview.end_practice_quietly(turning)
        turning.change(plan=None, interview_only=())
        turning.cancel_timer(interview.TIMER_WAITING)
        turning.tell_person(turning.say("**Stopped.** Your answers are kept, so you can go on at any time."))
    else:
        turning.tell_person(turning.say("Nothing is running just now."))
    if silence.ringing_schedules(turning):
        turning.go("silence")
    elif asking:
        home.leave_aside(turning)
    else:
        turning.again()


def _help(turning: Turning) -> None:
    say = turning.say
    turning.tell_person(
        paragraphs(
            say("**How this works**"),
            say(
                "I ask some safety questions, then I put a short routine together for your feet. "
                "I guide you through it."
            ),
            say("Tap the buttons, or write what hurts in a few words. I read every message for danger signs first."),
            say(
                "/routine goes on with your routine. /stop stops at once, and the reminders too if you like. "
                "/progress shows how it goes. /reminders rings for you. /settings fits me to you. "
                "/learn answers questions, also while you practise. "
                "/privacy shows what I keep, /export sends it to you, /forget erases it. /about says what I am. "
                "/start leads home from anywhere."
            ),
            emergency_line(turning),
        )
    )
    turning.again()
