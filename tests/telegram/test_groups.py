"""In a group only words that are meant for the bot are read, and they come as words of no person."""

from typing import Any

import pytest

from bot.dialogue.events import Event, InGroup
from bot.telegram.api import FootguideBot
from bot.telegram.updates import read_update
from tests.telegram.fake_telegram import BOT_ID, message_from, person

GROUP = -5


def in_group(kind: str = "supergroup", **content: Any) -> dict[str, Any]:
    message = message_from(GROUP, kind, **content)
    message["from"] = person(1)
    return message


def reply_to(user: int) -> dict[str, Any]:
    answered = in_group(text="what the bot said")
    answered["from"] = {"id": user, "is_bot": True, "first_name": "Feet"}
    return answered


def joined(before: str, after: str, kind: str = "group") -> dict[str, Any]:
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Feet"}
    names = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
        "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
    )
    rights = {"until_date": 0} | dict.fromkeys(names.split(), 0)
    return {
        "chat": {"id": GROUP, "type": kind, "title": "Family"}, "from": person(1), "date": 1772452800,
        "old_chat_member": {"user": bot, "status": before, **rights},
        "new_chat_member": {"user": bot, "status": after, **rights},
    }  # fmt: skip


def event_of(bot: FootguideBot, **content: Any) -> Event | None:
    read = read_update({"update_id": 5, **content}, bot)
    assert not read.unread
    return read.event


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/start", "/start"),
        ("/start@{name}", "/start"),
        ("/help@{NAME}", "/help"),
        ("/routine@{name} now", "/routine  now"),
        ("@{name} my chest hurts", "my chest hurts"),
        ("hey @{NAME}, hello", "hey  , hello"),
    ],
)
async def test_words_for_the_bot_are_read_without_its_name(bot: FootguideBot, text: str, meant: str) -> None:
    said = text.format(name=bot.username, NAME=bot.username.upper())
    link = f"https://t.me/{bot.username}"
    for kind in ("group", "supergroup"):
        event = event_of(bot, message=in_group(kind, text=said))
        assert event == Event(GROUP, InGroup(meant, link), "en")
    assert event_of(bot, edited_message=in_group(text=said, edit_date=1)) is not None


async def test_an_answer_to_the_bot_is_for_the_bot(bot: FootguideBot) -> None:
    assert event_of(bot, message=in_group(text="my leg is cold", reply_to_message=reply_to(BOT_ID))) is not None
    assert event_of(bot, message=in_group(text="my leg is cold", reply_to_message=reply_to(77))) is None


@pytest.mark.parametrize(
    "text", ["hello all", "/start@another_bot", "/ban", "/stop", "mail@{name}x.org", "@{name}_too hi", "chest pain"]
)
async def test_what_others_say_to_others_is_none_of_ours(bot: FootguideBot, text: str) -> None:
    assert event_of(bot, message=in_group(text=text.format(name=bot.username))) is None


async def test_a_channel_and_a_group_before_the_bot_knows_its_name_are_left_alone(bot: FootguideBot) -> None:
    assert event_of(bot, message=in_group("channel", text=f"@{bot.username} hi")) is None
    assert read_update({"update_id": 5, "message": in_group(text="/start")}, FootguideBot("1:a")).event is None


async def test_put_into_a_group_it_says_once_where_it_talks(bot: FootguideBot) -> None:
    event = event_of(bot, my_chat_member=joined("left", "member"))
    assert event == Event(GROUP, InGroup("", f"https://t.me/{bot.username}"), "en")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("member", "administrator", "group"), ("member", "left", "group"), ("member", "kicked", "supergroup"),
     ("left", "administrator", "channel")],
)  # fmt: skip
async def test_any_other_change_in_a_group_leads_to_nothing(
    bot: FootguideBot, before: str, after: str, kind: str
) -> None:
    assert event_of(bot, my_chat_member=joined(before, after, kind)) is None
