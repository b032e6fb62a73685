"""Editions of the book: proposed, examined beside the bot, published by moving one pointer, and rolled back."""

from bot.editions.desk import Desk, NotDone, Obstacle
from bot.editions.examination import Examination
from bot.editions.proposal import Proposal

__all__ = ["Desk", "Examination", "NotDone", "Obstacle", "Proposal"]
