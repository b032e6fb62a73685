"""What a technique tells people to take, it declares: so that nobody is shown a step that they cannot do."""

import re
from collections.abc import Iterator, Mapping

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions

NAMES: Mapping[str, str] = {
    "ball": r"(?<!under the )\bball\b(?! of)",
    "basin": r"\b(basin|bowl|tub)\b",
    "chair": r"\b(chair|stool)\b",
    "cold_pack": r"\bpack\b",
    "cold_socks": r"\bgel socks?\b",
    "foot_cushion": r"\b(the|a) pad\b(?! of)",
    "foot_file": r"\b(file|pumice)\b",
    "heat_pack": r"\bpack\b",
    "helper": r"\bhelper\b",
    "lotion": r"\b(lotion|cream)\b",
    "marbles": r"\bmarbles?\b",
    "massage_device": r"\bdevice\b",
    "mat": r"\b(mat|blanket)\b",
    "pillow": r"\b(pillows?|cushions?)\b",
    "scented_oil": r"\bscented oil\b",
    "scraper": r"\b(scraper|tool)\b",
    "step": r"\b(on|of|from|below) (the |a )?(bottom |lowest )?(step|stairs?)\b",
    "towel": r"\b(towel|belt|strap)\b",
    "wall": r"\b(wall|counter)\b",
}
"""The words by which texts name a thing. A thing that is not here is looked for by its own name."""

SHARED = frozenset({"cold_pack", "heat_pack"})
"""Things that one word may mean: naming it tells only that one of them is needed."""

_OPTIONAL = re.compile(
    r"\b(or|if you like|if you have|if you want|instead|no|never|without|helps|leave)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def check_equipment(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every thing that is named and not declared."""
    for name, technique in book.techniques.items():
        texts = _texts(technique)
        for thing, label in book.words.equipment.items():
            pattern = re.compile(NAMES.get(thing, rf"\b{re.escape(thing.replace('_', ' '))}\b"), re.IGNORECASE)
            if thing in technique.equipment or (thing in SHARED and SHARED & set(technique.equipment)):
                continue
            for path, text in texts:
                if any(pattern.search(part) and not _OPTIONAL.search(part) for part in _SENTENCES.split(text)):
                    wrong = f"{name} tells people to use {label}, but does not declare it"
                    remedy = f"add {thing} to equipment:, or say what to take instead"
                    yield Fault(*positions.of(technique, *path), "equipment", wrong, remedy)
                    break


def _texts(technique: Technique) -> list[tuple[tuple[str | int, ...], str]]:
    steps = [(("steps", number), step.do) for number, step in enumerate(technique.steps)]
    return [(("position",), technique.position), *steps]


CHECK = Check(
    Explanation(
        "equipment",
        rule="A technique declares every thing that its position and steps tell people to take.",
        why=(
            "The plan says 'You need ...' and leaves out what a person does not have at hand. A thing that is only "
            "named in a step is missed in the middle of the exercise, standing or with oil on the hands."
        ),
        wrong="equipment: []\nsteps: [Loop a towel round the ball of the foot.]",
        right="equipment: [towel]\nsteps: [Loop a towel round the ball of the foot.]",
    ),
    check_equipment,
)
