"""Questions: who is asked what, how long the answers hold, and what they settle."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import compare_as_rules, compare_conditions
from bot.difference.fields import (
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    in_days,
    listed,
    plan,
    source,
    switch,
    text,
    warning,
)
from bot.difference.truths import Rule, any_of, rule_of
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.knowledge.models.question import Choice, Line, Question
from bot.safety.known import leaf_facts

QUESTION_FIELDS: Mapping[str, FieldRule] = {
    "question": cannot_compare,
    "kind": cannot_compare,
    "check": cannot_compare,
    "ask": warning,
    "about_other": warning,
    "hint": warning,
    "why": text,
    "when": elsewhere,
    "fact": cannot_compare,
    "healthy": cannot_compare,
    "lines": elsewhere,
    "choices": elsewhere,
    "picture": plan,
    "yes": warning,
    "no": warning,
    "good_for": elsewhere,
    "each_practice": cannot_compare,
    "narrows": switch(
        on_is=Verdict.STRICTER, on="one of its lines must now be it.", off="none of its lines need be it any more."
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
    "sources": source,
    "standing": source,
    "reviewed": elsewhere,
}

LINE_FIELDS: Mapping[str, FieldRule] = {
    "line": cannot_compare,
    "key": warning,
    "text": warning,
    "because": text,
    "means": listed(more_is=Verdict.STRICTER),
    "leads_to": listed(more_is=Verdict.STRICTER),
    "numbered": plan,
}

CHOICE_FIELDS: Mapping[str, FieldRule] = {
    "choice": cannot_compare,
    "label": warning,
    "words": elsewhere,
    "goals": plan,
    "means": elsewhere,
    "about_somebody_else": switch(
        on_is=Verdict.STRICTER,
        on="this answer now begins a visit about somebody else, with the whole screen.",
        off="this answer no longer begins a visit about somebody else.",
    ),
}

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
        yield from compare_fields(both, subject, question, new[name], QUESTION_FIELDS)
        yield from compare_conditions(both, subject, "it is asked", question.when, new[name].when)
        yield from _lasting(both, subject, question, new[name])
        yield from _lines(both, subject, question, new[name])
        yield from _choices(both, subject, question, new[name])
    for name, question in new.items():
        if name not in old:
            subject = Subject(f"question {name}", f"The question “{shortened(question.ask, 50)}”")
            yield subject.stricter("it is new.")
    yield from _answers_of_the_healthy(both)


def _answers_of_the_healthy(both: Both) -> Iterator[Change]:
    """Yields the facts that count otherwise for a person whom no question about them concerns."""
    for fact, asking in both.old.asked_by.items():
        now = both.new.asked_by.get(fact, ())
        if now and asking[0].question != now[0].question and asking[0].question in both.new.questions:
            before, after = asking[0].healthy_value(fact), now[0].healthy_value(fact)
            if before != after:
                subject = Subject(f"fact {fact}", f"Somebody who is not asked about {as_words(fact)}")
                words = "the answer that counts for them is otherwise."
                yield subject.looser(words, in_doubt=True, old=before, new=after)


def _lasting(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    """Yields how the time changed for which an answer holds: for each time, for whom it is the longest there is."""
    times = {good.time for good in (*old.good_for, *new.good_for)}
    seen: set[tuple[Verdict, str]] = set()
    for most in sorted(times):
        before, after = _ending_by(both.old, old, most), _ending_by(both.new, new, most)
        for change in compare_as_rules(both, subject, f"the answer holds {in_days(most)} at most", before, after):
            world = (change.verdict, change.old or change.new)
            if world not in seen or change.in_doubt:
                seen.add(world)
                yield change


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
            yield from compare_fields(both, mine, line, after[name], LINE_FIELDS)
    for name, line in after.items():
        if name not in before:
            yield subject.stricter(f"the line “{shortened(line.text, 70)}” is new.", new=line.text)
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield subject.other(Kind.PLAN, "its lines stand in another order.")


def _choices(both: Both, subject: Subject, old: Question, new: Question) -> Iterator[Change]:
    before: Mapping[str, Choice] = {choice.choice: choice for choice in old.choices}
    after: Mapping[str, Choice] = {choice.choice: choice for choice in new.choices}
    decides = _decides(both.old, old) or _decides(both.new, new)
    for name, choice in before.items():
        if name not in after:
            yield subject.looser(f"the answer “{choice.label}” is gone.", in_doubt=True, old=choice.label)
            continue
        mine = Subject(subject.entry, f"{subject.who}, answer “{choice.label}”")
        yield from compare_fields(both, mine, choice, after[name], CHOICE_FIELDS)
        yield from _settled(mine, old.settled_by(name), new.settled_by(name), old.fact)
        yield from _typed(mine, choice, after[name], healthy=name in {old.healthy, new.healthy}, decides=decides)
    for name, choice in after.items():
        if name not in before and decides:
            words = f"the answer “{choice.label}” is new, and rules may not speak of it."
            yield subject.looser(words, in_doubt=True, new=choice.label)
        elif name not in before:
            yield subject.other(Kind.PLAN, f"the answer “{choice.label}” is new.")
    if [name for name in before if name in after] != [name for name in after if name in before]:
        yield subject.other(Kind.PLAN, "its answers stand in another order.")


def _decides(book: Book, question: Question) -> bool:
    """Returns whether a rule about levels or limits hangs on a question."""
    facts = frozenset(question.facts())
    return any(not facts.isdisjoint(leaf_facts(book, rule.reads())) for rule in book.rules)


def _settled(
    subject: Subject, old: Mapping[str, str | int], new: Mapping[str, str | int], own: str | None
) -> Iterator[Change]:
    """Yields the facts that an answer settles otherwise."""
    for fact in dict.fromkeys((*old, *new)):
        before, after = str(old.get(fact, "no")), str(new.get(fact, "no"))
        if before == after or fact == own:
            continue
        looser = HARMLESS_FIRST.index(after) < HARMLESS_FIRST.index(before)
        verdict = Verdict.LOOSER if looser else Verdict.STRICTER
        yield subject.one_way(verdict, f"it now means {as_words(fact)} {after} (was {before}).")


def _typed(subject: Subject, old: Choice, new: Choice, *, healthy: bool, decides: bool) -> Iterator[Change]:
    """Yields the typed words that mean an answer otherwise than before."""
    for words, verdict in (
        (set(new.words) - set(old.words), Verdict.LOOSER if healthy else Verdict.STRICTER),
        (set(old.words) - set(new.words), Verdict.STRICTER if healthy else Verdict.LOOSER),
    ):
        if words and decides:
            verb = "now" if words <= set(new.words) else "no longer"
            yield subject.one_way(verdict, f"{', '.join(f'“{word}”' for word in sorted(words))} {verb} mean it.")
        elif words:
            yield subject.other(Kind.TEXT, "other typed words mean it.", old=old.words, new=new.words)
