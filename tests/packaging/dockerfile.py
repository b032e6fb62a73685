"""Reads a Dockerfile far enough to go through its steps without a Docker engine."""

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """One instruction.

    Attributes:
        word: The instruction, such as RUN.
        rest: What stands after it, its lines joined.
    """

    word: str
    rest: str

    @property
    def list(self) -> list[str]:
        """What stands after it as a list: the JSON form, or words."""
        form = self.rest[self.rest.find("[") :]
        words: list[str] = json.loads(form) if form.startswith("[") else shlex.split(self.rest)
        return words


@dataclass(frozen=True)
class Stage:
    """One stage of a build: from one FROM to the next."""

    name: str
    steps: tuple[Step, ...]

    def only(self, word: str) -> Step:
        """Returns the one step with this instruction."""
        (step,) = (step for step in self.steps if step.word == word)
        return step

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the stage sets."""
        pairs = [pair for step in self.steps if step.word == "ENV" for pair in step.list]
        return {name: value for name, _, value in (pair.partition("=") for pair in pairs)}


def read_dockerfile(file: Path) -> list[Stage]:
    """Returns the stages of a Dockerfile in order; the last one is the image."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.lstrip().startswith("#")]
    text = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stages: list[tuple[str, list[Step]]] = []
    for line in filter(str.strip, text.splitlines()):
        word, rest = line.split(maxsplit=1)
        if word == "FROM":
            stages.append((rest.partition(" AS ")[2], []))
        stages[-1][1].append(Step(word, rest))
    return [Stage(name, tuple(steps)) for name, steps in stages]
