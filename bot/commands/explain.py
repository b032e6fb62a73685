"""`footguide explain`: what a code means, why its rule is there, and how to mend what it found."""

import argparse
import textwrap
from difflib import get_close_matches

from bot.commands.choosing import Commands
from bot.commands.refusal import Refusal
from bot.knowledge.explanation import Explanation
from bot.knowledge.explanations import EXPLANATIONS

WIDTH = 100


def add(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("explain", help="tell what the code of a fault means; without a code, list them all")
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code, as it stands at the end of a fault")
    parser.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Explains one code, or lists all of them with their rules.

    Args:
        options: The command line.

    Raises:
        Refusal: There is no such code.
    """
    if options.code is None:
        widest = max(len(code) for code in EXPLANATIONS)
        for code, explanation in EXPLANATIONS.items():
            print(f"{code:{widest}}  {explanation.rule}")
        return 0
    code = options.code.strip("[]").lower()
    if code not in EXPLANATIONS:
        near = get_close_matches(code, EXPLANATIONS, n=1)
        message = f"There is no code {code}; " + (
            f"did you mean {near[0]}?" if near else "`footguide explain` alone lists them all."
        )
        raise Refusal(message)
    print(in_words(EXPLANATIONS[code]))
    return 0


def in_words(explanation: Explanation) -> str:
    """Returns an explanation as it is printed: the rule, the reason, a wrong and a right example."""
    return "\n".join(
        [
            f"{explanation.code}: {explanation.rule}",
            "",
            *textwrap.wrap(f"Why: {explanation.why}", WIDTH),
            "",
            "Wrong:",
            textwrap.indent(explanation.wrong, "    "),
            "Right:",
            textwrap.indent(explanation.right, "    "),
        ]
    )
