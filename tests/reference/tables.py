"""The tables of the clinical reference, as the comparisons need them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from bot.knowledge.models.base import Level, Standing


class Strictness(IntEnum):
    """What a condition does to a class."""

    ALLOWED = 0
    CHANGED = 1
    FORBIDDEN = 2


CODES = {"OK": Strictness.ALLOWED, "M": Strictness.CHANGED, "F": Strictness.FORBIDDEN}
LEVELS = {
    "L1": Level.EMERGENCY,
    "L2": Level.URGENT,
    "L3": Level.CLINICIAN,
    "L4": Level.ADAPTED,
    "L5": Level.SELFCARE,
}
MARKS = {
    "V": Standing.READ,
    "Vm": Standing.SECOND_HAND,
    "V2": Standing.SECOND_HAND,
    "G": Standing.GENERAL,
    "GK": Standing.GENERAL,
    "D": Standing.DESIGN_CHOICE,
}
FIRMEST_FIRST = tuple(Standing)
GLOBAL = "GLOBAL"


@dataclass(frozen=True)
class ConditionRow:
    """One condition of the matrix, with the extra classes put in.

    Attributes:
        scope: Where it holds, in the words of the reference.
        cells: What it does to each class that is not banned for everyone.
        cites: Ids of the sources that the row names.
        standing: The firmest standing that its marks allow.
    """

    scope: str
    cells: Mapping[str, Strictness]
    cites: frozenset[str]
    standing: Standing


@dataclass(frozen=True)
class FlagRow:
    """One red flag.

    Attributes:
        levels: All levels that the row names; empty where it is no flag by itself.
        within_days: The latest day that the row names for `clinician`, or None.
        cites: Ids of the sources that the row names.
        standing: The firmest standing that its marks allow.
    """

    levels: frozenset[Level]
    within_days: int | None
    cites: frozenset[str]
    standing: Standing


@dataclass(frozen=True)
class TechniqueRow:
    """One technique.

    Attributes:
        classes: Its required classes.
        full_list: What its full list of gates says of each condition.
        goals: The goals it is for.
        pressure: The most pressure in its row, or None where the row gives no number.
    """

    classes: frozenset[str]
    full_list: Mapping[str, Strictness]
    goals: frozenset[str] = frozenset()
    pressure: int | None = None


@dataclass(frozen=True)
class Reference:
    """The tables.

    Attributes:
        classes: Ids of the technique classes.
        banned: Classes that are banned for everyone.
        conditions: Conditions by id.
        red_flags: Red flags by id.
        techniques: Techniques by id.
        routines: For each routine the seconds of each technique in each variant.
        sources: The firmest standing of each source of the table by id.
        screening_sources: Ids of the sources of the screening text, which is no table.
    """

    classes: frozenset[str]
    banned: frozenset[str]
    conditions: Mapping[str, ConditionRow]
    red_flags: Mapping[str, FlagRow]
    techniques: Mapping[str, TechniqueRow]
    routines: Mapping[str, Mapping[str, Mapping[str, int]]]
    sources: Mapping[str, Standing]
    screening_sources: frozenset[str]


def read_reference(path: Path) -> Reference:
    """Reads `reference.json`, and `safety.md` beside it for the ids of its sources."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    extra: dict[str, Any] = data["extra_classes"]
    return Reference(
        classes=frozenset(data["class_codes"].values()),
        banned=frozenset(name for name, row in extra.items() if row["everyone"]),
        conditions={name: _condition(name, row, extra) for name, row in data["conditions"].items()},
        red_flags={name: _flag(row) for name, row in data["red_flags"].items()},
        techniques={name: _technique(row) for name, row in data["techniques"].items()},
        routines={name: _routine(row) for name, row in data.get("routines", {}).items()},
        # The table of sources carries its own head line as a row.
        sources={name: firmest(row["standing"]) for name, row in data["sources"].items() if name != "slug"},
        screening_sources=_cites(path.with_name("safety.md").read_text(encoding="utf-8")),
    )


def firmest(marks: str) -> Standing:
    """Returns the firmest standing that the marks of a row allow.

    A source of which only the existence was checked counts as second-hand at best.
    """
    if "existence" in marks:
        return Standing.SECOND_HAND
    outside = re.sub(r"\(.*?\)", "", marks)
    found = [MARKS[mark] for mark in re.findall(r"[A-Za-z]+\d?", outside) if mark in MARKS]
    assert found, f"no mark is known in {marks!r}"
    return min(found, key=FIRMEST_FIRST.index)


def _cites(*texts: str) -> frozenset[str]:
    return frozenset(source for text in texts for source in re.findall(r"\bS\d\d\b", text))


def _condition(name: str, row: Mapping[str, Any], extra: Mapping[str, Any]) -> ConditionRow:
    cells = {of: CODES[code] for of, code in row["classes"].items()}
    for of, other in extra.items():
        if other["everyone"]:
            continue
        if row["scope"] == GLOBAL or name in other["forbidden"]:
            cells[of] = Strictness.FORBIDDEN
        elif name in other["changed"]:
            cells[of] = Strictness.CHANGED
        else:
            cells[of] = Strictness.ALLOWED
    return ConditionRow(row["scope"], cells, _cites(row["source"], row["note"]), firmest(row["mark"]))


def _flag(row: Mapping[str, Any]) -> FlagRow:
    text = row["level"]
    days = None
    if found := re.search(r"L3 \((?:[^()]*?)(?:\d+-)?(\d+) ?(day|wk|week)", text):
        days = int(found[1]) * (1 if found[2] == "day" else 7)
    levels = frozenset(LEVELS[code] for code in re.findall(r"\bL[1-5]\b", text))
    alone = frozenset() if text.startswith("none") else levels
    return FlagRow(alone, days, _cites(row["source"], text), firmest(row["mark"]))


def _technique(row: Mapping[str, Any]) -> TechniqueRow:
    gates: dict[str, Strictness] = dict.fromkeys(row["full_list"]["changed"], Strictness.CHANGED)
    gates |= dict.fromkeys(row["full_list"]["forbidden"], Strictness.FORBIDDEN)
    needed = frozenset(part["id"] for part in row["classes"] if not part["optional"])
    goals = frozenset(row["goals"].split(",")) if "goals" in row else frozenset()
    numbers = [int(number) for number in re.findall(r"\d+", row.get("pressure_max", "").partition("->")[0])]
    return TechniqueRow(needed, gates, goals, max(numbers, default=None))


def _routine(row: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for variant, steps in row["steps"].items():
        seconds = found.setdefault(variant, {})
        for step in steps:
            seconds[step["technique"]] = seconds.get(step["technique"], 0) + step["seconds"]
    return found
