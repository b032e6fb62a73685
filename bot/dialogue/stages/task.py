"""What is hardest because of the feet, and how well it goes: asked in passing; Skip is always there."""

from bot.dialogue import tasks, typed_danger
from bot.dialogue.jobs import ask_after_practice
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.stages import reminder_time
from bot.dialogue.turning import Turning
from bot.dialogue.typed_answers import understood_in

SKIP = "skip"


def ask_if_due(turning: Turning) -> bool:
    """Asks it where it is due; returns whether it did."""
    due = tasks.due(turning)
    if due is None:
        return False
    tasks.note_asked(turning)
    found = tasks.rated(turning)
    if found is None:
        turning.go("task")
    else:
        turning.go("task_rating", task=found[1].task)
    return True


def close(turning: Turning) -> None:
    """Ends the session: home, or the first offer of a reminder; then the diary is looked at."""
    turning.go("reminder_offer" if reminder_time.may_offer(turning) else "home")
    ask_after_practice(turning)


def show(turning: Turning) -> Screen:
    """Asks which task is hardest."""
    say, scale = turning.say, tasks.scale_of(turning)
    usual = {} if scale is None else scale.usual
    buttons = [Press(turning.read(name), f"k:{task}") for task, name in usual.items()]
    buttons.append(Press(say("Something else"), f"k:{tasks.OWN}"))
    text = paragraphs(
        say("**One more, if you like.** Because of your feet, what is hardest for you just now?"),
        say("In some weeks I ask how it goes. So we see more than the pain."),
    )
    return Screen(text, (*in_pairs(buttons), (Press(say("Skip"), SKIP),)))


def press(turning: Turning, code: str) -> None:
    """Takes the task, or goes on without."""
    kind, _, task = code.partition(":")
    if code == SKIP:
        close(turning)
    elif kind == "k" and _known(turning, task):
        turning.go("task_rating", task=task)


def typed(turning: Turning, text: str) -> bool:
    """Takes words as something else, without keeping them; not where they tell how somebody feels."""
    told = turning.materials.answers.read(text)
    if told.worrying or told.asks or understood_in(turning, told) is not None:
        return False
    if not typed_danger.read(turning, text).covered or text.isdecimal():
        return False
    turning.go("task_rating", task=tasks.OWN)
    return True


def show_rating(turning: Turning) -> Screen:
    """Asks how well the task goes."""
    say, scale, found = turning.say, tasks.scale_of(turning), tasks.rated(turning)
    ask, lowest, highest = ("", "", "") if scale is None else (
        turning.read(scale.items[0].ask), turning.read(scale.lowest_means), turning.read(scale.highest_means)
    )  # fmt: skip
    text = paragraphs(
        f"**{tasks.name_of(turning, turning.stage.task or tasks.OWN)}.** {ask}",
        say("0: {lowest}. 10: {highest}.", lowest=lowest, highest=highest),
        say("At the start you said {number}.", number=found[1].ratings[0].rating) if found is not None else "",
    )
    numbers = [Press(str(number), f"n:{number}") for number in range(11)]
    return Screen(text, (tuple(numbers[:6]), tuple(numbers[6:]), (Press(say("Skip"), SKIP),)))


def press_rating(turning: Turning, code: str) -> None:
    """Takes the number and says what it means, or goes on without."""
    kind, _, value = code.partition(":")
    if code == SKIP:
        close(turning)
    elif kind == "n" and value.isdecimal() and int(value) <= 10:
        _take(turning, int(value))


def typed_rating(turning: Turning, text: str) -> bool:
    """Takes a typed number."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= 10):
        return False
    _take(turning, int(text))
    return True


def _take(turning: Turning, rating: int) -> None:
    task, say = turning.stage.task, turning.say
    if task is None:
        return
    first = tasks.rated(turning) is None
    tasks.note(turning, task, rating)
    if first:
        turning.tell_person(say("Thank you, noted. I ask again in two weeks."))
    else:
        change = tasks.change_so_far(turning)
        turning.tell_person(
            turning.read(change.say) if change is not None else say("Thank you. That is about the same so far.")
        )
    close(turning)


def _known(turning: Turning, task: str) -> bool:
    scale = tasks.scale_of(turning)
    return task == tasks.OWN or (scale is not None and task in scale.usual)
