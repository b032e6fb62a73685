"""The book against the tables of the clinical reference, row by row."""
