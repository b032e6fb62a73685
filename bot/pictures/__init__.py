"""Pictures of the book as PNG."""
