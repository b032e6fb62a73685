"""Every safety question is put exactly once: in the screen's order, or before every routine."""

from collections.abc import Iterator

from bot.knowledge.book import Book
from bot.knowledge.checks.check import Check
from bot.knowledge.explanation import Explanation
from bot.knowledge.fault import Fault
from bot.knowledge.positions import Positions


def check_question_order(book: Book, positions: Positions) -> Iterator[Fault]:
    """Yields a fault for every question that is never put, put twice, or put in the wrong list."""
    screen = book.screen
    of_patterns = {
        question.question for presentation in book.presentations.values() for question in presentation.questions
    }
    placed = [*screen.order, *screen.before_every_routine]
    for name, question in book.questions.items():
        times = placed.count(name)
        each_time = name in screen.before_every_routine
        if name in of_patterns or (times == 1 and each_time == question.each_practice):
            continue
        file, line, column = positions.of(question)
        if times == 0:
            wrong, remedy = f"{name} is never put", "add it to order: or before_every_routine: of the screen"
        elif times > 1:
            wrong, remedy = f"{name} is put {times} times", "name it once"
        else:
            wrong, remedy = f"{name} stands in the wrong list", "each_practice: true belongs to before_every_routine:"
        yield Fault(file, line, column, "question_order", wrong, remedy)


CHECK = Check(
    Explanation(
        "question_order",
        rule="Every safety question is put exactly once: in the order of the screen, or before every routine.",
        why=(
            "A question that nobody puts leaves its rules without an answer, so that nothing can be offered. One "
            "that is put twice wears people out, and they stop reading."
        ),
        wrong="screening/extra.yaml holds a question that order: of screening/screen.yaml does not name",
        right="order:\n  - life_threat\n  - the_new_question",
    ),
    check_question_order,
)
