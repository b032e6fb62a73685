"""Reads a folder into a book, and reports all the faults of all the files at once."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, Field, ValidationError

from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles, files_in, one_file
from bot.knowledge.checks import run_checks
from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.explanations import rule_of
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.mending import mended
from bot.knowledge.models.base import Entry
from bot.knowledge.models.book_words import BookWords, TechniqueClass
from bot.knowledge.models.case import Case
from bot.knowledge.models.caution import Caution, Term
from bot.knowledge.models.coverage import CoverageRow
from bot.knowledge.models.danger_words import DangerWords
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
from bot.knowledge.read_before import ReadBefore
from bot.knowledge.schema_faults import schema_faults
from bot.knowledge.todo import todos
from bot.knowledge.unsigned_rules import unsigned_rules
from bot.knowledge.yaml_reading import Document
from bot.language.answers.lexicon import AnswerLexicon
from bot.language.examples import DangerExamples

Model = TypeVar("Model", bound=BaseModel)


class ScreeningFile(Entry):
    """What one file under `screening/` may hold."""

    questions: tuple[Question, ...] = Field((), description="What is asked.")
    terms: tuple[Term, ...] = Field((), description="Names for conditions that several rules share.")
    red_flags: tuple[RedFlag, ...] = Field((), description="Danger signs, and what they lead to.")
    cautions: tuple[Caution, ...] = Field((), description="Conditions, and what they leave out or change.")
    screen: Screen | None = Field(None, description="The order of the questions; in one file of the book.")
    stop_rules: StopRules | None = Field(None, description="What happens when something hurts; in one file.")


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
    """Reads the files of one book. Use `read_book` or `read_files`."""

    def __init__(
        self, files: BookFiles, before: ReadBefore | None = None, give_way: Callable[[], None] | None = None
    ) -> None:
        """Sets it up.

        Args:
            files: The files.
            before: What files were read as before; what is read now is added.
            give_way: Called after each file.
        """
        self._files = files
        self._give_way = give_way
        self._before = before or ReadBefore()
        self._texts: dict[str, str] = {}
        self.faults: list[Fault] = list(files.faults)
        self._told = frozenset(fault.file for fault in files.faults)
        self.positions = Positions()
        self._lost = bool(files.faults)

    def _text(self, name: str) -> str | None:
        content = self._files.contents.get(name)
        if content is None:
            if name not in self._told:
                self._fault(name, "file_unreadable", "there is no such file", "put it there, readable")
            return None
        try:
            self._texts[name] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].decode("utf-8").count("\n") + 1
            wrong = f"byte {error.start} is not UTF-8"
            remedy = f"save the file anew, with the encoding UTF-8 in the window 'Save as'; then look at line {line}"
            self.faults.append(Fault(name, line, 1, "not_utf8", wrong, remedy))
            return None
        return self._texts[name]

    def in_context(self, faults: Iterable[Fault]) -> list[Fault]:
        """Returns faults in their order, each with the line that it points at and the rule behind it."""
        return sorted(fault.in_context(self._texts.get(fault.file, ""), rule_of(fault.code)) for fault in faults)

    def _fault(self, file: str, code: str, wrong: str, remedy: str) -> None:
        self.faults.append(Fault(file, 1, 1, code, wrong, remedy))

    def model(self, name: str, kind: type[Model], *, wrap: str | None = None) -> Model | None:
        """Reads one file as one model. Apart from values that were wrong, of which there is a fault in `faults`.

        Args:
            name: The file, below the book's folder.
            kind: The model.
            wrap: Put the data under this key first, for files that are a plain list or mapping.
        """
        if self._give_way is not None:
            self._give_way()
        text = self._text(name)
        if text is None:
            return None
        before = self._before.recall(name, kind, wrap, text)
        if before is not None:
            document, model = before
            self.positions.learn(document, model)
            return model
        document = Document(name, text, wrap)
        self.faults.extend(document.faults)
        if document.data is None:
            return None
        unwritten = list(todos(document))
        if unwritten:
            # What is only begun has other faults too; they are told once it is written.
            self.faults.extend(unwritten)
            return None
        data = {wrap: document.data} if wrap else document.data
        try:
            model = kind.model_validate(data)
        except ValidationError as error:
            self.faults.extend(schema_faults(document, kind, error, wrap))
            # With a fault in it, it is read again each time.
            apart = mended(kind, data, error)
            if apart is not None:
                self.positions.learn(document, apart)
            return apart
        self._before.remember(document, model)
        self.positions.learn(document, model)
        return model

    def models(self, folder: str, kind: type[Model]) -> dict[str, Model]:
        """Reads one model a file; the name of the file is its id."""
        found = {PurePosixPath(name).stem: self.model(name, kind) for name in self._files.under(folder)}
        self._lost |= None in found.values()
        return {name: model for name, model in found.items() if model is not None}

    def model_if_there(self, name: str, kind: type[Model], *, wrap: str | None = None) -> Model | None:
        """Reads one file that a book may do without; an absent one holds nothing, and that is no fault."""
        return self.model(name, kind, wrap=wrap) if name in self._files.contents else kind()

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
        """Reads everything; None where a file is missing or malformed.

        Where there is something in `faults` it is no book to use: what is wrong is left out of it.
        """
        words = self.model("book.yaml", BookWords)
        classes = self.model("classes.yaml", ClassesFile, wrap="classes")
        sources = self.model("sources.yaml", SourcesFile, wrap="sources")
        danger = self.model("words/danger.en.yaml", DangerWords)
        examples = self.model("words/danger_examples.en.yaml", DangerExamples)
        answers = self.model("words/answers.en.yaml", AnswerLexicon)
        if danger is not None and answers is not None:
            try:
                answers.as_signs(danger)
            except ValueError as error:
                self._fault("words/answers.en.yaml", "schema", str(error), "correct it, or add it to danger.en.yaml")
        screening = [self.model(name, ScreeningFile) for name in self._files.under("screening")]
        techniques = self.models("techniques", Technique)
        routines = self.models("routines", Routine)
        presentations = self.models("presentations", Presentation)
        faq = self.models("faq", Faq)
        topics = self.model_if_there("topics.yaml", Topics)
        coverage = self.model_if_there("coverage.yaml", CoverageFile, wrap="coverage")
        scales = self.model_if_there("scales.yaml", ScalesFile, wrap="scales")
        advice = self.model_if_there("advice.yaml", AdviceFile, wrap="advice")
        rulings = self.model_if_there("rulings.yaml", Rulings)
        cases = [self.model(name, CasesFile, wrap="cases") for name in self._files.under("cases")]
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
        lost = self._lost or any(
            None in files for files in (screening, cases, (coverage, scales, advice, rulings, examples, answers))
        )
        if lost or not (words and classes and sources and danger and screen and stop_rules and topics):
            return None
        if not (examples and answers):
            return None
        return Book(
            edition=self._files.edition,
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
    reader = BookReader(one_file(file))
    read = reader.model(file.name, CasesFile, wrap="cases")
    if read is None or reader.faults:
        raise BookUnusable(reader.in_context(reader.faults))
    return read.cases


def read_book(folder: Path, before: ReadBefore | None = None) -> Book:
    """Reads and checks a folder.

    Args:
        folder: The folder of the book.
        before: What files were read as before; files that are the same are not read again.

    Raises:
        BookUnusable: Something is wrong with it; lists every fault of every file.
    """
    book, faults = read_files(files_in(folder), before=before)
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
    return read_files(files_in(folder))


def read_files(
    files: BookFiles,
    *,
    require_signed: bool = False,
    before: ReadBefore | None = None,
    give_way: Callable[[], None] | None = None,
) -> tuple[Book | None, list[Fault]]:
    """Reads and checks the files of a book, wherever they come from.

    Args:
        files: The files.
        require_signed: Whether a safety rule that no clinician has signed is a fault too.
        before: What files of another edition were read as; files that are the same are not read again.
        give_way: Called after each file and each check, by whoever reads beside something that must not wait.

    Returns:
        The book, or None where it could not be put together, and all the faults.
    """
    book, faults, positions = read_with_positions(files, before, give_way)
    if book is not None and require_signed:
        faults = sorted([*faults, *unsigned_rules(book, positions)])
    return book, faults


def read_with_positions(
    files: BookFiles, before: ReadBefore | None = None, give_way: Callable[[], None] | None = None
) -> tuple[Book | None, list[Fault], Positions]:
    """Reads and checks the files of a book, for those who also want to know where each entry stands.

    Args:
        files: The files.
        before: What files of another edition were read as.
        give_way: Called after each file and each check.

    Returns:
        The book, or None where it could not be put together, all the faults, and the places of the entries.
    """
    reader = BookReader(files, before, give_way)
    if not files.contents and files.faults:
        return None, reader.in_context(files.faults), reader.positions
    with _collector_resting():
        book = reader.book()
        if reader.faults:
            # Names that lead nowhere are told in the same round; whatever else there is would say the same again.
            faults = [*reader.faults, *(() if book is None else CHECKS["reference"].find(book, reader.positions))]
            return None, reader.in_context(faults), reader.positions
        faults = [] if book is None else run_checks(book, reader.positions, give_way)
    return book, reader.in_context(faults), reader.positions


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
