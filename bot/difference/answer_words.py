"""The words in which ordinary questions are answered: what now answers what, and what leads to the checklist."""

from collections.abc import Iterator, Mapping

from bot.difference.both import Both, as_words
from bot.difference.change import Change, Kind, Verdict
from bot.difference.fields import (
    Beside,
    FieldRule,
    Subject,
    cannot_compare,
    compare_fields,
    elsewhere,
    plan,
)
from bot.difference.phrase_lists import members_changed, patterns_changed, phrases_changed
from bot.difference.wording import shortened
from bot.language.answers.lexicon import AnswerLexicon, Answers, AnswerWords

ANSWER_FIELDS: Mapping[str, FieldRule] = {
    "language": cannot_compare,
    "concepts": elsewhere,
    "answers": elsewhere,
    "trouble": elsewhere,
    "worry": elsewhere,
    "plain_words": elsewhere,
    "said_before": cannot_compare,
    "question_words": elsewhere,
    "durations": cannot_compare,
    "scores": cannot_compare,
    "wishes": plan,
}


def compare_answer_words(both: Both) -> Iterator[Change]:
    """Yields what is otherwise in the words in which ordinary questions are answered."""
    if both.old.answers is both.new.answers:
        return
    subject = Subject("answer words", "Typed answers")
    old, new = both.old.answers, both.new.answers
    beside: Beside = {
        ("concepts",): _answer_concepts(subject, old, new),
        ("answers",): _answers_named(both, subject, old.answers, new.answers),
        ("trouble",): _checklist(both, subject, "words of trouble", old.trouble, new.trouble),
        ("worry",): _checklist(both, subject, "worrying words", old.worry, new.worry),
        ("plain_words",): _single_words(subject, "words that need no checklist", old.plain_words, new.plain_words),
        ("question_words",): _single_words(
            subject, "words that begin a mere question", old.question_words, new.question_words
        ),
    }
    yield from compare_fields(both, subject, old, new, ANSWER_FIELDS, beside=beside)


def _answer_concepts(subject: Subject, old: AnswerLexicon, new: AnswerLexicon) -> Iterator[Change]:
    for name in dict.fromkeys((*old.concepts, *new.concepts)):
        before, after = old.concepts.get(name, ""), new.concepts.get(name, "")
        if before != after:
            yield from phrases_changed(subject, f"the words for “{as_words(name)}”", before, after, None)


def _answers_named(
    both: Both, subject: Subject, old: Mapping[str, Answers], new: Mapping[str, Answers]
) -> Iterator[Change]:
    """Yields which questions typed words answer otherwise: what is not named here may be for the buttons alone."""
    for question in dict.fromkeys((*old, *new)):
        called = f"“{shortened(_asked(both, question), 50)}”"
        if question not in old:
            yield subject.looser(f"{called} can now be answered by typing.")
        elif question not in new:
            yield subject.stricter(f"{called} is no longer answered by words for its answers.")
        elif old[question] != new[question]:
            yield subject.looser(
                f"other words are taken for answers to {called}; whether they fit is for a person to judge.",
                in_doubt=True,
            )


def _asked(both: Both, question: str) -> str:
    found = both.new.questions.get(question) or both.old.questions.get(question)
    return found.ask if found else as_words(question)


def _checklist(both: Both, subject: Subject, what: str, old: AnswerWords, new: AnswerWords) -> Iterator[Change]:
    """Yields which words lead to the short checklist otherwise."""
    yield from patterns_changed(subject, what, old.patterns, new.patterns, Verdict.STRICTER)
    yield from patterns_changed(subject, f"the harmless contexts of {what}", old.guards, new.guards, Verdict.LOOSER)
    if old.gives_way != new.gives_way:
        yield from cannot_compare(both, subject, f"whether {what} give way", "", "")


def _single_words(subject: Subject, what: str, old: str, new: str) -> Iterator[Change]:
    yield from members_changed(subject, what, old.split(), new.split(), Verdict.LOOSER)
    if old != new and set(old.split()) == set(new.split()):
        yield subject.other(Kind.TEXT, f"{what} stand in another order.")
