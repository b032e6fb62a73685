"""The language that marks every message, and what may stand outside its marks in the trial chat."""

import re

from bot.language.catalogues import Catalogue, Catalogues
from tests.dialogue.test_pseudo_language import CLOSE, OPEN, Marking, unmarked

MARKED = Catalogue("en", Marking(), Marking())
ALL_MARKED = Catalogues({"en": MARKED})

_NO_WORDS = re.compile(
    r"footguide try --terminal|footguide"  # the product and its command
    r"|(?<!\S)/[a-z]+(?!\w)"  # a command of the bot, as it is typed
)


def mark(text: str) -> str:
    """Return what a bot or a person says in this language."""
    return f"{OPEN}{text}{CLOSE}"


def not_said(text: str) -> str:
    """Return the letters of a text that no catalogue gave."""
    return unmarked(_NO_WORDS.sub("", text))
