"""What building adds to the plain files: compiled message catalogues, and the book inside the wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CataloguesAndBook(BuildHookInterface[Any]):
    """Runs before each wheel is put together, the one of an editable installation among them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles every catalogue beside its source, and lets the wheel take them and the book.

        An editable installation reads the checkout itself, so it takes no copies.
        """
        compiled = [compile_catalogue(source) for source in sorted(Path(self.root, "bot").rglob("*.po"))]
        if version != "editable":
            build_data["artifacts"] += [f"/{file.relative_to(self.root).as_posix()}" for file in compiled]
            build_data["force_include"]["knowledge"] = "bot/shipped/knowledge"


def compile_catalogue(source: Path) -> Path:
    """Compiles one catalogue, without translations that a changed English text has outdated.

    Returns:
        The compiled file, beside its source.
    """
    compiled = source.with_suffix(".mo")
    with source.open("rb") as text, compiled.open("wb") as binary:
        write_mo(binary, read_po(text))
    return compiled
