"""The methods with which the bot learns what people did: updates, files, and the answer to a press."""

from typing import Final

from bot.trial.exchange import Exchange
from bot.trial.formatting import units
from bot.trial.parameters import Parameters
from bot.trial.refusal import bad_request

_LONGEST_POLL_SECONDS: Final = 50
_LONGEST_ANSWER: Final = 200
_LARGEST_DOWNLOAD: Final = 20 * 1024 * 1024


async def get_updates(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getUpdates`."""
    allowed = parameters.structure("allowed_updates")
    if allowed is not None and not isinstance(allowed, list):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    return await exchange.inbox.take(
        offset=parameters.integer("offset") if parameters.text("offset") else None,
        limit=parameters.integer("limit", default=100),
        seconds=min(max(parameters.integer("timeout"), 0), _LONGEST_POLL_SECONDS),
        allowed=None if allowed is None else frozenset(map(str, allowed)),
    )


async def get_file(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getFile`."""
    file = exchange.shelf.by_id(parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > _LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }


async def answer_callback_query(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `answerCallbackQuery`."""
    text = parameters.text("text")
    if units(text) > _LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    exchange.answer_press(parameters.text("callback_query_id"), text, parameters.flag("show_alert"))
    return True


async def delete_webhook(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `deleteWebhook`; the trial chat never calls a webhook."""
    if parameters.flag("drop_pending_updates"):
        exchange.inbox.clear()
    return True


async def get_webhook_info(exchange: Exchange, parameters: Parameters) -> object:
    """Answer `getWebhookInfo`."""
    del parameters
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(exchange.inbox)}
