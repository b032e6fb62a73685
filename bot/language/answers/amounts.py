"""Times and pain numbers in words: "since 3 weeks", "a couple of months", "5 out of 10", "about seven"."""

from collections.abc import Sequence

from bot.language.answers.lexicon import Durations, Scores
from bot.language.danger.tokens import Token
from bot.language.danger.word_forms import stem

NEAR = 3
"""Words before an amount in which the word that says what it is may stand."""
MOST_SCORE = 10


def days_told(tokens: Sequence[Token], durations: Durations) -> float | None:
    """Returns for how many days it has been so, or None where that is not told or told in several ways.

    Args:
        tokens: The words.
        durations: How times are told.
    """
    words = [token.word for token in tokens]
    found = {days for start in range(len(words)) if (days := _time_at(tokens, words, start, durations)) is not None}
    for phrase, days in durations.phrases.items():
        said = phrase.split()
        if any(words[start : start + len(said)] == said for start in range(len(words))):
            found.add(float(days))
    return found.pop() if len(found) == 1 else None


def band_of(days: float, durations: Durations) -> str:
    """Returns the answer that a number of days belongs to."""
    return next((band for band, most in durations.up_to_days.items() if days <= most), durations.longer)


def _time_at(tokens: Sequence[Token], words: Sequence[str], start: int, durations: Durations) -> float | None:
    number, after = number_at(words, start, durations)
    if number is None or after >= len(words):
        return None
    unit = durations.units.get(words[after]) or durations.units.get(stem(words[after]))
    if unit is None:
        return None
    before = set(words[max(0, start - NEAR) : start])
    behind = words[after + 1 : after + 3]
    if before & set(durations.not_before.split()) or set(behind[:1]) & set(durations.not_after.split()):
        return None
    lasting = before & set(durations.before.split()) or set(behind) & set(durations.after.split())
    alone = after + 1 == len(words) or tokens[after + 1].clause != tokens[after].clause
    return number * unit if lasting or alone else None


def number_at(words: Sequence[str], start: int, durations: Durations) -> tuple[float | None, int]:
    """Returns the number that stands at a place, in digits or in words, and the place behind it."""
    if start >= len(words):
        return None, start
    pair = " ".join(words[start : start + 2])
    if pair in durations.numbers:
        return durations.numbers[pair], start + 2
    word = words[start]
    if word[:1].isdigit() and len(word) <= 6 and word.replace(".", "", 1).isdecimal():
        return float(word), start + 1
    if word in durations.numbers:
        return durations.numbers[word], start + 1
    return None, start


def score_told(tokens: Sequence[Token], durations: Durations, scores: Scores) -> int | None:
    """Returns the pain number from 0 to 10 that is told, or None where none is or several are.

    Args:
        tokens: The words.
        durations: For numbers in words and for units, which make a number no score.
        scores: How scores are told.
    """
    words = [token.word for token in tokens]
    found: set[int] = set()
    leads = set(scores.before.split())
    for start in range(len(words)):
        number, after = number_at(words, start, durations)
        if (
            number is None
            or number != int(number)
            or not 0 <= number <= MOST_SCORE
            or not _scores(words[start], scores)
        ):
            continue
        rest = words[after : after + 3]
        of_ten = rest[:3] in (["out", "of", "10"], ["out", "of", "ten"]) or rest[:2] in (["of", "10"], ["of", "ten"])
        of_ten = of_ten or rest[:2] == ["from", "10"]
        last = words[max(0, start - 2) : start]
        is_ten = last[-2:] == ["out", "of"] or last[-1:] in (["of"], ["from"])
        led = set(words[max(0, start - NEAR) : start]) & leads and (
            after >= len(words) or tokens[after].clause != tokens[after - 1].clause
        )
        if of_ten or (led and not is_ten):
            found.add(int(number))
    return found.pop() if len(found) == 1 else None


def _scores(word: str, scores: Scores) -> bool:
    return word[:1].isdigit() or word in scores.words.split()


def plain_number(tokens: Sequence[Token], durations: Durations, scores: Scores) -> int | None:
    """Returns the one whole number from 0 to 10 in an answer to "how much", or None."""
    words = [token.word for token in tokens]
    found: set[int] = set()
    start = 0
    while start < len(words):
        number, after = number_at(words, start, durations)
        if (
            number is not None
            and _scores(words[start], scores)
            and words[max(0, start - 2) : start][-2:] != ["out", "of"]
        ):
            # A half counts as the higher number: pain is never told down.
            found.add(int(-(-number // 1)))
        start = max(after, start + 1)
    return found.pop() if len(found) == 1 and max(found, default=0) <= MOST_SCORE else None
