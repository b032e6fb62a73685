"""What people ask and what people claim, with honest answers: at any moment, and then back to where one was."""

from collections.abc import Iterable

from bot.dialogue import flow
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.session import StageName
from bot.dialogue.stages.home import leave_aside
from bot.dialogue.step_answers import answer_for_step
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level, Standing
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.faq import Faq
from bot.safety.triage import triage

LEARNING: frozenset[StageName] = frozenset({"learn", "learn_topic", "learn_answer", "learn_claims"})
"""The stages of this file. None of them shows a technique, so they are open under a lock and before consent."""

CLAIMS_A_PAGE = 4
"""So that a page can be read without scrolling far."""

NEED_PRACTICE: frozenset[StageName] = frozenset(
    {"practice", "step_why", "hurts", "eased", "pain_after", "effort", "cramp_done"}
)
NEED_PLAN: frozenset[StageName] = frozenset({"plan", "change"})
BACK_UNDER_LOCK: frozenset[StageName] = frozenset(
    {"stopped", "confirm", "mistake", "seen", "said", "too_early", "kept", "forget", "question", "which", "line",
     "why", "settle", "child"}
)  # fmt: skip
"""Where a locked person may go back to; from anywhere else it is back to the lock."""


def open_topics(turning: Turning) -> None:
    """Opens the topics, and remembers where the person was.

    A danger sign that waits for its outcome comes first: reading must not keep anybody from it.
    """
    session = turning.session
    if session.consented is not None and session.person.lock is None and triage(turning.known()).stops:
        flow.advance(turning)
        return
    if turning.stage.name not in LEARNING:
        turning.change(left=turning.stage)
    turning.go("learn")


def answer_of(turning: Turning, name: str) -> str:
    """Returns the answer to one question, with its grade in words.

    During a practice the step on the screen answers where it can. A locked person gets only answers that invite to
    nothing; for the others it is said why not.

    Args:
        turning: The turn.
        name: Id of the question.

    Raises:
        KeyError: The book has no such question.
    """
    entry = turning.book.faq[name]
    if turning.person.lock is not None:
        if not entry.under_lock:
            return paragraphs(_lock_line(turning), turning.say("I can answer that when it has been checked."))
        return paragraphs(_lock_line(turning), f"**{turning.read(entry.question)}**", turning.read(entry.answer))
    if entry.answers_for_step is not None:
        of_step = answer_for_step(turning, entry.answers_for_step)
        if of_step is not None:
            return of_step
    return paragraphs(
        f"**{turning.read(entry.question)}**",
        turning.read(entry.answer),
        turning.say("How well it is known: {grade}", grade=turning.read(turning.book.words.evidence[entry.evidence]))
        if entry.evidence is not None
        else "",
        ""
        if entry.under_lock
        else turning.say("This is general. What your answers rule out stays out of your routine."),
    )


# -- topics --------------------------------------------------------------------------------------------


def show(turning: Turning) -> Screen:
    """Shows the topics."""
    say = turning.say
    topics = [topic for topic in turning.book.topics if _questions(turning, topic)]
    rows = [(Press(turning.read(turning.book.topics[topic]), f"t:{topic}"),) for topic in topics]
    if _claim_pages(turning):
        rows.append((Press(say("What people claim"), "claims"),))
    rows.append((Press(say("Back to where I was"), "leave"),))
    practice = turning.session.practice
    waits = practice is not None and practice.ended is None and turning.person.lock is None
    text = paragraphs(
        _lock_line(turning),
        say("**What would you like to know?** I also say how well each thing is known."),
        say("Your routine waits for you.") if waits else "",
    )
    return Screen(text, tuple(rows))


def press(turning: Turning, code: str) -> None:
    """Opens a topic or the claims, or leads back."""
    kind, _, name = code.partition(":")
    if code == "leave":
        leave(turning)
    elif code == "claims":
        turning.go("learn_claims")
    elif kind == "t" and _questions(turning, name):
        turning.go("learn_topic", reading=name)


def show_topic(turning: Turning) -> Screen:
    """Shows the questions of a topic."""
    topic = turning.stage.reading or ""
    rows = [(Press(turning.read(entry.short), f"q:{name}"),) for name, entry in _questions(turning, topic).items()]
    rows.append((Press(turning.say("All topics"), "topics"),))
    heading = turning.read(turning.book.topics.get(topic, ""))
    return Screen(paragraphs(_lock_line(turning), f"**{heading}**" if heading else ""), tuple(rows))


def press_topic(turning: Turning, code: str) -> None:
    """Opens a question, or leads back to the topics."""
    kind, _, name = code.partition(":")
    if code == "topics":
        turning.go("learn")
    elif kind == "q" and name in _questions(turning, turning.stage.reading or ""):
        turning.go("learn_answer", reading=name)


# -- one answer ----------------------------------------------------------------------------------------


def show_answer(turning: Turning) -> Screen:
    """Shows one answer; a question that a new edition lacks leads back to the topics."""
    name = turning.stage.reading or ""
    if name not in turning.book.faq:
        return show(turning)
    say = turning.say
    rows = (
        (Press(say("Where this comes from"), "sources"),),
        (Press(say("More on this topic"), "topic"),),
        (Press(say("Back to where I was"), "leave"),),
    )
    return Screen(answer_of(turning, name), rows)


def press_answer(turning: Turning, code: str) -> None:
    """Shows the sources, or leads back."""
    entry = turning.book.faq.get(turning.stage.reading or "")
    if code == "sources" and entry is not None:
        turning.tell_person(_sources(turning, entry))
        turning.again()
    elif code == "topic" and entry is not None:
        turning.go("learn_topic", reading=entry.topic)
    else:
        # The question is gone from the book, and the topics were shown in its place.
        press(turning, code)


