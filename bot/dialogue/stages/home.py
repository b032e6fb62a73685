"""The home screen for a known person, the list of answers, erasing, and settling after a fault of ours."""

from bot.dialogue import flow, interview
from bot.dialogue.jobs import ask_for_export, ask_for_look
from bot.dialogue.reminding.open_today import open_today
from bot.dialogue.screen import Press, Screen, in_pairs, in_rows, paragraphs
from bot.dialogue.session import Person
from bot.dialogue.stages.welcome import emergency_line
from bot.dialogue.turn import Kind, Message, Slot
from bot.dialogue.turning import Turning
from bot.knowledge.models.question import Question
from bot.safety.facts import BY_UNLOCK
from bot.safety.plan import Plan

ABOUT_TROUBLE = frozenset({"complaint"})
"""The question that a new trouble asks again; what hangs on it follows."""


def show(turning: Turning) -> Screen:
    """Greets a known person."""
    say, person = turning.say, turning.person
    history = person.history
    rows: list[tuple[Press, ...]] = []
    if turning.session.practice is not None:
        rows.append((Press(say("Go on where I was"), "go_on"),))
    if history.last_routine in turning.book.routines:
        rows.append((Press(say("The same routine again"), "repeat"),))
    elif person.facts.told.get("complaint"):
        rows.append((Press(say("Go on with my questions"), "resume"),))
    rows.append((Press(say("Something else bothers me"), "new"),))
    rows.append((Press(say("A cramp right now"), "cramp"),))
    rows += in_pairs([Press(say("My answers"), "answers"), Press(say("Someone else"), "other")])
    rows += in_pairs([Press(say("Reminders"), "reminders"), Press(say("Learn"), "learn")])
    rows += in_pairs([Press(say("My progress"), "progress"), Press(say("What is kept?"), "kept")])
    done = turning.words.count(
        "You have done {number} routine with me.", "You have done {number} routines with me.", history.practices
    )
    called = "" if turning.session.about_other else turning.session.called
    hello = say("**Hello again, {name}.**", name=called) if called else say("**Hello again.**")
    text = paragraphs(
        hello, done if history.practices else "", open_today(turning), say("What would you like to do?")
    )
    return Screen(text, tuple(rows))


def press(turning: Turning, code: str) -> None:
    """Leads on from home."""
    if code == "go_on" and turning.session.practice is not None:
        flow.resume(turning)
    elif code == "repeat":
        _repeat(turning)
    elif code == "resume":
        turning.change(plan=None, interview_only=())
        flow.advance(turning)
    elif code == "new":
        new_trouble(turning)
    elif code == "cramp":
        cramp(turning)
    elif code == "answers":
        turning.go("answers")
    elif code == "other":
        interview.end_practice_quietly(turning)
        turning.change(guest=Person(), about_other=True, plan=None, trail=(), first_words=None)
        turning.go("welcome")
    elif code == "kept":
        turning.go("kept")
    elif code == "reminders":
        turning.go("reminders")
    elif code == "progress":
        ask_for_look(turning)
    elif code == "learn":
        turning.change(left=turning.stage)
        turning.go("learn")


def new_trouble(turning: Turning) -> None:
    """Asks anew what bothers the person; safety answers stay as long as they are fresh."""
    interview.end_practice_quietly(turning)
    turning.change(plan=None, trail=(), interview_only=())
    interview.reopen(turning, tuple(ABOUT_TROUBLE))
    flow.advance(turning)


def cramp(turning: Turning) -> None:
    """Takes the shortest way to the stretch for a cramp: two questions, asked now."""
    interview.end_practice_quietly(turning)
    names = turning.book.screen.cramp_path
    turning.change(plan=None, trail=(), interview_only=names)
    turning.change_facts(turning.person.facts.forget(names))
    turning.tell(BY_UNLOCK, {"cramp_now": "yes"})
    flow.advance(turning)


def _repeat(turning: Turning) -> None:
    name = turning.person.history.last_routine
    if name is None:
        return
    turning.change(plan=Plan(routine=name, items=(), asked_minutes=turning.person.wants.minutes), practice=None)
    flow.begin(turning)


# -- my answers ----------------------------------------------------------------------------------------


