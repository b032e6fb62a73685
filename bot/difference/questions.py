"""Questions: who is asked what, how long the answers hold, and what they settle."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import Decides, compare_as_rules, compare_conditions
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    admitting,
    cannot_compare,
    compare_fields,
    elsewhere,
    hint,
    in_days,
    listed,
    plan,
    switch,
    text,
    warning,
)
from bot.difference.truths import Rule, any_of, rule_of
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.knowledge.models.question import Choice, Line, Question
from bot.safety.known import leaf_facts


def about_other(both: Both, subject: Subject, field: str, old: str, new: str) -> Iterator[Change]:
    """Yields how a question about another person changed; without words of its own, it is asked as of oneself."""
    yield from (warning if old and new else cannot_compare)(both, subject, field, old, new)


QUESTION_FIELDS: Mapping[str, FieldRule] = {
    "question": cannot_compare,
    "kind": cannot_compare,
    "check": cannot_compare,
    "ask": warning,
    "about_other": about_other,
    "hint": hint,
    "why": text,
    "when": elsewhere,
    "fact": cannot_compare,
    "healthy": cannot_compare,
    "lines": elsewhere,
    "choices": elsewhere,
    "picture": plan,
    "yes": admitting,
    "no": admitting,
    "good_for": elsewhere,
    "each_practice": cannot_compare,
    "narrows": switch(
        on_is=Verdict.STRICTER,
        on="one of its lines must now be it.",
        off="none of its lines need be it any more.",
    ),
    "only_if_wanted": switch(
        on_is=Verdict.LOOSER,
        on="it is asked only before a plan that would hold what it is about.",
        off="it is now asked of everybody whom it concerns.",
    ),
    "could_be_emergency": switch(
        on_is=Verdict.STRICTER,
        on="it is asked even when an urgent sign was found.",
        off="it is no longer asked when an urgent sign was found, although it could raise the level.",
    ),
    **common_of(Question),
}

ADMITTING_FIELDS: Mapping[str, FieldRule] = {**QUESTION_FIELDS, "ask": admitting, "hint": admitting}
"""Where an answer can let somebody off something, words that are more are no better than words that are fewer."""

LINE_FIELDS: Mapping[str, FieldRule] = {
    "line": cannot_compare,
    "key": warning,
    "text": warning,
    "because": text,
    "means": elsewhere,
    "leads_to": listed(
        more_is=Verdict.STRICTER,
        came="a tick now leads on to the question about {one}.",
        went="a tick no longer leads on to the question about {one}.",
        name=lambda both, one: both.told(one),
    ),
    "numbered": plan,
}

ADMITTING_LINE_FIELDS: Mapping[str, FieldRule] = {**LINE_FIELDS, "key": admitting, "text": admitting}

CHOICE_FIELDS: Mapping[str, FieldRule] = {
    "choice": cannot_compare,
    "label": admitting,
    "words": elsewhere,
    "goals": plan,
    "means": elsewhere,
    "about_somebody_else": switch(
        on_is=Verdict.STRICTER,
        on="this answer now begins a visit about somebody else, with the whole screen.",
        off="this answer no longer begins a visit about somebody else.",
    ),
}

PUT = Decides("it is no longer put to {who}.", "it is now also put to {who}.")

HARMLESS_FIRST = ("no", "unsure", "yes")


def compare_questions(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the questions."""
    old, new = both.old.questions, both.new.questions
    for name, question in old.items():
        subject = Subject(f"question {name}", f"The question “{shortened(question.ask, 50)}”")
        if name not in new:
            yield subject.looser("it is no longer asked.")
            continue
        if both.same(question, new[name]):
            continue
        now = new[name]
        fields = ADMITTING_FIELDS if _lets_off(both, question, now) else QUESTION_FIELDS
        beside: Beside = {
            ("when",): _asked(both, subject, question, now),
            ("good_for",): _lasting(both, subject, question, now),
            ("lines",): _lines(both, subject, question, now),
            ("choices",): _choices(both, subject, question, now),
        }
        yield from compare_fields(both, subject, question, now, fields, beside=beside)
    for name, question in new.items():
        if name not in old:
            subject = Subject(f"question {name}", f"The question “{shortened(question.ask, 50)}”")
            if _lets_off(both, question):
                yield subject.looser("it is new, and an answer to it can let somebody off something.", in_doubt=True)
            else:
                yield subject.stricter("it is new.")
    yield from _answers_of_the_healthy(both)


