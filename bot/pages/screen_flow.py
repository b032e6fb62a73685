"""The safety screen as steps: what is asked of whom, what each answer opens, and where it stops."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.question import Question
from bot.pages.conditions import Saying, in_words
from bot.pages.mentions import SOME_NUMBER, Mention, mentions
from bot.pages.naming import FactNames
from bot.safety.known import leaf_facts
from bot.safety.triage import worst_level


@dataclass(frozen=True, slots=True)
class Arrow:
    """One answer, and where it can lead.

    Attributes:
        words: The answer.
        flags: Red flags that ask for it by name, each with its most serious level.
        cautions: Cautions that ask for it by name.
        opens: Questions that it opens.
    """

    words: str
    flags: tuple[tuple[str, Level], ...]
    cautions: tuple[str, ...]
    opens: tuple[str, ...]

    @property
    def leads_on(self) -> bool:
        """Whether it leads anywhere but to the next question."""
        return bool(self.flags or self.cautions or self.opens)


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the screen.

    Attributes:
        question: The question.
        asked_of: Of whom it is asked, or None: of everybody.
        arrows: Its answers that lead somewhere.
        acts_at_once: Whether the first tap acts.
        follows: Whether it hangs on an earlier answer, other than whom it is for and what bothers them.
    """

    question: Question
    asked_of: Saying | None
    arrows: tuple[Arrow, ...]
    acts_at_once: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A question with those that hang on it, for the short view.

    Attributes:
        step: The question.
        followers: What is asked behind it, of some people.
        levels: The most serious levels that its answers can lead to, each once, the most serious first.
    """

    step: Step
    followers: tuple[Step, ...]
    levels: tuple[Level, ...]


ABOUT_EVERYBODY = frozenset({"who", "complaint"})
"""Facts that every person tells; a question that hangs on these alone is no follow-up."""


class ScreenFlow:
    """Draws the screen of one book."""

    def __init__(self, book: Book, names: FactNames) -> None:
        """Prepares.

        Args:
            book: The edition.
            names: The words for its facts.
        """
        self._book = book
        self._names = names
        self._flags: dict[Mention, dict[str, Level]] = {}
        self._cautions: dict[Mention, dict[str, None]] = {}
        self._opens: dict[Mention, dict[str, None]] = {}
        for name, flag in book.red_flags.items():
            for rule in flag.levels:
                for mention in mentions(book, rule.when):
                    self._flags.setdefault(mention, {})[name] = worst_level(flag)
        for name, caution in book.cautions.items():
            for mention in mentions(book, caution.when):
                self._cautions.setdefault(mention, {})[name] = None
        for name, question in book.questions.items():
            if question.when is not None:
                for mention in mentions(book, question.when):
                    self._opens.setdefault(mention, {})[name] = None

    def steps(self, questions: Iterable[str]) -> tuple[Step, ...]:
        """Returns the steps of some questions, in their order."""
        return tuple(self._step(self._book.questions[name]) for name in questions)

    def groups(self, questions: Iterable[str]) -> tuple[Group, ...]:
        """Returns the steps of some questions, each follow-up with the question that it stands behind."""
        gathered: list[list[Step]] = []
        for step in self.steps(questions):
            if step.follows and gathered:
                gathered[-1].append(step)
            else:
                gathered.append([step])
        return tuple(Group(first, tuple(rest), _levels(first, *rest)) for first, *rest in gathered)

    def _step(self, question: Question) -> Step:
        asked_of = None if question.when is None else in_words(question.when, self._names.of)
        arrows = tuple(arrow for arrow in self._arrows(question) if arrow.leads_on)
        reads = frozenset() if question.when is None else frozenset(leaf_facts(self._book, question.when.reads()))
        follows = question.check is None and not reads <= ABOUT_EVERYBODY
        return Step(question, asked_of, arrows, acts_at_once=question.kind == "signs", follows=follows)

    def _arrows(self, question: Question) -> Iterator[Arrow]:
        for line in question.lines:
            told = [(fact, "yes") for fact in (line.line, *line.means)]
            yield self._arrow(question, line.text, told)
        for choice in question.choices:
            told = [(str(question.fact), choice.choice), *choice.means.items()]
            yield self._arrow(question, choice.label, told)
        if question.fact is not None and not question.choices:
            answers = {"yes_no": (("Yes, or not sure", "yes"), ("No, or not sure", "no"))}
            for words, answer in answers.get(question.kind, (("Any answer", SOME_NUMBER),)):
                yield self._arrow(question, words, [(question.fact, answer)])

    def _arrow(self, question: Question, words: str, told: list[Mention]) -> Arrow:
        flags = {name: level for mention in told for name, level in self._flags.get(mention, {}).items()}
        cautions = {name: None for mention in told for name in self._cautions.get(mention, {})}
        opens = {name: None for mention in told for name in self._opens.get(mention, {}) if name != question.question}
        return Arrow(words, tuple(sorted(flags.items(), key=_seriousness)), tuple(cautions), tuple(opens))


def _seriousness(flag: tuple[str, Level]) -> tuple[int, str]:
    name, level = flag
    return -level.seriousness, name


def _levels(*steps: Step) -> tuple[Level, ...]:
    found = {level for step in steps for arrow in step.arrows for _, level in arrow.flags}
    return tuple(sorted(found, key=lambda level: -level.seriousness))
