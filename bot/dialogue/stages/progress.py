"""/progress: charts of the diary with the same in words, and the advice to see a clinician when it gets no better."""

from datetime import datetime

from bot.dialogue import appointment, unasked, weekly
from bot.dialogue.events import JobDone
from bot.dialogue.jobs import AFTER_PRACTICE, FIRST_LOOK, WEEKLY, ask_for_look, read_diary
from bot.dialogue.planning import PROGRAMME_LASTS
from bot.dialogue.progress import WORSE, Day, advice_due, days_of, with_pain
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import StageName
from bot.dialogue.showing_progress import LOOKS, Look, pain_by_week
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.learn import source_lines
from bot.dialogue.summary import summary_for_clinician
from bot.dialogue.tasks import better_at_six_weeks
from bot.dialogue.turn import DiaryLine, Kind, Message
from bot.dialogue.turning import Turning
from bot.timetable.wall_clock import local_date

ASKS_FIRST: frozenset[StageName] = frozenset({"task", "task_rating"})


def diary_read(turning: Turning, done: JobDone) -> None:
    """Shows what was asked for, now that the diary is there."""
    view, _, screen = done.payload.partition(" ")
    if turning.person.lock is not None or turning.session.owner.lock is not None:
        # A stop is more important than any chart.
        return
    still_there = screen == str(turning.session.screen)
    if done.result is None:
        if view not in {AFTER_PRACTICE, WEEKLY}:
            turning.tell_person(
                turning.say("Sorry, I could not read your diary just now. Please try /progress later.")
            )
        return
    lines = read_diary(done.result)
    if view == WEEKLY:
        _send_week(turning, lines)
    elif view == AFTER_PRACTICE:
        _advise(turning, lines, still_there=still_there)
    else:
        text, chart = _look(turning, view, lines)
        if not still_there:
            # The person has gone on; their screen stays the one to answer.
            turning.send(Message(Kind.ANSWER, text, chart=chart))
            return
        if view == FIRST_LOOK:
            turning.freshly()
        turning.go("progress", text=text, chart=chart)


def _look(turning: Turning, view: str, lines: tuple[DiaryLine, ...]) -> Look:
    days = _days(turning, lines)
    if not days:
        return turning.say("**Nothing is in your diary yet.** After your first routine I show you how it goes."), None
    own = _days(turning, _of_programme(turning, lines))
    routine = turning.session.owner.history.last_routine
    if view not in LOOKS:
        view = "pain" if with_pain(own) else "habit"
    return LOOKS[view](turning, own if view in {"pain", "routine"} else days, routine)


def _send_week(turning: Turning, lines: tuple[DiaryLine, ...]) -> None:
    """Sends the card of the week to who asked for it, unless nothing was done in it or nothing may come now."""
    days = _days(turning, lines)
    if (
        not turning.session.weekly
        or not any(day.came == "done" for day in days[-7:])
        or not unasked.may_come(turning, wanted=True)
    ):
        return
    text, chart = LOOKS["week"](turning, days, turning.session.owner.history.last_routine)
    unasked.send(turning, weekly.KIND, text, [[(turning.say("No weekly card"), "stop")]], chart=chart)


def show(turning: Turning) -> Screen:
    """Shows the chart that is open, and the other ways to look."""
    say, stage = turning.say, turning.stage
    text = stage.text or say("**How it goes.** What would you like to see?")
    rows = (
        (Press(say("Pain"), "v:pain"), Press(say("Days"), "v:habit")),
        (Press(say("Minutes"), "v:minutes"), Press(say("My week"), "v:week")),
        (Press(say("My routine"), "v:routine"), Press(say("Home"), "home")),
        *(((Press(say("Where this comes from"), "sources"),),) if _sourced(turning) else ()),
        (
            Press(say("No weekly card"), "weekly")
            if turning.session.weekly
            else Press(say("Send my week weekly"), "weekly"),
        ),
    )
    return Screen(text, rows, chart=stage.chart)


def press(turning: Turning, code: str) -> None:
    """Asks for another way to look, or goes home."""
    kind, _, view = code.partition(":")
    if code == "home":
        leave_aside(turning)
    elif code == "sources" and _sourced(turning):
        turning.tell_person(_sources(turning))
        turning.again()
    elif code == "weekly" and turning.session.weekly:
        weekly.turn_off(turning)
        turning.stay()
    elif code == "weekly":
        weekly.turn_on(turning)
        turning.toast = turning.say("You get it once a week, silently, if you practised.")
        turning.stay()
    elif kind == "v" and view in LOOKS:
        ask_for_look(turning, view)


