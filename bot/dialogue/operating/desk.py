"""The way of an operator: a command, a press or a file; nothing goes live without a second message."""

from datetime import timedelta

from bot.dialogue.events import Document, JobDone
from bot.dialogue.operating import showing
from bot.dialogue.operating.wishes import Back, Wish, ask, read_report, read_wish
from bot.dialogue.session import Confirming
from bot.dialogue.turning import Turning

PRESSED = "operator"
"""What the data of an operator's button begins with; it holds whatever screen of their own is open."""

COMMANDS = frozenset({"knowledge", "rollback", "stats", "parked"})

WAITS_FOR_WHY = timedelta(minutes=15)
"""How long a typed reason is waited for; later nothing is published."""

LEAST_OF_AN_EDITION = 6
"""Letters of an edition's name that must be typed where a rule gets looser."""

LARGEST_BYTES = 5_000_000
"""Of a file that is sent; the whole book is less than half of it."""


def is_operator(turning: Turning) -> bool:
    """Returns whether the chat is that of an operator."""
    return turning.session.chat in turning.materials.operators


def obey(turning: Turning, name: str, rest: str) -> None:
    """Obeys a command that only operators have.

    Args:
        turning: The turn.
        name: The command, one of `COMMANDS`.
        rest: What stands behind it.
    """
    turning.change(confirming=None)
    if name == "knowledge":
        ask(turning, Wish(does="overview"))
    elif name == "stats":
        ask(turning, Wish(does="stats"))
    elif name == "parked":
        _parked(turning, rest)
    else:
        ask(turning, Wish(does="back", edition=rest.strip()))


def press(turning: Turning, code: str) -> None:
    """Takes a press on an operator's button.

    Args:
        turning: The turn.
        code: Its data behind the first point.
    """
    what, _, rest = code.partition(".")
    number = int(rest) if rest.isdecimal() else 0
    simple: dict[str, Wish] = {
        "history": Wish(does="history"),
        "files": Wish(does="files"),
        "drafts": Wish(does="drafts"),
        "difference": Wish(does="difference", number=number),
        "discard": Wish(does="discard", number=number),
    }
    if what in simple:
        ask(turning, simple[what])
    elif what == "how":
        showing.show_how(turning)
    elif what == "publish":
        number_text, _, rest = rest.partition(".")
        edition, _, looser = rest.partition(".")
        if number_text.isdecimal():
            _ask_why(turning, int(number_text), edition, looser=looser == "looser")
    elif what == "back":
        edition, _, expected = rest.partition(".")
        ask(turning, Wish(does="back", edition=edition, expected=expected))
    elif what == "keep":
        turning.change(confirming=None)
        turning.tell_person(turning.say("Nothing has changed."))


def take_words(turning: Turning, text: str) -> bool:
    """Takes the typed reason that a publication or a rollback waits for; returns whether it was one.

    Args:
        turning: The turn.
        text: What was typed, without the space around it.
    """
    waiting = turning.session.confirming
    if waiting is None or not is_operator(turning):
        return False
    turning.change(confirming=None)
    if turning.now - waiting.asked > WAITS_FOR_WHY:
        turning.tell_person(turning.say("That question is too old. Nothing has changed; /knowledge begins again."))
        return True
    why = text
    if waiting.typed:
        named, _, why = text.partition(" ")
        if len(named) < LEAST_OF_AN_EDITION or not waiting.edition.startswith(named):
            turning.tell_person(
                turning.say(
                    "That is not the name of edition {edition}. Nothing has changed.", edition=waiting.edition
                )
            )
            return True
    why = " ".join(why.split())[: showing.LONGEST_REASON]
    if not why:
        turning.tell_person(turning.say("There was no reason in it. Nothing has changed."))
        return True
    if waiting.does == "publish":
        ask(
            turning,
            Wish(does="publish", number=waiting.number, edition=waiting.edition, why=why, looser=waiting.typed),
        )
    else:
        ask(turning, Wish(does="roll_back", edition=waiting.edition, expected=waiting.expected, why=why))
    return True


def take_file(turning: Turning, document: Document) -> None:
    """Takes a file that an operator sends: an edit of the book, to be examined beside the bot.

    Args:
        turning: The turn.
        document: The file.
    """
    say = turning.say
    if document.size > LARGEST_BYTES:
        turning.tell_person(
            say("{name} is larger than 5 MB, so I don't open it. The whole book is smaller than that.",
                name=document.name)
        )  # fmt: skip
        return
    turning.change(confirming=None)
    turning.tell_person(
        say("Thank you. I check {name} against the whole book, which takes a minute or two. "
            "Nothing changes for patients meanwhile.", name=document.name or say("the file"))
    )  # fmt: skip
    ask(turning, Wish(does="propose", file=document.file, name=document.name, why=document.words[:200]))


def job_done(turning: Turning, done: JobDone) -> None:
    """Shows what came of something that was wanted."""
    if not is_operator(turning):
        # Somebody who was an operator when they asked.
        return
    if done.result is None:
        wish = read_wish(done.payload)
        text = turning.say("That could not be done, three times over; the log says why. Nothing has changed.")
        if wish.does in {"publish", "roll_back"}:
            text = turning.say("I don't know whether that was done. /knowledge shows which edition serves.")
        turning.tell_person(text)
        return
    report = read_report(done.result)
    if isinstance(report, Back):
        _ask_about_rollback(turning, report)
    else:
        showing.show(turning, report)


def _ask_why(turning: Turning, number: int, edition: str, *, looser: bool) -> None:
    turning.change(
        confirming=Confirming(does="publish", number=number, edition=edition, typed=looser, asked=turning.now)
    )
    showing.ask_why(turning, edition, looser=looser)


def _ask_about_rollback(turning: Turning, back: Back) -> None:
    """Asks at once, for a rollback may be urgent; what it changes is worked out meanwhile."""
    turning.change(
        confirming=Confirming(
            does="roll_back", edition=back.edition, expected=back.expected, typed=True, asked=turning.now
        )
    )
    showing.ask_about_rollback(turning, back.edition)
    ask(turning, Wish(does="back_difference", edition=back.edition, expected=back.expected))


def _parked(turning: Turning, rest: str) -> None:
    words = rest.split()
    if len(words) == 2 and words[0] in {"retry", "drop"} and words[1].isdecimal():
        ask(turning, Wish(does="retry" if words[0] == "retry" else "drop", number=int(words[1])))
    else:
        ask(turning, Wish(does="parked"))
