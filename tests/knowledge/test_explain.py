"""Every code has an explanation, and `footguide explain` tells it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge.checks.registry import CHECKS
from bot.knowledge.explanations import EXPLANATIONS, rule_of
from bot.knowledge.yaml_reading import Document
from tests.conftest import ROOT


def codes_in(file: Path) -> Iterator[str]:
    """Yields every code that a file of the program gives to a fault or to a piece of the proof."""
    for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        code: ast.expr | None = None
        if name == "Fault" and call.args:
            code = call.args[1 if isinstance(call.args[0], ast.Starred) else 3]
        elif name == "partial" and isinstance(call.args[0], ast.Name) and call.args[0].id == "run_piece":
            code = call.args[2]
        elif name == "_fault" and file.name == "reading.py":
            code = call.args[1]
        if isinstance(code, ast.Constant):
            yield str(code.value)


def test_every_code_that_a_fault_can_have_is_explained() -> None:
    codes = {code for file in (ROOT / "bot").rglob("*.py") for code in codes_in(file)}
    assert codes == set(EXPLANATIONS)
    assert set(CHECKS) < codes


def test_a_code_without_an_explanation_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="no_such_code"):
        rule_of("no_such_code")


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_an_explanation_has_a_rule_a_reason_and_two_different_examples(code: str) -> None:
    explanation = EXPLANATIONS[code]
    assert explanation.code == code
    assert explanation.rule.endswith(".")
    assert len(explanation.rule) < 140
    assert len(explanation.why) > 40
    assert explanation.wrong != explanation.right
    assert explanation.wrong
    assert explanation.right


def test_the_wrong_example_of_yaml_is_wrong_and_the_right_one_is_right() -> None:
    assert Document("a.yaml", EXPLANATIONS["yaml"].wrong).faults
    assert not Document("a.yaml", EXPLANATIONS["yaml"].right).faults


def test_a_code_is_told_with_its_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "banned_class"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("banned_class: What is forbidden for everybody is in no technique")
    assert "Why: Some touches can harm anybody" in told
    assert "Wrong:\n    classes: [lymph_drainage, behind_knee]\n" in told
    assert "Right:\n    classes: [lymph_drainage]\n" in told


def test_a_code_may_be_copied_with_its_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "[schema]"]) == 0
    assert capsys.readouterr().out.startswith("schema: ")


def test_a_code_that_is_nearly_right_is_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "bannd_class"]) == 1
    assert capsys.readouterr().err == "There is no code bannd_class; did you mean banned_class?\n"


def test_a_code_that_is_like_none_is_refused_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "42"]) == 1
    assert capsys.readouterr().err == "There is no code 42; `footguide explain` alone lists them all.\n"


def test_without_a_code_all_are_listed_with_their_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(EXPLANATIONS)
    assert all(EXPLANATIONS[line.split()[0]].rule in line for line in lines)
