"""`footguide run` with a clock that a test moves: `python -m tests.walks.moved_run`."""
