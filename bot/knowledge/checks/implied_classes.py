"""A technique has every class that its kind, its things and its words imply: a forgotten one protects nobody."""

import re
from collections.abc import Iterator, Mapping

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import Place
from bot.knowledge.models.technique import Step, Technique, Variant
from bot.knowledge.positions import Positions

BY_KIND: Mapping[str, frozenset[str]] = {
    "massage_stroke": frozenset(
        {
            "effleurage", "petrissage", "friction", "percussion", "deep_pressure", "trigger_point", "myofascial",
            "lymph_drainage",
        }
    ),
    "pressure_point": frozenset({"reflexology", "acupressure", "thai_shiatsu"}),
    "stretch": frozenset({"stretch"}),
    "strength": frozenset({"loading", "foot_muscles"}),
    "mobility": frozenset({"movement", "mobilising", "stretch"}),
    "thermal": frozenset({"soak", "heat", "cold"}),
    "tool": frozenset({"ball_rolling", "scraping", "callus", "powered_device", "shoe_pads"}),
    "relaxation": frozenset({"paced_breathing", "foot_muscles", "legs_raised"}),
    "check": frozenset({"looking"}),
}  # fmt: skip
"""One of these classes belongs to every technique of a kind."""

BY_THING: Mapping[str, tuple[str, ...]] = {
    "ball": ("ball_rolling",),
    "basin": ("soak",),
    "cold_pack": ("cold",),
    "cold_socks": ("cold",),
    "foot_cushion": ("shoe_pads",),
    "foot_file": ("callus",),
    "heat_pack": ("heat",),
    "helper": ("helper",),
    "lotion": ("oil",),
    "marbles": ("hard_object",),
    "massage_device": ("powered_device",),
    "mat": ("floor",),
    "scented_oil": ("scent", "oil", "nut_oil"),
    "scraper": ("scraping",),
    "step": ("standing",),
}
"""The classes of what is needed."""

BY_CLASS: Mapping[str, str] = {
    "ball_rolling": "hard_object",
    "frozen": "cold",
    "heel_drop": "standing",
    "nut_oil": "oil",
    "one_leg": "standing",
    "scent": "oil",
}
"""Classes that never come without another one."""

BY_WORDS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "behind_knee": r"behind the knee|hollow of the knee|\bgroin\b",
        "floor": r"\bkneels?\b|\blies? (down )?(face down|on (a mat|the floor))",
        "frozen": r"\bfrozen\b",
        "heel_drop": r"\bbelow the (edge|step|toes)|\bheels? (sink|drop)s? below",
        "helper": r"\bhelper\b",
        "legs_raised": r"\b(raise your legs|legs up)\b",
        "lying_flat": r"\blies? (flat|on (your|the) back)\b",
        "neck": r"\b(turn|tilt|roll) (your|the) (head|neck)\b",
        "oil": r"\b(oil|lotion|cream)\b",
        "one_leg": r"\b(stand|balance|lower|rise)\w*\b[^.]*\bone (leg|foot)\b|\bon one leg\b",
        "paced_breathing": r"\bbreathe (in|out)\b[^.]*\b(count|for (two|three|four|five|six|seven|eight|\d+))\b",
        "powered_device": r"\b(vibrat\w+|plug|battery|massage gun)\b",
        "scent": r"\b(scented|essential) oils?\b",
        "spine_bend": r"\b(hug (one|your|the) knees?|bend forward|twist your (back|waist))\b",
        "standing": r"^stand\b|[.!] stand\b|\bstand (in|on|beside|facing|with)\b",
    }.items()
}
"""The classes that words tell of."""

_NOT_MEANT = re.compile(
    r"\b(no|never|not|without|off|away from|or let|instead of|before you|don't|leave)\b", re.IGNORECASE
)
"""A sentence with one of these speaks of what is not done, or of a choice that the class does not hang on."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+")

HANDS_ON = BY_KIND["massage_stroke"] | {"scraping"}

Part = Technique | Step | Variant


def check_implied_classes(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every class that a technique should have and has not."""
    for name, technique in book.techniques.items():
        place = positions.of(technique, "classes")
        own = set(technique.classes)
        everywhere = own | {kind for _, part, _ in _parts(technique) for kind in part.classes}
        if not own & BY_KIND[technique.kind]:
            wanted = ", ".join(sorted(BY_KIND[technique.kind]))
            yield _fault(
                place, f"{name} is of the kind {technique.kind}, but has no class of it", f"add one of: {wanted}"
            )
        for thing in technique.equipment:
            for kind in BY_THING.get(thing, ()):
                if kind not in everywhere:
                    yield _fault(
                        place, f"{name} needs {thing}, but has not the class {kind}", f"add {kind} to classes:"
                    )
        for kind, other in BY_CLASS.items():
            if kind in everywhere and other not in everywhere:
                yield _fault(place, f"{name} has the class {kind} without {other}", f"add {other} beside it")
        if {Place.CALF, Place.SHIN} & set(technique.places) and own & HANDS_ON and "calf_pressure" not in everywhere:
            wrong = f"{name} rubs or presses the calf or the shin, but has not the class calf_pressure"
            yield _fault(place, wrong, "add calf_pressure to classes:")
        for key, part, text in _parts(technique):
            for kind in _told_by(text):
                if kind not in own | set(part.classes):
                    meaning = f" ({book.classes[kind].name})" if kind in book.classes else ""
                    wrong = f"{name}: these words speak of {kind}{meaning}, but the class is not there"
                    remedy = f"add {kind} to classes: here or of the technique, or say it otherwise"
                    yield _fault(positions.of(part, key), wrong, remedy)


def _parts(technique: Technique) -> Iterator[tuple[str, Part, str]]:
    yield "position", technique, technique.position
    for step in technique.steps:
        yield "do", step, step.do
    for variant in (technique.easier, technique.harder):
        if variant is not None:
            yield "say", variant, variant.say


def _told_by(text: str) -> Iterator[str]:
    meant = [part for part in _SENTENCES.split(text) if not _NOT_MEANT.search(part)]
    for kind, pattern in BY_WORDS.items():
        if any(pattern.search(part) for part in meant):
            yield kind


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "class", wrong, remedy)


CHECK = Check(
    Explanation(
        "class",
        rule="A technique has every class that its kind, its equipment and its words imply.",
        why=(
            "Cautions speak of classes and of nothing else. A technique with a helper but without the class 'helper' "
            "is offered to somebody who cannot feel how hard the helper presses."
        ),
        wrong="classes: [effleurage]\nposition: Stand on one leg.",
        right="classes: [effleurage, standing, one_leg]\nposition: Stand on one leg.",
    ),
    check_implied_classes,
)
