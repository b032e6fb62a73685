"""Compiles a danger lexicon once for all editions of a book that have the same: it takes a third of a second."""

from bot.language.danger.lexicon import DangerLexicon
from bot.language.danger.reader import DangerReader, compile_lexicon


class CompiledOnce:
    """The lexicon that was compiled last, with its reader; a reader keeps nothing of what it read."""

    def __init__(self) -> None:
        self._latest: tuple[DangerLexicon, DangerReader] | None = None

    def reader(self, lexicon: DangerLexicon) -> DangerReader:
        """Returns the reader of a lexicon.

        Args:
            lexicon: The lexicon.
        """
        if self._latest is None or self._latest[0] != lexicon:
            self._latest = (lexicon, compile_lexicon(lexicon))
        return self._latest[1]
