"""Reads the settings once, so that a wrong one stops the start with a sentence instead of a surprise at night."""

import difflib
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from bot.shipped_book import shipped_book_folder

PREFIX: Final = "BOT_"
SECRETS: Final = "BOT_SECRETS"
"""Names the folder of secrets; it says where settings are, so it is no setting of the running bot."""

NOT_IN_THIS_EDITION: Final = {
    "BOT_WEBHOOK_URL": "footguide polls Telegram instead, which needs no address of its own",
    "BOT_WEBHOOK_SECRET": "footguide polls Telegram instead, which needs no webhook secret",
}
"""Settings of the design whose part is not built yet: they are refused, never silently passed over."""


LONGEST_CONTACT: Final = 200
"""Characters; it is one line of `/about`."""


class SettingsUnusable(Exception):
    """The bot cannot start with these settings.

    Attributes:
        faults: One sentence for each bad setting: its name, what is wrong with it and the remedy. No sentence
            repeats a value, because a token may have been pasted into the wrong setting.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Listen(NamedTuple):
    """Where the health page listens.

    Attributes:
        host: A name or an address; an IPv6 address without its brackets.
        port: From 1 to 65535.
    """

    host: str
    port: int


def _token(text: str) -> str:
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", text):
        message = "is not a token (digits, a colon, letters and digits); copy all of it from @BotFather's message"
        raise ValueError(message)
    return text


def _web_address(text: str) -> str:
    remedy = "write the root of a Bot API server, such as https://api.example.org"
    try:
        address = urlsplit(text)
        usable = address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in text):
        message = f"is not a web address; {remedy}"
        raise ValueError(message)
    if address.query or address.fragment:
        message = f"has a part after ? or #, so that no method can be added; {remedy}"
        raise ValueError(message)
    return text.rstrip("/")


def _database(text: str) -> Path:
    remedy = "write sqlite:///folder/name.db (four slashes for an absolute path)"
    if text.partition(":")[0] in {"postgresql", "postgres"}:
        message = f"names PostgreSQL, which is not in this edition; {remedy}"
        raise ValueError(message)
    name = text.removeprefix("sqlite:///")
    if name == text or not name.strip("/"):
        # The address is not repeated: those of other databases hold passwords.
        message = f"names no SQLite file; {remedy}"
        raise ValueError(message)
    file = Path(name)
    if file.name == ":memory:" or text.endswith("/"):
        message = f"names no file that could keep anything; {remedy}"
        raise ValueError(message)
    return file


def _book_folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        message = "names no folder that is there; write a book's folder, or remove the line to use the shipped book"
        raise ValueError(message)
    return folder


def _telegram_ids(text: str) -> frozenset[int]:
    numbers = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch(r"[1-9][0-9]{0,18}", number) for number in numbers):
        message = "holds something other than Telegram user ids; write numbers with commas between, such as 1001,1002"
        raise ValueError(message)
    return frozenset(int(number) for number in numbers)


def _contact(text: str) -> str:
    if len(text) > LONGEST_CONTACT or not text.isprintable():
        message = f"does not fit into /about; write one line of at most {LONGEST_CONTACT} characters"
        raise ValueError(message)
    return text


def _listen(text: str) -> Listen:
    parts = re.fullmatch(r"(?:\[(?P<six>[0-9A-Fa-f:]+)\]|(?P<host>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})", text)
    if parts is None or not 1 <= int(parts["port"]) <= 65535:
        message = "is not host:port with a port from 1 to 65535; write it as 127.0.0.1:8080 or [::1]:8080"
        raise ValueError(message)
    return Listen(parts["six"] or parts["host"], int(parts["port"]))


def _rate(text: str) -> float:
    try:
        rate = float(text)
    except ValueError:
        rate = math.nan
    if not 0 <= rate <= 1000:
        message = "is not a number from 0 to 1000; write messages a second, such as 30, or 0 for no limit"
        raise ValueError(message)
    return rate


def _yes_or_no(text: str) -> bool:
    words = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if text.lower() not in words:
        message = "is neither yes nor no; write one of the two"
        raise ValueError(message)
    return words[text.lower()]


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= 3650:
        message = "is not a whole number from 1 to 3650; write the days after which an idle person is forgotten"
        raise ValueError(message)
    return int(text)


def _semantic(text: str) -> str:
    if text == "on":
        message = "asks for sentence likeness, which is not in this edition; write auto or off"
        raise ValueError(message)
    return _one_of("auto", "off")(text)


def _one_of(*words: str) -> Callable[[str], str]:
    def choose(text: str) -> str:
        if text not in words:
            message = f"is none of its words; write {' or '.join(words)}"
            raise ValueError(message)
        return text

    return choose


def _written(read: Callable[[str], object]) -> BeforeValidator:
    """Reads what a person wrote; a value that code gives is left to its type."""
    return BeforeValidator(lambda value: read(value.strip()) if isinstance(value, str) else value)


class Settings(BaseSettings):
    """All that an operator can set; frozen. The environment goes before `.env`, that before the folder of secrets.

    Attributes:
        token: The token from BotFather; without it only the trial chat runs.
        api_url: The root of the Bot API, without a slash at its end; methods are at `<root>/bot<token>/<method>`.
        database: The SQLite file of the bot.
        trial_database: The SQLite file of the trial chat; never the bot's.
        knowledge: The folder of the book.
        operators: Telegram user ids of those who hear of what only they can mend.
        contact: Who runs this bot, shown in `/about`; may be empty.
        listen: Where the health page listens, if anywhere.
        rate_overall: Messages a second to all chats together, on average; 0 means no limit.
        rate_chat: Messages a second to one chat, on average; 0 means no limit.
        require_signed: Whether a book with unsigned safety rules is refused.
        semantic: Whether sentence likeness may add questions where its extra is installed.
        retention_days: Days after which an idle person is forgotten.
        log_format: How log lines are written.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    token: Annotated[SecretStr | None, _written(_token)] = None
    api_url: Annotated[str, _written(_web_address)] = "https://api.telegram.org"
    database: Annotated[Path, _written(_database)] = Path("data/footguide.db")
    trial_database: Annotated[Path, _written(_database)] = Path("data/trial.db")
    knowledge: Annotated[Path, _written(_book_folder)] = Field(default_factory=shipped_book_folder)
    operators: Annotated[frozenset[int], NoDecode, _written(_telegram_ids)] = frozenset()
    contact: Annotated[str, _written(_contact)] = ""
    listen: Annotated[Listen | None, NoDecode, _written(_listen)] = None
    rate_overall: Annotated[float, _written(_rate)] = 30
    rate_chat: Annotated[float, _written(_rate)] = 1
    require_signed: Annotated[bool, _written(_yes_or_no)] = False
    semantic: Annotated[Literal["auto", "off"], _written(_semantic)] = "auto"
    retention_days: Annotated[int, _written(_days)] = 365
    log_format: Annotated[Literal["text", "json"], _written(_one_of("text", "json"))] = "text"

    @model_validator(mode="after")
    def _trial_stays_apart(self) -> Self:
        if self.trial_database.resolve() == self.database.resolve():
            message = "BOT_TRIAL_DATABASE is the same file as BOT_DATABASE; give the trial chat a file of its own."
            raise ValueError(message)
        return self


