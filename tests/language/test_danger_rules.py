"""The rules of reading, one by one: denial, past, question, person, sums, quotes."""

import pytest

from bot.language.danger import DangerReader, Finding, Sense


def _found(danger: DangerReader, text: str, fact: str) -> Finding | None:
    return next((finding for finding in danger.read(text).findings if finding.fact == fact), None)


@pytest.mark.parametrize(
    "text",
    [
        "calf is not swollen or hot",
        "no swelling in my calf",
        "i have never had a swollen calf",
        "my calf isn't swollen",
        "my calf isn’t swollen",
        "without any swelling of the calf",
    ],
)
def test_denied_words_are_no_sign(danger: DangerReader, text: str) -> None:
    assert "dvt_possible" not in danger.read(text).now


@pytest.mark.parametrize(
    "text",
    [
        "Not swollen but my calf is red and hot",
        "no fever, my calf is swollen",
        "no fever and my calf is swollen",
        "no. my calf is swollen",
        "no my calf is swollen",
        "i don't know why my calf is swollen",
        "my swollen calf is not getting better",
        "not only swollen, my calf is hot too",
        "no reason at all for it and the calf is swollen",
        "never had anything like this: swollen calf",
        "my calf: swollen",
        "CALF SWOLLEN!!!",
        "swollen, my calf",
        "my calf is sooo swolllen",
        "my clf is swolen",
        "there's swelling round my right calf",
        "my right calf looks bigger than my left one",
    ],
)
def test_what_only_looks_like_a_denial_is_a_sign(danger: DangerReader, text: str) -> None:
    assert "dvt_possible" in danger.read(text).now


def test_a_denial_covers_six_words_at_most(danger: DangerReader) -> None:
    assert "cellulitis" not in danger.read("no redness or cellulitis").now
    assert "cellulitis" in danger.read("no one two three four five six cellulitis").now


@pytest.mark.parametrize(
    ("text", "fact", "sense"),
    [
        ("i had a blood clot ten years ago", "dvt_possible", Sense.PAST),
        ("in 2012 i had a stroke", "stroke_like", Sense.PAST),
        ("i had a clot last year and it still hurts", "dvt_possible", Sense.NOW),
        ("could it be a blood clot", "dvt_possible", Sense.NOW),
        ("i am worried about a blood clot", "dvt_possible", Sense.NOW),
        ("what is a blood clot", "dvt_possible", Sense.HYPOTHETICAL),
        ("what is this red hot patch on my leg that is spreading", "cellulitis", Sense.NOW),
        ("how do i know if i have gangrene", "gangrene_black_tissue", Sense.HYPOTHETICAL),
        ("what is gangrene? my toe is black", "gangrene_black_tissue", Sense.NOW),
        ("the chest pain went away", "pe_symptoms", Sense.NOW),
        ("my face drooped yesterday but it went away", "stroke_like", Sense.NOW),
        ("my feet are killing me", "severe_pain_unknown", Sense.IDIOM),
        ("what's the point of living", "crisis_self_harm", Sense.NOW),
    ],
)
def test_how_words_are_meant(danger: DangerReader, text: str, fact: str, sense: Sense) -> None:
    finding = _found(danger, text, fact)
    assert finding is not None
    assert finding.sense is sense


def test_fever_long_ago_is_not_reported_at_all(danger: DangerReader) -> None:
    assert _found(danger, "i had a fever last month", "fever_unwell_today") is None
    assert _found(danger, "i have a fever", "fever_unwell_today") is not None


def test_jelly_legs_are_an_idiom_only_without_tingling_or_illness(danger: DangerReader) -> None:
    idiom = _found(danger, "my legs are like jelly", "severe_pain_unknown")
    assert idiom is not None
    assert idiom.sense is Sense.IDIOM
    assert "climbing_weakness" in danger.read("my legs are like jelly and tingling").now
    assert "climbing_weakness" in danger.read("legs like jelly since the stomach bug").now


@pytest.mark.parametrize(
    ("text", "fact", "other_person", "child"),
    [
        ("my calf is swollen", "dvt_possible", False, False),
        ("my dad has chest pain", "pe_symptoms", True, False),
        ("can you help my wife? chest pain", "pe_symptoms", True, False),
        ("my partner says my calf is swollen", "dvt_possible", False, False),
        ("my son won't walk and has a fever", "child_limp_fever", True, True),
        ("my daughter is six. she is limping and hot", "child_limp_fever", True, True),
        ("my son is fine but i have chest pain", "pe_symptoms", False, False),
        ("4 year old limping with a fever", "child_limp_fever", True, True),
    ],
)
def test_about_whom(danger: DangerReader, text: str, fact: str, other_person: bool, child: bool) -> None:
    finding = _found(danger, text, fact)
    assert finding is not None
    assert finding.sense is Sense.NOW
    assert (finding.other_person, finding.child) == (other_person, child)


def test_signs_of_one_day_add_up(danger: DangerReader) -> None:
    first = danger.read("my leg is swollen")
    assert "pe_symptoms" not in first.now
    assert "pe_symptoms" in danger.read("breathing a bit heavier", first.to_remember).now
    assert "pe_symptoms" not in danger.read("breathing a bit heavier").now


def test_a_sum_needs_something_new(danger: DangerReader) -> None:
    earlier = (*danger.read("i have diabetes").to_remember, *danger.read("a blister").to_remember)
    assert "diabetic_foot_problem" not in danger.read("see you tomorrow", earlier).now
    assert "diabetic_foot_problem" in danger.read("the blister again", earlier).now


def test_signs_in_two_sentences_add_up(danger: DangerReader) -> None:
    assert "diabetic_foot_problem" in danger.read("I am diabetic. There is a blister on my toe.").now


def test_quote_is_the_persons_own_words(danger: DangerReader) -> None:
    finding = _found(danger, "Hello! My  Cálf\nis SWOLEN 🦶 today", "dvt_possible")
    assert finding is not None
    assert finding.quote == "Cálf is SWOLEN"


def test_long_quote_is_cut_between_words(danger: DangerReader) -> None:
    text = "toe, which is the one that i stubbed so unfortunately on Wednesday, ulcerated: black"
    finding = _found(danger, text, "gangrene_black_tissue")
    assert finding is not None
    assert finding.quote.endswith("…")
    assert text.startswith(finding.quote[:-1])
    assert text[len(finding.quote) - 1] in " ,"


@pytest.mark.parametrize(
    "medicine", ["warfarin", "Apixaban", "rivaroxaban", "clopidogrel", "heparin", "blood thinners", "warfarine"]
)
def test_blood_thinners(danger: DangerReader, medicine: str) -> None:
    assert "blood_thinner_bleeding" in danger.read(f"sorry i forgot i take {medicine}").now


@pytest.mark.parametrize("medicine", ["ciprofloxacin", "Levofloxacin", "moxifloxacin", "ofloxacin", "ciprofloxacine"])
def test_fluoroquinolones(danger: DangerReader, medicine: str) -> None:
    assert "fluoroquinolone_6mo" in danger.read(f"i took {medicine} for two weeks").now
