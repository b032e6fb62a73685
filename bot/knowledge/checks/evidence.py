"""Every technique says for each of its goals how well it is known, and cites where that comes from."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.models.base import Standing
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions

OF_STUDIES = frozenset({"strong", "moderate", "limited"})
"""The grades that speak of studies; somebody must have seen one, be it at second hand."""


def check_evidence(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every goal without a grade, grade without a goal, and grade without a source."""
    for name, technique in book.techniques.items():
        yield from _goals(name, technique, positions)
        yield from _sources(book, name, technique, positions)


def _goals(name: str, technique: Technique, positions: Positions) -> Iterator[Fault]:
    for number, goal in enumerate(technique.goals):
        grade = technique.evidence.get(goal)
        place = positions.of(technique, "goals", number)
        if grade is None:
            yield _fault(place, f"{name} has no grade for its goal {goal}", f"add it to evidence: {goal}: ...")
        elif grade == "contradicted":
            wrong = f"{name} is offered for {goal}, where studies contradict it"
            yield _fault(place, wrong, "take the goal out and leave the grade")
    for goal, grade in technique.evidence.items():
        if goal not in technique.goals and grade != "contradicted":
            wrong = f"{name} has a grade for {goal}, which is none of its goals"
            yield _fault(positions.of_key(technique, "evidence", goal), wrong, "add the goal, or take the grade out")
    if not technique.goals and "looking" not in technique.classes:
        yield _fault(positions.of(technique), f"{name} has no goal", "say what it is for: goals: [...]")


def _sources(book: Book, name: str, technique: Technique, positions: Positions) -> Iterator[Fault]:
    if not technique.sources:
        wrong = f"{name} cites no source"
        yield _fault(positions.of(technique, "evidence"), wrong, "add sources: [...] with ids of sources.yaml")
        return
    seen = any(book.sources[source].standing in {Standing.READ, Standing.SECOND_HAND} for source in technique.sources)
    for goal, grade in technique.evidence.items():
        if grade in OF_STUDIES and not seen:
            wrong = f"{name} is graded {grade} for {goal}, but none of its sources was seen"
            yield _fault(
                positions.of_key(technique, "evidence", goal), wrong, "cite the study, or take a lower grade"
            )


def _fault(place: tuple[str, int, int], wrong: str, remedy: str) -> Fault:
    return Fault(*place, "evidence", wrong, remedy)


CHECK = Check(
    Explanation(
        "evidence",
        rule="A technique has a grade for each of its goals and a source; for grades of studies one that was seen.",
        why=(
            "A grade belongs to a technique and a goal together: foot massage may be fine for relaxing and of no use "
            "against swelling. What a person reads under 'Why?' is this grade."
        ),
        wrong="goals: [relax, sleep]\nevidence: {relax: limited}",
        right="goals: [relax, sleep]\nevidence: {relax: limited, sleep: traditional_only}",
    ),
    check_evidence,
)
