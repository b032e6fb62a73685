"""The player finds a wrong expectation of every kind, and a case that cannot be played."""

import pytest

from bot.cases.player import play, play_in_chat
from bot.dialogue.conversation import Conversation
from bot.knowledge.models.case import Case, Expectation

from .playing import faults

WRONG: dict[str, tuple[object, str]] = {
    "triage": ("urgent", "triage is selfcare (by nothing), should be urgent"),
    "presentation": ("tension_headache", "presentation is plantar_heel_pain, should be tension_headache"),
    "lock": ("dvt_possible", "lock is none, should be dvt_possible"),
    "never": (["plantar_fascia_stretch"], "plantar_fascia_stretch is in the plan, and must never be"),
    "offers": (["foot_basin_soak"], "foot_basin_soak is not in the plan (not in the routine)"),
    "decided_by": (["dvt_possible"], "dvt_possible did not decide; nothing did"),
    "asked": (["calf_one_sided"], "calf_one_sided was not asked"),
    "not_asked": (["diabetes"], "diabetes was asked"),
}
"""For each kind of expectation one that is wrong for a healthy adult with a sore heel, and the fault it must give."""


def _case(**told: object) -> Case:
    return Case.model_validate({"case": "a healthy adult with a sore heel", **told})


def test_every_kind_of_expectation_is_tried() -> None:
    assert set(WRONG) == set(Expectation.model_fields)


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_expectation_is_a_fault(kind: str, conversation: Conversation) -> None:
    expectation, fault = WRONG[kind]
    result = play(_case(expect={kind: expectation}), conversation)
    assert faults(result) == (fault,)
    assert not result.passed


def test_the_same_person_passes_with_right_expectations(conversation: Conversation) -> None:
    right = {
        "triage": "selfcare", "presentation": "plantar_heel_pain", "lock": "none", "never": ["foot_basin_soak"],
        "offers": ["plantar_fascia_stretch"], "asked": ["diabetes"], "not_asked": ["calf_one_sided"],
    }  # fmt: skip
    result = play(_case(expect=right), conversation)
    assert faults(result) == ()
    assert result.passed


def test_a_technique_that_a_rule_forbids_is_missed_with_the_rule(conversation: Conversation) -> None:
    case = _case(answers={"epilepsy": "yes", "frail_or_fall_risk": "yes"}, expect={"offers": ["towel_stretch_calf"]})
    (fault,) = faults(play(case, conversation))
    assert fault.startswith("towel_stretch_calf is not in the plan (frail_or_fall_risk")


def test_a_wrong_expectation_of_a_later_visit_is_a_fault(conversation: Conversation) -> None:
    later = [{"after": "1 day", "expect": {"asked": ["diabetes"]}}]
    result = play(_case(expect={"triage": "selfcare"}, later=later), conversation)
    assert [visit.faults for visit in result.visits] == [(), ("diabetes was not asked",)]
    assert not result.passed


@pytest.mark.parametrize(
    "answers", [{"complaint": "an_elbow"}, {"pain_now": 11}, {"hormones": "yes", "calf_pain_one_sided": "perhaps"}]
)
def test_an_answer_that_no_button_gives_is_a_fault(answers: dict[str, object], conversation: Conversation) -> None:
    result = play(_case(answers=answers, expect={"triage": "selfcare"}), conversation)
    assert not result.passed
    (fault,) = result.faults
    assert fault.startswith("visit 1: no button has the code")


def test_a_case_that_expects_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        _case(expect={})


EVERYTHING = {"minutes": 15, "time_of_day": "evening", "equipment": ["chair", "wall", "towel", "step", "ball"]}


def test_a_technique_that_harder_leads_to_is_a_fault_although_no_plan_holds_it(conversation: Conversation) -> None:
    case = _case(answers={"complaint": "keep_well", "relax_for": "daily_stretch"}, wants=EVERYTHING,
                 expect={"never": ["stair_calf_stretch"]})  # fmt: skip
    result = play(case, conversation)
    assert "gastroc_wall_stretch" in result.visits[0].plan
    assert faults(result) == ("stair_calf_stretch is reached by Easier or Harder, and must never be",)


def test_the_same_way_is_closed_where_a_rule_forbids_it(conversation: Conversation) -> None:
    case = _case(
        answers={"complaint": "keep_well", "relax_for": "daily_stretch", "osteoporosis": "yes"},
        wants=EVERYTHING,
        expect={"never": ["stair_calf_stretch"], "offers": ["gastroc_wall_stretch"]},
    )
    assert faults(play(case, conversation)) == ()


def test_looking_for_other_ways_leaves_the_visit_where_it_was(conversation: Conversation) -> None:
    case = _case(answers={"complaint": "keep_well", "relax_for": "daily_stretch"}, wants=EVERYTHING,
                 expect={"never": ["stair_calf_stretch"]})  # fmt: skip
    _, chat = play_in_chat(case, conversation)
    assert chat.session.stage.name == "plan"
    assert chat.session.person.history.practices == 0


def test_a_practice_that_is_done_is_in_the_diary_and_one_that_is_not_is_not(conversation: Conversation) -> None:
    for practises in (True, False):
        _, chat = play_in_chat(_case(practises=practises, expect={"triage": "selfcare"}), conversation)
        lines = [line for turn in chat.turns for line in turn.diary]
        assert chat.session.person.history.practices == int(practises)
        assert bool(lines) is practises
        if practises:
            assert lines[-1].effort == "fine"
            assert lines[-1].techniques == tuple(
                play(_case(expect={"triage": "selfcare"}), conversation).visits[0].plan
            )


def test_a_practice_without_a_plan_is_a_fault(conversation: Conversation) -> None:
    case = _case(answers={"one_leg": "yes"}, practises=True, expect={"triage": "urgent"})
    result = play(case, conversation)
    assert not result.passed
    assert "the practice was to be done" in result.faults[0]
