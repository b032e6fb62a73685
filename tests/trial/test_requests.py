"""The Bot API endpoint as plain HTTP: every way to pass parameters, and every way to be refused."""

import json
from typing import Any

import aiohttp
import pytest

from bot.trial.server import TrialServer

from .conftest import TOKEN


async def _answer(response: aiohttp.ClientResponse) -> tuple[int, dict[str, Any]]:
    return response.status, await response.json()


@pytest.mark.parametrize("way", ["address", "form", "json", "json of texts", "multipart"])
async def test_parameters_come_in_every_way(
    server: TrialServer, session: aiohttp.ClientSession, chat_id: int, way: str
) -> None:
    url = f"{server.root_url}/bot{TOKEN}/sendMessage"
    buttons = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    texts = {"chat_id": str(chat_id), "text": "Hi", "reply_markup": json.dumps(buttons)}
    match way:
        case "address":
            request = session.get(url, params=texts)
        case "form":
            request = session.post(url, data=texts)
        case "json":
            request = session.post(url, json={"chat_id": chat_id, "text": "Hi", "reply_markup": buttons})
        case "json of texts":
            request = session.post(url, json=texts)
        case _:
            request = session.post(url, data=aiohttp.FormData(texts, default_to_multipart=True))
    async with request as response:
        status, answer = await _answer(response)
    assert status == 200
    assert answer["ok"] is True
    assert answer["result"]["text"] == "Hi"
    assert answer["result"]["reply_markup"] == buttons


async def test_method_names_may_be_written_in_any_case(server: TrialServer, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{server.root_url}/bot{TOKEN}/GETME") as response:
        assert (await _answer(response))[1]["result"]["id"] == 123456


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/file/bot1:wrong/photos/x.png", 401, "Unauthorized"),
        (f"/file/bot{TOKEN}/photos/x.png", 404, "Not Found"),
        (f"/bot{TOKEN}/sendDice", 404, "Not Found: the trial chat does not know this method"),
        (f"/bot{TOKEN}/sendMessage?text=x", 400, "Bad Request: chat_id is empty"),
        (f"/bot{TOKEN}/getFile", 400, 'Bad Request: the parameter "file_id" is missing'),
        (f"/bot{TOKEN}/getUpdates?limit=many", 400, 'Bad Request: the parameter "limit" must be a whole number'),
        (
            f"/bot{TOKEN}/setMyCommands?commands=nothing",
            400,
            'Bad Request: can\'t parse the JSON of the parameter "commands"',
        ),
    ],
)
async def test_refusals_look_like_telegrams(
    server: TrialServer, session: aiohttp.ClientSession, path: str, code: int, description: str
) -> None:
    async with session.get(server.root_url + path) as response:
        status, answer = await _answer(response)
    assert status == code
    assert answer == {"ok": False, "error_code": code, "description": description}


async def test_a_body_that_cannot_be_read_is_refused(server: TrialServer, session: aiohttp.ClientSession) -> None:
    url = f"{server.root_url}/bot{TOKEN}/sendMessage"
    for body, kind in ((b"{", "application/json"), (b"[]", "application/json"), (b"x", "multipart/form-data")):
        async with session.post(url, data=body, headers={"Content-Type": kind}) as response:
            status, answer = await _answer(response)
        assert status == 400, kind
        assert answer["error_code"] == 400


async def test_only_this_machine_may_be_named_as_host(server: TrialServer, session: aiohttp.ClientSession) -> None:
    for path in (f"/bot{TOKEN}/getMe", "/trial-secret/"):
        headers = {"Host": "example.org"}
        async with session.get(server.root_url + path, headers=headers) as response:
            assert response.status == 400
