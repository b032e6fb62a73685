"""Two editions side by side, and how their people are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from bot.difference.letting_off import facts_that_let_off
from bot.difference.wording import shortened
from bot.knowledge.book import Book
from bot.pages.naming import FactName, FactNames

_WHO_IS = {"being ": "is ", "getting ": "gets "}


@dataclass(frozen=True)
class Both:
    """The edition that serves and the one that was proposed."""

    old: Book
    new: Book

    @cached_property
    def same_terms(self) -> bool:
        """Whether what is named by a term is the same in both."""
        return {name: term.when for name, term in self.old.terms.items()} == {
            name: term.when for name, term in self.new.terms.items()
        }

    @cached_property
    def letting_off(self) -> frozenset[str]:
        """The facts that let a person off something in either."""
        return facts_that_let_off(self.old) | facts_that_let_off(self.new)

    @cached_property
    def _names(self) -> tuple[FactNames, FactNames]:
        return FactNames(self.new), FactNames(self.old)

    def name_of(self, fact: str) -> FactName:
        """Returns a fact in the words by which a person tells it, as the new edition has them or else the old."""
        new, old = self._names
        return new.of(fact) if fact in self.new.asked_by or fact in self.new.red_flags else old.of(fact)

    @cached_property
    def _cautions(self) -> Mapping[str, str]:
        return {
            str(caution.when.fact): caution.name
            for book in (self.old, self.new)
            for caution in book.cautions.values()
            if caution.when.equals == "yes"
        }

    def told(self, fact: str) -> str:
        """Returns the words for a fact, short and in quotes; a caution that is just this fact names it best."""
        if fact in self._cautions:
            return f"“{self._cautions[fact]}”"
        return f"“{shortened(self.name_of(fact).words.rstrip('.'), 60)}”"

    def same(self, old: BaseModel, new: BaseModel) -> bool:
        """Returns whether two entries are the same, with what their conditions name."""
        return self.same_terms and (old is new or old == new)


def person_with(condition: str) -> str:
    """Returns a person whom a condition concerns, as a sentence begins with them.

    Args:
        condition: The name of a caution, such as `varicose veins` or `being unsteady`.
    """
    told = f" {condition} ".replace(" your ", " their ").replace(" you ", " they ").strip()
    for form, verb in _WHO_IS.items():
        if told.startswith(form):
            return f"A person who {verb}{told.removeprefix(form)}"
    return f"A person with {told}"


def person_who_told(sign: str, most: int = 80) -> str:
    """Returns a person who told of a danger sign, as a sentence begins with them.

    Args:
        sign: What they told, in the words of the red flag.
        most: How many letters of it at most.
    """
    told = sign.rstrip(".")
    return f"Somebody who told “{told if len(told) <= most else told[: most - 1].rstrip() + '…'}”"


def as_words(name: str) -> str:
    """Returns an id in plain letters."""
    return name.replace("_", " ")
