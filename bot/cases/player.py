"""Plays a patient case through the real conversation and compares what came of it with what must."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.cases.chat import Chat
from bot.cases.practising import PracticeStuck, practise, reached_by_other_ways
from bot.dialogue.conversation import Conversation
from bot.dialogue.reasoning import outcome_of
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case, Expectation, Told, Visit
from bot.knowledge.models.question import Question
from bot.safety.planner import SHORT_BELOW

BEGINNING = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
"""When every case begins."""

EVENING_ABOVE = 12
"""Somebody who does not say when, and wants more minutes than this, takes the evening."""

MOST_SCREENS = 150
"""A visit that needs more screens than this goes in circles."""

ENDS = frozenset({"plan", "nothing_left", "stopped", "child", "too_early", "practice"})


class CaseStuck(Exception):
    """A case cannot be played on: the conversation shows something that the case cannot answer."""


@dataclass(frozen=True)
class VisitResult:
    """What came of one visit."""

    triage: str
    decided_by: tuple[str, ...]
    presentation: str
    lock: str
    plan: tuple[str, ...]
    left_out: dict[str, tuple[str, ...]]
    questions: tuple[str, ...]
    taps: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseResult:
    """What came of a case."""

    case: str
    visits: tuple[VisitResult, ...]
    faults: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether everything came out as it must."""
        return not self.faults and not any(visit.faults for visit in self.visits)


def play(case: Case, conversation: Conversation) -> CaseResult:
    """Plays a case.

    Args:
        case: The case.
        conversation: The conversation with the edition to be tried.
    """
    return play_in_chat(case, conversation)[0]


def play_in_chat(case: Case, conversation: Conversation) -> tuple[CaseResult, Chat]:
    """Plays a case, and returns the chat as well, as its last visit left it.

    Args:
        case: The case.
        conversation: The conversation with the edition to be tried.
    """
    chat = Chat(conversation, BEGINNING)
    results: list[VisitResult] = []
    answers: Told = {"who": case.who, **_goal_answers(conversation.book, case.wants.goal), **case.answers}
    first = Visit(
        after=timedelta(0), says=case.says, answers=answers, otherwise=case.otherwise,
        wants=case.wants, practises=case.practises, expect=case.expect,
    )  # fmt: skip
    try:
        for number, visit in enumerate((first, *case.later)):
            # What an earlier visit told stays true unless this one says otherwise.
            answers = {**answers, **visit.answers}
            results.append(_Visit(chat, conversation.book, visit, answers, later=number > 0).play())
    except (CaseStuck, PracticeStuck, LookupError) as error:
        return CaseResult(case.case, tuple(results), (f"visit {len(results) + 1}: {error}",)), chat
    return CaseResult(case.case, tuple(results)), chat


def _goal_answers(book: Book, goal: str | None) -> Told:
    """Returns the complaint that a goal belongs to: the one whose answer has the goal's words."""
    if goal is None:
        return {}
    return {
        question.fact: choice.choice
        for question in book.questions.values()
        for choice in question.choices
        if question.fact is not None and goal in choice.goals
    }


