"""Questions during a practice are answered with the step on the screen, in this person's own dose."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.materials import reading_materials
from bot.dialogue.screen import Screen
from bot.dialogue.stages.learn import answer_of
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book
from bot.language.catalogues import shipped_catalogues
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan, one_leg_swollen

GENERAL = "This is general. What your answers rule out stays out of your routine."

Ask = Callable[[Chat, str], str]


@pytest.fixture(scope="module")
def ask(book: Book) -> Ask:
    """Asks a question of the book where a chat now stands."""
    materials = reading_materials(book, lambda _: Screen(""))
    words = shipped_catalogues().of("en")

    def asked(chat: Chat, name: str) -> str:
        return answer_of(Turning(chat.session, materials, words, chat.now), name)

    return asked


def to_step(chat: Chat, technique: str) -> Chat:
    """Skips to the step of a technique."""
    while chat.screen.technique != technique:
        chat.taps_on("Skip")
    return chat


def test_how_long_is_the_hold_of_the_step_on_the_screen(chat: Chat, ask: Ask) -> None:
    to_step(heel_pain_in_practice(chat), "plantar_fascia_stretch")
    answer = ask(chat, "how_long_to_hold")
    technique = chat.conversation.book.techniques["plantar_fascia_stretch"]
    assert answer.startswith(f"**{technique.name}**\nHold it for {technique.dose.hold_seconds} seconds, let go")
    assert GENERAL not in answer


def test_a_step_without_a_hold_says_so(chat: Chat, ask: Ask) -> None:
    to_step(heel_pain_in_practice(chat), "ankle_pumps")
    assert "There is no hold in this step." in ask(chat, "how_long_to_hold")
    assert "There is no pressing in this step." in ask(chat, "how_hard_to_press")


def test_feel_and_why_are_those_of_the_step(chat: Chat, ask: Ask) -> None:
    to_step(heel_pain_in_practice(chat), "plantar_fascia_stretch")
    technique = chat.conversation.book.techniques["plantar_fascia_stretch"]
    assert technique.feel in ask(chat, "what_should_it_feel_like")
    assert technique.why in ask(chat, "does_this_step_help")


def test_how_many_times_fits_into_the_time_of_the_plan(chat: Chat, ask: Ask) -> None:
    to_step(heel_pain_in_practice(chat), "plantar_fascia_stretch")
    practice = chat.session.practice
    hold = chat.conversation.book.techniques["plantar_fascia_stretch"].dose.hold_seconds
    assert practice is not None
    assert hold is not None
    answer = ask(chat, "how_many_times")
    times = int(answer.partition("About ")[2].partition(" ")[0])
    assert f"{hold} seconds each" in answer
    assert 1 <= times * hold <= practice.plan.items[practice.step].seconds


@pytest.mark.parametrize("name", ["how_long_to_hold", "how_many_times", "how_hard_to_press", "does_this_step_help"])
def test_without_a_step_on_the_screen_the_answer_is_general(chat: Chat, ask: Ask, name: str) -> None:
    heel_pain_to_plan(chat)
    entry = chat.conversation.book.faq[name]
    assert ask(chat, name).startswith(f"**{entry.question}**\n{entry.answer}")
    assert GENERAL in ask(chat, name)


def test_other_questions_are_general_during_a_step_too(chat: Chat, ask: Ask) -> None:
    heel_pain_in_practice(chat)
    assert ask(chat, "is_reflexology_proven").startswith("**Is reflexology proven to cure illness?**")


def test_a_step_that_may_not_be_shown_now_answers_nothing(chat: Chat, ask: Ask) -> None:
    heel_pain_in_practice(chat)
    chat.now += timedelta(days=365)
    assert GENERAL in ask(chat, "how_long_to_hold")


def test_a_locked_person_gets_no_answer_that_invites(chat: Chat, ask: Ask) -> None:
    one_leg_swollen(chat)
    entry = chat.conversation.book.faq["how_long_to_hold"]
    answer = ask(chat, "how_long_to_hold")
    assert answer.startswith("**No routine until a clinician has looked")
    assert entry.answer not in answer
    assert "get a medical check **today**" in ask(chat, "massage_and_blood_clots")


def test_what_is_told_in_the_middle_of_a_routine_changes_the_answers_too(chat: Chat, ask: Ask) -> None:
    """How hard is at most what the step itself says it is, not what the plan was made with."""
    heel_pain_in_practice(chat).types("i take warfarin").taps_on("Yes")
    to_step(chat, "petrissage_foot")
    assert "Press with 3 of 10 at the most." in chat.screen.text
    assert "3 of 10 at most, for you, today." in ask(chat, "how_hard_to_press")
