"""The likeness on the outcome screen: what the answers are like and why, a way to disagree, and a goal instead."""

from bot.dialogue import flow
from bot.dialogue.screen import Press, in_pairs
from bot.dialogue.session import Person
from bot.dialogue.stages.welcome import COMPLAINT, WHO
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Question
from bot.safety.facts import Value
from bot.safety.known import Known, leaf_facts
from bot.safety.likeness import disagree, likeness

GOAL_WANTED = "goal_wanted"
"""The fact that the person wants a routine for a goal, not for a pattern; the complaint settles it."""

OTHER_ADULT = "other_adult"


def likeness_words(turning: Turning, known: Known) -> list[str]:
    """Returns what the answers are like and why, what to expect, and when to see a clinician.

    Args:
        turning: The turn.
        known: What is known of the person.
    """
    found = likeness(known)
    if found.presentation is None:
        return []
    say, read, entries = turning.say, turning.read, turning.book.presentations
    presentation = entries[found.presentation]
    parts = [read(presentation.likeness)]
    if found.becauses:
        parts.append(say("Why? You said that {reasons}.", reasons=_listed(turning, found.becauses)))
    others = [name for name in found.others if name != found.presentation]
    if others:
        names = _listed(turning, [entries[name].name for name in others])
        parts.append(say("It may also be like {names}. I leave out what could harm any of them.", names=names))
    elif found.disputed:
        parts.append(say("You said that the other likeness does not fit. What I left out because of it stays out."))
    return [*parts, read(presentation.expect), read(presentation.clinician_when)]


def likeness_rows(turning: Turning, known: Known) -> list[tuple[Press, ...]]:
    """Returns the buttons to disagree and to take a goal instead.

    Args:
        turning: The turn.
        known: What is known of the person.
    """
    found = likeness(known)
    if found.presentation is None:
        return []
    say = turning.say
    presentation = turning.book.presentations[found.presentation]
    buttons = []
    if found.becauses and not presentation.general:
        buttons.append(Press(say("That's not it"), "not_it"))
    if not presentation.goal:
        buttons.append(Press(say("A goal instead"), "goal"))
    else:
        buttons.append(Press(say("Another goal"), "goal"))
        if _hurts(turning):
            buttons.append(Press(say("Back to my pain"), "pain"))
    return list(in_pairs(buttons))


def press_likeness(turning: Turning, code: str) -> bool:
    """Takes a disagreement, or the wish for a goal.

    Args:
        turning: The turn.
        code: What was pressed.

    Returns:
        Whether the button was one of these.
    """
    known = turning.known()
    if code == "not_it":
        presentation = likeness(known).presentation
        if presentation is not None:
            turning.change_facts(disagree(turning.person.facts, presentation, turning.now))
        turning.go("preferences")
    elif code == "goal":
        turning.tell(COMPLAINT, {GOAL_WANTED: "yes"})
        asking = [question.question for question in _goal_questions(turning)]
        turning.change_facts(turning.person.facts.forget(asking))
        flow.advance(turning)
    elif code == "pain" and _hurts(turning):
        turning.tell(COMPLAINT, {GOAL_WANTED: "no"})
        flow.advance(turning)
    else:
        return False
    return True


def begin_for_somebody_else(turning: Turning, question: Question) -> None:
    """Begins a visit about the adult whom a routine is for: everything is asked about that person.

    What was wanted goes along: the answers that led to the question.

    Args:
        turning: The turn.
        question: The question that was answered with 'somebody else'.
    """
    behind = set(leaf_facts(turning.book, question.when.reads())) if question.when is not None else set()
    facts = turning.person.facts
    wanted: dict[str, dict[str, Value]] = {}
    for other in turning.book.questions.values():
        told = {
            fact: facts.said(fact, other.question) for fact in other.facts() if fact in behind - {WHO, GOAL_WANTED}
        }
        wanted |= {other.question: {fact: value for fact, value in told.items() if value is not None}} if told else {}
    complaint = turning.book.questions[COMPLAINT]
    goal = next(choice.choice for choice in complaint.choices if GOAL_WANTED in choice.means)
    wanted[COMPLAINT] = complaint.settled_by(goal)
    turning.change(guest=Person(), about_other=True, plan=None, trail=(), first_words=None)
    turning.tell(WHO, {WHO: OTHER_ADULT})
    for name, values in wanted.items():
        turning.tell(name, values)
    turning.tell_person(
        turning.say("Then my questions are about that person. Please ask them, and tap what they say.")
    )
    flow.advance(turning)


def _goal_questions(turning: Turning) -> list[Question]:
    """Returns the questions that hang on nothing but the wish for a goal."""
    return [
        question
        for question in turning.book.questions.values()
        if question.when is not None and set(question.when.reads()) == {GOAL_WANTED}
    ]


def _hurts(turning: Turning) -> bool:
    """Whether something hurts, so that there are patterns to go back to."""
    complaint = turning.book.questions[COMPLAINT]
    said = turning.person.facts.said(COMPLAINT, COMPLAINT)
    return any(choice.choice == said and GOAL_WANTED not in choice.means for choice in complaint.choices)


def _listed(turning: Turning, parts: list[str] | tuple[str, ...]) -> str:
    """Returns several things in one sentence."""
    *first, last = (turning.read(part) for part in parts)
    return turning.say("{first} and {last}", first=", ".join(first), last=last) if first else last
