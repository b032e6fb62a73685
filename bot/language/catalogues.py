"""Message catalogues: every word that the code itself says goes through one of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language.

    Attributes:
        language: Its tag.
        code: Translations of what the code says.
        book: Translations of what the book says.
    """

    language: str
    code: NullTranslations
    book: NullTranslations

    def say(self, message: str, /, **values: object) -> str:
        """Returns a message of the code with its values filled in."""
        text = self.code.gettext(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Returns the form of a message that fits a number, which it calls {number}."""
        return self.code.ngettext(one, many, number).format(number=number, **values)

    def read(self, text: str) -> str:
        """Returns a text of the book in this language."""
        return self.book.gettext(text) if text else ""


class Catalogues:
    """All languages that there are; English is the source and always there."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = dict(catalogues)
        self._catalogues.setdefault(
            SOURCE_LANGUAGE, Catalogue(SOURCE_LANGUAGE, NullTranslations(), NullTranslations())
        )

    def offered(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Returns the languages of a book that there is a catalogue for, in the order of the book.

        Args:
            wanted: The tags that the book names.
        """
        return tuple(tag for tag in wanted if tag in self._catalogues)

    def of(self, language: str) -> Catalogue:
        """Returns the catalogue of a language tag, or the nearest there is."""
        return (
            self._catalogues.get(language)
            or self._catalogues.get(language.partition("-")[0])
            or self._catalogues[SOURCE_LANGUAGE]
        )


def shipped_catalogues() -> Catalogues:
    """Reads the catalogues that are shipped with the package."""
    found: dict[str, Catalogue] = {}
    folder = files("bot.language") / "locales"
    if folder.is_dir():
        for language in folder.iterdir():
            compiled = language / "LC_MESSAGES" / "footguide.mo"
            if compiled.is_file():
                with compiled.open("rb") as stream:
                    found[language.name] = Catalogue(language.name, GNUTranslations(stream), NullTranslations())
    return Catalogues(found)
