"""New entries, begun with a TODO for everything that somebody must write, and each key explained above it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from bot.knowledge.models.case import Case
from bot.knowledge.models.caution import Caution
from bot.knowledge.models.faq import Faq
from bot.knowledge.models.picture import Scene
from bot.knowledge.models.presentation import Presentation
from bot.knowledge.models.question import Question
from bot.knowledge.models.red_flag import RedFlag
from bot.knowledge.models.routine import Routine
from bot.knowledge.models.source import Source
from bot.knowledge.models.technique import Technique
from bot.knowledge.schema import editor_line
from bot.knowledge.yaml_reading import Document

NAME = "NAME"
"""Stands in a form for the name of the entry."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a new entry of one kind looks like.

    Attributes:
        model: What it is.
        text: Its keys, with TODO where somebody must write, and `NAME` for its name.
        file: The file that it is, with `NAME`; or the files among which it is put.
        then: What is left to do, with `NAME`.
        key: Where entries share a file, the key of their list ("" where the file is the list) and that of the id.
    """

    model: type[BaseModel]
    text: str
    file: str
    then: str
    key: tuple[str, str] = ("", "")

    @property
    def alone(self) -> bool:
        """Whether it is a file of its own."""
        return NAME in self.file


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "technique": Form(
            Technique,
            """\
name: TODO what a person calls it
kind: TODO one of massage_stroke, pressure_point, stretch, strength, mobility, thermal, tool, relaxation or check
classes: ["TODO every class of classes.yaml that it has"]
places: ["TODO every place that it touches, loads or moves, such as calf"]
pressure: 0
goals: ["TODO the goals that it is for, from goals in book.yaml"]
equipment: []
position: TODO how to sit, lie or stand
steps:
  - TODO the first thing to do, in a short sentence
  - {do: TODO what is held, seconds: 30}
  - TODO how it ends
dose: {sides: TODO each or both_together or none, seconds: 60, hold_seconds: 30, reps: 1, per_day: [1, 2]}
feel: TODO what it should feel like
stop_if: ""
easier: {say: TODO how to do it easier}
evidence: {TODO a goal from above: TODO how well it is known}
why: TODO what it may do and how well that is known
sources: ["TODO ids of sources.yaml"]
picture: NAME
""",
            "techniques/NAME.yaml",
            "Draw its picture (footguide new picture NAME), and make it a step or a substitute in a routine, or the "
            "easier or harder way of another technique.",
        ),
        "routine": Form(
            Routine,
            """\
name: TODO for the heading of the plan
presentations: ["TODO the patterns or goals of presentations/ that offer it"]
goals: ["TODO goals from book.yaml"]
time_of_day: [any]
variants:
  short:
    - {technique: TODO the first technique, seconds: 60}
    - {technique: TODO the next technique, seconds: 120}
  standard:
    - {technique: TODO the first technique, seconds: 120}
    - {technique: TODO the next technique, seconds: 300}
intro: ""
expect: TODO what sources say to expect, without a promise
sources: []
""",
            "routines/NAME.yaml",
            "Name it under routines: of each of its presentations.",
        ),
        "presentation": Form(
            Presentation,
            """\
name: TODO what it is like, such as a sore sole near the heel
likeness: TODO Your answers look like a common pattern ... That is a likeness, not a diagnosis.
when: {fact: complaint, is: TODO an answer of the question complaint}
signs:
  - when: {fact: TODO a fact, is: TODO its answer}
    points: 3
    because: TODO the end of because you said that
limits_when: {fact: complaint, is: TODO the same answer}
rules_out: []
routines: ["TODO its routines"]
expect: TODO what sources say to expect, without a promise
clinician_when: TODO when to see a clinician
sources: []
standing: design_choice
""",
            "presentations/NAME.yaml",
            "Name it under presentations: of each of its routines, and write patient cases (footguide new case).",
        ),
        "faq": Form(
            Faq,
            """\
question: TODO the question in full
short: TODO the question on a button
topic: TODO a topic of topics.yaml
phrases:
  - TODO a way in which people type it
  - TODO another way
  - TODO a third way
answer: TODO a short and honest answer
evidence: null
sources: []
standing: general
""",
            "faq/NAME.yaml",
            "",
        ),
        "picture": Form(
            Scene,
            """\
shows: TODO one sentence of 30 to 180 letters for those who cannot see it - without a side
drawn_for: right
layers:
  - shape: {fill: skin, join: [{foot: {ankle: [400, 400]}, name: foot}]}
  - floor: {y: 560}
""",
            "pictures/NAME.yaml",
            "Draw what the technique shows in place of this bare foot: docs/pictures.md explains the kit.",
        ),
        "red_flag": Form(
            RedFlag,
            """\
- flag: NAME
  asks: TODO the exact question, such as Is one calf swollen and warm?
  because: TODO what the person told, such as one calf is swollen and warm
  suggests: TODO what it may mean, for reviewers
  why: TODO what can look like this and who can tell, in plain words
  levels:
    - level: TODO emergency or urgent or clinician
      when: NAME
  sources: ["TODO ids of sources.yaml"]
  standing: TODO read or second_hand or general or design_choice
