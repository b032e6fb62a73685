"""A new reminder: offered after a routine, for which routine, at what time, and shown back once it is set."""

from datetime import date, datetime, time, timedelta

from bot.dialogue.reminding.counting import MOST_A_DAY
from bot.dialogue.reminding.fitting import routines_to_choose
from bot.dialogue.reminding.messages import MOST_OF_ONE_ROUTINE, snooze_of, timer_of
from bot.dialogue.reminding.ringing import next_of, set_next
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.reminding.words import near_date_in_words, schedule_in_words
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.turning import Turning
from bot.knowledge.models.routine import ReminderDefault
from bot.language.clock_words import times_in
from bot.language.date_words import days_in
from bot.timetable.quiet import QuietHours

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

AT_FIRST = {"morning": ("06:30", "07:00", "07:30"), "evening": ("18:00", "19:00", "20:00")}
"""The times that are proposed first, by the time of day of the routine."""

CLOCK = (
    "06:00", "06:30", "07:00", "07:30", "08:00", "09:00", "12:30", "14:00", "17:00", "18:00", "19:00", "20:00",
    "20:30", "21:00", "21:30",
)  # fmt: skip

MOST_SCHEDULES = 8

BY_DAY = QuietHours(time(9), time(16))
"""Quiet hours of who is up at night and sleeps by day."""

MIDST = timedelta(hours=4)
"""Whoever is up for longer than this within the quiet hours sleeps at another time."""

AWAY_FROM_RING = timedelta(minutes=30)


def may_offer(turning: Turning) -> bool:
    """Returns whether a reminder is offered after this routine: once, to the owner of the chat, who has none yet."""
    session = turning.session
    routine = session.owner.history.last_routine
    return (
        not session.about_other
        and not session.reminders.offered
        and not session.reminders.schedules
        and routine in turning.book.routines
    )


def show_offer(turning: Turning) -> Screen:
    """Offers a reminder."""
    say = turning.say
    times = AT_FIRST["evening" if turning.person.wants.time_of_day == "evening" else "morning"]
    text = paragraphs(
        say("**Shall I remind you of the next one?** The message will only say: Time for your stretch."),
        say("Some days are enough. A missed day is fine."),
    )
    rows = (
        tuple(Press(at, f"t:{at}") for at in times),
        (Press(say("Other time"), "other"), Press(say("No, thanks"), "no")),
    )
    return Screen(text, rows)


def press_offer(turning: Turning, code: str) -> None:
    """Takes the time, or leads on; it is for the routine that was just done."""
    turning.change(reminders=turning.session.reminders.model_copy(update={"offered": True}))
    draft = _new(turning, str(turning.session.owner.history.last_routine))
    if code == "no":
        turning.go("home")
    elif code == "other":
        turning.go("reminder_time", draft=draft)
    else:
        _take(turning, draft, code)


# -- for which routine -----------------------------------------------------------------------------------


def begin(turning: Turning, draft: Schedule | None = None) -> None:
    """Begins a new reminder, or gives one that is set another routine.

    Args:
        turning: The turn.
        draft: The reminder that gets another routine; None for a new one.
    """
    names = routines_to_choose(turning)
    if draft is None and len(turning.session.reminders.schedules) >= MOST_SCHEDULES:
        turning.toast = turning.say("{number} reminders is all I can keep.", number=MOST_SCHEDULES)
    elif not names:
        turning.toast = turning.say("First do a routine, then I can remind you of it.")
    elif draft is None:
        # The latest that has no reminder yet is the likely one; another one is a tap away.
        has = {schedule.routine for schedule in turning.session.reminders.schedules}
        likely = next((name for name in names if name not in has), names[0])
        turning.go("reminder_time", draft=_new(turning, likely), options=names)
    else:
        turning.go("reminder_which", draft=draft, options=names)


def show_which(turning: Turning) -> Screen:
    """Asks which routine it is for."""
    say, book = turning.say, turning.book
    rows = [(Press(_label(turning, name), f"r:{name}"),) for name in turning.stage.options if name in book.routines]
    return Screen(say("**Which routine is it for?**"), (*rows, (Press(say("Back"), "back"),)))


def press_which(turning: Turning, code: str) -> None:
    """Takes the routine."""
    kind, _, name = code.partition(":")
    draft = turning.stage.draft
    if code == "back":
        turning.go("reminders")
    elif kind == "r" and name in turning.stage.options and name in turning.book.routines:
        if draft is not None and turning.session.reminders.schedule(draft.number) is not None:
            most = most_times(turning, draft.model_copy(update={"routine": name}))
            keep(turning, draft.model_copy(update={"routine": name, "unfit": False, "times": draft.times[:most]}))
        else:
            turning.go("reminder_time", draft=_new(turning, name), options=turning.stage.options)


# -- at what time ----------------------------------------------------------------------------------------


