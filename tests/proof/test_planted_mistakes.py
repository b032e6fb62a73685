"""Each mistake that is planted here is caught by the proof, with the chat that shows it where a chat can."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import pytest

from bot.dialogue import commands, conversation, flow, guard
from bot.dialogue.happenings import by_itself, pressed
from bot.dialogue.resting import limits_of
from bot.dialogue.session import Person
from bot.dialogue.stages import stopped
from bot.dialogue.stages.practice import tightening, walking, ways
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book
from bot.knowledge.models.base import KNEE_TO_TOES, Side
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.routine import RoutineStep
from bot.knowledge.models.technique import Technique, Variant
from bot.language.danger.reader import DangerReader
from bot.proof.answers_alone import prove_answers_alone
from bot.proof.levels import prove_levels
from bot.proof.merging import prove_merging
from bot.proof.outcomes_alone import prove_outcomes_alone
from bot.proof.pairs import prove_pairs
from bot.proof.practices import prove_practices
from bot.proof.rules_alone import prove_rules_alone
from bot.proof.slots import prove_slots
from bot.proof.variants import prove_variants
from bot.safety import known, limits, permissions, truth
from bot.safety.facts import Telling
from bot.safety.known import Known
from bot.safety.limits import BOTH, Limit
from bot.safety.permissions import Permission
from bot.safety.planner import Planner
from bot.safety.triage import Triage
from bot.safety.truth import Truth
from tests.proof.planting import chats, condition, counter_examples, counter_examples_of, said, with_question

Patch = pytest.MonkeyPatch


def test_not_sure_is_taken_for_no(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    right = truth._compare

    def wrong(rule: Any, value: Any, told: Any, now: Any) -> Truth:
        return Truth.NO if value == "unsure" else right(rule, value, told, now)

    monkeypatch.setattr(truth, "_compare", wrong)
    found = counter_examples(prove_rules_alone, book, danger)
    assert "not sure" in said(found)
    assert "comes out NO, although it may be so" in said(found)
    assert "[step: " in chats(found)


def test_an_open_question_is_taken_for_no(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    right = truth.truth_of

    def wrong(rule: Any, answer: Any, term: Any, now: Any) -> Truth:
        found = right(rule, answer, term, now)
        return Truth.NO if found is Truth.OPEN else found

    monkeypatch.setattr(truth, "truth_of", wrong)
    assert "not answered" in said(counter_examples(prove_rules_alone, book, danger))


def test_an_expiry_that_never_ends_in_the_engine(monkeypatch: Patch, book: Book) -> None:
    monkeypatch.setattr(Known, "_is_fresh", lambda *_: True)
    assert "was taken for answered" in said(counter_examples_of(prove_answers_alone, book))


def test_an_expiry_that_never_ends_in_the_book(book: Book) -> None:
    planted = with_question(book, "look_at_feet", good_for=())
    assert "look_at_feet once is believed for ever" in said(counter_examples_of(prove_answers_alone, planted))


def test_the_no_to_one_question_overwrites_the_yes_to_another(monkeypatch: Patch, book: Book) -> None:
    def the_last(tellings: list[Telling]) -> Telling | None:
        return tellings[-1] if tellings else None

    monkeypatch.setattr(known, "_strictest", the_last)
    assert "a stricter answer was overwritten" in said(counter_examples_of(prove_answers_alone, book))


def test_a_merge_takes_the_later_instead_of_the_stricter(monkeypatch: Patch, book: Book) -> None:
    right = permissions.permission

    def wrong(name: str, technique: Technique, sides: frozenset[Side], held: Iterable[Limit]) -> Permission:
        return right(name, technique, sides, tuple(held)[-1:])

    monkeypatch.setattr(permissions, "permission", wrong)
    found = said(counter_examples_of(prove_merging, book))
    assert "forbidden, then allowed with" in found
    assert "should be left with nothing" in found


def test_limits_fall_on_the_wrong_side(monkeypatch: Patch, book: Book) -> None:
    right = limits._where

    def wrong(where: Where, person: Known) -> Any:
        places, sides, whole = right(where, person)
        return places, sides if sides == BOTH else BOTH - sides, whole

    monkeypatch.setattr(limits, "_where", wrong)
    found = said(counter_examples_of(prove_outcomes_alone, book))
    assert "left side" in found
    assert "may be offered" in found
    assert "on the left" in found


def test_where_a_caution_holds_is_lost(monkeypatch: Patch, book: Book) -> None:
    right = limits._where

    def wrong(where: Where, person: Known) -> Any:
        _, sides, whole = right(where, person)
        return KNEE_TO_TOES, sides, whole

    monkeypatch.setattr(limits, "_where", wrong)
    assert "may be offered" in said(counter_examples_of(prove_outcomes_alone, book))


def test_the_block_of_a_clinician_outcome_is_forgotten_by_the_limits(monkeypatch: Patch, book: Book) -> None:
    right = limits._of_flags
    monkeypatch.setattr(limits, "_of_flags", lambda person, _: right(person, frozenset()))
    assert "that no clinician has seen yet" in said(counter_examples_of(prove_outcomes_alone, book))


def test_the_block_of_a_clinician_outcome_is_forgotten_by_the_guard(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    right = limits_of

    def without_holds(person: Person, known: Known, now: datetime) -> tuple[Limit, ...]:
        return right(person.model_copy(update={"holds": ()}), known, now)

    monkeypatch.setattr(guard, "limits_of", without_holds)
    found = counter_examples(prove_practices, book, danger)
    assert "no clinician has looked at yet is offered" in said(found)
    assert "[step: " in chats(found)


def test_a_level_is_not_taken_again_after_a_late_condition(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    for module in (guard, flow):
        monkeypatch.setattr(module, "triage", lambda known: Triage((), known))
    found = counter_examples(prove_practices, book, danger)
    assert "is not stopped in the middle of a practice by" in said(found)
    assert "  taps  " in chats(found)
    assert "who taps Next is not stopped by" in said(found)
    assert "Please stop here." not in chats(found)


def test_an_update_that_failed_leaves_the_chat_settled(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    monkeypatch.setattr(by_itself, "parked", lambda turning, _: turning.go("home"))
    found = counter_examples(prove_practices, book, danger)
    assert "whose update failed is shown a step" in said(found)
    assert "(an update fails and is put aside)" in chats(found)
    assert chats(found).index("types /routine") < chats(found).index("[step: ")


def test_start_clears_a_lock(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    def wrong(turning: Turning, payload: str) -> None:
        del payload
        turning.change_person(lock=None)
        turning.go("home")

    monkeypatch.setattr(commands, "_start", wrong)
    found = counter_examples(prove_practices, book, danger)
    assert "is gone after a person types '/start'" in said(found)
    assert "types /start" in chats(found)


def test_a_typed_word_clears_a_sign(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    def wrong(turning: Turning) -> None:
        turning.change_person(lock=None)
        turning.go("home")

    monkeypatch.setattr(stopped, "insist", wrong)
    found = counter_examples(prove_practices, book, danger)
    assert "is gone after a person types 'it is gone now'" in said(found)
    assert "types it is gone now" in chats(found)


def test_an_old_button_leads_past_the_guard(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    right = pressed.answer

    def wrong(turning: Turning, press: Any) -> None:
        if turning.session.practice is not None and press.data.endswith(".next"):
            turning.go("practice")
        else:
            right(turning, press)

    monkeypatch.setattr(pressed, "answer", wrong)
    monkeypatch.setattr(conversation, "PRACTISING", frozenset())
    found = counter_examples(prove_practices, book, danger)
    assert said(found) != ""
    assert "[step: " in chats(found)
    assert "  taps  " in chats(found)


def test_an_open_question_no_longer_keeps_steps_back(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    monkeypatch.setattr(guard, "open_rules", lambda _: False)
    monkeypatch.setattr(flow, "open_rules", lambda _: False)
    found = counter_examples(prove_practices, book, danger)
    assert "has not answered" in said(found)
    assert "[step: " in chats(found)


def _everything_allowed(planner: Planner, name: str) -> dict[Side, Permission]:
    pressure = planner._book.techniques[name].pressure
    return dict.fromkeys(Side, Permission(allowed=True, pressure=pressure, minutes=None, says=(), rules=()))


def test_a_substitute_breaks_a_limit(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    right = Planner._fit

    def wrong(planner: Planner, name: str, step: RoutineStep, *rest: Any) -> Any:
        if name == step.technique:
            return right(planner, name, step, *rest)
        careless = Planner(
            planner._book, lambda other: _everything_allowed(planner, other), planner._wishes, planner._experience,
            look_first=False,
        )  # fmt: skip
        return right(careless, name, step, *rest)

    monkeypatch.setattr(Planner, "_fit", wrong)
    assert "it is forbidden on the" in said(counter_examples_of(prove_slots, book))
    found = counter_examples(prove_pairs, book, danger)
    assert "is forbidden for them" in said(found)
    assert "[step: " in chats(found)


def test_a_change_is_dropped_in_the_plan(monkeypatch: Patch, book: Book) -> None:
    right = Planner.plan

    def wrong(planner: Planner, name: str) -> Any:
        plan = right(planner, name)
        items = tuple(
            item.model_copy(update={"pressure": planner._book.techniques[item.technique].pressure})
            for item in plan.items
        )
        return plan.model_copy(update={"items": items})

    monkeypatch.setattr(Planner, "plan", wrong)
    assert "where 1 is the most" in said(counter_examples_of(prove_slots, book))


def test_only_the_first_class_of_a_technique_is_looked_at(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    right = permissions.permission

    def wrong(name: str, technique: Technique, sides: frozenset[Side], held: Iterable[Limit]) -> Permission:
        one = technique.model_copy(update={"classes": technique.classes[:1]})
        return right(name, one, sides, held)

    monkeypatch.setattr(permissions, "permission", wrong)
    found = counter_examples(prove_pairs, book, danger)
    assert "is forbidden for them" in said(found)
    assert "[step: " in chats(found)


def test_a_question_skips_another(book: Book, danger: DangerReader) -> None:
    only_some = condition(
        {"all": [{"not": {"fact": "who", "is": "child"}}, {"not": {"fact": "complaint", "is": "relax"}}]}
    )
    planted = with_question(book, "legs_and_feet", when=only_some)
    found = said(counter_examples(prove_levels, planted, danger))
    assert "complaint relax is never asked legs_and_feet" in found


def test_an_answer_skips_the_question_behind_a_line(book: Book, danger: DangerReader) -> None:
    planted = with_question(book, "which_circulation", when=condition({"all": ["circulation", {"not": "diabetes"}]}))
    found = said(counter_examples(prove_levels, planted, danger))
    assert "diabetes yes is never asked about" in found


def test_the_path_for_a_cramp_skips_the_question_about_one_calf(book: Book, danger: DangerReader) -> None:
    screen = book.screen.model_copy(update={"cramp_path": (book.screen.life_threat,)})
    found = counter_examples(prove_practices, replace(book, screen=screen), danger)
    assert "without being asked calf_one_sided" in said(found)
    assert "[step: cramp_release_stretch]" in chats(found)
    assert "one calf" not in chats(found).casefold()


def test_a_red_flag_that_nothing_can_tell(book: Book, danger: DangerReader) -> None:
    never = condition({"all": [{"fact": "who", "is": "child"}, {"fact": "who", "is": "other_adult"}]})
    planted = with_question(book, "which_numb", when=never)
    assert "no answers can tell it" in said(counter_examples(prove_levels, planted, danger))


def test_a_harder_way_skips_the_permission(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    monkeypatch.setattr(ways, "variant_allowed", lambda *_: True)
    # The way would be left again where leave is given; this is about the proof, so both are planted.
    monkeypatch.setattr(walking, "leave_barred_way", lambda _: None)
    found = counter_examples(prove_variants, book, danger)
    assert "which is forbidden for them" in said(found)
    assert "[step: " in chats(found)


def test_a_way_that_was_taken_stays_against_what_is_told_later(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    monkeypatch.setattr(walking, "leave_barred_way", lambda _: None)
    found = counter_examples(prove_variants, book, danger)
    assert "seated_calf_stretch, taps harder and only then tells of frail_or_fall_risk is still shown" in said(found)
    assert "[step: ball_bottle_roll]" in chats(found).rpartition("(tells of")[2]


def test_a_harder_way_that_was_taken_stays_above_a_pressure_that_is_told_later(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    stroke = book.techniques["effleurage_foot"]
    strong = stroke.model_copy(update={"pressure": 4, "harder": Variant(say="Press a little more.", pressure=4)})
    planted = replace(book, techniques=MappingProxyType({**book.techniques, "effleurage_foot": strong}))
    assert said(counter_examples(prove_variants, planted, danger)) == ""
    monkeypatch.setattr(walking, "leave_barred_way", lambda _: None)
    found = said(counter_examples(prove_variants, planted, danger))
    assert "still shown 'Press a little more.', although 3 is the most pressure for them" in found


def test_the_words_of_a_change_are_lost_for_a_way_that_was_taken(
    monkeypatch: Patch, book: Book, danger: DangerReader
) -> None:
    # The plan's item was made before anything was told, so nothing but the present limits can say it.
    monkeypatch.setattr(tightening, "permission", lambda *_: Permission(True, 6, None, (), ()))
    assert "only then tells of" in (found := said(counter_examples(prove_variants, book, danger)))
    assert "without being told: " in found


def test_what_changes_for_an_optional_part_is_not_said(monkeypatch: Patch, book: Book, danger: DangerReader) -> None:
    monkeypatch.setattr(permissions, "_optional_classes", lambda _: frozenset())
    found = counter_examples(prove_variants, book, danger)
    assert "without being told: " in said(found)
    assert "lotion" in said(found)


def test_a_pattern_forgets_what_it_rules_out(monkeypatch: Patch, book: Book) -> None:
    monkeypatch.setattr(limits, "_of_patterns", lambda _: iter(()))
    assert "is not kept from what it rules out" in said(counter_examples_of(prove_outcomes_alone, book))


def test_the_shipped_book_stands_up_to_the_pieces_without_a_mistake(book: Book, danger: DangerReader) -> None:
    pieces = (prove_rules_alone, prove_levels, prove_practices, prove_variants, prove_pairs)
    assert [said(counter_examples(piece, book, danger)) for piece in pieces] == [""] * len(pieces)
    plain = (prove_outcomes_alone, prove_answers_alone, prove_merging, prove_slots)
    assert [said(counter_examples_of(piece, book)) for piece in plain] == [""] * len(plain)
