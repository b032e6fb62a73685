"""What the answers are like, why, and what a person can say to it: disagree, be unsure, or take a goal instead."""

from datetime import datetime

import pytest

from bot.cases.chat import Chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.events import Event, Pressed
from bot.dialogue.planning import presentation_of
from bot.dialogue.session import read_session
from bot.knowledge.models.base import Side
from bot.safety.known import Known
from bot.safety.limits import limits
from bot.safety.permissions import permission_each_side
from tests.conversations.walking import HEALTHY


def _known(chat: Chat) -> Known:
    return Known(chat.conversation.book, chat.session.person.facts, chat.now)


def _left_out(chat: Chat) -> set[str]:
    """Returns the techniques that no side of the present person may be shown."""
    found = limits(_known(chat).as_told(), ())
    return {
        name
        for name, technique in chat.conversation.book.techniques.items()
        if not any(permission_each_side(name, technique, found)[side].allowed for side in Side)
    }


def _planned(chat: Chat) -> list[str]:
    plan = chat.session.plan
    assert plan is not None
    return [item.technique for item in plan.items]


def _to_plan(chat: Chat) -> Chat:
    """Says no to the one list that may stand before a plan."""
    while chat.session.stage.name == "question":
        chat.taps_on("None of these")
    return chat


def _screened(chat: Chat, *complaint: str) -> Chat:
    """A healthy adult tells what bothers them and answers the safety check."""
    chat.types("/start").taps_on("I agree: me, 18 or older")
    for answer in complaint:
        chat.taps_on(answer)
    for answer in HEALTHY:
        chat.taps_on(answer)
    return chat


def _sore(chat: Chat, complaint: str) -> Chat:
    return _screened(chat, complaint).taps_on("3").taps_on("2 to 6 weeks")


