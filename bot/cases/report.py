"""The patient cases as a page that a clinician can read: who came, what they told, what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.cases.player import CaseResult, VisitResult
from bot.knowledge.book import Book
from bot.knowledge.models.case import Case, Told

MOST_LEFT_OUT = 4
"""How many techniques a row names as left out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one file.

    Attributes:
        name: The file's name without its ending.
        played: Each case with what came of it.
    """

    name: str
    played: Sequence[tuple[Case, CaseResult]]


def report(groups: Sequence[Group], book: Book) -> str:
    """Returns the page as Markdown; the same book and cases always give the same page.

    Args:
        groups: The files of cases.
        book: The book that they were played against.
    """
    played = [pair for group in groups for pair in group.played]
    failed = sum(not result.passed for _, result in played)
    outcome = (
        "All of them come out as they must." if not failed else f"**{failed} of them do not come out as they must.**"
    )
    lines = [
        "# Patient cases",
        "",
        f"{len(played)} invented people, played through the real conversation by `footguide cases`. {outcome}",
        "Nobody here is real, and no clinician has signed the cases yet.",
        "",
        "## What the cases touch",
        "",
        "| | touched | of | by no case |",
        "|---|---|---|---|",
        *_coverage([result for _, result in played], [case for case, _ in played], book),
    ]
    for group in groups:
        lines += ["", f"## {group.name.replace('_', ' ').capitalize()}", ""]
        lines += ["| who and what | tells | comes out | plan |", "|---|---|---|---|"]
        lines += [row for case, result in group.played for row in _rows(case, result)]
    return "\n".join(lines) + "\n"


def _coverage(results: Sequence[CaseResult], cases: Sequence[Case], book: Book) -> Iterator[str]:
    visits = [visit for result in results for visit in result.visits]
    decided = {rule for visit in visits for rule in visit.decided_by}
    locks = {visit.lock for visit in visits} - {"none"}
    asked = {fact for visit in visits for fact in visit.questions}
    planned = {technique for visit in visits for technique in visit.plan}
    people = Counter(case.who for case in cases)
    yield _touched("red flags that decide or lock", decided | locks, book.red_flags)
    yield _touched("cautions that shape an adapted plan", decided, book.cautions)
    yield _touched("presentations", {visit.presentation for visit in visits}, book.presentations)
    yield _touched("techniques in a plan", planned, book.techniques)
    yield _touched(
        "questions asked", {q.question for q in book.questions.values() if asked & set(q.facts())}, book.questions
    )
    yield f"| persons | {', '.join(f'{who} {count}' for who, count in sorted(people.items()))} | | |"


def _touched(what: str, found: Iterable[str], every: Iterable[str]) -> str:
    names = list(every)
    missing = sorted(set(names) - set(found))
    return f"| {what} | {len(names) - len(missing)} | {len(names)} | {', '.join(f'`{name}`' for name in missing)} |"


def _rows(case: Case, result: CaseResult) -> Iterator[str]:
    told = [(case.says, case.answers), *((visit.says, visit.answers) for visit in case.later)]
    afters = ["", *(f"{visit.after} later" for visit in case.later)]
    for number, visit in enumerate(result.visits):
        says, answers = told[number]
        name = _cell(case.case) if number == 0 else f"… {afters[number]}"
        who = case.who if number == 0 else ""
        yield f"| {name} | {_told(who, says, answers)} | {_outcome(visit)} | {_plan(visit)} |"


def _told(who: str, says: str, answers: Told) -> str:
    parts = [who] if who not in {"", "adult"} else []
    if says and not says.startswith("/"):
        parts.append(f"“{_cell(says)}”")
    parts += [f"{fact} {value}" for fact, value in answers.items()]
    return ", ".join(parts) or "nothing"


def _outcome(visit: VisitResult) -> str:
    by = f" by {', '.join(visit.decided_by[:3])}" if visit.decided_by else ""
    lock = f"; lock {visit.lock}" if visit.lock != "none" else ""
    return f"**{visit.triage}**{by}{lock}"


def _plan(visit: VisitResult) -> str:
    if not visit.plan:
        return "nothing is offered"
    limited = [name for name, rules in visit.left_out.items() if rules]
    more = f" and {len(limited) - MOST_LEFT_OUT} more" if len(limited) > MOST_LEFT_OUT else ""
    left_out = f"; left out: {', '.join(limited[:MOST_LEFT_OUT])}{more}" if limited else ""
    return ", ".join(dict.fromkeys(visit.plan)) + left_out


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")
