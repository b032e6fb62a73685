"""The book's own words and vocabularies, technique classes, questions people ask, advice and scales."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    instruction,
    listed,
    number,
    plan,
    source,
    step,
    switch,
    text,
    warning,
)
from bot.difference.signing import content_of
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.scale import Advice, Scale


def first_number(
    _: Both, subject: Subject, __: str, old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    """Yields where another emergency number stands first; which one helps there, no program knows."""
    before, after = (
        {zone: max(number for number in one if zone in one[number]) for zones in one.values() for zone in zones}
        for one in (old, new)
    )
    for zone in sorted({*before} | {*after}):
        was, now = before.get(zone, "none"), after.get(zone, "none")
        if was != now:
            words = f"where the clock is that of {zone}, {now} stands first among the emergency numbers (was {was})."
            yield subject.looser(words, in_doubt=True, old=was, new=now)
    if before == after:
        yield subject.other(Kind.PLAN, "the zones of the emergency numbers are written otherwise, and mean the same.")


BOOK_FIELDS: Mapping[str, FieldRule] = {
    "title": text,
    "about": warning,
    "languages": plan,
    "levels": elsewhere,
    "maternity_call": warning,
    "prescriber_call": warning,
    "treatment_team_call": warning,
    "crisis_call": warning,
    "emergency_numbers": warning,
    "number_first": first_number,
    "evidence": text,
    "equipment": plan,
    "equipment_at_first": listed(
        more_is=Verdict.LOOSER,
        came="all are now taken to have at home: {one}.",
        went="nobody is taken to have at home any more: {one}.",
    ),
    "goals": plan,
    "unsigned": warning,
    "partly_signed": warning,
    "signed": warning,
    "overdue": warning,
    "banned_claims": elsewhere,
    "denials": listed(
        more_is=Verdict.LOOSER,
        came="“{one}” before a claim now makes an honest denial of it.",
        went="“{one}” before a claim no longer makes an honest denial of it.",
        name=lambda _, one: one,
    ),
    **common_of(BookWords),
}

LEVEL_FIELDS: Mapping[str, FieldRule] = {"say": warning, "then": warning}

CLASS_FIELDS: Mapping[str, FieldRule] = {
    "name": text,
    "meaning": text,
    "strong": switch(
        on_is=Verdict.STRICTER,
        on="now strong: one that is new a day.",
        off="no longer strong: no limit of one a day.",
    ),
    "touches": cannot_compare,
    "banned": switch(
        on_is=Verdict.STRICTER, on="now forbidden for everybody.", off="no longer forbidden for everybody."
    ),
    "first_minutes": number(more_is=Verdict.LOOSER, says="{new} minutes a side at most in the first session"),
    **common_of(TechniqueClass),
}

FAQ_FIELDS: Mapping[str, FieldRule] = {
    "question": text,
    "short": text,
    "topic": plan,
    "phrases": text,
    "answer": instruction,
    "evidence": source,
    "answers_for_step": plan,
    "under_lock": switch(
        on_is=Verdict.LOOSER,
        on="now offered to somebody who was told to stop.",
        off="no longer offered to somebody who was told to stop.",
    ),
    **common_of(Faq),
}

ADVICE_FIELDS: Mapping[str, FieldRule] = {
    "advice": cannot_compare,
    "when": warning,
    "after": number(more_is=Verdict.LOOSER, says="it comes {new} after the start", none_is_most=False),
    "leads_to": step({**{level: level.value for level in Level}, None: "no advice to be seen"}, words="it leads to"),
    "rests": number(more_is=Verdict.STRICTER, says="loading and stretching rest for {new}", none_is_most=False),
    "say": warning,
    **common_of(Advice),
}

SCALE_FIELDS: Mapping[str, FieldRule] = {
    "scale": cannot_compare,
    "name": text,
    "items": elsewhere,
    "named_by_person": number(more_is=Verdict.STRICTER, says="{new} things are named to be followed"),
    "usual": text,
    "lowest": cannot_compare,
    "highest": cannot_compare,
    "lowest_means": text,
    "highest_means": text,
    "lower_is_better": cannot_compare,
    "times": cannot_compare,
    "ask_in_weeks": listed(
        more_is=Verdict.STRICTER,
        came="it is now also asked in week {one}.",
        went="it is no longer asked in week {one}.",
    ),
    "optional": switch(
        on_is=Verdict.LOOSER,
        on="it is now asked only of those who want it.",
        off="it is now asked of everybody, not only of those who want it.",
    ),
    "changes": elsewhere,
    **common_of(Scale),
}


def compare_own_words(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the words of the book and in what belongs to no screening, pattern or routine."""
    yield from _book_words(both)
    yield from _entries(both, "class", lambda book: book.classes, CLASS_FIELDS, lambda entry: f"Class “{entry.name}”")
    yield from _entries(
        both, "advice", lambda book: book.advice, ADVICE_FIELDS, lambda entry: f"Advice “{shortened(entry.when)}”"
    )
    yield from _entries(
        both,
        "scale",
        lambda book: book.scales,
        SCALE_FIELDS,
        lambda entry: f"Scale “{entry.name}”",
        beside=lambda subject, old, new: {
            ("items",): _items(both, subject, old, new),
            ("changes",): _changes(both, subject, old, new),
        },
    )
    yield from _faq(both)
    yield from _for_reviewers(both)


