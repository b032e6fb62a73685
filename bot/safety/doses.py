"""The ceilings of a dose: what a first session, a first week and a first fortnight may hold.

Rulings 1 and 4 of the design, from `clinical` safety section 6 and resolutions A23-A26: design choices, unsigned.
"""

from collections.abc import Mapping
from dataclasses import dataclass

STRETCH_FIRST_SECONDS = 100
"""The most stretching of one technique on one side in the first session."""

HANDS_ON_FIRST_SECONDS = 300
"""The most hands-on work on one foot in the first session, and of pressure points in the first week."""

BALL_FIRST_SECONDS = 60
"""The most ball rolling under one foot on the first day."""

LOADING_SECONDS = 190
"""Two sets of ten slow raises: the most loading of one technique in the first two weeks."""

LOADING_ON_ALTERNATE_DAYS_UNTIL_WEEK = 3

FIRST_PRESSURE = 4
"""The most pressure in a first session (technique classes, rule 5)."""

HANDS_ON = frozenset(
    {"effleurage", "petrissage", "friction", "percussion", "myofascial", "reflexology", "acupressure"}
)


@dataclass(frozen=True, slots=True)
class Experience:
    """What a person has done so far, as far as doses hang on it.

    Attributes:
        practices: How many routines were finished.
        week: The week of the programme, from 1.
        used: The strong classes that were used on an earlier day.
        used_today: The strong classes that were new today.
        loaded_lately: Whether loading was done today or yesterday in the first two weeks.
    """

    practices: int = 0
    week: int = 1
    used: frozenset[str] = frozenset()
    used_today: frozenset[str] = frozenset()
    loaded_lately: bool = False


def most_seconds(classes: frozenset[str], experience: Experience) -> int | None:
    """Returns the most seconds of one technique on one side, or None where nothing caps it.

    Args:
        classes: The classes of the technique.
        experience: What the person has done.
    """
    caps: list[int] = []
    first = experience.practices == 0
    if first and "stretch" in classes:
        caps.append(STRETCH_FIRST_SECONDS)
    if first and "ball_rolling" in classes:
        caps.append(BALL_FIRST_SECONDS)
    if (first and classes & HANDS_ON) or (experience.week == 1 and classes & {"reflexology", "acupressure"}):
        caps.append(HANDS_ON_FIRST_SECONDS)
    if "loading" in classes and experience.week < LOADING_ON_ALTERNATE_DAYS_UNTIL_WEEK:
        caps.append(LOADING_SECONDS)
    return min(caps, default=None)


def foot_seconds_left(spent: Mapping[str, int], classes: frozenset[str], experience: Experience) -> int | None:
    """Returns how many seconds of hands-on work one foot has left in a first session, or None without a ceiling.

    Args:
        spent: Seconds on one foot so far, by class.
        classes: The classes of the next technique.
        experience: What the person has done.
    """
    kinds = classes & HANDS_ON
    if experience.practices or not kinds:
        return None
    return max(0, HANDS_ON_FIRST_SECONDS - sum(spent.get(kind, 0) for kind in HANDS_ON))


def too_new(strong: frozenset[str], experience: Experience, taken: frozenset[str]) -> bool:
    """Returns whether a technique would be a second strong class that is new on one day.

    Args:
        strong: The strong classes of the technique.
        experience: What the person has done.
        taken: The new strong classes already in the plan.
    """
    new = strong - experience.used
    return bool(new) and len(new | taken | experience.used_today) > 1