def setting_names() -> frozenset[str]:
    """Returns the names of all settings there are, those that this edition refuses among them."""
    read = {PREFIX + field.upper() for field in Settings.model_fields}
    return frozenset(read | {SECRETS} | set(NOT_IN_THIS_EDITION))


def read_settings(dotenv: Path = Path(".env")) -> Settings:
    """Reads the settings from the environment, a `.env` file and the folder that `BOT_SECRETS` names.

    Args:
        dotenv: The file to read beside the environment; it may be missing.

    Raises:
        SettingsUnusable: At least one setting is wrong, unknown or not in this edition; it tells all of them.
    """
    try:
        in_file = dotenv_values(dotenv) if dotenv.exists() else {}
    except (OSError, UnicodeDecodeError):
        fault = f"{dotenv} cannot be read; make it a file of UTF-8 text that this user may read, or remove it."
        raise SettingsUnusable([fault]) from None
    named = os.environ.get(SECRETS) or in_file.get(SECRETS)
    folder = Path(named) if named else None
    try:
        in_folder = [file.name for file in folder.iterdir()] if folder else []
    except OSError:
        fault = f"{SECRETS} names no folder that can be read; write the folder that holds a file for each secret."
        raise SettingsUnusable([fault]) from None

    written = [
        name for names in (os.environ, in_file) for name in names if (os.environ.get(name) or in_file.get(name))
    ]
    faults = list(_unknown({name.upper() for name in (*written, *in_folder)}))
    try:
        settings = Settings(_env_file=dotenv, _env_file_encoding="utf-8", _secrets_dir=folder)
    except ValidationError as error:
        faults += _in_sentences(error)
    except SettingsError:
        faults.append(f"{SECRETS} holds a file that cannot be read as text; mend it, or allow this user to read it.")
    if faults:
        raise SettingsUnusable(sorted(set(faults)))
    return settings


def _unknown(names: Iterable[str]) -> Iterator[str]:
    known = setting_names()
    for name in names:
        if name in NOT_IN_THIS_EDITION:
            yield f"{name} is not in this edition: {NOT_IN_THIS_EDITION[name]}; remove it."
        elif name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            meant = f"did you mean {near[0]}?" if near else "remove it; .env.example lists all there are."
            yield f"{name} is no setting of footguide; {meant}"


def _in_sentences(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_input=False, include_url=False):
        reason = str(fault.get("ctx", {}).get("error", fault["msg"]))
        # A fault between two settings belongs to no single one and is a whole sentence already.
        yield f"{PREFIX}{str(fault['loc'][0]).upper()} {reason}." if fault["loc"] else reason


def command_to_run() -> str:
    """Returns the command that starts this installation's main job.

    `run` where a token is set, else `try`. With wrong settings it is `run` too, which then says what is wrong.
    """
    try:
        return "run" if read_settings().token else "try"
    except SettingsUnusable:
        return "run"
