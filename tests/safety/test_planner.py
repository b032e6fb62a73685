"""What the planner promises, over every shipped routine: permissions, equipment, minutes, weeks, doses, reasons."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.routine import RoutineStep
from bot.safety.doses import HANDS_ON, LOADING, POINTS, Experience
from bot.safety.permissions import Permission
from bot.safety.plan import Item, Plan
from bot.safety.planner import Planner, Wishes

LENGTHS = (5, 10, 15, 30)
WEEKS = (1, 2, 3, 5, 7, 9)
ALL_SIDES = tuple(Side)


def everything_allowed(book: Book, name: str) -> Mapping[Side, Permission]:
    left = Permission(allowed=True, pressure=book.techniques[name].pressure, minutes=None, says=(), rules=())
    return dict.fromkeys(ALL_SIDES, left)


def practised(book: Book, week: int, **more: object) -> Experience:
    """Somebody who has done everything before, in some week of the programme."""
    strong = frozenset(name for name, kind in book.classes.items() if kind.strong)
    told = {"practices": 3 * week, "week": week, "used": strong, "loading_week": week}
    return Experience(**(told | more))  # type: ignore[arg-type]


def plan_for(
    book: Book, routine: str, minutes: int, experience: Experience, *, look_first: bool = False, **wishes: object
) -> Plan:
    """A person whom nothing limits, with everything at hand."""
    wanted = Wishes(**({"minutes": minutes, "equipment": frozenset(book.words.equipment)} | wishes))  # type: ignore[arg-type]
    return Planner(book, lambda name: everything_allowed(book, name), wanted, experience, look_first=look_first).plan(
        routine
    )


def names(plan: Plan) -> list[str]:
    return [item.technique for item in plan.items]


def on_one_foot(book: Book, plan: Plan, kinds: frozenset[str]) -> int:
    return sum(item.seconds for item in plan.items if kinds & set(book.techniques[item.technique].classes))


def variant(book: Book, routine: str, minutes: int) -> tuple[RoutineStep, ...]:
    variants = book.routines[routine].variants
    return (
        variants.short if minutes < 8 else variants.standard if minutes < 18 else variants.long or variants.standard
    )


# -- minutes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look_first", [False, True])
@pytest.mark.parametrize("minutes", LENGTHS)
def test_never_more_than_a_tenth_over_what_was_asked(book: Book, minutes: int, look_first: bool) -> None:
    over = {
        (routine, week): plan.seconds
        for routine in book.routines
        for week in WEEKS
        if (plan := plan_for(book, routine, minutes, practised(book, week), look_first=look_first)).seconds
        > minutes * 60 * 1.1
    }
    assert over == {}


def test_seconds_shrink_to_a_half_at_most_and_repetitions_and_pressure_never(book: Book) -> None:
    shrunk = 0
    for routine in book.routines:
        for minutes in LENGTHS:
            for week in WEEKS:
                written = {step.technique: step for step in variant(book, routine, minutes) if step.is_of(week)}
                for item in plan_for(book, routine, minutes, practised(book, week)).items:
                    technique = book.techniques[item.technique]
                    assert item.pressure == technique.pressure
                    if item.technique not in written:
                        continue
                    step = written[item.technique]
                    full = step.seconds // 2 if technique.dose.sides == "each" else step.seconds
                    if LOADING in technique.classes and week > 2:
                        assert (item.seconds, item.sets, item.reps) == (
                            full, step.sets or technique.dose.sets, step.reps or technique.dose.reps
                        )  # fmt: skip
                    elif not POINTS & set(technique.classes) and LOADING not in technique.classes:
                        assert full / 2 <= item.seconds <= full, (routine, minutes, week, item)
                        shrunk += item.seconds < full
    assert shrunk > 50


def test_what_no_longer_fits_is_left_out_from_the_end_and_named(book: Book) -> None:
    plan = plan_for(book, "flat_foot_strength", 5, practised(book, 7))
    assert [out.technique for out in plan.left_out if out.reason == "minutes"] == []
    plan = plan_for(book, "achilles_midportion", 10, practised(book, 4))
    assert names(plan)[:3] == ["ankle_circles", "heel_raise_double", "eccentric_heel_drop"]
    assert [out.technique for out in plan.left_out if out.reason == "minutes"] == ["ankle_alphabet", "foot_rom_flow"]


# -- what is left out is named -------------------------------------------------------------------------

permissions = st.builds(
    Permission,
    allowed=st.booleans(),
    pressure=st.integers(0, 6),
    minutes=st.none() | st.integers(1, 6),
    says=st.sampled_from([(), ("Lightly.",)]),
    rules=st.just(("a_rule",)),
)


@settings(max_examples=300)
@given(st.data())
def test_whatever_is_permitted_the_plan_keeps_to_it_and_names_the_rest(book: Book, data: st.DataObject) -> None:
    routine = data.draw(st.sampled_from(sorted(book.routines)))
    minutes, week = data.draw(st.integers(3, 30)), data.draw(st.integers(1, 9))
    drawn: dict[str, Mapping[Side, Permission]] = {}

    def permit(name: str) -> Mapping[Side, Permission]:
        if name not in drawn:
            left = data.draw(permissions)
            other = data.draw(permissions) if book.techniques[name].dose.sides == "each" else left
            drawn[name] = {Side.LEFT: left, Side.RIGHT: other}
        return drawn[name]

    have = frozenset(data.draw(st.sets(st.sampled_from(sorted(book.words.equipment)))))
    at = data.draw(st.sampled_from(["morning", "evening", "any"]))
    wishes = Wishes(minutes, have, time_of_day=at)  # type: ignore[arg-type]
    plan = Planner(book, permit, wishes, Experience(week=week), look_first=False).plan(routine)
    assert plan.seconds <= minutes * 60 * 1.1
    for item in plan.items:
        technique, left = book.techniques[item.technique], permit(item.technique)
        sides = item.sides or ALL_SIDES
        assert all(left[side].allowed for side in sides)
        assert all(item.pressure <= left[side].pressure for side in sides)
        assert all(set(left[side].says) <= set(item.says) for side in sides)
        assert all(item.seconds <= 60 * (left[side].minutes or 99) for side in sides)
        assert set(technique.equipment) <= have
        assert technique.time_of_day in {"any", at} or at == "any"
    planned, left_out = names(plan), {out.technique for out in plan.left_out}
    assert len(planned) == len(set(planned))
    this_week = {step.technique for step in variant(book, routine, minutes) if step.is_of(week)}
    assert this_week <= set(planned) | left_out, "left out without a word"
    for out in plan.left_out:
        assert out.technique not in planned
        assert out.instead is None or out.instead in book.routines[routine].substitutes[out.technique]


def test_what_is_not_at_hand_is_left_out_with_its_reason_and_a_substitute_named(book: Book) -> None:
    plan = plan_for(book, "heel_pain_evening", 15, practised(book, 4), equipment=frozenset({"chair", "wall"}))
    out = next(out for out in plan.left_out if out.technique == "ball_bottle_roll")
    assert (out.reason, out.instead) == ("equipment", "petrissage_foot")
    assert "petrissage_foot" in names(plan)


def test_what_hurt_last_time_is_left_out_with_its_reason(book: Book) -> None:
    hurt = frozenset({"plantar_fascia_stretch", "petrissage_foot"})
    plan = plan_for(book, "heel_pain_morning", 10, practised(book, 4), hurt=hurt)
    out = next(out for out in plan.left_out if out.technique == "plantar_fascia_stretch")
    assert (out.reason, out.instead) == ("hurt", "effleurage_foot")
    assert not hurt & set(names(plan))


def test_a_foot_bath_belongs_to_the_evening(book: Book) -> None:
    holding = [
        name
        for name, routine in book.routines.items()
        if any(step.technique == "foot_basin_soak" for step in (*routine.variants.standard, *routine.variants.long))
    ]
    assert len(holding) > 5
    for routine in holding:
        for minutes in LENGTHS:
            morning = plan_for(book, routine, minutes, practised(book, 4), time_of_day="morning")
            evening = plan_for(book, routine, minutes, practised(book, 4), time_of_day="evening")
            assert "foot_basin_soak" not in names(morning)
            if "foot_basin_soak" in names(evening):
                reason = next(out.reason for out in morning.left_out if out.technique == "foot_basin_soak")
                assert reason == "time_of_day"


# -- ceilings ------------------------------------------------------------------------------------------


def test_a_first_session_keeps_its_ceilings_in_every_routine(book: Book) -> None:
    for routine in book.routines:
        for minutes in LENGTHS:
            plan = plan_for(book, routine, minutes, Experience())
            strong: set[str] = set()
            for item in plan.items:
                classes = set(book.techniques[item.technique].classes)
                strong |= {name for name in classes if book.classes[name].strong}
                assert item.pressure <= 4
                assert "stretch" not in classes or item.seconds <= 100
                assert "ball_rolling" not in classes or item.seconds <= 60
            assert len(strong) <= 1, (routine, minutes, strong)
            assert on_one_foot(book, plan, HANDS_ON) <= 300


@pytest.mark.parametrize("week", WEEKS)
def test_work_on_points_grows_by_five_minutes_a_week_to_fifteen(book: Book, week: int) -> None:
    for routine in book.routines:
        for minutes in LENGTHS:
            plan = plan_for(book, routine, minutes, practised(book, week))
            assert on_one_foot(book, plan, POINTS) <= min(300 * week, 900), (routine, minutes)


def test_a_second_strong_kind_waits_for_another_day(book: Book) -> None:
    ball = frozenset({"ball_rolling"})
    new = Experience(practices=9, week=3, used=ball)
    assert "deep_tissue_thumb_sole" in names(plan_for(book, "tired_feet", 30, new))
    today = Experience(practices=9, week=3, used=ball, used_today=frozenset({"thai_shiatsu"}))
    plan = plan_for(book, "tired_feet", 30, today)
    assert next(out.reason for out in plan.left_out if out.technique == "deep_tissue_thumb_sole") == "new_strong"


# -- loading -------------------------------------------------------------------------------------------


def loading(book: Book, plan: Plan) -> list[Item]:
    return [item for item in plan.items if LOADING in book.techniques[item.technique].classes]


@pytest.mark.parametrize("minutes", LENGTHS)
def test_loading_for_heel_pain_begins_in_week_three_with_two_sets_of_ten(book: Book, minutes: int) -> None:
    for week in (1, 2):
        assert loading(book, plan_for(book, "heel_pain_evening", minutes, Experience(practices=4, week=week))) == []
    if minutes >= 10:
        first = Experience(practices=8, week=3, used=frozenset({"ball_rolling"}))
        (item,) = loading(book, plan_for(book, "heel_pain_evening", minutes, first))
        assert (item.technique, item.sets, item.reps, item.seconds) == ("heel_raise_double", 2, 10, 190)
        late_beginner = Experience(practices=20, week=8, loading_week=1, used=frozenset({"ball_rolling"}))
        (item,) = loading(book, plan_for(book, "heel_pain_evening", minutes, late_beginner))
        assert (item.sets, item.reps) == (2, 10)
        (item,) = loading(book, plan_for(book, "heel_pain_evening", minutes, practised(book, 5)))
        assert (item.sets, item.reps) == (3, 10)


def test_loading_rests_on_the_day_after(book: Book) -> None:
    for routine in book.routines:
        for minutes in LENGTHS:
            plan = plan_for(book, routine, minutes, practised(book, 8, loaded_lately=True))
            assert loading(book, plan) == []
            would = loading(book, plan_for(book, routine, minutes, practised(book, 8)))
            rests = {out.technique for out in plan.left_out if out.reason == "rest"}
            assert {item.technique for item in would} <= rests


def test_the_first_two_weeks_of_loading_hold_one_kind_of_two_sets_of_ten_at_most(book: Book) -> None:
    held = 0
    for routine in book.routines:
        for minutes in LENGTHS:
            for week, loading_week in ((1, 1), (2, 2), (5, 1), (9, 2)):
                strong = frozenset(name for name, kind in book.classes.items() if kind.strong)
                new = Experience(practices=9, week=week, loading_week=loading_week, used=strong)
                items = loading(book, plan_for(book, routine, minutes, new))
                assert len(items) <= 1, (routine, minutes, week)
                assert all((item.sets or 0) * (item.reps or 0) <= 20 for item in items)
                held += len(items)
    assert held > 10


def test_where_it_is_no_better_loading_keeps_to_one_kind_and_two_sets_of_ten(book: Book) -> None:
    plan = plan_for(book, "achilles_midportion", 30, practised(book, 8, no_better=True))
    (item,) = loading(book, plan)
    assert (item.technique, item.sets, item.reps) == ("heel_raise_double", 2, 10)
    assert {out.technique for out in plan.left_out if out.reason == "better_first"} == {
        "eccentric_heel_drop", "single_leg_balance"
    }  # fmt: skip


# -- the weeks of a programme --------------------------------------------------------------------------

SWEDISH = {"effleurage_foot", "petrissage_foot", "tapotement_foot"}


@pytest.mark.parametrize(
    ("week", "held", "missing"),
    [
        (1, SWEDISH | {"reflex_thumb_walk"}, {"myofascial_slow_stretch_sole", "acupressure_lr3"}),
        (2, SWEDISH | {"reflex_thumb_walk"}, {"myofascial_slow_stretch_sole", "acupressure_lr3"}),
        (3, SWEDISH | {"myofascial_slow_stretch_sole", "reflex_thumb_walk"}, {"acupressure_lr3"}),
        (5, {"acupressure_lr3", "deep_tissue_knuckle_sole"}, {"reflex_thumb_walk", "aromatherapy_oil_massage"}),
        (7, {"aromatherapy_oil_massage", "shiatsu_foot_palming"}, {"deep_tissue_knuckle_sole", "thai_foot_stretch"}),
        (9, {"aromatherapy_oil_massage", "thai_foot_stretch"}, {"shiatsu_foot_palming", "acupressure_lr3"}),
    ],
)
def test_a_partner_session_is_another_one_every_second_week(
    book: Book, week: int, held: set[str], missing: set[str]
) -> None:
    plan = plan_for(book, "partner_full_massage", 15, practised(book, week))
    assert held <= set(names(plan))
    assert not missing & set(names(plan))
    past = {"reflex_thumb_walk", "myofascial_slow_stretch_sole"} if week >= 5 else set()
    assert not past & {out.technique for out in plan.left_out}, "a session that has passed is not left out"


def test_the_reflexology_programme_begins_with_ten_minutes_and_stays_far_below_an_hour(book: Book) -> None:
    first = plan_for(book, "reflexology_6_week", 10, Experience())
    assert 8 <= first.minutes <= 11
    grown = [plan_for(book, "reflexology_6_week", 30, practised(book, week)).seconds for week in (1, 3, 5)]
    assert grown == sorted(grown)
    assert grown[0] < grown[-1]
    assert plan_for(book, "reflexology_6_week", 60, practised(book, 6)).minutes <= 40


# -- one foot ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ALL_SIDES)
def test_with_one_foot_alone_no_step_is_on_the_other_and_the_rest_stays(book: Book, side: Side) -> None:
    for routine in book.routines:
        plan = plan_for(book, routine, 15, practised(book, 3), only_side=side)
        assert {item.sides for item in plan.items} <= {(), (side,)}
        both = plan_for(book, routine, 15, practised(book, 3))
        assert set(names(both)) <= set(names(plan)), "less to do leaves room for no less"


def test_a_foot_that_was_chosen_and_is_forbidden_is_left_out_with_the_reason(book: Book) -> None:
    forbidden = Permission(allowed=False, pressure=0, minutes=None, says=(), rules=("some_caution",))

    def only_right(name: str) -> Mapping[Side, Permission]:
        return {Side.LEFT: forbidden, Side.RIGHT: everything_allowed(book, name)[Side.RIGHT]}

    wishes = Wishes(15, frozenset(book.words.equipment), only_side=Side.LEFT)
    for routine in book.routines:
        plan = Planner(book, only_right, wishes, practised(book, 3), look_first=False).plan(routine)
        assert {item.sides for item in plan.items} <= {()}
        each = [out for out in plan.left_out if book.techniques[out.technique].dose.sides == "each"]
        assert all(out.rules == ("some_caution",) for out in each if out.reason == "limit")
        assert all(out.instead is None or out.instead in names(plan) for out in plan.left_out)
