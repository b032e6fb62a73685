"""The order of the screen, locks, and what to do when something hurts."""

from collections.abc import Iterator, Mapping

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.conditions import Decides, compare_conditions
from bot.difference.every_kind import common_of
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    in_order,
    listed,
    number,
    optional,
    question_called,
    routine_called,
    step,
    warning,
)
from bot.knowledge.models.screen import LockRule, Screen, StopRules, StopSign

SCREEN_FIELDS: Mapping[str, FieldRule] = {
    "life_threat": cannot_compare,
    "order": in_order(
        more_is=Verdict.STRICTER,
        came="{one} is now one of the safety questions.",
        went="{one} is no longer one of the safety questions.",
    ),
    "before_every_routine": in_order(
        more_is=Verdict.STRICTER,
        came="{one} is now asked before every routine.",
        went="{one} is no longer asked before every routine.",
    ),
    "cramp_path": in_order(
        more_is=Verdict.STRICTER,
        came="{one} is now asked before the help for a cramp.",
        went="{one} is no longer asked before the help for a cramp.",
    ),
    "cramp_technique": cannot_compare,
    "gentle_routines": listed(
        more_is=Verdict.LOOSER,
        came="the routine {one} is now proposed where no other has anything left.",
        went="the routine {one} is no longer proposed where no other has anything left.",
        name=routine_called,
    ),
    "look_when": elsewhere,
    "look_technique": optional(given_is=Verdict.STRICTER),
    "acute": listed(
        more_is=Verdict.STRICTER,
        came="“something new” now also opens {one} again.",
        went="“something new” no longer opens {one} again.",
        name=question_called,
    ),
    "emergency_lock": elsewhere,
    "urgent_lock": elsewhere,
    "clinician_hold": number(
        more_is=Verdict.STRICTER, says="what a clinician should see stays blocked for {new} at least"
    ),
    "unused": number(more_is=Verdict.LOOSER, says="all is asked again after {new} without a visit"),
    **common_of(Screen),
}

LOCK_FIELDS: Mapping[str, FieldRule] = {
    "wait": number(more_is=Verdict.STRICTER, says="the block lasts {new} at least"),
    "ask_again": elsewhere,
}

STOP_RULE_FIELDS: Mapping[str, FieldRule] = {
    "at_every_start": warning,
    "when_numb": warning,
    "unsure": cannot_compare,
    "signs": elsewhere,
    **common_of(StopRules),
}

STOP_SIGN_FIELDS: Mapping[str, FieldRule] = {
    "sign": cannot_compare,
    "key": warning,
    "text": warning,
    "flag": optional(given_is=Verdict.STRICTER),
    "does": step(
        {
            "flag": "the outcome of the danger sign",
            "stop": "the end of the routine",
            "ease": "half as much",
            "note": "a note alone",
        },
        words="what follows is",
    ),
    "say": warning,
}


def compare_screens(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the screen and in the rules for stopping."""
    subject = Subject("screen", "The safety screen")
    old, new = both.old.screen, both.new.screen
    beside: Beside = {
        ("look_when",): _looking(both, subject, old, new),
        ("emergency_lock",): _lock(both, "emergency", old.emergency_lock, new.emergency_lock),
        ("urgent_lock",): _lock(both, "urgent", old.urgent_lock, new.urgent_lock),
    }
    yield from compare_fields(both, subject, old, new, SCREEN_FIELDS, beside=beside)
    yield from _stop_rules(both)


def _looking(both: Both, subject: Subject, old: Screen, new: Screen) -> Iterator[Change]:
    # Nobody is made to look where nothing says who should.
    if (old.look_when is None) != (new.look_when is None):
        words = "who looks at their feet first and last"
        if new.look_when is None:
            yield subject.looser(f"{words} is no longer said.")
        else:
            yield subject.stricter(f"{words} is now said.")
    else:
        looks = Decides(
            "{who} is no longer made to look at the feet first and last.",
            "{who} is now also made to look at the feet first and last.",
        )
        yield from compare_conditions(both, subject, looks, old.look_when, new.look_when)


def _lock(both: Both, level: str, old: LockRule, new: LockRule) -> Iterator[Change]:
    subject = Subject("screen", f"After “{level}”")
    beside: Beside = {("ask_again",): _asked_again(both, subject, old, new)}
    yield from compare_fields(both, subject, old, new, LOCK_FIELDS, beside=beside)


def _asked_again(both: Both, subject: Subject, old: LockRule, new: LockRule) -> Iterator[Change]:
    # None named means that all questions are asked again.
    every = set(both.old.questions) | set(both.new.questions)
    before, after = set(old.ask_again) or every, set(new.ask_again) or every
    if lost := before - after:
        names = "most questions" if len(lost) > 3 else ", ".join(question_called(both, name) for name in sorted(lost))
        yield subject.looser(f"no longer asked again before the block ends: {names}.")
    if gained := after - before:
        names = (
            "all questions" if len(gained) > 3 else ", ".join(question_called(both, name) for name in sorted(gained))
        )
        yield subject.stricter(f"now asked again before the block ends: {names}.")
    if not lost and not gained and old.ask_again != new.ask_again:
        yield subject.other(Kind.PLAN, "the same questions are asked again, written otherwise.")


def _stop_rules(both: Both) -> Iterator[Change]:
    old, new = both.old.stop_rules, both.new.stop_rules
    subject = Subject("stop rules", "During a routine")
    yield from compare_fields(
        both, subject, old, new, STOP_RULE_FIELDS, beside={("signs",): _signs(both, subject, old, new)}
    )


def _signs(both: Both, subject: Subject, old: StopRules, new: StopRules) -> Iterator[Change]:
    before: Mapping[str, StopSign] = {sign.sign: sign for sign in old.signs}
    after: Mapping[str, StopSign] = {sign.sign: sign for sign in new.signs}
    for name, sign in before.items():
        if name not in after:
            yield subject.looser(f"the line “{sign.text}” of “It hurts” is gone.")
        else:
            mine = Subject("stop rules", f"“It hurts”, line “{sign.key}”")
            yield from compare_fields(both, mine, sign, after[name], STOP_SIGN_FIELDS)
    for name, sign in after.items():
        if name not in before:
            yield subject.stricter(f"the line “{sign.text}” of “It hurts” is new.")
    kept, now = [name for name in before if name in after], [name for name in after if name in before]
    if kept != now:
        yield from cannot_compare(both, subject, "the order of the lines of “It hurts”", kept, now)
