"""What holds for any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.danger import DangerLexicon, DangerReader, Reading
from bot.language.danger.reading import LONGEST_QUOTE
from tests.language.test_golden_phrases import HARMLESS, TRIGGERS

PHRASES = [says for _, says in (*TRIGGERS, *HARMLESS)]
HARMLESS_CLAUSES = [
    "Thank you very much",
    "I like the evening reminder",
    "No pain today",
    "We had nice weather last year",
    "What is a good time to practise",
    "But I have both socks on",
    "🙂",
    "2",
]
WORDS = sorted(
    {word for says in PHRASES for word in says.split()} | {"no", "not", "but", "my", "dad", ".", ",", "if"}
)

any_text = st.text(st.characters(), max_size=300)
wordy_text = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
texts = st.one_of(any_text, wordy_text, st.sampled_from(PHRASES))

settings.register_profile("danger", deadline=None, max_examples=150)
_few = settings(settings.get_profile("danger"))


def _check(reading: Reading, lexicon: DangerLexicon, text: str) -> None:
    facts = [finding.fact for finding in reading.findings]
    assert len(set(facts)) == len(facts)
    assert set(facts) <= lexicon.facts
    assert set(reading.clues) <= set(lexicon.clues)
    for finding in reading.findings:
        assert 0 < len(finding.quote) <= LONGEST_QUOTE
        assert finding.quote.isprintable()
        assert finding.other_person or not finding.child
        assert set(finding.quote.rstrip("…").split()) <= set(_printable(text).split()) | {finding.quote} or any(
            finding.quote.rstrip("…") in line for line in [" ".join(_printable(text).split())]
        )


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


@_few
@given(text=texts)
def test_any_text_is_read_the_same_each_time(danger: DangerReader, lexicon: DangerLexicon, text: str) -> None:
    reading = danger.read(text)
    assert danger.read(text) == reading
    _check(reading, lexicon, text)


@_few
@given(text=st.one_of(st.sampled_from(PHRASES), wordy_text), clause=st.sampled_from(HARMLESS_CLAUSES))
def test_a_harmless_clause_takes_no_finding_away(danger: DangerReader, text: str, clause: str) -> None:
    alone = {(finding.fact, finding.sense) for finding in danger.read(text).findings}
    together = {(finding.fact, finding.sense) for finding in danger.read(f"{text}. {clause}").findings}
    assert alone <= together


@_few
@given(text=texts, earlier=st.lists(st.sampled_from(PHRASES), max_size=3))
def test_what_was_said_before_only_adds(danger: DangerReader, text: str, earlier: list[str]) -> None:
    remembered = [fact for says in earlier for fact in danger.read(says).to_remember]
    assert set(danger.read(text).now) <= set(danger.read(text, remembered).now)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a" * 10_000,
        "🦶" * 10_000,
        "leg " * 2_500,
        "leg pain " * 1_100,
        "what is leg pain " * 600,
        "both feet puffy leg pain " * 400,
        "no " * 3_000,
        "\x00\x01\x02\u202e\ufeff" * 2_000,
        "нога болит " * 900,
        "腿肿了" * 3_000,
        "9" * 10_000,
        "10/10" * 2_000,
        "'" * 10_000,
        "./,;:!?-" * 1_250,
        ". ".join(PHRASES)[:10_000],
        "\ud800\udfff" * 5_000,
        "𝒸𝒶𝓁𝒻 " * 2_000,
        "c\u0301a\u0301l\u0301f " * 1_000,
    ],
)
def test_hostile_texts_of_ten_thousand_letters(danger: DangerReader, lexicon: DangerLexicon, text: str) -> None:
    reading = danger.read(text)
    assert danger.read(text) == reading
    _check(reading, lexicon, text)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("my calf is swollen", True),
        ("нога опухла и болит", False),
        ("मेरा पैर सूज गया है", False),
        ("我的腿肿了", False),
        ("tengo la pierna hinchada y caliente", False),
        ("мой calf is swollen today", True),
        ("ok", True),
        ("🙂", True),
        ("", True),
        ("12:30", True),
    ],
)
def test_other_languages_are_not_taken_for_an_all_clear(danger: DangerReader, text: str, covered: bool) -> None:
    assert danger.read(text).covered is covered
