"""What comes next: the one place that decides between a stop, a question, the outcome and a practice."""

from bot.dialogue import interview, next_day, planning, reviewing
from bot.dialogue.session import Practice
from bot.dialogue.turn import Kind, Message, TakeButtons
from bot.dialogue.turning import Turning
from bot.knowledge.models.base import Level, Side
from bot.safety.facts import BY_UNLOCK
from bot.safety.known import Known
from bot.safety.limits import open_rules
from bot.safety.permissions import permission_each_side
from bot.safety.plan import Item, Plan
from bot.safety.triage import Triage, triage

SOMETHING_NEW = frozenset({"something_new", "not_sure"})
"""The answers to the question before every routine that open the acute checks again."""

CLEARED_LEG = "cleared_leg"
"""The fact that a calf was checked for a clot and cleared (ruling 5)."""


def advance(turning: Turning) -> None:
    """Goes on to whatever comes next: a stop, a question, the outcome, or the practice that waits for answers."""
    known = turning.known()
    found = triage(known)
    if found.stops:
        raising = None if found.level is Level.EMERGENCY else interview.could_raise(turning, known)
        if raising is None:
            interview.stop(turning, found)
        else:
            interview.ask(turning, raising)
            turning.set_timer(interview.TIMER_WAITING, interview.WAIT_FOR_MORE, "")
        return
    lock = turning.person.lock
    if lock is not None and not lock.checking:
        turning.go("stopped")
        return
    if turning.session.plan is not None and not turning.session.interview_only:
        if turning.session.practice is not None and turning.session.practice.ended is not None:
            turning.go("pain_after")
        else:
            begin(turning)
        return
    question = interview.next_question(turning, known)
    if question is not None:
        interview.ask(turning, question)
        return
    _settle(turning, known, found)


def _settle(turning: Turning, known: Known, found: Triage) -> None:
    """The screen is done and nothing stops: take a lock off, note holds, show the outcome."""
    turning.change(unsettled=False)
    if turning.session.interview_only:
        _begin_cramp(turning)
        return
    lock = turning.person.lock
    if lock is not None:
        turning.change_person(lock=None)
        if lock.clot_cleared:
            turning.tell(BY_UNLOCK, {CLEARED_LEG: "yes"})
    interview.note_holds(turning, found)
    _count_outcome(turning, known, found)
    if known.value("who") == "child":
        turning.go("child")
    elif found.level is Level.CLINICIAN or turning.person.holds:
        turning.go("clinician")
    else:
        turning.go("preferences")


def _count_outcome(turning: Turning, known: Known, found: Triage) -> None:
    rules = [finding.flag.flag for finding in found.findings]
    if found.level is Level.ADAPTED:
        told = known.as_told()
        rules = [name for name, caution in turning.book.cautions.items() if told.truth(caution.when).fires]
    for rule in rules or [""]:
        turning.tally(interview.OUTCOME, f"{found.level.value} {rule}".strip())


def show_plan(turning: Turning) -> None:
    """Makes the plan for the present person and shows it, or says that nothing is left.

    Where it could hold a technique that asks first, that is asked; once, in one list.
    """
    known = turning.known()
    asks = planning.asks_first(turning, known)
    if asks is not None:
        turning.change(plan=None)
        interview.ask(turning, asks)
        return
    plan = planning.fitted_plan(turning, known)
    turning.change(plan=plan if plan.items else None)
    turning.go("plan" if plan.items else "nothing_left")


