"""Editions of the book: proposed, examined beside the bot, published by moving one pointer, and rolled back."""
