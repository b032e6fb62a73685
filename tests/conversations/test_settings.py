"""/settings: everything that can be set, each in two taps, and nothing of it under a lock."""

from bot.cases.chat import Chat
from tests.conversations.walking import finished_after_one_step, heel_pain_in_practice, one_leg_swollen


def test_the_skin_of_the_pictures_is_shown_at_once_and_kept_for_the_steps(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Pictures").taps_on("4")
    sample = next(message for message in reversed(chat.seen) if message.picture is not None)
    assert (sample.text, sample.picture) == ("So the pictures look from now on.", "ankle_circles 4")
    chat.taps_on("Back")
    assert "Skin in the pictures: 4 of 5." in chat.screen.text
    chat.types("/start").taps_on("The same routine again").taps_on("Nothing new")
    assert chat.screen.picture is not None
    assert chat.screen.picture.endswith(" 4")


def test_minutes_and_things_are_set_for_the_next_plan(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Time, things").taps_on("15").taps_on("a soft ball")
    wants = chat.session.owner.wants
    assert wants.minutes == 15
    assert "ball" in wants.equipment
    chat.taps_on("Back")
    assert "About 15 minutes a routine." in chat.screen.text


def test_each_setting_is_two_taps_away(chat: Chat) -> None:
    finished_after_one_step(chat)
    for label, heading in {
        "Reminders": "**No reminder is set.**", "Quiet time": "**When shall I be quiet?**",
        "My clock": "**Which town are you near?**", "My data": "**What I keep",
    }.items():  # fmt: skip
        chat.types("/settings").taps_on(label)
        assert chat.screen.text.startswith(heading), chat.screen.text


def test_a_running_routine_is_not_lost(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/settings").taps_on("Back").taps_on("Go on where I was")
    assert "Step 1 of" in chat.screen.text


def test_under_a_lock_the_advice_comes_instead(chat: Chat) -> None:
    one_leg_swollen(chat).types("/settings")
    assert chat.screen.text.startswith("This needs a medical check **today**.")
