"""The schemas that editors read are those of the models, and see what a schema can see."""

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.cli import main
from bot.knowledge.book import Book
from bot.knowledge.files import FILE_KINDS, kind_of_file
from bot.knowledge.schema import DRAFT, EDITOR_LINE, SHORT_FORMS, editor_line, models_inside, schemas_of
from tests.conftest import ROOT
from tests.editing.wrong_edits import GROUPS, WrongEdit

KNOWLEDGE = ROOT / "knowledge"
FILES = sorted(file.relative_to(KNOWLEDGE).as_posix() for file in KNOWLEDGE.rglob("*.yaml"))

UNDERSTOOD = {
    "$ref", "$schema", "additionalItems", "additionalProperties", "allOf", "anyOf", "default", "definitions",
    "description", "enum", "exclusiveMinimum", "items", "maximum", "maxItems", "maxLength", "maxProperties", "minimum",
    "minItems", "minLength", "pattern", "patternProperties", "properties", "propertyNames", "required", "title", "type",
}  # fmt: skip
"""Keywords of draft 7 that yaml-language-server reads."""


class EditorLoader(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: `no` is a word, 0.5 a number."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}


for tag, pattern, first in (
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((KNOWLEDGE / "schemas" / name).read_text()))


def squiggles(text: str, file: str) -> list[str]:
    """Returns what an editor would underline in a file."""
    kind = kind_of_file(file)
    assert kind is not None, file
    return [error.message for error in validator(f"{kind.name}.json").iter_errors(yaml.load(text, EditorLoader))]  # noqa: S506 - it is a safe one


def test_the_shipped_schemas_are_those_of_the_models(book: Book) -> None:
    shipped = {file.name: file.read_text() for file in (KNOWLEDGE / "schemas").iterdir()}
    assert shipped == schemas_of(book), "make them anew: python -m bot schema knowledge/schemas --lines"


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_a_schema_keeps_to_what_editors_understand_and_explains_every_key(kind: Any) -> None:
    schema = json.loads((KNOWLEDGE / "schemas" / f"{kind.name}.json").read_text())
    assert schema["$schema"] == DRAFT
    Draft7Validator.check_schema(schema)
    keywords: set[str] = set()
    silent = []
    for part in parts(schema):
        keywords |= part.keys()
        for name, value in part.get("properties", {}).items():
            if not explained(value, schema["definitions"]):
                silent.append(name)
    assert keywords <= UNDERSTOOD
    assert silent == []


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yields a schema and all the schemas inside it."""
    if isinstance(schema, list):
        for one in schema:
            yield from parts(one)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in {"properties", "patternProperties", "definitions"}:
                for inside in value.values():
                    yield from parts(inside)
            elif key not in {"default", "enum", "required"}:
                yield from parts(value)


def explained(schema: dict[str, Any], definitions: dict[str, Any]) -> bool:
    if schema.get("description"):
        return True
    name = schema.get("$ref", "").rpartition("/")[2]
    options = [*schema.get("anyOf", ()), *schema.get("allOf", ()), *([definitions[name]] if name else ())]
    return any(explained(option, definitions) for option in options)


@pytest.mark.parametrize("file", FILES)
def test_every_shipped_file_has_its_line_and_is_valid(file: str) -> None:
    text = (KNOWLEDGE / file).read_text()
    line = editor_line(file)
    assert line is not None, f"{file} is of no kind that the book has"
    assert text.startswith(f"{line}\n"), "give it its line: python -m bot schema knowledge/schemas --lines"
    assert ((KNOWLEDGE / file).parent / line.removeprefix(EDITOR_LINE)).resolve().is_file()
    assert squiggles(text, file) == []


def test_every_way_to_write_an_entry_shortly_is_in_the_schemas() -> None:
    models = {model for kind in FILE_KINDS for model in models_inside(kind.model)}
    short = {
        model
        for model in models
        if any(found.info.mode == "before" for found in model.__pydantic_decorators__.model_validators.values())
    }
    assert short == set(SHORT_FORMS)


@pytest.mark.parametrize(
    "edit", [edit for edits in GROUPS.values() for edit in edits if edit.in_editor], ids=lambda edit: edit.title
)
def test_a_wrong_edit_that_a_schema_can_see_is_underlined(edit: WrongEdit, tmp_path: Path) -> None:
    copied = tmp_path / edit.file
    copied.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(KNOWLEDGE / edit.file, copied)
    edit.change(tmp_path)
    assert squiggles(copied.read_text(), edit.file) != []


def test_the_command_writes_schemas_and_lines(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge", ignore=shutil.ignore_patterns("pictures")))
    pumps, circles = folder / "techniques" / "ankle_pumps.yaml", folder / "techniques" / "ankle_circles.yaml"
    before = pumps.read_text()
    pumps.write_text(before.partition("\n")[2])
    circles.write_bytes(
        circles.read_bytes().replace(b"\n", b"\r\n").replace(b"technique.json", b"techniques.json", 1)
    )
    assert main(["schema", str(tmp_path / "out"), "--lines", "--knowledge", str(folder)]) == 0
    assert (
        capsys.readouterr().out
        == f"Wrote {len(FILE_KINDS)} schemas to {tmp_path / 'out'}.\nGave 2 files the line for editors.\n"
    )
    assert pumps.read_text() == before
    assert circles.read_bytes().startswith(b"# yaml-language-server: $schema=../schemas/technique.json\r\nname: ")
    assert {file.name for file in (tmp_path / "out").iterdir()} == set(schemas_of(book))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("")
    assert main(["schema", str(tmp_path / "out"), "--knowledge", str(KNOWLEDGE)]) == 1
    assert "cannot be written (File exists). Name a folder that you may write to." in capsys.readouterr().err
