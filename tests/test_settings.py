"""Settings: where they are read from, what they become, and the sentence that each wrong one gets."""

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import Listen, Settings, SettingsUnusable, command_to_run, read_settings, setting_names
from bot.shipped_book import shipped_book_folder

ROOT = Path(__file__).parent.parent
TOKEN = "123456:AbC-dEf_0123456789"  # noqa: S105 - nobody's token


@pytest.fixture(autouse=True)
def _bare_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder to start in, and none of this machine's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("BOT_")]:
        monkeypatch.delenv(name)


def _faults() -> tuple[str, ...]:
    with pytest.raises(SettingsUnusable) as refused:
        read_settings()
    assert str(refused.value) == "\n".join(refused.value.faults)
    return refused.value.faults


def test_without_any_setting_the_defaults_hold() -> None:
    settings = read_settings()
    assert settings == Settings(
        token=None,
        api_url="https://api.telegram.org",
        database=Path("data/footguide.db"),
        trial_database=Path("data/trial.db"),
        knowledge=shipped_book_folder(),
        operators=frozenset(),
        contact="",
        listen=None,
        rate_overall=30,
        rate_chat=1,
        require_signed=False,
        semantic="auto",
        retention_days=365,
        log_format="text",
    )


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("BOT_TOKEN", TOKEN, "token", SecretStr(TOKEN)),
        ("BOT_TOKEN", f" {TOKEN}\n", "token", SecretStr(TOKEN)),
        ("BOT_API_URL", "http://127.0.0.1:8081/", "api_url", "http://127.0.0.1:8081"),
        ("BOT_DATABASE", "sqlite:///here/foot.db", "database", Path("here/foot.db")),
        ("BOT_DATABASE", "sqlite:////data/foot.db", "database", Path("/data/foot.db")),
        ("BOT_TRIAL_DATABASE", "sqlite:///t.db", "trial_database", Path("t.db")),
        ("BOT_KNOWLEDGE", "/", "knowledge", Path("/")),
        ("BOT_OPERATORS", "1001, 1002,", "operators", frozenset({1001, 1002})),
        ("BOT_CONTACT", "Sam, sam@example.org", "contact", "Sam, sam@example.org"),
        ("BOT_LISTEN", "0.0.0.0:8080", "listen", Listen("0.0.0.0", 8080)),  # noqa: S104 - nothing listens here
        ("BOT_LISTEN", "[::1]:80", "listen", Listen("::1", 80)),
        ("BOT_RATE_OVERALL", "0", "rate_overall", 0.0),
        ("BOT_RATE_CHAT", "0.5", "rate_chat", 0.5),
        ("BOT_REQUIRE_SIGNED", "yes", "require_signed", True),
        ("BOT_REQUIRE_SIGNED", "no", "require_signed", False),
        ("BOT_SEMANTIC", "off", "semantic", "off"),
        ("BOT_RETENTION_DAYS", "30", "retention_days", 30),
        ("BOT_LOG_FORMAT", "json", "log_format", "json"),
    ],
)
def test_a_setting_becomes_its_value(
    name: str, text: str, field: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, text)
    assert getattr(read_settings(), field) == value


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("BOT_TOKEN", "AbC-dEf_0123456789", "copy all of it"),
        ("BOT_TOKEN", f"{TOKEN} {TOKEN}", "copy all of it"),
        ("BOT_API_URL", "api.example.org", "https://api.example.org"),
        ("BOT_API_URL", "ftp://example.org", "https://api.example.org"),
        ("BOT_API_URL", "http://[half", "https://api.example.org"),
        ("BOT_API_URL", "https://example.org/?key=1", "after ? or #"),
        ("BOT_DATABASE", "data/foot.db", "sqlite:///folder/name.db"),
        ("BOT_DATABASE", "sqlite:///", "sqlite:///folder/name.db"),
        ("BOT_DATABASE", "sqlite:///folder/", "sqlite:///folder/name.db"),
        ("BOT_DATABASE", "sqlite:///:memory:", "could keep anything"),
        ("BOT_DATABASE", "postgresql://sam:hidden-word@db/foot", "not in this edition"),
        ("BOT_TRIAL_DATABASE", "mysql://db/foot", "sqlite:///folder/name.db"),
        ("BOT_TRIAL_DATABASE", "sqlite:///data/../data/footguide.db", "a file of its own"),
        ("BOT_KNOWLEDGE", "no-such-folder", "a book's folder"),
        ("BOT_OPERATORS", "1001;1002", "commas between"),
        ("BOT_OPERATORS", "@sam", "commas between"),
        ("BOT_CONTACT", "x" * 201, "at most 200 characters"),
        ("BOT_CONTACT", "two\nlines", "one line"),
        ("BOT_LISTEN", "8080", "127.0.0.1:8080"),
        ("BOT_LISTEN", ":8080", "127.0.0.1:8080"),
        ("BOT_LISTEN", "::1:8080", "[::1]:8080"),
        ("BOT_LISTEN", "localhost:0", "1 to 65535"),
        ("BOT_LISTEN", "localhost:65536", "1 to 65535"),
        ("BOT_RATE_OVERALL", "fast", "0 for no limit"),
        ("BOT_RATE_OVERALL", "-1", "0 for no limit"),
        ("BOT_RATE_CHAT", "nan", "0 for no limit"),
        ("BOT_RATE_CHAT", "inf", "0 for no limit"),
        ("BOT_REQUIRE_SIGNED", "perhaps", "yes nor no"),
        ("BOT_SEMANTIC", "on", "not in this edition"),
        ("BOT_SEMANTIC", "maybe", "auto or off"),
        ("BOT_RETENTION_DAYS", "0", "1 to 3650"),
        ("BOT_RETENTION_DAYS", "3651", "1 to 3650"),
        ("BOT_RETENTION_DAYS", "1.5", "1 to 3650"),
        ("BOT_LOG_FORMAT", "xml", "text or json"),
        ("BOT_WEBHOOK_URL", "https://example.org/hidden", "not in this edition"),
        ("BOT_WEBHOOK_SECRET", "hidden-word", "not in this edition"),
        ("BOT_SECRETS", "no-such-folder", "a file for each secret"),
        ("BOT_TOKKEN", TOKEN, "did you mean BOT_TOKEN?"),
        ("BOT_COLOUR_OF_SHOES", "red", "remove it"),
    ],
)
def test_a_wrong_setting_gets_one_sentence(
    name: str, text: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, text)
    (fault,) = _faults()
    assert fault.startswith(f"{name} ")
    assert remedy in fault
    assert fault.endswith((".", "?"))
    assert "hidden" not in fault
    assert TOKEN not in fault


