"""What an edit of the book does to people: what gets looser, what gets stricter, and what only reads otherwise."""
