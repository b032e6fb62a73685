"""Fits a routine to one person out of permissions, equipment, minutes and experience."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.routine import Routine, RoutineStep
from bot.knowledge.models.technique import Technique
from bot.safety.doses import FIRST_PRESSURE, Experience, foot_seconds_left, most_seconds, too_new
from bot.safety.permissions import Permission
from bot.safety.plan import GAP_SECONDS, Item, LeftOut, Plan, Reason

MINUTES_OVER = 1.1
"""Never more than 10 % over what was asked (ruling 7)."""

LEAST_SECONDS = 10

Permit = Callable[[str], Mapping[Side, Permission]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person asks of a plan.

    Attributes:
        minutes: Minutes asked for.
        equipment: What is at hand.
        hurt: Techniques that hurt last time and are left out.
    """

    minutes: int
    equipment: frozenset[str]
    hurt: frozenset[str] = frozenset()


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
        items: list[Item] = []
        spent: dict[str, int] = {}
        new_strong: frozenset[str] = frozenset()
        for step in self._steps(routine):
            chosen: Item | None = None
            first_reason: LeftOut | None = None
            for candidate in (step.technique, *routine.substitutes.get(step.technique, ())):
                if any(item.technique == candidate for item in items):
                    continue
                outcome = self._fit(candidate, step, spent, new_strong)
                if isinstance(outcome, Item):
                    chosen = outcome
                    break
                first_reason = first_reason or outcome
            if first_reason is not None:
                instead = None if chosen is None else chosen.technique
                left_out.append(first_reason.model_copy(update={"instead": instead}))
            if chosen is not None:
                items.append(chosen)
                technique = self._book.techniques[chosen.technique]
                for kind in technique.classes:
                    spent[kind] = spent.get(kind, 0) + chosen.seconds
                new_strong |= self._strong(technique) - self._experience.used
        kept, too_long = self._fit_minutes(items)
        left_out += [LeftOut(technique=item.technique, reason="minutes") for item in too_long]
        return Plan(
            routine=name, items=tuple(self._with_looking(kept)), left_out=tuple(left_out),
            asked_minutes=self._wishes.minutes,
        )  # fmt: skip

    def _steps(self, routine: Routine) -> tuple[RoutineStep, ...]:
        variants = routine.variants
        if self._wishes.minutes < 8:
            return variants.short
        if self._wishes.minutes < 18 or not variants.long:
            return variants.standard
        return variants.long

    def _fit(
        self, name: str, step: RoutineStep, spent: Mapping[str, int], new_strong: frozenset[str]
    ) -> Item | LeftOut:
        technique = self._book.techniques[name]
        classes = frozenset(technique.classes)

        def out(reason: Reason, rules: tuple[str, ...] = ()) -> LeftOut:
            return LeftOut(technique=name, reason=reason, rules=rules)

        permissions = self._permit(name)
        allowed = tuple(side for side in Side if permissions[side].allowed)
        if not allowed:
            return out("limit", tuple(sorted({rule for side in Side for rule in permissions[side].rules})))
        if name in self._wishes.hurt:
            return out("hurt")
        if not frozenset(technique.equipment) <= self._wishes.equipment:
            return out("equipment")
        if step.technique == name and step.from_week > self._experience.week:
            return out("week")
        if "loading" in classes and self._experience.loaded_lately:
            return out("rest")
        if too_new(self._strong(technique), self._experience, new_strong):
            return out("new_strong")
        each = technique.dose.sides == "each"
        seconds = step.seconds // 2 if each else step.seconds
        caps = [
            most_seconds(classes, self._experience),
            foot_seconds_left(spent, classes, self._experience),
            *(60 * minutes for side in allowed if (minutes := permissions[side].minutes) is not None),
        ]
        seconds = min([seconds, *(cap for cap in caps if cap is not None)])
        if seconds < LEAST_SECONDS:
            return out("minutes")
        pressure = min(permissions[side].pressure for side in allowed)
        if self._experience.practices == 0:
            pressure = min(pressure, FIRST_PRESSURE)
        return Item(
            technique=name,
            sides=allowed if each else (),
            seconds=seconds,
            pressure=pressure,
            says=tuple(dict.fromkeys(say for side in allowed for say in permissions[side].says)),
            barred=tuple(sorted(frozenset().union(*(permissions[side].barred for side in allowed)))),
        )

    def _fit_minutes(self, items: list[Item]) -> tuple[list[Item], list[Item]]:
        """Scales seconds down to a half at most, then leaves steps out from the end; pressure is never touched."""
        most = self._wishes.minutes * 60 * MINUTES_OVER
        most -= sum(item.total + GAP_SECONDS for item in self._looking()) if items else 0
        kept, out = list(items), list[Item]()
        while kept and sum(max(item.total // 2, LEAST_SECONDS) + GAP_SECONDS for item in kept) > most:
            out.insert(0, kept.pop())
        total, gaps = sum(item.total for item in kept), GAP_SECONDS * len(kept)
        if total + gaps > most:
            scale = (most - gaps) / total
            kept = [item.model_copy(update={"seconds": _scaled(item.seconds, scale)}) for item in kept]
        return kept, out

    def _with_looking(self, items: list[Item]) -> Iterator[Item]:
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


def _scaled(seconds: int, scale: float) -> int:
    """Returns seconds scaled down, to whole fives and never below half."""
    return max(int(seconds * scale) // 5 * 5, -(-seconds // 2), LEAST_SECONDS)
