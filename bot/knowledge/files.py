"""Which files a book has, and what each of them holds."""

from dataclasses import dataclass
from fnmatch import fnmatch

from pydantic import BaseModel

from bot.knowledge.models.book_words import BookWords
from bot.knowledge.models.danger_words import DangerWords
from bot.knowledge.models.faq import Faq, Topics
from bot.knowledge.models.picture import Scene, ThingPart
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.ruling import Rulings
from bot.knowledge.models.technique import Technique
from bot.knowledge.reading import (
    AdviceFile,
    CasesFile,
    ClassesFile,
    CoverageFile,
    ScalesFile,
    ScreeningFile,
    SourcesFile,
)
from bot.language.answers.lexicon import AnswerLexicon
from bot.language.examples import AnswersExamples, DangerExamples


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file.

    Attributes:
        name: What it is called; its schema is `NAME.json`.
        pattern: Which files are of it, below the book's folder.
        model: What such a file holds.
        wrap: The only key of the model, where the file is the plain list or mapping under it.
    """

    name: str
    pattern: str
    model: type[BaseModel]
    wrap: str | None = None


FILE_KINDS = (
    FileKind("technique", "techniques/*.yaml", Technique),
    FileKind("routine", "routines/*.yaml", Routine),
    FileKind("presentation", "presentations/*.yaml", Presentation),
    FileKind("screening", "screening/*.yaml", ScreeningFile),
    FileKind("faq", "faq/*.yaml", Faq),
    FileKind("picture", "pictures/*.yaml", Scene),
    FileKind("part", "pictures/parts/*.yaml", ThingPart),
    FileKind("cases", "cases/*.yaml", CasesFile, "cases"),
    FileKind("book", "book.yaml", BookWords),
    FileKind("classes", "classes.yaml", ClassesFile, "classes"),
    FileKind("sources", "sources.yaml", SourcesFile, "sources"),
    FileKind("topics", "topics.yaml", Topics),
    FileKind("coverage", "coverage.yaml", CoverageFile, "coverage"),
    FileKind("scales", "scales.yaml", ScalesFile, "scales"),
    FileKind("advice", "advice.yaml", AdviceFile, "advice"),
    FileKind("rulings", "rulings.yaml", Rulings),
    FileKind("danger", "words/danger.*.yaml", DangerWords),
    FileKind("danger_examples", "words/danger_examples.*.yaml", DangerExamples),
    FileKind("answers", "words/answers.*.yaml", AnswerLexicon),
    FileKind("answers_examples", "words/answers_examples.*.yaml", AnswersExamples),
)
"""Every kind of file of a book."""


def kind_of_file(name: str) -> FileKind | None:
    """Returns the kind of a file by its path below the book's folder, or None where it belongs to no book.

    Args:
        name: The path, with forward slashes.
    """
    depth = name.count("/")
    return next(
        (kind for kind in FILE_KINDS if kind.pattern.count("/") == depth and fnmatch(name, kind.pattern)), None
    )
