"""/reminders: what is set, and every change of it: days, pause, quiet time, zone, off."""

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta

from bot.dialogue.reminding.calendar_file import NAME, calendar_of, rings
from bot.dialogue.reminding.counting import today
from bot.dialogue.reminding.pausing import end_pause, is_paused, pause, paused_in_words
from bot.dialogue.reminding.proposing import most_times, routine_name
from bot.dialogue.reminding.ringing import next_of, set_next
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.reminding.setting import turn_off
from bot.dialogue.reminding.words import clock_of, date_in_words, day_name, near_date_in_words, schedule_in_words
from bot.dialogue.screen import Press, Screen, in_pairs, in_rows, paragraphs
from bot.dialogue.stages import reminder_time
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.turn import File, Kind, Message
from bot.dialogue.turning import Turning
from bot.language.clock_words import span_in
from bot.language.date_words import date_in, days_in

QUIET: Mapping[str, tuple[time, time]] = {
    "night": (time(21, 30), time(7)), "late": (time(23), time(8)), "day": (time(9), time(16)),
    "none": (time(0), time(0)),
}  # fmt: skip

PAUSES = {"3": timedelta(days=3), "7": timedelta(days=7), "14": timedelta(days=14)}

LONGEST_PAUSE = timedelta(days=366)


def show(turning: Turning) -> Screen:
    """Lists what is set."""
    say, reminders = turning.say, turning.session.reminders
    lines = [
        f"{schedule.number}  {routine_name(turning, schedule.routine)}: {schedule_in_words(turning, schedule)}"
        + _state(turning, schedule)
        for schedule in reminders.schedules
    ]
    quiet = reminders.quiet
    text = paragraphs(
        say("**Your reminders.**") if lines else say("**No reminder is set.**"),
        *lines,
        say("Your clock: {zone}. It shows {time}.", zone=reminders.zone, time=clock_of(turning, turning.now))
        if reminders.zone else "",
        say("Quiet time: {begin} to {end}.", begin=quiet.begin.strftime("%H:%M"), end=quiet.end.strftime("%H:%M"))
        if quiet.begin != quiet.end else say("Quiet time: none."),
    )  # fmt: skip
    numbers = [Press(str(schedule.number), f"s:{schedule.number}") for schedule in reminders.schedules]
    more = [Press(say("Quiet time"), "quiet"), Press(say("My clock"), "zone")]
    if turning.session.owner.history.last_routine is not None:
        more.insert(0, Press(say("New reminder"), "new"))
    if len(reminders.schedules) > 1:
        silent = all(is_paused(turning, schedule) for schedule in reminders.schedules)
        more.append(Press(say("End the pause"), "unpause") if silent else Press(say("Pause all"), "pause"))
    if any(rings(schedule) for schedule in reminders.schedules):
        more.append(Press(say("Calendar file"), "calendar"))
    return Screen(text, (*in_rows(numbers, 5), *in_pairs([*more, Press(say("Back"), "back")])))


def press(turning: Turning, code: str) -> None:
    """Leads to one reminder, a new one, the quiet time or the zone."""
    kind, _, number = code.partition(":")
    actions: dict[str, Callable[[], None]] = {
        "new": lambda: reminder_time.begin(turning),
        "quiet": lambda: turning.go("quiet_time"),
        "zone": lambda: turning.go("zone"),
        "pause": lambda: turning.go("reminder_pause"),
        "unpause": lambda: _end_all_pauses(turning),
        "calendar": lambda: _send_calendar(turning),
        "back": lambda: leave_aside(turning),
    }
    if code in actions:
        actions[code]()
    elif kind == "s" and number.isdecimal() and turning.session.reminders.schedule(int(number)) is not None:
        turning.go("reminder", schedule=int(number))


def _send_calendar(turning: Turning) -> None:
    """Sends the schedule as a file for the person's own calendar, and shows the list again below it."""
    caption = turning.say(
        "**For your own calendar.** Open the file there. It says only: Time for your stretch. "
        "It does not follow later changes, and it rings even when I hold a reminder back."
    )
    turning.send(Message(Kind.ANSWER, caption, file=File(NAME, calendar_of(turning))))
    turning.again()


