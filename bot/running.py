"""The composition root: puts settings, book, store, Telegram and pictures together, and runs them."""

import asyncio
import secrets
import sys
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot import logs
from bot.dialogue.commands import command_list, group_command_list
from bot.dialogue.conversation import Conversation
from bot.drafting import Draft
from bot.editions.desk import Desk
from bot.editions.examiner import ExaminationFailed, Examiner
from bot.editions.folder import WatchedFolder
from bot.editions.memory import Memory, memory_folders
from bot.editions.proving_again import ProvingAgain
from bot.editions.starting import FolderBook, edition_to_begin_with, proved_before, replaced_in_words
from bot.knowledge.book import Book
from bot.knowledge.book_files import BookFiles
from bot.knowledge.fault import BookUnusable, Fault
from bot.knowledge.reading import read_files
from bot.knowledge.withholding import as_written, withheld
from bot.language.catalogues import SOURCE_LANGUAGE, Catalogue, Catalogues, shipped_catalogues
from bot.language.danger.compiled_once import CompiledOnce
from bot.language.likeness import likeness_where_installed
from bot.looking_inside import LookingInside
from bot.pictures.content import drawn_by
from bot.pictures.kept import KeptPictures
from bot.pictures.renderer import Renderer
from bot.service import Conversation as TalkingConversation
from bot.service import Rates, Service, Switching, end_on_signals
from bot.service.health import ListenFailed
from bot.service.lasting_memory import spare_what_lasts
from bot.service.operating import Operating
from bot.service.running import Beside
from bot.service.switching import Tell, give_way
from bot.settings import Settings
from bot.shipped_book import shipped_book_folder
from bot.store import SqliteStore, Store, StoreUnavailable
from bot.telegram.api import FootguideBot
from bot.telegram.clock import SystemClock
from bot.telegram.errors import TokenRefused
from bot.telegram.profile import Profile
from bot.trial.server import PERSON_ID, PortInUse, TrialServer
from bot.trial.terminal import run_terminal

ON_TELEGRAM = "For Telegram itself, ask @BotFather for a token and put BOT_TOKEN=... into .env; then: make run"

