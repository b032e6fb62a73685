"""The answers to a reminder, each in one tap: start, a delay, skip with a reason, done already, go on or stop."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from bot.dialogue import flow, interview
from bot.dialogue.reminding.counting import today
from bot.dialogue.reminding.messages import button, snooze_of, timer_of
from bot.dialogue.reminding.pausing import ONE_WEEK, pause, paused_in_words
from bot.dialogue.reminding.ringing import set_next
from bot.dialogue.reminding.schedules import Came, Nudge, Reminders, Schedule
from bot.dialogue.reminding.words import clock_of
from bot.dialogue.turn import Kind, Message, Rows, Slot, TakeButtons
from bot.dialogue.turning import Turning
from bot.safety.plan import Plan
from bot.timetable.places import city
from bot.timetable.quiet import first_loud
from bot.timetable.wall_clock import instant_of

DELAYS: Mapping[str, timedelta] = {"ten": timedelta(minutes=10), "hour": timedelta(hours=1)}

EVENING = time(20, 0)
"""What `Tonight` means, unless the quiet hours begin before; then an hour before them."""

REASONS: tuple[Came, ...] = ("busy", "sore", "ill", "rest", "travelling", "other")

ASKS_AGAIN = frozenset({"sore", "ill"})
"""Reasons after which the next start asks the acute questions again."""


def answer(turning: Turning, pressed: str) -> None:
    """Answers a press on a reminder; a day is that of the occurrence, also where it is answered after midnight.

    Args:
        turning: The turn.
        pressed: What `press_data` made, without its first part.
    """
    code, _, rest = pressed.partition(".")
    number, _, day = rest.partition(".")
    reminders = turning.session.reminders
    schedule = reminders.schedule(int(number)) if number.isdecimal() else None
    nudge = None if schedule is None else reminders.nudge_of(schedule.number)
    if schedule is None or nudge is None or nudge.day.isoformat() != day:
        turning.toast = turning.say("That reminder is from another day. /reminders shows what is set.")
        turning.again()
        return
    if turning.session.owner.lock is not None or turning.person.lock is not None:
        turning.send(TakeButtons(Slot.REMINDER))
        turning.go("stopped")
        return
    _heard(turning, schedule, nudge)
    reason = code.partition(":")[2]
    actions: dict[str, Callable[[], None]] = {
        "start": lambda: _start(turning, schedule),
        "tonight": lambda: _delay(turning, schedule, nudge, _tonight(turning)),
        "skip": lambda: _ask_why(turning, schedule, nudge),
        "done": lambda: _close(
            turning, schedule, nudge.day, "said_done", (turning.say("Well done. Noted for today."), ())
        ),
        "go_on": lambda: _go_on(turning, schedule),
        "change": lambda: _change(turning, schedule),
        "end": lambda: _end(turning, schedule),
        "fits": lambda: _show_what_fits(turning),
        "week": lambda: _pause_a_week(turning, schedule),
        "pause": lambda: _ask_until_when(turning, schedule),
        "zone": lambda: _another_clock(turning),
    }
    if code in DELAYS or code in actions or reason in REASONS:
        turning.tally("reminder", f"answered {code}")
    if code in DELAYS:
        _delay(turning, schedule, nudge, turning.now + DELAYS[code])
    elif code.startswith("why:") and reason in REASONS:
        _skip(turning, schedule, nudge.day, reason)
    elif code in actions:
        actions[code]()


def _heard(turning: Turning, schedule: Schedule, nudge: Nudge) -> None:
    """Any answer ends the silence: it rings on all its days again."""
    changed = schedule.model_copy(update={"unanswered": 0, "every_other_since": None})
    reminders = turning.session.reminders.with_schedule(changed)
    turning.change(reminders=reminders.with_nudge(nudge.model_copy(update={"answered": True})))
    if not schedule.paused:
        set_next(turning, changed)


def _start(turning: Turning, schedule: Schedule) -> None:
    """Goes to the routine, after everything that must be asked before it."""
    turning.cancel_timer(snooze_of(schedule))
    turning.send(TakeButtons(Slot.REMINDER))
    interview.end_practice_quietly(turning)
    minutes = turning.session.owner.wants.minutes
    turning.change(
        about_other=False, guest=None, trail=(), interview_only=(),
        plan=Plan(routine=schedule.routine, items=(), asked_minutes=minutes),
    )  # fmt: skip
    flow.begin(turning)


def _tonight(turning: Turning) -> datetime:
    reminders = turning.session.reminders
    today = turning.now.astimezone(reminders.place).date()
    tonight = instant_of(today, EVENING, reminders.place) or turning.now
    if reminders.quiet.cover(EVENING):
        begin = instant_of(today, reminders.quiet_from, reminders.place) or turning.now
        tonight = begin - timedelta(hours=1)
    return max(tonight, turning.now + DELAYS["hour"])


def _delay(turning: Turning, schedule: Schedule, nudge: Nudge, until: datetime) -> None:
    """Rings again later; nobody chose that minute, so the quiet hours hold it back."""
    reminders = turning.session.reminders
    until = first_loud(until, reminders.place, reminders.quiet)
    turning.change(reminders=reminders.with_nudge(nudge.model_copy(update={"answered": False})))
    payload = f"{schedule.number} {nudge.day.isoformat()} {nudge.at.isoformat('minutes')}"
    turning.set_timer(snooze_of(schedule), until - turning.now, payload)
    text = turning.say("Fine, at {time}. It still counts for that day.", time=clock_of(turning, until))
    _edit(turning, text, ((button(turning.say("Start now"), "start", schedule, nudge.day),
                           button(turning.say("Not today"), "skip", schedule, nudge.day)),))  # fmt: skip


def _ask_why(turning: Turning, schedule: Schedule, nudge: Nudge) -> None:
    turning.cancel_timer(snooze_of(schedule))
    say = turning.say
    labels: dict[Came, str] = {
        "busy": say("No time"), "sore": say("Sore"), "ill": say("Ill"), "rest": say("Rest day"),
        "travelling": say("Travelling"), "other": say("Other"),
    }  # fmt: skip
    buttons = [button(labels[reason], f"why:{reason}", schedule, nudge.day) for reason in REASONS]
    reminders = turning.session.reminders.with_day(schedule.number, nudge.day, "other")
    turning.change(reminders=reminders)
    _edit(turning, say("No problem. **Why?** It helps me fit the plan."), (tuple(buttons[:3]), tuple(buttons[3:])))


def _skip(turning: Turning, schedule: Schedule, day: date, reason: str) -> None:
    came = next(known for known in REASONS if known == reason)
    say = turning.say
    texts = {
        "sore": say("Noted, and resting counts. Before the next routine I ask a few questions again."),
        "ill": say("Get well. Rest until you have had no fever for a day. Then I ask a few questions again."),
        "travelling": say(
            "Safe travels. I use the clock of {place}. Is yours another one now?",
            place=city(turning.session.reminders.place.key),
        ),
    }
    if came in ASKS_AGAIN:
        # A reminder is the owner's, whoever is spoken about just now.
        about_other = turning.session.about_other
        turning.change(about_other=False)
        interview.reopen(turning, turning.book.screen.acute)
        turning.change(about_other=about_other)
    rows: Rows = ()
    if came == "travelling":
        rows = ((button(say("Yes, change it"), "zone", schedule, day),),)
    _close(turning, schedule, day, came, (texts.get(came, say("Noted. See you next time.")), rows))


def _done(turning: Turning, schedule: Schedule, day: date) -> None:
    _close(turning, schedule, day, "said_done", (turning.say("Well done. Noted for today."), ()))


def _close(turning: Turning, schedule: Schedule, day: date, came: Came, answer: tuple[str, Rows]) -> None:
    turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=turning.session.reminders.with_day(schedule.number, day, came))
    _edit(turning, *answer)


def _go_on(turning: Turning, schedule: Schedule) -> None:
    going = schedule.going()
    turning.change(reminders=turning.session.reminders.with_schedule(going))
    set_next(turning, going)
    _edit(turning, turning.say("Good. I remind you as before."), ())


def _change(turning: Turning, schedule: Schedule) -> None:
    turning.send(TakeButtons(Slot.REMINDER))
    turning.go("reminder", schedule=schedule.number)


def _end(turning: Turning, schedule: Schedule) -> None:
    reminders: Reminders = turning.session.reminders.without(schedule.number)
    turning.cancel_timer(timer_of(schedule))
    turning.change(reminders=reminders)
    _edit(turning, turning.say("This reminder is off. /reminders sets a new one at any time."), ())


def _show_what_fits(turning: Turning) -> None:
    """Leads to the plan that fits by now, after everything that must be asked before it."""
    turning.send(TakeButtons(Slot.REMINDER))
    interview.end_practice_quietly(turning)
    turning.change(about_other=False, guest=None, trail=(), interview_only=(), plan=None)
    flow.advance(turning)


def _pause_a_week(turning: Turning, schedule: Schedule) -> None:
    until = today(turning) + ONE_WEEK
    pause(turning, (schedule,), until)
    _edit(turning, paused_in_words(turning, until), ())


def _ask_until_when(turning: Turning, schedule: Schedule) -> None:
    turning.send(TakeButtons(Slot.REMINDER))
    turning.go("reminder_pause", schedule=schedule.number)


def _another_clock(turning: Turning) -> None:
    turning.send(TakeButtons(Slot.REMINDER))
    turning.go("zone")


def _edit(turning: Turning, text: str, rows: Rows) -> None:
    """Changes the message of the reminder in place."""
    turning.send(Message(Kind.ANSWER, text, rows, Slot.REMINDER))