def _lets_off(both: Both, *questions: Question) -> bool:
    """Returns whether an answer can let somebody off something, whatever its lines stand for."""
    return any(question.fact in both.letting_off for question in questions) or any(
        fact in both.letting_off for question in questions for choice in question.choices for fact in choice.means
    )


def _asked(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    """Yields who is asked otherwise; more people may be let off something by it."""
    frees = not both.letting_off.isdisjoint((*old.facts(), *new.facts()))
    for change in compare_conditions(both, subject, PUT, old.when, new.when):
        if frees and change.verdict is Verdict.STRICTER:
            words = change.says.removeprefix(f"{subject.who}: ").rstrip(".")
            yield subject.looser(f"{words}; an answer to it can let them off something.", in_doubt=True)
        else:
            yield change


def _answers_of_the_healthy(both: Both) -> Iterator[Change]:
    """Yields the facts that count otherwise for a person whom no question about them concerns."""
    for fact, now in both.new.asked_by.items():
        asking = both.old.asked_by.get(fact, ())
        # What no question asks is no until it is told; a question that is gone or otherwise is told as such.
        if not asking or (asking[0].question != now[0].question and asking[0].question in both.new.questions):
            before = asking[0].healthy_value(fact) if asking else "no"
            after = now[0].healthy_value(fact)
            if before != after and (asking or _decides(both.new, now[0])):
                subject = Subject(f"fact {fact}", f"Somebody who is not asked about {both.told(fact)}")
                words = "the answer that counts for them is otherwise."
                yield subject.looser(words, in_doubt=True, old=before, new=after)


def _lasting(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    """Yields how the time changed for which an answer holds: for each time, for whom it is the longest there is."""
    times = {good.time for good in (*old.good_for, *new.good_for)}
    seen: set[tuple[Verdict, str]] = set()
    for most in sorted(times):
        before, after = _ending_by(both.old, old, most), _ending_by(both.new, new, most)
        days = in_days(most)
        again = Decides(
            f"an answer now counts for longer than {days}, for {{who}}; until now it was asked again by then.",
            f"it is now asked again after {days}, of {{who}}.",
        )
        for change in compare_as_rules(both, subject, again, before, after):
            world = (change.verdict, change.old or change.new)
            if world not in seen or change.in_doubt:
                seen.add(world)
                yield change
    if not seen and old.good_for != new.good_for:
        yield subject.other(Kind.PLAN, "how long an answer holds is written otherwise, and means the same.")


def _ending_by(book: Book, question: Question, most: timedelta) -> Rule:
    """Returns for whom an answer holds this long at most."""
    return any_of(rule_of(book, good.when) for good in question.good_for if good.time <= most)


def _lines(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    before: Mapping[str, Line] = {line.line: line for line in old.lines}
    after: Mapping[str, Line] = {line.line: line for line in new.lines}
    for name, line in before.items():
        if name not in after:
            yield subject.looser(f"the line “{shortened(line.text, 70)}” is gone.", old=line.text)
        else:
            mine = Subject(subject.entry, f"{subject.who}, line “{line.key}”")
            facts = {name, *line.means, *after[name].means}
            fields = LINE_FIELDS if both.letting_off.isdisjoint(facts) else ADMITTING_LINE_FIELDS
            beside: Beside = {("means",): _meant(both, mine, line, after[name])}
            yield from compare_fields(both, mine, line, after[name], fields, beside=beside)
    for name, line in after.items():
        if name not in before:
            words = f"the line “{shortened(line.text, 70)}” is new"
            if both.letting_off.isdisjoint({name, *line.means}):
                yield subject.stricter(f"{words}.", new=line.text)
            else:
                yield subject.looser(f"{words}, and can let somebody off something.", in_doubt=True, new=line.text)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield subject.other(Kind.PLAN, "its lines stand in another order.")


def _meant(both: Both, subject: Subject, old: Line, new: Line) -> Iterator[Change]:
    """Yields what a ticked line stands for otherwise."""
    for fact in sorted({*old.means} ^ {*new.means}):
        words = f"a tick {'now also' if fact in new.means else 'no longer'} means {both.told(fact)}"
        if fact in both.letting_off:
            yield subject.looser(f"{words}, which can let somebody off something.", in_doubt=True)
        else:
            yield subject.one_way(Verdict.STRICTER if fact in new.means else Verdict.LOOSER, f"{words}.")
    if {*old.means} == {*new.means} and old.means != new.means:
        yield subject.other(Kind.PLAN, "what a tick means stands in another order.")


def _choices(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    before: Mapping[str, Choice] = {choice.choice: choice for choice in old.choices}
    after: Mapping[str, Choice] = {choice.choice: choice for choice in new.choices}
    decides = _decides(both.old, old) or _decides(both.new, new)
    for name, choice in before.items():
        if name not in after:
            yield subject.looser(f"the answer “{choice.label}” is gone.", in_doubt=True, old=choice.label)
            continue
        mine = Subject(subject.entry, f"{subject.who}, answer “{choice.label}”")
        healthy = name in {old.healthy, new.healthy}
        beside: Beside = {
            ("means",): _settled(both, mine, old.settled_by(name), new.settled_by(name), old.fact),
            ("words",): _typed(mine, choice, after[name], healthy=healthy, decides=decides),
        }
        yield from compare_fields(both, mine, choice, after[name], CHOICE_FIELDS, beside=beside)
    for name, choice in after.items():
        if name not in before and decides:
            words = f"the answer “{choice.label}” is new, and rules may not speak of it."
            yield subject.looser(words, in_doubt=True, new=choice.label)
        elif name not in before:
            yield subject.other(Kind.PLAN, f"the answer “{choice.label}” is new.")
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield subject.other(Kind.PLAN, "its answers stand in another order.")


def _decides(book: Book, question: Question) -> bool:
    """Returns whether a rule about levels or limits hangs on a question, or whether another question is asked."""
    facts = frozenset(question.facts())
    rules = (*book.rules, *(one.when for one in book.questions.values() if one.when is not None))
    return any(not facts.isdisjoint(leaf_facts(book, rule.reads())) for rule in rules)


def _settled(
    both: Both, subject: Subject, old: Mapping[str, str | int], new: Mapping[str, str | int], own: str | None
) -> Iterator[Change]:
    """Yields the facts that an answer settles otherwise."""
    for fact in dict.fromkeys((*old, *new)):
        before, after = str(old.get(fact, "no")), str(new.get(fact, "no"))
        if before == after or fact == own:
            continue
        words = f"it now means {after} to {both.told(fact)} (was {before})"
        if fact in both.letting_off or not {before, after} <= set(HARMLESS_FIRST):
            yield subject.looser(f"{words}, which can let somebody off something.", in_doubt=True)
            continue
        looser = HARMLESS_FIRST.index(after) < HARMLESS_FIRST.index(before)
        yield subject.one_way(Verdict.LOOSER if looser else Verdict.STRICTER, f"{words}.")


def _typed(subject: Subject, old: Choice, new: Choice, *, healthy: bool, decides: bool) -> Iterator[Change]:
    """Yields the typed words that mean an answer otherwise than before; whether they fit is for a person to judge."""
    if not decides and old.words != new.words:
        yield subject.other(Kind.TEXT, "other typed words mean it.", old=old.words, new=new.words)
        return
    for words, verb, loses in (
        (set(new.words) - set(old.words), "now mean", False),
        (set(old.words) - set(new.words), "no longer mean", True),
    ):
        if words:
            says = f"{', '.join(f'“{word}”' for word in sorted(words))}, typed, {verb} it."
            # Words that mean nothing any more leave it to the buttons; that of the healthy answer asks more.
            if loses and healthy:
                yield subject.stricter(says)
            else:
                yield subject.looser(says, in_doubt=not (healthy or loses))
    if set(old.words) == set(new.words) and old.words != new.words:
        yield subject.other(Kind.TEXT, "the typed words that mean it stand in another order.")