class _Visit:
    """One visit of one person."""

    def __init__(self, chat: Chat, book: Book, visit: Visit, answers: Told, *, later: bool) -> None:
        self._chat = chat
        self._book = book
        self._visit = visit
        self._answers = answers
        self._later = later
        self._asked: dict[str, None] = {}
        self._turned_off = False
        self._fitted = False
        self._taps: int | None = None

    def play(self) -> VisitResult:
        chat = self._chat
        chat.waits(self._visit.after)
        chat.types(self._visit.says or "/start")
        chat.taps = 1 if self._visit.says and not self._visit.says.startswith("/") else 0
        for _ in range(MOST_SCREENS):
            if self._over():
                break
            self._step()
        else:
            message = f"after {MOST_SCREENS} screens there is no end; the last was {chat.screen.text[:120]!r}"
            raise CaseStuck(message)
        taps = chat.taps if self._taps is None else self._taps
        if chat.session.stage.name == "clinician":
            chat.presses_code("light")
        result = self._result(taps)
        found = reached_by_other_ways(chat, self._answer_in, frozenset(self._visit.expect.never))
        by_ways = tuple(f"{name} is reached by Easier or Harder, and must never be" for name in sorted(found))
        if self._visit.practises:
            practise(chat, self._answer_in, self._answers)
        return replace(result, faults=(*result.faults, *by_ways))

    def _over(self) -> bool:
        name = self._chat.session.stage.name
        if name == "stopped":
            return not (self._later and self._answers.get("seen_by_clinician") == "yes" and not self._turned_off)
        if name == "plan" and (not self._fitted or (self._later and not self._turned_off)):
            return False
        return name in ENDS or name == "clinician"

    def _step(self) -> None:
        chat = self._chat
        name = chat.session.stage.name
        if name == "welcome":
            chat.presses_code(f"w:{self._answers.get('who', 'adult')}")
        elif name in {"question", "which", "line"}:
            self._answer(self._book.questions[str(chat.session.stage.question)])
        elif name == "confirm":
            chat.presses_code(f"c:{self._value(str(chat.session.stage.flag), 'no')}")
        elif name == "understood":
            chat.presses_code("c:yes" if self._understood_rightly() else "no")
        elif name == "checklist":
            chat.presses_code("none")
        elif name == "home":
            self._from_home()
        elif name == "stopped":
            chat.presses_code("checked")
        elif name == "seen":
            seen = self._answers.get("seen_by_clinician") == "yes"
            self._turned_off = not seen
            chat.presses_code("c:yes" if seen else "c:no")
        elif name == "said":
            said = f"s:{self._answers.get('clinician_said', 'unsure')}"
            if not chat.offers(said) and "clinician_said" in self._answers:
                message = f"the conversation does not offer {said}; it offers {[b.label for b in chat.buttons]}"
                raise CaseStuck(message)
            if not chat.offers(said):
                said = "s:nothing_serious" if chat.offers("s:nothing_serious") else "s:clot_ruled_out"
            self._turned_off = True
            chat.presses_code(said)
        elif name == "preferences":
            self._wish()
        elif name == "plan" and not self._fitted:
            self._fit_to_wants()
        elif name == "plan":
            self._turned_off = True
            chat.presses_code(next(code for code in ("start", "start:both") if chat.offers(code)))
        elif name == "cramp_done":
            chat.presses_code("ask")
        elif name == "review":
            chat.presses_code("up" if chat.offers("up") else "stay")
        elif name == "next_day":
            chat.presses_code("fine")
        else:
            message = f"the case has no answer to: {chat.screen.text[:160]!r}"
            raise CaseStuck(message)

    def _understood_rightly(self) -> bool:
        """Whether what typed words were taken to mean is what the case answers."""
        understood = self._chat.session.understood
        if understood is None or understood.about != "me":
            return False
        return all(self._answers.get(name, value) == value for name, value in understood.answers.items())

    def _from_home(self) -> None:
        """Does the same again; who wants it otherwise than last time tells the trouble again, and is asked when."""
        first = "new" if "wants" in self._visit.model_fields_set else "repeat"
        for code in (first, "resume", "new"):
            if self._chat.offers(code):
                self._chat.presses_code(code)
                return

    def _wish(self) -> None:
        wants = self._visit.wants
        minutes = wants.minutes or 10
        at = wants.time_of_day or ("evening" if minutes > EVENING_ABOVE else "morning")
        offered = {"morning": (5, 10), "evening": (5, 15)}[at]
        self._chat.presses_code(f"p:{at}:{offered[0] if minutes < SHORT_BELOW else offered[1]}")

    def _fit_to_wants(self) -> None:
        """Changes minutes and equipment on the plan to what the case wants; these taps are not counted."""
        chat, wants = self._chat, self._visit.wants
        self._fitted, self._taps = True, chat.taps
        minutes = wants.minutes or 10
        have = set(chat.session.person.wants.equipment or self._book.words.equipment_at_first)
        if have == set(wants.equipment) and minutes == chat.session.person.wants.minutes:
            return
        chat.presses_code("change")
        for name in sorted(have ^ set(wants.equipment)):
            chat.presses_code(f"e:{name}")
        if chat.offers(f"m:{minutes}"):
            chat.presses_code(f"m:{minutes}")
        chat.presses_code("plan")

    # -- answers ---------------------------------------------------------------------------------------

    def _answer(self, question: Question) -> None:
        for fact in question.facts():
            self._asked[fact] = None
        self._answer_in(self._chat, question)

    def _answer_in(self, chat: Chat, question: Question) -> None:
        if question.lines:
            self._answer_list(chat, question)
        elif question.kind == "number":
            chat.presses_code(f"n:{self._value(str(question.fact), question.healthy)}")
        else:
            chat.presses_code(f"c:{self._choice(question)}")

    def _answer_list(self, chat: Chat, question: Question) -> None:
        said = self._lines(question)
        if question.narrows and set(said.values()) == {"no"}:
            open_lines = [line.line for line in question.lines if line.line not in self._answers]
            said[(open_lines or [question.lines[0].line])[0]] = "yes"
        for line in question.lines:
            if said[line.line] == "unsure":
                chat.presses_code("unsure").presses_code(f"w:{line.line}").presses_code("c:unsure")
            elif (said[line.line] == "yes") != (line.line in chat.session.stage.ticks):
                chat.presses_code(f"t:{line.line}")
            if question.kind == "signs" and said[line.line] != "no":
                return
        chat.presses_code("none" if set(said.values()) == {"no"} else "done")

    def _lines(self, question: Question) -> dict[str, str]:
        """Returns what is said of each line: by its own name, else the first line that tells a fact of the case."""
        names = [line.line for line in question.lines]
        said = {name: str(self._answers[name]) for name in names if name in self._answers}
        for fact in (fact for fact in self._answers if self._unhealthy(fact)):
            lines = [line.line for line in question.lines if fact in {line.line, *line.means, *line.leads_to}]
            untold = [line for line in lines if line not in self._answers]
            if untold and all(said.get(line, "no") == "no" for line in lines):
                said[untold[0]] = str(self._answers[fact]) if self._answers[fact] in {"yes", "unsure"} else "yes"
        otherwise = "unsure" if self._visit.otherwise == "unsure" else "no"
        return {line.line: said.get(line.line, otherwise) for line in question.lines}

    def _unhealthy(self, fact: str) -> bool:
        if fact not in self._answers:
            return False
        asking = self._book.asked_by.get(fact, ())
        healthy = {question.healthy_value(fact) for question in asking} or {"no"}
        return self._answers[fact] not in healthy

    def _choice(self, question: Question) -> str | int:
        fact = str(question.fact)
        if fact in self._answers:
            return self._answers[fact]
        for choice in question.choices:
            if any(self._answers.get(name) == value == "yes" for name, value in choice.means.items()):
                return choice.choice
        if self._visit.otherwise == "unsure" and question.kind in {"yes_no", "side"}:
            return "unsure"
        healthy = question.healthy
        return healthy if healthy is not None else "no"

    def _value(self, fact: str, healthy: str | int | None) -> str | int:
        if fact in self._answers:
            return self._answers[fact]
        return healthy if healthy is not None else "no"

    # -- the result ------------------------------------------------------------------------------------

    def _result(self, taps: int) -> VisitResult:
        found = outcome_of(self._chat.session, self._book, self._chat.now)
        return _judged(
            VisitResult(
                triage=found.level.value,
                decided_by=found.decided_by,
                presentation=found.presentation or "none",
                lock=found.lock or "none",
                plan=found.plan,
                left_out=found.left_out,
                questions=tuple(self._asked),
                taps=taps,
            ),
            self._visit.expect,
        )


