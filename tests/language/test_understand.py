"""`footguide understand` shows what words are taken to mean, one object a line."""

import io
import json

import pytest

from bot.cli import main


@pytest.fixture(autouse=True)
def _rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_SEMANTIC", "off")


def _objects(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_one_object_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["my calf is swollen and hot", "how long do i hold?", "heels sore since 3 weeks, 5/10", "good morning"]
    assert main(["understand", "--json", *texts]) == 0
    calf, hold, heels, hello = _objects(capsys.readouterr().out)
    assert calf.keys() == {"text", "level", "facts", "asks", "faq"}
    assert (calf["text"], calf["level"]) == (texts[0], "urgent")
    assert calf["asks"] == ["dvt_possible"]
    assert isinstance(calf["facts"], dict)
    assert calf["facts"]["dvt_possible"] == "unsure"
    assert (hold["level"], hold["faq"]) == ("none", "how_long_to_hold")
    facts = heels["facts"]
    assert isinstance(facts, dict)
    assert {"complaint": "heel_or_sole", "how_long": "2_to_6_weeks", "pain_now": 5}.items() <= facts.items()
    assert hello == {"text": "good morning", "level": "none", "facts": {}, "asks": [], "faq": None}


def test_a_mere_checklist_has_no_level(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "--json", "my foot is all glorpy and looks horrible"]) == 0
    read = _objects(capsys.readouterr().out)[0]
    assert (read["level"], read["asks"]) == ("none", ["life_threat"])


def test_lines_of_the_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("cant breathe\n\ni have diabetes\n"))
    assert main(["understand", "--json"]) == 0
    breath, diabetes = _objects(capsys.readouterr().out)
    assert (breath["text"], breath["level"]) == ("cant breathe", "emergency")
    assert (diabetes["level"], diabetes["asks"]) == ("none", ["diabetes"])


def test_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "cant breathe"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("cant breathe\n")
    assert "level  emergency" in printed
