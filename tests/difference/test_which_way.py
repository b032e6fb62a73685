"""Every kind of loosening is called looser, its mirror stricter, and a mere wording neither."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.difference.change import Difference
from bot.difference.comparing import compare
from bot.knowledge.book import Book
from bot.knowledge.models.base import Level, Reviewed
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.technique import Variant
from bot.knowledge.signatures import SignableEntry
from tests.difference.editing import (
    condition,
    edited,
    first_change,
    first_level,
    good_for,
    sign_of_danger,
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
    "an answer is told to somebody who was stopped": lambda b: edited(
        b, "faq", next(name for name, one in b.faq.items() if not one.under_lock), under_lock=True
    ),
}  # fmt: skip

IN_DOUBT: dict[str, Edit] = {
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
