"""What is still open of today's reminders, so that a message which did not arrive is not lost unseen."""

from bot.dialogue.reminding.counting import today
from bot.dialogue.turning import Turning


def open_today(turning: Turning) -> str:
    """Returns one sentence where a reminder of today was not answered or did not come; else nothing."""
    reminders, history = turning.session.reminders, turning.session.owner.history
    if turning.session.about_other or reminders.zone is None:
        return ""
    for schedule in reminders.schedules:
        nudge = reminders.nudge_of(schedule.number)
        programme = history.programmes.get(schedule.routine)
        if nudge is not None and nudge.day == today(turning) and not nudge.answered:
            if programme is None or programme.last < nudge.sent:
                return turning.say("Your reminder of {time} today is still open.", time=nudge.at.strftime("%H:%M"))
        elif reminders.came_of(schedule.number, today(turning)) == "missed" and len(schedule.times) == 1:
            time = schedule.times[0].strftime("%H:%M")
            return turning.say("I did not come through with your reminder for {time} today. Sorry.", time=time)
    return ""
