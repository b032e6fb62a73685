"""What the rules make of a chat is told to whoever writes the book: facts, rules, and why a technique is in or out."""

from datetime import timedelta

from bot.cases.chat import Chat
from bot.dialogue.reasoning import Reasoning, TechniqueNow, reasoning
from bot.knowledge.book import Book
from tests.conversations.walking import heel_pain_to_plan, one_leg_swollen


def of(chat: Chat) -> Reasoning:
    return reasoning(chat.session, chat.conversation.book, chat.now)


def technique(found: Reasoning, name: str) -> TechniqueNow:
    return next(entry for entry in found.techniques if entry.technique == name)


def test_a_healthy_heel_has_a_plan_and_the_rest_is_said_to_be_elsewhere(chat: Chat, book: Book) -> None:
    found = of(heel_pain_to_plan(chat))
    assert (found.outcome.level, found.outcome.presentation) == ("selfcare", "plantar_heel_pain")
    assert {entry.technique for entry in found.techniques if entry.state == "in the plan"} == set(found.outcome.plan)
    assert {entry.technique for entry in found.techniques} == set(book.techniques)
    assert technique(found, "acupressure_lr3").why == "not in this routine"


def test_before_the_last_answer_it_says_which_rules_wait(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Heel or sole")
    assert "dvt_possible" in of(chat).open_rules
    assert of(heel_pain_to_plan(Chat(chat.conversation, chat.now))).open_rules == ()


def test_under_a_stop_every_technique_but_looking_is_forbidden_by_its_flag(chat: Chat) -> None:
    found = of(one_leg_swollen(chat))
    assert found.outcome.lock == "dvt_possible"
    assert ("dvt_possible", "red flag", "urgent") in [(rule.rule, rule.kind, rule.does) for rule in found.rules]
    assert "dvt_possible" in technique(found, "petrissage_foot").why
    assert technique(found, "petrissage_foot").state == "forbidden"


def test_a_caution_is_named_with_what_it_does_and_where(chat: Chat) -> None:
    heel_pain_to_plan(chat).types("i take warfarin").taps_on("Yes")
    found = of(chat)
    forbids = [
        rule for rule in found.rules if rule.rule == "blood_thinner_bleeding" and rule.does.startswith("forbids")
    ]
    assert "friction" in forbids[0].does
    assert technique(found, "friction_sole").state == "forbidden"
    assert "blood_thinner_bleeding" in technique(found, "friction_sole").why


def test_an_answer_that_grew_old_is_shown_as_such(chat: Chat) -> None:
    heel_pain_to_plan(chat)
    assert all(told.holds for told in of(chat).facts if told.fact == "dvt_possible")
    chat.waits(timedelta(days=8))
    assert not any(told.holds for told in of(chat).facts if told.fact == "dvt_possible")
