"""/settings: everything that can be set, each in two taps, and nothing of it under a lock."""

from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.turn import Kind, Message, Slot
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.language.catalogues import Catalogue, Catalogues
from tests.conftest import SUNDAY_MORNING
from tests.conversations.walking import (
    finished_after_one_step,
    heel_pain_in_practice,
    one_leg_swollen,
)


def again_in_practice(chat: Chat) -> Chat:
    return chat.types("/start").taps_on("The same routine again").taps_on("Nothing new")


def all_text(chat: Chat, since: int = 0) -> str:
    return "\n".join(message.text for message in chat.seen[since:])


# -- the list ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Time, things", "15"), ("Which foot", "Left foot only"), ("Pictures", "3"),
        ("Just text", "Just text, I count myself"), ("Sounds", "✅ Reminders sound"), ("My name", "Back"),
        ("Reminders", "New reminder"), ("Quiet time", "By day, 9 to 16"), ("My clock", "Show a list"),
        ("My day", "06:00"), ("Language", "Back"), ("My data", "Send me my data"), ("My data", "Erase everything"),
    ],
)  # fmt: skip
def test_each_setting_is_two_taps_away(chat: Chat, first: str, second: str) -> None:
    finished_after_one_step(chat).types("/settings")
    taps = chat.taps
    chat.taps_on(first).taps_on(second)
    assert chat.taps == taps + 2