def test_the_likeness_says_why_and_that_it_is_no_diagnosis(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("First steps after rest").taps_on("No")
    assert "look like a common pattern: a sore sole near the heel. That is a likeness, not a diagnosis." in (
        chat.screen.text
    )
    assert "You said that it is worst at the first steps after rest" in chat.screen.text
    assert [button.label for button in chat.buttons][-2:] == ["That's not it", "A goal instead"]


def test_a_bump_at_the_big_toe_gets_its_own_pattern_and_routine(chat: Chat) -> None:
    _sore(chat, "Ball or toes").taps_on("Big toe bump").taps_on("No")
    assert "a bump beside the big toe" in chat.screen.text
    _to_plan(chat.taps_on("Evenings, 15"))
    assert chat.session.plan is not None
    assert chat.session.plan.routine == "bunion_mobility"
    assert not {"reflex_head_toe_press", "tapotement_foot"} & set(_planned(chat))


def test_the_cord_above_the_heel_and_its_end_are_kept_apart(chat: Chat) -> None:
    _sore(chat, "Back of heel").taps_on("On the heel bone itself").taps_on("No")
    assert "where the cord meets the heel bone" in chat.screen.text
    assert {"knee_to_wall", "gastroc_wall_stretch", "eccentric_heel_drop", "towel_stretch_calf"} <= _left_out(chat)
    assert "heel_raise_double" not in _left_out(chat)


def test_disagreeing_shows_the_next_likely_pattern_and_takes_no_limit_away(chat: Chat) -> None:
    _sore(chat, "Back of heel").taps_on("Above the heel bone").taps_on("No")
    assert "a sore cord above the heel" in chat.screen.text
    before = _left_out(chat)
    assert "knee_to_wall" not in before
    chat.taps_on("That's not it")
    assert presentation_of(_known(chat)) == "achilles_insertional"
    assert "What I left out because of it stays out." in chat.screen.text
    assert before | {"knee_to_wall", "gastroc_wall_stretch", "eccentric_heel_drop"} <= _left_out(chat)
    chat.taps_on("That's not it")
    assert "I can't tell its middle from its end" in chat.screen.text
    assert not any(button.label == "That's not it" for button in chat.buttons)
    assert before <= _left_out(chat)


def test_a_disagreement_lasts_until_an_answer_behind_the_pattern_changes(chat: Chat) -> None:
    _sore(chat, "Back of heel").taps_on("Above the heel bone").taps_on("No").taps_on("That's not it")
    chat.types("/start").taps_on("Go on with my questions")
    assert presentation_of(_known(chat)) == "achilles_insertional"
    chat.types("/start").taps_on("Something else bothers me").taps_on("Back of heel")
    chat.taps_on("3").taps_on("2 to 6 weeks").taps_on("Above the heel bone").taps_on("No")
    assert presentation_of(_known(chat)) == "achilles_midportion"


def test_not_sure_which_part_hurts_keeps_the_limits_of_both(chat: Chat) -> None:
    _sore(chat, "Back of heel").taps_on("Not sure").taps_on("No")
    assert "I can't tell its middle from its end" in chat.screen.text
    assert "I leave out what could harm any of them." in chat.screen.text
    assert {"knee_to_wall", "eccentric_heel_drop", "heel_raise_double", "calf_knead_press"} <= _left_out(chat)


def test_two_patterns_that_fit_alike_are_named_and_both_limit(chat: Chat) -> None:
    _sore(chat, "Ball or toes").taps_on("Big toe bump").taps_on("Yes")
    assert "Several things hurt there" in chat.screen.text
    assert "It may also be like a bump beside the big toe and a stiff, sore big toe joint." in chat.screen.text
    assert {"toe_extension_stretch", "plantar_fascia_stretch", "reflex_head_toe_press"} <= _left_out(chat)


def test_not_sure_when_it_is_worst_is_taken_as_the_kinds_a_clinician_sees(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("Not sure").taps_on("No")
    assert "looked at by a clinician" in chat.screen.text


def test_no_pattern_is_no_alarm_and_stays_gentle(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("No pattern").taps_on("No")
    assert chat.screen.text.startswith("**Nothing you told me is a warning sign.**")
    assert "Your answers do not fit one pattern." in chat.screen.text
    assert {"heel_raise_double", "ball_bottle_roll", "friction_sole"} <= _left_out(chat)


def test_a_goal_instead_of_the_pattern_keeps_the_limits_of_the_sore_heel(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("First steps after rest").taps_on("No")
    before = _left_out(chat)
    chat.taps_on("A goal instead")
    assert chat.screen.text.startswith("**What would you like?**")
    chat.taps_on("Stress")
    assert "You told me that you would like to calm down." in chat.screen.text
    assert before <= _left_out(chat)
    chat.taps_on("Evenings, 15")
    assert chat.session.plan is not None
    assert chat.session.plan.routine == "stress_wind_down"


def test_a_goal_can_be_changed_and_the_way_back_to_the_pain_is_open(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("First steps after rest").taps_on("No")
    chat.taps_on("A goal instead").taps_on("Sleep").taps_on("Another goal").taps_on("Stay supple")
    assert "keep your feet supple" in chat.screen.text
    chat.taps_on("Back to my pain")
    assert "a sore sole near the heel" in chat.screen.text


def test_a_headache_as_a_goal_asks_its_danger_signs_first(chat: Chat) -> None:
    _sore(chat, "Heel or sole").taps_on("First steps after rest").taps_on("No")
    chat.taps_on("A goal instead").taps_on("Headache")
    assert chat.screen.text.startswith("**Because of the headache: is any of this true?**")
    chat.taps_on("1 Worst ever").taps_on("Done")
    assert chat.screen.text.startswith("Please stop here.")


def test_after_a_run_one_sore_calf_is_asked_before_any_massage_of_it(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("No pain, a goal").taps_on("After a run")
    for answer in HEALTHY[:2]:
        chat.taps_on(answer)
    assert "Compare both calves" in chat.screen.text
    chat.taps_on("Yes").taps_on("No")
    assert "This needs a medical check" in chat.screen.text
    assert chat.session.plan is None


@pytest.mark.parametrize(
    "complaint",
    ["heel_or_sole", "back_of_heel", "ball_or_toes", "ankle", "calf_or_cramps", "tired_or_swollen", "skin_or_callus"],
)
def test_telling_patterns_apart_costs_two_taps_whatever_is_answered(chat: Chat, complaint: str) -> None:
    chat.types("/start").presses_code("w:adult").presses_code(f"c:{complaint}")
    book = chat.conversation.book
    placed = {*book.screen.order}
    while str(chat.session.stage.question) in placed:
        question = book.questions[str(chat.session.stage.question)]
        chat.presses_code(
            "none" if question.lines else f"{'n' if question.kind == 'number' else 'c'}:{question.healthy}"
        )
    longest = _longest_way(chat.conversation, chat.stored or "", chat.now)
    assert 1 <= longest <= 2


def _longest_way(conversation: Conversation, stored: str, now: datetime) -> int:
    """Follows every answer to every question that tells patterns apart."""
    session = read_session(stored)
    name = session.stage.question
    if session.stage.name != "question" or name is None or name in conversation.book.screen.order:
        return len([name for name in session.trail if name not in conversation.book.screen.order])
    question = conversation.book.questions[name]
    answers = [choice.choice for choice in question.choices] or ["yes", "no", "unsure"]
    pressed = [Event(1, Pressed(f"{session.screen}.c:{answer}")) for answer in answers]
    turns = [conversation.respond(stored, event, now).session for event in pressed]
    return max(_longest_way(conversation, turn.model_dump_json(), now) for turn in turns if turn is not None)


@pytest.mark.parametrize(
    ("goal", "routine"),
    [
        ("Stay supple", "daily_maintenance"),
        ("Daily stretch", "daily_stretch_15_20"),
        ("Desk break", "desk_micro_break"),
        ("Six-week plan", "reflexology_6_week"),
        ("Light strokes", "light_strokes"),
    ],
)
def test_without_pain_a_goal_is_ten_taps_from_its_plan(chat: Chat, goal: str, routine: str) -> None:
    chat.types("/start")
    chat.taps = 0
    chat.taps_on("I agree: me, 18 or older").taps_on("No pain, a goal").taps_on(goal)
    for answer in HEALTHY:
        chat.taps_on(answer)
    assert "How much does it hurt" not in chat.screen.text
    chat.presses_code("p:evening:15")
    assert chat.taps <= 10
    _to_plan(chat)
    assert chat.session.plan is not None
    assert chat.session.plan.routine == routine


def test_a_massage_for_somebody_else_asks_everything_about_that_person(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Just relax").taps_on("Foot massage")
    assert chat.screen.text.startswith("**Whose feet will be massaged?**")
    chat.taps_on("Someone else's")
    assert any(message.text.startswith("Then my questions are about that person.") for message in chat.seen)
    assert "Is the person unable to feel touch well" in chat.screen.text
    chat.taps_on("No")
    for answer in HEALTHY:
        assert "Safety check" in chat.screen.text
        chat.taps_on(answer)
    assert chat.session.about_other
    assert "the one whose feet are touched" in chat.screen.text
    chat.taps_on("Evenings, 15")
    assert chat.session.plan is not None
    assert chat.session.plan.routine == "partner_full_massage"


def test_the_receiver_of_a_massage_is_screened_and_not_the_helper(chat: Chat) -> None:
    chat.types("/start").taps_on("I agree: me, 18 or older").taps_on("Just relax").taps_on("Foot massage")
    chat.taps_on("Someone else's").taps_on("No").taps_on("None of these").taps_on("1 One leg").taps_on("Done")
    chat.taps_on("No")
    assert "This needs a medical check" in chat.screen.text
    assert chat.session.guest is not None
    assert chat.session.guest.lock is not None
    assert chat.session.owner.lock is None


def test_why_left_out_names_the_reason_for_that_very_thing(chat: Chat) -> None:
    _sore(chat, "Back of heel").taps_on("On the heel bone itself").taps_on("No")
    chat.taps_on("A goal instead").taps_on("After a run").taps_on("No")
    _to_plan(chat.taps_on("Evenings, 15")).taps_on("Why left out?")
    said = next(message.text for message in reversed(chat.seen) if message.text.startswith("· "))
    lines = {line.partition(":")[0]: line for line in said.splitlines()}
    name = chat.conversation.book.techniques["calf_knead_press"].name
    assert lines[f"· {name}"].endswith("off the cord, the heel bone and the calf above it.")