def _judged(result: VisitResult, expect: Expectation) -> VisitResult:
    return VisitResult(**{**vars(result), "faults": tuple(_faults(result, expect))})


def _faults(result: VisitResult, expect: Expectation) -> Iterator[str]:
    if expect.triage is not None and result.triage != expect.triage:
        yield f"triage is {result.triage} (by {', '.join(result.decided_by) or 'nothing'}), should be {expect.triage}"
    if expect.presentation is not None and result.presentation != expect.presentation:
        yield f"presentation is {result.presentation}, should be {expect.presentation}"
    if expect.lock is not None and result.lock != expect.lock:
        yield f"lock is {result.lock}, should be {expect.lock}"
    for name in expect.never:
        if name in result.plan:
            yield f"{name} is in the plan, and must never be"
    for name in expect.offers:
        if name not in result.plan:
            reason = ", ".join(result.left_out.get(name, ())) or "not in the routine"
            yield f"{name} is not in the plan ({reason})"
    for name in expect.decided_by:
        if name not in result.decided_by:
            yield f"{name} did not decide; {', '.join(result.decided_by) or 'nothing'} did"
    for name in expect.asked:
        if name not in result.questions:
            yield f"{name} was not asked"
    for name in expect.not_asked:
        if name in result.questions:
            yield f"{name} was asked"
