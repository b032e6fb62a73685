"""The plan: what will be done, for how long, what was left out and why."""

from bot.dialogue import flow
from bot.dialogue.screen import Press, Screen, in_pairs, paragraphs
from bot.dialogue.stages.outcome import reasons
from bot.dialogue.turning import Turning
from bot.safety.facts import BY_UNLOCK
from bot.safety.plan import LeftOut, Plan
from bot.safety.truth import Truth

SORE_SIDE = "sore_side"

MINUTES = (5, 10, 15, 20, 30)
"""The lengths that can be asked for on the plan."""


def show(turning: Turning) -> Screen:
    """Shows the plan."""
    plan = _plan(turning)
    routine = turning.book.routines[plan.routine]
    say = turning.say
    heading = turning.words.count(
        "**Your plan: {name}, about {number} minute**", "**Your plan: {name}, about {number} minutes**",
        plan.minutes, name=turning.read(routine.name),
    )  # fmt: skip
    steps = [_step(turning, number, plan) for number in range(len(plan.items))]
    needs = _needs(turning, plan)
    rules = turning.book.stop_rules
    numb = turning.book.screen.look_when is not None and turning.known().truth(turning.book.screen.look_when).fires
    text = paragraphs(
        heading,
        *steps,
        say("You need: {things}.", things=", ".join(needs)) if needs else "",
        turning.read(routine.intro),
        _shorter(turning, plan),
        _new_today(turning, plan),
        turning.read(rules.when_numb if numb else rules.at_every_start),
        turning.read(turning.book.how_signed(turning.now.date())),
    )
    more = [Press(say("Change"), "change"), Press(say("Why these?"), "reasons")]
    if plan.left_out:
        more.append(Press(say("Why left out?"), "left_out"))
    more.append(Press(say("My answers"), "answers"))
    return Screen(text, (*_start_rows(turning, plan), *in_pairs(more)), stays=True)


def press(turning: Turning, code: str) -> None:
    """Starts, or leads to a view or a change of the plan."""
    if code.startswith("start"):
        side = code.partition(":")[2]
        if side:
            turning.tell(BY_UNLOCK, {SORE_SIDE: side})
        flow.begin(turning)
    elif code == "change":
        turning.go("change")
    elif code == "reasons":
        turning.tell_person(_why_these(turning))
        turning.again()
    elif code == "left_out":
        turning.tell_person(_why_left_out(turning))
        turning.again()
    elif code == "answers":
        turning.go("answers")


def show_change(turning: Turning) -> Screen:
    """Shows what can be changed: minutes and what is at hand."""
    text = turning.say("**What shall I change?** Tap the minutes, and tick what you have at hand.")
    return Screen(text, (*wish_rows(turning), (Press(turning.say("Show my plan"), "plan"),)))


def press_change(turning: Turning, code: str) -> None:
    """Takes minutes and things at hand."""
    if code == "plan":
        flow.show_plan(turning)
        turning.freshly()
    else:
        take_wish(turning, code)


def wish_rows(turning: Turning) -> tuple[tuple[Press, ...], ...]:
    """Returns the buttons for minutes and things at hand, with a tick on what is so now."""
    wants = turning.person.wants
    have = wants.equipment or turning.book.words.equipment_at_first
    minutes = tuple(
        Press(("✅ " if wants.minutes == number else "") + str(number), f"m:{number}") for number in MINUTES
    )
    things = [
        Press(("✅ " if name in have else "") + turning.read(label), f"e:{name}")
        for name, label in turning.book.words.equipment.items()
    ]
    return (minutes, *in_pairs(things))


def take_wish(turning: Turning, code: str) -> None:
    """Takes one press on minutes or on a thing at hand."""
    kind, _, value = code.partition(":")
    wants = turning.person.wants
    if kind == "m" and value.isdecimal() and 1 <= int(value) <= 60:
        turning.change_person(wants=wants.model_copy(update={"minutes": int(value)}))
        turning.stay()
    elif kind == "e" and value in turning.book.words.equipment:
        have = wants.equipment or turning.book.words.equipment_at_first
        now = tuple(name for name in have if name != value) if value in have else (*have, value)
        turning.change_person(wants=wants.model_copy(update={"equipment": now or ("chair",)}))
        turning.stay()


def _plan(turning: Turning) -> Plan:
    plan = turning.session.plan
    if plan is None:
        message = "the plan's stage was reached without a plan"
        raise RuntimeError(message)
    return plan


def _start_rows(turning: Turning, plan: Plan) -> tuple[tuple[Press, ...], ...]:
    say = turning.say
    sided = turning.book.routines[plan.routine].pain and any(item.sides for item in plan.items)
    if not sided or turning.person.facts.told.get(SORE_SIDE):
        return ((Press(say("Start"), "start"),),)
    return (
        (Press(say("Start: left is sore"), "start:left"),),
        (Press(say("Start: right is sore"), "start:right"),),
        (Press(say("Start: both are sore"), "start:both"),),
    )


