"""Short ways to the places where conversation tests begin."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from bot.cases.chat import Chat

HEALTHY = ("None of these",) * 6

Walk = Callable[[Chat], Chat]


def walked_once(walk: Walk) -> Walk:
    """Lets a new chat stand where the same walk with the same conversation from the same moment led before."""
    kept: dict[tuple[int, int, datetime], Chat] = {}

    @wraps(walk)
    def walked(chat: Chat) -> Chat:
        if type(chat) is not Chat or chat.stored is not None or chat.turns:
            return walk(chat)
        # What is kept holds the conversation too, so that no other one can come to its place.
        key = (id(chat.conversation), chat.number, chat.now)
        if key in kept:
            chat.stands_like(kept[key])
        else:
            kept[key] = walk(chat).branch()
        return chat

    return walked


@walked_once
def heel_pain_to_plan(chat: Chat) -> Chat:
    """A healthy adult with heel pain comes to the plan."""
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for answer in HEALTHY:
        chat.taps_on(answer)
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("First steps after rest").taps_on("No")
    return chat.taps_on("Mornings, 10").taps_on("None of these")


@walked_once
def heel_pain_in_practice(chat: Chat) -> Chat:
    """The same person, at the first step."""
    return heel_pain_to_plan(chat).taps_on("Start: left is sore")


@walked_once
def finished_after_one_step(chat: Chat) -> Chat:
    """The same person did one step, finished, and is at home."""
    heel_pain_in_practice(chat).taps_on("Start timer").taps_on("Finish now")
    return chat.taps_on("3").taps_on("Fine").taps_on("No, thanks")


def asked_about_the_next_day(chat: Chat) -> Chat:
    """The same person did the first session two days ago, and said the day after that nothing was sore."""
    chat.now -= timedelta(days=2)
    finished_after_one_step(chat).waits(timedelta(days=1)).taps_on("Not sore")
    return chat.waits(timedelta(days=1)).types("/start")


@walked_once
def one_leg_swollen(chat: Chat) -> Chat:
    """Somebody with one swollen calf is told to have it checked today."""
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Calf, cramps").taps_on("None of these")
    return chat.taps_on("1 One leg").taps_on("Done").taps_on("No")


def press_everything_old(chat: Chat) -> None:
    """Presses every button that was ever shown, the newest last."""
    for message in list(chat.seen):
        for row in message.buttons:
            for button in row:
                chat.presses(button.data)
