"""After an emergency or urgent sign: the fixed words, the summary, and the only ways out."""

from datetime import timedelta

from bot.dialogue import flow, interview
from bot.dialogue.numbers import numbers_in_words
from bot.dialogue.reminding.counting import may_come_now
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import Lock
from bot.dialogue.summary import summary_for_clinician
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.screen import LockRule
from bot.safety.facts import BY_UNLOCK, BY_WORDS
from bot.safety.known import facts_of_flag
from bot.safety.triage import triage

CHECK_IN = interview.TIMER_CHECK_IN

LATELY = timedelta(hours=30)
"""Up to so long after it a stop was `yesterday`."""

ANOTHER_TRY = timedelta(hours=12)
"""When the question is tried again that would have come in the middle of another person's visit."""


def show(turning: Turning) -> Screen:
    """Shows the outcome that locked."""
    lock = _lock(turning)
    flag = turning.book.red_flags.get(lock.flag)
    say = turning.say
    text = paragraphs(*_words(turning, lock, flag))
    if turning.stage.tapped and lock.level is Level.URGENT:
        # It was said in full just above; the first sentence is enough to stand over the buttons.
        text = turning.read(turning.book.words.levels[lock.level].say).partition(". ")[0] + "."
    if lock.level is Level.EMERGENCY:
        rows = [(Press(say("Show emergency numbers"), "numbers", danger=True),)]
        if turning.session.confirm:
            return Screen(text, tuple(rows), fresh=True, stays=True, sound=True)
    else:
        rows = [(Press(say("Write a summary to show"), "summary"),), (Press(say("Why today?"), "why"),)]
    if lock.flag not in turning.session.mistakes:
        rows.append((Press(say("I tapped by mistake"), "mistake"),))
    rows.append((Press(say("It was checked"), "checked"),))
    return Screen(text, tuple(rows), stays=True, sound=True)


def _words(turning: Turning, lock: Lock, flag: RedFlag | None) -> list[str]:
    words = turning.book.words
    level = words.levels[lock.level]
    calls = {
        "maternity": words.maternity_call, "prescriber": words.prescriber_call,
        "treatment_team": words.treatment_team_call, "crisis": words.crisis_call,
    }  # fmt: skip
    parts = [turning.read(level.say)]
    if flag is not None:
        parts.append(turning.read(calls.get(flag.call, "")))
        parts.append(turning.read(flag.first_aid))
    parts.append(turning.read(level.then))
    if flag is not None and lock.level is Level.URGENT:
        parts.append(turning.say("Because you told me: {because}.", because=turning.read(flag.because).rstrip(".")))
    if lock.level is Level.URGENT:
        # Not on an emergency: there nothing may stand beside the call for help.
        parts.append(turning.read(turning.book.how_signed(turning.now.date())))
    return parts


def press(turning: Turning, code: str) -> None:
    """Leads on from a lock: nothing here leads to a technique."""
    lock = _lock(turning)
    flag = turning.book.red_flags.get(lock.flag)
    if code == "numbers":
        turning.tell_person(numbers_in_words(turning))
        turning.again()
    elif code == "summary":
        turning.tell_person(summary_for_clinician(turning))
        turning.go("stopped", tapped=True)
    elif code == "why" and flag is not None:
        turning.tell_person(turning.read(flag.why))
        turning.go("stopped", tapped=True)
    elif code == "mistake" and lock.flag not in turning.session.mistakes:
        turning.go("mistake", flag=lock.flag)
    elif code == "checked":
        turning.go("seen")


def insist(turning: Turning) -> None:
    """Answers any other words of a person who is locked: a feeling, a reason, a next act."""
    lock = _lock(turning)
    if lock.level is Level.EMERGENCY:
        text = turning.say(
            "It still needs a call now: signs like these can come and go. I won't go on with a routine today."
        )
    else:
        text = turning.say(
            "I understand, and I want you to feel better. I still can't offer a routine here, not even a light one, "
            "and not for the other leg. Please call a doctor, urgent care or a health line today."
        )
    turning.tell_person(text)
    turning.go("stopped", tapped=True)


# -- it was checked ------------------------------------------------------------------------------------


def show_seen(turning: Turning) -> Screen:
    """Asks whether a clinician has seen the person for this."""
    text = turning.say("**Has a clinician seen you for what you told me?**")
    rows = (
        (Press(turning.say("Yes, seen"), "c:yes"), Press(turning.say("Not yet"), "c:no")),
        (Press(turning.say("It went away by itself"), "gone"),),
    )
    return Screen(text, rows)


