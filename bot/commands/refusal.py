"""Why a command cannot be done: one sentence that says what is wrong and what to do."""


class Refusal(Exception):
    """A command cannot be done. Its text is the one sentence that says why and what to do."""