def show_one(turning: Turning) -> Screen:
    """Shows one reminder and what can be changed of it."""
    say = turning.say
    schedule = _open(turning)
    if schedule is None:
        return show(turning)
    occurrence = next_of(turning.session.reminders, schedule, turning.now)
    here = turning.now.astimezone(turning.session.reminders.place)
    text = paragraphs(
        f"**{routine_name(turning, schedule.routine)}**: {schedule_in_words(turning, schedule)}"
        + _state(turning, schedule),
        say("Next: {day}, {zone}.", day=near_date_in_words(turning, occurrence.day, here), zone=here.tzinfo)
        if occurrence is not None else "",
        say("This routine does not fit what you told me, so it does not ring.") if schedule.unfit else "",
    )  # fmt: skip
    buttons = [
        Press(say("Time"), "time"), Press(say("Days"), "days"),
        *((Press(say("Add a time"), "add"),)
          if len(schedule.times) < most_times(turning, schedule) else ()),
        Press(say("Routine"), "routine"),
        Press(say("End pause now"), "unpause") if is_paused(turning, schedule) else Press(say("Pause"), "pause"),
        Press(say("Turn off"), "off"), Press(say("Back"), "back"),
    ]  # fmt: skip
    return Screen(text, in_pairs(buttons))


def press_one(turning: Turning, code: str) -> None:
    """Changes one reminder."""
    schedule = _open(turning)
    if code == "back" or schedule is None:
        turning.go("reminders")
    elif code == "time":
        turning.go("reminder_time", draft=schedule)
    elif code == "days":
        turning.go("reminder_days", schedule=schedule.number)
    elif code == "add":
        reminder_time.add_time(turning, schedule)
    elif code == "routine":
        reminder_time.begin(turning, schedule)
    elif code == "pause":
        turning.go("reminder_pause", schedule=schedule.number)
    elif code == "unpause":
        end_pause(turning, (schedule,))
        turning.go("reminder", schedule=schedule.number)
    elif code == "off":
        turn_off(turning, schedule)
        turning.go("reminders")


def _end_all_pauses(turning: Turning) -> None:
    end_pause(turning, turning.session.reminders.schedules)
    turning.go("reminders")


def show_days(turning: Turning) -> Screen:
    """Shows the days of the week; the ones without a tick are days of rest."""
    say = turning.say
    schedule = _open(turning)
    chosen = schedule.days if schedule is not None else ()
    days = [Press(("✅ " if day in chosen else "") + day_name(turning, day), f"d:{day}") for day in range(7)]
    text = say("**On which days?** The others are days of rest. You can also type: Monday to Friday.")
    return Screen(text, (*in_rows(days, 2), (Press(say("Done"), "done"),)))


def press_days(turning: Turning, code: str) -> None:
    """Takes days; the last one cannot be taken away."""
    schedule = _open(turning)
    kind, _, day = code.partition(":")
    if code == "done" or schedule is None:
        turning.go("reminder", schedule=turning.stage.schedule)
    elif kind == "d" and day.isdecimal() and int(day) < 7:
        days = frozenset(schedule.days) ^ {int(day)}
        if not days:
            turning.toast = turning.say("One day at least. To end it, tap Turn off.")
            return
        _keep(turning, schedule.model_copy(update={"days": tuple(sorted(days)), "every_other_since": None}))
        turning.stay()


def typed_days(turning: Turning, text: str) -> bool:
    """Takes typed days; returns whether the words held some."""
    schedule, days = _open(turning), days_in(text)
    if schedule is None or days is None:
        return False
    turning.freshly()
    _keep(turning, schedule.model_copy(update={"days": tuple(sorted(days)), "every_other_since": None}))
    turning.go("reminder", schedule=schedule.number)
    return True


