"""How single fields of an entry compare: which way is looser, for each kind of value.

Every kind of entry has a table of its fields. A field that no table knows counts as looser when it changes: whoever
adds one to the book has to say which way is the careful one.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from pydantic import BaseModel

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.wording import limits_itself, loses_a_warning, loses_care, other_content, shortened


@dataclass(frozen=True, slots=True)
class Subject:
    """What is being compared.

    Attributes:
        entry: Kind and id, such as `caution varicose_veins`.
        who: How a sentence about it begins, such as `A person with varicose veins`.
    """

    entry: str
    who: str

    def looser(self, says: str, *, in_doubt: bool = False, old: object = "", new: object = "") -> Change:
        """Returns a change by which somebody is allowed more, warned less or asked less."""
        return self._changed(Verdict.LOOSER, Kind.RULE, says, old, new, in_doubt=in_doubt)

    def stricter(self, says: str, *, old: object = "", new: object = "") -> Change:
        """Returns a change by which somebody is allowed less, warned more or asked more."""
        return self._changed(Verdict.STRICTER, Kind.RULE, says, old, new)

    def other(self, kind: Kind, says: str, *, old: object = "", new: object = "") -> Change:
        """Returns a change that is no safety rule."""
        return self._changed(Verdict.OTHER, kind, says, old, new)

    def one_way(self, verdict: Verdict, says: str, *, old: object = "", new: object = "") -> Change:
        """Returns a change of a rule that goes one way."""
        return self._changed(verdict, Kind.RULE, says, old, new)

    def _changed(
        self, verdict: Verdict, kind: Kind, says: str, old: object, new: object, *, in_doubt: bool = False
    ) -> Change:
        was, now = where_they_differ(written(old), written(new))
        return Change(verdict, kind, self.entry, f"{self.who}: {says}", was, now, in_doubt)


MOST_SHOWN = 90
"""So many letters of what was and what is are shown."""

MOST_BEFORE = 30
"""So many of them stand before the first difference."""

FIELDS_CALLED: Mapping[str, str] = {
    "about_other": "how it is asked about another person",
    "acute": "what “something new” opens",
    "before_every_routine": "what is asked before every routine",
    "call": "whom to call",
    "cramp_path": "what is asked before the help for a cramp",
    "cramp_technique": "the help for a cramp",
    "each_practice": "whether it is asked anew before every routine",
    "healthy": "the answer of a person without trouble",
    "life_threat": "which list stands first",
    "modifies": "which sign it makes likelier",
    "no": "what the button No says",
    "order": "the safety questions",
    "past_means": "what it means where it was so long ago",
    "sides": "on which sides it is done",
    "unlock": "what the end of the block asks about",
    "unsure": "what Not sure is taken for",
    "yes": "what the button Yes says",
    "ask": "how it is asked",
    "ask_first": "what is asked first",
    "because": "how it is told back",
    "clinician_when": "when to see a clinician",
    "expect": "what to expect",
    "feel": "what it should feel like",
    "hold_seconds": "its seconds of holding",
    "intro": "how it begins",
    "means": "what it means",
    "reps": "its repetitions",
    "say": "what is said about it",
    "standing": "how it is known",
    "stop_if": "when to stop",
    "why": "the reason given for it",
}
"""How fields are called whose own name says too little; all others are called by it."""

FieldRule: TypeAlias = Callable[[Both, Subject, str, Any, Any], Iterator[Change]]
"""Compares one field: the editions, the subject, what the field is called, the old and the new value."""


def written(value: object) -> str:
    """Returns a value as a person reads it, on one line."""
    if value is None or value == "":
        return ""
    if isinstance(value, timedelta):
        return in_days(value)
    if isinstance(value, BaseModel):
        return ", ".join(f"{name} {said}" for name, one in value if (said := written(one)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {written(one)}" for name, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(map(written, value)) if isinstance(value, set) else map(written, value))
    return " ".join(str(value).split())


def where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Returns two texts cut so that what differs is seen.

    Args:
        old: The one.
        new: The other.
    """
    start = 0
    if max(len(old), len(new)) > MOST_SHOWN:
        pairs = enumerate(zip(old, new, strict=False))
        alike = next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))
        start = old.rfind(" ", 0, max(0, alike - MOST_BEFORE)) + 1
    mark = "… " if start else ""
    return shortened(mark + old[start:], MOST_SHOWN), shortened(mark + new[start:], MOST_SHOWN)


def told_shortly(value: object) -> str:
    """Returns a value as it is told in a sentence; none is told as nothing said."""
    return written(value) or "nothing said"


