"""The words in which danger is read: what is recognised less, held off more, or taken for harmless."""

from collections.abc import Iterator, Mapping

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    switch,
)
from bot.difference.phrase_lists import MOST_NAMED, members_changed, patterns_changed, phrases_changed
from bot.language.danger.lexicon import DangerLexicon, Sign

SIGN_FIELDS: Mapping[str, FieldRule] = {
    "strong": elsewhere,
    "patterns": elsewhere,
    "guards": elsewhere,
    "even_when_gone": switch(
        on_is=Verdict.STRICTER,
        on="it now counts although it has passed.",
        off="it no longer counts once it has passed.",
    ),
    "even_in_questions": switch(
        on_is=Verdict.STRICTER,
        on="it now counts inside a mere question.",
        off="it no longer counts inside a mere question.",
    ),
    "asks_first": switch(
        on_is=Verdict.LOOSER, on="it is asked about before it stops anything.", off="it now stops at once."
    ),
    "keep_past": switch(
        on_is=Verdict.STRICTER, on="it is kept when it was so once.", off="it is no longer kept when it was so once."
    ),
}

CUE_WAYS: Mapping[str, Verdict] = {
    "negators": Verdict.LOOSER,
    "false_negators": Verdict.STRICTER,
    "turned_denials": Verdict.STRICTER,
    "denial_ends": Verdict.STRICTER,
    "statement_words": Verdict.STRICTER,
    "contrasts": Verdict.STRICTER,
    "gone": Verdict.LOOSER,
    "past": Verdict.LOOSER,
    "present": Verdict.STRICTER,
    "hypothetical": Verdict.LOOSER,
    "conditions": Verdict.STRICTER,
    "pointing": Verdict.STRICTER,
}
"""Which way one more phrase of a list of cues goes; a list that is not here cannot be compared."""