def show_answers(turning: Turning) -> Screen:
    """Lists the answers, each to be changed by a tap."""
    questions = _answered(turning)
    lines = [f"{number}  {_in_words(turning, question)}" for number, question in enumerate(questions, start=1)]
    buttons = [Press(str(number), f"q:{question.question}") for number, question in enumerate(questions, start=1)]
    rows = (*in_rows(buttons, 5), (Press(turning.say("All correct, go on"), "on"),))
    return Screen(paragraphs(turning.say("**Your answers.** Tap one to change it."), *lines), rows)


def press_answers(turning: Turning, code: str) -> None:
    """Asks one question again, or goes on."""
    kind, _, name = code.partition(":")
    if code == "on":
        turning.change(plan=None)
        flow.advance(turning)
    elif kind == "q" and name in {question.question for question in _answered(turning)}:
        interview.end_practice_quietly(turning)
        turning.change(plan=None)
        interview.ask(turning, turning.book.questions[name])


def _answered(turning: Turning) -> list[Question]:
    facts, known = turning.person.facts, turning.known()
    return [
        question
        for question in interview.safety_questions(turning)
        if question.question != "who"
        and known.applies(question)
        and any(facts.said(fact, question.question) is not None for fact in question.facts())
    ]


def _in_words(turning: Turning, question: Question) -> str:
    facts = turning.person.facts
    if question.lines:
        ticked = [
            turning.read(line.key)
            for line in question.lines
            if facts.said(line.line, question.question) in {"yes", "unsure"}
        ]
        name = turning.read(question.ask)
        return f"{name} {', '.join(ticked) if ticked else turning.say('none')}"
    said = facts.said(str(question.fact), question.question)
    labels = {choice.choice: turning.read(choice.label) for choice in question.choices}
    plain = {"yes": turning.say("Yes"), "no": turning.say("No"), "unsure": turning.say("Not sure")}
    return f"{turning.read(question.ask)} {labels.get(str(said), plain.get(str(said), str(said)))}"


# -- erase ---------------------------------------------------------------------------------------------


def show_forget(turning: Turning) -> Screen:
    """Asks once whether to erase everything; under a lock the advice is repeated."""
    say = turning.say
    text = paragraphs(
        say("**Erase everything I keep about you?** Answers, plan and diary. I can't bring it back."),
        say('The chat on your phone stays. To remove it, use Telegram\'s "Delete chat".'),
        _advice(turning),
    )
    return Screen(
        text,
        (
            (Press(say("Yes, erase it all"), "erase", danger=True),),
            (Press(say("Send me a copy first"), "export"),),
            (Press(say("No, keep it"), "keep"),),
        ),
    )


def press_forget(turning: Turning, code: str) -> None:
    """Erases everything, or goes back."""
    if code == "erase":
        text = paragraphs(
            turning.say("**Erased.** I know nothing about you now. If you come back, /start begins from zero."),
            _advice(turning),
        )
        turning.send(Message(Kind.SCREEN, text, slot=Slot.INTERVIEW))
        turning.erase()
    elif code == "export":
        ask_for_export(turning)
    elif code == "keep":
        leave_aside(turning)


def _advice(turning: Turning) -> str:
    lock = turning.session.owner.lock or turning.person.lock
    if lock is None:
        return ""
    return (
        turning.say("**My advice stays: please have what you told me about checked.**")
        + " "
        + emergency_line(turning)
    )


def leave_aside(turning: Turning) -> None:
    """Leads back to where a person with consent is at home: the lock, or home; else the welcome."""
    if turning.session.consented is None:
        turning.go("welcome")
    elif turning.person.lock is not None:
        turning.go("stopped")
    else:
        turning.go("home")


# -- after a fault of ours -----------------------------------------------------------------------------


def show_settle(turning: Turning) -> Screen:
    """Says that something went wrong on our side, and that nothing was skipped."""
    say = turning.say
    text = paragraphs(
        say("Something went wrong on my side. Your answers are safe. I have not skipped any question."),
        emergency_line(turning),
        say("Please tap Try again: I ask the first safety question anew."),
    )
    return Screen(text, ((Press(say("Try again"), "again"),),), fresh=True)


def press_settle(turning: Turning, code: str) -> None:
    """Asks the life-threat list anew."""
    if code == "again":
        if turning.session.consented is None:
            turning.change(unsettled=False)
            turning.go("welcome")
            return
        flow.settle(turning)