""",
            "screening/*.yaml",
            "It belongs under red_flags: of a file in screening/. A question must ask for the fact NAME (a line of a "
            "list, or footguide new question NAME), words/danger.en.yaml needs words for it, and two patient cases "
            "must show it: one that it stops, and one near miss (footguide new case).",
            ("red_flags", "flag"),
        ),
        "caution": Form(
            Caution,
            """\
- caution: NAME
  name: TODO the condition in plain words
  when: TODO the fact that tells it
  where: TODO whole_body or both_legs or both_feet
  forbid: ["TODO classes that are left out"]
  change:
    - classes: ["TODO classes that stay allowed with a change"]
      pressure: 3
      say: TODO what the person is told about it
  say: TODO why, in one or two short sentences
  note: ""
  sources: ["TODO ids of sources.yaml"]
  standing: TODO read or second_hand or general or design_choice
""",
            "screening/*.yaml",
            "It belongs under cautions: of a file in screening/. A question must ask for what it reads, and two "
            "patient cases must show it: one that it limits, and one near miss (footguide new case).",
            ("cautions", "caution"),
        ),
        "question": Form(
            Question,
            """\
- question: NAME
  kind: yes_no
  ask: TODO the question as the person reads it
  about_other: TODO the same about the person
  why: TODO why it is asked, for a tap on Why?
  fact: NAME
  healthy: "no"
  good_for: [{for: 7 days}]
""",
            "screening/*.yaml",
            "It belongs under questions: of a file in screening/, and its name in order: of screening/screen.yaml. "
            "Something must read the fact NAME: a red flag, a caution, or another question.",
            ("questions", "question"),
        ),
        "source": Form(
            Source,
            """\
NAME:
  title: TODO the title with its journal or organisation, exactly as it is cited
  year: "TODO the year"
  where: TODO its address or identifier
  standing: TODO read or second_hand or general
  note: ""
""",
            "sources.yaml",
            "It belongs into sources.yaml, and something must cite it. Cite only what you have seen, and say how.",
        ),
        "case": Form(
            Case,
            """\
- case: "NAME"
  answers: {TODO a fact: TODO its answer}
  expect: {triage: TODO emergency or urgent or clinician or adapted or selfcare, never: ["TODO techniques"]}
""",
            "cases/*.yaml",
            "It belongs into a file in cases/; `footguide cases FILE` plays it.",
            ("", "case"),
        ),
    }
)  # fmt: skip
"""A form for every kind of entry that can be begun."""


def started(kind: str, name: str) -> str:
    """Returns a new entry as text, each key with its meaning above it.

    Args:
        kind: A key of `FORMS`.
        name: Its name.
    """
    form = FORMS[kind]
    lines = list(_explained(form.text, form.model))
    if form.alone:
        line = editor_line(form.file.replace(NAME, name))
        lines = [*([line] if line else []), *lines]
    return "\n".join(lines).replace(NAME, name) + "\n"


def names_there(folder: Path, kind: str) -> dict[str, str]:
    """Returns the names of a kind that a book has, each with its file, also where other things in it are wrong.

    Args:
        folder: The folder of the book.
        kind: A key of `FORMS`.
    """
    form = FORMS[kind]
    if form.alone:
        files = folder.glob(form.file.replace(NAME, "*"))
        return {file.stem: file.relative_to(folder).as_posix() for file in files}
    found: dict[str, str] = {}
    also = ("presentations/*.yaml",) if kind == "question" else ()
    for file in (file for pattern in (form.file, *also) for file in sorted(folder.glob(pattern))):
        name = file.relative_to(folder).as_posix()
        data = Document(name, file.read_text(encoding="utf-8", errors="replace")).data
        if kind == "source":
            found |= dict.fromkeys(data if isinstance(data, dict) else (), name)
            continue
        held, key = form.key
        entries = data.get(held) if held and isinstance(data, dict) else data
        named = [entry.get(key) for entry in entries or () if isinstance(entry, dict)]
        found |= {one: name for one in named if isinstance(one, str)}
    return found


def _explained(text: str, model: type[BaseModel]) -> Iterator[str]:
    """Yields the lines of a form, those that begin with a key behind what the key means."""
    inside: list[tuple[int, type[BaseModel]]] = [(-1, model)]
    for line in text.splitlines():
        found = re.match(r"( *)(- )?(\w+):(.*)", line)
        if found is None or found[3] == NAME:
            yield line
            continue
        dash = len(found[2] or "")
        column = len(found[1]) + dash
        while len(inside) > 1 and inside[-1][0] >= column:
            inside.pop()
        fields = {info.alias or name: info for name, info in inside[-1][1].model_fields.items()}
        info = fields.get(found[3])
        if info is not None and info.description:
            yield f"{found[1]}# {found[3]}: {' '.join(info.description.split())}"
        if info is not None and not found[4].strip() and (within := _model_in(info.annotation)) is not None:
            inside.append((column, within))
        yield line


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
