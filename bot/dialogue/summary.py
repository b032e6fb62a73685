"""A short summary that a person can show or forward to a clinician: what was said, what was not asked, no cause."""

from bot.dialogue.screen import paragraphs
from bot.dialogue.tasks import for_clinician
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Question
from bot.safety.facts import BY_WORDS

YES = ("yes", "unsure")


def summary_for_clinician(turning: Turning) -> str:
    """Returns the summary as plain words."""
    say, session = turning.say, turning.session
    told: list[str] = []
    denied: list[str] = []
    not_asked: list[str] = []
    for question in turning.book.questions.values():
        if question.check is None:
            told += _single(turning, question)
            continue
        if not any(turning.person.facts.said(line.line, question.question) for line in question.lines):
            not_asked.append(turning.read(question.ask))
            continue
        for line in question.lines:
            said = turning.person.facts.said(line.line, question.question)
            if said in YES:
                unsure = " " + say("(not sure)") if said == "unsure" else ""
                told.append(turning.read(line.because or line.text) + unsure)
        if not any(turning.person.facts.said(line.line, question.question) in YES for line in question.lines):
            denied.append(turning.read(question.ask))
    for flag in turning.book.red_flags.values():
        if turning.person.facts.said(flag.flag, BY_WORDS) in YES:
            told.append(turning.read(flag.because))
    done = session.person.history.practices
    return paragraphs(
        say("**For the clinician** · told to a self-care program on {date} (UTC)", date=f"{turning.now:%Y-%m-%d}"),
        *(f"· {part}" for part in dict.fromkeys(told)),
        say("Said no to: {denied}", denied=" / ".join(denied)) if denied else "",
        say("Not asked, because I stopped here: {rest}", rest=" / ".join(not_asked)) if not_asked else "",
        turning.words.count(
            "Routines done with this program: {number}.", "Routines done with this program: {number}.", done
        ),
        for_clinician(turning),
        say("No diagnosis. Hold this message to forward it."),
    )


def _single(turning: Turning, question: Question) -> list[str]:
    """Returns question and answer of a choice or a number that was told."""
    if question.fact is None or question.each_practice:
        return []
    said = turning.person.facts.said(question.fact, question.question)
    if question.kind == "number" and said is not None:
        return [f"{turning.read(question.ask)} {said}"]
    if question.kind == "choice":
        labels = {choice.choice: choice.label for choice in question.choices}
        return [f"{turning.read(question.ask)} {turning.read(labels[str(said)])}"] if said in labels else []
    if said in YES:
        return [f"{turning.read(question.ask)} {turning.say('Yes') if said == 'yes' else turning.say('Not sure')}"]
    return []
