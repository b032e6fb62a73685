"""Every method and parameter of the trial chat is one of the Bot API, where its description lies beside the checkout."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.trial.methods import METHODS

pytestmark = pytest.mark.reference

SPECIFICATION = Path(__file__).parents[2].parent / "shared" / "botapi" / "spec.json"


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    if not SPECIFICATION.is_file():
        pytest.skip("the machine-readable Bot API (shared/botapi/spec.json) does not lie beside the checkout")
    loaded: dict[str, Any] = json.loads(SPECIFICATION.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("name", sorted(METHODS))
def test_parameters_are_those_of_the_bot_api(specification: dict[str, Any], name: str) -> None:
    fields = specification["methods"][name]["fields"]
    required = {field for field, (_, needed, *_) in fields.items() if needed}
    assert METHODS[name].known <= set(fields)
    assert required <= METHODS[name].required


def test_parameters_are_named_once() -> None:
    for name, method in METHODS.items():
        groups = (method.required, method.optional, method.unseen)
        assert sum(map(len, groups)) == len(method.known), name