def show_pause(turning: Turning) -> Screen:
    """Asks until when to be silent; with no reminder open it is about all of them."""
    say = turning.say
    text = paragraphs(
        say("**Pause until?** I stay silent till then. Your days in the diary stay as they are."),
        say("Tap, or type it: ten days, until 3 May."),
    )
    buttons = [Press(say("3 days"), "p:3"), Press(say("1 week"), "p:7"), Press(say("2 weeks"), "p:14")]
    return Screen(text, (tuple(buttons), (Press(say("Back"), "back"),)))


def press_pause(turning: Turning, code: str) -> None:
    """Pauses until a date."""
    kind, _, days = code.partition(":")
    if kind == "p" and days in PAUSES:
        _pause_until(turning, today(turning) + PAUSES[days])
    elif code == "back":
        _after_pause(turning)


def typed_pause(turning: Turning, text: str) -> bool:
    """Takes a typed date or length of time; returns whether the words held one."""
    until = date_in(text, today(turning))
    if until is None:
        return False
    turning.freshly()
    if until - today(turning) > LONGEST_PAUSE:
        turning.tell_person(turning.say("That is more than a year. Turning the reminder off is better then."))
        turning.again()
    else:
        _pause_until(turning, until)
    return True


def _pause_until(turning: Turning, until: date) -> None:
    schedule = _open(turning)
    pause(turning, turning.session.reminders.schedules if schedule is None else (schedule,), until)
    turning.tell_person(paused_in_words(turning, until))
    _after_pause(turning)


def _after_pause(turning: Turning) -> None:
    schedule = _open(turning)
    if schedule is None:
        turning.go("reminders")
    else:
        turning.go("reminder", schedule=schedule.number)


def show_quiet(turning: Turning) -> Screen:
    """Asks for the quiet time."""
    say = turning.say
    quiet = turning.session.reminders.quiet
    text = paragraphs(
        say("**When shall I be quiet?** Times that you chose yourself still ring. Nothing else does."),
        say("Now from {begin} to {end}.", begin=quiet.begin.strftime("%H:%M"), end=quiet.end.strftime("%H:%M"))
        if quiet.begin != quiet.end else "",
        say("Tap, or type it: 22:00 to 6:30."),
    )  # fmt: skip
    rows = (
        (Press(say("21:30 to 07:00"), "q:night"), Press(say("23:00 to 08:00"), "q:late")),
        (Press(say("By day, 9 to 16"), "q:day"), Press(say("Never quiet"), "q:none")),
        (Press(say("Back"), "back"),),
    )
    return Screen(text, rows)


def press_quiet(turning: Turning, code: str) -> None:
    """Takes the quiet time."""
    kind, _, name = code.partition(":")
    if kind == "q" and name in QUIET:
        _be_quiet(turning, *QUIET[name])
    turning.go("reminders")


def typed_quiet(turning: Turning, text: str) -> bool:
    """Takes a typed quiet time; returns whether the words held one."""
    span = span_in(text)
    if span is None:
        return False
    turning.freshly()
    _be_quiet(turning, *span)
    turning.go("reminders")
    return True


def _be_quiet(turning: Turning, begin: time, end: time) -> None:
    changed = turning.session.reminders.model_copy(update={"quiet_from": begin, "quiet_until": end})
    turning.change(reminders=changed)


def _open(turning: Turning) -> Schedule | None:
    return turning.session.reminders.schedule(turning.stage.schedule or 0)


def _keep(turning: Turning, schedule: Schedule) -> None:
    turning.change(reminders=turning.session.reminders.with_schedule(schedule))
    set_next(turning, schedule)


def _state(turning: Turning, schedule: Schedule) -> str:
    if schedule.paused:
        return turning.say(" (paused)")
    if schedule.paused_until is not None and is_paused(turning, schedule):
        return turning.say(" (paused until {date})", date=date_in_words(turning, schedule.paused_until))
    if schedule.every_other_since is not None:
        return turning.say(" (every other day just now)")
    return ""