CANNOT_RUN = (StoreUnavailable, TokenRefused, PortInUse, ListenFailed, BookUnusable, ExaminationFailed)
"""What can keep the bot from running; each says in one sentence why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Talk:
    """What a service talks with.

    Attributes:
        conversation: Gives the conversation that serves at this moment.
        book: The book that it begins with.
        book_now: Gives the book that serves at this moment.
        beside: What has to run beside the service.
        operating: What lets operators keep the book from their chats.
        faults: Gives what keeps a newer edit from being read.
    """

    conversation: Callable[[], TalkingConversation]
    book: Book
    book_now: Callable[[], Book]
    beside: Sequence[Beside] = ()
    operating: Operating | None = None
    faults: Callable[[], Sequence[Fault]] = lambda: ()


Begin = Callable[[Store], Awaitable[_Talk]]


def run_bot(settings: Settings, folder: FolderBook, acceptable: Callable[[Book], None]) -> int:
    """Chats on Telegram until a signal ends it, always with the edition that the database points to.

    Args:
        settings: The settings; the token must be there.
        folder: The book of the folder that operators edit.
        acceptable: Raises where the settings do not allow to begin with a book.

    Returns:
        The exit code.
    """
    assert settings.token is not None, "the front door has asked for the token"  # noqa: S101
    token = settings.token.get_secret_value()
    logs.set_up(settings.log_format, token=token)
    database = settings.database
    begin = partial(_follow_editions, settings, folder, acceptable)
    return _run(_serve(settings, begin, token=token, server=settings.api_url, database=database))


def run_trial(
    settings: Settings, folder: FolderBook, *, port: int, terminal: bool, panel: bool = False, operator: bool = False
) -> int:
    """Chats without Telegram: the same bot against a Bot API on this machine, with a page or in the terminal.

    Args:
        settings: The settings.
        folder: The folder of the book. It is read again when something in it is saved; for an operator it is
            proposed instead, as the bot itself does.
        port: Port of the page; 0 takes any free one.
        terminal: Whether to chat in this terminal instead of a page.
        panel: Whether the page shows what the rules make of the chat.
        operator: Whether the person in the chat keeps the book.

    Returns:
        The exit code.
    """
    token = f"{secrets.randbelow(10**9) + 10**9}:{secrets.token_urlsafe(30)}"
    logs.set_up(settings.log_format, token=token)
    trying = settings.model_copy(
        update={"database": settings.trial_database, "operators": frozenset({PERSON_ID}) if operator else frozenset()}
    )
    begin = (
        partial(_follow_editions, trying, folder, lambda _: None)
        if operator
        else partial(_follow_draft, trying, folder)
    )
    inside = LookingInside() if panel else None
    return _run(_try(trying, begin, inside, token=token, port=port, terminal=terminal))


def _run(main: Coroutine[None, None, None]) -> int:
    try:
        asyncio.run(main)
    except CANNOT_RUN as refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 - the front door's own words
        return 1
    return 0


async def _try(
    settings: Settings, begin: Begin, inside: LookingInside | None, *, token: str, port: int, terminal: bool
) -> None:
    trial = TrialServer(
        token=token, secret=secrets.token_urlsafe(16), port=port, catalogues=shipped_catalogues(),
        beside=None if inside is None else inside.beside,
    )  # fmt: skip

    async def begin_inside(store: Store) -> _Talk:
        talk = await begin(store)
        if inside is not None:
            inside.begins(store, talk.book_now, talk.faults)
        return talk

    await trial.start()
    try:
        serving = _serve(
            settings, begin_inside, token=token, server=trial.root_url, database=settings.database, polite=False
        )
        if not terminal:
            print(f"Open this page to chat:  {trial.page_url}", flush=True)  # noqa: T201
            print(f"Ctrl+C ends it. {ON_TELEGRAM}", flush=True)  # noqa: T201
        await _beside(serving, *([_talk(trial)] if terminal else []))
    finally:
        await trial.stop()


async def _talk(trial: TrialServer) -> None:
    await run_terminal(
        page_url=trial.page_url, chat_id=trial.chat_id, words=trial.words, typed=sys.stdin, printed=sys.stdout
    )


async def _beside(*works: Coroutine[None, None, None]) -> None:
    """Works side by side; the end or the failure of one ends all."""
    tasks = {asyncio.create_task(work) for work in works}
    done, going = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in going:
        task.cancel()
    await asyncio.gather(*going, return_exceptions=True)
    for task in done:
        task.result()


async def _follow_draft(settings: Settings, folder: FolderBook, store: Store) -> _Talk:
    """Talks with the folder as it stands, whatever the database holds: a draft is tried before it is proposed."""
    del store
    talk = _talking(settings)
    draft = Draft(folder.folder, talk(folder.book), talk)

    async def watch(stopping: asyncio.Event, tell: Tell) -> None:
        # Whoever tries a draft sees its faults beside the chat.
        del tell
        await draft.watch(stopping)

    return _Talk(
        lambda: draft.conversation, folder.book, lambda: draft.conversation.book, (watch,),
        faults=lambda: draft.faults,
    )  # fmt: skip


async def _follow_editions(
    settings: Settings, folder: FolderBook, acceptable: Callable[[Book], None], store: Store
) -> _Talk:
    """Begins with the edition that the pointer names, and follows the pointer and the folder from then on."""
    clock = SystemClock()
    memory = memory_folders(settings.database)
    examiner = Examiner(memory, require_signed=settings.require_signed)
    shipped = shipped_book_folder()
    before = await store.serving_edition()
    book = await edition_to_begin_with(store, folder, shipped=shipped, examine=examiner, now=clock.now)
    acceptable(book)
    talk = _talking(settings, settle=lambda: None)

    def read(contents: Mapping[str, bytes]) -> Book:
        found, faults = read_files(BookFiles.of(contents), give_way=give_way)
        if found is None or faults:
            raise BookUnusable(faults)
        return found

    def build(contents: Mapping[str, bytes]) -> Conversation:
        return talk(read(contents))

    def build_withheld(contents: Mapping[str, bytes]) -> Conversation:
        return talk(withheld(read(contents), not_proved(shipped_catalogues().of(""))))

    first = talk(book)
    spare_what_lasts()
    switching = Switching(store, build, first, clock=clock)
    desk = Desk(store, examiner, clock.now, moved=switching.wake)
    watched = WatchedFolder(folder.folder, desk, store, clock=clock)

    proving = ProvingAgain(
        store,
        examiner,
        lambda: switching.conversation().edition,
        lambda edition: switching.instead(edition, build_withheld),
        proved_before=partial(proved_before, Memory(memory), shipped),
        clock=clock,
    )
    await proving.look_back()

    def book_now() -> Book:
        return as_written(switching.conversation().book)

    async def tell_replaced(stopping: asyncio.Event, tell: Tell) -> None:
        del stopping
        if before is not None and before.edition != book.edition:
            await tell(f"edition {before.edition} replaced", replaced_in_words(before.edition, book.edition))

    beside = (switching.run, watched.run, proving.run, tell_replaced)
    return _Talk(switching.conversation, book, book_now, beside, Operating(desk, book_now, proving.standing))


def _talking(settings: Settings, settle: Callable[[], None] = spare_what_lasts) -> Callable[[Book], Conversation]:
    """Returns what makes a conversation of an edition."""
    catalogues = shipped_catalogues()
    compiled = CompiledOnce()

    def talk(book: Book) -> Conversation:
        conversation = Conversation(
            book,
            catalogues,
            compiled.reader(book.danger),
            contact=settings.contact,
            likeness=likeness_where_installed(book.danger_examples, settings.semantic),
            kept_days=settings.retention_days,
            operators=settings.operators,
        )
        settle()
        return conversation

    return talk


async def _serve(
    settings: Settings,
    begin: Begin,
    *,
    token: str,
    server: str,
    database: Path,
    polite: bool = True,
) -> None:
    catalogues = shipped_catalogues()
    draws = drawn_by()
    stopping = asyncio.Event()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(await SqliteStore.open(database, serving=True))
        talk = await begin(store)
        renderer = await stack.enter_async_context(Renderer())
        service = Service(
            FootguideBot(token, server),
            store,
            talk.conversation,
            render=KeptPictures(pictures_beside(database), renderer.picture, draws).picture,
            render_chart=renderer.png,
            drawn_by=draws,
            apology=apology(catalogues.of("")),
            operators=settings.operators,
            rates=Rates(settings.rate_overall, settings.rate_chat) if polite else Rates(0, 0),
            retention=timedelta(days=settings.retention_days),
            listen=settings.listen,
            profiles=profiles(talk.book, catalogues),
            beside=talk.beside,
            operating=talk.operating,
        )
        stack.enter_context(end_on_signals(stopping))
        await service.run(stopping)


def pictures_beside(database: Path) -> Path:
    """Returns the folder in which the drawn pictures of a database's bot are kept."""
    return database.with_name(f"{database.name}-pictures")