def _standings(turning: Turning) -> dict[Standing, str]:
    say = turning.say
    return {
        Standing.READ: say("read"),
        Standing.SECOND_HAND: say("known second-hand"),
        Standing.GENERAL: say("general knowledge; no page was read"),
        Standing.DESIGN_CHOICE: say("our own careful choice; no source"),
    }


def source_lines(turning: Turning, names: Iterable[str]) -> list[str]:
    """Returns a line for each source: its title, its year, and how it was seen."""
    standings, lines = _standings(turning), []
    for name in names:
        source = turning.book.sources[name]
        year = f", {source.year}" if source.year and source.year not in source.title else ""
        lines.append(f"· {source.title}{year} ({standings[source.standing]})")
    return lines


def _sources(turning: Turning, entry: Faq) -> str:
    say, standings = turning.say, _standings(turning)
    lines = source_lines(turning, entry.sources)
    if entry.standing is not None:
        known = standings[entry.standing]
        lines.append(
            say("The rest: {standing}.", standing=known) if lines else say("It is {standing}.", standing=known)
        )
    return paragraphs(
        say("**Where this comes from**"), *lines, turning.read(turning.book.how_signed(turning.now.date()))
    )


# -- what people claim ---------------------------------------------------------------------------------


def show_claims(turning: Turning) -> Screen:
    """Shows the subjects of the claims, or one page of them, each with what is known."""
    book, say, pages = turning.book, turning.say, _claim_pages(turning)
    page = turning.stage.reading or ""
    ways_out = ((Press(say("All topics"), "topics"),), (Press(say("Back to where I was"), "leave"),))
    if page not in pages:
        subjects = [name.removesuffix(".1") for name in pages if name.endswith(".1")]
        rows = [(Press(turning.read(book.claim_pages[name]), f"p:{name}.1"),) for name in subjects]
        text = say("**What people claim about foot massage**, and what is known. Tap a subject.")
        return Screen(paragraphs(_lock_line(turning), text), (*rows, *ways_out))
    subject, _, number = page.partition(".")
    total = sum(name.startswith(f"{subject}.") for name in pages)
    heading = say(
        "**{subject}** · {number} of {total}",
        subject=turning.read(book.claim_pages[subject]), number=number, total=total,
    )  # fmt: skip
    claims = [
        say(
            '\nYou may hear: "{claim}"\n**What is known:** {verdict}',
            claim=turning.read(row.claim).replace('"', "'"), verdict=turning.read(row.say),
        )
        for row in pages[page]
    ]  # fmt: skip
    order = [*pages]
    place = order.index(page)
    turns: tuple[Press, ...] = ()
    if place:
        turns += (Press(say("Earlier"), f"p:{order[place - 1]}"),)
    if place + 1 < len(order):
        turns += (Press(say("Next"), f"p:{order[place + 1]}"),)
    others = (Press(say("Other subjects"), "claims"),)
    return Screen(
        paragraphs(_lock_line(turning), heading, *claims), tuple(row for row in (turns, others, *ways_out) if row)
    )


def press_claims(turning: Turning, code: str) -> None:
    """Opens a subject, turns the page, or leads back."""
    kind, _, page = code.partition(":")
    if code == "topics":
        turning.go("learn")
    elif kind == "p" and page in _claim_pages(turning):
        turning.go("learn_claims", reading=page)
    else:
        press(turning, code)


def _claim_pages(turning: Turning) -> dict[str, tuple[CoverageRow, ...]]:
    """Returns the claims of each page in order; a page is called by its subject and its number, from 1."""
    pages: dict[str, tuple[CoverageRow, ...]] = {}
    for subject in turning.book.claim_pages:
        told = tuple(row for row in turning.book.coverage.values() if row.told_in == subject)
        for number, start in enumerate(range(0, len(told), CLAIMS_A_PAGE), start=1):
            pages[f"{subject}.{number}"] = told[start : start + CLAIMS_A_PAGE]
    return pages


# -- what there is, and the way back -------------------------------------------------------------------


def _questions(turning: Turning, topic: str) -> dict[str, Faq]:
    """Returns the questions of a topic; for a locked person only those that invite to nothing."""
    locked = turning.person.lock is not None
    return {
        name: entry
        for name, entry in turning.book.faq.items()
        if entry.topic == topic and (entry.under_lock or not locked)
    }


def _lock_line(turning: Turning) -> str:
    """Returns what a locked person reads above everything."""
    lock = turning.person.lock
    if lock is None:
        return ""
    if lock.level is Level.EMERGENCY:
        return turning.read(turning.book.words.levels[Level.EMERGENCY].say)
    return turning.say(
        "**No routine until a clinician has looked at what you told me.** Please have it checked today."
    )


def leave(turning: Turning) -> None:
    """Leads back to where the person was; where that is gone, or not open under a lock, to the lock or home."""
    session, left = turning.session, turning.session.left
    turning.change(left=None)
    locked = turning.person.lock is not None
    lost = left is not None and (
        (left.name in NEED_PRACTICE and session.practice is None)
        or (left.name in NEED_PLAN and session.plan is None)
        or (locked and left.name not in BACK_UNDER_LOCK)
    )
    if left is None or lost or (session.consented is None and left.name == "home"):
        leave_aside(turning)
        return
    turning.go(left.name, **left.model_dump(exclude={"name"}))
