"""Which rules read the answers to each question: what would change if the question were taken out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.book import Book
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.red_flag import Where
from bot.safety.known import leaf_facts


@dataclass(frozen=True, slots=True)
class Reader:
    """One rule that reads a fact.

    Attributes:
        kind: What it is, such as `red flag`.
        name: Its id.
        link: Page and anchor.
    """

    kind: str
    name: str
    link: str


def readers_of_questions(book: Book) -> Mapping[str, tuple[Reader, ...]]:
    """Returns, for each question, the rules that read one of its facts, in the order of the book."""
    by_fact: dict[str, dict[Reader, None]] = {}
    for reader, facts in _reads(book):
        for fact in facts:
            by_fact.setdefault(fact, {})[reader] = None
    found: dict[str, tuple[Reader, ...]] = {}
    for name, question in book.questions.items():
        itself = f"questions.html#{name}"
        reading = (reader for fact in question.facts() for reader in by_fact.get(fact, ()) if reader.link != itself)
        found[name] = tuple(dict.fromkeys(reading))
    return found


def _reads(book: Book) -> Iterator[tuple[Reader, Iterable[str]]]:
    def facts(*conditions: Condition | None) -> list[str]:
        given = [condition for condition in conditions if condition is not None]
        return [fact for condition in given for fact in leaf_facts(book, condition.reads())]

    def sides(*places: Where) -> list[str]:
        return [where.side_of for where in places if where.side_of is not None]

    for name, flag in book.red_flags.items():
        told = [*facts(*(rule.when for rule in flag.levels)), *sides(flag.where)]
        yield Reader("red flag", name, f"flags.html#{name}"), told
    for name, caution in book.cautions.items():
        yield Reader("caution", name, f"cautions.html#{name}"), [*facts(caution.when), *sides(caution.where)]
    for name, presentation in book.presentations.items():
        conditions = [presentation.when, presentation.limits_when, *(ruled.when for ruled in presentation.rules_out)]
        conditions += [sign.when for sign in presentation.signs]
        told = [*facts(*conditions), *sides(*(ruled.where for ruled in presentation.rules_out))]
        yield Reader("pattern", name, f"presentations.html#{name}"), told
    for name, question in book.questions.items():
        conditions = [question.when, *(good.when for good in question.good_for)]
        yield Reader("question", name, f"questions.html#{name}"), facts(*conditions)
    for name, technique in book.techniques.items():
        yield Reader("technique", name, f"techniques.html#{name}"), technique.ask_first
    look = book.screen.look_when
    if look is not None:
        yield Reader("looking at the feet", "look_when", "stopping.html#looking"), facts(look)
