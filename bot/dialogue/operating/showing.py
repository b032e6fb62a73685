"""What an operator reads: mistakes with their places, what an edit changes, what was done, and counts."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from bot.dialogue.operating.wishes import (
    Archive,
    BackDifference,
    Difference,
    Done,
    Drafts,
    Examined,
    History,
    NotDone,
    Numbers,
    Overview,
    ParkedList,
    Report,
)
from bot.dialogue.screen import paragraphs
from bot.dialogue.turn import Button, File, Kind, Message, Rows
from bot.dialogue.turning import Turning

LONGEST_REASON = 300
"""Letters of a reason that are kept."""

LONGEST = 3500
"""Letters of a message; more comes as a file."""

LONGEST_CHECKED = 3900
"""Letters of what was found about an edit: the difference has its own measure."""

MOST_FAULTS = 3
MOST_OF_A_KIND = 12
MOST_LINES = 15


def show(turning: Turning, report: Report) -> None:
    """Sends what came of something that an operator wanted."""
    shows: Mapping[type, Callable[[Turning, Any], None]] = {
        Overview: _overview,
        Drafts: _drafts,
        History: _history,
        Examined: _examined,
        Difference: _difference,
        BackDifference: _back_difference,
        Done: _done,
        NotDone: _not_done,
        Archive: _archive,
        Numbers: _numbers,
        ParkedList: _parked,
    }
    shows[type(report)](turning, report)


def ask_why(turning: Turning, edition: str, *, looser: bool) -> None:
    """Asks for the second message that a publication needs."""
    say = turning.say
    if looser:
        text = say(
            "**It gets looser.** If that is meant, type the name of the edition and why, in one line: {edition} ...",
            edition=edition,
        )
    else:
        text = say("**Publish for everybody?** Write one line why. It goes into the history with your name.")
    _send(turning, text, ((_button(say("No, leave it"), "keep"),),))


def ask_about_rollback(turning: Turning, edition: str) -> None:
    """Asks for the second message that a rollback needs: what is given up may have been stricter."""
    say = turning.say
    text = paragraphs(
        say("**Back to {edition}?** It may offer what the present edition leaves out.", edition=edition),
        say("If that is meant, type its name and why, in one line: {edition} ...", edition=edition),
        say("What it changes for patients follows in a minute or two; you need not wait for it."),
    )
    _send(turning, text, ((_button(say("No, leave it"), "keep"),),))


def show_how(turning: Turning) -> None:
    """Tells how the book is edited from the chat."""
    say = turning.say
    text = paragraphs(
        say("**How to edit**"),
        say("1  Get the files, change one in a text editor, and send it back here. Or send several as a zip."),
        say("2  I check it against the whole book: mistakes come with their line, and what to do."),
        say(
            "3  I say what it changes for patients, stricter and looser apart. Then you publish it or throw it away."
        ),
        say("Nothing goes live without a second message from you. One step leads back: /rollback"),
    )
    _send(turning, text)


def _overview(turning: Turning, found: Overview) -> None:
    say, counts = turning.say, found.counts
    since = "" if found.since is None else say("published {date}", date=_moment(found.since))
    by = say("by {who}", who=found.by) if found.by else ""
    head = " · ".join(part for part in (since, by) if part)
    signed = say("**Unsigned: {number}.** Patients read that no clinician has signed it.", number=found.unsigned)
    text = paragraphs(
        say("**Knowledge, edition {edition}**", edition=found.edition) + (f" · {head}" if head else ""),
        say(
            "{techniques} techniques, {routines} routines, {flags} red flags, {cautions} cautions, {cases} cases.",
            techniques=counts.get("techniques", 0), routines=counts.get("routines", 0),
            flags=counts.get("red_flags", 0), cautions=counts.get("cautions", 0), cases=counts.get("cases", 0),
        ) + " " + (signed if found.unsigned else say("All of it is signed.")),
        _proof(turning, found),
        _refused(turning, found),
        turning.words.count(
            "Now: {number} person, {interview} in an interview, {practice} in a practice.",
            "Now: {number} people, {interview} in an interview, {practice} in a practice.",
            found.now.get("people", 0), interview=found.now.get("in an interview", 0),
            practice=found.now.get("in a practice", 0),
        ),
    )  # fmt: skip
    drafts = say("Drafts: {number}", number=found.drafts) if found.drafts else say("Drafts: none")
    rows: list[tuple[Button, ...]] = [
        (_button(say("Get the files"), "files"), _button(say("History"), "history")),
        (_button(say("How to edit"), "how"), _button(drafts, "drafts")),
    ]
    if found.back_to:
        back = say("Roll back to {edition}", edition=found.back_to)
        rows.append((_button(back, f"back.{found.back_to}.{found.edition}"),))
    _send(turning, text, tuple(rows))


def _proof(turning: Turning, found: Overview) -> str:
    say = turning.say
    if found.proof == "proved":
        return say("Check: no mistakes. The safety proof holds.")
    if found.proof == "open":
        return say("Check: no mistakes. This program has not proved it yet; it does so now, beside the chats.")
    head = say(
        "**Nobody is offered a technique now:** this program cannot prove this edition. Danger signs are asked about "
        "and told as before. Send a mended file, or roll back."
    )
    shown = found.faults[:MOST_FAULTS]
    rest = (
        ""
        if found.faults and shown == found.faults
        else say("`footguide check` and `footguide cases` list all mistakes.")
    )
    return paragraphs(head, *(_cut(f"· {fault}") for fault in shown), rest)


def _refused(turning: Turning, found: Overview) -> str:
    if found.refused is None:
        return ""
    return turning.say(
        "The last edit was refused: {why}, {who}, {date}. Nothing of it serves.",
        why=found.refused.why, who=found.refused.who, date=_moment(found.refused.at),
    )  # fmt: skip


def _drafts(turning: Turning, found: Drafts) -> None:
    say = turning.say
    if not found.drafts:
        _send(turning, say("No draft waits. Send me a file of the book to propose an edit."))
        return
    lines = [
        say("{number}  Edition {edition}, {who}, {date}. Looser: {looser}.", number=one.number, edition=one.edition,
            who=one.who, date=_moment(one.at), looser=one.looser)
        for one in found.drafts[:MOST_LINES]
    ]  # fmt: skip
    rows = tuple(
        (
            _button(say("Difference of {number}", number=one.number), f"difference.{one.number}"),
            _button(say("Throw away"), f"discard.{one.number}"),
        )
        for one in found.drafts[:4]
    )
    _send(turning, paragraphs(say("**Drafts**"), *lines), rows)


def _history(turning: Turning, found: History) -> None:
    say = turning.say
    lines = [
        f"· {_moment(line.at)} · {line.who}: {line.what} {line.edition}".rstrip()
        + (f" ({line.why})" if line.why else "")
        for line in found.lines[:MOST_LINES]
    ]
    kept = say("Kept, the latest first: {editions}", editions=", ".join(found.editions[:MOST_LINES]))
    _long(turning, paragraphs(say("**History**"), *lines, kept), "history.txt")


def _examined(turning: Turning, found: Examined) -> None:
    say = turning.say
    name = found.name or say("the folder")
    if found.number is None:
        count = len(found.faults)
        head = turning.words.count(
            "**Not taken. {number} mistake.** Nothing has changed for patients.",
            "**Not taken. {number} mistakes.** Nothing has changed for patients.",
            count,
        )
        short = found.shown or found.faults
        shown = [f"**{number}.** {fault}" for number, fault in enumerate(short[:MOST_FAULTS], start=1)]
        text = paragraphs(head, *shown, say("Correct it and send {name} again.", name=name))
        if count > MOST_FAULTS or len(text) > LONGEST:
            text = paragraphs(head, *(_cut(fault) for fault in shown), say("All of them stand in the file."))
            turning.send(_with_file(text, "mistakes.txt", "\n\n".join(found.faults)))
        else:
            _send(turning, text)
        return
    text = paragraphs(
        say("**Checked: no mistakes.** The safety proof holds over {worlds} worlds. All {cases} patient cases pass.",
            worlds=f"{found.worlds:,}", cases=found.cases),
        found.difference or say("Nothing changes for patients."),
        _in_the_middle(turning, found),
    )  # fmt: skip
    mark = "looser" if found.looser else "same"
    rows = (
        (_button(say("Difference"), f"difference.{found.number}"),),
        (
            _button(say("Publish"), f"publish.{found.number}.{found.edition}.{mark}"),
            _button(say("Throw away"), f"discard.{found.number}"),
        ),
    )
    _send(turning, _cut(text, LONGEST_CHECKED), rows)


def _in_the_middle(turning: Turning, found: Examined) -> str:
    practice, interview = found.now.get("in a practice", 0), found.now.get("in an interview", 0)
    if not practice and not interview:
        return ""
    return turning.say(
        "In the middle now: {practice} in a practice, {interview} in an interview. They keep their place; what gets "
        "stricter holds from their next tap.",
        practice=practice, interview=interview,
    )  # fmt: skip


def _difference(turning: Turning, found: Difference) -> None:
    caption = turning.say("The whole difference of edition {edition}.", edition=found.edition)
    turning.send(_with_file(caption, f"difference-{found.edition}.txt", found.text))


def _back_difference(turning: Turning, found: BackDifference) -> None:
    say = turning.say
    head = say("**What going back to {edition} changes**", edition=found.edition)
    if found.faults:
        text = paragraphs(
            head,
            say("This program finds mistakes in that edition, so going back to it is no help:"),
            *(_cut(f"· {fault}") for fault in found.faults[:MOST_FAULTS]),
        )
    else:
        text = paragraphs(head, found.difference or say("Nothing changes for patients."))
    _send(turning, _cut(text, LONGEST_CHECKED))


def _done(turning: Turning, found: Done) -> None:
    say = turning.say
    if found.what == "discarded":
        _send(
            turning, say("Thrown away: edition {edition}. Nothing has changed for patients.", edition=found.edition)
        )
        return
    head = (
        say("**Published: edition {edition}.** It holds from the next tap of every person.", edition=found.edition)
        if found.what == "published"
        else say("**Rolled back to {edition}.** It holds from the next tap of every person.", edition=found.edition)
    )
    others = (
        turning.words.count(
            "{number} other operator has been told.", "{number} other operators have been told.", found.others
        )
        if found.others
        else ""
    )
    rows: list[tuple[Button, ...]] = [(_button(say("History"), "history"),)]
    if found.before:
        rows.insert(
            0, (_button(say("Back to {edition}", edition=found.before), f"back.{found.before}.{found.edition}"),)
        )
    _send(turning, paragraphs(head, others), tuple(rows))


def _not_done(turning: Turning, found: NotDone) -> None:
    _send(turning, paragraphs(turning.say("**Not done.**"), found.words))


def _archive(turning: Turning, found: Archive) -> None:
    caption = turning.say(
        "The files of edition {edition}. Send one of them back to propose an edit.", edition=found.edition
    )
    name = f"knowledge-{found.edition}.zip"
    turning.send(Message(Kind.ANSWER, caption, file=File(name, found.zip, base64=True)))


def _numbers(turning: Turning, found: Numbers) -> None:
    say = turning.say
    lines = [say("**Counts** (no person can be found in them)")]
    lines += [f"{name}: {number}" for name, number in found.now.items()]
    since = found.since.isoformat()
    lines.append(
        say("Since {date}:", date=since) if found.tallies else say("Since {date} nothing was counted.", date=since)
    )
    for what, group in groupby(found.tallies, key=lambda tally: tally[0]):
        tallies = list(group)
        lines.append(f"**{what}**: {sum(number for _, _, number in tallies)}")
        lines += [f"· {name}: {number}" for _, name, number in tallies[:MOST_OF_A_KIND]]
        if len(tallies) > MOST_OF_A_KIND:
            lines.append(say("· and {number} more kinds", number=len(tallies) - MOST_OF_A_KIND))
    _long(turning, "\n".join(lines), "counts.txt")


def _parked(turning: Turning, found: ParkedList) -> None:
    say = turning.say
    if not found.lines:
        _send(turning, paragraphs(found.said, say("Nothing is parked.")))
        return
    lines = [
        say("{number}  chat {chat}, {date}: {reason}", number=line.number, chat=line.chat, date=_moment(line.at),
            reason=line.reason) + ("" if line.kept else " " + say("Its content is gone."))
        for line in found.lines[:MOST_LINES]
    ]  # fmt: skip
    how = say("/parked retry NUMBER works one again, /parked drop NUMBER takes it away.")
    _long(
        turning,
        paragraphs(found.said, say("**Parked: {number}**", number=len(found.lines)), *lines, how),
        "parked.txt",
    )


def _button(label: str, code: str) -> Button:
    return Button(label, f"operator.{code}")


def _send(turning: Turning, text: str, rows: Rows = ()) -> None:
    turning.send(Message(Kind.ANSWER, text, rows))


def _long(turning: Turning, text: str, name: str) -> None:
    """Sends words as a message, or as a file where they would be too many."""
    if len(text) <= LONGEST:
        _send(turning, text)
    else:
        turning.send(_with_file(_cut(text), name, text.replace("**", "")))


def _with_file(caption: str, name: str, content: str) -> Message:
    return Message(Kind.ANSWER, _cut(caption, 1000), file=File(name, content))


def _cut(text: str, most: int = 700) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _moment(moment: Any) -> str:
    return str(moment.strftime("%d %b %H:%M"))
