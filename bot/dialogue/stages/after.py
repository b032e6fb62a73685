"""How was it: pain after, effort, and the line in the diary."""

from bot.dialogue import flow, planning
from bot.dialogue.jobs import ask_after_practice
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import History, Practice
from bot.dialogue.stages import practice as walking
from bot.dialogue.stages import reminder_time
from bot.dialogue.stages.outcome import end_visit
from bot.dialogue.turn import DiaryLine
from bot.dialogue.turning import Turning

REAL_CHANGE = 2
"""A drop of so many points is a real one (`clinical` techniques 4.4)."""


def show_pain(turning: Turning) -> Screen:
    """Asks for the pain after a practice."""
    practice = walking.running(turning)
    say = turning.say
    minutes = turning.words.count(
        "**Finished. {number} minute for your feet.**", "**Finished. {number} minutes for your feet.**",
        _minutes(practice),
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
    practice = walking.running(turning).model_copy(update={"pain_after": pain})
    turning.change(practice=practice)
    if practice.cramp:
        _close(turning)
        turning.go("cramp_done")
    else:
        _write(turning, None)
        turning.go("effort")


def show_effort(turning: Turning) -> Screen:
    """Asks how hard it was, under what the diary now says."""
    practice = walking.running(turning)
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
    _write(turning, code)
    _close(turning)
    if turning.session.about_other:
        turning.tell_person(turning.say("Thank you. I forget the other person's answers now."))
        end_visit(turning)
    else:
        turning.go("reminder_offer" if reminder_time.may_offer(turning) else "home")
        ask_after_practice(turning)


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


def _minutes(practice: Practice) -> int:
    ended = practice.ended or practice.started
    return max(1, min(round((ended - practice.started).total_seconds() / 60), practice.plan.minutes * 3))


def _write(turning: Turning, effort: str | None) -> None:
    if turning.session.about_other:
        return
    practice = walking.running(turning)
    turning.write_diary(
        DiaryLine(
            at=practice.ended or turning.now,
            routine=practice.plan.routine,
            minutes=_minutes(practice),
            techniques=practice.done,
            pain_before=practice.pain_before,
            pain_after=practice.pain_after,
            effort=effort,
        )
    )


def _close(turning: Turning) -> None:
    practice = walking.running(turning)
    ended = practice.ended or turning.now
    history: History = turning.person.history
    techniques = turning.book.techniques
    classes = {kind for name in practice.done if name in techniques for kind in techniques[name].classes}
    strong = {name for name in classes if turning.book.classes[name].strong}
    first_used = {**dict.fromkeys(sorted(strong), ended), **history.strong_first_used}
    pain = practice.pain_before if practice.pain_after is None else practice.pain_after
    turning.change_person(
        history=history.model_copy(
            update={
                "practices": history.practices + (0 if practice.cramp else 1),
                "first": history.first or (None if practice.cramp else ended),
                "programmes": history.programmes
                if practice.cramp
                else planning.practised(history.programmes, practice.plan.routine, ended, practice.pain_before),
                "last_ended": ended,
                "last_routine": history.last_routine if practice.cramp else practice.plan.routine,
                "last_pain": history.last_pain if pain is None else pain,
                "strong_first_used": first_used,
                "loaded": ended if "loading" in classes else history.loaded,
            }
        )
    )
    turning.change_facts(turning.person.facts.without(["cramp_now"]))
    turning.change(practice=None, plan=None)
