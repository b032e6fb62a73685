"""Plays patient cases and keeps what the rules knew at their end, so that a test can ask the rules themselves."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot.cases.player import CaseResult, play_in_chat
from bot.dialogue.conversation import Conversation
from bot.dialogue.session import Session, read_session
from bot.knowledge.book import Book
from bot.knowledge.models.base import Side
from bot.knowledge.models.case import Case, Expectation
from bot.safety.known import Known
from bot.safety.limits import Limit, limits
from bot.safety.permissions import Permission, permission, permission_each_side
from bot.safety.plan import Item
from tests.played import Ends

NEAR_MISS = "near miss of "

PATTERN_ALONE = ("complaint", "relax_for")
"""Facts that a healthy person tells as well: what bothers them."""


_ANYTHING = Expectation(never=())


@dataclass(frozen=True)
class Played:
    """A case that was played.

    Attributes:
        case: The case.
        result: What came of it.
        book: The edition.
        session: Where its last visit ended.
        now: When.
    """

    case: Case
    result: CaseResult
    book: Book
    session: Session = field(repr=False)
    now: datetime

    @property
    def near_miss_of(self) -> str | None:
        """The caution that this case must not set, by its name."""
        title = self.case.case
        return title.removeprefix(NEAR_MISS).partition(":")[0] if title.startswith(NEAR_MISS) else None

    @property
    def about(self) -> str | None:
        """The caution that this case must set, by its name."""
        return None if self.near_miss_of else self.case.case.partition(":")[0]

    @cached_property
    def known(self) -> Known:
        """What is known at the end; what was never asked counts as no."""
        return Known(self.book, self.session.person.facts, self.now).as_told()

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """The limits that hold at the end."""
        return limits(self.known, (hold.flag for hold in self.session.person.holds))

    @property
    def items(self) -> tuple[Item, ...]:
        """The steps of the plan at the end."""
        practice, plan = self.session.practice, self.session.plan
        found = practice.plan if practice is not None else plan
        return () if found is None else found.items

    def fires(self, caution: str) -> bool:
        """Returns whether a caution holds at the end."""
        return self.known.truth(self.book.cautions[caution].when).fires

    def never(self) -> frozenset[str]:
        """Returns the techniques that the last visit must not hold."""
        last = self.case.later[-1].expect if self.case.later else self.case.expect
        return frozenset(last.never)

    def offers(self) -> frozenset[str]:
        """Returns the techniques that the last visit must hold."""
        last = self.case.later[-1].expect if self.case.later else self.case.expect
        return frozenset(last.offers)

    def permissions(self, technique: str) -> dict[Side, Permission]:
        """Returns what is left of a technique on each side."""
        return permission_each_side(technique, self.book.techniques[technique], self.limits)

    def allowed(self, technique: str) -> bool:
        """Returns whether a technique may be shown on some side."""
        return any(side.allowed for side in self.permissions(technique).values())

    def touched_by(self, technique: str, caution: str) -> bool:
        """Returns whether a caution alone forbids or changes a technique on some side."""
        own = tuple(limit for limit in self.limits if limit.rule == caution)
        found = self.book.techniques[technique]
        return any(permission(technique, found, frozenset({side}), own).rules for side in Side)


def played_of(case: Case, book: Book, ends: Ends) -> Played:
    """Returns a case of the book with its end.

    Args:
        case: The case.
        book: The edition.
        ends: The ends of all cases.
    """
    end = ends[case.case]
    assert end.stored is not None
    return Played(case, end.result, book, read_session(end.stored), end.now)


def _offered(case: Case, conversation: Conversation) -> frozenset[str]:
    """Plays somebody and returns the techniques that they are offered."""
    result, chat = play_in_chat(case, conversation)
    return frozenset(item.technique for item in Played(case, result, conversation.book, chat.session, chat.now).items)


def healthy_twin(case: Case, book: Book) -> Case:
    """Returns the same adult with the same trouble and wishes, and without anything else told.

    Args:
        case: The case.
        book: The edition; what tells its patterns apart is kept.
    """
    wishes = case.later[-1].wants if case.later else case.wants
    apart = {
        fact
        for presentation in book.presentations.values()
        for question in presentation.questions
        for fact in question.facts()
    }
    kept = {fact: value for fact, value in case.answers.items() if fact in apart or fact in PATTERN_ALONE}
    return case.model_copy(update={"who": "adult", "answers": kept, "wants": wishes, "later": (), "says": ""})


class Twins:
    """Healthy twins, each played once."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._plans: dict[str, frozenset[str]] = {}

    def plan_of(self, case: Case) -> frozenset[str]:
        """Returns the techniques that the healthy twin of a case gets."""
        twin = healthy_twin(case, self._conversation.book).model_copy(update={"case": "twin", "expect": _ANYTHING})
        key = twin.model_dump_json()
        if key not in self._plans:
            self._plans[key] = _offered(twin, self._conversation)
        return self._plans[key]


def healthy_plans(conversation: Conversation) -> frozenset[str]:
    """Returns every technique that some healthy person with everything at hand gets in a first session."""
    book = conversation.book
    found: set[str] = set()
    troubles: list[dict[str, str | int]] = [
        {"complaint": choice.choice} for choice in book.questions["complaint"].choices if choice.choice != "relax"
    ]
    troubles += [{"complaint": "relax", "relax_for": choice.choice} for choice in book.questions["relax_for"].choices]
    for trouble in troubles:
        for minutes in (5, 10, 15, 20):
            wants = {"minutes": minutes, "equipment": tuple(book.words.equipment)}
            case = Case.model_validate(
                {"case": "healthy", "answers": trouble, "wants": wants, "expect": {"triage": "selfcare"}}
            )
            found |= _offered(case, conversation)
    return frozenset(found)
