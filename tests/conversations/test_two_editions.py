"""A chat that goes on while the book changes under it: the place and the doses stay, the rules are the new ones."""

from dataclasses import replace

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.book import Book
from bot.knowledge.book_files import files_in
from bot.knowledge.reading import read_files
from bot.language.catalogues import shipped_catalogues
from tests.conftest import ROOT
from tests.conversations.walking import heel_pain_in_practice, heel_pain_to_plan, press_everything_old

SHIPPED = files_in(ROOT / "knowledge")


def edited(name: str, old: str, new: str) -> Conversation:
    """The conversation with an edition in which one file reads otherwise."""
    text = SHIPPED.contents[name].decode()
    assert old in text
    book, faults = read_files(SHIPPED.replaced(name, text.replace(old, new, 1).encode()))
    assert [str(fault) for fault in faults] == []
    assert book is not None
    return Conversation(book, shipped_catalogues())


def without(book: Book, technique: str) -> Conversation:
    """The conversation with an edition from which a technique was withdrawn."""
    left = {name: entry for name, entry in book.techniques.items() if name != technique}
    return Conversation(replace(book, edition="withdrawn", techniques=left), shipped_catalogues())


def steps_of(chat: Chat) -> list[str]:
    practice = chat.session.practice
    assert practice is not None
    return [item.technique for item in practice.plan.items]


def test_place_and_doses_stay_and_the_words_are_those_that_serve(chat: Chat) -> None:
    heel_pain_in_practice(chat).presses_code("skip")
    first, second, *_ = steps_of(chat)
    before = chat.session.practice
    assert before is not None
    text = SHIPPED.contents[f"techniques/{first}.yaml"].decode()
    name = next(line for line in text.splitlines() if line.startswith("name: "))
    chat.conversation = edited(f"techniques/{first}.yaml", name, "name: Little pumps")
    chat.presses_code("back")
    assert "Little pumps" in chat.screen.text
    assert chat.screen.technique == first
    chat.presses_code("skip")
    after = chat.session.practice
    assert after is not None
    assert chat.screen.technique == second
    assert after.plan == before.plan
    assert after.step == before.step


def test_a_withdrawn_technique_is_passed_over_with_a_sentence_and_never_shown_again(chat: Chat, book: Book) -> None:
    heel_pain_in_practice(chat)
    first, second, third, *_ = steps_of(chat)
    chat.conversation = without(book, second)
    since = len(chat.seen)
    chat.presses_code("skip")
    assert chat.screen.technique == third
    told = "\n".join(message.text for message in chat.seen[since:])
    assert told.startswith("I leave one step out: it was taken out of what I offer.\n")
    press_everything_old(chat)
    assert second not in chat.shown_techniques(since)
    assert first != second


def test_the_technique_on_the_screen_is_withdrawn(chat: Chat, book: Book) -> None:
    heel_pain_in_practice(chat)
    first = steps_of(chat)[0]
    chat.conversation = without(book, first)
    assert not chat.conversation.may_show(chat.stored, chat.screen, chat.now)
    since = len(chat.seen)
    press_everything_old(chat)
    chat.types("what now")
    assert first not in chat.shown_techniques(since)


def test_a_stricter_rule_takes_effect_at_the_next_step(chat: Chat, book: Book) -> None:
    heel_pain_in_practice(chat)
    second = steps_of(chat)[1]
    likely = book.presentations["plantar_heel_pain"].limits_when
    forbidding = next(caution for caution in book.cautions.values() if caution.forbid == "everything")
    stricter = forbidding.model_copy(update={"when": likely, "caution": "stricter"})
    chat.conversation = Conversation(
        replace(book, edition="stricter", cautions={**book.cautions, "stricter": stricter}), shipped_catalogues()
    )
    assert not chat.conversation.may_show(chat.stored, chat.screen, chat.now)
    since = len(chat.seen)
    chat.presses_code("skip")
    press_everything_old(chat)
    shown = set(chat.shown_techniques(since))
    assert second not in shown
    assert all("paced_breathing" in book.techniques[name].classes for name in shown)


def test_a_question_that_the_new_edition_needs_is_asked_before_the_next_step(chat: Chat) -> None:
    heel_pain_in_practice(chat)
    first = chat.screen
    chat.conversation = edited(
        "screening/before_every_routine.yaml",
        """\
  when:
    any:
    - past_clot_cleared
    - pregnancy_or_birth_12wk
    - cancer_active_or_treatment
    - surgery_under_12wk
  fact: one_leg_today
""",
        "  fact: one_leg_today\n",
    )
    assert not chat.conversation.may_show(chat.stored, first, chat.now)
    since = len(chat.seen)
    chat.presses_code("skip")
    assert "Is ONE leg swollen, sore or warm today?" in chat.screen.text
    assert chat.shown_techniques(since) == []
    yes = chat.branch()
    yes.presses_code("c:yes")
    press_everything_old(yes)
    assert yes.shown_techniques(since) == []
    chat.presses_code("c:no")
    assert chat.session.stage.name == "practice"
    assert chat.shown_techniques(since) != []


@pytest.mark.parametrize("places", [1, 3, 6, 9])
def test_a_screen_of_an_earlier_edition_leads_on_wherever_the_person_is(chat: Chat, places: int) -> None:
    """Somebody in the middle of the safety screen meets the new one and reaches a plan, with nothing left unasked."""
    other = edited("screening/now.yaml", "ask: Any of these for you now?", "ask: Is any of these so for you now?")
    whole = heel_pain_to_plan(chat.branch())
    answers = [turn for turn in whole.turns if turn.session is not None]
    assert len(answers) > places
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    for check in range(6):
        if check == places - 1:
            chat.conversation = other
        chat.taps_on("None of these")
        if check == 4 and chat.conversation is other:
            assert "Is any of these so for you now?" in chat.screen.text
    chat.conversation = other
    chat.taps_on("4").taps_on("2 to 6 weeks").taps_on("First steps after rest").taps_on("No")
    chat.taps_on("Mornings, 10").taps_on("None of these")
    assert chat.session.stage.name == "plan"
    assert chat.session.plan is not None
    assert whole.session.plan is not None
    assert steps(chat) == steps(whole)


def steps(chat: Chat) -> list[str]:
    plan = chat.session.plan
    assert plan is not None
    return [item.technique for item in plan.items]
