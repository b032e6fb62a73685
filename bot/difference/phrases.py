"""What changed danger words do to what people type: the example phrases of both books, read with both lexicons."""

from collections.abc import Iterator

from bot.difference.both import Both
from bot.difference.change import Change, Kind, Verdict
from bot.difference.wording import shortened
from bot.language.danger.reader import DangerReader, compile_lexicon
from bot.language.danger.reading import Sense


def outcomes_of_words(both: Both) -> tuple[Change, ...]:
    """Returns the phrases that raise a question less, or more, than before.

    Args:
        both: The editions.
    """
    if both.old.danger == both.new.danger:
        return ()
    before, after = compile_lexicon(both.old.danger), compile_lexicon(both.new.danger)
    found: list[Change] = []
    for phrase in dict.fromkeys(_phrases(both)):
        found += _of_phrase(both, phrase, before, after)
    return tuple(found)


def _phrases(both: Both) -> Iterator[str]:
    for examples in (both.old.danger_examples, both.new.danger_examples):
        for row in examples.phrases:
            yield from row.triggers
            yield from row.harmless
        yield from examples.everyday


def _of_phrase(both: Both, phrase: str, before: DangerReader, after: DangerReader) -> Iterator[Change]:
    was, now = _told(before, phrase), _told(after, phrase)
    for fact in sorted(was - now):
        words = f"Somebody who types “{shortened(phrase, 50)}”: is no longer asked about {both.told(fact)}."
        yield Change(Verdict.LOOSER, Kind.OUTCOME, "typed words", words)
    for fact in sorted(now - was):
        words = f"Somebody who types “{shortened(phrase, 50)}”: is now asked about {both.told(fact)}."
        yield Change(Verdict.STRICTER, Kind.OUTCOME, "typed words", words)


def _told(reader: DangerReader, phrase: str) -> frozenset[str]:
    return frozenset(one.fact for one in reader.read(phrase).findings if one.sense is Sense.NOW)
