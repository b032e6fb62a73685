"""A new reminder: offered after a routine, for which routine, and at what time."""

from datetime import time

from bot.dialogue.reminding.fitting import routines_to_choose
from bot.dialogue.reminding.proposing import most_times, new_schedule, proposed_times, routine_name
from bot.dialogue.reminding.schedules import Schedule
from bot.dialogue.reminding.setting import keep
from bot.dialogue.screen import Press, Screen, in_rows, paragraphs
from bot.dialogue.turning import Turning
from bot.language.clock_words import times_in
from bot.language.date_words import days_in

AT_FIRST = {"morning": ("06:30", "07:00", "07:30"), "evening": ("18:00", "19:00", "20:00")}
"""The times that are proposed first, by the time of day of the routine."""

CLOCK = (
    "06:00", "06:30", "07:00", "07:30", "08:00", "09:00", "12:30", "14:00", "17:00", "18:00", "19:00", "20:00",
    "20:30", "21:00", "21:30",
)  # fmt: skip

MOST_SCHEDULES = 8


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
    draft = new_schedule(turning, str(turning.session.owner.history.last_routine))
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
        turning.go("reminder_time", draft=new_schedule(turning, likely), options=names)
    else:
        turning.go("reminder_which", draft=draft, options=names)


def show_which(turning: Turning) -> Screen:
    """Asks which routine it is for."""
    say, book = turning.say, turning.book
    rows = [
        (Press(routine_name(turning, name), f"r:{name}"),) for name in turning.stage.options if name in book.routines
    ]
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
            turning.go("reminder_time", draft=new_schedule(turning, name), options=turning.stage.options)


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
    proposed = proposed_times(turning, draft)[:most]
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
        times = tuple(time.fromisoformat(at) for at in proposed_times(turning, draft)[: most_times(turning, draft)])
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
        draft = new_schedule(turning, str(turning.session.owner.history.last_routine))
    if not times or draft is None:
        return False
    turning.freshly()
    days = days_in(text)
    if days is not None:
        draft = draft.model_copy(update={"days": tuple(sorted(days)), "every_other_since": None})
    _take_times(turning, draft, times)
    return True


def add_time(turning: Turning, schedule: Schedule) -> None:
    """Asks for one more time a day."""
    turning.go("reminder_time", draft=schedule, adding=True)


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