def _step(turning: Turning, number: int, plan: Plan) -> str:
    item = plan.items[number]
    name = turning.read(turning.book.techniques[item.technique].name)
    sides = ""
    if len(item.sides) == 2:
        sides = turning.say(", both sides")
    elif item.sides:
        sides = ", " + side_name(turning, item.sides[0])
    return f"{number + 1}  {name} · {time_words(turning, item.total)}{sides}"


def time_words(turning: Turning, seconds: int) -> str:
    """Returns a length of time in words, such as '1 min 30'."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return turning.say("{seconds} seconds", seconds=rest)
    return turning.say("{minutes} min {rest}", minutes=minutes, rest=rest) if rest else turning.say(
        "{minutes} min", minutes=minutes
    )  # fmt: skip


def side_name(turning: Turning, side: str) -> str:
    """Returns a side in words."""
    return turning.say("left side") if side == "left" else turning.say("right side")


def _needs(turning: Turning, plan: Plan) -> list[str]:
    things = {name: None for item in plan.items for name in turning.book.techniques[item.technique].equipment}
    return [turning.read(turning.book.words.equipment[name]) for name in things]


def _shorter(turning: Turning, plan: Plan) -> str:
    """Returns why a plan is shorter than what was asked for, or nothing where it is not."""
    if plan.minutes >= plan.asked_minutes:
        return ""
    if any(out.reason == "limit" for out in plan.left_out):
        return turning.say("It is shorter than you asked, because I left some things out for you.")
    if plan.minutes == plan.asked_minutes - 1:
        return ""
    if plan.eased and not turning.person.history.practices:
        return turning.say("It is shorter than you asked: a first session stays small on purpose.")
    if plan.eased:
        return turning.say("It is shorter than you asked: some steps stay small on purpose.")
    if plan.left_out:
        return turning.say("It is shorter than you asked, because some steps are left out for now.")
    return turning.say("It is shorter than you asked: this routine needs no more time.")


def _new_today(turning: Turning, plan: Plan) -> str:
    if any(out.reason == "new_strong" for out in plan.left_out):
        return turning.say("I start with one new strong thing a day. If a foot complains, we know which one it was.")
    return ""


def _why_these(turning: Turning) -> str:
    plan = _plan(turning)
    routine = turning.book.routines[plan.routine]
    lines = []
    for item in plan.items:
        technique = turning.book.techniques[item.technique]
        lines.append(f"· **{turning.read(technique.name)}**: {turning.read(technique.why)}")
    return paragraphs(*dict.fromkeys(lines), turning.read(routine.expect))


def _why_left_out(turning: Turning) -> str:
    plan = _plan(turning)
    lines = [f"· {left_out_words(turning, out)}" for out in plan.left_out]
    return paragraphs(*lines, *(f"· {reason}" for reason in reasons(turning)))


def left_out_words(turning: Turning, out: LeftOut) -> str:
    """Returns why one technique is not in the plan."""
    say, book = turning.say, turning.book
    name = turning.read(book.techniques[out.technique].name)
    words = {
        "equipment": say("{name}: you don't have what it needs at hand.", name=name),
        "week": say("{name}: it comes in a later week.", name=name),
        "new_strong": say("{name}: only one new strong thing a day.", name=name),
        "minutes": say("{name}: no time left for it.", name=name),
        "hurt": say("{name}: it hurt last time.", name=name),
        "rest": say("{name}: a day of rest between two days of strength.", name=name),
        "better_first": say("{name}: it waits until it hurts less, or a clinician has seen it.", name=name),
        "time_of_day": say("{name}: it belongs to another time of day.", name=name),
    }
    if out.reason in words:
        return words[out.reason]
    says = [turning.read(_rule_words(turning, rule, out.technique)) for rule in out.rules[:2]]
    return say("{name}: {reason}", name=name, reason=" ".join(dict.fromkeys(says)))


def _rule_words(turning: Turning, rule: str, technique: str) -> str:
    book = turning.book
    if rule in book.cautions:
        return book.cautions[rule].say
    if rule in book.red_flags:
        return turning.say("Leave it until a clinician has looked: {because}", because=book.red_flags[rule].because)
    if rule in book.advice:
        return book.advice[rule].say
    if rule in book.presentations:
        known, classes = turning.known(), set(book.techniques[technique].classes)
        for ruled in book.presentations[rule].rules_out:
            named = technique in ruled.techniques or classes & set(ruled.classes)
            if named and known.truth(ruled.when) is not Truth.NO:
                return ruled.say
    return rule
