"""Citations: each once, with how it was seen."""

from pydantic import Field

from bot.knowledge.models.base import Entry, Standing, Words


class Source(Entry):
    """One citation. No title is ever invented; what was not opened says so."""

    title: Words = Field(description="Title, with organisation or journal, exactly as cited.")
    year: str = Field("", description="Year, or empty where it is not known.")
    where: str = Field("", description="Address or identifier, or empty.")
    standing: Standing = Field(description="How it was seen: read, second_hand, general or design_choice.")
    note: str = Field("", description="What was seen of it.")
