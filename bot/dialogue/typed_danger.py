"""Danger signs in typed words: what to do at once, together with a yes / no / not sure question.

Words only ever add. Nothing that is typed clears a sign or skips a question.
"""

from datetime import datetime, timedelta

from bot.dialogue import flow, interview
from bot.dialogue.screen import Screen, paragraphs
from bot.dialogue.session import TypedSign
from bot.dialogue.showing_questions import yes_no_rows
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.stages.welcome import COMPLAINT
from bot.dialogue.turn import Button, Kind, Message
from bot.dialogue.turning import Turning
from bot.dialogue.typed_so_far import KnownSoFar
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.language.danger.reading import Reading, Sense
from bot.language.likeness import Likeness
from bot.safety.facts import BY_WORDS, Facts
from bot.safety.triage import Finding, Triage, finding_of, triage, worst_level

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
    turning.tell(BY_WORDS, dict.fromkeys(past_conditions(book, reading), "yes"))
    found = to_ask(book, reading)
    known = turning.known()
    asks = [name for name in found if name in book.red_flags or known.value(name) != "yes"]
    if not asks:
        return False
    now = set(reading.now)
    turning.tell(BY_WORDS, {name: "unsure" for name in asks if name in now and not _said_yes(turning, name)})
    turning.change(confirm=tuple(dict.fromkeys((*asks, *turning.session.confirm))))
    first_asked = turning.materials.danger.asked_first
    so_far = _so_far(turning)
    stopping = [name for name in asks if name in now and name in book.red_flags and name not in first_asked]
    if any(_stops(finding_of(book.red_flags[name], so_far)) for name in stopping):
        _stop_and_ask(turning, triage(so_far))
    elif _stops_by_known(turning, [name for name in asks if name in now]):
        _stop_and_ask(turning, triage(turning.known()))
    else:
        turning.freshly()
        turning.go("confirm", flag=asks[0])
    return True


def ask_alike(turning: Turning, text: str, reading: Reading) -> bool:
    """Asks about what the words are only like, where the rules found nothing: a question, and nothing is told.

    Returns:
        Whether something is asked.
    """
    alike = to_ask_by_likeness(turning.book, turning.materials.likeness, text, reading)
    asks = [name for name in alike if name not in turning.session.mistakes]
    if not asks:
        return False
    turning.change(confirm=tuple(dict.fromkeys((*asks, *turning.session.confirm))))
    turning.freshly()
    turning.go("confirm", flag=asks[0])
    return True


def to_ask_by_likeness(book: Book, likeness: Likeness | None, text: str, reading: Reading) -> tuple[str, ...]:
    """Returns the red flags that words are only like; what the rules have set aside stays aside.

    Args:
        book: The edition.
        likeness: What compares sentences, or None.
        text: The message.
        reading: What the rules read in it.
    """
    if likeness is None or reading.findings or text.startswith("/"):
        return ()
    return tuple(name for name in likeness.near(text) if name in book.red_flags and name not in reading.set_aside)


def past_conditions(book: Book, reading: Reading) -> tuple[str, ...]:
    """Returns the conditions that a sign of long ago leaves behind, such as a clot."""
    past = [
        book.red_flags[finding.fact].past_means
        for finding in reading.findings
        if finding.sense is Sense.PAST and finding.fact in book.red_flags and not finding.other_person
    ]
    return tuple(fact for fact in past if fact is not None)


def to_ask(book: Book, reading: Reading) -> tuple[str, ...]:
    """Returns what is asked about after a reading, the most urgent first: red flags, then conditions.

    What somebody else had long ago is let go; a way of speaking is no sign.

    Args:
        book: The edition.
        reading: What was read.
    """
    signs = [
        finding
        for finding in reading.findings
        if finding.sense is not Sense.IDIOM and not (finding.sense is Sense.PAST and finding.other_person)
    ]
    now = {finding.fact for finding in signs if finding.sense is Sense.NOW}
    flags = [finding.fact for finding in signs if finding.fact in book.red_flags]
    flags.sort(key=lambda name: (name not in now, -worst_level(book.red_flags[name]).seriousness))
    conditions = [name for name in reading.now if name not in book.red_flags and _line(book, name)]
    return tuple(dict.fromkeys((*flags, *conditions)))


