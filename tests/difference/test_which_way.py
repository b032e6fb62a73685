"""Every kind of loosening is called looser, its mirror stricter, and a mere wording neither."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.difference.change import Difference
from bot.difference.comparing import compare
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level, Reviewed
from bot.knowledge.models.presentation import RuledOut
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.routine import ReminderDefault
from bot.knowledge.models.technique import Step, Variant
from bot.knowledge.signatures import SignableEntry
from tests.difference.editing import (
    condition,
    edited,
    first_change,
    first_level,
    good_for,
    sign_of_danger,
    with_entry,
    with_part,
    without,
)

Edit = Callable[[Book], Book]


def _step(book: Book, routine: str, technique: str, **changes: object) -> Book:
    found = book.routines[routine]
    standard = tuple(
        one.model_copy(update=changes) if one.technique == technique else one for one in found.variants.standard
    )
    return edited(book, "routines", routine, variants=found.variants.model_copy(update={"standard": standard}))


def _stop_sign(book: Book, name: str, **changes: object) -> Book:
    signs = (one.model_copy(update=changes) if one.sign == name else one for one in book.stop_rules.signs)
    return with_part(book, "stop_rules", signs=tuple(signs))


def _no_line(book: Book, question: str, line: str) -> Book:
    lines = tuple(one for one in book.questions[question].lines if one.line != line)
    return edited(book, "questions", question, lines=lines)


def _line(book: Book, question: str, line: str, **changes: object) -> Book:
    lines = (one.model_copy(update=changes) if one.line == line else one for one in book.questions[question].lines)
    return edited(book, "questions", question, lines=tuple(lines))


def _dosed(book: Book, technique: str, **changes: object) -> Book:
    dose = book.techniques[technique].dose.model_copy(update=changes)
    return edited(book, "techniques", technique, dose=dose)


def _steps(book: Book, technique: str, *steps: Step) -> Book:
    return edited(book, "techniques", technique, steps=steps)


def _first_hold(book: Book, technique: str, seconds: int) -> Book:
    steps = book.techniques[technique].steps
    held = next(one for one in steps if one.seconds)
    longer = held.model_copy(update={"seconds": seconds})
    return _steps(book, technique, *(longer if one is held else one for one in steps))


def _step_added(book: Book, technique: str, do: str) -> Book:
    return _steps(book, technique, *book.techniques[technique].steps, Step.model_validate(do))


def _gains(book: Book, routine: str, technique: str, seconds: int = 120) -> Book:
    found = book.routines[routine].variants
    step = found.standard[0].model_copy(update={"technique": technique, "seconds": seconds})
    variants = found.model_copy(update={"standard": (*found.standard, step)})
    return edited(book, "routines", routine, variants=variants)


def _reminder(book: Book) -> ReminderDefault:
    found = book.routines["achilles_midportion"].reminder
    assert found is not None
    return found


def _counted(book: Book, scale: str, *, better: bool, **changes: object) -> Book:
    """Returns the scale with its smallest change in a direction counted from somewhere else on."""
    *_, smallest = (one for one in book.scales[scale].changes if one.better is better)
    other = smallest.model_copy(update=changes)
    return edited(
        book, "scales", scale, changes=tuple(other if one is smallest else one for one in book.scales[scale].changes)
    )


def _choice(book: Book, question: str, name: str, **changes: object) -> Book:
    choices = (
        one.model_copy(update=changes) if one.choice == name else one for one in book.questions[question].choices
    )
    return edited(book, "questions", question, choices=tuple(choices))


def _unhealthy(book: Book) -> str:
    question = book.questions["which_clot"]
    return next(one.choice for one in question.choices if one.choice != question.healthy and not one.words)


def _narrowed(book: Book, flag: str) -> Book:
    """Returns the sign with a phrase less in the first pattern that has several for one slot."""
    patterns = list(book.danger.flags[flag].patterns)
    place = next(number for number, one in enumerate(patterns) if "|" in one and (" + " in one or " > " in one))
    words = patterns[place].split()
    phrase = next(number for number, one in enumerate(words) if "|" in one)
    words[phrase] = words[phrase].partition("|")[2]
    patterns[place] = " ".join(words)
    return sign_of_danger(book, flag, patterns=tuple(patterns))


def _in_two_patterns(book: Book, flag: str) -> Book:
    """Returns the sign with its first pattern of several phrases written as two."""
    narrowed = _narrowed(book, flag).danger.flags[flag].patterns
    before = book.danger.flags[flag].patterns
    place = next(number for number, one in enumerate(before) if one != narrowed[number])
    words, fewer = before[place].split(), narrowed[place].split()
    phrase = next(number for number, one in enumerate(words) if one != fewer[number])
    words[phrase] = words[phrase].partition("|")[0]
    return sign_of_danger(book, flag, patterns=(*narrowed, " ".join(words)))


def _idiom(book: Book, unless: str | None) -> Book:
    found = next(one for one in book.danger.idioms if one.unless)
    other = found.model_copy(update={"unless": unless})
    return with_part(book, "danger", idioms=tuple(other if one is found else one for one in book.danger.idioms))


def _answer_words(book: Book, question: str, choice: str, pattern: str) -> Book:
    answers = book.answers.answers
    words = answers[question][choice]
    more = words.model_copy(update={"patterns": (*words.patterns, pattern)})
    return with_part(book, "answers", answers={**answers, question: {**answers[question], choice: more}})


def _in_two(book: Book) -> tuple[object, ...]:
    """Returns the changes of a caution with the first one written once a class."""
    first, *rest = book.cautions["varicose_veins"].change
    assert len(first.classes) > 1
    return (*(first.model_copy(update={"classes": (name,)}) for name in first.classes), *rest)


def _less_said(book: Book, text: str) -> str:
    return text.rsplit(" ", 3)[0]


def _of_two_places(book: Book) -> str:
    return next(name for name, one in book.techniques.items() if len(one.places) > 1)


LOOSER: dict[str, Edit] = {
    "a red flag is dropped": lambda b: without(b, "red_flags", "dvt_possible"),
    "a level is less serious": lambda b: first_level(b, "dvt_possible", level=Level.CLINICIAN, within_days=3),
    "a red flag holds for fewer": lambda b: first_level(
        b, "dvt_possible", when=condition({"all": ["dvt_possible", "fever_now"]})
    ),
    "more time to see a clinician": lambda b: first_level(
        first_level(b, "dvt_possible"), "new_numbness", within_days=60
    ),
    "first aid is gone": lambda b: edited(b, "red_flags", _flag_with_first_aid(b), first_aid=""),
    "a clinician's block ends by itself": lambda b: edited(b, "red_flags", _blocking(b), needs_clinician=False),
    "a blocked area is smaller": lambda b: edited(
        b, "red_flags", _with_clinician(b), where=Where.model_validate({"places": ["toes"]})
    ),
    "a caution is dropped": lambda b: without(b, "cautions", "varicose_veins"),
    "a caution holds for fewer": lambda b: edited(
        b, "cautions", "varicose_veins", when=condition({"all": ["varicose_veins", "fever_now"]})
    ),
    "a caution forbids one class less": lambda b: edited(
        b, "cautions", "varicose_veins", forbid=b.cautions["varicose_veins"].forbid[1:]
    ),
    "a caution on everything names classes": lambda b: edited(b, "cautions", "age_under_16", forbid=("friction",)),
    "a caution holds at fewer places": lambda b: edited(
        b, "cautions", "varicose_veins", where=Where.model_validate({"places": ["calf"]})
    ),
    "a caution holds on one side": lambda b: edited(
        b,
        "cautions",
        "varicose_veins",
        where=b.cautions["varicose_veins"].where.model_copy(update={"side_of": "sore_side"}),
    ),
    "a pressure cap is raised": lambda b: first_change(b, "varicose_veins", pressure=4),
    "a pressure cap is gone": lambda b: first_change(b, "varicose_veins", pressure=None),
    "a cap of minutes is raised": lambda b: first_change(b, "age_16_17", minutes=6),
    "a routine is hidden no more": lambda b: edited(b, "cautions", "varicose_veins", hides_routines=()),
    "a term holds for fewer": lambda b: edited(
        b, "terms", "low_sensation", when=condition({"all": [b.terms["low_sensation"].when, "fever_now"]})
    ),
    "a question is dropped": lambda b: without(b, "questions", "chest_or_breath_now"),
    "a question is asked of fewer": lambda b: edited(
        b, "questions", "one_leg_today", when=condition("past_clot_cleared")
    ),
    "an answer holds longer": lambda b: edited(b, "questions", "legs_and_feet", good_for=(good_for(60),)),
    "an answer holds longer for some": lambda b: edited(
        b, "questions", "legs_and_feet", good_for=b.questions["legs_and_feet"].good_for[-1:]
    ),
    "a line is gone": lambda b: _no_line(b, "life_threat", b.questions["life_threat"].lines[0].line),
    "a line means less": lambda b: _line(b, *_line_that_means(b), means=()),
    "a question waits until it is wanted": lambda b: edited(b, "questions", "last_12_weeks", only_if_wanted=True),
    "it is no longer asked before a routine": lambda b: with_part(
        b, "screen", before_every_routine=b.screen.before_every_routine[1:]
    ),
    "the screen leaves one out": lambda b: with_part(
        b, "screen", order=tuple(name for name in b.screen.order if name != "ottawa")
    ),
    "a lock ends sooner": lambda b: with_part(
        b, "screen", emergency_lock=b.screen.emergency_lock.model_copy(update={"wait": timedelta(hours=1)})
    ),
    "a lock asks less again": lambda b: with_part(
        b, "screen", urgent_lock=b.screen.urgent_lock.model_copy(update={"ask_again": ("life_threat",)})
    ),
    "a lock that asked all asks some": lambda b: with_part(
        b, "screen", emergency_lock=b.screen.emergency_lock.model_copy(update={"ask_again": ("life_threat",)})
    ),
    "a block holds shorter": lambda b: with_part(b, "screen", clinician_hold=timedelta(days=1)),
    "a long absence asks nothing": lambda b: with_part(b, "screen", unused=timedelta(days=900)),
    "fewer look at their feet": lambda b: with_part(b, "screen", look_when=condition("diabetes")),
    "nobody looks at their feet": lambda b: with_part(b, "screen", look_when=None),
    "something new opens less": lambda b: with_part(b, "screen", acute=b.screen.acute[1:]),
    "the way to a cramp asks less": lambda b: with_part(b, "screen", cramp_path=b.screen.cramp_path[:1]),
    "a sign that stops only eases": lambda b: _stop_sign(b, "skin", does="ease"),
    "a sign of danger is a mere stop": lambda b: _stop_sign(b, "swelling", does="stop"),
    "a line of It hurts is gone": lambda b: with_part(b, "stop_rules", signs=b.stop_rules.signs[1:]),
    "a pattern's limits hold for fewer": lambda b: edited(
        b, "presentations", _ruling(b),
        limits_when=condition({"all": [b.presentations[_ruling(b)].limits_when, "diabetes"]}),
    ),
    "a pattern rules out less": lambda b: edited(b, "presentations", _ruling(b), rules_out=()),
    "a technique loses a class": lambda b: edited(b, "techniques", "ball_bottle_roll", classes=("ball_rolling",)),
    "a technique loses a place": lambda b: edited(b, "techniques", _of_two_places(b), places=b.techniques[_of_two_places(b)].places[:1]),
    "a technique presses harder": lambda b: edited(b, "techniques", "ball_bottle_roll", pressure=6),
    "a technique asks nothing first": lambda b: edited(b, "techniques", "ball_bottle_roll", ask_first=()),
    "a technique needs no rail": lambda b: edited(b, "techniques", "ball_bottle_roll", equipment=("ball",)),
    "a technique has no signs to stop at": lambda b: edited(b, "techniques", "ball_bottle_roll", stop_if=""),
    "an easier way presses harder": lambda b: edited(
        b,
        "techniques",
        "ball_bottle_roll",
        easier=Variant(say="Use a soft ball and only the weight of your leg.", pressure=4),
    ),
    "a harder way loses its classes": lambda b: edited(
        b,
        "techniques",
        "ball_bottle_roll",
        harder=_harder(b).model_copy(update={"classes": ("frozen",)}),
    ),
    "a technique more often a day": lambda b: edited(
        b,
        "techniques",
        "ball_bottle_roll",
        dose=b.techniques["ball_bottle_roll"].dose.model_copy(update={"per_day": (1, 6)}),
    ),
    "a strong dose is longer": lambda b: edited(
        b,
        "techniques",
        "heel_raise_double",
        dose=b.techniques["heel_raise_double"].dose.model_copy(update={"sets": 9}),
    ),
    "a new technique": lambda b: replace(
        b, techniques={**b.techniques, "another": b.techniques["ball_bottle_roll"]}
    ),
    "loading begins sooner": lambda b: _step(b, "heel_pain_evening", "heel_raise_double", from_week=1),
    "loading in more sets": lambda b: _step(b, "heel_pain_evening", "heel_raise_double", sets=8),
    "a routine asks for no pain": lambda b: edited(b, "routines", "heel_pain_evening", pain=False),
    "a routine has no signs to stop at": lambda b: edited(b, "routines", "heel_pain_evening", stop_if=""),
    "words of danger are fewer": lambda b: sign_of_danger(
        b, "dvt_possible", patterns=b.danger.flags["dvt_possible"].patterns[1:]
    ),
    "words of danger are guarded": lambda b: sign_of_danger(
        b, "dvt_possible", guards=(*b.danger.flags["dvt_possible"].guards, "leg + hot")
    ),
    "danger that has passed counts no more": lambda b: sign_of_danger(b, _even_when_gone(b), even_when_gone=False),
    "a sign has no words": lambda b: with_part(
        b, "danger", flags={name: sign for name, sign in b.danger.flags.items() if name != "dvt_possible"}
    ),
    "more words deny": lambda b: with_part(
        b, "danger", cues=b.danger.cues.model_copy(update={"negators": b.danger.cues.negators + "|perhaps"})
    ),
    "a sum is gone": lambda b: with_part(b, "danger", sums=b.danger.sums[1:]),
    "examples of danger are fewer": lambda b: with_part(
        b, "danger_examples", phrases=_shorter_examples(b)
    ),
    "a claim is allowed": lambda b: with_part(b, "words", banned_claims=b.words.banned_claims[1:]),
    "everybody has a step at home": lambda b: with_part(
        b, "words", equipment_at_first=(*b.words.equipment_at_first, "step")
    ),
    "a class is strong no more": lambda b: edited(b, "classes", "deep_pressure", strong=False),
    "a class is banned no more": lambda b: edited(b, "classes", "behind_knee", banned=False),
    "more minutes in the first session": lambda b: edited(b, "classes", "stretch", first_minutes=10),
    "advice is gone": lambda b: without(b, "advice", "worse_for_three_days"),
    "advice comes later": lambda b: edited(b, "advice", "no_better_after_two_weeks", after=timedelta(weeks=9)),
    "advice rests for shorter": lambda b: edited(b, "advice", "worse_for_three_days", rests=None),
    "a cold pack stays on for longer": lambda b: _dosed(b, "cold_pack", seconds=3600),
    "kneading takes longer": lambda b: _dosed(b, "petrissage_foot", seconds=900),
    "a stretch is held for longer": lambda b: _dosed(b, "gastroc_wall_stretch", hold_seconds=120),
    "a step of pressing is held for longer": lambda b: _first_hold(b, "acupressure_lr3", 60),
    "a routine gains strength work": lambda b: _gains(b, "tired_feet", "eccentric_heel_drop"),
    "a routine gains kneading in the place of another": lambda b: edited(
        b,
        "routines",
        "tired_feet",
        substitutes={**b.routines["tired_feet"].substitutes, "effleurage_foot": ("deep_tissue_knuckle_sole",)},
    ),
    "a pattern gains a routine": lambda b: edited(
        b, "presentations", "stress",
        routines=(*b.presentations["stress"].routines, "heel_pain_evening"),
    ),
    "one more routine where nothing else is left": lambda b: with_part(
        b, "screen", gentle_routines=(*b.screen.gentle_routines, "heel_pain_evening")
    ),
    "a routine is new": lambda b: with_entry(b, "routines", "another", b.routines["tired_feet"]),
    "a routine asks later how it goes": lambda b: edited(
        b, "routines", "achilles_midportion",
        reminder=_reminder(b).model_copy(update={"review_weeks": (6, 12)}),
    ),
    "a scale asks for less": lambda b: edited(
        b, "scales", "ffi_pain_short", items=b.scales["ffi_pain_short"].items[:-1]
    ),
    "a scale is asked in fewer weeks": lambda b: edited(
        b, "scales", "psfs", ask_in_weeks=b.scales["psfs"].ask_in_weeks[:-1]
    ),
    "a scale is for those who want it": lambda b: edited(b, "scales", "nprs", optional=True),
    "a scale asks the hardest task no more": lambda b: edited(b, "scales", "psfs", named_by_person=0),
    "worse is counted later": lambda b: _counted(b, "nprs", better=False, at_least=9.0),
    "better is counted sooner": lambda b: _counted(b, "psfs", better=True, at_least=0.1),
    "better is counted by a smaller share": lambda b: _counted(b, "nprs", better=True, percent=1),
    "a word of trouble needs no checklist": lambda b: with_part(
        b, "answers", trouble=b.answers.trouble.model_copy(update={"patterns": b.answers.trouble.patterns[1:]})
    ),
    "a worry is guarded": lambda b: with_part(
        b, "answers", worry=b.answers.worry.model_copy(update={"guards": (*b.answers.worry.guards, "worried + leg")})
    ),
    "a safety question is answered by typing": lambda b: with_part(
        b, "answers", answers={**b.answers.answers, "clot_now": b.answers.answers["complaint"]}
    ),
    "more words begin a mere question": lambda b: with_part(
        b, "answers", question_words=f"{b.answers.question_words} my"
    ),
    "a pattern of danger loses a phrase": lambda b: _narrowed(b, "dvt_possible"),
    "more typed words mean that all is well": lambda b: _choice(b, "which_clot", "no_clot", words=("not really",)),
    "an idiom is never meant": lambda b: _idiom(b, None),
    "an answer is told to somebody who was stopped": lambda b: edited(
        b, "faq", next(name for name, one in b.faq.items() if not one.under_lock), under_lock=True
    ),
}  # fmt: skip

IN_DOUBT: dict[str, Edit] = {
    "more are asked what lets them off": lambda b: edited(
        b, "questions", "which_burn", when=condition({"any": [b.questions["which_burn"].when, "diabetes"]})
    ),
    "a line that lets off is wider": lambda b: _line(b, "which_burn", "only_sunburn", text="Sunburn, or red skin"),
    "typed words that let off are more": lambda b: sign_of_danger(
        b, "chilblains", patterns=(*b.danger.flags["chilblains"].patterns, "toes + red")
    ),
    "an answer is called otherwise": lambda b: _choice(b, "complaint", "relax", label="Just relax, or a sore foot"),
    "more typed words mean an answer": lambda b: _choice(b, "which_clot", _unhealthy(b), words=("not really",)),
    "No means more": lambda b: edited(b, "questions", "one_leg_today", no="No, or not much"),
    "a hint takes something out": lambda b: edited(
        b, "questions", "one_leg_today", hint="Only if both are very bad."
    ),
    "a question is asked otherwise about another": lambda b: edited(
        b, "questions", "one_leg_today", about_other="Is the person well?"
    ),
    "a pattern may fit more people": lambda b: edited(
        b, "presentations", "plantar_heel_pain",
        when=condition({"any": [b.presentations["plantar_heel_pain"].when, "diabetes"]}),
    ),
    "another emergency number stands first": lambda b: with_part(
        b, "words", number_first={**b.words.number_first, "112": ("Europe/", "Asia/Kolkata")}
    ),
    "another sign says whom to call": lambda b: replace(b, red_flags=dict(list(b.red_flags.items())[::-1])),
    "a step asks for force": lambda b: _step_added(b, "effleurage_foot", "Now press hard with the knuckles."),
    "an answer to a question is gone": lambda b: without(b, "faq", "foot_massage_in_pregnancy"),
    "other words are taken for an answer": lambda b: _answer_words(b, "complaint", "relax", "my feet are fine"),
    "a question of danger says less": lambda b: edited(
        b, "questions", "chest_or_breath_now", ask=_less_said(b, b.questions["chest_or_breath_now"].ask)
    ),
    "a line of danger is softened": lambda b: _line(
        b, "life_threat", b.questions["life_threat"].lines[0].line, text="Only very bad pain"
    ),
    "the emergency wording says less": lambda b: with_part(
        b,
        "words",
        levels={
            **b.words.levels,
            Level.EMERGENCY: b.words.levels[Level.EMERGENCY].model_copy(update={"say": "Please stop here."}),
        },
    ),
    "the emergency numbers are fewer": lambda b: with_part(b, "words", emergency_numbers="Call a friend."),
    "what a caution says about a class is softened": lambda b: first_change(b, "varicose_veins", say="Stroke well."),
    "whom to call is otherwise": lambda b: edited(b, "red_flags", "dvt_possible", call="prescriber"),
    "the order of the screen is otherwise": lambda b: with_part(b, "screen", order=b.screen.order[::-1]),
    "a technique is done on each side": lambda b: edited(
        b,
        "techniques",
        "effleurage_foot",
        dose=b.techniques["effleurage_foot"].dose.model_copy(update={"sides": "both_together"}),
    ),
    "a pattern is told apart otherwise": lambda b: edited(b, "presentations", "plantar_heel_pain", signs=()),
    "words of an answer are fillers": lambda b: with_part(b, "danger", fillers=b.danger.fillers + " leg"),
    "a misspelling is read otherwise": lambda b: with_part(
        b, "danger", spellings={**b.danger.spellings, "clottt": "cloth"}
    ),
    "steps lose what keeps one safe": lambda b: edited(
        b, "techniques", "ball_bottle_roll", steps=b.techniques["ball_bottle_roll"].steps[:-1]
    ),
}  # fmt: skip

NEITHER: dict[str, Edit] = {
    "a condition is written the other way round": lambda b: edited(
        b, "cautions", "varicose_veins",
        when=condition({"any": [b.cautions["varicose_veins"].when, b.cautions["varicose_veins"].when]}),
    ),
    "everything but looking by name": lambda b: edited(
        b, "cautions", "age_under_16", forbid=tuple(name for name in b.classes if name != "looking")
    ),
    "a limit is written in two": lambda b: edited(b, "cautions", "varicose_veins", change=_in_two(b)),
    "a pattern of danger is written in two": lambda b: _in_two_patterns(b, "dvt_possible"),
    "light strokes take longer": lambda b: _dosed(b, "effleurage_foot", seconds=300),
    "a routine gains light moves": lambda b: _gains(b, "tired_feet", "ankle_alphabet"),
    "a note": lambda b: edited(b, "cautions", "varicose_veins", note="Asked again in May."),
    "the feel of a technique": lambda b: edited(
        b, "techniques", "ball_bottle_roll", feel="A rub and a mild ache, 3 of 10 at most."
    ),
    "a name": lambda b: edited(b, "techniques", "ball_bottle_roll", name="Ball roll"),
    "why something is asked": lambda b: edited(b, "questions", "one_leg_today", why="A clot is likelier for you."),
    "a warning with other small words": lambda b: edited(
        b, "questions", "one_leg_today", ask="Today, is ONE leg swollen, sore or warm today?"
    ),
    "a routine takes longer": lambda b: _step(b, "heel_pain_evening", "foot_rom_flow", seconds=90),
    "sources": lambda b: edited(b, "techniques", "ball_bottle_roll", sources=("bytes_pf",)),
    "an answer": lambda b: edited(b, "faq", "why_it_feels_good", short="Why it feels nice"),
    "a picture": lambda b: edited(b, "techniques", "ball_bottle_roll", picture="foot_check"),
}  # fmt: skip


def _flag_with_first_aid(book: Book) -> str:
    return next(name for name, flag in book.red_flags.items() if flag.first_aid)


def _blocking(book: Book) -> str:
    return next(name for name, flag in book.red_flags.items() if flag.needs_clinician)


def _with_clinician(book: Book) -> str:
    return next(
        name
        for name, flag in book.red_flags.items()
        if any(rule.level is Level.CLINICIAN for rule in flag.levels) and not flag.where.places
    )


def _line_that_means(book: Book) -> tuple[str, str]:
    return next(
        (name, line.line) for name, question in book.questions.items() for line in question.lines if line.means
    )


def _ruling(book: Book) -> str:
    return next(name for name, pattern in book.presentations.items() if pattern.rules_out)


def _harder(book: Book) -> Variant:
    found = book.techniques["ball_bottle_roll"].harder
    assert found is not None
    return found


def _even_when_gone(book: Book) -> str:
    return next(name for name, sign in book.danger.flags.items() if sign.even_when_gone)


def _shorter_examples(book: Book) -> tuple[object, ...]:
    first, *rest = book.danger_examples.phrases
    return (first.model_copy(update={"triggers": first.triggers[1:]}), *rest)


def _said(difference: Difference) -> str:
    return "\n".join(f"{change.verdict}: {change.says}" for change in difference.changes)


def test_a_book_does_not_differ_from_itself(book: Book) -> None:
    assert compare(book, book).is_empty


@pytest.mark.parametrize("edit", LOOSER.values(), ids=LOOSER)
def test_loosening_is_looser_and_its_mirror_stricter(book: Book, edit: Edit) -> None:
    planted = edit(book)
    there = compare(book, planted, play_cases=False)
    assert there.looser, _said(there)
    assert not any(change.in_doubt for change in there.looser), _said(there)
    back = compare(planted, book, play_cases=False)
    assert back.stricter, _said(back)
    assert not back.looser, _said(back)


@pytest.mark.parametrize("edit", IN_DOUBT.values(), ids=IN_DOUBT)
def test_what_cannot_be_compared_counts_as_looser(book: Book, edit: Edit) -> None:
    found = compare(book, edit(book), play_cases=False)
    assert any(change.in_doubt for change in found.looser), _said(found)


@pytest.mark.parametrize("edit", NEITHER.values(), ids=NEITHER)
def test_a_mere_wording_is_neither(book: Book, edit: Edit) -> None:
    found = compare(book, edit(book), play_cases=False)
    assert not found.looser, _said(found)
    assert not found.stricter, _said(found)
    assert found.other


def test_a_technique_that_is_ruled_out_somewhere_else_only_is_looser(book: Book) -> None:
    def ruling(where: object) -> Book:
        ruled = RuledOut(techniques=("knee_to_wall",), where=Where.model_validate(where), say="Not now.")
        return edited(book, "presentations", "plantar_heel_pain", rules_out=(ruled,))

    everywhere, elsewhere = ruling("whole_body"), ruling({"places": ["neck"]})
    assert compare(everywhere, elsewhere, play_cases=False).looser
    back = compare(elsewhere, everywhere, play_cases=False)
    assert not back.looser
    assert back.stricter
    same = compare(everywhere, ruling("both_legs"), play_cases=False)
    assert not same.looser, _said(same)


def test_a_line_that_lets_somebody_off_is_looser_when_it_comes(book: Book) -> None:
    """A follow-up by which a burn turns out to be mere sunburn ends an urgent outcome."""
    back = compare(_no_line(book, "which_burn", "only_sunburn"), book, play_cases=False)
    assert any("can let somebody off something" in change.says for change in back.looser), _said(back)


def test_a_signature_that_no_longer_holds_is_told(book: Book) -> None:
    name = "ball_bottle_roll"
    content = SignableEntry("technique", name, book.techniques[name]).content_hash()
    signed = {"by": "A clinician", "on": "2026-01-01", "due": "2027-01-01", "of": content}
    before = edited(book, "techniques", name, reviewed=Reviewed.model_validate(signed))
    found = compare(before, edited(before, "techniques", name, name="Ball roll"), play_cases=False)
    assert ["changed after A clinician signed it" in change.says for change in found.other].count(True) == 1
    given = compare(book, before, play_cases=False)
    assert [change.says for change in given.changes] == [f"Technique {name}: signed by A clinician."]
    assert given.unsigned == ()
    assert found.unsigned == (f"technique/{name}",)
