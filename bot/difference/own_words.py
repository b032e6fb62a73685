"""The book's own words and vocabularies, technique classes, questions people ask, advice and scales."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
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
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level
from bot.knowledge.models.scale import Scale

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
    "number_first": plan,
    "evidence": text,
    "equipment": plan,
    "equipment_at_first": listed(more_is=Verdict.LOOSER),
    "goals": plan,
    "unsigned": warning,
    "partly_signed": warning,
    "signed": warning,
    "overdue": warning,
    "banned_claims": elsewhere,
    "reviewed": elsewhere,
    "denials": listed(more_is=Verdict.LOOSER, name=lambda _, one: f"“{one}”"),
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
    "first_minutes": number(more_is=Verdict.LOOSER),
    "reviewed": elsewhere,
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
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": elsewhere,
}

ADVICE_FIELDS: Mapping[str, FieldRule] = {
    "advice": cannot_compare,
    "when": warning,
    "after": number(more_is=Verdict.LOOSER, none_is_most=False),
    "leads_to": step((*Level, None), words="it leads to"),
    "rests": number(more_is=Verdict.STRICTER, none_is_most=False),
    "say": warning,
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": elsewhere,
}

SCALE_FIELDS: Mapping[str, FieldRule] = {
    "scale": cannot_compare,
    "name": text,
    "items": plan,
    "named_by_person": plan,
    "usual": text,
    "lowest": cannot_compare,
    "highest": cannot_compare,
    "lowest_means": text,
    "highest_means": text,
    "lower_is_better": cannot_compare,
    "times": cannot_compare,
    "ask_in_weeks": listed(more_is=Verdict.STRICTER, name=lambda _, one: f"week {one}"),
    "optional": plan,
    "changes": elsewhere,
    "sources": source,
    "standing": source,
    "note": source,
    "reviewed": elsewhere,
}


def compare_own_words(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the words of the book and in what belongs to no screening, pattern or routine."""
    yield from _book_words(both)
    yield from _entries(both, "class", lambda book: book.classes, CLASS_FIELDS, lambda entry: f"Class “{entry.name}”")
    yield from _entries(
        both, "advice", lambda book: book.advice, ADVICE_FIELDS, lambda entry: f"Advice “{shortened(entry.when)}”"
    )
    yield from _scales(both)
    yield from _faq(both)
    yield from _for_reviewers(both)


def _book_words(both: Both) -> Iterator[Change]:
    old, new = both.old.words, both.new.words
    subject = Subject("book", "Everybody")
    yield from compare_fields(both, subject, old, new, BOOK_FIELDS)
    for level in dict.fromkeys((*old.levels, *new.levels)):
        before, after = old.levels.get(level), new.levels.get(level)
        mine = Subject("book", f"The outcome “{level.value}”")
        if before is not None and after is not None:
            yield from compare_fields(both, mine, before, after, LEVEL_FIELDS)
        elif before is not None:
            yield mine.looser("it has no words any more.")
        else:
            yield mine.stricter("it now has words.")
    banned_before = {word for claim in old.banned_claims for word in claim.words}
    banned_after = {word for claim in new.banned_claims for word in claim.words}
    for word in sorted(banned_before - banned_after):
        yield subject.looser(f"texts may now claim “{word}”.", old=word)
    for word in sorted(banned_after - banned_before):
        yield subject.stricter(f"texts may no longer claim “{word}”.", new=word)


def _entries(
    both: Both,
    kind: str,
    entries: Callable[[Book], Mapping[str, Any]],
    fields: Mapping[str, FieldRule],
    called: Callable[[Any], str],
) -> Iterator[Change]:
    """Yields what is otherwise in entries of which one less is looser."""
    old, new = entries(both.old), entries(both.new)
    for name, entry in old.items():
        subject = Subject(f"{kind} {name}", called(entry))
        if name not in new:
            yield subject.looser("it is gone.")
        else:
            yield from compare_fields(both, subject, entry, new[name], fields)
    for name, entry in new.items():
        if name not in old:
            yield Subject(f"{kind} {name}", called(entry)).stricter("it is new.")


def _scales(both: Both) -> Iterator[Change]:
    yield from _entries(both, "scale", lambda book: book.scales, SCALE_FIELDS, lambda entry: f"Scale “{entry.name}”")
    for name, old in both.old.scales.items():
        new = both.new.scales.get(name)
        if new is not None and old.changes != new.changes:
            subject = Subject(f"scale {name}", f"Scale “{old.name}”")
            before, after = _first_worse(old), _first_worse(new)
            if before != after:
                more = after is None or (before is not None and after > before)
                verdict = Verdict.LOOSER if more else Verdict.STRICTER
                yield subject.one_way(verdict, "when it counts as worse is otherwise.", old=before, new=after)
            else:
                yield subject.other(Kind.TEXT, "what a change means is otherwise.")


def _first_worse(scale: Scale) -> float | None:
    return min((change.at_least for change in scale.changes if not change.better), default=None)


def _faq(both: Both) -> Iterator[Change]:
    old, new = both.old.faq, both.new.faq
    for name, entry in old.items():
        subject = Subject(f"answer {name}", f"Answer to “{entry.question}”")
        if name not in new:
            yield subject.other(Kind.TEXT, "it is gone.", old=entry.answer)
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
            if _unsigned(before) != _unsigned(after):
                verb = "is gone" if after is None else "is new" if before is None else "is otherwise"
                yield Subject(f"{what} {name}", f"{what.capitalize()} {as_words(name)}").other(kind, f"{verb}.")
    if both.old.stricter != both.new.stricter:
        yield Subject("rulings", "Rulings").other(Kind.SOURCE, "where the book is stricter is told otherwise.")


def _unsigned(entry: Any) -> Any:
    """Returns an entry without its signature, which is looked at by itself."""
    return entry.model_copy(update={"reviewed": None}) if "reviewed" in getattr(entry, "__dict__", ()) else entry


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
