"""All that is kept about a chat as one page to read, complete in itself: no picture, no script, no address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.reminding.words import date_in_words, schedule_in_words
from bot.dialogue.session import Person
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Question
from bot.safety.facts import Facts, Value

_STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem;color:#1F2933;background:#FDFBF5}"
    "table{border-collapse:collapse;width:100%;font-size:.85em}"
    "td,th{border-bottom:1px solid #C9CED6;padding:.3rem .5rem .3rem 0;"
    "text-align:left;vertical-align:top}h2{margin-top:2rem}"
)


def readable(turning: Turning, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """Returns the page as HTML.

    Args:
        turning: The turn; its session is what the store holds.
        tables: Every row about the chat, by table.
    """
    say, session = turning.say, turning.session
    place = session.reminders.place
    parts = [
        _heading(say("All that I keep about you"), 1),
        _paragraph(say("Made on {date}.", date=_moment(turning, turning.now, place))),
        _paragraph(say("This is health information. Keep it safe, and think before you forward it.")),
        *_person(turning, session.owner, say("Your answers"), place),
    ]
    if session.guest is not None:
        parts += _person(turning, session.guest, say("Answers about somebody else, kept for one visit"), place)
    parts += _settings(turning)
    parts += _diary(turning, tables.get("diary", ()), place)
    parts += _reminders(turning)
    parts += [_heading(say("Everything else"), 2), _paragraph(say("What this file leaves out is in the other file."))]
    names = _table_names(turning)
    parts.append(_list(f"{names.get(table, table)}: {len(rows)}" for table, rows in tables.items() if rows))
    language = escape(turning.words.language, quote=True)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{escape(say('All that I keep about you'))}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _settings(turning: Turning) -> list[str]:
    """Returns what was set, beside what stands with the answers and the reminders."""
    say, session = turning.say, turning.session
    on, off = say("on"), say("off")
    side = session.owner.wants.only_side
    lines = [
        *([say("The name I greet you by: {name}", name=session.called)] if session.called else []),
        say("Language: {name}", name=turning.words.language),
        say("Foot: {side}", side=_value(turning, "both" if side is None else side.value)),
        say("Skin in the pictures: {tone} of 5.", tone=session.tone),
        say("Pictures of the steps: {state}", state=on if session.pictures else off),
        say("Timers for the holds: {state}", state=on if session.timers else off),
        say("Sound at the end of a hold: {state}", state=on if session.bells else off),
        say("Sound of reminders: {state}", state=on if session.rings else off),
        say("Your day begins at {time}", time=session.reminders.day_begins.strftime("%H:%M")),
    ]
    return [_heading(say("What you set"), 2), _list(lines)]


def _table_names(turning: Turning) -> Mapping[str, str]:
    say = turning.say
    return {
        "chat": say("When you were last here"),
        "session": say("Our conversation as it stands"),
        "diary": say("Lines of your diary"),
        "feedback": say("What you said of techniques: helped, no use, or hurt"),
        "timer": say("Times at which I wake up for you"),
        "job": say("Work under way"),
        "outgoing": say("Messages that wait, or were sent in the last two days, then without their words"),
        "slot": say("Which of my messages is which screen"),
        "parked": say("Messages that went wrong on my side"),
    }


def _person(turning: Turning, person: Person, title: str, place: ZoneInfo) -> list[str]:
    say, book = turning.say, turning.book
    answers = [
        (asked, answered, _moment(turning, at, place)) for asked, answered, at in _answers(turning, person.facts)
    ]
    parts = [_heading(title, 2)]
    parts.append(
        _table((say("Question"), say("Answer"), say("When")), answers)
        if answers
        else _paragraph(say("No answers are kept."))
    )
    standing = [(person.lock.flag, person.lock.since)] if person.lock is not None else []
    standing += [(hold.flag, hold.since) for hold in person.holds]
    if standing:
        parts.append(_heading(say("Advice that still stands"), 3))
        parts.append(
            _list(
                f"{turning.read(book.red_flags[flag].because) if flag in book.red_flags else flag}, "
                f"{_moment(turning, since, place)}"
                for flag, since in standing
            )
        )
    wants, history = person.wants, person.history
    last = book.routines.get(history.last_routine or "")
    parts.append(
        _list(
            [
                say("Minutes you asked for: {number}", number=wants.minutes),
                turning.words.count("Routines done: {number}", "Routines done: {number}", history.practices),
                *([say("Last routine: {name}", name=turning.read(last.name))] if last is not None else []),
            ]
        )
    )
    return parts


def _answers(turning: Turning, facts: Facts) -> Iterator[tuple[str, str, datetime]]:
    """Returns what was asked, what was answered, and when: a question once, whatever follows from its answer."""
    for question in turning.book.questions.values():
        told = [telling for fact in question.facts() for telling in facts.told.get(fact, ())]
        when = [telling.at for telling in told if telling.by == question.question]
        if when:
            yield turning.read(question.ask), _answered(turning, question, facts), max(when)
    for fact, tellings in facts.told.items():
        for telling in tellings:
            if telling.by not in turning.book.questions:
                yield _told_otherwise(turning, fact), _value(turning, telling.value), telling.at


def _answered(turning: Turning, question: Question, facts: Facts) -> str:
    if question.lines:
        ticked = [
            turning.read(line.text) + (f" ({turning.say('Not sure')})" if said == "unsure" else "")
            for line in question.lines
            if (said := facts.said(line.line, question.question)) in {"yes", "unsure"}
        ]
        return "; ".join(ticked) or turning.say("none")
    value = facts.said(str(question.fact), question.question)
    label = next((choice.label for choice in question.choices if choice.choice == value), None)
    return _value(turning, value) if label is None else turning.read(label)


def _told_otherwise(turning: Turning, fact: str) -> str:
    """Returns what was told in words, at a stop, or by a button of another screen."""
    book = turning.book
    lines = {line.line: line.text for question in book.questions.values() for line in question.lines}
    asks = {str(question.fact): question.ask for question in book.questions.values()}
    words = lines.get(fact) or asks.get(fact) or (book.red_flags[fact].because if fact in book.red_flags else None)
    if words is not None:
        return turning.read(words)
    return turning.say("Something you told me: {what}", what=fact.replace("_", " "))


def _value(turning: Turning, value: Value | None) -> str:
    say = turning.say
    if value is None or isinstance(value, int):
        return _number(value)
    plain = {
        "yes": say("Yes"), "no": say("No"), "unsure": say("Not sure"), "left": say("left side"),
        "right": say("right side"), "both": say("both sides"),
    }  # fmt: skip
    return plain.get(value) or say("noted as: {value}", value=value.replace("_", " "))


def _diary(turning: Turning, rows: Sequence[Mapping[str, Any]], place: ZoneInfo) -> list[str]:
    say, book = turning.say, turning.book
    efforts = {"easy": say("Easy"), "fine": say("Fine"), "hard": say("Hard")}
    lines = [
        (
            _moment(turning, datetime.fromisoformat(str(row["at"])), place),
            turning.read(book.routines[row["routine"]].name) if row["routine"] in book.routines else row["routine"],
            str(row["minutes"]),
            _number(row["pain_before"]),
            _number(row["pain_after"]),
            efforts.get(str(row["effort"]), ""),
        )
        for row in sorted(rows, key=lambda row: str(row["at"]))
    ]
    titles = (say("When"), say("Routine"), say("Minutes"), say("Pain before"), say("Pain after"), say("Effort"))
    empty = _paragraph(say("Nothing is in your diary."))
    return [_heading(say("Your diary"), 2), _table(titles, lines) if lines else empty]


def _reminders(turning: Turning) -> list[str]:
    say, reminders, book = turning.say, turning.session.reminders, turning.book
    came = {
        "done": say("done"), "said_done": say("done"), "busy": say("No time"), "sore": say("Sore"), "ill": say("Ill"),
        "rest": say("Rest day"), "travelling": say("Travelling"), "other": say("skipped"),
        "unanswered": say("no answer"), "missed": say("missed"),
    }  # fmt: skip
    parts = [_heading(say("Your reminders"), 2)]
    if not reminders.schedules:
        parts.append(_paragraph(say("No reminder is set.")))
    parts.append(
        _list(
            f"{turning.read(book.routines[one.routine].name) if one.routine in book.routines else one.routine}: "
            f"{schedule_in_words(turning, one)}"
            for one in reminders.schedules
        )
    )
    if reminders.zone is not None:
        parts.append(_paragraph(say("Your clock: {zone}.", zone=reminders.zone)))
    if reminders.past:
        lines = [(date_in_words(turning, past.day), came[past.came]) for past in reminders.past]
        parts.append(_table((say("When"), say("What it came to")), lines))
    return parts


def _moment(turning: Turning, moment: datetime, place: ZoneInfo) -> str:
    here = moment.astimezone(place)
    return turning.say(
        "{date} {year}, {time}",
        date=date_in_words(turning, here.date()), year=here.year, time=here.strftime("%H:%M"),
    )  # fmt: skip


def _number(value: object) -> str:
    return "" if value is None else str(value)


def _heading(words: str, level: int) -> str:
    return f"<h{level}>{_plain(words)}</h{level}>"


def _paragraph(words: str) -> str:
    return f"<p>{_plain(words)}</p>"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_plain(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _table(titles: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{_plain(title)}</th>" for title in titles)
    body = "".join("<tr>" + "".join(f"<td>{_plain(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _plain(words: str) -> str:
    """Returns words with nothing that a browser would take for markup, and without the marks of bold."""
    return escape(words.replace("**", ""))