def test_every_button_of_the_list_is_one_of_those(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings")
    assert [button.label for button in chat.buttons] == [
        "Time, things", "Which foot", "Pictures", "Just text", "Sounds", "My name", "Reminders", "Quiet time",
        "My clock", "My day", "Language", "My data", "My week, weekly", "Back",
    ]  # fmt: skip


def test_back_leads_to_where_one_was_also_into_a_running_routine(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/settings").taps_on("Sounds").taps_on("Back").taps_on("Back")
    assert "Step 1 of" in chat.screen.text


def test_back_into_a_routine_asks_the_guard(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/settings").waits(timedelta(days=9)).taps_on("Back")
    assert "Step 1 of" not in chat.screen.text
    assert "Safety check 1 of 6" in chat.screen.text


def test_under_a_lock_the_advice_comes_instead(chat: Chat) -> None:
    one_leg_swollen(chat).types("/settings")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_nothing_is_set_before_consent(chat: Chat) -> None:
    chat.types("/settings")
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")


# -- how long, with what, which foot -------------------------------------------------------------------


def test_minutes_and_things_are_set_for_the_next_plan(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Time, things").taps_on("15").taps_on("a soft ball")
    wants = chat.session.owner.wants
    assert wants.minutes == 15
    assert "ball" in wants.equipment
    chat.taps_on("Back")
    assert "About 15 minutes a routine." in chat.screen.text


@pytest.mark.parametrize(("label", "side"), [("Left foot only", Side.LEFT), ("Right foot only", Side.RIGHT)])
def test_one_foot_alone_is_worked_on_where_that_was_chosen(chat: Chat, label: str, side: Side) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Which foot").taps_on(label).taps_on("Back")
    assert f"{label}." in chat.screen.text
    again_in_practice(chat)
    assert chat.session.practice is not None
    sides = {item.sides for item in chat.session.practice.plan.items}
    assert sides <= {(), (side,)}
    assert (side,) in sides


def test_both_feet_are_the_default(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    assert chat.session.practice is not None
    assert {item.sides for item in chat.session.practice.plan.items} <= {(), (Side.LEFT, Side.RIGHT)}


# -- pictures, text, sounds ----------------------------------------------------------------------------


def test_the_skin_of_the_pictures_is_shown_at_once_and_kept_for_the_steps(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Pictures").taps_on("4")
    sample = next(message for message in reversed(chat.seen) if message.picture is not None)
    assert (sample.text, sample.picture) == ("So the pictures look from now on.", "ankle_circles 4")
    chat.taps_on("Back")
    assert "Skin in the pictures: 4 of 5." in chat.screen.text
    again_in_practice(chat)
    assert chat.screen.picture is not None
    assert chat.screen.picture.endswith(" 4")


def just_text(chat: Chat) -> Chat:
    return finished_after_one_step(chat).types("/settings").taps_on("Just text").taps_on("Just text, I count myself")


def test_just_text_walks_a_whole_routine_without_a_picture_or_a_timer(chat: Chat) -> None:
    again_in_practice(just_text(chat))
    seen = len(chat.seen)
    assert chat.session.practice is not None
    steps = chat.session.practice.plan.items
    while chat.session.stage.name == "practice":
        assert "Start timer" not in str(chat.buttons)
        assert "for it, and count yourself." in chat.screen.text
        chat.presses_code("next")
    assert not any(message.picture for message in chat.seen[seen:])
    assert not any(
        timer for turn in chat.turns[-len(steps) :] for timer in turn.timers if "Set" in type(timer).__name__
    )
    assert chat.diary[-1].techniques == tuple(item.technique for item in steps)


def test_just_text_is_guarded_like_any_step(chat: Chat, conversation: Conversation) -> None:
    again_in_practice(just_text(chat))
    step = chat.screen
    assert step.technique is not None
    assert conversation.may_show(chat.stored, step, chat.now)
    chat.types("one calf is swollen and sore")
    assert not conversation.may_show(chat.stored, step, chat.now)


def test_pictures_and_timers_are_turned_on_and_off_alone_and_come_back(chat: Chat) -> None:
    just_text(chat).taps_on("Pictures of the steps").taps_on("Back")
    assert "No timers: you count yourself." in chat.screen.text
    again_in_practice(chat)
    assert chat.screen.picture is not None
    assert not chat.offers("start")
    chat.types("/settings").taps_on("Just text").taps_on("Timers for the holds").taps_on("Back").taps_on("Back")
    assert chat.offers("start")


def test_a_hold_that_runs_when_timers_are_turned_off_still_ends(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").types("/settings").taps_on("Just text")
    chat.taps_on("Just text, I count myself").taps_on("Back").taps_on("Back").waits(timedelta(minutes=5))
    assert any(message.slot is Slot.BELL for message in chat.seen)


def bells(chat: Chat) -> list[Message]:
    return [message for message in chat.seen if message.slot is Slot.BELL]


def test_the_end_of_a_hold_can_be_silent(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").waits(timedelta(minutes=5))
    assert bells(chat)[-1].sound
    chat.types("/settings").taps_on("Sounds").taps_on("✅ The end of a hold sounds").taps_on("Back")
    assert "Holds end without a sound." in chat.screen.text
    chat.taps_on("Back").taps_on("Next").taps_on("Start timer").waits(timedelta(minutes=5))
    assert len(bells(chat)) == 2
    assert not bells(chat)[-1].sound


def test_reminders_can_be_silent(chat: Chat) -> None:
    finished_after_one_step(chat).types("/reminders").taps_on("New reminder").taps_on("07:00").types("London")
    chat.types("/settings").taps_on("Sounds").taps_on("✅ Reminders sound").waits(timedelta(days=1))
    nudge = next(message for message in reversed(chat.seen) if message.kind is Kind.NUDGE)
    assert not nudge.sound


def test_a_stop_always_sounds(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Sounds").taps_on("✅ The end of a hold").taps_on(
        "✅ Reminders"
    )
    seen = len(chat.seen)
    chat.types("my chest hurts and i cant breathe")
    assert any(message.sound and message.kind is Kind.STOP for message in chat.seen[seen:])
    chat.taps_on("Yes").types("/start")
    assert chat.screen.text.startswith("Please stop here.")
    assert chat.screen.sound


# -- the name ------------------------------------------------------------------------------------------


def asked_for_a_name(chat: Chat) -> Chat:
    return finished_after_one_step(chat).types("/settings").taps_on("My name")


def test_a_typed_name_is_used_in_the_greeting_only(chat: Chat) -> None:
    asked_for_a_name(chat).types("  Ann   Lee ")
    assert "I call you Ann Lee." in chat.screen.text
    chat.taps_on("Back")
    assert chat.screen.text.startswith("**Hello again, Ann Lee.**")
    chat.taps_on("The same routine again")
    seen = len(chat.seen)
    chat.taps_on("Nothing new").taps_on("Start timer").taps_on("Finish now").taps_on("3").types("/about").types(
        "/help"
    )
    assert "Ann Lee" not in all_text(chat, seen)


@pytest.mark.parametrize(
    ("typed", "called"),
    [("**Bold**", "Bold"), ("<b>Ann</b>", "b Ann /b"), ("{minutes}", "minutes"), ("A\nB", "A B"), ("a\u202eb", "a b"),
     ("x" * 30, "x" * 30), ("José", "José"), ("Ann-Marie O'Neill", "Ann-Marie O'Neill")],
)  # fmt: skip
def test_a_name_is_one_line_without_markup(chat: Chat, typed: str, called: str) -> None:
    asked_for_a_name(chat).types(typed)
    assert chat.session.called == called
    chat.types("/start")
    assert chat.screen.text.startswith(f"**Hello again, {called}.**")


@pytest.mark.parametrize("typed", ["x" * 31, "***", "🦶" * 40, "…"])
def test_what_is_no_name_is_asked_for_again(chat: Chat, typed: str) -> None:
    asked_for_a_name(chat).types(typed)
    assert chat.session.called == ""
    assert chat.screen.text.startswith("**What shall I call you?**")


def test_a_danger_sign_in_the_place_of_a_name_is_read_first(chat: Chat) -> None:
    asked_for_a_name(chat).types("chest pain")
    assert chat.session.called == ""
    assert any(message.text.startswith("Please stop here.") for message in chat.seen)


@pytest.mark.parametrize("typed", ["боль в груди", "my heel hurts", "why does it hurt?", "one two three four"])
def test_what_may_be_no_name_is_asked_about_and_a_no_asks_the_life_threat_list(chat: Chat, typed: str) -> None:
    asked_for_a_name(chat).types(typed)
    assert chat.session.called == ""
    chat.taps_on("No")
    assert chat.session.stage.name == "checklist"


def test_a_name_in_letters_that_nobody_here_reads_is_welcome(chat: Chat) -> None:
    asked_for_a_name(chat).types("Иван").taps_on("Yes, my name")
    assert chat.session.called == "Иван"


def test_a_command_is_obeyed_and_is_no_name(chat: Chat) -> None:
    asked_for_a_name(chat).types("/help")
    assert chat.session.called == ""


def test_a_name_can_be_taken_away_and_is_forgotten_with_the_rest(chat: Chat) -> None:
    asked_for_a_name(chat).types("Ann").taps_on("My name").taps_on("No name")
    assert chat.session.called == ""
    chat.taps_on("My name").types("Ann").types("/forget").taps_on("Yes, erase it all")
    assert chat.stored is None
    chat.types("/start")
    assert "Ann" not in chat.screen.text


def test_somebody_else_is_not_greeted_by_the_name_of_the_owner(chat: Chat) -> None:
    asked_for_a_name(chat).types("Ann").taps_on("Back").taps_on("Someone else").taps_on("I agree: another adult")
    chat.types("/start")
    assert "Ann" not in chat.screen.text


# -- language, day, data -------------------------------------------------------------------------------


def test_with_one_language_it_says_so(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Language")
    assert chat.screen.text == "**I speak English only**, for now. Other languages may come."
    assert [button.label for button in chat.buttons] == ["Back"]


class Marked(NullTranslations):
    """A second language: every message is the English one between marks, and its own name is its own."""

    def gettext(self, message: str) -> str:
        return "Marked" if message == "English" else f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


@pytest.fixture
def bilingual(book: Book) -> Chat:
    """A chat with a book in English and in a second language, and in a third that has no catalogue."""
    words = book.words.model_copy(update={"languages": ("en", "xx", "yy")})
    catalogues = Catalogues({"xx": Catalogue("xx", Marked(), Marked())})
    return Chat(Conversation(replace(book, words=words), catalogues), SUNDAY_MORNING)


def test_the_languages_that_book_and_catalogues_both_have_are_offered_and_hold_at_once(bilingual: Chat) -> None:
    finished_after_one_step(bilingual).types("/settings").taps_on("Language")
    assert [button.label for button in bilingual.buttons] == ["✅ English", "Marked", "Back"]
    bilingual.taps_on("Marked")
    assert bilingual.screen.text == "«**Which language shall I speak?**»"
    bilingual.types("/start")
    assert bilingual.screen.text.startswith("«**Hello again.**»")


def test_an_old_button_of_a_language_that_is_gone_changes_nothing(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("Language").presses(f"{chat.session.screen}.l:xx")
    assert chat.session.language == ""


def test_a_day_may_begin_when_the_person_gets_up(chat: Chat) -> None:
    finished_after_one_step(chat).types("/settings").taps_on("My day").taps_on("12:00")
    assert chat.session.reminders.day_begins.hour == 12
    assert "✅ 12:00" in [button.label for button in chat.buttons]


def test_the_export_tells_what_was_set(chat: Chat) -> None:
    asked_for_a_name(chat).types("Ann").taps_on("Sounds").taps_on("✅ Reminders sound").types("/export")
    page = next(m.file.content for m in reversed(chat.seen) if m.file is not None and m.file.name.endswith(".html"))
    assert "The name I greet you by: Ann" in page
    assert "Sound of reminders: off" in page
    assert "Foot: both sides" in page
