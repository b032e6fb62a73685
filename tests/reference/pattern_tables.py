"""The reference's table of presentations and its bans by presentation, and what in the book answers each row."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.book import Book


@dataclass(frozen=True)
class BanRow:
    """One row of the bans by presentation: the classes and techniques that it names, changes included."""

    classes: frozenset[str]
    techniques: frozenset[str]


PATTERNS: Mapping[str, tuple[str, ...]] = {
    "Plantar heel pain (fasciitis)": ("plantar_heel_pain",),
    "Achilles, mid-portion": ("achilles_midportion",),
    "Achilles, insertional": ("achilles_insertional", "back_of_heel_pain"),
    "Metatarsalgia / forefoot pain from shoes": ("forefoot_from_shoes",),
    "Morton's neuroma pattern": ("morton_pattern",),
    "Bunion": ("bunion",),
    "Hallux rigidus": ("stiff_big_toe",),
    "Flatfoot / PTTD (PCFD)": ("flat_foot",),
    "Tired achy feet after standing": ("tired_feet_after_standing",),
    "Stiff feet/ankles": ("stiff_feet_ankles",),
    "Calf tightness / night cramp": ("calf_tightness",),
    "Mild ankle sprain >72 h": ("old_ankle_sprain",),
    "Mild swelling from standing/travel": ("puffy_ankles",),
    "Tension headache / stress relaxation": ("tension_headache", "stress"),
    "Low back ache, relaxation": ("low_back_ache",),
    "Cold feet": ("cold_feet", "cold_feet_goal"),
    "Dry skin / callus / corn": ("hard_skin",),
    "Mild chilblains": ("mild_chilblains",),
}
"""The 18 presentations, each with the patterns and goals of the book that show it."""

HELD_BY: Mapping[str, tuple[str, ...]] = {
    "Achilles, insertional or unsure which": ("achilles_insertional",),
    "Achilles, mid-portion": ("achilles_midportion",),
    "Achilles rupture, ever in last 12 months, or repair": ("achilles_midportion",),
    "One-sided calf pain, any cause, incl. first 24 h after a cramp": ("calf_one_sided",),
    "Plantar heel pain": ("plantar_heel_pain",),
    "Pinpoint bone pain / stress fracture pattern": ("stress_fracture",),
    "Morton pattern": ("morton_pattern",),
    "Hallux rigidus / stiff big toe": ("stiff_big_toe",),
    "Bunion": ("bunion",),
    "PTTD / one-sided arch drop / cannot single heel raise": ("flat_foot",),
    "Old sprain 72 h - 12 wk": ("old_ankle_sprain",),
    "Both ankles puffy": ("puffy_ankles",),
    "Headache goal": ("tension_headache",),
    "Low back goal": ("low_back_ache",),
    "Callus": ("hard_skin",),
}
"""Each row of the bans, with the patterns, cautions and red flags that hold it; every one must hold all of it."""

HELD_OTHERWISE: Mapping[tuple[str, str], str] = {
    ("One-sided calf pain, any cause, incl. first 24 h after a cramp", "stretch"): "changed to light, not banned",
    ("Achilles, insertional or unsure which", "seated_calf_stretch"): "its strap is an optional part with a class",
    ("Achilles, insertional or unsure which", "hamstring_seated_stretch"): "its toe pull is an optional part",
    ("Bunion", "big_toe_mobilise"): "banned by its class from a pain of 4 on; the technique itself says pain-free",
}
"""What a row names and no rule bans by that name, and why it holds all the same."""


def presentation_rows(safety: Path) -> tuple[str, ...]:
    """Returns the names of the rows of section 6."""
    section = safety.read_text(encoding="utf-8").split("\n## 6.")[1].split("\n## 7.")[0]
    return tuple(name for name, *_ in _rows(section) if name != "Presentation")


def ban_rows(classes: Path, codes: Mapping[str, str]) -> Mapping[str, BanRow]:
    """Returns the rows of the bans by presentation.

    Args:
        classes: `technique_classes.md`.
        codes: The class that each code stands for.
    """
    section = classes.read_text(encoding="utf-8").split("\n### B2.")[1].split("\n### B3.")[0]
    found = {name: bans for name, bans, *_ in _rows(section) if name != "presentation"}
    return {
        name: BanRow(
            frozenset(codes[code] for code in re.findall(r"\b[A-Z]{3,5}\b", bans) if code in codes),
            frozenset(re.findall(r"`(\w+)`", bans)) - {"fluoroquinolone_6mo"},
        )
        for name, bans in found.items()
    }


def _rows(section: str) -> Iterator[list[str]]:
    for line in section.splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def banned_by(book: Book, rule: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the classes and techniques that a pattern, a caution or a red flag can ban.

    Args:
        book: The book.
        rule: Id of the rule.
    """
    if rule in book.red_flags:
        return frozenset(book.classes), frozenset(book.techniques)
    if rule in book.cautions:
        forbidden = book.cautions[rule].forbid
        return frozenset(book.classes) if forbidden == "everything" else frozenset(forbidden), frozenset()
    ruled_out = book.presentations[rule].rules_out
    classes = frozenset(name for ruled in ruled_out for name in ruled.classes)
    named = {name for ruled in ruled_out for name in ruled.techniques}
    named |= {name for name, technique in book.techniques.items() if classes & set(technique.classes)}
    return classes, frozenset(named)
