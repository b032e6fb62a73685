"""What the terminal prints, and what a number means."""

from typing import Any

from bot.language.catalogues import Catalogue, Catalogues
from bot.trial.transcript import Choice, Transcript

ENGLISH = Catalogues({}).of("en")


def _message(number: int, text: str, *rows: list[str], **more: Any) -> dict[str, Any]:
    keyboard = [[{"text": label, "callback_data": f"data of {label}"} for label in row] for row in rows]
    message: dict[str, Any] = {"id": number, "from_bot": True, "sounds": False, "text": text}
    return message | {"attachment": None, "keyboard": keyboard, **more}


def _begun(words: Catalogue = ENGLISH) -> Transcript:
    transcript = Transcript("http://127.0.0.1:1/secret/", words)
    transcript.tell({"kind": "snapshot", "name": "footguide", "description": "", "messages": []})
    return transcript


def _new(transcript: Transcript, message: dict[str, Any]) -> list[str]:
    return transcript.tell({"kind": "message", "message": message})


def _edit(transcript: Transcript, message: dict[str, Any]) -> list[str]:
    return transcript.tell({"kind": "edit", "message": message})


def _label(transcript: Transcript, number: int) -> str | None:
    choice = transcript.choice(number)
    return None if choice is None else choice.label


def test_the_beginning_says_who_it_is_and_what_to_do() -> None:
    lines = Transcript("x", ENGLISH).tell(
        {"kind": "snapshot", "name": "footguide", "description": "I help.\nReally.", "messages": []}
    )
    assert lines == [
        "footguide",
        "  I help.",
        "  Really.",
        "Write /start to begin. A number presses a button; anything else is sent as text.",
    ]


def test_a_message_has_numbered_buttons() -> None:
    transcript = _begun()
    lines = _new(transcript, _message(1, "Hello.\n\nWho is it?", ["Me", "Somebody else"], ["No, thanks"]))
    assert lines == [
        "footguide:",
        "  Hello.",
        "",
        "  Who is it?",
        "  [1] Me   [2] Somebody else",
        "  [3] No, thanks",
    ]
    assert transcript.choice(3) == Choice(1, "No, thanks", "data of No, thanks", None)
    assert transcript.choice(4) is None
    assert transcript.choice(0) is None


def test_buttons_that_count_by_themselves_keep_their_numbers() -> None:
    transcript = _begun()
    lines = _new(transcript, _message(1, "Pain?", ["0", "1", "2"], ["3", "4"], ["Back", "Why?"]))
    assert lines[-3:] == ["  [0]   [1]   [2]", "  [3]   [4]", "  [5] Back   [6] Why?"]
    assert (_label(transcript, 0), _label(transcript, 4), _label(transcript, 6)) == ("0", "4", "Why?")
    lines = _new(transcript, _message(2, "Which?", ["1 Chest, breath", "✅ 2 Face, arm"], ["3 Cold leg"], ["Done"]))
    assert lines[-3:] == ["  [1] Chest, breath   [2] ✅ Face, arm", "  [3] Cold leg", "  [4] Done"]


def test_other_labels_with_numbers_are_counted_plainly() -> None:
    transcript = _begun()
    lines = _new(transcript, _message(1, "How long?", ["Under 2 weeks", "2 to 6 weeks"], ["6 to 12 weeks"]))
    assert lines[-2:] == ["  [1] Under 2 weeks   [2] 2 to 6 weeks", "  [3] 6 to 12 weeks"]


def test_pictures_files_and_sound_are_said_in_words() -> None:
    transcript = _begun()
    photo = {"kind": "photo", "address": "files/a"}
    assert _new(transcript, _message(1, "Step 1", attachment=photo)) == ["footguide:", "  [picture: Step 1]"]
    film = {"kind": "animation", "address": "files/c"}
    assert _new(transcript, _message(4, "Pump", attachment=film)) == ["footguide:", "  [animation: Pump]"]
    document = {"kind": "document", "address": "files/b", "name": "data.json"}
    assert _new(transcript, _message(2, "All of it", attachment=document)) == [
        "footguide:",
        "  [file: data.json]",
        "  http://127.0.0.1:1/secret/files/b",
        "  All of it",
    ]
    assert _new(transcript, _message(3, "Time.", sounds=True))[0] == "footguide (with sound):"


def test_an_edit_is_printed_only_where_it_says_something_new() -> None:
    transcript = _begun()
    _new(transcript, _message(1, "One", ["Yes"]))
    assert _edit(transcript, _message(1, "One", ["Yes"])) == []
    assert _edit(transcript, _message(1, "Two", ["Yes"])) == ["footguide (changed):", "  Two", "  [1] Yes"]
    assert _edit(transcript, _message(1, "Two", ["✅ Yes"])) == ["footguide (changed):", "  [1] ✅ Yes"]
    assert _edit(transcript, _message(1, "Two")) == []
    assert transcript.choice(1) is None


def test_numbers_mean_the_buttons_printed_last() -> None:
    transcript = _begun()
    _new(transcript, _message(1, "One", ["Old"]))
    _new(transcript, _message(2, "Two", ["New"]))
    assert _label(transcript, 1) == "New"
    _edit(transcript, _message(1, "One more", ["Old"]))
    assert _label(transcript, 1) == "Old"


def test_older_buttons_are_printed_again_when_the_newer_go() -> None:
    transcript = _begun()
    _new(transcript, _message(1, "One", ["Old"]))
    _new(transcript, _message(2, "Two", ["New"]))
    again = ["The numbers press these buttons again:", "  [1] Old"]
    assert transcript.tell({"kind": "delete", "id": 2}) == again
    assert _label(transcript, 1) == "Old"
    _new(transcript, _message(3, "Three", ["New"]))
    assert _edit(transcript, _message(3, "Three")) == again
    assert transcript.tell({"kind": "delete", "id": 3}) == []


def test_answers_are_printed_and_the_persons_own_words_are_not() -> None:
    transcript = _begun()
    assert transcript.tell({"kind": "answer", "text": "Noted"}) == ["(Noted)"]
    assert transcript.tell({"kind": "answer", "text": ""}) == []
    assert transcript.tell({"kind": "typing"}) == []
    assert _new(transcript, _message(1, "mine", from_bot=False)) == []


def test_a_button_that_opens_or_copies_is_shown() -> None:
    transcript = _begun()
    rows = [[{"text": "Page", "url": "https://example.org"}, {"text": "Copy", "copy_text": {"text": "words"}}]]
    _new(transcript, _message(1, "x", keyboard=rows))
    assert transcript.choice(1) == Choice(1, "Page", None, "https://example.org")
    assert transcript.choice(2) == Choice(1, "Copy", None, "words")
