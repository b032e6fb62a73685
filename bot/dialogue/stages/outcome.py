"""The outcome of a clean screen: `clinician`, `adapted` or `selfcare`, with the wish for when and how long."""

from bot.dialogue import appointment, flow, interview
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.stages.likeness import likeness_rows, likeness_words, press_likeness
from bot.dialogue.stages.welcome import from_home
from bot.dialogue.summary import summary_for_clinician
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level
from bot.safety.triage import triage

MOST_REASONS = 4
"""How many reasons an outcome names; the rest is behind a button."""


def show_clinician(turning: Turning) -> Screen:
    """Shows who should look at it, when, and what is still fine."""
    found = triage(turning.known())
    findings = found.at(Level.CLINICIAN)
    days = min((finding.within_days or 14 for finding in findings), default=14)
    flags = {finding.flag.flag: None for finding in findings} | {hold.flag: None for hold in turning.person.holds}
    told = [turning.book.red_flags[name].because for name in flags if name in turning.book.red_flags]
    words = turning.book.words.levels[Level.CLINICIAN]
    text = paragraphs(
        turning.read(words.say).replace("{days}", turning.words.count("{number} day", "{number} days", days)),
        *(f"· {turning.read(because)}" for because in told[:MOST_REASONS]),
        turning.read(words.then),
        turning.read(turning.book.how_signed(turning.now.date())),
    )
    rows = (
        (Press(turning.say("What is still fine"), "light"),),
        *in_pairs([Press(turning.say("Write a summary"), "summary"), Press(turning.say("My answers"), "answers")]),
        *(((Press(turning.say("Remind me in 3 days"), "remind"),),) if appointment.may_offer(turning) else ()),
        (Press(turning.say("A clinician looked at it"), "looked"),),
    )
    return Screen(text, rows, stays=True)


def press_clinician(turning: Turning, code: str) -> None:
    """Leads on to the light routine that is left, to the summary or to the answers."""
    if code == "light":
        turning.change_person(wants=turning.person.wants.model_copy(update={"minutes": 5}))
        flow.show_plan(turning)
    elif code == "summary":
        turning.tell_person(summary_for_clinician(turning))
        turning.again()
    elif code == "answers":
        turning.go("answers")
    elif code == "remind" and appointment.may_offer(turning):
        appointment.remind(turning)
        turning.again()
    elif code == "looked":
        _looked_at(turning)


def _looked_at(turning: Turning) -> None:
    """A clinician has seen it: the block ends, and what was told of it is asked anew."""
    held = {hold.flag for hold in turning.person.holds}
    held |= {finding.flag.flag for finding in triage(turning.known()).at(Level.CLINICIAN)}
    turning.change_person(holds=())
    interview.reopen(turning, interview.questions_that_told(turning, held))
    turning.tell_person(turning.say("Thank you. A few questions again, because things may have changed."))
    flow.advance(turning)


def show_preferences(turning: Turning) -> Screen:
    """Shows the outcome, what the answers are like, and asks when and how long."""
    known = turning.known()
    found = triage(known)
    say, book = turning.say, turning.book
    parts = [turning.read(book.words.levels[found.level].say)]
    if found.level is Level.ADAPTED:
        parts.append(turning.read(book.words.levels[Level.ADAPTED].then))
        parts += [f"· {reason}" for reason in reasons(turning)[:MOST_REASONS]]
    parts += likeness_words(turning, known)
    parts.append(say("**When do you want your routine, and how long?**"))
    rows: list[tuple[Press, ...]] = [
        (Press(say("Mornings, 5 min"), "p:morning:5"), Press(say("Mornings, 10"), "p:morning:10")),
        (Press(say("Evenings, 5 min"), "p:evening:5"), Press(say("Evenings, 15"), "p:evening:15")),
    ]
    rows += likeness_rows(turning, known)
    if found.level is Level.ADAPTED:
        rows.append((Press(say("Why left out?"), "left_out"),))
    return Screen(paragraphs(*parts), tuple(rows), fresh=True, stays=True)


def reasons(turning: Turning) -> list[str]:
    """Returns why things are left out or changed for this person, each once."""
    known = turning.known().as_told()
    found: dict[str, None] = {}
    for caution in turning.book.cautions.values():
        if known.truth(caution.when).fires:
            found[turning.read(caution.say)] = None
    return list(found)


def press_preferences(turning: Turning, code: str) -> None:
    """Takes when and how long, and shows the plan."""
    if code == "left_out":
        turning.tell_person(paragraphs(*(f"· {reason}" for reason in reasons(turning))))
        turning.again()
        return
    if press_likeness(turning, code):
        return
    kind, _, rest = code.partition(":")
    time_of_day, _, minutes = rest.partition(":")
    if kind == "p" and time_of_day in {"morning", "evening", "any"} and minutes.isdecimal():
        wants = turning.person.wants.model_copy(update={"time_of_day": time_of_day, "minutes": int(minutes)})
        turning.change_person(wants=wants)
        flow.show_plan(turning)


def show_child(turning: Turning) -> Screen:
    """Shows that there is no routine for children, and whom to ask instead."""
    found = triage(turning.known())
    text = turning.say("My routines are not for anyone under 16, so I don't offer one.")
    if found.level is Level.CLINICIAN:
        days = min((finding.within_days or 14 for finding in found.findings), default=14)
        advice = turning.words.count(
            "Please have it looked at by a doctor within {number} day.",
            "Please have it looked at by a doctor within {number} days.",
            days,
        )
    else:
        advice = turning.say(
            "If something hurts, ask a doctor or a pharmacist when it does not settle within 2 weeks; "
            "sooner with fever, a limp, or pain at night."
        )
    rows = ((Press(turning.say("Write a summary"), "summary"),), (Press(turning.say("Back to start"), "home"),))
    signed = turning.read(turning.book.how_signed(turning.now.date()))
    return Screen(paragraphs(text, advice, signed), rows, stays=True)


def press_child(turning: Turning, code: str) -> None:
    """Hands over the summary, or ends the visit of the child."""
    if code == "summary":
        turning.tell_person(summary_for_clinician(turning))
        turning.again()
    elif code == "home":
        end_visit(turning)


def end_visit(turning: Turning) -> None:
    """Ends what was about somebody else; their facts are forgotten."""
    turning.change(about_other=False, guest=None, plan=None, practice=None, trail=())
    who_known = turning.person.facts.told.get("who")
    if who_known:
        from_home(turning)
    else:
        turning.go("welcome")


def show_nothing_left(turning: Turning) -> Screen:
    """Shows that nothing sensible is left, and what remains."""
    text = paragraphs(
        turning.say(
            "**I have no routine that fits your answers today.** That is on purpose: I leave out what could harm."
        ),
        *(f"· {reason}" for reason in reasons(turning)[:MOST_REASONS]),
        turning.say("A clinician (doctor, podiatrist or physiotherapist) can tell you what is fine for you."),
        turning.read(turning.book.how_signed(turning.now.date())),
    )
    rows = in_pairs([Press(turning.say("Write a summary"), "summary"), Press(turning.say("My answers"), "answers")])
    return Screen(text, rows, stays=True)


def press_nothing_left(turning: Turning, code: str) -> None:
    """Leads on to the summary or the answers."""
    press_clinician(turning, code)
