"""The two-week review of the plan: what a step up or down would change, and the person decides."""

from bot.dialogue import flow, interview
from bot.dialogue.reviewing import Review, Step, decide, new_in, review_of
from bot.dialogue.screen import Press, Screen, paragraphs
from bot.dialogue.turning import Turning


def show(turning: Turning) -> Screen:
    """Shows how it went and what can be decided."""
    say, review = turning.say, _review(turning)
    rows: list[tuple[Press, ...]] = []
    lines = []
    if review is not None and review.up is not None:
        lines.append(_in_words(turning, review.now, review.up, say("A step up:")))
        rows.append((Press(say("A step up"), "up"),))
    elif review is not None and review.not_up is not None:
        lines.append(_why_not(turning, review))
    rows.append((Press(say("Stay as it is"), "stay"),))
    if review is not None and review.down is not None:
        lines.append(_in_words(turning, review.now, review.down, say("A step down:")))
        rows.append((Press(say("A step down"), "down"),))
    text = paragraphs(
        say("**Two weeks: a look at your plan.** You decide; you can change it again later."),
        _so_far(turning),
        *lines,
    )
    return Screen(text, tuple(rows), fresh=True)


def press(turning: Turning, code: str) -> None:
    """Takes the decision, and goes on to the session; what is not allowed any more stays as it is."""
    plan, review = turning.session.plan, _review(turning)
    if plan is None or code not in {"up", "stay", "down"}:
        return
    chosen = None if review is None else {"up": review.up, "down": review.down}.get(code)
    if review is not None and chosen is not None and code == "up":
        decide(turning, plan.routine, chosen.week, stepped="up")
    elif review is not None and chosen is not None:
        decide(turning, plan.routine, chosen.week, stepped="down")
    elif review is not None:
        decide(turning, plan.routine, review.now.week, stepped="stay")
    if chosen is not None:
        turning.change_person(wants=turning.person.wants.model_copy(update={"minutes": chosen.minutes}))
    flow.begin(turning)


def _review(turning: Turning) -> Review | None:
    plan = turning.session.plan
    if plan is None:
        message = "the review was reached without a plan"
        raise RuntimeError(message)
    return review_of(turning, interview.practice_known(turning), plan.routine)


def _so_far(turning: Turning) -> str:
    plan = turning.session.plan
    programme = turning.person.history.programmes.get(plan.routine) if plan is not None else None
    if programme is None or programme.pain_first is None or not programme.pains:
        return ""
    return turning.say("Pain before it: {first} at the start, {last} last time.",
                       first=programme.pain_first, last=programme.pains[-1])  # fmt: skip


def _in_words(turning: Turning, now: Step, to: Step, heading: str) -> str:
    """Returns what a step would change, in words."""
    say, techniques = turning.say, turning.book.techniques
    added = [turning.read(techniques[name].name) for name in new_in(to.plan, now.plan)]
    dropped = [turning.read(techniques[name].name) for name in new_in(now.plan, to.plan)]
    if added and dropped:
        change = say("with {more}; without {less}.", more=", ".join(added), less=", ".join(dropped))
    elif added:
        change = say("with {more}.", more=", ".join(added))
    else:
        change = say("without {less}.", less=", ".join(dropped)) if dropped else say("the same steps.")
    minutes = turning.words.count("About {number} minute.", "About {number} minutes.", to.plan.minutes)
    return f"**{heading}** {change} {minutes}"


def _why_not(turning: Turning, review: Review) -> str:
    say = turning.say
    words = {
        "held": say("A step up waits until a clinician has looked."),
        "worse": say("A step up waits: it was worse lately."),
        "rising": say("A step up waits until the pain goes down again."),
    }
    return words[str(review.not_up)]
