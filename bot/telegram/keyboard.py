"""Buttons of a turn as Telegram wants them."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.dialogue.turn import Rows


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Makes the inline keyboard.

    Args:
        rows: The buttons.

    Returns:
        The keyboard, or None where there is no button, which takes an old one away.
    """
    drawn = [
        [
            InlineKeyboardButton(
                button.label,
                callback_data=button.data,
                style=KeyboardButtonStyle.DANGER if button.danger else None,
            )
            for button in row
        ]
        for row in rows
        if row
    ]
    return InlineKeyboardMarkup(drawn) if drawn else None
