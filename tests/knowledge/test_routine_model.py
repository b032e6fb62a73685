"""What a routine's file may not say: weeks the wrong way round, reminders outside their window, four substitutes."""

import pytest
from pydantic import ValidationError

from bot.knowledge.models.routine import ReminderDefault, Routine, RoutineStep


def test_weeks_are_the_first_and_the_last_that_count() -> None:
    step = RoutineStep(technique="ankle_pumps", seconds=60, from_week=3, until_week=4)
    assert [week for week in range(1, 8) if step.is_of(week)] == [3, 4]
    assert RoutineStep(technique="ankle_pumps", seconds=60, from_week=3).is_of(99)


def test_a_last_week_before_the_first_is_refused() -> None:
    with pytest.raises(ValidationError, match="until_week 2 comes before from_week 3"):
        RoutineStep(technique="ankle_pumps", seconds=60, from_week=3, until_week=2)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"times": ["19:00"], "window": ["07:00", "18:00"]}, "must hold all times"),
        ({"times": [], "window": ["18:00", "07:00"]}, "must hold all times"),
        ({"times": ["08:00", "09:00"], "window": ["07:00", "18:00"]}, "1 reminders a day at most"),
        ({"times": ["8:00"], "window": ["07:00", "18:00"]}, "pattern"),
        ({"times": [], "window": ["07:00", "18:00"], "days": []}, "days"),
    ],
)
def test_a_reminder_that_contradicts_itself_is_refused(wrong: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        ReminderDefault.model_validate(wrong)


def test_a_fourth_substitute_is_refused() -> None:
    with pytest.raises(ValidationError, match="ankle_pumps has 4 substitutes; write three at most"):
        Routine.model_validate(
            {
                "name": "pumps",
                "variants": {"short": ["ankle_pumps: 60"], "standard": ["ankle_pumps: 60"]},
                "substitutes": {"ankle_pumps": ["ankle_circles", "toe_spread", "short_foot", "toe_yoga"]},
                "expect": "It may feel good.",
            }
        )
