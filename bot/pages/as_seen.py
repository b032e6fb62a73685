"""What a person sees in the chat, made by the conversation itself: nothing of its layout is written a second time."""

from dataclasses import dataclass
from itertools import chain, islice

from bot.dialogue.conversation import Conversation
from bot.dialogue.picture_name import read_picture
from bot.dialogue.session import Hold, Lock, Person, Practice, Session, Stage
from bot.dialogue.stages.welcome import COMPLAINT
from bot.dialogue.turn import Message
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level, Side
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.red_flag import LevelRule, RedFlag
from bot.language.catalogues import Catalogues
from bot.pages.persons import MOMENT, experienced, healthy_facts, told_in_words, ways
from bot.safety.doses import Experience
from bot.safety.known import Known
from bot.safety.permissions import MOST_PRESSURE, permission_each_side
from bot.safety.plan import Item, Plan
from bot.safety.planner import Planner, Wishes
from bot.safety.triage import triage

MOST_WAYS = 200
"""How many ways to make a rule fire are tried, until one leads to its level and to nothing worse."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One message of the chat.

    Attributes:
        text: Its words; `**` is bold.
        buttons: What its buttons say, row by row.
        picture: Name of its picture, or None.
    """

    text: str
    buttons: tuple[tuple[str, ...], ...]
    picture: str | None


class InTheChat:
    """Shows entries of one book as the chat shows them to an invented person."""

    def __init__(self, book: Book, catalogues: Catalogues) -> None:
        """Prepares.

        Args:
            book: The edition.
            catalogues: The words of the code.
        """
        self._book = book
        self._conversation = Conversation(book, catalogues)
        self._healthy = healthy_facts(book)

    def question(self, name: str) -> Seen:
        """Shows a question of the interview, nothing ticked."""
        person = Person(facts=self._healthy.forget([name]))
        return _seen(self._show(person, Stage(name="question", question=name)))

    def outcome(self, flag: RedFlag, rule: LevelRule) -> Seen | None:
        """Shows the outcome that a red flag leads to by one of its levels.

        Returns:
            The message; None where the level shows no outcome of its own, or where none of the ways to it that were
            tried leads to this level and no other.
        """
        worse = [other.when for other in flag.levels if other.level.seriousness > rule.level.seriousness]
        alone = Condition.model_validate({"all": [rule.when, *({"not": when} for when in worse)]})
        for values in islice(chain(ways(self._book, rule.when), ways(self._book, alone)), MOST_WAYS):
            facts = told_in_words(self._healthy, values)
            found = triage(Known(self._book, facts, MOMENT)).findings
            if not any(finding.flag == flag and finding.level is rule.level for finding in found):
                continue
            if rule.level in {Level.EMERGENCY, Level.URGENT}:
                lock = Lock(flag=flag.flag, level=rule.level, since=MOMENT)
                return _seen(self._show(Person(facts=facts, lock=lock), Stage(name="stopped")))
            # Other signs may stop for good; what is to be seen is the outcome of this level.
            if rule.level is Level.CLINICIAN and found[0].level is rule.level:
                holds = (Hold(flag=flag.flag, since=MOMENT),) if flag.holds else ()
                return _seen(self._show(Person(facts=facts, holds=holds), Stage(name="clinician")))
        return None

    def technique(self, name: str, *, why: bool = False) -> Seen | None:
        """Shows a technique to a healthy person who asked for something that it is not left out for.

        Args:
            name: Id of the technique.
            why: Show what Why? says instead of the step.

        Returns:
            The message; None where no healthy person is ever shown it.
        """
        technique = self._book.techniques[name]
        each = technique.dose.sides == "each"
        item = Item(
            technique=name,
            sides=tuple(Side) if each else (),
            seconds=technique.dose.seconds,
            pressure=min(MOST_PRESSURE, technique.pressure),
        )
        plan = Plan(routine=self._routine_with(name), items=(item,), asked_minutes=10)
        practice = Practice(plan=plan, started=MOMENT)
        stage = Stage(name="step_why" if why else "practice")
        for complaint in self._book.questions[COMPLAINT].choices:
            facts = self._healthy.tell(COMPLAINT, MOMENT, {COMPLAINT: complaint.choice})
            shown = self._show(experienced(self._book, facts), stage, plan=plan, practice=practice)
            if shown.technique == name:
                return _seen(shown)
        return None

    def plan(self, routine: str, minutes: int, *, first: bool) -> Seen | None:
        """Shows the plan of a routine for a person without any limits who has everything at hand.

        Args:
            routine: Id of the routine.
            minutes: What the person asks for.
            first: Whether it is the first routine, so that the ceilings of a first session hold.

        Returns:
            The message; None where nothing of the routine fits.
        """
        book = self._book
        person = Person(facts=self._healthy) if first else experienced(book, self._healthy)
        weeks_later = Experience(practices=40, week=8, used=frozenset(book.classes), loading_week=8)
        planner = Planner(
            book,
            lambda name: permission_each_side(name, book.techniques[name], ()),
            Wishes(minutes, frozenset(book.words.equipment)),
            Experience() if first else weeks_later,
            look_first=False,
        )
        plan = planner.plan(routine)
        if not plan.items:
            return None
        return _seen(self._show(person, Stage(name="plan"), plan=plan))

    def _show(
        self, person: Person, stage: Stage, plan: Plan | None = None, practice: Practice | None = None
    ) -> Message:
        session = Session(
            chat=1, consented=MOMENT, owner=person, stage=stage, plan=plan, practice=practice, last_at=MOMENT
        )
        turn = self._conversation.show_again(session.model_dump_json(), 1, MOMENT)
        return next(shown for shown in reversed(turn.outgoing) if isinstance(shown, Message))

    def _routine_with(self, technique: str) -> str:
        """Returns a routine that holds a technique, for the goals that Why? speaks of; else any."""
        for name, routine in self._book.routines.items():
            variants = routine.variants
            if any(step.technique == technique for step in (*variants.short, *variants.standard, *variants.long)):
                return name
        return next(iter(self._book.routines))


def _seen(message: Message) -> Seen:
    rows = tuple(tuple(button.label for button in row) for row in message.buttons)
    picture = None if message.picture is None else read_picture(message.picture).name
    return Seen(message.text, rows, picture)
