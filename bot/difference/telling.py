"""Tells a difference: in full, for a machine, and short enough for a phone. What loosens always comes first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.difference.change import Change, Difference, Kind, Length, Verdict

PHONE_LETTERS = 3500
"""The most letters of the summary for a phone; a message of Telegram holds 4096."""

_OTHERS = (
    (Kind.PLAN, "Plans: routines, steps and doses"),
    (Kind.TEXT, "Texts that people read"),
    (Kind.SOURCE, "Sources and notes for reviewers"),
    (Kind.SIGN_OFF, "Signatures"),
    (Kind.CASE, "Patient cases of the book"),
)

MOST_OUTCOMES = 20
"""So many consequences are told; one rule may have hundreds."""

LEAST_MINUTES = 0.5
"""A routine that changes by less than this is not named as shorter or longer."""


def in_full(difference: Difference) -> str:
    """Returns the whole difference as lines of text.

    Args:
        difference: The difference.
    """
    if difference.is_empty:
        return f"Nothing differs between {difference.old} and {difference.new}.\n"
    lines = [f"What changes for people from {difference.old} to {difference.new}"]
    if difference.looser:
        lines += _section("LOOSER: somebody is allowed more, warned less or asked less", difference.looser)
    lines += _section("Stricter", difference.stricter)
    for kind, heading in _OTHERS:
        lines += _section(heading, [change for change in difference.other if change.kind is kind])
    lines += _section("What follows for people", difference.outcomes[:MOST_OUTCOMES], numbered=False)
    if len(difference.outcomes) > MOST_OUTCOMES:
        lines.append(f"  … and {len(difference.outcomes) - MOST_OUTCOMES} more; `--format json` has them all.")
    lines += ["", "Summary for sign-off", *(f"  {line}" for line in summary(difference))]
    return "\n".join(lines) + "\n"


def _section(heading: str, changes: Sequence[Change], *, numbered: bool = True) -> Iterator[str]:
    if not changes:
        return
    yield ""
    yield f"{heading} ({len(changes)})"
    for number, change in enumerate(changes, 1):
        mark = f"{number}." if numbered else "·"
        doubt = " (Counts as looser because a program cannot compare it.)" if change.in_doubt else ""
        yield f"  {mark} {_with_people(change)}{doubt}"
        if change.kind is not Kind.OUTCOME and (change.old or change.new) and not _said_already(change):
            yield f"     was: {change.old or 'nothing'}"
            yield f"     now: {change.new or 'nothing'}"


def _said_already(change: Change) -> bool:
    return all(not part or part in change.says for part in (change.old, change.new))


def _with_people(change: Change) -> str:
    way = " LOOSER." if change.kind is Kind.OUTCOME and change.verdict is Verdict.LOOSER else ""
    if not change.people:
        return change.says + way
    cases = "1 patient case" if change.people == 1 else f"{change.people} patient cases"
    return f"{change.says}{way} [{cases}, such as “{change.new}”]"


def summary(difference: Difference) -> tuple[str, ...]:
    """Returns what somebody who signs or publishes must know, a line each.

    Args:
        difference: The difference.
    """
    counts = [(kind.value.replace("_", "-"), _count(difference.other, kind)) for kind, _ in _OTHERS]
    others = ", ".join(f"{count} of {kind}" for kind, count in counts if count)
    lines = [f"Stricter: {len(difference.stricter)}. Looser: {len(difference.looser)}."]
    if others:
        lines.append(f"Other changes: {others}.")
    if difference.looser:
        lines.append("Somebody must judge what is looser before this is published.")
    else:
        lines.append("No safety rule allows more than before.")
    lines += _lengths(difference.lengths, difference)
    if difference.unsigned:
        names = ", ".join(difference.unsigned[:6])
        more = f" and {len(difference.unsigned) - 6} more" if len(difference.unsigned) > 6 else ""
        lines.append(f"Not signed as they now are: {names}{more}.")
    if difference.cases_played:
        of = (
            f" of {difference.cases_touched} that it touches"
            if difference.cases_touched > difference.cases_played
            else ""
        )
        lines.append(f"Patient cases played with both: {difference.cases_played}{of}.")
    if difference.cases_failed:
        names = "; ".join(difference.cases_failed[:3])
        lines.append(f"Cases that do not come out as they must: {len(difference.cases_failed)}, such as {names}.")
    return tuple(lines)


def _count(changes: Iterable[Change], kind: Kind) -> int:
    return sum(change.kind is kind for change in changes)


def _lengths(lengths: Sequence[Length], difference: Difference) -> Iterator[str]:
    for verb, chosen in (
        ("shorter", [one for one in lengths if one.minutes <= -LEAST_MINUTES]),
        ("longer", [one for one in lengths if one.minutes >= LEAST_MINUTES]),
    ):
        if not chosen:
            continue
        minutes = sorted(abs(one.minutes) for one in chosen)
        by = f"{minutes[-1]:g}" if minutes[0] == minutes[-1] else f"{minutes[0]:g} to {minutes[-1]:g}"
        names = [difference.routine_names.get(one.routine, one.routine) for one in chosen[:3]]
        listed = ", ".join(f"“{name}”" for name in names) + (" and others" if len(chosen) > 3 else "")
        whom = {one.who for one in chosen}
        who = f" for {next(iter(whom))}" if len(whom) == 1 else ""
        get = "routine gets" if len(chosen) == 1 else "routines get"
        unit = "minute" if by == "1" else "minutes"
        yield f"{len(chosen)} {get} {verb} by {by} {unit}{who}: {listed}."


def for_phone(difference: Difference) -> str:
    """Returns the difference for a chat; `**` opens and closes bold. It never has more than 3500 letters.

    Args:
        difference: The difference.
    """
    if difference.is_empty:
        return "**Nothing changes for patients.**"
    loose = len(difference.looser)
    head = [f"**Looser: {loose}.** This allows more, warns less or asks less:"] if loose else []
    end = _end_for_phone(difference)
    room = PHONE_LETTERS - sum(len(line) + 1 for line in (*head, *end)) - 120
    first = [f"· {_plain(change.says)} **Looser.**" for change in difference.looser]
    kept, left = _that_fit(first, room)
    rest = [f"· {_plain(change.says)}" for change in (*difference.stricter, *_of_people(difference))]
    rest += [f"· {_plain(change.says)}" for change in difference.other if change.kind is Kind.PLAN]
    room -= sum(len(line) + 1 for line in kept)
    shown, more = _that_fit(rest, room) if not left else ((), len(rest))
    lines = [*head, *kept]
    if left:
        lines.append(f"… and {left} more that are **looser**. Read the file before you decide.")
    if shown:
        lines += ["**What changes for patients**", *shown]
    if more:
        lines.append(f"… and {more} more in the file.")
    return "\n".join([*lines, *end])


def _of_people(difference: Difference) -> Iterator[Change]:
    """Yields what follows for people that no looser rule has told already."""
    yield from (change for change in difference.outcomes if change not in difference.looser)


def _end_for_phone(difference: Difference) -> list[str]:
    texts = _count(difference.other, Kind.TEXT)
    lines = []
    if texts:
        lines.append(
            f"· {texts} text{'' if texts == 1 else 's'} that people read {'is' if texts == 1 else 'are'} new."
        )
    lines += [f"· {line}" for line in _lengths(difference.lengths, difference)]
    assured = "" if difference.looser else " No safety rule allows more than before."
    lines.append(f"**Stricter: {len(difference.stricter)}. Looser: {len(difference.looser)}.**{assured}")
    if difference.cases_failed:
        lines.append(f"**{len(difference.cases_failed)} patient cases do not come out as they must.**")
    if difference.unsigned:
        count = len(difference.unsigned)
        entries = "1 changed entry" if count == 1 else f"{count} changed entries"
        lines.append(f"Not signed: {entries}. Patients will still see “not yet signed by a clinician”.")
    return lines


def _that_fit(lines: Sequence[str], room: int) -> tuple[list[str], int]:
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept, len(lines) - len(kept)


def _plain(text: str) -> str:
    return text.replace("**", "")


def as_object(difference: Difference) -> dict[str, Any]:
    """Returns the difference for a machine.

    Args:
        difference: The difference.
    """
    return {
        "old": difference.old,
        "new": difference.new,
        "counts": {"looser": len(difference.looser), "stricter": len(difference.stricter)},
        "looser": [_change(change) for change in difference.looser],
        "stricter": [_change(change) for change in difference.stricter],
        "other": [_change(change) for change in difference.other],
        "outcomes": [_change(change) for change in difference.outcomes],
        "lengths": [
            {"routine": one.routine, "minutes": one.minutes, "who": one.who} for one in difference.lengths
        ],
        "unsigned": list(difference.unsigned),
        "cases": {
            "touched": difference.cases_touched,
            "played": difference.cases_played,
            "failed": list(difference.cases_failed),
        },
        "summary": list(summary(difference)),
    }  # fmt: skip


def _change(change: Change) -> dict[str, Any]:
    return {
        "verdict": change.verdict.value,
        "kind": change.kind.value,
        "entry": change.entry,
        "says": change.says,
        "old": change.old,
        "new": change.new,
        "in_doubt": change.in_doubt,
        "people": change.people,
    }
