"""Reads a folder into a book, and reports all the faults of all the files at once."""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, Field, ValidationError

from bot.knowledge.book import Book
from bot.knowledge.checks import run_checks
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.models.base import Entry
from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.case import Case
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.faq import Faq, Topics
from bot.knowledge.models.picture import Scene, ThingPart
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.ruling import Rulings
from bot.knowledge.models.scale import Advice, Scale
from bot.knowledge.models.screen import Screen, StopRules
from bot.knowledge.models.source import Source
from bot.knowledge.models.technique import Technique
from bot.knowledge.positions import Positions
from bot.knowledge.schema_faults import schema_faults
from bot.knowledge.yaml_reading import Document
from bot.language.answers.lexicon import AnswerLexicon
from bot.language.danger.lexicon import DangerLexicon
from bot.language.examples import DangerExamples

Model = TypeVar("Model", bound=BaseModel)

LARGEST_FILE = 1_000_000
"""Bytes; a larger file is not knowledge that a person wrote."""


class ScreeningFile(Entry):
    """What one file under `screening/` may hold."""

    questions: tuple[Question, ...] = ()
    terms: tuple[Term, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    cautions: tuple[Caution, ...] = ()
    screen: Screen | None = None
    stop_rules: StopRules | None = None


class SourcesFile(Entry):
    """`sources.yaml`."""

    sources: dict[str, Source]


class ClassesFile(Entry):
    """`classes.yaml`."""

    classes: dict[str, TechniqueClass]


class CoverageFile(Entry):
    """`coverage.yaml`."""

    coverage: tuple[CoverageRow, ...] = ()


class ScalesFile(Entry):
    """`scales.yaml`."""

    scales: tuple[Scale, ...] = ()


class AdviceFile(Entry):
    """`advice.yaml`."""

    advice: tuple[Advice, ...] = ()


class CasesFile(Entry):
    """What one file under `cases/` holds."""

    cases: tuple[Case, ...] = Field(min_length=1)


class BookReader:
    """Reads one folder. Use `read_book`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self._texts: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.positions = Positions()

    def _text(self, path: Path) -> str | None:
        name = path.relative_to(self._folder).as_posix()
        try:
            content = path.read_bytes()
            if len(content) > LARGEST_FILE:
                self._fault(name, "file_too_large", f"the file has {len(content)} bytes", "split it")
                return None
            self._hash.update(f"{name}\0{len(content)}\0".encode() + content)
            self._texts[name] = content.decode("utf-8")
            return self._texts[name]
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._fault(name, "file_unreadable", f"the file cannot be read ({reason})", "put it there, readable")
        except UnicodeDecodeError as error:
            self._fault(name, "not_utf8", f"byte {error.start} is not UTF-8", "save the file as UTF-8")
        return None

    def in_context(self, faults: Iterable[Fault]) -> list[Fault]:
        """Returns faults in their order, each with the line that it points at and the rule behind it."""
        return sorted(fault.in_context(self._texts.get(fault.file, ""), rule_of(fault.code)) for fault in faults)

    def _fault(self, file: str, code: str, wrong: str, remedy: str) -> None:
        self.faults.append(Fault(file, 1, 1, code, wrong, remedy))

    def model(self, path: Path, kind: type[Model], *, wrap: str | None = None) -> Model | None:
        """Reads one file as one model.

        Args:
            path: The file.
            kind: The model.
            wrap: Put the data under this key first, for files that are a plain list or mapping.
        """
        text = self._text(path)
        if text is None:
            return None
        document = Document(path.relative_to(self._folder).as_posix(), text, wrap)
        self.faults.extend(document.faults)
        if document.data is None:
            return None
        try:
            model = kind.model_validate({wrap: document.data} if wrap else document.data)
        except ValidationError as error:
            self.faults.extend(schema_faults(document, kind, error, wrap))
            return None
        self.positions.learn(document, model)
        return model

    def files(self, folder: str, pattern: str = "*.yaml") -> list[Path]:
        """Returns the files of a folder of the book in a fixed order."""
        return sorted((self._folder / folder).glob(pattern))

    def models(self, folder: str, kind: type[Model]) -> dict[str, Model]:
        """Reads one model a file; the name of the file is its id."""
        found = {path.stem: self.model(path, kind) for path in self.files(folder)}
        return {name: model for name, model in found.items() if model is not None}

    def model_if_there(self, name: str, kind: type[Model], *, wrap: str | None = None) -> Model | None:
        """Reads one file that a book may do without; an absent one holds nothing, and that is no fault."""
        path = self._folder / name
        return self.model(path, kind, wrap=wrap) if path.exists() else kind()

    def by_id(self, entries: Iterable[Model], key: str) -> Mapping[str, Model]:
        """Puts entries under their ids; a second one of the same id is a fault."""
        found: dict[str, Model] = {}
        for entry in entries:
            name = getattr(entry, key)
            if name in found:
                file, line, column = self.positions.of(entry)
                self.faults.append(
                    Fault(file, line, column, "twice", f"there are two of {key} {name}", "give one another id")
                )
            found[name] = entry
        return MappingProxyType(found)

    def book(self) -> Book | None:
        """Reads everything; None where a file is missing or malformed (see `faults`)."""
        words = self.model(self._folder / "book.yaml", BookWords)
        classes = self.model(self._folder / "classes.yaml", ClassesFile, wrap="classes")
        sources = self.model(self._folder / "sources.yaml", SourcesFile, wrap="sources")
        danger = self.model(self._folder / "words" / "danger.en.yaml", DangerLexicon)
        examples = self.model(self._folder / "words" / "danger_examples.en.yaml", DangerExamples)
        answers = self.model(self._folder / "words" / "answers.en.yaml", AnswerLexicon)
        if danger is not None and answers is not None:
            try:
                answers.as_signs(danger)
            except ValueError as error:
                self._fault("words/answers.en.yaml", "schema", str(error), "correct it, or add it to danger.en.yaml")
        screening = [self.model(path, ScreeningFile) for path in self.files("screening")]
        techniques = self.models("techniques", Technique)
        routines = self.models("routines", Routine)
        presentations = self.models("presentations", Presentation)
        faq = self.models("faq", Faq)
        topics = self.model_if_there("topics.yaml", Topics)
        coverage = self.model_if_there("coverage.yaml", CoverageFile, wrap="coverage")
        scales = self.model_if_there("scales.yaml", ScalesFile, wrap="scales")
        advice = self.model_if_there("advice.yaml", AdviceFile, wrap="advice")
        rulings = self.model_if_there("rulings.yaml", Rulings)
        cases = [self.model(path, CasesFile, wrap="cases") for path in self.files("cases")]
        pictures = self.models("pictures", Scene)
        parts_of_pictures = self.models("pictures/parts", ThingPart)
        parts = [part for part in screening if part is not None]
        screen = next((part.screen for part in parts if part.screen), None)
        stop_rules = next((part.stop_rules for part in parts if part.stop_rules), None)
        if not screening:
            self._fault("screening", "missing", "there is no screening file", "a book cannot do without a screen")
        elif None not in screening and (screen is None or stop_rules is None):
            self._fault("screening", "missing", "no file has screen: or stop_rules:", "write both, once")
        asked = [question for part in parts for question in part.questions]
        in_order = {name: place for place, name in enumerate(screen.order if screen else ())}
        asked.sort(key=lambda question: in_order.get(question.question, len(in_order)))
        asked += [question for presentation in presentations.values() for question in presentation.questions]
        questions = self.by_id(asked, "question")
        terms = self.by_id((term for part in parts for term in part.terms), "term")
        red_flags = self.by_id((flag for part in parts for flag in part.red_flags), "flag")
        cautions = self.by_id((caution for part in parts for caution in part.cautions), "caution")
        rows = self.by_id(coverage.coverage if coverage else (), "row")
        scale_by_id = self.by_id(scales.scales if scales else (), "scale")
        advice_by_id = self.by_id(advice.advice if advice else (), "advice")
        ruling_by_id = self.by_id(rulings.rulings if rulings else (), "ruling")
        open_by_id = self.by_id(rulings.questions if rulings else (), "question")
        if self.faults or not (words and classes and sources and danger and screen and stop_rules and topics):
            return None
        if examples is None or answers is None:
            return None
        return Book(
            edition=self._hash.hexdigest()[:12],
            words=words,
            classes=MappingProxyType(dict(classes.classes)),
            sources=MappingProxyType(dict(sources.sources)),
            questions=questions,
            terms=terms,
            red_flags=red_flags,
            cautions=cautions,
            screen=screen,
            stop_rules=stop_rules,
            techniques=MappingProxyType(techniques),
            routines=MappingProxyType(routines),
            presentations=MappingProxyType(presentations),
            faq=MappingProxyType(faq),
            topics=MappingProxyType(dict(topics.topics)),
            claim_pages=MappingProxyType(dict(topics.claims)),
            coverage=rows,
            scales=scale_by_id,
            advice=advice_by_id,
            rulings=ruling_by_id,
            open_questions=open_by_id,
            stricter=rulings.stricter if rulings else (),
            cases=tuple(case for file in cases if file is not None for case in file.cases),
            danger=danger,
            danger_examples=examples,
            answers=answers,
            pictures=MappingProxyType(pictures),
            parts=MappingProxyType(parts_of_pictures),
        )


def read_cases(file: Path) -> tuple[Case, ...]:
    """Reads one file of patient cases that need not belong to a book.

    Args:
        file: The file.

    Raises:
        BookUnusable: Something is wrong with it; lists every fault.
    """
    reader = BookReader(file.parent)
    read = reader.model(file, CasesFile, wrap="cases")
    if read is None:
        raise BookUnusable(reader.in_context(reader.faults))
    return read.cases


def read_book(folder: Path) -> Book:
    """Reads and checks a folder.

    Args:
        folder: The folder of the book.

    Raises:
        BookUnusable: Something is wrong with it; lists every fault of every file.
    """
    book, faults = read_with_faults(folder)
    if book is None or faults:
        raise BookUnusable(faults)
    return book


def read_with_faults(folder: Path) -> tuple[Book | None, list[Fault]]:
    """Reads and checks a folder, for those who want the faults as data.

    Args:
        folder: The folder of the book.

    Returns:
        The book, or None where it could not be put together, and all the faults.
    """
    if not folder.is_dir():
        return None, [Fault(str(folder), 0, 0, "missing", "there is no such folder", "name the folder of the book")]
    reader = BookReader(folder)
    with _collector_resting():
        book = reader.book()
        faults = reader.faults if book is None else run_checks(book, reader.positions)
    return book, reader.in_context(faults)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Lets the garbage collector rest: it would search all that is read again and again, and all of it stays."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()
