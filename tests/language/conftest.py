"""The shipped lexicon of danger signs, compiled once."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language.danger import DangerLexicon, DangerReader, compile_lexicon

WORDS = Path(__file__).parents[2] / "knowledge" / "words"


def load(path: Path) -> Any:
    """Reads a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def lexicon() -> DangerLexicon:
    """The English lexicon as it is shipped."""
    return DangerLexicon.model_validate(load(WORDS / "danger.en.yaml"))


@pytest.fixture(scope="session")
def danger(lexicon: DangerLexicon) -> DangerReader:
    """A reader with the shipped lexicon."""
    return compile_lexicon(lexicon)
