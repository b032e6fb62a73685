"""The words in which danger is read: what is recognised less, held off more, or taken for harmless."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    plan,
    switch,
)
from bot.difference.wording import shortened
from bot.language.answers.lexicon import AnswerLexicon, Answers, AnswerWords
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
    "language": cannot_compare,
    "concepts": elsewhere,
    "answers": elsewhere,
    "trouble": elsewhere,
    "worry": elsewhere,
    "plain_words": elsewhere,
    "said_before": cannot_compare,
    "question_words": elsewhere,
    "durations": cannot_compare,
    "scores": cannot_compare,
    "wishes": plan,
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
            yield from _phrases(subject, f"the {as_words(field)}", "|".join(before), "|".join(after), way)
    if dict(old.spellings) != dict(new.spellings):
        yield from _spellings(subject, old.spellings, new.spellings)
    if (old.language, old.script) != (new.language, new.script):
        yield from cannot_compare(both, subject, "the language", old.language, new.language)


def _kinds(lexicon: DangerLexicon) -> tuple[Mapping[str, Sign], ...]:
    return lexicon.flags, lexicon.conditions, lexicon.clues


def _words_of_sign(subject: Subject, old: Sign, new: Sign, *, lets_off: bool) -> Iterator[Change]:
    """Yields phrases that came or went. Of what lets somebody off something, more of them is in doubt as fewer is."""
    found = (
        *_patterns(
            subject,
            "the phrases that are enough alone",
            old.strong,
            new.strong,
            None if lets_off else Verdict.STRICTER,
        ),
        *_patterns(subject, "the patterns", old.patterns, new.patterns, None if lets_off else Verdict.STRICTER),
        *_patterns(subject, "the harmless contexts", old.guards, new.guards, None if lets_off else Verdict.LOOSER),
    )
    yield from found
    if not found and (old.strong, old.patterns, old.guards) != (new.strong, new.patterns, new.guards):
        yield subject.other(Kind.TEXT, "they are written otherwise, and mean the same.")


def _patterns(
    subject: Subject, what: str, old: Iterable[str], new: Iterable[str], way: Verdict | None
) -> Iterator[Change]:
    """Yields the patterns that say something new, and those of which something is said no more."""
    before, after = _parted(old), _parted(new)
    said_before, said_after = _singly(before), _singly(after)
    came = [one for one in after if not _singly([one]) <= said_before]
    went = [one for one in before if not _singly([one]) <= said_after]
    yield from _came_and_went(subject, what, came, went, way)


def _parted(patterns: Iterable[str]) -> tuple[str, ...]:
    """Returns patterns as they are written; one of a single slot is its phrases."""
    return tuple(
        phrase.strip() for pattern in patterns for phrase in ([pattern] if _joint(pattern) else pattern.split("|"))
    )


def _joint(pattern: str) -> str | None:
    return next((f" {sign} " for sign in "+>" if f" {sign} " in pattern), None)


def _singly(patterns: Iterable[str]) -> frozenset[str]:
    """Returns patterns with one phrase a slot: `a + b|c` says `a + b` and `a + c`."""
    found = set[str]()
    for pattern in patterns:
        joint = _joint(pattern)
        phrases = [
            [phrase.strip() for phrase in slot.split("|")] for slot in (pattern.split(joint) if joint else [pattern])
        ]
        found |= {(joint or "").join(chosen) for chosen in product(*phrases)}
    return frozenset(found)


def _phrases(subject: Subject, what: str, old: str, new: str, way: Verdict | None) -> Iterator[Change]:
    yield from _members(subject, what, old.split("|"), new.split("|"), way)


def _members(
    subject: Subject, what: str, old: Iterable[str], new: Iterable[str], way: Verdict | None
) -> Iterator[Change]:
    """Yields what was added to and taken from a list whose growing goes one way; None for no way that is known."""
    before, after = ({one.strip() for one in words} - {""} for words in (old, new))
    yield from _came_and_went(subject, what, after - before, before - after, way)


def _came_and_went(
    subject: Subject, what: str, came: Collection[str], went: Collection[str], way: Verdict | None
) -> Iterator[Change]:
    opposite = {Verdict.STRICTER: Verdict.LOOSER, Verdict.LOOSER: Verdict.STRICTER}
    for words, verdict, verb in (
        (came, way, "now hold"),
        (went, None if way is None else opposite[way], "no longer hold"),
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
    holding_off = " ".join((*_holding_off(old), *_holding_off(new)))
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
    before, after = ({(idiom.says, idiom.fact): idiom.unless for idiom in one.idioms} for one in (old, new))
    for (says, fact), unless in after.items():
        if (says, fact) not in before:
            yield subject.looser(f"“{says}” is now no sign of {as_words(fact)}.")
        elif unless != before[says, fact]:
            was, now = ((one or "").split("|") for one in (before[says, fact], unless))
            yield from _members(
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
            yield from _members(subject, f"the examples of {as_words(flag)}", before, after, Verdict.STRICTER)
    if set(old.harmless) != set(new.harmless):
        yield from _members(subject, "the harmless examples", old.harmless, new.harmless, Verdict.LOOSER)
    if old.extras != new.extras:
        yield subject.other(Kind.TEXT, "the traps for the tests are otherwise.")


def _answers(both: Both) -> Iterator[Change]:
    subject = Subject("answer words", "Typed answers")
    old, new = both.old.answers, both.new.answers
    beside: Beside = {
        ("concepts",): _answer_concepts(subject, old, new),
        ("answers",): _answers_named(both, subject, old.answers, new.answers),
        ("trouble",): _checklist(both, subject, "words of trouble", old.trouble, new.trouble),
        ("worry",): _checklist(both, subject, "worrying words", old.worry, new.worry),
        ("plain_words",): _single_words(subject, "words that need no checklist", old.plain_words, new.plain_words),
        ("question_words",): _single_words(
            subject, "words that begin a mere question", old.question_words, new.question_words
        ),
    }
    yield from compare_fields(both, subject, old, new, ANSWER_FIELDS, beside=beside)


def _answer_concepts(subject: Subject, old: AnswerLexicon, new: AnswerLexicon) -> Iterator[Change]:
    for name in dict.fromkeys((*old.concepts, *new.concepts)):
        before, after = old.concepts.get(name, ""), new.concepts.get(name, "")
        if before != after:
            yield from _phrases(subject, f"the words for “{as_words(name)}”", before, after, None)


def _answers_named(
    both: Both, subject: Subject, old: Mapping[str, Answers], new: Mapping[str, Answers]
) -> Iterator[Change]:
    """Yields which questions typed words answer otherwise: what is not named here may be for the buttons alone."""
    for question in dict.fromkeys((*old, *new)):
        called = f"“{shortened(_asked(both, question), 50)}”"
        if question not in old:
            yield subject.looser(f"{called} can now be answered by typing.")
        elif question not in new:
            yield subject.stricter(f"{called} is no longer answered by words for its answers.")
        elif old[question] != new[question]:
            yield subject.looser(
                f"other words are taken for answers to {called}; whether they fit is for a person to judge.",
                in_doubt=True,
            )


def _asked(both: Both, question: str) -> str:
    found = both.new.questions.get(question) or both.old.questions.get(question)
    return found.ask if found else as_words(question)


def _checklist(both: Both, subject: Subject, what: str, old: AnswerWords, new: AnswerWords) -> Iterator[Change]:
    """Yields which words lead to the short checklist otherwise."""
    yield from _patterns(subject, what, old.patterns, new.patterns, Verdict.STRICTER)
    yield from _patterns(subject, f"the harmless contexts of {what}", old.guards, new.guards, Verdict.LOOSER)
    if old.gives_way != new.gives_way:
        yield from cannot_compare(both, subject, f"whether {what} give way", "", "")


def _single_words(subject: Subject, what: str, old: str, new: str) -> Iterator[Change]:
    yield from _members(subject, what, old.split(), new.split(), Verdict.LOOSER)
    if old != new and set(old.split()) == set(new.split()):
        yield subject.other(Kind.TEXT, f"{what} stand in another order.")
