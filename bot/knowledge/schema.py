"""JSON Schemas of the files, made from the models: editors complete, explain and underline while one types."""

import json
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.knowledge.book import Book
from bot.knowledge.checks.references import OF_CASES, REFERENCES, known_names
from bot.knowledge.files import FILE_KINDS, FileKind, kind_of_file
from bot.knowledge.models.case import Expectation
from bot.knowledge.models.condition import Condition
from bot.knowledge.models.red_flag import Where
from bot.knowledge.models.routine import RoutineStep
from bot.knowledge.models.technique import Step, Variant

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
"""What yaml-language-server reads without reserve."""

FOLDER = "schemas"
"""Where the schemas of a book lie, below its folder."""

EDITOR_LINE = "# yaml-language-server: $schema="

NAMES = "x-names"
"""Stands for the names of a kind until they are put under `definitions`."""

NOT_LISTED = frozenset({"picture"})
"""Kinds of names that are not listed: a picture is mostly drawn after the technique that names it."""

SHORT_FORMS: Mapping[type[BaseModel], Schema] = MappingProxyType(
    {
        Condition: {NAMES: "fact"},
        Variant: {NAMES: "technique"},
        Step: {"type": "string", "minLength": 1, "description": "What to do, in one sentence."},
        Where: {
            "enum": ["whole_body", "both_legs", "both_feet"],
            "description": "Everywhere; hip to toes; the feet.",
        },
        RoutineStep: {"type": "string", "pattern": r"^[a-z0-9_]+: \d+$", "description": "`technique: seconds`"},
    }
)
"""Entries that may also be written as one word or sentence, with the form of it."""


def schemas_of(book: Book) -> dict[str, str]:
    """Returns every schema as text by the name of its file.

    Args:
        book: The edition whose names are proposed.
    """
    names, words = known_names(book), _words_of_names(book)
    return {
        f"{kind.name}.json": json.dumps(_schema(kind, names, words), indent=1, ensure_ascii=False) + "\n"
        for kind in FILE_KINDS
    }


