"""Piece 4a: every red flag leads to its level whatever else was answered, and a stop level offers no technique.

What is gone through: every way in which a rule of a red flag can be so, told by the questions that ask for it; each
beside each way of every other red flag; every line that promises questions behind it, and every numbered check, with
every answer of whom they hang on.

The cut: `finding_of` learns of a person what a red flag's rules read, and `Known` whether the questions about that
concern the person. Two red flags of which neither tells what the other hangs on cannot touch one another, and are not
put together; `triage` is then the most serious of what each leads to, which is gone through for every two levels.
"""

from itertools import combinations, islice, product

from bot.knowledge.book import Book
from bot.knowledge.models.red_flag import LevelRule, RedFlag
from bot.proof.collecting import Collecting
from bot.proof.forced import Forced
from bot.proof.persons import MOST_WAYS, Answers, Persons, in_words, values
from bot.proof.plain_reading import MOST_SERIOUS_FIRST, Told, healthy_world, holds, world_of
from bot.proof.recording import Recording, chat_of
from bot.proof.worlds import NOW, values_of
from bot.safety import triage as real
from bot.safety.known import Known, leaf_facts
from bot.safety.truth import Truth

STOPS = frozenset({"emergency", "urgent"})

REMEDY = "look at the rule, at the questions that tell its facts, and at what triage makes of it"


def prove_levels(collecting: Collecting, book: Book, recording: Recording) -> None:
    """Goes through the levels of every red flag.

    Args:
        collecting: Takes what is found.
        book: The edition.
        recording: Shows a counter-example as a chat.
    """
    persons = Persons(book)
    alone = _singles(collecting, persons, recording)
    _together(collecting, persons, recording, alone)
    _most_serious_of_two(collecting, book)
    _checks_are_put_to_everybody(collecting, persons)
    _lines_keep_their_promise(collecting, persons)


def _singles(
    collecting: Collecting, persons: Persons, recording: Recording
) -> list[tuple[RedFlag, LevelRule, dict[str, Told]]]:
    book = persons.book
    found: list[tuple[RedFlag, LevelRule, dict[str, Told]]] = []
    for flag in book.red_flags.values():
        for rule in flag.levels:
            opened = (persons.with_gates(way) for way in islice(persons.ways(rule.when), MOST_WAYS))
            ways = [way for way in opened if way is not None]
            if ways:
                found.append((flag, rule, ways[0]))
            else:
                collecting.against(
                    f"a person with {flag.flag} is never led to {rule.level.value}: no answers can tell it",
                    f"let a question that concerns such a person ask for what {flag.flag} reads",
                )
            for number, way in enumerate(ways):
                collecting.world()
                known = Known(book, persons.told(way), NOW, practising=True)
                # The first way goes through the whole triage; the others through what it makes of this red flag.
                finding = real.triage(known) if not number else real.finding_of(flag, known)
                level = "selfcare" if finding is None else finding.level.value
                if _less(level, rule.level.value):
                    _too_mild(collecting, recording, flag.flag, way, level, rule.level.value)
    return found


def _together(
    collecting: Collecting,
    persons: Persons,
    recording: Recording,
    alone: list[tuple[RedFlag, LevelRule, dict[str, Told]]],
) -> None:
    book = persons.book
    healthy = healthy_world(book)
    reads = [persons.reads(rule.when) for _, rule, _ in alone]
    for one, other in combinations(range(len(alone)), 2):
        flag, rule, way = alone[one]
        second, second_rule, second_way = alone[other]
        touching = reads[one] & set(second_way) or reads[other] & set(way)
        if (
            flag is second
            or not touching
            or any(way[fact] != told for fact, told in second_way.items() if fact in way)
        ):
            continue
        collecting.world()
        both = {**way, **second_way}
        world = world_of(book, healthy, both)
        known = Known(book, persons.told(both), NOW, practising=True)
        for this, its_rule in ((flag, rule), (second, second_rule)):
            finding = real.finding_of(this, known)
            level = "selfcare" if finding is None else finding.level.value
            if holds(its_rule.when, world) and _less(level, its_rule.level.value):
                _too_mild(collecting, recording, this.flag, both, level, its_rule.level.value)


