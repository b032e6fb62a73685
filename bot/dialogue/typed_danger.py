"""Danger signs in typed words: what to do at once, together with a yes / no / not sure question.

Words only ever add. Nothing that is typed clears a sign or skips a question.
"""

from datetime import timedelta

from bot.dialogue import flow, interview
from bot.dialogue.screen import Screen, paragraphs
from bot.dialogue.session import TypedSign
from bot.dialogue.showing_questions import yes_no_rows
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.welcome import COMPLAINT
from bot.dialogue.turn import Button, Kind, Message
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level
from bot.language.danger.reading import Reading, Sense
from bot.safety.facts import BY_WORDS
from bot.safety.triage import Finding, finding_of, triage, worst_level

REMEMBERED = timedelta(hours=24)
"""How long signs in several messages add up (`clinical` safety 5.1, rule 10)."""

LONGEST_READ = 12_000
"""Letters of a message that are read; Telegram allows 4,096."""


def read(turning: Turning, text: str) -> Reading:
    """Reads words for danger signs, together with those of the last day, and remembers what was found."""
    earlier = tuple(sign for sign in turning.session.typed if turning.now - sign.at <= REMEMBERED)
    reading = turning.materials.danger.read(text[:LONGEST_READ], [sign.fact for sign in earlier])
    new = tuple(TypedSign(fact=fact, at=turning.now) for fact in reading.to_remember)
    fresh = {sign.fact for sign in new}
    turning.change(typed=(*(sign for sign in earlier if sign.fact not in fresh), *new)[-40:])
    return reading


def act_on(turning: Turning, reading: Reading) -> bool:
    """Acts on what was found.

    Returns:
        Whether something was found that is told or asked about.
    """
    book = turning.book
    past = [
        book.red_flags[finding.fact].past_means
        for finding in reading.findings
        if finding.sense is Sense.PAST and finding.fact in book.red_flags and not finding.other_person
    ]
    turning.tell(BY_WORDS, {fact: "yes" for fact in past if fact is not None})
    signs = [finding for finding in reading.findings if finding.sense is not Sense.IDIOM]
    flags = [finding.fact for finding in signs if finding.fact in book.red_flags]
    now = {finding.fact for finding in signs if finding.sense is Sense.NOW}
    flags.sort(key=lambda name: (name not in now, -worst_level(book.red_flags[name]).seriousness))
    conditions = [
        finding.fact
        for finding in signs
        if finding.sense is Sense.NOW and finding.fact not in book.red_flags and _line(turning, finding.fact)
    ]
    conditions = [name for name in conditions if turning.known().value(name) != "yes"]
    to_confirm = tuple(dict.fromkeys((*flags, *conditions)))
    if not to_confirm:
        return False
    told = {name: "unsure" for name in to_confirm if name in now and not _said_yes(turning, name)}
    turning.tell(BY_WORDS, dict(told))
    found = triage(turning.known())
    turning.change(confirm=tuple(dict.fromkeys((*to_confirm, *turning.session.confirm))))
    stopping = [finding for name in flags if name in now and (finding := _finding(turning, name)) is not None]
    if found.stops and any(finding.level in {Level.EMERGENCY, Level.URGENT} for finding in stopping):
        _stop_and_ask(turning, found.findings[0])
    else:
        turning.freshly()
        turning.go("confirm", flag=to_confirm[0])
    return True


def _line(turning: Turning, fact: str) -> str:
    """Returns the words of the line that asks for a fact, or nothing where no list does."""
    for question in turning.book.asked_by.get(fact, ()):
        for line in question.lines:
            if fact in {line.line, *line.means}:
                return line.text
    return ""


def _said_yes(turning: Turning, name: str) -> bool:
    return turning.person.facts.said(name, BY_WORDS) == "yes"


def _finding(turning: Turning, name: str) -> Finding | None:
    return finding_of(turning.book.red_flags[name], turning.known())


