"""/learn: questions with honest answers, at any moment, and back to where one was."""

from datetime import timedelta

import pytest

from bot.cases.chat import Chat
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan, one_leg_swollen

NO_ROUTINE = "**No routine until a clinician has looked"


def labels(chat: Chat) -> list[str]:
    """Returns what the buttons of the live screen say."""
    return [button.label for button in chat.buttons]


def test_a_question_is_three_taps_away_with_its_grade_and_its_sources(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("/learn")
    assert chat.screen.text.startswith("**What would you like to know?**")
    chat.taps_on("Blood, lymph, hormones").taps_on("Does it lower cortisol?")
    assert "Hardly. Over many studies the change is very small" in chat.screen.text
    assert "Studies do not support it." in chat.screen.text
    chat.taps_on("Where this comes from")
    assert "Does massage therapy reduce cortisol? - J Bodyw Mov Ther 15:3, 2011 (read)" in chat.seen[-2].text
    assert "No clinician has signed my content yet." in chat.seen[-2].text
    assert "Hardly. Over many studies" in chat.screen.text


def test_what_stands_on_no_page_says_so(chat: Chat) -> None:
    chat.types("/learn").taps_on("Warm, cold").taps_on("Is a massage gun safe?").taps_on("Where this comes from")
    assert "It is general knowledge; no page was read." in chat.seen[-2].text


def test_it_leads_back_to_the_plan(chat: Chat) -> None:
    before = heel_pain_to_plan(chat).screen.text
    chat.types("/learn").taps_on("How long, how strong").taps_on("All topics").taps_on("Back to where I was")
    assert chat.screen.text == before


def test_a_running_practice_waits_and_goes_on_where_it_was(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Skip")
    assert "Step 2 of" in chat.screen.text
    chat.types("/learn")
    assert "Your routine waits for you." in chat.screen.text
    chat.taps_on("Reflex points").taps_on("Does reflexology cure?").taps_on("Back to where I was")
    assert "Step 2 of" in chat.screen.text


def test_the_end_of_a_hold_rings_while_reading_and_the_step_is_held_afterwards(chat: Chat) -> None:
    heel_pain_in_practice(chat).taps_on("Start timer").types("/learn").waits(timedelta(minutes=5))
    assert any("Time. Let go slowly." in message.text for message in chat.seen)
    chat.taps_on("Back to where I was")
    assert "Step 1 of" in chat.screen.text
    assert labels(chat)[0].startswith("Next")


def test_a_practice_that_was_left_too_long_asks_before_it_goes_on(chat: Chat) -> None:
    heel_pain_in_practice(chat).types("/learn").waits(timedelta(days=1))
    seen = len(chat.seen)
    chat.taps_on("Back to where I was")
    assert chat.screen.text.startswith("**Anything new since last time")
    assert chat.shown_techniques(seen) == []


def test_it_works_before_consent_and_leads_to_the_welcome(chat: Chat) -> None:
    chat.types("/learn").taps_on("When to be careful").taps_on("Massage with diabetes?")
    assert "I can't say yes in general." in chat.screen.text
    chat.taps_on("Back to where I was")
    assert chat.screen.text.startswith("**Hello, I'm footguide.**")
    assert chat.session.consented is None


def test_in_the_middle_of_the_safety_check_it_leads_back_to_the_question(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("None of these")
    chat.taps_on("5 Numb, drops").types("/learn").taps_on("Back to where I was")
    assert "Safety check 2 of 6." in chat.screen.text
    assert "✅ 5 Numb, drops" in labels(chat)


def test_a_locked_person_reads_the_advice_first_and_is_offered_only_what_invites_to_nothing(chat: Chat) -> None:
    one_leg_swollen(chat).types("/learn")
    assert chat.screen.text.startswith(NO_ROUTINE)
    assert "Your routine waits" not in chat.screen.text
    book = chat.conversation.book
    for topic in [button.data.partition("t:")[2] for button in chat.buttons if ".t:" in button.data]:
        chat.presses_code(f"t:{topic}")
        assert chat.screen.text.startswith(NO_ROUTINE)
        for name in [button.data.partition("q:")[2] for button in chat.buttons if ".q:" in button.data]:
            assert book.faq[name].under_lock
            chat.presses_code(f"q:{name}")
            assert chat.screen.text.startswith(NO_ROUTINE)
            chat.taps_on("More on this topic")
        chat.taps_on("All topics")
    chat.taps_on("Back to where I was")
    assert chat.screen.text.startswith("This needs a medical check **today**.")
    assert chat.shown_techniques() == []


def test_under_an_emergency_the_call_stands_above_everything(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18").taps_on("Heel or sole").taps_on("3 Cold leg").types("/learn")
    assert chat.screen.text.startswith("Please stop here. What you describe can be an emergency.")
    chat.taps_on("When to be careful").taps_on("Massage and blood clots?")
    assert chat.screen.text.startswith("Please stop here. What you describe can be an emergency.")
    chat.taps_on("Back to where I was")
    assert "Show emergency numbers" in labels(chat)


def test_reading_keeps_nobody_from_an_urgent_outcome_that_waits_for_one_more_answer(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Calf, cramps").taps_on("None of these")
    chat.taps_on("1 One leg").taps_on("Done")
    assert chat.session.person.lock is None
    asked = chat.screen.text
    chat.types("/learn")
    assert chat.screen.text == asked
    chat.waits(timedelta(minutes=5))
    assert chat.screen.text.startswith("This needs a medical check **today**.")


def test_danger_in_words_is_read_before_any_reading(chat: Chat) -> None:
    chat.types("/learn").types("i am coughing up blood")
    assert chat.turns[-1].stop


def test_claims_are_paged_each_with_what_is_known(chat: Chat) -> None:
    chat.types("/learn").taps_on("What people claim")
    assert "Tap a subject." in chat.screen.text
    book = chat.conversation.book
    assert labels(chat)[: len(book.claim_pages)] == [*book.claim_pages.values()]
    chat.taps_on(next(iter(book.claim_pages.values())))
    shown = [chat.screen.text]
    while "Next" in labels(chat):
        chat.taps_on("Next")
        shown.append(chat.screen.text)
    for row in book.coverage.values():
        claim = row.claim.replace('"', "'")
        pages = [page for page in shown if f'You may hear: "{claim}"\n**What is known:** {row.say}' in page]
        assert bool(pages) == (row.told_in is not None)
        assert all(page.startswith(f"**{book.claim_pages[row.told_in or '']}** · ") for page in pages)
    chat.taps_on("Earlier").taps_on("Other subjects").taps_on("All topics")
    assert chat.screen.text.startswith("**What would you like to know?**")


def test_every_question_of_the_book_can_be_read(chat: Chat) -> None:
    chat.types("/learn")
    book = chat.conversation.book
    read: set[str] = set()
    for topic in book.topics:
        chat.presses_code(f"t:{topic}")
        for name in [button.data.partition("q:")[2] for button in chat.buttons if ".q:" in button.data]:
            chat.presses_code(f"q:{name}")
            assert f"**{book.faq[name].question}**" in chat.screen.text
            read.add(name)
            chat.taps_on("More on this topic")
        chat.taps_on("All topics")
    assert read == set(book.faq)


@pytest.mark.parametrize("word", ["/learn", "/learn@footguide_bot"])
def test_learn_twice_still_leads_back_to_where_one_was(chat: Chat, word: str) -> None:
    before = heel_pain_to_plan(chat).screen.text
    chat.types("/learn").taps_on("Reflex points").types(word).taps_on("Back to where I was")
    assert chat.screen.text == before
