"""Fits a routine to one person out of permissions, equipment, minutes and experience."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.routine import Routine, RoutineStep
from bot.knowledge.models.technique import Technique
from bot.safety.doses import (
    FIRST_PRESSURE,
    LOADING,
    LOADING_REPS,
    LOADING_SECONDS,
    LOADING_SETS,
    Experience,
    Spent,
    foot_seconds_left,
    most_seconds,
    too_new,
)
from bot.safety.fitting_minutes import LEAST_SECONDS, fit_minutes
from bot.safety.permissions import Permission
from bot.safety.plan import GAP_SECONDS, Item, LeftOut, Plan, Reason

MINUTES_OVER = 1.1
"""Never more than 10 % over what was asked (ruling 7)."""

SHORT_BELOW, LONG_FROM = 8, 18
"""Minutes asked for below which the short variant is taken, and from which the long one is."""

Permit = Callable[[str], Mapping[Side, Permission]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asks of a plan.

    Attributes:
        minutes: Minutes asked for.
        equipment: What is at hand.
        hurt: Techniques that hurt last time and are left out.
        time_of_day: When it is done; `any` where that is open.
        only_side: The one foot that is worked on, where a technique takes one after the other; None for both.
    """

    minutes: int
    equipment: frozenset[str]
    hurt: frozenset[str] = frozenset()
    time_of_day: Literal["morning", "evening", "any"] = "any"
    only_side: Side | None = None


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What a plan holds while it is being made."""

    items: tuple[Item, ...] = ()
    spent: Spent = field(default_factory=Spent)
    new_strong: frozenset[str] = frozenset()
    loads: bool = False
    eased: bool = False


class Planner:
    """Fits routines of one book for one person."""

    def __init__(
        self, book: Book, permit: Permit, wishes: Wishes, experience: Experience, *, look_first: bool
    ) -> None:
        """Prepares.

        Args:
            book: The edition.
            permit: What is left of a technique on each side.
            wishes: What the person asks for.
            experience: What the person has done so far.
            look_first: Whether the feet are looked at first and last.
        """
        self._book = book
        self._permit = permit
        self._wishes = wishes
        self._experience = experience
        self._look_first = look_first

    def plan(self, name: str) -> Plan:
        """Fits a routine; the plan may be empty, and then says for each technique why.

        Args:
            name: Id of the routine.
        """
        routine = self._book.routines[name]
        left_out: list[LeftOut] = []
        made = _SoFar()
        for step in self._steps_of_this_week(routine):
            made, out = self._take(step, routine.substitutes.get(step.technique, ()), made)
            if out is not None:
                left_out.append(out)
        most = self._wishes.minutes * 60 * MINUTES_OVER
        most -= sum(item.total + GAP_SECONDS for item in self._looking()) if made.items else 0
        kept, too_long = fit_minutes(made.items, most)
        left_out += [LeftOut(technique=item.technique, reason="minutes") for item in too_long]
        if self._experience.halved:
            kept = tuple(_halved(item) for item in kept)
        return Plan(
            routine=name, items=tuple(self._with_looking(kept)), left_out=tuple(left_out),
            asked_minutes=self._wishes.minutes, eased=made.eased or self._experience.halved,
        )  # fmt: skip

    def _variant(self, routine: Routine) -> tuple[RoutineStep, ...]:
        variants = routine.variants
        if self._wishes.minutes < SHORT_BELOW:
            return variants.short
        if self._wishes.minutes < LONG_FROM or not variants.long:
            return variants.standard
        return variants.long

    def _steps_of_this_week(self, routine: Routine) -> Iterator[RoutineStep]:
        """Yields the steps, those that are still to come included, without those whose weeks have passed."""
        week = self._experience.week
        steps = self._variant(routine)
        now = {step.technique for step in steps if step.is_of(week)}
        for step in steps:
            if step.is_of(week) or (step.from_week > week and step.technique not in now):
                yield step

    def _take(self, step: RoutineStep, substitutes: tuple[str, ...], made: _SoFar) -> tuple[_SoFar, LeftOut | None]:
        """Takes a step, or the first thing that may stand in for it; names why the step itself was left out."""
        if not step.is_of(self._experience.week):
            # What is done until its week comes stands in the routine itself.
            return made, LeftOut(technique=step.technique, reason="week")
        reason: LeftOut | None = None
        held = {item.technique for item in made.items}
        if step.technique in held:
            # It already stands in for something else.
            return made, None
        for candidate in (step.technique, *substitutes):
            if candidate in held:
                continue
            outcome = self._fit(candidate, step, made)
            if isinstance(outcome, LeftOut):
                reason = reason or outcome
                continue
            item, eased = outcome
            technique = self._book.techniques[candidate]
            classes = frozenset(technique.classes)
            made = _SoFar(
                items=(*made.items, item),
                spent=made.spent.after(classes, item.seconds),
                new_strong=made.new_strong | (self._strong(technique) - self._experience.used),
                loads=made.loads or LOADING in classes,
                eased=made.eased or eased,
            )
            return made, reason and reason.model_copy(update={"instead": candidate})
        return made, reason

    def _fit(self, name: str, step: RoutineStep, made: _SoFar) -> tuple[Item, bool] | LeftOut:
        """Returns one technique as it may be done and whether that is less than written, or why it is left out."""
        technique = self._book.techniques[name]
        classes = frozenset(technique.classes)
        permissions = self._permit(name)
        each = technique.dose.sides == "each"
        wanted = tuple(Side) if not each or self._wishes.only_side is None else (self._wishes.only_side,)
        allowed = tuple(side for side in wanted if permissions[side].allowed)
        if not allowed:
            rules = tuple(sorted({rule for side in wanted for rule in permissions[side].rules}))
            return LeftOut(technique=name, reason="limit", rules=rules)
        reason = self._reason_against(name, technique, made)
        if reason is not None:
            return LeftOut(technique=name, reason=reason)
        written, sets, reps = self._dose(name, technique, step)
        caps = [
            most_seconds(classes, self._experience),
            foot_seconds_left(made.spent, classes, self._experience),
            *(60 * minutes for side in allowed if (minutes := permissions[side].minutes) is not None),
        ]
        seconds = min([written, *(cap for cap in caps if cap is not None)])
        if seconds < LEAST_SECONDS or (sets is not None and seconds < written):
            # A dose of loading is whole or not at all.
            return LeftOut(technique=name, reason="minutes")
        pressure = min(permissions[side].pressure for side in allowed)
        if self._experience.practices == 0:
            pressure = min(pressure, FIRST_PRESSURE)
        item = Item(
            technique=name,
            sides=allowed if each else (),
            seconds=seconds,
            pressure=pressure,
            sets=sets,
            reps=reps,
            says=tuple(dict.fromkeys(say for side in allowed for say in permissions[side].says)),
            barred=tuple(sorted(frozenset().union(*(permissions[side].barred for side in allowed)))),
        )
        return item, seconds < written

    def _reason_against(self, name: str, technique: Technique, made: _SoFar) -> Reason | None:
        """Returns why a technique that no limit forbids is left out all the same, or None."""
        wishes, experience = self._wishes, self._experience
        loads = LOADING in technique.classes
        reasons: dict[Reason, bool] = {
            "hurt": name in wishes.hurt,
            "equipment": not frozenset(technique.equipment) <= wishes.equipment,
            "time_of_day": "any" not in {technique.time_of_day, wishes.time_of_day}
            and technique.time_of_day != wishes.time_of_day,
            "rest": loads and experience.loaded_lately,
            "better_first": loads and (experience.halved or (made.loads and experience.no_better)),
            "new_strong": too_new(self._strong(technique), experience, made.new_strong)
            or (loads and made.loads and experience.starts_loading),
        }
        return next((reason for reason, holds in reasons.items() if holds), None)

    def _dose(self, name: str, technique: Technique, step: RoutineStep) -> tuple[int, int | None, int | None]:
        """Returns the written seconds of one side or of all, and sets and repetitions where loading is counted."""
        own = step.technique == name
        divided = step.seconds // 2 if technique.dose.sides == "each" else step.seconds
        if LOADING not in technique.classes or technique.dose.reps is None:
            return divided, None, None
        # What stands in for another step brings its own dose of loading.
        seconds = divided if own else technique.dose.seconds
        sets = (step.sets if own else None) or technique.dose.sets
        reps = (step.reps if own else None) or technique.dose.reps
        if not self._experience.starts_loading:
            return seconds, sets, reps
        fewer_sets, fewer_reps = min(sets, LOADING_SETS), min(reps, LOADING_REPS)
        fewer = -(-seconds * fewer_sets * fewer_reps // (sets * reps))
        return min(fewer, LOADING_SECONDS), fewer_sets, fewer_reps

    def _with_looking(self, items: tuple[Item, ...]) -> Iterator[Item]:
        looking = list(self._looking()) if items else []
        yield from looking[:1]
        yield from (item for item in items if not looking or item.technique != looking[0].technique)
        yield from looking[1:]

    def _looking(self) -> Iterator[Item]:
        name = self._book.screen.look_technique
        if self._look_first and name is not None:
            seconds = self._book.techniques[name].dose.seconds
            yield from (Item(technique=name, seconds=seconds) for _ in range(2))

    def _strong(self, technique: Technique) -> frozenset[str]:
        return frozenset(name for name in technique.classes if self._book.classes[name].strong)


def _halved(item: Item) -> Item:
    """Returns half of a step, as `It hurts` halves it; what stood in the plan is halved, not what was written."""
    return item.model_copy(update={"seconds": max(item.seconds // 2, 5), "pressure": item.pressure // 2})