def show_time(turning: Turning) -> Screen:
    """Asks for the time, or for the times where the routine is for several a day."""
    say, draft = turning.say, turning.stage.draft
    routine = None if draft is None else turning.book.routines.get(draft.routine)
    most = 1 if draft is None else most_times(turning, draft)
    text = paragraphs(
        say("**One more time a day: when?**") if turning.stage.adding
        else say("**What time?** Tap one, or type it: 7:30, half past seven, in the evening."),
        say("For: {routine}.", routine=turning.read(routine.name)) if routine is not None else "",
        say("It may ring up to {most} times a day. Then type them together: 7:00, 13:00, 20:00.", most=most)
        if most > 1 and not turning.stage.adding else "",
    )  # fmt: skip
    buttons = [Press(at, f"t:{at}") for at in CLOCK]
    proposed = _proposed(turning, draft)[:most]
    together = ((Press(", ".join(proposed), "all"),),) if len(proposed) > 1 and not turning.stage.adding else ()
    last = [Press(say("Another routine"), "which")] if len(turning.stage.options) > 1 else []
    return Screen(text, (*together, *in_rows(buttons, 5), (*last, Press(say("Back"), "back"))))


def press_time(turning: Turning, code: str) -> None:
    """Takes the time."""
    draft = turning.stage.draft
    if code == "back" or draft is None:
        turning.go("reminders" if turning.session.reminders.schedules else "home")
    elif code == "which" and turning.stage.options:
        turning.go("reminder_which", draft=draft, options=turning.stage.options)
    elif code == "all":
        times = tuple(time.fromisoformat(at) for at in _proposed(turning, draft)[: most_times(turning, draft)])
        if times:
            _settle(turning, draft.model_copy(update={"times": times}))
    else:
        _take(turning, draft, code)


def typed_time(turning: Turning, text: str) -> bool:
    """Takes typed times, and days where the words name some; returns whether the words held a time."""
    times = times_in(text)
    draft = turning.stage.draft
    if turning.stage.name == "reminder_offer" and times:
        turning.change(reminders=turning.session.reminders.model_copy(update={"offered": True}))
        draft = _new(turning, str(turning.session.owner.history.last_routine))
    if not times or draft is None:
        return False
    turning.freshly()
    days = days_in(text)
    if days is not None:
        draft = draft.model_copy(update={"days": tuple(sorted(days)), "every_other_since": None})
    _take_times(turning, draft, times)
    return True


def most_times(turning: Turning, schedule: Schedule) -> int:
    """Returns how often a day a routine may be reminded of: as its book says, and never more than the cap."""
    proposed = _default(turning, schedule.routine)
    return 1 if proposed is None else min(proposed.most_a_day, MOST_OF_ONE_ROUTINE)


def add_time(turning: Turning, schedule: Schedule) -> None:
    """Asks for one more time a day."""
    turning.go("reminder_time", draft=schedule, adding=True)


def keep(turning: Turning, schedule: Schedule) -> None:
    """Keeps a schedule, sets its next occurrence and shows it back."""
    turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=turning.session.reminders.with_schedule(schedule))
    set_next(turning, schedule)
    turning.go("reminder_set", schedule=schedule.number)


# -- as it is set ----------------------------------------------------------------------------------------


def show_set(turning: Turning) -> Screen:
    """Shows a reminder as it is set: when, in which zone, and when the first one comes."""
    say, reminders = turning.say, turning.session.reminders
    schedule = reminders.schedule(turning.stage.schedule or 0)
    if schedule is None:
        return Screen(say("This reminder is off."), ((Press(say("Go on"), "fine"),),))
    occurrence = next_of(reminders, schedule, turning.now)
    here = turning.now.astimezone(reminders.place)
    first = "" if occurrence is None else near_date_in_words(turning, occurrence.day, here)
    quiet = reminders.quiet
    moved = quiet_beside(quiet, schedule.times)
    text = paragraphs(
        say("**Set: {when}, {zone}.**", when=schedule_in_words(turning, schedule), zone=reminders.zone),
        say("For: {routine}.", routine=_label(turning, schedule.routine)),
        say("First one {day}. I follow summer time.", day=first) if first else "",
        say(
            "That lies in your quiet time ({begin} to {end}). It rings all the same, because you chose it.",
            begin=quiet.begin.strftime("%H:%M"), end=quiet.end.strftime("%H:%M"),
        ) if moved is not None else "",
        say("On some days that is more than {number} messages. I send {number} a day at most.", number=MOST_A_DAY)
        if _most_on_one_day(turning) > MOST_A_DAY else "",
        say("Change it at any time: /reminders."),
    )  # fmt: skip
    rows: list[tuple[Press, ...]] = [
        (Press(say("Change the time"), "time"), Press(say("Days"), "days")),
        (Press(say("Turn off"), "off"),),
    ]
    if len(schedule.times) < most_times(turning, schedule):
        rows.insert(1, (Press(say("Add a time"), "add"),))
    if moved is not None:
        begin, end = moved.begin.strftime("%H:%M"), moved.end.strftime("%H:%M")
        rows.append((Press(say("Quiet from {begin} to {end}", begin=begin, end=end), "move"),))
        rows.append((Press(say("Change my quiet time"), "quiet"),))
    return Screen(text, (*rows, (Press(say("Go on"), "fine"),)), stays=True)