def _book_words(both: Both) -> Iterator[Change]:
    old, new = both.old.words, both.new.words
    subject = Subject("book", "Everybody")
    beside: Beside = {("levels",): _levels(both, old, new), ("banned_claims",): _claims(subject, old, new)}
    yield from compare_fields(both, subject, old, new, BOOK_FIELDS, beside=beside)


def _levels(both: Both, old: BookWords, new: BookWords) -> Iterator[Change]:
    for level in dict.fromkeys((*old.levels, *new.levels)):
        before, after = old.levels.get(level), new.levels.get(level)
        mine = Subject("book", f"The outcome “{level.value}”")
        if before is not None and after is not None:
            yield from compare_fields(both, mine, before, after, LEVEL_FIELDS)
        elif before is not None:
            yield mine.looser("it has no words any more.")
        else:
            yield mine.stricter("it now has words.")


def _claims(subject: Subject, old: BookWords, new: BookWords) -> Iterator[Change]:
    banned_before = {word for claim in old.banned_claims for word in claim.words}
    banned_after = {word for claim in new.banned_claims for word in claim.words}
    for word in sorted(banned_before - banned_after):
        yield subject.looser(f"texts may now claim “{word}”.", old=word)
    for word in sorted(banned_after - banned_before):
        yield subject.stricter(f"texts may no longer claim “{word}”.", new=word)
    if banned_before == banned_after and old.banned_claims != new.banned_claims:
        yield subject.other(Kind.SOURCE, "why texts may not claim something is said otherwise.")


def _entries(
    both: Both,
    kind: str,
    entries: Callable[[Book], Mapping[str, Any]],
    fields: Mapping[str, FieldRule],
    called: Callable[[Any], str],
    *,
    beside: Callable[[Subject, Any, Any], Beside] = lambda *_: {},
) -> Iterator[Change]:
    """Yields what is otherwise in entries of which one less is looser."""
    old, new = entries(both.old), entries(both.new)
    for name, entry in old.items():
        subject = Subject(f"{kind} {name}", called(entry))
        if name not in new:
            yield subject.looser("it is gone.")
        else:
            yield from compare_fields(
                both, subject, entry, new[name], fields, beside=beside(subject, entry, new[name])
            )
    for name, entry in new.items():
        if name not in old:
            yield Subject(f"{kind} {name}", called(entry)).stricter("it is new.")


def _items(both: Both, subject: Subject, old: Scale, new: Scale) -> Iterator[Change]:
    """Yields the numbers that are asked for otherwise."""
    before, after = ({item.item: item for item in scale.items} for scale in (old, new))
    for name, item in before.items():
        if name not in after:
            yield subject.looser(f"“{shortened(item.ask)}” is no longer asked.", old=item.ask)
        elif item != after[name]:
            yield from warning(both, subject, "what is asked", item.ask, after[name].ask)
    for name, item in after.items():
        if name not in before:
            yield subject.stricter(f"“{shortened(item.ask)}” is now asked.", new=item.ask)
    if list(before) != list(after) and before.keys() == after.keys():
        yield subject.other(Kind.PLAN, "its questions stand in another order.")


