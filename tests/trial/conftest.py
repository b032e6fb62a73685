"""A trial server, the bot that talks to it, and a person at its page."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import resvg_py
from telegram import Bot

from bot.language.catalogues import Catalogue, Catalogues
from bot.trial.server import TrialServer

from .page_client import PageClient

TOKEN = "123456:trial-token"  # noqa: S105
SECRET = "trial-secret"  # noqa: S105


@pytest.fixture(scope="session")
def english() -> Catalogue:
    return Catalogues({}).of("en")


@pytest.fixture
async def server() -> AsyncIterator[TrialServer]:
    server = TrialServer(token=TOKEN, secret=SECRET, port=0)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def bot(server: TrialServer) -> AsyncIterator[Bot]:
    bot = Bot(TOKEN, base_url=f"{server.root_url}/bot", base_file_url=f"{server.root_url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def person(server: TrialServer, session: aiohttp.ClientSession) -> PageClient:
    return PageClient(session, server.page_url, server.chat_id)


@pytest.fixture
async def chat_id(person: PageClient) -> int:
    """A chat in which the person has already written, so that the bot may write too."""
    await person.write("/start")
    return person.chat_id


@pytest.fixture(scope="session")
def picture() -> bytes:
    return _square("#8FA6B2")


@pytest.fixture(scope="session")
def other_picture() -> bytes:
    return _square("#D9482B")


def _square(colour: str) -> bytes:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 420">'
        f'<rect width="600" height="420" fill="#F6EFE2"/><circle cx="300" cy="210" r="130" fill="{colour}"/></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing))
