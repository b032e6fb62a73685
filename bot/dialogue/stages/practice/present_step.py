"""The step that is open: what the plan has there, and what stands on the screen in its place."""

from bot.dialogue.session import Practice
from bot.dialogue.turning import Turning
from bot.knowledge.models.technique import Technique


def running(turning: Turning) -> Practice:
    """Returns the practice that is running."""
    practice = turning.session.practice
    if practice is None:
        message = "a stage of the practice was reached without a practice"
        raise RuntimeError(message)
    return practice


def planned(turning: Turning) -> tuple[str, Technique]:
    """Returns the technique of the present step as planned."""
    practice = running(turning)
    name = practice.plan.items[practice.step].technique
    return name, turning.book.techniques[name]


def shown_or_planned(turning: Turning) -> tuple[str, Technique | None]:
    """Returns the technique that is on the screen; None for one that the book has no longer."""
    practice = running(turning)
    name = practice.plan.items[practice.step].technique
    technique = turning.book.techniques.get(name)
    if technique is None:
        return name, None
    variant = {"easier": technique.easier, "harder": technique.harder}.get(practice.variant)
    if variant is not None and variant.use is not None and variant.use in turning.book.techniques:
        return variant.use, turning.book.techniques[variant.use]
    return name, technique


def shown(turning: Turning) -> tuple[str, Technique]:
    """Returns the technique that is on the screen."""
    name, technique = shown_or_planned(turning)
    if technique is None:
        message = f"the technique {name} is not in the book"
        raise RuntimeError(message)
    return name, technique