def compare_lexicons(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the words that are recognised in what people type."""
    if both.old.danger is not both.new.danger and both.old.danger != both.new.danger:
        yield from _danger(both, both.old.danger, both.new.danger)
    if both.old.danger_examples is not both.new.danger_examples:
        yield from _examples(both)


def _danger(both: Both, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    subject = Subject("danger words", "Typed words")
    signs_old, signs_new = dict(old.signs()), dict(new.signs())
    for name, sign in signs_old.items():
        mine = Subject(f"danger words {name}", f"Typed words for {both.told(name)}")
        if name not in signs_new:
            yield mine.looser("they are recognised no more.")
        elif sign != signs_new[name]:
            lets_off = name in both.letting_off
            beside: Beside = {
                ("strong", "patterns", "guards"): _words_of_sign(mine, sign, signs_new[name], lets_off=lets_off)
            }
            yield from compare_fields(both, mine, sign, signs_new[name], SIGN_FIELDS, beside=beside)
    for name in sorted(signs_new.keys() - signs_old.keys()):
        mine = Subject(f"danger words {name}", f"Typed words for {both.told(name)}")
        if name in both.letting_off:
            yield mine.looser("they are now recognised, and can let somebody off something.", in_doubt=True)
        else:
            yield mine.stricter("they are now recognised.")
    moved = [
        name
        for name in signs_old
        if name in signs_new and [name in kind for kind in _kinds(old)] != [name in kind for kind in _kinds(new)]
    ]
    for name in moved:
        mine = Subject(f"danger words {name}", f"Typed words for {both.told(name)}")
        yield from cannot_compare(both, mine, "what kind of sign they are", "", "")
    yield from _concepts(subject, old, new)
    for cue in type(old.cues).model_fields:
        before, after = getattr(old.cues, cue), getattr(new.cues, cue)
        if before != after:
            yield from phrases_changed(subject, f"the cue words “{as_words(cue)}”", before, after, CUE_WAYS.get(cue))
    yield from _idioms(subject, old, new)
    yield from _sums(subject, old, new)
    for field, way in (
        ("everyday_words", Verdict.LOOSER),
        ("ordinary_words", Verdict.LOOSER),
        ("fillers", None),
    ):
        before, after = getattr(old, field).split(), getattr(new, field).split()
        if before != after:
            yield from phrases_changed(subject, f"the {as_words(field)}", "|".join(before), "|".join(after), way)
    if dict(old.spellings) != dict(new.spellings):
        yield from _spellings(subject, old.spellings, new.spellings)
    if (old.language, old.script) != (new.language, new.script):
        yield from cannot_compare(both, subject, "the language", old.language, new.language)


def _kinds(lexicon: DangerLexicon) -> tuple[Mapping[str, Sign], ...]:
    return lexicon.flags, lexicon.conditions, lexicon.clues


def _words_of_sign(subject: Subject, old: Sign, new: Sign, *, lets_off: bool) -> Iterator[Change]:
    """Yields phrases that came or went. Of what lets somebody off something, more of them is in doubt as fewer is."""
    more, fewer = (None, None) if lets_off else (Verdict.STRICTER, Verdict.LOOSER)
    found = (
        *patterns_changed(subject, "the phrases that are enough alone", old.strong, new.strong, more),
        *patterns_changed(subject, "the patterns", old.patterns, new.patterns, more),
        *patterns_changed(subject, "the harmless contexts", old.guards, new.guards, fewer),
    )
    yield from found
    if not found and (old.strong, old.patterns, old.guards) != (new.strong, new.patterns, new.guards):
        yield subject.other(Kind.TEXT, "they are written otherwise, and mean the same.")


def _concepts(subject: Subject, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    holding_off = " ".join((*_holding_off(old), *_holding_off(new)))
    for name in dict.fromkeys((*old.concepts, *new.concepts)):
        before, after = old.concepts.get(name, ""), new.concepts.get(name, "")
        if before == after:
            continue
        # A word that also stands in a guard or a cue holds signs off as well as raising them.
        both_ways = _names(name, holding_off, old) or _names(name, holding_off, new)
        way = None if both_ways else Verdict.STRICTER
        yield from phrases_changed(subject, f"the words for “{as_words(name)}”", before, after, way)


def _holding_off(lexicon: DangerLexicon) -> Iterator[str]:
    for _, sign in lexicon.signs():
        yield from sign.guards
    for cue in type(lexicon.cues).model_fields:
        yield getattr(lexicon.cues, cue)
    for idiom in lexicon.idioms:
        yield idiom.says
        yield idiom.unless or ""


def _names(name: str, text: str, lexicon: DangerLexicon) -> bool:
    """Returns whether a text names a concept, by itself or inside another."""
    if f"<{name}>" in text:
        return True
    inside = [other for other, words in lexicon.concepts.items() if f"<{name}>" in words and other != name]
    return any(_names(other, text, lexicon) for other in inside)


def _idioms(subject: Subject, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    before, after = ({(idiom.says, idiom.fact): idiom.unless for idiom in one.idioms} for one in (old, new))
    for (says, fact), unless in after.items():
        if (says, fact) not in before:
            yield subject.looser(f"“{says}” is now no sign of {as_words(fact)}.")
        elif unless != before[says, fact]:
            was, now = ((one or "").split("|") for one in (before[says, fact], unless))
            yield from members_changed(
                subject,
                f"the words that make “{says}” a sign of {as_words(fact)} all the same",
                was,
                now,
                Verdict.STRICTER,
            )
    for says, _ in before.keys() - after.keys():
        yield subject.stricter(f"“{says}” is now taken at its word.")


def _sums(subject: Subject, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    def covered(gives: str, needs: tuple[str, ...], others: DangerLexicon) -> bool:
        return any(
            one.gives == gives
            and len(one.needs) == len(needs)
            and all(set(need.split()) <= set(other.split()) for need, other in zip(needs, one.needs, strict=True))
            for one in others.sums
        )

    for one in old.sums:
        if not covered(one.gives, one.needs, new):
            yield subject.looser(f"{' with '.join(one.needs)} no longer means {as_words(one.gives)}.")
    for one in new.sums:
        if not covered(one.gives, one.needs, old):
            yield subject.stricter(f"{' with '.join(one.needs)} now means {as_words(one.gives)}.")


def _spellings(subject: Subject, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    lost = sorted(word for word in old if new.get(word) != old[word])
    added = sorted(word for word in new if word not in old)
    if lost:
        yield subject.looser(f"{_some(lost)} no longer read as {_some([old[word] for word in lost])}.")
    if added:
        # A word that is read as another may have been a sign as it stood.
        yield subject.looser(f"{_some(added)} now read as {_some([new[word] for word in added])}.", in_doubt=True)


def _some(words: list[str]) -> str:
    more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
    return ", ".join(f"“{word}”" for word in words[:MOST_NAMED]) + more


def _examples(both: Both) -> Iterator[Change]:
    subject = Subject("danger examples", "Likeness of typed words to danger")
    old, new = both.old.danger_examples, both.new.danger_examples
    for flag in dict.fromkeys((*old.danger, *new.danger)):
        before, after = old.danger.get(flag, ()), new.danger.get(flag, ())
        if set(before) != set(after):
            yield from members_changed(subject, f"the examples of {as_words(flag)}", before, after, Verdict.STRICTER)
    if set(old.harmless) != set(new.harmless):
        yield from members_changed(subject, "the harmless examples", old.harmless, new.harmless, Verdict.LOOSER)
    if old.extras != new.extras:
        yield subject.other(Kind.TEXT, "the traps for the tests are otherwise.")
