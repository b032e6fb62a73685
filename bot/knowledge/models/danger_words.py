"""`words/danger.<language>.yaml`: the words in which danger is told, with a clinician's signature under the whole."""

from pydantic import Field

from bot.knowledge.models.base import Reviewed
from bot.language.danger.lexicon import DangerLexicon


class DangerWords(DangerLexicon):
    """All the words of one language in which danger signs are told.

    They are signed as one: a concept, a guard or a misspelling changes how every sign is read.
    """

    reviewed: Reviewed | None = Field(None, description="A clinician's signature; `footguide sign` writes it.")
