"""The words in which danger is read: what is recognised less, held off more, or taken for harmless."""

from collections.abc import Iterable, Iterator, Mapping

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    switch,
)
from bot.difference.wording import shortened
from bot.language.danger.lexicon import DangerLexicon, Sign

MOST_NAMED = 4

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

ANSWER_FIELDS: Mapping[str, FieldRule] = {
    "concepts": lambda _, subject, field, *__: iter((subject.other(Kind.TEXT, f"{field} changed."),)),
    "answers": lambda _, subject, field, *__: iter((subject.other(Kind.TEXT, f"words of {field} changed."),)),
    "trouble": lambda _, subject, field, *__: iter((subject.other(Kind.TEXT, f"words for {field} changed."),)),
    "wishes": lambda _, subject, field, *__: iter((subject.other(Kind.TEXT, f"words for {field} changed."),)),
    "question_words": lambda _, subject, field, *__: iter((subject.other(Kind.TEXT, f"{field} changed."),)),
    "worry": elsewhere,
    "plain_words": elsewhere,
}


def compare_lexicons(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the words that are recognised in what people type."""
    if both.old.danger is not both.new.danger and both.old.danger != both.new.danger:
        yield from _danger(both, both.old.danger, both.new.danger)
    if both.old.danger_examples is not both.new.danger_examples:
        yield from _examples(both)
    if both.old.answers is not both.new.answers and both.old.answers != both.new.answers:
        yield from _answers(both)


def _danger(both: Both, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    subject = Subject("danger words", "Typed words")
    signs_old, signs_new = dict(old.signs()), dict(new.signs())
    for name, sign in signs_old.items():
        mine = Subject(f"danger words {name}", f"Typed words for {as_words(name)}")
        if name not in signs_new:
            yield mine.looser("they are recognised no more.")
        elif sign != signs_new[name]:
            yield from compare_fields(both, mine, sign, signs_new[name], SIGN_FIELDS)
            yield from _words_of_sign(mine, sign, signs_new[name])
    for name in signs_new.keys() - signs_old.keys():
        yield Subject(f"danger words {name}", f"Typed words for {as_words(name)}").stricter(
            "they are now recognised."
        )
    moved = [
        name
        for name in signs_old
        if name in signs_new and [name in kind for kind in _kinds(old)] != [name in kind for kind in _kinds(new)]
    ]
    for name in moved:
        mine = Subject(f"danger words {name}", f"Typed words for {as_words(name)}")
        yield from cannot_compare(both, mine, "what kind of sign they are", "", "")
    yield from _concepts(subject, old, new)
    for cue in type(old.cues).model_fields:
        before, after = getattr(old.cues, cue), getattr(new.cues, cue)
        if before != after:
            yield from _phrases(subject, f"the cue words “{as_words(cue)}”", before, after, CUE_WAYS.get(cue))
    yield from _idioms(subject, old, new)
    yield from _sums(subject, old, new)
    for field, way in (
        ("everyday_words", Verdict.LOOSER),
        ("ordinary_words", Verdict.LOOSER),
        ("fillers", None),
    ):
        before, after = getattr(old, field).split(), getattr(new, field).split()
        if before != after:
            yield from _phrases(subject, as_words(field), "|".join(before), "|".join(after), way)
    if dict(old.spellings) != dict(new.spellings):
        yield from _spellings(subject, old.spellings, new.spellings)
    if (old.language, old.script) != (new.language, new.script):
        yield from cannot_compare(both, subject, "the language", old.language, new.language)


def _kinds(lexicon: DangerLexicon) -> tuple[Mapping[str, Sign], ...]:
    return lexicon.flags, lexicon.conditions, lexicon.clues


def _words_of_sign(subject: Subject, old: Sign, new: Sign) -> Iterator[Change]:
    ways = (("strong", Verdict.STRICTER), ("patterns", Verdict.STRICTER), ("guards", Verdict.LOOSER))
    for field, way in ways:
        before, after = _flat(getattr(old, field), field), _flat(getattr(new, field), field)
        if before != after:
            yield from _members(subject, as_words(field), before, after, way)


def _flat(texts: Iterable[str], field: str) -> tuple[str, ...]:
    """Returns phrases one by one; a pattern of one slot is its phrases, and any other pattern a whole."""
    alone = field == "strong"
    return tuple(
        phrase.strip()
        for text in texts
        for phrase in (text.split("|") if alone or not any(sign in text for sign in (" + ", " > ")) else [text])
    )


def _phrases(subject: Subject, what: str, old: str, new: str, way: Verdict | None) -> Iterator[Change]:
    yield from _members(subject, what, old.split("|"), new.split("|"), way)


def _members(
    subject: Subject, what: str, old: Iterable[str], new: Iterable[str], way: Verdict | None
) -> Iterator[Change]:
    """Yields what was added to and taken from a list whose growing goes one way; None for no way that is known."""
    before, after = {one.strip() for one in old}, {one.strip() for one in new}
    opposite = {Verdict.STRICTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.STRICTER}
    for words, verdict, verb in (
        (after - before, way, "now with"),
        (before - after, None if way is None else opposite[way], "no longer with"),
    ):
        if not words:
            continue
        more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
        named = ", ".join(f"“{shortened(one, 40)}”" for one in sorted(words)[:MOST_NAMED]) + more
        if verdict is None:
            yield subject.looser(
                f"{what} {verb} {named}; which way that goes is for a person to judge.", in_doubt=True
            )
        else:
            yield subject.one_way(verdict, f"{what} {verb} {named}.")


def _concepts(subject: Subject, old: DangerLexicon, new: DangerLexicon) -> Iterator[Change]:
    holding_off = " ".join(_holding_off(old)) + " ".join(_holding_off(new))
    for name in dict.fromkeys((*old.concepts, *new.concepts)):
        before, after = old.concepts.get(name, ""), new.concepts.get(name, "")
        if before == after:
            continue
        # A word that also stands in a guard or a cue holds signs off as well as raising them.
        both_ways = _names(name, holding_off, old) or _names(name, holding_off, new)
        way = None if both_ways else Verdict.STRICTER
        yield from _phrases(subject, f"the words for “{as_words(name)}”", before, after, way)


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
    for idiom in new.idioms:
        if idiom not in old.idioms:
            yield subject.looser(f"“{idiom.says}” is now no sign of {as_words(idiom.fact)}.")
    for idiom in old.idioms:
        if idiom not in new.idioms:
            yield subject.stricter(f"“{idiom.says}” is now taken at its word.")


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
            yield from _members(subject, f"the examples of {as_words(flag)}", before, after, Verdict.STRICTER)
    if set(old.harmless) != set(new.harmless):
        yield from _members(subject, "the harmless examples", old.harmless, new.harmless, Verdict.LOOSER)
    if old.extras != new.extras:
        yield subject.other(Kind.TEXT, "the traps for the tests are otherwise.")


def _answers(both: Both) -> Iterator[Change]:
    subject = Subject("answer words", "Typed answers")
    old, new = both.old.answers, both.new.answers
    yield from compare_fields(both, subject, old, new, ANSWER_FIELDS)
    if old.worry != new.worry:
        yield from _members(subject, "worrying words", old.worry.patterns, new.worry.patterns, Verdict.STRICTER)
        yield from _members(subject, "guards of worrying words", old.worry.guards, new.worry.guards, Verdict.LOOSER)
        if old.worry.gives_way != new.worry.gives_way:
            yield from cannot_compare(both, subject, "whether worry gives way", "", "")
    if old.plain_words != new.plain_words:
        before, after = old.plain_words.split(), new.plain_words.split()
        yield from _members(subject, "words that need no checklist", before, after, Verdict.LOOSER)
