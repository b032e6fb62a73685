"""How was it: pain after, effort, and the line in the diary."""

from bot.dialogue import flow
from bot.dialogue.jobs import ask_after_practice
from bot.dialogue.recording import minutes_of, note
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.stages import task
from bot.dialogue.stages.outcome import end_visit
from bot.dialogue.stages.practice.present_step import running
from bot.dialogue.turning import Turning

REAL_CHANGE = 2
"""A drop of so many points is a real one (`clinical` techniques 4.4)."""


def show_pain(turning: Turning) -> Screen:
    """Asks for the pain after a practice."""
    practice = running(turning)
    say = turning.say
    minutes = turning.words.count(
        "**Finished. {number} minute for your feet.**", "**Finished. {number} minutes for your feet.**",
        minutes_of(practice),
    )  # fmt: skip
    if practice.pain_before is None:
        return Screen(paragraphs(minutes, say("How was it?")), ((Press(say("Go on"), "none"),),), fresh=True)
    numbers = [Press(str(number), f"n:{number}") for number in range(11)]
    asked = say("How is the pain now? 0 is no pain, 10 is the worst you can think of.")
    rows = (tuple(numbers[:6]), tuple(numbers[6:]), (Press(say("I can't say"), "none"),))
    return Screen(paragraphs(minutes, asked), rows, fresh=True)


def press_pain(turning: Turning, code: str) -> None:
    """Takes the pain after."""
    kind, _, value = code.partition(":")
    pain = int(value) if kind == "n" and value.isdecimal() and int(value) <= 10 else None
    if kind != "n" and code != "none":
        return
    practice = running(turning).model_copy(update={"pain_after": pain})
    turning.change(practice=practice)
    note(turning, practice)
    if practice.cramp:
        turning.change(practice=None, plan=None)
        turning.go("cramp_done")
    else:
        turning.go("effort")


def show_effort(turning: Turning) -> Screen:
    """Asks how hard it was, under what the diary now says."""
    practice = running(turning)
    say = turning.say
    before, after = practice.pain_before, practice.pain_after
    told = ""
    if before is not None and after is not None:
        told = say("Pain before {before}, after {after}.", before=before, after=after) + " " + _change(
            turning, before, after
        )  # fmt: skip
    text = paragraphs(say("**It is in your diary.**"), told, say("How hard was it?"))
    effort = (Press(say("Easy"), "easy"), Press(say("Fine"), "fine"), Press(say("Hard"), "hard"))
    return Screen(text, (effort,))


def _change(turning: Turning, before: int, after: int) -> str:
    if after >= before + REAL_CHANGE:
        return turning.say("That is worse. Rest today. If it is still worse tomorrow, tell me, and do half.")
    if after > before:
        return turning.say("A little more is common after something new. It should be gone by tomorrow.")
    if before - after >= REAL_CHANGE:
        return turning.say("That is a real drop for today.")
    return turning.say("A small change at most; one day says little.")


def press_effort(turning: Turning, code: str) -> None:
    """Takes the effort and closes the practice."""
    if code not in {"easy", "fine", "hard"}:
        return
    note(turning, running(turning), code)
    turning.change(practice=None, plan=None)
    if turning.session.about_other:
        turning.tell_person(turning.say("Thank you. I forget the other person's answers now."))
        end_visit(turning)
    elif task.ask_if_due(turning):
        # What cannot wait is still told: that it is worse.
        ask_after_practice(turning)
    else:
        task.close(turning)


def show_cramp_done(turning: Turning) -> Screen:
    """Offers the whole screen after the stretch for a cramp."""
    say = turning.say
    text = paragraphs(
        say("**I hope the cramp let go.** The muscle may be sore for a day."),
        say(
            "If it lasts longer than 10 minutes, or one leg is swollen, warm, or red or darker than usual: "
            "get help today."
        ),
        say("Shall I ask the whole safety check, so that I can offer more?"),
    )
    return Screen(text, ((Press(say("Yes, ask me"), "ask"),), (Press(say("Not now"), "home"),)), fresh=True)


def press_cramp_done(turning: Turning, code: str) -> None:
    """Goes on to the whole screen, or home."""
    if code == "ask":
        flow.advance(turning)
    elif code == "home":
        turning.go("home")