def apology(words: Catalogue) -> str:
    """Returns what a chat is told where the conversation fails altogether."""
    return words.say(
        "Something went wrong on my side. I have not skipped any question. Please send /start. "
        "**Chest pain, trouble breathing, or a leg suddenly cold or numb? "
        "Call your local emergency number (112 / 911 / 999) now.**"
    )


def not_proved(words: Catalogue) -> str:
    """Returns why nobody is offered a technique from an edition that this program cannot prove."""
    return words.say("I am being checked after an update. Until that is done I offer no exercise and no massage.")


def profiles(book: Book, catalogues: Catalogues) -> tuple[Profile, ...]:
    """Returns what people see before they talk to the bot: for everybody, and in each further language."""
    further = [tag for tag in catalogues.offered(book.words.languages) if tag != SOURCE_LANGUAGE]
    return (profile(book, catalogues, ""), *(profile(book, catalogues, tag) for tag in further))


def profile(book: Book, catalogues: Catalogues, language: str) -> Profile:
    """Returns what people see before they talk to the bot, in one language."""
    words = catalogues.of(language)
    return Profile(
        commands=command_list(words),
        description=f"{words.read(book.words.about)} {words.read(book.how_signed(datetime.now(UTC).date()))}"[:512],
        short_description=words.say("Gentle routines for sore, tired or stiff feet, after a safety check.")[:120],
        language=language,
        name=words.read(book.words.title)[:64],
        in_groups=group_command_list(words),
    )