def _stop_and_ask(turning: Turning, worst: Finding) -> None:
    """The call line first and alone; the question after it, as its own message."""
    interview.stop(turning, triage(turning.known()))
    words = turning.book.words
    flag = worst.flag
    calls = {
        "maternity": words.maternity_call, "prescriber": words.prescriber_call,
        "treatment_team": words.treatment_team_call, "crisis": words.crisis_call,
    }  # fmt: skip
    level = words.levels[worst.level]
    text = paragraphs(
        turning.read(level.say), turning.read(calls.get(flag.call, "")), turning.read(flag.first_aid),
        turning.read(level.then),
    )  # fmt: skip
    turning.go("confirm", flag=turning.session.confirm[0])
    numbers = Button(turning.say("Show emergency numbers"), f"{turning.session.screen}.numbers", danger=True)
    turning.send(Message(Kind.STOP, text, ((numbers,),), sound=True))


def show_confirm(turning: Turning) -> Screen:
    """Asks the exact question about what was typed."""
    name = turning.stage.flag or ""
    book = turning.book
    if name in book.red_flags:
        asked = turning.say("**Is this happening now?** {question}", question=turning.read(book.red_flags[name].asks))
        urgent = book.red_flags[name]
        if turning.person.lock is None and worst_level(urgent) in {Level.EMERGENCY, Level.URGENT}:
            line = turning.say(
                "If yes, get help now: your local emergency number (112 / 911 / 999), or a doctor today."
            )
            return Screen(paragraphs(asked, line), yes_no_rows(turning), fresh=True)
        return Screen(asked, yes_no_rows(turning), fresh=True)
    line = turning.read(_line(turning, name))
    asked = turning.say("Thank you, that matters. **Is this so for you?** {line}", line=line)
    return Screen(asked, yes_no_rows(turning), fresh=True)


def press_confirm(turning: Turning, code: str) -> None:
    """Only a fresh No takes a typed sign back, and only once; not sure counts as yes."""
    name = turning.stage.flag or ""
    if code not in {"c:yes", "c:no", "c:unsure"}:
        return
    waiting = tuple(other for other in turning.session.confirm if other != name)
    turning.change(confirm=waiting)
    if code == "c:no" and name not in turning.session.mistakes:
        if name in turning.book.red_flags:
            turning.change(mistakes=(*turning.session.mistakes, name))
        turning.change_facts(turning.person.facts.without([name], by=BY_WORDS))
    else:
        turning.tell(BY_WORDS, {name: "yes" if code == "c:yes" else "unsure"})
    _after(turning, waiting, cleared=code == "c:no")


def _after(turning: Turning, waiting: tuple[str, ...], *, cleared: bool) -> None:
    found = triage(turning.known())
    lock = turning.person.lock
    if found.stops:
        if lock is None:
            interview.stop(turning, found)
            return
        if waiting:
            turning.go("confirm", flag=waiting[0])
        else:
            worst = found.findings[0]
            turning.change_person(lock=lock.model_copy(update={"flag": worst.flag.flag, "level": worst.level}))
            raising = interview.could_raise(turning, turning.known()) if worst.level is Level.URGENT else None
            if raising is None or turning.session.consented is None:
                turning.go("stopped")
            else:
                interview.ask(turning, raising)
        return
    if lock is not None and _from_words(turning):
        turning.change_person(lock=None)
    if waiting:
        turning.go("confirm", flag=waiting[0])
        return
    if cleared:
        turning.tell_person(
            turning.say(
                "Thank you. If you were in a routine, it stays stopped. I'll ask what is new before the next one."
            )
        )
        leave_aside(turning)
    elif turning.session.consented is None:
        leave_aside(turning)
    elif turning.session.practice is not None:
        flow.resume(turning)
    elif turning.session.plan is not None:
        flow.show_plan(turning)
    elif turning.person.facts.told.get(COMPLAINT):
        flow.advance(turning)
    else:
        leave_aside(turning)


def _from_words(turning: Turning) -> bool:
    """Whether the lock was set by typed words that were now taken back: nothing told by taps stands behind it."""
    lock = turning.person.lock
    return lock is not None and not lock.checking and lock.flag in turning.session.mistakes