def press_seen(turning: Turning, code: str) -> None:
    """Takes whether a clinician has seen them; going away by itself unlocks nothing."""
    lock = _lock(turning)
    if code == "c:yes":
        wait = _rule(turning, lock).wait
        turning.tell(BY_UNLOCK, {"seen_by_clinician": "yes"})
        turning.go("too_early" if turning.now - lock.since < wait else "said")
    elif code == "gone":
        turning.tell_person(
            turning.say(
                "Good that it feels better. It still needs the check: signs like this can fade and still matter. "
                "Please call today."
            )
        )
        turning.go("stopped")
    elif code == "c:no":
        turning.go("stopped")


def show_too_early(turning: Turning) -> Screen:
    """Says that a day must pass after an emergency."""
    return Screen(
        turning.say(
            "Thank you for having it checked. Please rest now and follow their advice. "
            "A day after what happened I can ask you again, and then we start from the first question."
        ),
        ((Press(turning.say("Show emergency numbers"), "numbers"),),),
    )


def press_too_early(turning: Turning, code: str) -> None:
    """Shows the numbers; nothing else is left to do here."""
    if code == "numbers":
        turning.tell_person(numbers_in_words(turning))
    turning.go("stopped")


def show_said(turning: Turning) -> Screen:
    """Asks what the clinician said."""
    lock = _lock(turning)
    flag = turning.book.red_flags.get(lock.flag)
    say = turning.say
    clot = flag is not None and flag.unlock == "clot"
    rows = []
    if clot:
        rows = [
            (Press(say("No clot found"), "s:clot_ruled_out"),),
            (Press(say("A clot, I'm being treated"), "s:clot_treated"),),
            (Press(say("Something else, I'm treated"), "s:being_treated"),),
        ]
    else:
        rows = [
            (Press(say("Nothing serious was found"), "s:nothing_serious"),),
            (Press(say("I'm being treated for it"), "s:being_treated"),),
        ]
    rows.append((Press(say("They gave me exercises"), "s:exercises"),))
    rows.append((Press(say("Not sure what they said"), "s:unsure"),))
    return Screen(say("Thank you for doing that. **What did they say?**"), tuple(rows))


def press_said(turning: Turning, code: str) -> None:
    """Takes what they said; then the questions come anew, and only a clean answer unlocks."""
    said = code.removeprefix("s:")
    if said == "unsure":
        turning.tell_person(turning.say("Please ask them what they found. I can wait; nothing is lost."))
        turning.go("stopped")
        return
    check_again(turning, said)


def check_again(turning: Turning, said: str) -> None:
    """Opens the questions of the unlock rule and begins to ask them."""
    lock = _lock(turning)
    flag = turning.book.red_flags.get(lock.flag)
    turning.tell(BY_UNLOCK, {"clinician_said": said})
    if said == "clot_treated":
        turning.tell(BY_UNLOCK, {"dvt_on_treatment": "yes"})
    if flag is not None:
        reads = facts_of_flag(turning.book, lock.flag)
        turning.change_facts(turning.person.facts.without(reads, by=BY_WORDS))
    rule = _rule(turning, lock)
    clot = flag is not None and flag.unlock == "clot"
    names = rule.ask_again or tuple(
        question.question for question in interview.safety_questions(turning) if question.question != "who"
    )
    interview.reopen(
        turning, tuple(dict.fromkeys((*names, *interview.questions_that_told(turning, _stopping(turning)))))
    )
    cleared = clot and said in {"clot_ruled_out", "exercises", "being_treated"}
    turning.change_person(lock=lock.model_copy(update={"checking": True, "clot_cleared": cleared}))
    turning.tell_person(turning.say("Thank you. A few questions again, because things may have changed."))
    flow.advance(turning)


def _stopping(turning: Turning) -> set[str]:
    """Returns the red flags that stop just now."""
    found = triage(turning.known()).findings
    return {finding.flag.flag for finding in found if finding.level in {Level.EMERGENCY, Level.URGENT}}


def check_in(turning: Turning, payload: str) -> None:
    """On the day that the rule of the lock names: one quiet question, which names no condition.

    It is asked once, by day; where somebody else is spoken about just then it waits until that is over.
    """
    lock = turning.session.owner.lock
    if lock is None or lock.checking:
        return
    if turning.session.about_other:
        turning.set_timer(CHECK_IN, ANOTHER_TRY, payload)
        return
    if not may_come_now(turning, CHECK_IN, payload):
        return
    lately = turning.now - lock.since < LATELY
    greeting = turning.say("Hello. How did it go yesterday?") if lately else turning.say("Hello. How did it go?")
    turning.tell_person(greeting)
    turning.go("seen")


def _rule(turning: Turning, lock: Lock) -> LockRule:
    screen = turning.book.screen
    return screen.emergency_lock if lock.level is Level.EMERGENCY else screen.urgent_lock


def _lock(turning: Turning) -> Lock:
    lock = turning.person.lock
    if lock is None:
        message = "a stage of the lock was reached without a lock"
        raise RuntimeError(message)
    return lock
