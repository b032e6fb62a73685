"""The interview: which question is open, how a stop is made, what must be asked before a routine."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from bot.dialogue.recording import record
from bot.dialogue.session import Hold, Lock
from bot.dialogue.stages.practice.holds import HOLD
from bot.dialogue.turning import Turning
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.question import Question
from bot.safety.facts import BY_WORDS, Facts
from bot.safety.known import EACH_PRACTICE_HOLDS, Known, facts_of_flag, leaf_facts
from bot.safety.likeness import still_matters
from bot.safety.triage import Triage

WAIT_FOR_MORE = timedelta(minutes=2)
"""How long an urgent outcome waits for the answer that could make it an emergency."""

TIMER_WAITING = "waiting"
TIMER_CHECK_IN = "check_in"

LAST_ACUTE_CHECK = 4
"""Checks up to this number ask for what is so now; the later ones ask for conditions."""

ANYTHING_NEW = "anything_new"
"""The general question before every routine."""

OUTCOME = "outcome"
"""What is counted of outcomes: the level, and the rule behind it."""

ROUTINE_LASTS = timedelta(minutes=45)
"""About how long the longest routine takes with its pauses."""

CHECK_IN_AFTER = timedelta(hours=24)
"""How long after a stop the person is asked whether it was checked, unless the rule of the lock names longer."""


def safety_questions(turning: Turning) -> Iterator[Question]:
    """Yields the questions of the interview in the order in which they are put."""
    for question in turning.book.questions.values():
        if not question.each_practice and not question.only_if_wanted:
            yield question


def next_question(turning: Turning, known: Known) -> Question | None:
    """Returns the first question that concerns the person and has no fresh answer, or None."""
    wanted = turning.session.interview_only
    child = known.value("who") == "child"
    for question in safety_questions(turning):
        if child and question.question not in turning.book.screen.order:
            # What tells patterns apart is of no use where no routine follows.
            continue
        if (
            (not wanted or question.question in wanted)
            and known.is_open(question)
            and _is_needed(turning, known, question)
        ):
            return question
    return None


def _is_needed(turning: Turning, known: Known, question: Question) -> bool:
    """Safety questions are always needed; one that tells patterns apart only while it can change something."""
    return question.question in turning.book.screen.order or still_matters(known, question)


def ask(turning: Turning, question: Question) -> None:
    """Puts a question, with the ticks of an earlier answer already there."""
    facts = turning.person.facts
    ticks = tuple(line.line for line in question.lines if _told(turning, question, line.line) == "yes")
    unsure = tuple(line.line for line in question.lines if facts.said(line.line, question.question) == "unsure")
    turning.go("question", question=question.question, ticks=ticks, unsure=unsure)


def _told(turning: Turning, question: Question, line: str) -> object:
    facts = turning.person.facts
    by_words = facts.said(line, BY_WORDS)
    return "yes" if by_words == "yes" else facts.said(line, question.question)


def could_raise(turning: Turning, known: Known) -> Question | None:
    """Returns an open question whose answer could make an urgent outcome an emergency, or None."""
    for question in safety_questions(turning):
        if question.could_be_emergency and question.when is not None and known.is_open(question):
            return question
    return None


def stop(turning: Turning, found: Triage) -> None:
    """Ends everything with an emergency or urgent outcome and locks."""
    worst = found.findings[0]
    old = turning.person.lock
    cleared = old is not None and old.clot_cleared
    if old is None or old.checking or (old.flag, old.level) != (worst.flag.flag, worst.level):
        lock = Lock(flag=worst.flag.flag, level=worst.level, since=turning.now, clot_cleared=cleared)
        turning.tally(OUTCOME, f"{worst.level.value} {worst.flag.flag}")
        turning.change_person(lock=lock)
    end_practice_quietly(turning)
    turning.change(plan=None, interview_only=(), trail=())
    turning.cancel_timer(TIMER_WAITING)
    if not turning.session.about_other:
        screen = turning.book.screen
        rule = screen.emergency_lock if worst.level is Level.EMERGENCY else screen.urgent_lock
        turning.set_timer(TIMER_CHECK_IN, max(rule.wait, CHECK_IN_AFTER), worst.flag.flag)
    turning.stop_everything()
    turning.go("stopped")


def questions_that_told(turning: Turning, flags: Iterable[str]) -> tuple[str, ...]:
    """Returns the questions whose answers make red flags fire, so that each of them can be asked anew.

    Questions about conditions are left out: what a doctor said is no sign that goes away.
    """
    book, told = turning.book, turning.person.facts.told
    found: dict[str, None] = {}
    for flag in sorted(set(flags) & set(book.red_flags)):
        for fact in facts_of_flag(book, flag):
            for telling in told.get(fact, ()):
                question = book.questions.get(telling.by)
                if question is not None and telling.value != "no" and (question.check or 0) <= LAST_ACUTE_CHECK:
                    found[question.question] = None
    found.pop("who", None)
    found.pop("complaint", None)
    return tuple(found)


def end_practice_quietly(turning: Turning) -> None:
    """Ends a practice without asking anything; its timer and its bell are gone, and what was done is recorded."""
    practice = turning.session.practice
    if practice is not None:
        if practice.ended is None and practice.done:
            record(turning, practice.model_copy(update={"ended": turning.now}))
        turning.cancel_timer(HOLD)
        turning.drop_bell()
        turning.change(practice=None)


def note_holds(turning: Turning, found: Triage) -> None:
    """Keeps the block of each `clinician` finding, and ends those whose time has passed with a clean screen."""
    clinician = [finding for finding in found.at(Level.CLINICIAN) if finding.flag.holds]
    now = {finding.flag.flag for finding in clinician}
    kept = []
    for hold in turning.person.holds:
        flag = turning.book.red_flags.get(hold.flag)
        old = turning.now - hold.since > turning.book.screen.clinician_hold
        if hold.flag in now or (flag is not None and (flag.needs_clinician or not old)):
            kept.append(hold)
    known = {hold.flag for hold in kept}
    new = [Hold(flag=flag, since=turning.now) for flag in sorted(now - known)]
    turning.change_person(holds=(*kept, *new))


def before_routine(turning: Turning) -> Question | None:
    """Returns the next question that must be answered before a routine is shown, or None.

    An answer that would grow too old on the way is asked for now rather than in the middle of a step.
    """
    person = turning.person
    soon = Known(
        turning.book, person.facts, turning.now + ROUTINE_LASTS,
        practice_since=person.history.last_ended, practising=True,
    )  # fmt: skip
    return _open_before_routine(turning, turning.known(practising=True)) or _open_before_routine(turning, soon)


def _open_before_routine(turning: Turning, known: Known) -> Question | None:
    questions = turning.book.questions
    acute = [questions[name] for name in turning.book.screen.acute]
    if not any(known.is_open(question) for question in acute):
        for name in turning.book.screen.before_every_routine:
            # A screen that was just answered stands for the general question; the others are asked all the same.
            if known.is_open(questions[name]) and not (name == ANYTHING_NEW and _just_screened(turning)):
                return questions[name]
    return next_question(turning, known)


def acute_just_answered(book: Book, facts: Facts, now: datetime, last_ended: datetime | None) -> bool:
    """Returns whether the acute questions were answered within the last hours and since the last routine."""
    for name in book.screen.acute:
        for fact in book.questions[name].facts():
            told = next((telling.at for telling in facts.told.get(fact, ()) if telling.by == name), None)
            if told is None or now - told > EACH_PRACTICE_HOLDS or (last_ended is not None and told <= last_ended):
                return False
    return True


def _just_screened(turning: Turning) -> bool:
    person = turning.person
    return acute_just_answered(turning.book, person.facts, turning.now, person.history.last_ended)


def practice_known(turning: Turning) -> Known:
    """Returns what is known for showing a routine: what is asked before every routine counts."""
    return turning.known(practising=True)


def reopen(turning: Turning, questions: tuple[str, ...]) -> None:
    """Forgets the answers to questions, and to every question that hangs on them, so that they are asked again."""
    gone = set(questions)
    settled = {fact for name in questions for fact in turning.book.questions[name].facts()}
    growing = True
    while growing:
        growing = False
        for question in turning.book.questions.values():
            when = question.when
            if question.question not in gone and when is not None and not question.each_practice:
                reads = set(leaf_facts(turning.book, when.reads()))
                if reads & settled and question.question not in _independent(turning):
                    gone.add(question.question)
                    settled |= set(question.facts())
                    growing = True
    turning.change_facts(turning.person.facts.forget(gone))


def _independent(turning: Turning) -> set[str]:
    """The numbered checks stand by themselves; they are asked again only when they are named."""
    return {name for name, question in turning.book.questions.items() if question.check is not None}
