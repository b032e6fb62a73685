"""What stands beside the trial chat: facts, rules, limits, and why each technique is in or out."""

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.dialogue.reasoning import Reasoning
from bot.knowledge.fault import Fault

STATES = ("in the plan", "left out", "changed", "forbidden", "allowed")
"""In which order techniques are shown: what concerns this person first."""


def side_panel(found: Reasoning | None, *, edition: str, faults: Sequence[Fault] = ()) -> str:
    """Returns a piece of HTML; everything in it is escaped.

    Args:
        found: What the rules make of the chat; None where nothing is kept about it yet.
        edition: The edition that serves the chat.
        faults: What keeps a newer edit from being read; the chat goes on with the older one.
    """
    environment = Environment(
        loader=PackageLoader("bot.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    techniques = [] if found is None else sorted(found.techniques, key=lambda entry: STATES.index(entry.state))
    return environment.get_template("side_panel.html").render(
        found=found, edition=edition, techniques=techniques, states=STATES,
        faults=[fault.in_full() for fault in faults],
    )  # fmt: skip
