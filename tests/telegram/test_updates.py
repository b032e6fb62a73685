"""Whatever comes in is read or put aside; nothing makes the reader fail."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.events import (
    Document,
    Event,
    Happening,
    Located,
    Membership,
    Parked,
    Pressed,
    Sent,
    Typed,
    Unreadable,
)
from bot.telegram.updates import read_update, words_of
from tests.telegram.fake_telegram import message_from, person, press_from

PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 9, "height": 9}]
FILE = {"file_id": "a", "file_unique_id": "b", "duration": 2}


def update(**content: Any) -> dict[str, Any]:
    return {"update_id": 5, **content}


def member(status: str, kind: str = "private") -> dict[str, Any]:
    bot = {"id": 9, "is_bot": True, "first_name": "Feet"}
    return {
        "chat": {"id": 1, "type": kind},
        "from": person(1, "pt-br"),
        "date": 1772452800,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": status, "until_date": 0},
    }


@pytest.mark.parametrize(
    ("content", "happening"),
    [
        ({"text": "my heel hurts"}, Typed("my heel hurts")),
        ({"text": "/start"}, Typed("/start")),
        ({"caption": "look at this", "photo": PHOTO}, Typed("look at this", under=Unreadable.PHOTO)),
        ({"photo": PHOTO}, Sent(Unreadable.PHOTO)),
        ({"voice": FILE}, Sent(Unreadable.VOICE)),
        ({"video_note": FILE | {"length": 3}}, Sent(Unreadable.VOICE)),
        (
            {
                "sticker": {
                    "file_id": "a",
                    "file_unique_id": "b",
                    "width": 1,
                    "height": 1,
                    "type": "regular",
                    "is_animated": False,
                    "is_video": False,
                }
            },
            Sent(Unreadable.STICKER),
        ),
        ({"document": {"file_id": "a", "file_unique_id": "b"}}, Document("a", "", 0)),
        (
            {
                "caption": "a bruise",
                "document": {"file_id": "a", "file_unique_id": "b", "file_name": "book.yaml", "file_size": 7},
            },
            Document("a", "book.yaml", 7, "a bruise"),
        ),
        ({"contact": {"phone_number": "1", "first_name": "x"}}, Sent(Unreadable.CONTACT)),
        ({"dice": {"value": 3, "emoji": "🎲"}}, Sent(Unreadable.GAME)),
        ({"audio": FILE}, Sent(Unreadable.VOICE)),
        ({"video": FILE | {"width": 9, "height": 9}}, Sent(Unreadable.VIDEO)),
        (
            {"animation": FILE | {"width": 9, "height": 9}, "document": {"file_id": "a", "file_unique_id": "b"}},
            Sent(Unreadable.STICKER),
        ),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "?",
                    "options": [],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            Sent(Unreadable.GAME),
        ),
        (
            {"text": "my heel", "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Bo"}},
            Typed("my heel", forwarded=True),
        ),
        ({"something_of_next_year": {"x": 1}}, Sent(Unreadable.OTHER)),
    ],
)
def test_messages_are_read(content: dict[str, Any], happening: Happening) -> None:
    raw = update(message=message_from(1, **content))
    read = read_update(raw)
    assert read.event == Event(1, happening, "en")
    assert (read.number, read.unread) == (5, False)
    assert json.loads(read.content) == raw


@pytest.mark.parametrize("within", ["message", "edited_message", "reply"])
def test_a_shared_place_becomes_a_clock_and_is_written_nowhere(within: str) -> None:
    place: dict[str, Any] = {
        "location": {"latitude": 51.5, "longitude": -0.12},
        "venue": {"title": "Home", "address": "Street 1"},
    }
    shared = message_from(1, **place)
    raw = update(message=message_from(1, text="here", reply_to_message=shared))
    if within != "reply":
        raw = update(**{within: shared})
    read = read_update(raw)
    if within == "message":
        assert read.event == Event(1, Located("Europe/London"), "en")
    for told in ("51.5", "0.12", "Home", "Street"):
        assert told not in read.content


def test_an_edit_says_that_it_is_one() -> None:
    read = read_update(update(edited_message=message_from(1, text="chest pain", edit_date=1)))
    assert read.event == Event(1, Typed("chest pain", edited=True), "en")


@pytest.mark.parametrize(
    "raw",
    [
        {"edited_message": message_from(1, photo=PHOTO, edit_date=1)},
        {"message": message_from(1, pinned_message=message_from(1, text="x"))},
        {"message": message_from(1, kind="group", text="hello all")},
        {"message": message_from(-5, kind="supergroup", text="hello all")},
        {"callback_query": press_from(1, "1.y", "p", kind="group")},
        {"callback_query": {key: value for key, value in press_from(1, "1.y", "p").items() if key != "message"}},
        {"callback_query": {key: value for key, value in press_from(1, "1.y", "p").items() if key != "data"}},
        {"my_chat_member": member("kicked", "group")},
        {"poll": {"id": "1", "question": "?", "options": []}, "something_new": {}},
        {},
    ],
)
def test_what_is_none_of_ours_leads_to_nothing_and_is_confirmed(raw: dict[str, Any]) -> None:
    read = read_update(update(**{key: value for key, value in raw.items() if key != "poll"}))
    assert (read.number, read.event, read.unread) == (5, None, False)


def test_a_press_is_read_with_the_id_to_answer_it_by() -> None:
    read = read_update(update(callback_query=press_from(1, "12.none", "p77")))
    assert read.event == Event(1, Pressed("12.none", "p77"), "en")


def test_a_press_under_a_message_too_old_to_see_is_read() -> None:
    query = press_from(1, "12.none", "p77")
    query["message"] = {"chat": {"id": 1, "type": "private"}, "message_id": 3, "date": 0}
    assert read_update(update(callback_query=query)).event == Event(1, Pressed("12.none", "p77"), "en")


@pytest.mark.parametrize(("status", "here"), [("kicked", False), ("left", False), ("member", True)])
def test_coming_and_leaving_are_read(status: str, here: bool) -> None:
    assert read_update(update(my_chat_member=member(status))).event == Event(1, Membership(here), "pt-br")


def test_a_person_without_a_language_has_an_empty_one() -> None:
    message = message_from(1, text="hi")
    del message["from"]["language_code"]
    event = read_update(update(message=message)).event
    assert event is not None
    assert event.language == ""


def test_a_message_that_cannot_be_read_still_says_whose_it_is_and_what_they_wrote() -> None:
    broken = message_from(1, text="my leg went cold", entities=17)
    read = read_update(update(message=broken))
    assert read.unread
    assert read.event == Event(1, Parked("my leg went cold"))


def test_a_press_that_cannot_be_read_does_not_pass_the_bot_s_words_for_the_person_s() -> None:
    query = press_from(1, "1.y", "p") | {"message": message_from(1, text="the bot's own words", entities=17)}
    read = read_update(update(callback_query=query))
    assert (read.unread, read.event) == (True, Event(1, Parked(None)))


@pytest.mark.parametrize(
    "raw", [{"message": "nonsense"}, {"message": {"chat": {"id": "x"}}}, {"message": {"chat": 3}}]
)
def test_nonsense_is_confirmed(raw: dict[str, Any]) -> None:
    read = read_update(update(**raw))
    assert (read.number, read.event, read.unread) == (5, None, False)


def test_a_fault_of_reading_logs_no_words(caplog: pytest.LogCaptureFixture) -> None:
    read_update(update(message=message_from(1, text="secret words", entities=17)))
    assert "Update 5 could not be read" in caplog.text
    assert "secret" not in caplog.text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["chat", "id", "type", "text", "from", "x"]), inner)
    ),
    max_leaves=12,
)


# A busy computer must not fail it.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "x"]), JSON))
def test_nothing_makes_the_reader_fail(content: dict[str, Any]) -> None:
    assert read_update(update(**content)).number == 5


def test_only_what_a_person_wrote_counts_as_words() -> None:
    assert words_of(Typed("a")) == "a"
    assert words_of(Parked("b")) == "b"
    assert words_of(Pressed("1.y")) is None
