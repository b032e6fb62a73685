"""The ceilings of a dose: what a first session, a first week and a first fortnight may hold.

Rulings 1 and 4 of the design, from `clinical` safety section 6 and resolutions A23-A26: design choices, unsigned.
"""

from dataclasses import dataclass
from datetime import timedelta

STRETCH_FIRST_SECONDS = 100
"""The most stretching of one technique on one side in the first session."""

HANDS_ON_FIRST_SECONDS = 300
"""The most hands-on work on one foot in the first session."""

POINTS_WEEKLY_SECONDS = 300
"""How much the work on pressure points of one foot may grow each week, from the first week on."""

POINTS_MOST_SECONDS = 900
"""The most work on pressure points of one foot, in any week."""

BALL_FIRST_SECONDS = 60
"""The most ball rolling under one foot on the first day."""

LOADING_SETS = 2
LOADING_REPS = 10
LOADING_SECONDS = 190
"""Two sets of ten slow raises: the most loading in the first two weeks of it, and one technique of it a day."""

LOADING_STARTS_FOR_WEEKS = 2
"""How many weeks of loading count as its first ones."""

LOADING_REST = timedelta(hours=44)
"""How long after loading the next loading may come: not on the next day, and at about that hour of the day after."""

FIRST_PRESSURE = 4
"""The most pressure in a first session (technique classes, rule 5)."""

LOADING = "loading"
POINTS = frozenset({"reflexology", "acupressure"})
HANDS_ON = frozenset({"effleurage", "petrissage", "friction", "percussion", "myofascial"}) | POINTS


@dataclass(frozen=True, slots=True)
class Experience:
    """What a person has done so far, as far as doses hang on it.

    Attributes:
        practices: How many routines were finished.
        week: The week of the programme, from 1, counted from its first practice.
        used: The strong classes that were used on an earlier day.
        used_today: The strong classes that were new today.
        loaded_lately: Whether loading was done today or yesterday.
        loading_week: The week of loading, from 1, counted from the first loading of all.
        no_better: Whether it hurts as much as at the start after two weeks, so that loading does not progress.
        halved: Whether it was worse on the day after the last session, so that the next is halved, without loading.
    """

    practices: int = 0
    week: int = 1
    used: frozenset[str] = frozenset()
    used_today: frozenset[str] = frozenset()
    loaded_lately: bool = False
    loading_week: int = 1
    no_better: bool = False
    halved: bool = False

    @property
    def starts_loading(self) -> bool:
        """Whether loading keeps to what its first weeks hold."""
        return self.no_better or min(self.week, self.loading_week) <= LOADING_STARTS_FOR_WEEKS


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on one foot that a plan holds so far.

    Attributes:
        hands_on: Of all hands-on work.
        points: Of work on pressure points.
    """

    hands_on: int = 0
    points: int = 0

    def after(self, classes: frozenset[str], seconds: int) -> "Spent":
        """Returns what is spent once a technique of these classes has joined, each second counted once."""
        return Spent(
            self.hands_on + (seconds if classes & HANDS_ON else 0), self.points + (seconds if classes & POINTS else 0)
        )


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
    if LOADING in classes and experience.starts_loading:
        caps.append(LOADING_SECONDS)
    return min(caps, default=None)


def foot_seconds_left(spent: Spent, classes: frozenset[str], experience: Experience) -> int | None:
    """Returns how many seconds of its kind one foot has left, or None without a ceiling.

    Args:
        spent: Seconds on one foot so far.
        classes: The classes of the next technique.
        experience: What the person has done.
    """
    left: list[int] = []
    if experience.practices == 0 and classes & HANDS_ON:
        left.append(HANDS_ON_FIRST_SECONDS - spent.hands_on)
    if classes & POINTS:
        left.append(min(POINTS_WEEKLY_SECONDS * experience.week, POINTS_MOST_SECONDS) - spent.points)
    return max(0, min(left)) if left else None


def too_new(strong: frozenset[str], experience: Experience, taken: frozenset[str]) -> bool:
    """Returns whether a technique would be a second strong class that is new on one day.

    Args:
        strong: The strong classes of the technique.
        experience: What the person has done.
        taken: The new strong classes already in the plan.
    """
    new = strong - experience.used
    return bool(new) and len(new | taken | experience.used_today) > 1