def _most_serious_of_two(collecting: Collecting, book: Book) -> None:
    """Of two findings the more serious is the level, whatever flags they are of."""
    by_level = {rule.level.value: (flag, rule) for flag in book.red_flags.values() for rule in flag.levels}
    for one, other in product(by_level.values(), repeat=2):
        for flag in book.red_flags.values():
            rule = flag.levels[0]
            levels = [rule.level.value, one[1].level.value, other[1].level.value]
            person = Forced(book, dict.fromkeys((id(rule.when), id(one[1].when), id(other[1].when)), Truth.YES))
            collecting.world()
            found = real.triage(person).level.value
            expected = min(levels, key=MOST_SERIOUS_FIRST.index)
            if found != expected:
                said = f"{flag.flag}, {one[0].flag} and {other[0].flag}"
                collecting.against(f"a person with {said} is led to {found}, not to {expected}", REMEDY)


def _checks_are_put_to_everybody(collecting: Collecting, persons: Persons) -> None:
    """A numbered check concerns everybody who gets a routine, whatever else they answered."""
    book = persons.book
    states = values_of(book)
    for question in book.questions.values():
        if question.check is None or question.when is None:
            continue
        reads = tuple(dict.fromkeys(leaf_facts(book, question.when.reads())))
        told = [[state.told for state in states.of(fact, book) if isinstance(state.told, Told)] for fact in reads]
        for world in product(*told):
            answers = dict(zip(reads, world, strict=True))
            if answers.get("who") == Told("child"):
                continue
            collecting.world()
            if not Known(book, persons.told(answers), NOW).applies(question):
                collecting.against(
                    f"a person with {in_words(answers)} is never asked {question.question}, and what it asks for is"
                    " taken for healthy",
                    f"take the `when` of {question.question} away: a numbered check is put to everybody",
                )


def _lines_keep_their_promise(collecting: Collecting, persons: Persons) -> None:
    """Behind a line that leads to facts, a question that settles each of them concerns the person."""
    book = persons.book
    states = values_of(book)
    for question in book.questions.values():
        for line in question.lines:
            for fact in line.leads_to:
                asking = book.asked_by.get(fact, ())
                base = persons.with_gates({line.line: Told("yes")}) or {line.line: Told("yes")}
                gates = {
                    read for one in asking if one.when is not None for read in leaf_facts(book, one.when.reads())
                } - set(base)  # fmt: skip
                worlds: list[dict[str, Told]] = [{}]
                worlds += [
                    {gate: state.told}
                    for gate in sorted(gates) for state in states.of(gate, book) if isinstance(state.told, Told)
                ]  # fmt: skip
                for extra in worlds:
                    answers = {**base, **extra}
                    collecting.world()
                    known = Known(book, persons.told(answers), NOW)
                    alone = len(asking) == 1 and asking[0].when is not None and asking[0].when.all is not None
                    if any(known.applies(one) for one in asking) or (alone and not extra):
                        continue
                    if alone and not _hangs_on(book, line.line, asking[0].question):
                        continue
                    collecting.against(
                        f"a person with {in_words(answers)} is never asked about {fact}, which the line {line.line}"
                        " leads to",
                        f"let {', '.join(one.question for one in asking)} concern everybody who ticks {line.line}",
                    )


def _hangs_on(book: Book, line: str, question: str) -> bool:
    when = book.questions[question].when
    return when is not None and line in set(leaf_facts(book, when.reads()))


def _less(level: str, than: str) -> bool:
    return MOST_SERIOUS_FIRST.index(level) > MOST_SERIOUS_FIRST.index(than)


def _too_mild(  # noqa: PLR0917 - one sentence
    collecting: Collecting, recording: Recording, flag: str, answers: Answers, level: str, expected: str
) -> None:
    collecting.against(
        f"a person with {in_words(answers)} is led to {level}, although {flag} leads to {expected}",
        REMEDY,
        lambda: chat_of(recording, values(answers)),
    )
