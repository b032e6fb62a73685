"""Danger signs in typed words: compile a lexicon once, then read any message; it only ever adds questions."""

from bot.language.danger.lexicon import DangerLexicon
from bot.language.danger.reader import DangerReader, compile_lexicon
from bot.language.danger.reading import Finding, Reading, Sense

__all__ = ["DangerLexicon", "DangerReader", "Finding", "Reading", "Sense", "compile_lexicon"]