def press_set(turning: Turning, code: str) -> None:
    """Leads on, or changes what was set."""
    reminders = turning.session.reminders
    schedule = reminders.schedule(turning.stage.schedule or 0)
    if code == "time" and schedule is not None:
        turning.go("reminder_time", draft=schedule)
    elif code == "add" and schedule is not None:
        add_time(turning, schedule)
    elif code == "days" and schedule is not None:
        turning.go("reminder_days", schedule=schedule.number)
    elif code == "quiet":
        turning.go("quiet_time")
    elif code == "move" and schedule is not None:
        moved = quiet_beside(reminders.quiet, schedule.times)
        if moved is not None:
            changed = reminders.model_copy(update={"quiet_from": moved.begin, "quiet_until": moved.end})
            turning.change(reminders=changed)
        turning.go("reminder_set", schedule=schedule.number)
    elif code == "off" and schedule is not None:
        turn_off(turning, schedule)
        turning.tell_person(turning.say("This reminder is off. /reminders sets a new one at any time."))
        leave_aside(turning)
    elif code == "fine":
        leave_aside(turning)


def turn_off(turning: Turning, schedule: Schedule) -> None:
    """Takes a reminder away, with its delays."""
    turning.cancel_timer(timer_of(schedule))
    turning.cancel_timer(snooze_of(schedule))
    turning.change(reminders=turning.session.reminders.without(schedule.number))


def quiet_beside(quiet: QuietHours, times: tuple[time, ...]) -> QuietHours | None:
    """Returns quiet hours that leave chosen times out, moved as little as can be; None where they do already.

    Who is up in the middle of the night is offered quiet hours by day.

    Args:
        quiet: The quiet hours as they are.
        times: The times that ring.
    """
    moved = quiet
    for at in times:
        if not moved.cover(at):
            continue
        after, before = _until(moved.begin, at), _until(at, moved.end)
        if min(after, before) > MIDST:
            moved = BY_DAY
        elif after <= before:
            moved = QuietHours(_plus(at, AWAY_FROM_RING), moved.end)
        else:
            moved = QuietHours(moved.begin, at)
    return None if moved == quiet or any(moved.cover(at) for at in times) else moved


def _until(begin: time, end: time) -> timedelta:
    minutes = (end.hour - begin.hour) * 60 + end.minute - begin.minute
    return timedelta(minutes=minutes % (24 * 60))


def _plus(at: time, length: timedelta) -> time:
    return (datetime.combine(date(2000, 1, 1), at) + length).time()


def _most_on_one_day(turning: Turning) -> int:
    schedules = turning.session.reminders.schedules
    return max(sum(len(schedule.times) for schedule in schedules if day in schedule.days) for day in range(7))


def _new(turning: Turning, routine: str) -> Schedule:
    numbers = [schedule.number for schedule in turning.session.reminders.schedules]
    proposed = _default(turning, routine)
    days = tuple(WEEKDAYS.index(day) for day in proposed.days) if proposed is not None else tuple(range(7))
    return Schedule(number=max(numbers, default=0) + 1, routine=routine, times=(time(7),), days=days)


def _default(turning: Turning, routine: str) -> ReminderDefault | None:
    found = turning.book.routines.get(routine)
    return None if found is None else found.reminder


def _proposed(turning: Turning, draft: Schedule | None) -> tuple[str, ...]:
    proposed = None if draft is None else _default(turning, draft.routine)
    return () if proposed is None else proposed.times


def _label(turning: Turning, routine: str) -> str:
    found = turning.book.routines.get(routine)
    return turning.say("a routine that I no longer have") if found is None else turning.read(found.name)


def _take(turning: Turning, draft: Schedule, code: str) -> None:
    kind, _, at = code.partition(":")
    if kind == "t" and at in {*CLOCK, *(at for times in AT_FIRST.values() for at in times)}:
        _take_times(turning, draft, (time.fromisoformat(at),))


def _take_times(turning: Turning, draft: Schedule, times: tuple[time, ...]) -> None:
    if turning.stage.adding:
        times = (*draft.times, *times)
    times, most = tuple(sorted(set(times))), most_times(turning, draft)
    if len(times) > most:
        turning.tell_person(
            turning.words.count(
                "{number} time a day is the most for this routine.",
                "{number} times a day is the most for this routine.", most,
            )
        )  # fmt: skip
        turning.again()
        return
    _settle(turning, draft.model_copy(update={"times": times}))


def _settle(turning: Turning, draft: Schedule) -> None:
    """Keeps the draft, or asks for the zone first."""
    if turning.session.reminders.zone is None:
        turning.go("zone", draft=draft)
    else:
        keep(turning, draft)
