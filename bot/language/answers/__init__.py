"""What typed words tell beside danger: complaint, duration, pain number, wishes, and about whom."""

from bot.language.answers.lexicon import AnswerLexicon
from bot.language.answers.reader import AnswerReader, Told, Wishes

__all__ = ["AnswerLexicon", "AnswerReader", "Told", "Wishes"]
