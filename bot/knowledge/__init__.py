"""The book: what operators write, read with positions, checked and frozen."""
