"""The same chat in a terminal: lines in, plain text out."""

import asyncio
import io
import os

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.language.catalogues import Catalogue
from bot.trial.server import TrialServer
from bot.trial.terminal import run_terminal

from .scripted_bot import scripted_bot


async def _script(bot: Bot, update: Update) -> None:
    assert update.effective_chat is not None
    chat_id = update.effective_chat.id
    if update.callback_query is not None:
        await update.callback_query.answer("Noted")
        await update.callback_query.edit_message_text(f"You chose {update.callback_query.data}.")
    elif update.message is not None and update.message.text == "/start":
        buttons = [[InlineKeyboardButton(text, callback_data=text.lower()) for text in ("Heel", "Calf")]]
        await bot.send_message(
            chat_id,
            "<b>Where</b> does it hurt?",
            parse_mode="HTML",
            reply_markup=InlineKeyboardMarkup(buttons),
            disable_notification=True,
        )
    elif update.message is not None:
        await bot.send_message(chat_id, f"You wrote: {update.message.text}", disable_notification=True)


async def test_lines_are_sent_one_after_the_other_and_the_end_is_clean(
    server: TrialServer, bot: Bot, english: Catalogue
) -> None:
    typed, printed = io.StringIO("/start\n2\n\n7\nmy heel\n"), io.StringIO()
    async with scripted_bot(bot, _script):
        await asyncio.wait_for(
            run_terminal(
                page_url=server.page_url, chat_id=server.chat_id, words=english, typed=typed, printed=printed
            ),
            30,
        )
    assert printed.getvalue().splitlines() == [
        "footguide",
        "Write /start to begin. A number presses a button; anything else is sent as text.",
        "footguide:",
        "  Where does it hurt?",
        "  [1] Heel   [2] Calf",
        "> Calf",
        "(Noted)",
        "footguide (changed):",
        "  You chose calf.",
        "footguide:",
        "  You wrote: 7",
        "footguide:",
        "  You wrote: my heel",
    ]


async def test_a_line_that_cannot_be_sent_is_said(server: TrialServer, bot: Bot, english: Catalogue) -> None:
    typed, printed = io.StringIO("x" * 4097 + "\n"), io.StringIO()
    await run_terminal(page_url=server.page_url, chat_id=server.chat_id, words=english, typed=typed, printed=printed)
    assert printed.getvalue().splitlines()[-1] == "Not sent: a message has at most 4096 characters."


async def test_it_ends_when_the_server_stops_while_nothing_is_typed(english: Catalogue) -> None:
    server = TrialServer(token="1:x", secret="s", port=0)  # noqa: S106
    await server.start()
    reading, writing = os.pipe()
    printed = io.StringIO()
    with os.fdopen(reading) as typed:
        terminal = asyncio.create_task(
            run_terminal(
                page_url=server.page_url, chat_id=server.chat_id, words=english, typed=typed, printed=printed
            )
        )
        while "Write /start" not in printed.getvalue():
            await asyncio.sleep(0)
            assert not terminal.done()
        await server.stop()
        await asyncio.wait_for(terminal, 10)
        os.close(writing)
    assert printed.getvalue().splitlines()[-1] == "The chat has ended."


async def test_it_says_so_where_nothing_answers(unused_tcp_port: int, english: Catalogue) -> None:
    printed = io.StringIO()
    page_url = f"http://127.0.0.1:{unused_tcp_port}/s/"
    await run_terminal(page_url=page_url, chat_id=1, words=english, typed=io.StringIO(), printed=printed)
    assert printed.getvalue() == "The chat does not answer any more. Start it again to go on.\n"


@pytest.mark.parametrize("line", ["2", "/start"])
async def test_a_terminal_does_not_wait_for_the_bot(server: TrialServer, line: str, english: Catalogue) -> None:
    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    printed = io.StringIO()
    await asyncio.wait_for(
        run_terminal(
            page_url=server.page_url,
            chat_id=server.chat_id,
            words=english,
            typed=Keyboard(line + "\n"),
            printed=printed,
        ),
        5,
    )
    [message] = server.exchange.chat(server.chat_id).messages()
    assert message.words.text == line
    assert "no answer" not in printed.getvalue()
