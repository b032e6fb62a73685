"""Forms of one word: endings that do not change what it means, and numbers that mean something."""

SHORTEST_WITH_ENDING = 4
"""Letters; shorter words are left as they are, so that "pus" and "gas" keep their s."""

NUMBER_KINDS = ("number", "year", "fever_degrees", "score_8_to_10", "age_under_16")
"""Kinds of number that patterns can name in angle brackets beside the concepts."""


def stem(word: str) -> str:
    """Returns a word without the endings of English verbs and plurals; the same for all forms of a word.

    It need not be a word itself ("ankles" gives "ankl"): it is only ever compared with other stems.

    Args:
        word: Lower-case letters.
    """
    if len(word) < SHORTEST_WITH_ENDING:
        return word
    if word.endswith("ies") and len(word) > SHORTEST_WITH_ENDING:
        word = word[:-3] + "y"
    elif word.endswith(("ses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and len(word) >= SHORTEST_WITH_ENDING + 3:
        word = _undouble(word[:-3])
    elif word.endswith("ed") and not word.endswith("eed") and len(word) >= SHORTEST_WITH_ENDING + 2:
        word = _undouble(word[:-2])
    if word.endswith("e") and len(word) > SHORTEST_WITH_ENDING:
        word = word[:-1]
    return word


def _undouble(word: str) -> str:
    """Undoes the doubling before an ending: "cutt" is "cut", while "swell" and "pass" stay."""
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def number_kinds(word: str) -> tuple[str, ...]:
    """Returns the kinds of number that digits may mean; empty for a word.

    Args:
        word: Digits, with a point where there are decimals.
    """
    if not word[:1].isdigit() or not word.isascii() or len(word) > 8:
        return ()
    value = float(word)
    kinds = ["number"]
    if 37.8 <= value <= 43 or 100 <= value <= 108:
        kinds.append("fever_degrees")
    if value == int(value):
        if 1900 <= value <= 2099:
            kinds.append("year")
        if 8 <= value <= 10:
            kinds.append("score_8_to_10")
        if value < 16:
            kinds.append("age_under_16")
    return tuple(kinds)
