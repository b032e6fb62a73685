"""How a question of the book looks: lists with key words, choices, numbers, sides."""

from bot.dialogue.screen import Press, Screen, in_pairs, in_rows, paragraphs
from bot.dialogue.session import Stage
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Line, Question

TICK = "✅ "

MAP_ZONES = 5
"""How many places the foot map shows; the other choices are no places."""


def question_screen(turning: Turning, question: Question) -> Screen:
    """Returns the screen of a question as it stands, ticks included."""
    asked = _asked(turning, question)
    how = (Press(turning.say("Show me how"), "how"),)
    rows = (*_answers(turning, question), *([how] if shows_how(turning, question) else []), navigation(turning))
    return Screen(asked, rows)


def shows_how(turning: Turning, question: Question) -> bool:
    """Tells whether a picture shows what the person is to look at or to try; the map of a choice is another thing."""
    return question.picture is not None and question.kind != "choice" and turning.session.pictures


def navigation(turning: Turning) -> tuple[Press, ...]:
    """Returns the last row of every question."""
    return (Press(turning.say("Back"), "back"), Press(turning.say("Why?"), "why"))


def asked_words(turning: Turning, question: Question) -> str:
    """Returns the words of a question, about the person or about somebody else."""
    if turning.session.about_other and question.about_other:
        return turning.read(question.about_other)
    return turning.read(question.ask)


def _asked(turning: Turning, question: Question) -> str:
    heading = asked_words(turning, question)
    lock = turning.person.lock
    if lock is not None and lock.checking and question.question in turning.book.screen.urgent_lock.ask_again:
        heading = turning.say("New or worse since the clinician saw you?") + " " + heading
    if question.check is not None:
        total = max(other.check or 0 for other in turning.book.questions.values())
        check = turning.say("Safety check {check} of {total}.", check=question.check, total=total)
        heading = f"{check} {heading}"
    hint = turning.read(question.hint)
    if not hint and question.kind == "ticks":
        hint = turning.say("Tap all that fit.")
    elif not hint and question.kind == "signs":
        hint = turning.say("One tap is enough.")
    elif not hint and question.kind == "number":
        hint = turning.say("0 is no pain, 10 is the worst you can think of.")
    numbered = [line for line in question.lines if line.numbered]
    lines = [f"{number}  {turning.read(line.text)}" for number, line in enumerate(numbered, start=1)]
    # A question of the book may set its own bold; it is not set twice.
    bold = heading if "**" in heading else f"**{heading}**"
    return paragraphs(f"{bold} {hint}".strip(), *lines)


def line_label(turning: Turning, question: Question, line: Line, stage: Stage) -> str:
    """Returns what the button of a line says."""
    numbered = [other.line for other in question.lines if other.numbered]
    number = f"{numbered.index(line.line) + 1} " if line.numbered else ""
    tick = TICK if line.line in {*stage.ticks, *stage.unsure} else ""
    return f"{tick}{number}{turning.read(line.key)}"


def _answers(turning: Turning, question: Question) -> tuple[tuple[Press, ...], ...]:
    say, stage = turning.say, turning.stage
    if question.kind in {"signs", "ticks"}:
        lines = [Press(line_label(turning, question, line, stage), f"t:{line.line}") for line in question.lines]
        rows = in_rows([press for press, line in zip(lines, question.lines, strict=True) if line.numbered], 2)
        alone = tuple((press,) for press, line in zip(lines, question.lines, strict=True) if not line.numbered)
        unsure = Press(say("Not sure"), "unsure")
        send = (unsure, Press(say("Done"), "done")) if question.kind == "ticks" else (unsure,)
        none = () if question.narrows else ((Press(say("None of these"), "none"),),)
        return (*rows, *alone, send, *none)
    if question.kind == "choice":
        zones = MAP_ZONES if stage.mapped and question.picture is not None else 0
        pairs = in_pairs(
            Press(f"{number} {label}" if number <= zones else label, f"c:{choice.choice}")
            for number, choice in enumerate(question.choices, start=1)
            for label in [turning.read(choice.label)]
        )
        if question.picture is None or stage.mapped:
            return pairs
        return (*pairs, (Press(say("Show me a foot map"), "map"),))
    if question.kind == "number":
        numbers = [Press(str(number), f"n:{number}") for number in range(11)]
        return (tuple(numbers[:6]), tuple(numbers[6:]))
    if question.kind == "side":
        left, right = Press(say("Left"), "c:left"), Press(say("Right"), "c:right")
        return ((left, right), (Press(say("Both"), "c:both"), Press(say("Not sure"), "c:unsure")))
    return yes_no_rows(turning, turning.read(question.yes), turning.read(question.no))


def yes_no_rows(turning: Turning, yes: str = "", no: str = "") -> tuple[tuple[Press, ...], ...]:
    """Returns the buttons of a question with Yes, No and Not sure."""
    return (
        (Press(yes or turning.say("Yes"), "c:yes"),),
        (Press(no or turning.say("No"), "c:no"),),
        (Press(turning.say("Not sure"), "c:unsure"),),
    )