def _changes(both: Both, subject: Subject, old: Scale, new: Scale) -> Iterator[Change]:
    """Yields from what on something counts as worse, or as better: advice ends where something got better."""
    told = False
    for better, word in ((False, "worse"), (True, "better")):
        for field, unit in (("at_least", "points"), ("percent", "percent")):
            before, after = _least(old, field, better=better), _least(new, field, better=better)
            if before == after:
                continue
            told = True
            later = after is None or (before is not None and after > before)
            verdict = Verdict.LOOSER if later is not better else Verdict.STRICTER
            was, now = (f"{one:g} {unit}" if one is not None else f"no {unit}" for one in (before, after))
            yield subject.one_way(verdict, f"it counts as {word} from {now} on (was {was}).", old=was, new=now)
    said_before, said_after = ({(one.better, one.means): one.say for one in scale.changes} for scale in (old, new))
    for which, said in said_before.items():
        now_said = said_after.get(which, "")
        if said != now_said:
            told = True
            rule = text if which[0] else warning
            yield from rule(both, subject, f"what is said where it got {which[1]}", said, now_said)
    if not told and old.changes != new.changes:
        yield subject.other(Kind.TEXT, "what a change means is told in other steps.")


def _least(scale: Scale, field: str, *, better: bool) -> float | None:
    found = (getattr(change, field) for change in scale.changes if change.better is better)
    return min((one for one in found if one is not None), default=None)


def _faq(both: Both) -> Iterator[Change]:
    old, new = both.old.faq, both.new.faq
    for name, entry in old.items():
        subject = Subject(f"answer {name}", f"Answer to “{entry.question}”")
        if name not in new:
            # Many answers warn of something.
            yield subject.looser("it is no longer told.", in_doubt=True, old=entry.answer)
        else:
            yield from compare_fields(both, subject, entry, new[name], FAQ_FIELDS)
    for name, entry in new.items():
        if name not in old:
            subject = Subject(f"answer {name}", f"Answer to “{entry.question}”")
            if entry.under_lock:
                yield subject.looser("it is new, and offered to somebody who was told to stop.", in_doubt=True)
            else:
                yield subject.other(Kind.TEXT, "it is new.", new=entry.answer)


def _for_reviewers(both: Both) -> Iterator[Change]:
    """Yields what no patient's outcome hangs on: sources, claims, rulings, pictures and cases."""
    for kind, what, entries in _QUIET:
        old, new = entries(both.old), entries(both.new)
        for name in dict.fromkeys((*old, *new)):
            before, after = old.get(name), new.get(name)
            if content_of(before) != content_of(after):
                verb = "is gone" if after is None else "is new" if before is None else "is otherwise"
                yield Subject(f"{what} {name}", f"{what.capitalize()} {as_words(name)}").other(kind, f"{verb}.")
    if both.old.stricter != both.new.stricter:
        yield Subject("rulings", "Rulings").other(Kind.SOURCE, "where the book is stricter is told otherwise.")


_QUIET: tuple[tuple[Kind, str, Callable[[Book], Mapping[str, Any]]], ...] = (
    (Kind.SOURCE, "source", lambda book: book.sources),
    (Kind.SOURCE, "ruling", lambda book: book.rulings),
    (Kind.SOURCE, "open question", lambda book: book.open_questions),
    (Kind.TEXT, "claim", lambda book: book.coverage),
    (Kind.TEXT, "topic", lambda book: book.topics),
    (Kind.TEXT, "page of claims", lambda book: book.claim_pages),
    (Kind.PLAN, "picture", lambda book: book.pictures),
    (Kind.PLAN, "picture part", lambda book: book.parts),
    (Kind.CASE, "case", lambda book: {case.case: case for case in book.cases}),
)