def in_seconds(seconds: int | None) -> str:
    """Returns a time of practice as it is told: minutes where these are whole and several."""
    if seconds is None:
        return told_shortly(None)
    return f"{seconds // 60} minutes" if seconds >= 120 and seconds % 60 == 0 else f"{seconds} seconds"


def in_days(time: timedelta) -> str:
    """Returns a time as it is told, in days or hours."""
    hours = int(time.total_seconds() // 3600)
    if hours % 24 == 0 and hours:
        return f"{hours // 24} day{'' if hours == 24 else 's'}"
    if hours:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{int(time.total_seconds() // 60)} minutes"


Beside: TypeAlias = Mapping[tuple[str, ...], Iterable[Change]]
"""What is otherwise in fields that are compared together, over worlds or one by one."""


def compare_fields(
    both: Both,
    subject: Subject,
    old: BaseModel,
    new: BaseModel,
    table: Mapping[str, FieldRule],
    *,
    beside: Beside | None = None,
) -> Iterator[Change]:
    """Yields what is otherwise in two entries of one kind.

    What is compared beside the table has to tell something of every field that differs, be it that it means the same.

    Args:
        both: The editions.
        subject: What is compared.
        old: The entry as it was.
        new: The entry as it is.
        table: How each field compares; what it does not know counts as looser.
        beside: What is otherwise in the fields that no rule of the table can compare by their values alone.
    """
    beside = beside or {}
    told = {name for names in beside for name in names}
    differing = [name for name in type(old).model_fields if getattr(old, name) != getattr(new, name)]
    rules = {name: table.get(name, cannot_compare) for name in differing if name not in told}
    for names, changes in beside.items():
        found = tuple(changes)
        yield from found
        if not found:
            rules |= {name: cannot_compare for name in names if name in differing}
    for name, rule in rules.items():
        called = FIELDS_CALLED.get(name, f"its {as_words(name)}")
        yield from rule(both, subject, called, getattr(old, name), getattr(new, name))


def cannot_compare(_: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of something about safety of which a program cannot say which way it goes."""
    yield subject.looser(
        f"{field} changed, and which way that goes is for a person to judge.", in_doubt=True, old=old, new=new
    )


elsewhere = cannot_compare
"""The field is compared beside the table, over worlds; where that is forgotten, it cannot be compared."""


def by_itself(*_: Any) -> Iterator[Change]:
    """Yields nothing: a signature is no part of what an entry says, and is looked at by itself."""
    yield from ()


def plan(_: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of what is done, not of what is allowed."""
    if isinstance(old, int) and isinstance(new, int):
        yield subject.other(Kind.PLAN, f"{new} {field.removeprefix('its ')} (was {old}).", old=old, new=new)
    else:
        yield subject.other(Kind.PLAN, f"{field} changed.", old=old, new=new)


def source(_: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of where something is known from."""
    yield subject.other(Kind.SOURCE, f"{field} changed.", old=old, new=new)


def text(_: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of words that warn of nothing."""
    yield subject.other(Kind.TEXT, f"{field} is worded anew.", old=old, new=new)


def warning(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of words that warn, ask for a danger sign, or say what to do at once."""
    if not old:
        yield subject.stricter(f"{field} is now told.", new=new)
    elif not new:
        yield subject.looser(f"{field} is no longer told.", old=old)
    elif loses_a_warning(both.old, old, new):
        yield subject.looser(f"{field} is worded anew, and may warn of less.", in_doubt=True, old=old, new=new)
    else:
        yield from text(both, subject, field, old, new)


def instruction(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of words that say how something is done."""
    before, after = ("" if one is None else str(one) for one in (old, new))
    if loses_care(before, after):
        words = (
            f"{field} may ask for more or keep them less safe: a number, a word of care or a word of force changed."
        )
        yield subject.looser(words, in_doubt=True, old=before, new=after)
    else:
        yield from text(both, subject, field, before, after)


def admitting(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of words that say who may answer so, where the answer can let somebody off something."""
    if other_content(both.old, old, new):
        words = f"{field} is worded anew, and may be taken for more than it was."
        yield subject.looser(words, in_doubt=True, old=old, new=new)
    else:
        yield from text(both, subject, field, old, new)


def hint(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
    """Yields a change of words beside a question, which may take something out of it."""
    if not old and limits_itself(new):
        yield subject.looser(f"{field} is new, and may take something out of it.", in_doubt=True, new=new)
    else:
        yield from warning(both, subject, field, old, new)


def number(
    *, more_is: Verdict, says: str, none_is_most: bool = True, told: Callable[[Any], str] = told_shortly
) -> FieldRule:
    """Returns how a number or a time compares.

    Args:
        more_is: Which way more goes.
        says: The sentence, with `{new}` for what it is.
        none_is_most: Whether nothing said is more than any number, or less.
        told: How a value is told.
    """

    def size(value: Any) -> tuple[bool, Any]:
        return (none_is_most, 0) if value is None else (not none_is_most, value)

    def rule(_: Both, subject: Subject, __: str, old: Any, new: Any) -> Iterator[Change]:
        # Nothing said lies beyond every number, on one side or the other.
        verdict = more_is if size(new) > size(old) else _opposite(more_is)
        yield subject.one_way(verdict, f"{says.format(new=told(new))} (was {told(old)}).", old=old, new=new)

    return rule


def switch(*, on_is: Verdict, on: str, off: str) -> FieldRule:
    """Returns how a yes or no compares.

    Args:
        on_is: Which way yes goes.
        on: The sentence when it becomes yes.
        off: The sentence when it becomes no.
    """

    def rule(_: Both, subject: Subject, _field: str, _old: Any, new: Any) -> Iterator[Change]:
        yield subject.one_way(on_is if new else _opposite(on_is), on if new else off)

    return rule


Called: TypeAlias = Callable[[Both, str], str]
"""How something is called that a field names by its id."""


def class_called(both: Both, name: str) -> str:
    """Returns what people call a class."""
    found = both.new.classes.get(name) or both.old.classes.get(name)
    return found.name if found else as_words(name)


def question_called(both: Both, name: str) -> str:
    """Returns how a question begins."""
    found = both.new.questions.get(name) or both.old.questions.get(name)
    return f"“{shortened(found.ask, 50)}”" if found else as_words(name)


def routine_called(both: Both, name: str) -> str:
    """Returns what people call a routine."""
    found = both.new.routines.get(name) or both.old.routines.get(name)
    return f"“{found.name}”" if found else as_words(name)


def listed(*, more_is: Verdict, came: str, went: str, name: Called = lambda _, one: as_words(one)) -> FieldRule:
    """Returns how a list compares whose order says nothing.

    Args:
        more_is: Which way one more goes.
        came: The sentence where one is more, with `{one}` for it.
        went: The sentence where one is gone.
        name: How one of it is called.
    """

    def rule(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
        before, after = set(_strings(old)), set(_strings(new))
        for one in sorted(after - before):
            yield subject.one_way(more_is, came.format(one=name(both, one)))
        for one in sorted(before - after):
            yield subject.one_way(_opposite(more_is), went.format(one=name(both, one)))
        if before == after:
            yield subject.other(Kind.PLAN, f"{field} changed their order.", old=old, new=new)

    return rule


def in_order(*, more_is: Verdict, came: str, went: str) -> FieldRule:
    """Returns how a list of questions compares whose order matters: one that stands elsewhere cannot be compared.

    Args:
        more_is: Which way one more goes.
        came: The sentence where one is more, with `{one}` for it.
        went: The sentence where one is gone.
    """
    members = listed(more_is=more_is, came=came, went=went, name=question_called)

    def rule(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
        if set(old) != set(new):
            yield from members(both, subject, field, old, new)
        if [one for one in old if one in new] != [one for one in new if one in old]:
            yield from cannot_compare(both, subject, f"the order of {field}", [*old], [*new])

    return rule


def step(order: Mapping[Any, str], *, words: str) -> FieldRule:
    """Returns how a value compares that is one of a few; what is none of them is in doubt.

    Args:
        order: The values, the strictest first, each with how it is called.
        words: What it is about.
    """
    known = list(order)

    def rule(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
        if old not in known or new not in known:
            yield from cannot_compare(both, subject, field, old, new)
            return
        verdict = Verdict.LOOSER if known.index(new) > known.index(old) else Verdict.STRICTER
        yield subject.one_way(verdict, f"{words} {order[new]} (was {order[old]}).")

    return rule


def optional(*, given_is: Verdict) -> FieldRule:
    """Returns how something compares that may be left out, and that cannot be compared where it is otherwise.

    Args:
        given_is: Which way it goes when it is given.
    """

    def rule(both: Both, subject: Subject, field: str, old: Any, new: Any) -> Iterator[Change]:
        if old and new:
            yield from cannot_compare(both, subject, field, old, new)
        elif new:
            yield subject.one_way(given_is, f"{field} is now {told_shortly(new)}.", new=new)
        else:
            yield subject.one_way(_opposite(given_is), f"{field} is gone (was {told_shortly(old)}).", old=old)

    return rule


def _strings(value: Any) -> Collection[str]:
    return [str(one) for one in value]


def _opposite(verdict: Verdict) -> Verdict:
    return {Verdict.LOOSER: Verdict.STRICTER, Verdict.STRICTER: Verdict.LOOSER}[verdict]
