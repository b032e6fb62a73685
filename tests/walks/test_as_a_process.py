"""`footguide run` as a process that is killed in the middle of everything: each chat goes on where it was."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from tests.walks.phone import Phone, open_phone
from tests.walks.running import Installation
from tests.walks.ways import CHEST_PAIN, HEEL_PAIN, SWOLLEN_CALF

pytestmark = pytest.mark.processes

TO_THE_CHECKS = 2
"""How many taps come before the first safety check."""
BELL = "⏱ Time. Let go slowly."
STOP = "Please stop here. What you describe can be an emergency. Call your local emergency number"


@pytest.fixture
async def phones(installation: Installation) -> AsyncIterator[tuple[Phone, Phone, Phone]]:
    """Three people: with heel pain, with a swollen calf, and with chest pain to come."""
    async with AsyncExitStack() as stack:
        heel, calf, chest = [
            await stack.enter_async_context(open_phone(installation.telegram, chat)) for chat in (11, 22, 33)
        ]
        yield heel, calf, chest


async def test_killed_in_an_interview_in_a_hold_and_in_a_stop(
    installation: Installation, phones: tuple[Phone, Phone, Phone]
) -> None:
    heel, calf, chest = phones
    in_flight: set[tuple[int, str]] = set()

    # Killed in the middle of three interviews, with a question on its way.
    async with installation.run() as footguide:
        for phone, way in zip(phones, (HEEL_PAIN, SWOLLEN_CALF, HEEL_PAIN), strict=True):
            await phone.writes("/start")
            await phone.taps(*way[: TO_THE_CHECKS + 1])
            await phone.reads("Safety check 2 of 6.")
        heel.at_the_arrival_of("Safety check 3 of 6.", footguide.kill)
        await heel.taps("None of these")
        await footguide.was_killed()
    in_flight |= installation.on_their_way()
    assert {chat for chat, _ in in_flight} == {heel.number}
    await calf.taps("1 One leg")
    await chest.taps("None of these")

    # Killed in the middle of two holds, and of a list that is ticked and not sent.
    async with installation.run() as footguide:
        await calf.until(lambda: any(label.startswith("✅") for label, _ in calf.standing()[-1].buttons), "a tick")
        await chest.taps(*HEEL_PAIN[TO_THE_CHECKS + 2 :], "Start: both are sore", "Start timer...")
        await chest.reads("Step 1 of", "is running")
        await heel.taps(*HEEL_PAIN[TO_THE_CHECKS + 2 :], "Start: left is sore")
        heel.at_the_arrival_of("is running", footguide.kill)
        await heel.taps("Start timer...")
        await footguide.was_killed()
    in_flight |= installation.on_their_way()
    assert installation.holds_end_meanwhile() == 2
    await calf.taps("Done")

    # Killed in the middle of a stop.
    async with installation.run() as footguide:
        for phone in (heel, chest):
            assert (await phone.reads(BELL)).sounds
        await calf.reads("One more question because of it.")
        await chest.taps("Next", "Start timer...")
        await chest.reads("Step 2 of", "is running")
        before = len(chest.news)
        chest.at_the_arrival_of(STOP, footguide.kill)
        await chest.writes(CHEST_PAIN)
        await footguide.was_killed()
    assert chest.news[-1].text.startswith(STOP)
    in_flight |= installation.on_their_way()
    assert installation.holds_end_meanwhile() == 0, "a stop leaves no hold behind"
    await calf.taps("No")

    async with installation.run() as footguide:
        today = await calf.reads("This needs a medical check today.", "one leg or calf is swollen")
        assert today.sounds
        await chest.reads("Is this happening now?")
        await heel.taps("Next", "Skip", "Finish now", "3", "Fine", "No, thanks")
        await heel.reads("You have done 1 routine with me.")
        assert await footguide.stopped() == 0

    stopped = [one for one in chest.news[before:] if one.kind != "own"]
    assert [(one.kind, re.split("[.?]", one.text)[0]) for one in stopped] == [
        ("message", "Please stop here"),
        ("message", "Please stop here"),
        ("edit", "Stopped"),
        ("message", "Is this happening now"),
    ]
    step = next(one for one in chest.standing() if one.photo)
    assert (step.text, step.buttons) == ("Stopped.", ())
    for phone in phones:
        twice = {text for text, count in Counter(phone.arrived()).items() if count > 1}
        assert twice <= {text for chat, text in in_flight if chat == phone.number}
    # What was done before the stop is in the diary too.
    assert installation.diary() == [(heel.number, 4, 3), (chest.number, 4, None)]
    assert installation.in_hand() == []


async def test_after_a_stop_no_button_that_ever_was_and_no_words_lead_to_a_technique(
    installation: Installation, phones: tuple[Phone, Phone, Phone]
) -> None:
    heel, calf, chest = phones
    async with installation.run() as footguide:
        await calf.writes("/start")
        await calf.taps(*SWOLLEN_CALF)
        await calf.reads("This needs a medical check today.")
        await chest.writes("/start")
        await chest.taps(*HEEL_PAIN, "Start: both are sore", "Start timer...")
        await chest.reads("Step 1 of", "is running")
        await chest.writes(CHEST_PAIN)
        await chest.reads("Is this happening now?")
        for phone in (calf, chest):
            locked = len(phone.news)
            for number, _, data in phone.buttons():
                await phone.presses_what_is_gone(number, data)
            for words in ("/start", "/routine", "only the other foot then", "its better now can i finish"):
                await phone.writes(words)
            # The bot answers in order, so all that could come stands before this answer.
            await phone.writes("/help")
            await phone.reads("How this works")
            since = phone.news[locked:]
            assert not any(one.photo and one.kind == "message" for one in since)
            assert not any("Step " in one.text or "Your plan" in one.text for one in since)
            assert BELL not in phone.arrived()
        assert heel.news == []
        assert await footguide.stopped() == 0
    assert installation.in_hand() == []