def editor_line(file: str) -> str | None:
    """Returns the line that leads an editor from a file to its schema, or None where the file has none.

    Args:
        file: Its path below the book's folder, with forward slashes.
    """
    kind = kind_of_file(file)
    if kind is None:
        return None
    up = "../" * (len(PurePosixPath(file).parts) - 1)
    return f"{EDITOR_LINE}{up}{FOLDER}/{kind.name}.json"


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas, where they say less than the models and the book do."""

    names: Mapping[str, Collection[str]] = MappingProxyType({})
    words: Mapping[str, str] = MappingProxyType({})

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": [True, False, "yes", "no"]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model: type[BaseModel] = schema["cls"]
        made = super().model_schema(schema)
        for key, kind in REFERENCES.get(model, {}).items():
            name = model.model_fields[key].alias or key
            if kind not in NOT_LISTED:
                made["properties"][name] = self._named(made["properties"][name], kind, model)
        if model in SHORT_FORMS:
            return {"description": made.pop("description", ""), "anyOf": [SHORT_FORMS[model], made]}
        return made

    def _named(self, schema: Schema, kind: str, model: type[BaseModel]) -> Schema:
        """Returns the schema of a value in which every name of a kind is one of the names that there are."""
        if "anyOf" in schema:
            return {**schema, "anyOf": [self._named(option, kind, model) for option in schema["anyOf"]]}
        about: Schema = {key: schema[key] for key in ("description", "default") if key in schema}
        if schema.get("type") == "string" and "const" not in schema and "enum" not in schema:
            if model is Expectation:
                return {**about, "anyOf": [{NAMES: kind}, {"enum": [OF_CASES]}]}
            return {**about, NAMES: kind}
        if schema.get("type") == "array":
            return {**schema, "items": self._named(schema["items"], kind, model)}
        if schema.get("type") == "object":
            values = list(schema.get("patternProperties", {}).values()) or [schema.get("additionalProperties", {})]
            value = self._named(values[0], kind, model) if values[0].get("type") == "array" else values[0]
            keys = {name: {"description": self.words.get(name, f"A {kind}."), **value} for name in self.names[kind]}
            return {
                **about,
                "type": "object",
                "properties": dict(sorted(keys.items())),
                "additionalProperties": False,
            }
        return schema


def _words_of_names(book: Book) -> Mapping[str, str]:
    """Returns what names mean that are keys: techniques, goals and facts."""
    found = {name: technique.name for name, technique in book.techniques.items()} | dict(book.words.goals)
    for question in book.questions.values():
        found |= {line.line: line.text for line in question.lines}
        found |= {} if question.fact is None else {question.fact: question.ask}
    return {name: text.replace("**", "") for name, text in found.items()}


def _schema(kind: FileKind, names: Mapping[str, Collection[str]], words: Mapping[str, str]) -> Schema:
    generator = type("Generator", (_Generator,), {"names": names, "words": words})
    root = kind.model.model_json_schema(by_alias=True, schema_generator=generator)
    definitions: dict[str, Schema] = root.pop("$defs", {})
    if kind.wrap is not None:
        root = {"description": root.get("description", ""), **root["properties"][kind.wrap]}
    definitions |= {_of_names(name): {"enum": sorted(found)} for name, found in names.items()}
    about = {"$schema": DRAFT, "title": f"{kind.name.replace('_', ' ')}: {kind.pattern}"}
    plain = {**about, **_in_draft_7(root)}
    found = {name: _in_draft_7(definition) for name, definition in definitions.items()}
    used = _used(plain, found)
    return {**plain, "definitions": {name: found[name] for name in sorted(used)}}


def _of_names(kind: str) -> str:
    return f"{kind.replace(' ', '_')}_names"


def _in_draft_7(schema: Any) -> Any:
    """Returns a schema in the words of draft 7, without what editors would only show as noise."""
    if not isinstance(schema, dict):
        return schema
    made: Schema = {}
    for key, value in schema.items():
        if key in {"properties", "patternProperties"}:
            made[key] = {name: _in_draft_7(inside) for name, inside in value.items()}
        elif key in {"anyOf", "allOf"}:
            made[key] = [_in_draft_7(inside) for inside in value]
        elif key in {"items", "additionalProperties", "propertyNames"}:
            made[key] = _in_draft_7(value)
        elif key == "prefixItems":
            made |= {"items": [_in_draft_7(inside) for inside in value], "additionalItems": False}
        elif key == "const":
            made["enum"] = [value]
        elif key == "description":
            made |= {key: " ".join(value.split())} if value else {}
        elif key not in {"title", "format", "$ref", NAMES} and (key != "default" or value is not None):
            made[key] = value
    to = f"#/definitions/{_of_names(schema[NAMES])}" if NAMES in schema else schema.get("$ref")
    if to is not None:
        reference = {"$ref": str(to).replace("#/$defs/", "#/definitions/")}
        # What stands beside a reference is passed over in draft 7.
        made = {**made, "allOf": [reference]} if made else reference
    return made


def _used(plain: Schema, definitions: Mapping[str, Schema]) -> set[str]:
    found: set[str] = set()
    ahead: list[Any] = [plain]
    while ahead:
        one = ahead.pop()
        if isinstance(one, list):
            ahead += one
        elif isinstance(one, dict):
            ahead += one.values()
            name = str(one.get("$ref", "")).rpartition("/")[2]
            if name in definitions and name not in found:
                found.add(name)
                ahead.append(definitions[name])
    return found


def models_inside(model: type[BaseModel]) -> set[type[BaseModel]]:
    """Returns a model and all the models inside it."""
    found: set[type[BaseModel]] = set()
    ahead: list[Any] = [model]
    while ahead:
        one = ahead.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.add(one)
                ahead += [info.annotation for info in one.model_fields.values()]
        else:
            ahead += get_args(one)
    return found
