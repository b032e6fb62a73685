"""The locks pin what pyproject.toml asks for, with hashes, and what the program imports is asked for."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")


def _pins(lock: str) -> dict[str, str]:
    """Package -> version, of one lock."""
    text = (ROOT / lock).read_text("utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)
    }


def _group(name: str) -> list[str]:
    entries: list[Any] = PROJECT["dependency-groups"][name]
    asked = [entry for entry in entries if isinstance(entry, str)]
    included = [entry["include-group"] for entry in entries if not isinstance(entry, str)]
    return asked + [line for group in included for line in _group(group)]


def _runtime() -> list[str]:
    lines: list[str] = PROJECT["project"]["dependencies"]
    return lines


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.txt", _runtime()),
        ("requirements-build.txt", _group("build")),
        ("requirements-build.txt", PROJECT["build-system"]["requires"]),
        ("requirements-dev.txt", _runtime() + _group("dev")),
    ],
    ids=["runtime", "build", "build-system", "dev"],
)
def test_a_lock_pins_what_is_asked_for(lock: str, asked: list[str]) -> None:
    pins = _pins(lock)
    wanted = [Requirement(line) for line in asked]
    missing = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(pins.get(canonicalize_name(requirement.name), "0"), prereleases=True)
        or canonicalize_name(requirement.name) not in pins
    ]
    assert missing == [], "make lock writes the locks anew"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=\S)", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    bare = [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]
    assert bare == []


def test_the_locks_agree() -> None:
    everything = _pins("requirements-dev.txt")
    for lock in LOCKS:
        assert _pins(lock).items() <= everything.items()


def test_every_import_of_the_program_is_asked_for() -> None:
    own = {canonicalize_name(Requirement(line).name) for line in _runtime()}
    owners = packages_distributions()
    strays: dict[str, set[str]] = {}
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names.append(node.module)
            for top in {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"bot"}:
                if not own & {canonicalize_name(owner) for owner in owners.get(top, [])}:
                    strays.setdefault(top, set()).add(file.relative_to(ROOT).as_posix())
    assert strays == {}, "name the package in [project.dependencies]"
