"""The words of `footguide`: each is in the table, and loads no more than it uses."""

import subprocess
import sys

import pytest

from bot.cli import COMMANDS, main

LOADS = "import sys, {module}; print('\\n'.join(sys.modules))"
HEAVY = ("bot.dialogue.conversation", "bot.proof", "bot.store", "telegram", "aiohttp", "aiosqlite")


def test_the_help_names_every_word_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert [word for word in listed if word in COMMANDS] == [*COMMANDS]


@pytest.mark.parametrize("word", COMMANDS)
def test_every_word_leads_to_its_own_help(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word, "--help"])
    assert ended.value.code == 0
    assert f"footguide {word}" in capsys.readouterr().out


def test_a_word_that_is_none_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["chekc"])
    assert ended.value.code == 2
    assert "choose from 'run', 'try', 'check'" in capsys.readouterr().err


@pytest.mark.parametrize("module", ["bot.cli", "bot.commands.check"])
def test_who_only_checks_a_book_loads_neither_the_conversation_nor_telegram(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS.format(module=module)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "bot.settings" in loaded
    assert not loaded.intersection(HEAVY)
