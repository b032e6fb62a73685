"""What typed words alone amount to, before the questions behind them are asked: the doubt counts for danger."""

from bot.safety.known import Known
from bot.safety.truth import Answer


class KnownSoFar(Known):
    """What was told, with everything that is open taken as not so.

    A foot drop that is typed is urgent unless it was known for long. As long as nobody said so, it is not known for
    long, and the words stop at once. Use this only to find more danger, never to offer anything: what is open here
    counts as healthy, which for offering would be a guess.
    """

    def answer(self, fact: str) -> Answer:
        """Returns what was told of a fact; a yes-or-no fact that is open is no, a choice or a number stays open."""
        found = super().answer(fact)
        if found[0] is not None:
            return found
        questions = self.book.asked_by.get(fact, ())
        healthy = questions[0].healthy_value(fact) if questions else "no"
        return (healthy, None) if healthy in {"yes", "no"} else found