def test_all_wrong_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LISTEN", TOKEN)
    monkeypatch.setenv("BOT_OPERATORS", TOKEN)
    monkeypatch.setenv("BOT_LOGFORMAT", "json")
    faults = _faults()
    assert [fault.split()[0] for fault in faults] == ["BOT_LISTEN", "BOT_LOGFORMAT", "BOT_OPERATORS"]
    assert TOKEN not in "".join(faults)


def test_the_environment_goes_before_the_file_and_that_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    for name, text in {"BOT_TOKEN": f"{TOKEN}\n", "BOT_CONTACT": "folder", "BOT_LOG_FORMAT": "json"}.items():
        (secrets / name).write_text(text)
    (tmp_path / ".env").write_text("BOT_SECRETS=secrets\nBOT_CONTACT=file\nBOT_LOG_FORMAT=text\nOTHER=1\n")
    monkeypatch.setenv("BOT_CONTACT", "environment")
    settings = read_settings()
    assert settings.contact == "environment"
    assert settings.log_format == "text"
    assert settings.token == SecretStr(TOKEN)


def test_an_unknown_name_is_found_in_the_file_and_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "bot_tokn").write_text(TOKEN)
    (tmp_path / ".env").write_text("BOT_SECRETS=secrets\nBOT_CONTACTS=Sam\n")
    assert [fault.split()[0] for fault in _faults()] == ["BOT_CONTACTS", "BOT_TOKN"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_CONTACT=\xff\xfe\n")
    (fault,) = _faults()
    assert "UTF-8" in fault


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "BOT_TOKEN").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("BOT_SECRETS", str(tmp_path))
    (fault,) = _faults()
    assert fault.startswith("BOT_SECRETS holds a file")


def test_the_token_is_in_no_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    settings = read_settings()
    assert TOKEN not in repr(settings) + str(settings) + settings.model_dump_json()
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_settings_do_not_change() -> None:
    settings = read_settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.contact = "Sam"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("environment", "command"),
    [({}, "try"), ({"BOT_TOKEN": TOKEN}, "run"), ({"BOT_TOKEN": ""}, "try"), ({"BOT_LISTEN": "8080"}, "run")],
    ids=["no token", "token", "empty token", "wrong setting"],
)
def test_the_main_job(environment: dict[str, str], command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    assert command_to_run() == command


def test_the_example_lists_every_setting_with_a_comment(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    blocks = [block.splitlines() for block in example.split("\n\n")]
    named = [line.partition("=")[0] for block in blocks for line in block if not line.startswith("#")]
    assert len(named) == len(set(named))
    assert set(named) == setting_names()
    assert all(block[0].startswith("# ") for block in blocks)
    (tmp_path / ".env").write_text(example)
    assert read_settings() == Settings()


def test_the_example_tells_the_defaults() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    told = {
        name: default for default, name in re.findall(r"Default: (sqlite:\S+|no|auto|365|text)\n(BOT_\w+)=", example)
    }
    assert told == {
        "BOT_DATABASE": f"sqlite:///{Settings().database}",
        "BOT_TRIAL_DATABASE": f"sqlite:///{Settings().trial_database}",
        "BOT_REQUIRE_SIGNED": "yes" if Settings().require_signed else "no",
        "BOT_SEMANTIC": Settings().semantic,
        "BOT_RETENTION_DAYS": str(Settings().retention_days),
        "BOT_LOG_FORMAT": Settings().log_format,
    }