def begin(turning: Turning) -> None:
    """Starts the practice of the present plan, after everything that must be asked before a routine."""
    plan = turning.session.plan
    if plan is None:
        advance(turning)
        return
    found = triage(turning.known(practising=True))
    if found.stops:
        interview.stop(turning, found)
        return
    if turning.session.confirm:
        turning.go("confirm", flag=turning.session.confirm[0])
        return
    if plan.routine not in turning.book.routines:
        interview.end_practice_quietly(turning)
        turning.change(plan=None)
        turning.tell_person(turning.say("I no longer have that routine. Let me find another one for you."))
        show_plan(turning)
        return
    if next_day.is_open(turning):
        turning.go("next_day")
        return
    if planning.stopped_until(turning, plan.routine) is not None:
        turning.go("routine_rests")
        return
    if turning.known(practising=True).value(interview.ANYTHING_NEW) in SOMETHING_NEW:
        interview.reopen(turning, turning.book.screen.acute)
        turning.change_facts(turning.person.facts.without([interview.ANYTHING_NEW]))
    question = interview.before_routine(turning)
    if question is not None:
        interview.ask(turning, question)
        return
    known = interview.practice_known(turning)
    if _newly_for_a_clinician(turning, found):
        turning.change(plan=None, practice=None)
        _settle(turning, turning.known(), found)
        return
    interview.note_holds(turning, triage(known))
    if _asks_for_review(turning, plan.routine, known):
        turning.go("review")
        return
    asks = planning.asks_first(turning, known, plan.routine)
    if asks is not None:
        # A later week may bring the first technique that needs to know.
        interview.ask(turning, asks)
        return
    fitted = planning.plan_of(turning, known, plan.routine)
    if open_rules(known):
        turning.change(plan=None)
        turning.go("nothing_left")
        return
    if not fitted.items:
        # This routine has nothing left for them; something else may have.
        interview.end_practice_quietly(turning)
        turning.change(plan=None)
        show_plan(turning)
        return
    practice = turning.session.practice
    running = practice is not None and practice.ended is None and not practice.cramp
    if practice is not None and running and practice.plan.routine == fitted.routine:
        turning.go("practice")
        turning.freshly()
    else:
        _start(turning, fitted, known)


def _asks_for_review(turning: Turning, routine: str, known: Known) -> bool:
    """Returns whether two weeks have passed, no session runs, and there is something to decide about the plan."""
    practice = turning.session.practice
    running = practice is not None and practice.ended is None
    if running or not reviewing.is_due(turning, routine):
        return False
    if reviewing.review_of(turning, known, routine) is not None:
        return True
    reviewing.pass_by(turning, known, routine)
    return False


def _newly_for_a_clinician(turning: Turning, found: Triage) -> bool:
    """Returns whether something was told that a clinician should see, and that the person was not told of yet."""
    held = {hold.flag for hold in turning.person.holds}
    return any(finding.flag.flag not in held for finding in found.at(Level.CLINICIAN) if finding.flag.holds)


def _start(turning: Turning, plan: Plan, known: Known) -> None:
    routine = turning.book.routines[plan.routine]
    # Where pain was not asked the fact has its healthy value, and that is nothing to compare with later.
    pain = known.value("pain_now") if routine.pain and "pain_now" in turning.person.facts.told else None
    numb = turning.book.screen.look_when is not None and known.truth(turning.book.screen.look_when).fires
    rules = turning.book.stop_rules
    signs = turning.read(rules.when_numb if numb else rules.at_every_start)
    if turning.session.slot is not None:
        turning.send(TakeButtons(turning.session.slot))
        turning.change(slot=None)
    if turning.stage.name != "plan":
        # The plan ends with the same words; who starts right below it has just read them.
        turning.send(Message(Kind.ANSWER, signs))
    turning.change(
        plan=plan,
        practice=Practice(plan=plan, started=turning.now, pain_before=pain if isinstance(pain, int) else None),
        trail=(),
    )
    turning.go("practice")


def _begin_cramp(turning: Turning) -> None:
    """Goes to the one technique of the cramp path; the full screen is offered afterwards."""
    name = turning.book.screen.cramp_technique
    turning.change(interview_only=())
    known = turning.known()
    permissions = permission_each_side(name, turning.book.techniques[name], turning.limits(known))
    allowed = tuple(side for side in Side if permissions[side].allowed)
    if not allowed:
        turning.go("nothing_left")
        return
    technique = turning.book.techniques[name]
    item = Item(
        technique=name, seconds=technique.dose.seconds, pressure=min(p.pressure for p in permissions.values())
    )
    plan = Plan(routine="calf_cramp_now", items=(item,), asked_minutes=2)
    turning.change(plan=plan, practice=Practice(plan=plan, started=turning.now, cramp=True))
    turning.go("practice")


def resume(turning: Turning) -> None:
    """Goes on with a practice that was left, after everything that must be asked by now."""
    practice = turning.session.practice
    if practice is not None and practice.ended is not None:
        turning.go("pain_after")
    elif practice is not None:
        begin(turning)
    else:
        advance(turning)


def settle(turning: Turning) -> None:
    """Asks the life-threat list anew after a fault of ours; only its answer settles the chat."""
    name = turning.book.screen.life_threat
    turning.change_facts(turning.person.facts.forget([name]))
    advance(turning)
