"""YAML is read as the book wants it, and everything else is refused at its place with a remedy."""

import pytest

from bot.knowledge.yaml_reading import Document


def test_values_are_what_they_look_like_to_a_person() -> None:
    text = "a: no\nb: 7:30\nc: 2026-01-02\nd: -5\ne: true\nf: null\ng:\nh: '5'\ni: **bold**\nj: 007\nk: 1.5\n"
    assert Document("a.yaml", text.replace("**bold**", "'**bold**'")).data == {
        "a": "no", "b": "7:30", "c": "2026-01-02", "d": -5, "e": True, "f": None, "g": None, "h": "5",
        "i": "**bold**", "j": "007", "k": "1.5",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place", "wrong", "remedy"),
    [
        ("a: 1\na: 2\n", (2, 1), "the key 'a' stands twice in one entry", "give each key once"),
        ("x:\n  a: 1\n  a: 2\n", (3, 3), "the key 'a' stands twice in one entry", "give each key once"),
        ("a: &x 1\nb: *x\n", (2, 4), "an alias (*) is not allowed here", "write the value out in full"),
        (
            "a: !!python/name:os.system x\n",
            (1, 4),
            "the tag tag:yaml.org,2002:python/name:os.system",
            "write the plain",
        ),
        ("a: !mine x\n", (1, 4), "the tag !mine is not allowed here", "write the plain value"),
        ("? [a, b]\n: c\n", (1, 3), "a key must be one word or number", "write a plain key"),
        ("a: !!int many\n", (1, 4), "the tag tag:yaml.org,2002:int", "write the plain value"),
        ("a: [b\n", (1, 4), "a [ that is not closed before line 2", "close it with ]"),
        ("", (1, 1), "the file is empty", "fill it or delete it"),
        ("a: \x00\n", (1, 1), "a character that YAML forbids", "remove it"),
    ],
)
def test_what_a_book_may_not_hold_is_refused(text: str, place: tuple[int, int], wrong: str, remedy: str) -> None:
    document = Document("a.yaml", text)
    assert document.data is None
    (fault,) = document.faults
    assert (fault.line, fault.column) == place
    assert fault.wrong.startswith(wrong)
    assert fault.remedy.startswith(remedy)
