"""Operators edit the book: signing, schemas, new entries, mistakes in words, the guide."""
