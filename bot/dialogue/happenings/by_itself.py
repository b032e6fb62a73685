"""What happens without the person: a timer that is due, a job that is done, an update that went wrong."""

from bot.dialogue import exporting, interview, typed_danger
from bot.dialogue.events import JobDone, Parked, TimerDue
from bot.dialogue.happenings.unasked_kinds import UNASKED
from bot.dialogue.jobs import DIARY, EXPORT
from bot.dialogue.operating import desk
from bot.dialogue.operating.wishes import OPERATING
from bot.dialogue.reminding import asking, messages, ringing
from bot.dialogue.stages import progress, question, stopped
from bot.dialogue.stages.practice import holds
from bot.dialogue.turning import Turning


def timer_due(turning: Turning, timer: TimerDue) -> None:
    """Leads a timer to what set it.

    Args:
        turning: The turn.
        timer: The timer.
    """
    if timer.name == holds.HOLD:
        holds.hold_over(turning, timer.payload)
    elif timer.name == interview.TIMER_WAITING:
        question.time_is_up(turning)
    elif timer.name.startswith(f"{messages.TIMER}:"):
        ringing.ring(turning, timer.name.partition(":")[2], timer.payload)
    elif timer.name.partition(":")[0] == messages.SNOOZE:
        ringing.ring_again(turning, timer.payload)
    elif timer.name == asking.QUESTION:
        asking.ask_whether_to_go_on(turning, timer.payload)
    elif timer.name == stopped.CHECK_IN:
        stopped.check_in(turning, timer.payload)
    elif timer.name in UNASKED:
        UNASKED[timer.name][0](turning, timer.payload)


def job_done(turning: Turning, done: JobDone) -> None:
    """Leads the end of a job to what asked for it.

    Args:
        turning: The turn.
        done: The job, and what came of it.
    """
    if done.kind == DIARY:
        progress.diary_read(turning, done)
    elif done.kind == EXPORT:
        exporting.everything_read(turning, done)
    elif done.kind == OPERATING:
        desk.job_done(turning, done)


def parked(turning: Turning, update: Parked) -> None:
    """Something went wrong on our side: facts stay, nothing is shown before the life-threat list is answered anew.

    Args:
        turning: The turn.
        update: The update that was put aside.
    """
    life_threat = turning.book.screen.life_threat
    turning.change(unsettled=True)
    turning.change_facts(turning.person.facts.forget([life_threat]))
    if update.text is not None and typed_danger.act_on(turning, typed_danger.read(turning, update.text)):
        return
    turning.freshly()
    turning.go("stopped" if turning.person.lock is not None and not turning.person.lock.checking else "settle")