def level_of(book: Book, reading: Reading, now: datetime) -> Level | None:
    """Returns the most serious level that words alone may mean, or None: what the chat would stop or ask for.

    Args:
        book: The edition.
        reading: What was read.
        now: This moment.
    """
    told = Facts().tell(BY_WORDS, now, {name: "unsure" for name in to_ask(book, reading) if name in reading.now})
    found = triage(KnownSoFar(book, told, now))
    return found.level if found.findings else None


def _line(book: Book, fact: str) -> str:
    """Returns the words of the line or the question that asks for a fact, or nothing where none does."""
    for question in book.asked_by.get(fact, ()):
        for line in question.lines:
            if fact in {line.line, *line.means}:
                return line.text
        if question.kind == "yes_no" and question.fact == fact:
            return question.ask
    return ""


def _said_yes(turning: Turning, name: str) -> bool:
    return turning.person.facts.said(name, BY_WORDS) == "yes"


def _so_far(turning: Turning) -> KnownSoFar:
    return KnownSoFar(turning.book, turning.person.facts, turning.now)


def _stops(finding: Finding | None) -> bool:
    return finding is not None and finding.level in {Level.EMERGENCY, Level.URGENT}


def _stops_by_known(turning: Turning, names: list[str]) -> bool:
    """Whether what was told with taps and words together stops already."""
    known = turning.known()
    flags = turning.book.red_flags
    return any(_stops(finding_of(flags[name], known)) for name in names if name in flags)


def _stop_and_ask(turning: Turning, found: Triage) -> None:
    """The call line first and alone; the question after it, as its own message."""
    interview.stop(turning, found)
    worst = found.findings[0]
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
        flag = book.red_flags[name]
        grave = worst_level(flag) in {Level.EMERGENCY, Level.URGENT} and flag.modifies is None
        if turning.person.lock is None and grave:
            line = turning.say(
                "If yes, get help now: your local emergency number (112 / 911 / 999), or a doctor today."
            )
            return Screen(paragraphs(asked, line), yes_no_rows(turning), fresh=True)
        return Screen(asked, yes_no_rows(turning), fresh=True)
    line = turning.read(_line(book, name))
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


def _lead_on(turning: Turning) -> None:
    """Leads on to what was told beside the danger, or home."""
    if turning.session.understood is not None and turning.person.lock is None:
        turning.go("understood")
    else:
        leave_aside(turning)


def _after(turning: Turning, waiting: tuple[str, ...], *, cleared: bool) -> None:
    found = triage(turning.known())
    lock = turning.person.lock
    if not found.stops and lock is not None and _tells(turning, lock.flag):
        # What the words alone stopped for stays stopped until it is taken back or checked.
        found = triage(_so_far(turning))
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
        _lead_on(turning)
    elif turning.session.consented is None or turning.session.understood is not None:
        _lead_on(turning)
    elif turning.session.practice is not None:
        flow.resume(turning)
    elif turning.session.plan is not None:
        flow.show_plan(turning)
    elif turning.person.facts.told.get(COMPLAINT):
        flow.advance(turning)
    else:
        _lead_on(turning)


def _tells(turning: Turning, flag: str) -> bool:
    """Whether typed words still tell the flag of a lock."""
    return turning.person.facts.said(flag, BY_WORDS) in {"yes", "unsure"}


def _from_words(turning: Turning) -> bool:
    """Whether the lock was set by typed words that were now taken back: nothing told by taps stands behind it."""
    lock = turning.person.lock
    return lock is not None and not lock.checking and lock.flag in turning.session.mistakes
