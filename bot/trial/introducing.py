"""The methods with which the bot says who it is and what it can do."""

import re
from typing import Final

from bot.trial.exchange import Exchange
from bot.trial.parameters import Parameters
from bot.trial.profile import Command
from bot.trial.refusal import bad_request

_LONGEST: Final = {"name": 64, "description": 512, "short_description": 120}
_MOST_COMMANDS: Final = 100
_COMMAND_NAME: Final = re.compile(r"[a-z0-9_]{1,32}")
_LONGEST_COMMAND_DESCRIPTION: Final = 256
_SCOPES: Final = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})


async def get_me(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getMe`."""
    del parameters
    return {
        **exchange.profile.as_user(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def set_my_commands(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `setMyCommands`."""
    commands = parameters.structure("commands")
    if not isinstance(commands, list) or len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    exchange.profile.set_commands(
        _scope(parameters),
        parameters.text("language_code"),
        tuple(_command(command) for command in commands),
    )
    exchange.tell_profile()
    return True


async def get_my_commands(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getMyCommands`."""
    commands = exchange.profile.commands(_scope(parameters), parameters.text("language_code"))
    return [command.as_json() for command in commands]


async def set_my_name(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `setMyName`."""
    return _set_text(exchange, parameters, "name")


async def set_my_description(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `setMyDescription`."""
    return _set_text(exchange, parameters, "description")


async def set_my_short_description(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `setMyShortDescription`."""
    return _set_text(exchange, parameters, "short_description")


async def get_my_name(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getMyName`."""
    return {"name": exchange.profile.text("name", parameters.text("language_code"))}


async def get_my_description(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getMyDescription`."""
    return {"description": exchange.profile.text("description", parameters.text("language_code"))}


async def get_my_short_description(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getMyShortDescription`."""
    text = exchange.profile.text("short_description", parameters.text("language_code"))
    return {"short_description": text}


async def get_chat_menu_button(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getChatMenuButton`; the page always shows the commands."""
    del exchange, parameters
    return {"type": "commands"}


async def set_chat_menu_button(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `setChatMenuButton`; the page always shows the commands, so only that may be asked for."""
    del exchange
    button = parameters.structure("menu_button")
    if button is not None and not (isinstance(button, dict) and button.get("type") in {"commands", "default"}):
        raise bad_request("the trial chat has the menu button of commands only")
    return True


def _set_text(exchange: Exchange, parameters: Parameters, kind: str) -> bool:
    text = parameters.text(kind)
    if len(text) > _LONGEST[kind]:
        raise bad_request(f"the {kind.replace('_', ' ')} has more than {_LONGEST[kind]} characters")
    exchange.profile.set_text(kind, parameters.text("language_code"), text)
    exchange.tell_profile()
    return True


def _scope(parameters: Parameters) -> str:
    scope = parameters.structure("scope")
    match scope:
        case None:
            return "default"
        case {"type": "chat", "chat_id": int() | str() as chat_id}:
            return f"chat {chat_id}"
        case {"type": str(kind)} if kind in _SCOPES:
            return kind
    raise bad_request("can't parse BotCommandScope: unsupported type specified")


def _command(command: object) -> Command:
    match command:
        case {"command": str(name), "description": str(description)}:
            name = name.removeprefix("/")
            if _COMMAND_NAME.fullmatch(name) is None:
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(description.strip()) <= _LONGEST_COMMAND_DESCRIPTION:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
            return Command(name, description.strip())
    raise bad_request("can't parse BotCommand: command and description are needed")