def _sourced(turning: Turning) -> bool:
    """Returns whether what the routine lets expect has sources, and the words that are open speak of it."""
    routine = turning.book.routines.get(turning.session.owner.history.last_routine or "")
    return (
        routine is not None and bool(routine.sources) and turning.read(routine.expect) in (turning.stage.text or "")
    )


def _sources(turning: Turning) -> str:
    """Returns the sources of the present routine."""
    routine = turning.book.routines[turning.session.owner.history.last_routine or ""]
    return paragraphs(turning.say("**Where this comes from**"), *source_lines(turning, routine.sources))


# -- when somebody else should look at it --------------------------------------------------------------


def _advise(turning: Turning, lines: tuple[DiaryLine, ...], *, still_there: bool) -> None:
    owner = turning.session.owner
    own = _of_programme(turning, lines)
    days = _days(turning, own)
    begun = _begun(turning)
    told = frozenset(name for name, at in owner.history.advised.items() if begun is None or at >= begun)
    due = advice_due(days, told, task_better=better_at_six_weeks(turning))
    if due is None or due not in turning.book.advice:
        return
    if turning.stage.name in ASKS_FIRST and still_there and due != WORSE:
        # It is judged by the task too, which is being asked; the diary is read once more behind the answer.
        return
    history = owner.history.model_copy(update={"advised": {**owner.history.advised, due: turning.now}})
    turning.change(owner=owner.model_copy(update={"history": history}))
    if still_there:
        turning.freshly()
        turning.go("advised", advice=due, text=pain_by_week(turning, days))
    else:
        turning.tell_person(_advice_in_words(turning, due))


def _advice_in_words(turning: Turning, advice: str) -> str:
    say = turning.say
    return paragraphs(
        turning.read(turning.book.advice[advice].say) if advice in turning.book.advice else "",
        say("**You did your part.** Some feet need more than a program like me."),
        say("Sooner, today: a hot, red or swollen foot, a foot you can't stand on, or pain that keeps you awake."),
    )


def show_advised(turning: Turning) -> Screen:
    """Says that somebody else should look at it, and offers the summary; nothing is locked."""
    say = turning.say
    later = ((Press(say("Remind me in 3 days"), "remind"),),) if appointment.may_offer(turning) else ()
    rows = ((Press(say("Write a summary"), "summary"),), *later, (Press(say("Go on"), "home"),))
    return Screen(_advice_in_words(turning, turning.stage.advice or ""), rows, stays=True)


def press_advised(turning: Turning, code: str) -> None:
    """Hands over the summary with the numbers of each week, or goes on."""
    if code == "summary":
        turning.tell_person(paragraphs(summary_for_clinician(turning), turning.stage.text or ""))
        turning.again()
    elif code == "remind" and appointment.may_offer(turning):
        appointment.remind(turning)
        turning.again()
    elif code == "home":
        leave_aside(turning)


# -- which lines belong together -----------------------------------------------------------------------


def _days(turning: Turning, lines: tuple[DiaryLine, ...]) -> tuple[Day, ...]:
    reminders = turning.session.reminders
    today = local_date(turning.now, reminders.place, reminders.day_begins)
    return days_of(lines, reminders, today)


def _routines(turning: Turning) -> frozenset[str]:
    """Returns the routines for the same pattern as the last one; their numbers speak of the same pain."""
    book, last = turning.book, turning.session.owner.history.last_routine
    if last is None or last not in book.routines:
        return frozenset({last} if last is not None else ())
    patterns = set(book.routines[last].presentations)
    return frozenset({last, *(name for name, entry in book.routines.items() if patterns & set(entry.presentations))})


def _begun(turning: Turning) -> datetime | None:
    """Returns when the present programme began, or None where none is known."""
    programmes = turning.session.owner.history.programmes
    begun = [
        programmes[name].first
        for name in _routines(turning)
        if name in programmes and turning.now - programmes[name].last <= PROGRAMME_LASTS
    ]
    return min(begun, default=None)


def _of_programme(turning: Turning, lines: tuple[DiaryLine, ...]) -> tuple[DiaryLine, ...]:
    routines, begun = _routines(turning), _begun(turning)
    return tuple(line for line in lines if line.routine in routines and (begun is None or line.at >= begun))
