"""Links that name a complaint: they save a tap, and skip neither consent nor a safety question."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from bot.dialogue.deep_link import complaint_of, payloads
from bot.knowledge.book import Book
from tests.conftest import ROOT
from tests.conversations.walking import HEALTHY, finished_after_one_step, heel_pain_in_practice, one_leg_swollen

AGREE = "I agree: me, 18 or older"


@pytest.mark.parametrize("payload", ["heel", "heel_or_sole", "HEEL", "bottom-of-my-foot", "plantar"])
def test_a_new_person_agrees_first_and_is_asked_every_safety_question(chat: Chat, payload: str) -> None:
    chat.types(f"/start {payload}")
    assert "I understood: Heel or sole. I'll use that if you agree." in chat.screen.text
    assert chat.session.consented is None
    chat.taps_on(AGREE)
    for number, answer in enumerate(HEALTHY, start=1):
        assert f"Safety check {number} of 6" in chat.screen.text
        chat.taps_on(answer)
    assert "How much does it hurt" in chat.screen.text


@pytest.mark.parametrize("payload", ["", "nonsense", "x" * 64, "heel-and-calf", "🦶"])
def test_a_word_that_leads_nowhere_is_as_good_as_none(chat: Chat, payload: str) -> None:
    chat.types(f"/start {payload}").taps_on(AGREE)
    assert "What would you like help with?" in chat.screen.text


def test_a_known_person_confirms_it_with_a_tap(chat: Chat) -> None:
    finished_after_one_step(chat).types("/start calf")
    assert "Calf, cramps" in chat.screen.text
    chat.taps_on("Yes, that's it")
    assert chat.session.person.facts.said("complaint", "complaint") == "calf_or_cramps"
    assert chat.session.stage.name == "question"


def test_safety_answers_that_are_too_old_are_asked_again(chat: Chat) -> None:
    finished_after_one_step(chat).waits(timedelta(days=30)).types("/start toes").taps_on("Yes, that's it")
    assert "Safety check 1 of 6" in chat.screen.text


def test_a_running_routine_is_never_lost(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/start calf")
    assert chat.session.practice is not None
    chat.taps_on("Go on where I was")
    assert "Step 1 of" in chat.screen.text


def test_under_a_lock_the_link_leads_to_the_lock(chat: Chat) -> None:
    one_leg_swollen(chat).types("/start heel")
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_danger_in_a_link_is_read_first(chat: Chat) -> None:
    chat.types("/start my chest hurts and i cant breathe")
    assert any(message.text.startswith("Please stop here.") for message in chat.seen)


def test_questions_and_answers_can_be_linked_to(chat: Chat) -> None:
    finished_after_one_step(chat).types("/start learn")
    assert chat.screen.text.startswith("**What would you like to know?**")


def test_every_complaint_can_be_linked_to_and_the_docs_list_every_link(book: Book) -> None:
    found = payloads(book)
    choices = book.questions["complaint"].choices
    assert {choice.choice for choice in choices} <= set(found.values())
    rows = []
    for choice in choices:
        words = ", ".join(f"`{payload}`" for payload, leads_to in found.items() if leads_to == choice.choice)
        rows.append(f"| {words} | {choice.label} |")
    assert "\n".join(rows) in (ROOT / "docs" / "operating.md").read_text(encoding="utf-8"), "\n".join(rows)


def test_words_that_mean_two_complaints_lead_to_none(book: Book) -> None:
    assert complaint_of(book, "heel-and-toes") is None
