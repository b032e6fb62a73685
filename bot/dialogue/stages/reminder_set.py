"""A reminder as it is set: shown back, with its quiet hours, and changed from there."""

from bot.dialogue.reminding.counting import MOST_A_DAY
from bot.dialogue.reminding.proposing import most_times, routine_name
from bot.dialogue.reminding.quiet_beside import quiet_beside
from bot.dialogue.reminding.ringing import next_of
from bot.dialogue.reminding.setting import turn_off
from bot.dialogue.reminding.words import near_date_in_words, schedule_in_words
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.reminder_time import add_time
from bot.dialogue.turning import Turning


def show(turning: Turning) -> Screen:
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
        say("For: {routine}.", routine=routine_name(turning, schedule.routine)),
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


def press(turning: Turning, code: str) -> None:
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


def _most_on_one_day(turning: Turning) -> int:
    schedules = turning.session.reminders.schedules
    return max(sum(len(schedule.times) for schedule in schedules if day in schedule.days) for day in range(7))
