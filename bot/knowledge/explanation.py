"""What `footguide explain` says about a code: the rule, why it is there, a wrong and a right example."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule behind a code.

    Attributes:
        code: The code, as it stands at the end of a fault.
        rule: The rule in one sentence, shown with every fault.
        why: Why the rule is there.
        wrong: An example that breaks it.
        right: The same, mended.
    """

    code: str
    rule: str
    why: str
    wrong: str
    right: str
